"""Give what a day of the operation hangs on."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter

from safeconduct.app.board_ground import Ground
from safeconduct.app.show_sufficiency import find_shown
from safeconduct.app.show_today import Today, show_today
from safeconduct.app.standing_plan import choose_adopted
from safeconduct.core.basics import CannotReadError, InputFaultsError
from safeconduct.core.operation import State
from safeconduct.core.plan import Case
from safeconduct.interfaces.api.desk import At, Desk, Who
from safeconduct.interfaces.api.models import LEVELS
from safeconduct.interfaces.api.packs import Packs
from safeconduct.interfaces.api.places import SEEN
from safeconduct.interfaces.api.standing import Kept, find_ground
from safeconduct.interfaces.api.sufficiency_models import SpanSaid
from safeconduct.interfaces.api.view_models import (
    BeliefSaid,
    StandingOrderSaid,
    StandingPlanSaid,
    SufficiencyShort,
    TodaySaid,
    UntoldSaid,
    WaitingSaid,
)

PROVED = APIRouter(tags=["views"])


@PROVED.get("/today")
def tell_today(desk: At, who: Who, packs: Kept) -> TodaySaid:
    """Give the plan, the orders, what waits, who was told nothing, and what is believed of each place now."""
    state = desk.door.read(who)
    case, ground = _find_standing(desk, state, packs)
    return describe_today(desk, state, show_today(state, desk.now_millis(), case, ground))


def _find_standing(desk: Desk, state: State, packs: Packs) -> tuple[Case | None, Ground | None]:
    """Return the case of the plan that stands, and the ground of the boards; nothing where it is not here."""
    adopted = choose_adopted(state)
    if adopted is None or desk.finder is None:
        return None, None
    finder, minute = desk.finder, str(desk.now_millis() // 60_000)  # what is not here is looked for once a minute
    here = packs.recall(("here", adopted.plan, minute), lambda: finder.find(adopted) is not None)
    found = finder.find(adopted) if here else None
    return (None, None) if found is None else (found.case, find_ground(desk, state))


def _shorten_sufficiency(desk: Desk, state: State) -> SufficiencyShort | None:
    """Return the newest answer in a line; nothing where there is none, or it is of an earlier version."""
    try:
        shown = find_shown(state, desk.answers, desk.folder)
    except (InputFaultsError, CannotReadError):
        return None  # the day goes on without it; GET /sufficiency says what is amiss
    if shown is None:
        return None
    chance = SpanSaid.model_validate(shown.kept.said["chance_all_out"], strict=False)
    return SufficiencyShort(
        chance=chance.value, low=chance.low, high=chance.high, made_millis=shown.kept.made_millis,
        plan=shown.kept.plan, stale=shown.stale,
    )  # fmt: skip


def describe_today(desk: Desk, state: State, day: Today) -> TodaySaid:
    """Return it."""
    plan, order = day.plan, day.order
    return TodaySaid(
        now_millis=day.now_millis,
        name=state.name or desk.operation.name,
        exercise=desk.operation.exercise,
        device=desk.operation.device,
        deadline_millis=None if day.deadline is None else round(day.deadline * 1000),
        plan=None
        if plan is None
        else StandingPlanSaid(
            plan=plan.plan, name=plan.name, adopted_millis=plan.millis, moved=plan.moved, left=plan.left, gap=plan.gap
        ),
        plan_conflict=day.plan_conflict,
        order=None
        if order is None
        else StandingOrderSaid(level=LEVELS[order.level], why=order.why, by=order.by, millis=order.millis),
        orders=day.orders,
        sufficiency=_shorten_sufficiency(desk, state),
        waiting=WaitingSaid(**asdict(day.waiting)),
        nobody_told=[UntoldSaid(**asdict(one)) for one in day.untold],
        parties=day.parties,
        people=day.people,
        arrived=day.arrived,
        overdue=day.overdue,
        beliefs=[
            BeliefSaid(
                place=one.place, name=name, state=SEEN[one.state], since_millis=one.sighting.seen_millis,
                until_millis=one.sighting.until_millis, source=one.sighting.source or None,
            )
            for one, name in day.beliefs
        ],
        forked=sorted(str(device) for device in desk.store.forks()),
        refusals=state.refusals,
    )  # fmt: skip
