"""Find the earliest ride from a transit point over what vehicles, gates and checkpoints have left, for CCRP.

A ride is CCRP's flow along a route: the party that is processed first decides when the vehicle leaves, and whoever else
can be there by then boards while there are seats and room.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ccrp_room import Room, Slot, lies_within, usable_spans
from ccrp_ways import Run, Way, Ways
from safeconduct.core.people import Mode
from safeconduct.core.plan import Case
from safeconduct.core.plan.places import Places
from safeconduct.core.plan.streets import open_spans

REFUSALS = 60  # parties in a row that find no room before a vehicle leaves without asking more


@dataclass(frozen=True, slots=True)
class Form:
    """Choose between forms of the planner that are all as true to CCRP."""

    hold_minutes: float = 0.0  # for which a vehicle waits at a transit point for more people
    eager: bool = False  # to ride as soon as one may and wait at the gate, instead of arriving just in time

    def __str__(self) -> str:
        """Name it in a word."""
        return f"hold {self.hold_minutes:g} min, {'eager' if self.eager else 'just in time'}"


@dataclass(frozen=True, slots=True)
class Comer:
    """Say from when on a party can be at a transit point, and by which way."""

    at: float
    party: int
    size: int
    way: Way


@dataclass(frozen=True, slots=True)
class Ride:
    """Propose a trip; `key` is when its first party is processed."""

    key: float
    point: int
    vehicle: int
    gate: int
    run: Run


@dataclass(frozen=True, slots=True)
class Boarding:
    """Say how one party reaches a trip and what follows it."""

    comer: Comer
    walk: Run
    slot: Slot


class Rides:
    """Keep vehicles and those who could board at each transit point."""

    def __init__(self, case: Case, places: Places, ways: Ways, room: Room, homes: list[int], form: Form) -> None:
        """Take what is open when; `homes` are the parties' nodes."""
        self._homes = homes
        self._ways, self._room, self._places = ways, room, places
        self._hold, self._eager = 60.0 * form.hold_minutes, form.eager
        self._open = [usable_spans(case, point) for point in places.points]
        self._fleet_open = [open_spans(fleet.available, case.start) for fleet, _ in places.vehicles]
        self._seats = np.array([fleet.seats for fleet, _ in places.vehicles], np.int64)
        self._turnaround = 60.0 * case.limits.turnaround_minutes
        self.not_before = [0.0] * len(places.points)

    def prepare(self, lanes: list[list[tuple[float, int, Way]]], comers: list[list[Comer]]) -> None:
        """Take the lanes and comers of every transit point, and send every vehicle on its way from its depot."""
        self._lanes, self._comers = lanes, comers
        points = self._places.point_nodes.tolist()
        self._empty = [self._ways.grow(node, by_car=True)[0] for node in points]
        shape = len(self._places.vehicles), len(points)
        self._there, self._empty_run = np.full(shape, np.inf), np.full(shape, np.inf)
        known: dict[str, int] = {}
        for vehicle, (fleet, _) in enumerate(self._places.vehicles):
            if fleet.fleet_id in known:
                self._there[vehicle] = self._there[known[fleet.fleet_id]]
                self._empty_run[vehicle] = self._empty_run[known[fleet.fleet_id]]
                continue
            known[fleet.fleet_id] = vehicle
            self._send(vehicle, self._places.node[fleet.depot_node_id], 0.0)

    def best(self, point: int, placed: NDArray[np.bool_]) -> Ride | None:
        """Return the ride from a transit point whose first party is processed earliest; None if there is none left."""
        most = int(self._seats.max(initial=0))
        waiting = [c for c in self._comers[point] if not placed[c.party] and c.size <= most]
        self._comers[point] = waiting
        soonest = float(self._there[:, point].min(initial=np.inf))
        if not waiting or soonest == np.inf:
            return None
        begin = max(waiting[0].at, soonest, self.not_before[point])
        vehicle, leave = self._choose(point, waiting, begin)
        lead = next((c for c in waiting if c.size <= self._seats[vehicle] and c.at <= leave), None)
        if lead is None:
            self.not_before[point] = max(begin, leave) + 300.0
            return self.best(point, placed) if self.not_before[point] < self._ways.horizon else None
        best: Ride | None = None
        for least, gate, way in self._lanes[point]:
            limit = np.inf if best is None else best.key
            if leave + least < limit:
                best = self._through(point, vehicle, gate, way, lead.size, leave, limit) or best
        return best

    def board(self, ride: Ride, placed: NDArray[np.bool_]) -> Iterator[Boarding]:
        """Board, first come first served, whoever can be there, while there is room; reserves as it goes."""
        seats, refused, slots_gone = int(self._seats[ride.vehicle]), 0, set[int]()
        for comer in self._comers[ride.point]:
            if comer.at > ride.run.depart or refused > REFUSALS or seats == 0:
                break
            if placed[comer.party] or comer.size > seats or comer.size in slots_gone:
                continue
            slot = self._room.first_slot(ride.gate, comer.size, ride.run.arrive, ride.run.arrive)
            if slot is None:
                slots_gone.add(comer.size)
                continue
            walk = self._ways.arriving(comer.way, self._homes[comer.party], ride.run.depart)
            if walk is None or self._room.put_off([walk, ride.run], comer.size) > 0:
                refused += 1
                continue
            self._room.reserve_passes([walk, ride.run], comer.size)
            self._room.reserve(slot, comer.size)
            seats -= comer.size
            yield Boarding(comer, walk, slot)

    def leave(self, ride: Ride) -> None:
        """Send a vehicle off on its ride and onward from the gate."""
        self._room.reserve_links(ride.run)
        self._send(ride.vehicle, int(self._places.gate_nodes[ride.gate]), ride.run.arrive + self._turnaround)

    def _choose(self, point: int, waiting: list[Comer], begin: float) -> tuple[int, float]:
        """Return (vehicle, when to leave): of those there by then, the one with seats for most, then the nearest."""
        crowd = 0
        for comer in waiting:
            if comer.at > begin + self._hold or crowd > self._seats.max():
                break
            crowd += comer.size
        able = np.nonzero(self._there[:, point] <= begin)[0]
        order = np.lexsort((self._seats[able], self._empty_run[able, point], -np.minimum(self._seats[able], crowd)))
        vehicle = int(able[order[0]])
        seats, leave = int(self._seats[vehicle]), begin
        for comer in waiting:
            if comer.at > begin + self._hold or seats <= 0:
                break
            if comer.size <= seats:
                seats, leave = seats - comer.size, max(leave, comer.at)
        return vehicle, leave

    def _through(
        self, point: int, vehicle: int, gate: int, way: Way, size: int, leave: float, limit: float
    ) -> Ride | None:
        """Return the first ride by a lane, at or after a moment, whose first party is processed before `limit`."""
        node = int(self._places.point_nodes[point])

        def put_off(run: Run) -> float:
            if not lies_within(self._open[point], run.depart, run.depart):
                return 60.0
            if not lies_within(self._fleet_open[vehicle], run.depart, run.arrive):
                return 60.0
            return self._room.put_off([run], size, vehicles=True)

        for _ in range(100):
            run = self._ways.earliest(way, node, leave, put_off)
            slot = None if run is None else self._room.first_slot(gate, size, run.arrive)
            if run is None or slot is None or slot.start >= limit:
                return None
            if slot.start == run.arrive:
                return Ride(slot.start, point, vehicle, gate, run)
            spare = slot.start - run.arrive
            soon = self._ways.earliest(way, node, run.depart + max(0.0, spare - self._room.wait_max), put_off)
            late = self._ways.latest(way, node, slot.start, min(self._room.wait_max, spare), put_off)
            for other in (soon, late) if self._eager else (late, soon):
                wait = None if other is None else self._room.first_slot(gate, size, slot.start, other.arrive)
                if other is not None and wait is not None:
                    if wait.start >= limit:
                        return None
                    return Ride(wait.start, point, vehicle, gate, other)
            leave = max(run.depart + 60.0, run.depart + slot.start - run.arrive)
        return None

    def _send(self, vehicle: int, node: int, free_at: float) -> None:
        """Work out when a vehicle can be at each transit point."""
        spans = self._fleet_open[vehicle]

        def put_off(run: Run) -> float:
            return 0.0 if lies_within(spans, run.depart, run.arrive) else 120.0

        for point, way in enumerate(self._empty):
            if node == way.target:
                self._there[vehicle, point], self._empty_run[vehicle, point] = free_at, 0.0
                continue
            run = self._ways.earliest(way, node, free_at, put_off)
            self._there[vehicle, point] = np.inf if run is None else run.arrive
            self._empty_run[vehicle, point] = np.inf if run is None else run.arrive - run.depart


def find_comers(case: Case, places: Places, ways: Ways, homes: list[int]) -> list[list[Comer]]:
    """Return for each transit point who can walk there, first comers first."""
    found: list[list[Comer]] = []
    for node in places.point_nodes.tolist():
        comers = []
        grown = ways.grow(node, by_car=False)
        for party, row in enumerate(case.parties):
            if Mode.WALK not in row.modes:
                continue
            runs = (
                (ways.earliest(way, homes[party], row.ready - case.start), way)
                for way in ways.differ(grown, homes[party])
            )
            ends = [(run.arrive, way) for run, way in runs if run is not None]
            if ends:
                at, way = min(ends, key=lambda end: end[0])
                comers.append(Comer(at, party, row.size, way))
        found.append(sorted(comers, key=lambda comer: (comer.at, comer.party)))
    return found
