"""Plan a case as a Capacity Constrained Route Planner does: again and again, who can arrive earliest takes the room.

The heuristic is that of Lu, George and Shekhar, "Capacity Constrained Routing Algorithms for Evacuation Planning"
(2005), carried over to the case format. Room at gates, checkpoints, links, sites, in airheads and on flights is kept
for every step; of all parties, modes and ways the one that is processed earliest over what is left is taken, its room
reserved, and so on until nobody can go. Hazard, crowds and priority play no part in it.

Example: .venv/bin/python benchmarks/ccrp_planner.py ../shared/exam/cases/tiny --out out/ccrp-tiny
"""

from __future__ import annotations

import argparse
import heapq
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ccrp_rides import Boarding, Comer, Form, Ride, Rides, find_comers
from ccrp_room import Room, Slot
from ccrp_ways import Run, Way, Ways
from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.people import Mode
from safeconduct.core.plan import Case, Leg, LegKind, Plan, Trip, judge_plan
from safeconduct.core.plan.places import Places
from safeconduct.core.plan.streets import checkpoints

POSTS_TOLD_APART = 12  # beyond so many checkpoints, ways are not made for each of them


def main() -> None:
    """Plan the case, write the plan and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path, help="folder of the case")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the plan to")
    parser.add_argument("--hold", type=float, default=0.0, help="minutes for which a vehicle waits to fill (default 0)")
    parser.add_argument("--eager", action="store_true", help="ride as soon as one may and wait at the gate")
    options = parser.parse_args()
    case = CaseFolder().read(options.case)
    began = time.monotonic()
    plan = plan_by_ccrp(Survey(case), Form(options.hold, options.eager))
    print(f"{plan.out} people out, {plan.left} left, cost {plan.cost:.4f}, {time.monotonic() - began:.1f} s")
    PlanFolder().write(plan, case.utc_offset_seconds, options.out)


@dataclass(frozen=True, slots=True)
class Direct:
    """Propose that a party goes to a gate by itself."""

    key: float
    party: int
    run: Run
    slot: Slot


class Survey:
    """Hold the ways of a case; they serve any number of plans."""

    def __init__(self, case: Case) -> None:
        """Find who can go where on free streets, each way by its own checkpoints."""
        self.case, self.places, self.ways = case, Places.of(case), Ways(case)
        self.homes = [self.places.node[party.node_id] for party in case.parties]
        posts = [self.places.node[site.node_id] for site in checkpoints(case)]
        gates = self.places.gate_nodes.tolist()
        on_foot = [self._to_gate(node, posts, by_car=False) for node in gates]
        by_car = [self._to_gate(node, posts, by_car=True) for node in gates]
        self.options = [
            [
                (gate, way, self.ways.least(way, home))
                for mode, grown in ((Mode.WALK, on_foot), (Mode.AUTO, by_car))
                if mode in party.modes
                for gate in range(len(gates))
                for way in self.ways.differ(grown[gate], home)
            ]
            for party, home in zip(case.parties, self.homes, strict=True)
        ]
        self.lanes: list[list[tuple[float, int, Way]]] = [
            sorted(
                (
                    (self.ways.least(way, node), gate, way)
                    for gate in range(len(gates))
                    for way in self.ways.differ(by_car[gate], node)
                ),
                key=lambda lane: lane[:2],
            )
            for node in self.places.point_nodes.tolist()
        ]
        self.comers = find_comers(case, self.places, self.ways, self.homes)

    def _to_gate(self, gate: int, posts: list[int], by_car: bool) -> list[Way]:
        avoidances: list[tuple[int, ...]] = [()]
        if 2 <= len(posts) <= POSTS_TOLD_APART:
            avoidances += [tuple(post for post in posts if post not in (keep, gate)) for keep in posts]
        return [way for avoid in avoidances for way in self.ways.grow(gate, by_car, avoid)]


def plan_by_ccrp(survey: Survey, form: Form) -> Plan:
    """Return CCRP's plan with the judge's figures."""
    build = _Build(survey, form)
    build.fill()
    case = survey.case
    planner = {"name": "ccrp", "version": "1", "form": str(form)}
    plan = Plan(case.name, planner, 0, tuple(build.legs), tuple(build.trips), 0.0, 0, 0)
    verdict = judge_plan(case, plan)
    return replace(plan, cost=verdict.cost.total, out=verdict.out, left=verdict.left)


class _Build:
    """Hold one plan under construction."""

    def __init__(self, survey: Survey, form: Form) -> None:
        self._survey, self._case, self._ways = survey, survey.case, survey.ways
        self._room = Room(survey.case, survey.ways)
        self._rides = Rides(survey.case, survey.places, survey.ways, self._room, survey.homes, form)
        self._rides.prepare(survey.lanes, [list(comers) for comers in survey.comers])
        self._placed = np.zeros(len(survey.case.parties), np.bool_)
        self.legs: list[Leg] = []
        self.trips: list[Trip] = []

    def fill(self) -> None:
        """Take the earliest proposal of all until there is none; keys only grow, so a stale one is simply renewed."""
        parties = range(len(self._case.parties))
        queue = [(0.0, 0, party) for party in parties if self._survey.options[party]]
        queue += [(0.0, 1, point) for point in range(len(self._survey.places.points))]
        heapq.heapify(queue)
        while queue:
            key, rides, number = heapq.heappop(queue)
            if not rides and self._placed[number]:
                continue
            found = self._rides.best(number, self._placed) if rides else self._direct(number)
            if found is None:
                continue
            if found.key > key and queue and found.key > queue[0][0]:
                heapq.heappush(queue, (found.key, rides, number))
            elif isinstance(found, Direct):
                self._go(found)
            else:
                self._ride(found)
                heapq.heappush(queue, (found.key, rides, number))

    def _direct(self, party: int) -> Direct | None:
        """Return the way by which a party that goes alone is processed earliest, over the room that is left."""
        ready, node = self._case.parties[party].ready - self._case.start, self._survey.homes[party]
        best: Direct | None = None
        for gate, way, least in self._survey.options[party]:
            limit = np.inf if best is None else best.key
            found = self._through(party, node, gate, way, least, max(0.0, ready), limit)
            best = best if found is None else found
        return best

    def _through(
        self, party: int, node: int, gate: int, way: Way, least: float, ready: float, limit: float
    ) -> Direct | None:
        """Return how a party goes by one way and is processed before `limit`, or None."""
        size, depart = self._case.parties[party].size, ready

        def put_off(run: Run) -> float:
            return self._room.put_off([run], size, way.by_car)

        for _ in range(100):
            slot = self._room.first_slot(gate, size, depart + least) if depart + least < limit else None
            if slot is None or slot.start >= limit:
                return None
            run = self._ways.arriving(way, node, slot.start)
            if run is not None and run.depart >= depart and put_off(run) <= 0:
                return Direct(slot.start, party, run, slot)
            run = self._ways.earliest(way, node, depart, put_off)
            slot = None if run is None else self._room.first_slot(gate, size, run.arrive)
            if run is None or slot is None or slot.start >= limit:
                return None
            if slot.start == run.arrive:
                return Direct(slot.start, party, run, slot)
            later = self._ways.latest(way, node, slot.start, min(self._room.wait_max, slot.start - run.arrive), put_off)
            wait = None if later is None else self._room.first_slot(gate, size, slot.start, later.arrive)
            if later is not None and wait is not None:
                return Direct(wait.start, party, later, wait) if wait.start < limit else None
            depart = max(run.depart + 60.0, run.depart + slot.start - run.arrive)
        return None

    def _go(self, found: Direct) -> None:
        size = self._case.parties[found.party].size
        self._room.reserve_passes([found.run], size)
        self._room.reserve(found.slot, size)
        if found.run.way.by_car:
            self._room.reserve_links(found.run)
        self._placed[found.party] = True
        self.legs += self._write(found.party, found.run, None, found.slot)

    def _ride(self, found: Ride) -> None:
        boarded = [self._seat(boarding) for boarding in self._rides.board(found, self._placed)]
        if not boarded:
            self._rides.not_before[found.point] = found.run.depart + 300.0
            return
        self._rides.leave(found)
        fleet, vehicle = self._survey.places.vehicles[found.vehicle]
        start, network = self._case.start, self._case.network
        trip = Trip(
            f"R{len(self.trips) + 1:05d}", fleet.fleet_id, vehicle,
            self._survey.places.points[found.point].node_id, self._room.gates[found.gate].node_id,
            start + found.run.depart, start + found.run.arrive,
            tuple(network.link_ids[row] for row in self._ways.links(found.run)),
        )  # fmt: skip
        self.trips.append(trip)
        for comer, walk, slot in boarded:
            self.legs += self._write(comer.party, walk, trip, slot)

    def _seat(self, boarding: Boarding) -> tuple[Comer, Run, Slot]:
        self._placed[boarding.comer.party] = True
        return boarding.comer, boarding.walk, boarding.slot

    def _write(self, row: int, run: Run, trip: Trip | None, slot: Slot) -> Iterator[Leg]:
        """Write a party's legs."""
        case, party, start = self._case, self._case.parties[row], self._case.start
        gate = self._room.gates[slot.gate]
        airhead = self._room.airheads[self._room.air_of[slot.gate]]
        flight = self._room.flights[slot.flight]
        stop = gate.node_id if trip is None else trip.from_node
        links = tuple(case.network.link_ids[link] for link in self._ways.links(run))
        kind = LegKind.DRIVE if run.way.by_car else LegKind.WALK
        done, departs, ident = start + slot.done, start + slot.departs, party.party_id
        if links:
            yield Leg(ident, 0, kind, party.node_id, stop, start + run.depart, start + run.arrive, links)
        if trip is not None:
            yield Leg(ident, 1, LegKind.RIDE, stop, gate.node_id, trip.depart, trip.arrive, trip_id=trip.trip_id)
        arrive, begin, node = start + slot.arrive, start + slot.start, gate.node_id
        if begin > arrive:
            yield Leg(ident, 2, LegKind.WAIT, node, node, arrive, begin, site_id=gate.site_id)
        yield Leg(ident, 3, LegKind.PROCESS, node, node, begin, done, site_id=gate.site_id)
        yield Leg(ident, 4, LegKind.HOLD, node, airhead.node_id, done, departs, site_id=airhead.site_id)
        yield Leg(ident, 5, LegKind.FLY, airhead.node_id, airhead.node_id, departs, departs, flight_id=flight.flight_id)


if __name__ == "__main__":
    main()
