"""Keep each vehicle's trips in order, and tell whether it can be where a trip begins in time."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.empty_runs import FORGIVEN, empty_arrival, shortest_tree
from safeconduct.core.plan.kernels.streets import Streets
from safeconduct.core.plan.places import Places
from safeconduct.core.plan.streets import open_spans, pack

Vehicle = tuple[str, int]  # fleet id, number
Tree = tuple[NDArray[np.int32], NDArray[np.float64]]  # the next link and the seconds of the quickest way from each node


@dataclass(slots=True, eq=False)
class Run:
    """Hold one trip; times in seconds since the start."""

    trip_id: str
    vehicle: Vehicle
    from_node: int
    to_node: int
    depart: float
    arrive: float
    rows: NDArray[np.int64]


class Days:
    """Hold the trips of every vehicle by departure."""

    def __init__(
        self,
        case: Case,
        places: Places,
        streets: Streets,
        compiled: object,
        lost: Mapping[Vehicle, float],
        now: float,
        trees: dict[int, Tree],
    ) -> None:
        """Begin with no trips; `lost` and `now` in seconds since the start. `trees` is filled as they are needed."""
        self._fleets = {fleet.fleet_id: (row, fleet) for row, fleet in enumerate(case.fleets)}
        spans = {row: open_spans(fleet.available, case.start) for row, fleet in enumerate(case.fleets)}
        self._open = pack(spans, len(case.fleets))
        self._spans, self._lost, self._now = spans, lost, now
        self._depot = {fleet.fleet_id: places.node[fleet.depot_node_id] for fleet in case.fleets}
        self._turnaround, self._streets, self._compiled = 60.0 * case.limits.turnaround_minutes, streets, compiled
        self._trees = trees
        self._out: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None
        self.runs: dict[Vehicle, list[tuple[float, int]]] = {
            (fleet.fleet_id, number): [] for fleet in case.fleets for number in range(fleet.vehicles)
        }
        self.trips: dict[int, Run] = {}

    def seats(self, vehicle: Vehicle) -> int:
        """Give a vehicle's seats; 0 where there is no such vehicle."""
        return self._fleets[vehicle[0]][1].seats if vehicle in self.runs else 0

    def add(self, number: int, run: Run) -> None:
        """Enter a trip under its number."""
        self.trips[number] = run
        if run.vehicle in self.runs:
            insort(self.runs[run.vehicle], (run.depart, number))

    def drop(self, number: int) -> None:
        """Take a trip out."""
        run = self.trips.pop(number)
        if run.vehicle in self.runs:
            self.runs[run.vehicle].remove((run.depart, number))

    def is_served(self, number: int) -> bool:
        """Tell whether the vehicle of a trip that is in its day exists then and can be there in time."""
        run = self.trips[number]
        if not self._exists(run, FORGIVEN):
            return False
        place = bisect_left(self.runs[run.vehicle], (run.depart, number))
        return self._reaches(run.vehicle, place, run, FORGIVEN, 0.0)

    def fits(self, run: Run, *, anew: bool) -> bool:
        """Tell whether a trip fits into its vehicle's day, which does not hold it yet, and the next one still too.

        `anew` says that the vehicle does not know of it yet, so that it does not set out empty before now.
        """
        if not self._exists(run, 0.0):
            return False
        own = self.runs[run.vehicle]
        place = bisect_left(own, (run.depart, -1))
        if not self._reaches(run.vehicle, place, run, 0.0, self._now if anew else 0.0):
            return False
        if place == len(own):
            return True
        later = self.trips[own[place][1]]
        return (
            later.depart >= run.arrive
            and self._drive(run.vehicle, run.to_node, run.arrive + self._turnaround, later.from_node, later.depart)
            <= later.depart
        )

    def _exists(self, run: Run, forgiven: float) -> bool:
        if run.vehicle not in self.runs or run.arrive > self._lost.get(run.vehicle, np.inf):
            return False
        spans = self._spans[self._fleets[run.vehicle[0]][0]]
        return any(begin <= run.depart + forgiven and run.arrive - forgiven <= end for begin, end in spans)

    def _reaches(self, vehicle: Vehicle, place: int, run: Run, forgiven: float, not_before: float) -> bool:
        """Tell whether the vehicle comes in time from what it does before its run number `place`."""
        node, free_at = self._depot[vehicle[0]], 0.0
        if place > 0:
            before = self.trips[self.runs[vehicle][place - 1][1]]
            if before.arrive > run.depart + forgiven:
                return False
            node, free_at = before.to_node, before.arrive + self._turnaround
        latest = run.depart + forgiven
        return self._drive(vehicle, node, max(free_at, not_before), run.from_node, latest) <= latest

    def _drive(self, vehicle: Vehicle, node: int, at: float, target: int, latest: float) -> float:
        if node == target:
            return at
        if target not in self._trees:
            self._trees[target] = shortest_tree(self._compiled, target)
        if self._out is None:
            tail = self._streets.tail
            order = np.argsort(tail, kind="stable").astype(np.int64)
            count = len(self._streets.post)
            self._out = np.searchsorted(tail[order], np.arange(count + 1)).astype(np.int64), order
        fleet = self._fleets[vehicle[0]][0]
        tree = self._trees[target]
        return float(empty_arrival(self._compiled, *self._out, *tree, node, target, at, latest, *self._open, fleet))
