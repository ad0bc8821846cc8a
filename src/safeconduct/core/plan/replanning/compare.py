"""Compare two plans party by party, and say in words what each was told before and is told now."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.plan.case import Case
from safeconduct.core.plan.plan import Leg, Plan
from safeconduct.core.plan.replanning.changes import Told, differ, tell

DAY_SECONDS = 86_400
STAYS = "stays: it has no place"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """Say what one party is told otherwise; times POSIX seconds."""

    party_id: str
    size: int
    was: Told
    now: Told
    what: tuple[str, ...]  # fields of `Told` that differ


def compare_plans(case: Case, before: Plan, after: Plan) -> tuple[PlanChange, ...]:
    """Return the parties of a case that are told something else, those first that leave first by the new plan.

    Whom neither plan moves, and whose journeys are the same to the second, are not among them.
    """
    was, willbe = _tell_all(before), _tell_all(after)
    changes = (
        PlanChange(party.party_id, party.size, old, new, what)
        for party in case.parties
        for old, new in [(was.get(party.party_id, Told()), willbe.get(party.party_id, Told()))]
        if (what := differ(old, new))
    )
    return tuple(sorted(changes, key=lambda one: (_first(one), one.party_id)))


def word_told(told: Told, case: Case) -> str:
    """Say in a line what a party is told, times in the case's local time.

    >>> from types import SimpleNamespace
    >>> word_told(Told(), SimpleNamespace(sites=(), utc_offset_seconds=0, start=0.0))
    'stays: it has no place'
    """
    if told.leave is None:
        return STAYS
    sites = {site.site_id: site.name or site.site_id for site in case.sites}
    by_node = {site.node_id: site.name or site.site_id for site in reversed(case.sites)}
    parts = [f"leaves {_clock(told.leave, case)}"]
    if told.transit_point is not None:
        parts.append(f"to {by_node.get(told.transit_point, told.transit_point)}")
    if told.vehicle is not None and told.board is not None:
        parts.append(f"vehicle {told.vehicle} {_clock(told.board, case)}")
    if told.gate is not None and told.processing is not None:
        parts.append(f"gate {sites.get(told.gate, told.gate)} {_clock(told.processing, case)}")
    if told.flight is not None and told.departs is not None:
        parts.append(f"flight {told.flight} {_clock(told.departs, case)}")
    return ", ".join(parts)


def _tell_all(plan: Plan) -> dict[str, Told]:
    trips = {trip.trip_id: trip for trip in plan.trips}
    legs: dict[str, list[Leg]] = {}
    for leg in sorted(plan.legs, key=lambda one: one.seq):
        legs.setdefault(leg.party_id, []).append(leg)
    return {party: tell(own, trips) for party, own in legs.items()}


def _first(change: PlanChange) -> float:
    return next((one for one in (change.now.leave, change.was.leave) if one is not None), float("inf"))


def _clock(moment: float, case: Case) -> str:
    """Return a local time of day; of another day than the case begins on, with its number of days since."""
    local = int(moment + case.utc_offset_seconds)
    days = local // DAY_SECONDS - int(case.start + case.utc_offset_seconds) // DAY_SECONDS
    clock = f"{local % DAY_SECONDS // 3600:02}:{local % 3600 // 60:02}"
    return clock if days == 0 else f"{clock} ({days:+} d)"
