"""Lay out what is believed now: places, corridors, vehicles, flights and their seats, and who is overdue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.app.board_ground import Ground
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.network import SiteKind
from safeconduct.core.operation import (
    CorridorNow,
    PlaceNow,
    Seen,
    State,
    find_means,
    list_corridors,
    list_places,
    list_plans,
)
from safeconduct.core.operation.expected import ExpectedRow, list_expected
from safeconduct.core.operation.overdue import find_plights
from safeconduct.core.operation.seats import FlightDue, FlightNow, list_flights
from safeconduct.core.plan import Case, Plan
from safeconduct.core.sufficiency import digest_case, digest_plan

KINDS: Mapping[SiteKind, str] = {
    SiteKind.TRANSIT_POINT: "transit",
    SiteKind.CHECKPOINT: "checkpoint",
    SiteKind.GATE: "gate",
    SiteKind.AIRHEAD: "airhead",
}
NO_GROUND = Ground({}, (), (), {}, 0.0)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Say what is believed of a place now, and what was reported last, by whom and when."""

    place: str
    name: str
    kind: str
    state: Seen
    now: PlaceNow | None  # None where nobody has reported it

    @property
    def decayed(self) -> bool:
        """Tell whether what was reported has run out."""
        return self.now is not None and self.now.sighting.state is not Seen.UNKNOWN and self.state is Seen.UNKNOWN


@dataclass(frozen=True, slots=True)
class VehicleRow:
    """Say what is believed of a vehicle now, and when the plan has it leave next."""

    vehicle: str
    state: str
    at: str
    since_millis: int | None
    next_leaves_millis: int | None


@dataclass(frozen=True, slots=True)
class Board:
    """Hold the boards of one moment."""

    now_millis: int
    places: tuple[PlaceRow, ...]
    corridors: tuple[CorridorNow, ...]
    vehicles: tuple[VehicleRow, ...]
    flights: tuple[FlightNow, ...]
    expected: tuple[ExpectedRow, ...]
    do: Mapping[str, str]  # party -> what to do about it, where it is overdue


def lay_board(state: State, ground: Ground | None, now_millis: int) -> Board:
    """Return the boards; without a plan nobody is expected, and only what was named or reported is listed."""
    laid = NO_GROUND if ground is None else ground
    corridors = list_corridors(state.corridors, state.notices, state.orders, state.places, now_millis)
    rows = list_expected(laid.moves, state, now_millis, laid.margin_minutes)
    return Board(
        now_millis,
        tuple(_list_places(state, laid, now_millis)),
        tuple(corridors),
        tuple(_list_vehicles(state, laid, now_millis)),
        tuple(list_flights(_list_due(state, laid), rows, state.promised, state.flights, now_millis)),
        tuple(rows),
        find_plights(rows, state, corridors, now_millis, {site: one.name for site, one in laid.sites.items()}),
    )


def check_adopted(state: State, case: Case, plan: Plan) -> None:
    """Raise InputFaultsError where this is not the plan that the operation follows."""
    asked = digest_plan(plan), digest_case(case)
    if asked not in [(one.plan, one.case) for one in list_plans(state.adopted)]:
        remedy = "name the folders that were adopted (safeconduct adopted), or adopt these"
        raise InputFaultsError([Fault("plan", 0, "plan", asked[0], "not the plan that was adopted", remedy)])


def _list_places(state: State, ground: Ground, now_millis: int) -> list[PlaceRow]:
    said = {one.place: one for one in list_places(state.places, now_millis)}
    sites = {f"site:{site}": one for site, one in ground.sites.items()}
    return [
        PlaceRow(
            place,
            sites[place].name if place in sites else "",
            KINDS[sites[place].kind] if place in sites else place.partition(":")[0],
            said[place].state if place in said else Seen.UNKNOWN,
            said.get(place),
        )
        for place in sorted(sites.keys() | said.keys())
    ]


def _list_vehicles(state: State, ground: Ground, now_millis: int) -> list[VehicleRow]:
    rows = []
    for vehicle in sorted(ground.runs.keys() | state.vehicles.keys()):
        found = find_means(state.vehicles, vehicle, now_millis)
        ahead = (leaves for leaves in ground.runs.get(vehicle, ()) if leaves >= now_millis)
        at, since = (found.report.at, found.report.told_millis) if found.report else ("", None)
        rows.append(VehicleRow(vehicle, found.state, at, since, next(ahead, None)))
    return rows


def _list_due(state: State, ground: Ground) -> list[FlightDue]:
    """Return the flights of the timetable; one that was only reported has no seats that anybody could count."""
    known = {one.flight for one in ground.flights}
    return [*ground.flights, *(FlightDue(flight, "", 0, 0) for flight in sorted(state.flights.keys() - known))]
