"""Write what the search decided as legs and trips."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from safeconduct.core.plan.given import Prepared
from safeconduct.core.plan.kernels.model import LEFT, RIDER, Decided
from safeconduct.core.plan.plan import Leg, LegKind, Trip


def assemble(prepared: Prepared, decided: Decided) -> tuple[tuple[Leg, ...], tuple[Trip, ...]]:
    """Return the legs of every party that leaves, and the trips that carry anybody; times as the case counts them."""
    trips = _trips(prepared, decided)
    legs: list[Leg] = []
    for row in range(len(prepared.case.parties)):
        if decided.kind[row] != LEFT:
            legs.extend(_legs(prepared, decided, row, trips))
    return tuple(legs), tuple(trips.values())


def follow_tree(prepared: Prepared, tree: int, node: int) -> tuple[str, ...]:
    """Follow a tree from a node and return the link ids; none from its end."""
    given, ids, links = prepared.given, prepared.case.network.link_ids, []
    next_link, head = given.trees[tree], given.streets.head
    while next_link[node] >= 0:
        links.append(ids[next_link[node]])
        node = int(head[next_link[node]])
    return tuple(links)


def _trips(prepared: Prepared, decided: Decided) -> dict[int, Trip]:
    """Number the trips that carry anybody in order of departure."""
    given, start = prepared.given, prepared.case.start
    used = np.nonzero((decided.trip_on > 0) & (decided.trip_load > 0))[0]
    used = used[np.argsort(decided.trip_depart[used], kind="stable")]
    trips = {}
    for number, row in enumerate(used, start=1):
        fleet, vehicle = prepared.vehicles[decided.trip_vehicle[row]]
        point = prepared.points[decided.trip_point[row]]
        gate = prepared.gates[given.lane_gate[decided.trip_lane[row]]]
        trips[int(row)] = Trip(
            trip_id=f"R{number:05d}",
            fleet_id=fleet.fleet_id,
            vehicle=vehicle,
            from_node=point.node_id,
            to_node=gate.node_id,
            depart=start + float(decided.trip_depart[row]),
            arrive=start + float(decided.trip_arrive[row]),
            links=follow_tree(prepared, int(decided.trip_tree[row]), int(given.point_node[decided.trip_point[row]])),
        )
    return trips


def _legs(prepared: Prepared, decided: Decided, row: int, trips: dict[int, Trip]) -> Iterator[Leg]:
    given, case = prepared.given, prepared.case
    party, start = case.parties[row], case.start
    gate = prepared.gates[decided.gate[row]]
    airhead = prepared.airheads[given.gate_airhead[decided.gate[row]]]
    flight = prepared.flights[decided.flight[row]]
    rides = decided.kind[row] == RIDER
    first_stop = prepared.points[decided.point[row]].node_id if rides else gate.node_id
    reach, arrive = start + decided.reach[row], start + decided.arrive[row]
    begin, done = start + decided.start[row], start + decided.done[row]
    seq = 0

    def leg(kind: LegKind, origin: str, to: str, depart: float, until: float, **more: object) -> Leg:
        nonlocal seq
        seq += 1
        return Leg(party.party_id, seq - 1, kind, origin, to, float(depart), float(until), **more)  # type: ignore[arg-type]

    links = follow_tree(prepared, int(decided.tree[row]), int(given.home[row]))
    if links:
        kind = LegKind.DRIVE if decided.by_car[row] else LegKind.WALK
        yield leg(kind, party.node_id, first_stop, start + decided.depart[row], reach, links=links)
    if rides:
        trip = trips[int(decided.trip[row])]
        yield leg(LegKind.RIDE, first_stop, gate.node_id, trip.depart, trip.arrive, trip_id=trip.trip_id)
    if begin > arrive:
        yield leg(LegKind.WAIT, gate.node_id, gate.node_id, arrive, begin, site_id=gate.site_id)
    yield leg(LegKind.PROCESS, gate.node_id, gate.node_id, begin, done, site_id=gate.site_id)
    yield leg(LegKind.HOLD, gate.node_id, airhead.node_id, done, flight.departs, site_id=airhead.site_id)
    away = airhead.node_id
    yield leg(LegKind.FLY, away, away, flight.departs, flight.departs, flight_id=flight.flight_id)
