"""Show what a day hangs on: the plan, the orders, what waits, who was told nothing, what is believed of places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from safeconduct.app.board_ground import Ground
from safeconduct.app.standing_plan import choose_adopted
from safeconduct.core.delivery import Meaning, Thread
from safeconduct.core.operation import EVERYBODY, Adopted, Order, PlaceNow, State, find_order, list_places, list_plans
from safeconduct.core.operation.expected import Presence, count_presence
from safeconduct.core.picture.district import districts_of
from safeconduct.core.plan import Case

NOWHERE = "place not known"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Count what waits for a person, and since when the oldest does; None where nothing waits."""

    cases: int
    oldest_case_millis: int | None
    replies: int
    oldest_reply_millis: int | None
    help: int  # replies that call for help


@dataclass(frozen=True, slots=True)
class Untold:
    """Count the parties of a district that no instruction was queued for."""

    district: str
    parties: int
    people: int


@dataclass(frozen=True, slots=True)
class Today:
    """Hold it, as of a moment."""

    now_millis: int
    plan: Adopted | None
    plan_conflict: bool
    deadline: float | None  # POSIX second; None where no plan stands, or its case is not here
    order: Order | None  # about everybody
    orders: int  # subjects about which an order stands
    waiting: Waiting
    untold: tuple[Untold, ...]  # most people first
    parties: int
    people: int
    arrived: int  # at the end of their way; where the plan is not here, checked in anywhere
    overdue: int | None  # None where nobody can say: no plan stands, or it is not here
    beliefs: tuple[tuple[PlaceNow, str], ...]  # each with the name of the place


def show_today(state: State, now_millis: int, case: Case | None, ground: Ground | None) -> Today:
    """Return it; `case` is that of the plan that stands, where it is here, and `ground` what the boards take of both.

    Parties are those that are registered; where nobody is, those of the case. Who has arrived and who is overdue is
    what the board says: a check-in on the way is no arrival.
    """
    stand = None
    if ground is not None:
        stand = count_presence(ground.moves, state, now_millis, ground.margin_minutes)
    parties = _list_parties(state, case)
    names = {f"site:{site.site_id}": site.name or site.site_id for site in case.sites} if case else {}
    places = list_places(state.places, now_millis)
    return Today(
        now_millis=now_millis,
        plan=choose_adopted(state),
        plan_conflict=len(list_plans(state.adopted)) > 1,
        deadline=None if case is None else case.deadline,
        order=find_order(state.orders, EVERYBODY),
        orders=len(state.orders),
        waiting=_count_waiting(state),
        untold=_count_untold(state, parties, case),
        parties=len(parties),
        people=sum(size for size, _ in parties.values()),
        arrived=sum(party in state.arrived for party in parties) if stand is None else stand[Presence.ARRIVED],
        overdue=None if stand is None else stand[Presence.OVERDUE],
        beliefs=tuple((one, names.get(one.place, one.place)) for one in places),
    )


Spot = tuple[float, float] | None
Parties = dict[str, tuple[int, Spot]]


def _list_parties(state: State, case: Case | None) -> Parties:
    """Return the size of each party, and roughly where it is."""
    held: Parties = {
        name: (one.size, _read_spot(one.facts.get("place"))) for name, one in state.parties.items() if not one.erased
    }
    if held or case is None:
        return held
    rows, x, y = case.network.node_index(), case.network.x, case.network.y
    at = {node: (float(x[row]), float(y[row])) for node, row in rows.items()}
    return {party.party_id: (party.size, at.get(party.node_id)) for party in case.parties}


def _read_spot(said: object) -> Spot:
    if not isinstance(said, Mapping):
        return None
    lon, lat = said.get("lon"), said.get("lat")
    return (float(lon), float(lat)) if isinstance(lon, int | float) and isinstance(lat, int | float) else None


def _count_waiting(state: State) -> Waiting:
    cases = [one.opened_millis for one in state.cases.values() if not one.outcome]
    replies = [one.heard_millis for one in state.replies.values()]
    return Waiting(
        cases=len(cases),
        oldest_case_millis=min(cases, default=None),
        replies=len(replies),
        oldest_reply_millis=min(replies, default=None),
        help=sum(one.meaning == Meaning.HELP for one in state.replies.values()),
    )


def _count_untold(state: State, parties: Parties, case: Case | None) -> tuple[Untold, ...]:
    """Count who was told nothing and still waits, by district."""
    untold = [
        (size, spot)
        for party, (size, spot) in parties.items()
        if party not in state.arrived and not state.threads.get(party, Thread()).told and _is_open(state, party)
    ]
    counted: dict[str, list[int]] = {}
    for (size, _), district in zip(untold, _find_districts((spot for _, spot in untold), case), strict=True):
        counted.setdefault(district, []).append(size)
    lines = (Untold(district, len(sizes), sum(sizes)) for district, sizes in counted.items())
    return tuple(sorted(lines, key=lambda one: (-one.people, one.district)))


def _is_open(state: State, party: str) -> bool:
    case = state.cases.get(party)
    return case is None or not case.outcome


def _find_districts(spots: Iterable[Spot], case: Case | None) -> list[str]:
    known = list(spots)
    found = [NOWHERE] * len(known)
    at = [row for row, spot in enumerate(known) if spot is not None]
    if case is None or not at:
        return found
    x, y = (np.array([spot[axis] for spot in known if spot is not None]) for axis in (0, 1))
    for district in districts_of(case.network, case.districts):
        for row in np.flatnonzero(district.holds(x, y)).tolist():
            found[at[row]] = district.name
    return found
