"""Take from a case and its plan what the boards are laid upon: names, timetable, runs, and where each party is due."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from safeconduct.app.find_plan import AdoptedFinder
from safeconduct.core.network import Site, SiteKind
from safeconduct.core.operation import Adopted
from safeconduct.core.operation.expected import Move, Stop, find_margin
from safeconduct.core.operation.seats import FlightDue
from safeconduct.core.plan import Case, Leg, LegKind, Plan, Trip
from safeconduct.core.sufficiency.disruption import read_uncertainty


@dataclass(frozen=True, slots=True)
class Ground:
    """Hold what a case and a plan say that the boards need."""

    sites: Mapping[str, Site]
    moves: tuple[Move, ...]
    flights: tuple[FlightDue, ...]
    runs: Mapping[str, tuple[int, ...]]  # vehicle, as FLEET.NUMBER -> when it leaves, in milliseconds
    margin_minutes: float  # after which who has not come is overdue


def take_ground(case: Case, plan: Plan) -> Ground:
    """Return what the boards need; raise InputFaultsError where the case's [uncertainty] cannot be read."""
    late = read_uncertainty(case.uncertainty)
    runs = defaultdict[str, list[int]](list, {
        name_vehicle(fleet.fleet_id, at): [] for fleet in case.fleets for at in range(fleet.vehicles)
    })  # fmt: skip
    for trip in plan.trips:
        runs[name_vehicle(trip.fleet_id, trip.vehicle)].append(_millis(trip.depart))
    return Ground(
        {site.site_id: site for site in case.sites},
        tuple(_list_moves(case, plan)),
        tuple(FlightDue(one.flight_id, one.airhead, _millis(one.departs), one.seats) for one in case.flights),
        {name: tuple(sorted(leaves)) for name, leaves in runs.items()},
        find_margin(late.party_late_chance, late.party_late_minutes, case.step_minutes),
    )


class GroundFinder:
    """Take the ground of the adopted plan once, and anew only where another is adopted or its files have changed."""

    def __init__(self, finder: AdoptedFinder) -> None:
        """Take what finds the plan."""
        self._finder, self._lock = finder, threading.Lock()
        self._held: tuple[Plan, Ground] | None = None

    def find(self, adopted: Adopted) -> Ground | None:
        """Return the ground; None where no folder here holds the plan that was adopted."""
        found = self._finder.find(adopted)
        if found is None:
            return None
        with self._lock:
            if self._held is None or self._held[0] is not found.plan:
                self._held = (found.plan, take_ground(found.case, found.plan))
            return self._held[1]


def name_vehicle(fleet: str, number: int) -> str:
    """Return under which name a vehicle is reported.

    >>> name_vehicle("B1", 0)
    'B1.0'
    """
    return f"{fleet}.{number}"


def _list_moves(case: Case, plan: Plan) -> Iterable[Move]:
    by_party = defaultdict[str, list[Leg]](list)
    for leg in plan.legs:
        by_party[leg.party_id].append(leg)
    trips = {trip.trip_id: trip for trip in plan.trips}
    sites = {site.site_id: site for site in case.sites}
    points = {site.node_id: site.site_id for site in case.sites if site.kind is SiteKind.TRANSIT_POINT}
    posts = _find_posts(case)
    for party in case.parties:
        legs = sorted(by_party[party.party_id], key=lambda leg: leg.seq)
        if legs:
            yield _make_move(party.party_id, party.size, legs, trips, sites, points, posts)


def _make_move(
    party: str,
    size: int,
    legs: list[Leg],
    trips: Mapping[str, Trip],
    sites: Mapping[str, Site],
    points: Mapping[str, str],
    posts: Mapping[str, str],
) -> Move:
    """Return a party's move: it is due at a transit point when it gets there, at its gate when it gets there."""
    due, brought, passes = dict[str, int](), dict[str, str](), list[str]()
    airhead = flight = vehicle = ""
    for leg in legs:
        trip = trips.get(leg.trip_id)
        passes += [posts[link] for link in (trip.links if trip else leg.links) if link in posts]
        at = points.get(leg.from_node, "") if leg.kind == LegKind.RIDE else leg.site_id
        if leg.kind == LegKind.HOLD:
            airhead = leg.site_id
        elif at and (leg.kind == LegKind.RIDE or at in sites):
            due.setdefault(at, _millis(leg.depart))
            brought.setdefault(at, vehicle)
        if leg.kind == LegKind.RIDE and trip:
            vehicle = name_vehicle(trip.fleet_id, trip.vehicle)
        flight = leg.flight_id or flight
    stops = tuple(Stop(site, millis, brought[site]) for site, millis in due.items())
    return Move(party, size, _millis(legs[0].depart), stops, airhead, flight, tuple(dict.fromkeys(passes)))


def _find_posts(case: Case) -> dict[str, str]:
    """Return, by link, the checkpoint to which it leads."""
    nodes = case.network.node_index()
    at = {nodes[site.node_id]: site.site_id for site in case.sites if site.kind is SiteKind.CHECKPOINT}
    heads = case.network.head.tolist()
    return {case.network.link_ids[row]: at[head] for row, head in enumerate(heads) if head in at}


def _millis(seconds: float) -> int:
    return round(seconds * 1000)
