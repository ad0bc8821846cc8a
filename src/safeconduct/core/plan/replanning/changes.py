"""Say who must be told what: whose instructions differ between two plans, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from safeconduct.core.plan.plan import Leg, LegKind, Trip

MOVES = (LegKind.WALK, LegKind.DRIVE)
WHAT = ("leave", "way", "transit_point", "vehicle", "board", "gate", "processing", "flight", "departs")


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what a party is told of its journey; times POSIX seconds, None = nothing of the kind."""

    leave: float | None = None
    way: tuple[str, ...] = ()  # links on foot or by its own car
    transit_point: str | None = None  # node
    vehicle: str | None = None
    board: float | None = None
    gate: str | None = None
    processing: float | None = None
    flight: str | None = None
    departs: float | None = None  # of the flight


@dataclass(frozen=True, slots=True)
class PartyChange:
    """Say what is new for one party."""

    party_id: str
    people: int
    outcome: str  # "changed", "added" (had no place before), "left" (has none now), "stranded" (set out, has none now)
    under_way: bool
    act_at: float  # POSIX second of the first thing that it must now do otherwise
    what: tuple[str, ...]  # fields of `Told` that differ
    before: Told
    after: Told
    reason: str = ""  # why it has no place


@dataclass(frozen=True, slots=True)
class TripChange:
    """Say what is new for the driver of one trip; None = there was, or is, no such trip."""

    trip_id: str
    act_at: float
    before: Trip | None
    after: Trip | None


def tell(legs: Sequence[Leg], trips: Mapping[str, Trip]) -> Told:
    """Return what a party is told by its legs."""
    if not legs:
        return Told()
    ride = next((leg for leg in legs if leg.kind == LegKind.RIDE), None)
    process = next((leg for leg in legs if leg.kind == LegKind.PROCESS), None)
    fly = next((leg for leg in legs if leg.kind == LegKind.FLY), None)
    trip = trips.get(ride.trip_id) if ride else None
    return Told(
        leave=legs[0].depart,
        way=tuple(link for leg in legs if leg.kind in MOVES for link in leg.links),
        transit_point=ride.from_node if ride else None,
        vehicle=f"{trip.fleet_id}/{trip.vehicle}" if trip else None,
        board=ride.depart if ride else None,
        gate=process.site_id if process else None,
        processing=process.depart if process else None,
        flight=fly.flight_id if fly else None,
        departs=fly.depart if fly else None,
    )


def differ(before: Told, after: Told) -> tuple[str, ...]:
    """List the fields that differ by more than a second."""
    return tuple(name for name in WHAT if _differs(getattr(before, name), getattr(after, name)))


def _differs(a: object, b: object) -> bool:
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) > 1.0
    return a != b


def act_at(before: Sequence[Leg], after: Sequence[Leg], now: float) -> float:
    """Return when a party must first do something else than it was told: not before now."""
    at = now
    for was, willbe in zip(before, after, strict=False):
        if (was.kind, was.links, was.trip_id, was.site_id, was.flight_id) != (
            willbe.kind, willbe.links, willbe.trip_id, willbe.site_id, willbe.flight_id
        ) or abs(was.depart - willbe.depart) > 1.0:  # fmt: skip
            return max(now, min(was.depart, willbe.depart))
        at = max(at, min(was.arrive, willbe.arrive))
    if not before or not after:
        return max(now, (after or before)[0].depart) if (after or before) else now
    return max(now, at)


def list_trip_changes(before: Iterable[Trip], after: Iterable[Trip], now: float) -> tuple[TripChange, ...]:
    """Return the trips that run otherwise, the most urgent first."""
    old, new = {trip.trip_id: trip for trip in before}, {trip.trip_id: trip for trip in after}
    found = []
    for ident in sorted(old.keys() | new.keys()):
        was, willbe = old.get(ident), new.get(ident)
        if was != willbe:
            first = min(trip.depart for trip in (was, willbe) if trip is not None)
            found.append(TripChange(ident, max(now, first), was, willbe))
    return tuple(sorted(found, key=lambda change: (change.act_at, change.trip_id)))
