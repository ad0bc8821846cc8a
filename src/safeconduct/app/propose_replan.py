"""Propose a replan: change the adopted plan by what is on record, judge the new one, keep it, and put it on record."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from safeconduct.app.access import Door
from safeconduct.app.plan_shelf import PlanShelf, find_followed
from safeconduct.core.basics import Fault, InputFaultsError, MixedError
from safeconduct.core.operation import Adopted, Proposal, State, UseCase
from safeconduct.core.operation.happened import Happened, find_happened, list_disruptions
from safeconduct.core.operation.newcomers import list_newcomers
from safeconduct.core.people import Party
from safeconduct.core.plan import Case, Plan, Verdict, with_picture
from safeconduct.core.plan.finish import claim_judged
from safeconduct.core.plan.replanning import PartiesAdded, apply_events, replan, stand_up
from safeconduct.core.plan.replanning.as_found import AsFound, put_as_found
from safeconduct.core.plan.replanning.compare import PlanChange, compare_plans
from safeconduct.core.record import ActorId, Json, Sealed
from safeconduct.core.sufficiency import digest_case, digest_plan

NOTICE_MINUTES = 15.0
"""So long before they leave are told, at the least, who are at home; so long a proposal holds."""

NOTHING = "report first what has happened (safeconduct place report)"

Tell = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """Say what a replan is asked for: why, how long it may search, and what the record does not say."""

    why: str
    seconds: float = 5.0
    notice_minutes: float = NOTICE_MINUTES
    no_shows: frozenset[str] = frozenset()  # parties that a person says did not set out
    cautious: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Proposed:
    """Hold what was proposed, and the event by which it is on record."""

    replan: str
    happened: Happened
    changes: tuple[PlanChange, ...]
    plan: Plan
    sealed: Sealed


def propose_replan(
    door: Door,
    shelf: PlanShelf,
    actor: ActorId,
    exercise: bool,
    asked: Asked,
    replan_id: str,
    now_millis: int,
    *,
    tell: Tell = lambda _, __: None,
    request: str = "",
) -> Proposed:
    """Make a plan that keeps to what has happened by now and changes few, and put it on record; nobody is told.

    Sites with a threat, a STOP or a HOLD over them are closed from now on, lost vehicles and cancelled flights left
    out; parties are where they were checked in, and who was registered since is added. What is under way is kept. The
    changed case and the new plan are written as folders of the replan's name.

    Raises:
        DeniedError: where the operator may not adopt plans.
        InputFaultsError: where a party is not in the case, or the new plan is not feasible.
        MixedError: for an exercise's case in a live operation, or the other way round.
        CannotReadError: where the adopted plan or its case is not here.
        StoreError: where no plan stands or several do, or the record refuses.
    """
    state = door.read(actor, UseCase.ADOPT_PLAN)
    adopted, now = find_followed(state), now_millis / 1000
    tell(0.05, "Reading the adopted plan")
    held = shelf.take(adopted)
    if held.case.is_exercise != exercise:
        raise MixedError("an exercise and a live operation never meet: this plan's case is of the other kind")
    base_case, base_plan = _find_base(state, adopted)
    base = held if base_plan == adopted.plan else shelf.take_old(base_case, base_plan, adopted.name)
    happened = find_happened(state)
    _check_parties(held.case, asked.no_shows)
    tell(0.2, "Laying the plan out")
    case = replace(base.case, parties=held.case.parties)
    found = put_as_found(case, held.plan, base.plan, state.arrived, asked.no_shows, now)
    if (base_plan, found.case.parties) != (adopted.plan, held.case.parties):  # what was proven is of another case
        found = replace(found, plan=replace(found.plan, lower_bound=None))
    newcomers = list_newcomers(state, held.case, now)
    case, plan, verdict = _replan(found, happened, newcomers, asked, now, tell)
    if not verdict.feasible:
        raise InputFaultsError([Fault("replan", 0, "", "", one, "propose anew") for one in verdict.violations])
    case_folder, plan_folder = shelf.folders(replan_id)
    tell(0.8, "Keeping the new plan")
    shelf.cases.write(case, case_folder)
    shelf.plans.write(plan, case.utc_offset_seconds, plan_folder)
    case = shelf.cases.read(case_folder)  # as anybody will read it who approves
    plan = shelf.plans.read(plan_folder, case)
    if digest_plan(plan) == adopted.plan:
        raise InputFaultsError([Fault("replan", 0, "", "", "nothing on record touches the adopted plan", NOTHING)])
    changes = compare_plans(case, held.plan, plan)
    said: dict[str, Json] = {
        "replan": replan_id, "plan": digest_plan(plan), "case": digest_case(case),
        "name": adopted.name, "replaces": adopted.plan, "base_case": base_case, "base_plan": base_plan,
        "facts": happened.digest, "until_millis": now_millis + int(asked.notice_minutes * 60_000),
        "changed": len(changes), "moved": verdict.out, "left": verdict.left, "why": asked.why,
    }  # fmt: skip
    if plan.lower_bound is not None and verdict.cost.total > 0:
        said["gap"] = (verdict.cost.total - plan.lower_bound) / verdict.cost.total
    sealed = door.act(actor, "replan.proposed", said, request=request)
    return Proposed(replan_id, happened, changes, plan, sealed)


def _replan(
    found: AsFound, happened: Happened, newcomers: Sequence[Party], asked: Asked, now: float, tell: Tell
) -> tuple[Case, Plan, Verdict]:
    """Return the case as of now, the new plan, and what the judge says of it."""
    added = (*found.unplaced, *newcomers)
    events = list_disruptions(happened, found.case, now)
    events += (PartiesAdded(added),) if added else ()
    seen = with_picture(found.case, cautious=asked.cautious)
    standing = stand_up(seen, found.plan)
    tell(0.4, "Replanning")
    until = time.monotonic() + asked.seconds
    result = replan(
        standing, events, now=now, notice=asked.notice_minutes * 60, stop=lambda: time.monotonic() >= until
    )  # fmt: skip
    changed = result.changed.case if seen is found.case else apply_events(found.case, events, now).case
    tell(0.7, "Judging the new plan")
    return changed, *claim_judged(changed, result.plan)


def _find_base(state: State, adopted: Adopted) -> tuple[str, str]:
    """Return the digests of the case and plan that the adopted one goes back to, before anything had happened."""
    one = find_proposal_of(state, adopted.plan)
    return (adopted.case, adopted.plan) if one is None else one.base


def find_proposal_of(state: State, plan: str) -> Proposal | None:
    """Return the approved proposal that a plan came from; None where it was adopted by itself."""
    return next((one for one in state.replans.values() if one.plan == plan and one.approved_by), None)


def _check_parties(case: Case, named: Collection[str]) -> None:
    known = {party.party_id for party in case.parties}
    faults = [
        Fault("options", 0, "no_shows", party, "the case has no such party", "take an id from its party.csv")
        for party in sorted(named)
        if party not in known
    ]
    if faults:
        raise InputFaultsError(faults)
