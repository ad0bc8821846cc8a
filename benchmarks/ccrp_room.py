"""Keep what room is left at gates, checkpoints, links, airheads and on flights for the CCRP planner.

Times are seconds since the start of the case. What is reserved is never given back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ccrp_ways import Run, Ways
from safeconduct.core.network import Site, SiteKind
from safeconduct.core.plan import Case
from safeconduct.core.plan.departures import counted_flights
from safeconduct.core.plan.relax import serving_gates
from safeconduct.core.plan.streets import Spans, checkpoints, open_spans

NEAR = 0.01  # a pass this close to the edge of a step is counted in both


@dataclass(frozen=True, slots=True)
class Slot:
    """State when a party is processed and on what it flies."""

    gate: int
    arrive: float
    start: float
    done: float
    flight: int
    departs: float


class Room:
    """Hold the remaining capacities, as CCRP keeps them, for every step or second."""

    def __init__(self, case: Case, ways: Ways) -> None:
        """Begin with everything free."""
        self.ways, self.step = ways, case.step_seconds
        self.gates = serving_gates(case)
        self.airheads = tuple(s for s in case.sites if s.kind is SiteKind.AIRHEAD)
        self.flights = tuple(f for f in counted_flights(case) if f.departs <= case.deadline)
        row = {site.site_id: number for number, site in enumerate(self.airheads)}
        self.air_of = [row[gate.serves or ""] for gate in self.gates]
        self._connection = 60.0 * case.limits.connection_minutes_min
        self.wait_max = 60.0 * case.limits.wait_minutes_max
        seconds, hours = int(np.ceil(ways.horizon)) + 2, case.step_minutes / 60
        steps = int(np.ceil(ways.horizon / self.step)) + 2
        self._per_hour = np.array([_bound(gate.throughput) for gate in self.gates])
        self._gate_left = np.repeat(self._per_hour[:, None] * hours, steps, axis=1) + 1e-9
        posts = checkpoints(case)
        self._post_left = np.array([[_bound(post.throughput) * hours + 1e-9] * steps for post in posts])
        self._link_left: dict[tuple[int, int], float] = {}
        self._link_cap = case.network.capacity * hours
        self._links_bind = bool(np.isfinite(self._link_cap).any())
        self._gate_present = np.zeros((len(self.gates), seconds), np.int32)
        self._air_present = np.zeros((len(self.airheads), seconds), np.int32)
        self._gate_open = [usable_spans(case, gate) for gate in self.gates]
        self._air_open = [usable_spans(case, site) for site in self.airheads]
        self._seats = [flight.seats for flight in self.flights]
        self._departs = [flight.departs - case.start for flight in self.flights]
        self._from_air: dict[int, list[int]] = defaultdict(list)
        for number, flight in enumerate(self.flights):
            self._from_air[row[flight.airhead]].append(number)

    def first_slot(self, gate: int, size: int, earliest: float, arrive: float | None = None) -> Slot | None:
        """Return the first slot at or after a moment for who arrives as it begins, or arrived at `arrive` and waits."""
        first = int(earliest / self.step)
        last = len(self._gate_left[gate]) if arrive is None else int((arrive + self.wait_max) / self.step) + 1
        for number in np.nonzero(self._gate_left[gate, first:last] >= size)[0] if first < last else ():
            start = max(earliest, float(np.ceil((first + int(number)) * self.step)))
            slot = self._slot(gate, size, start if arrive is None else arrive, start)
            if slot is not None:
                return slot
        return None

    def _slot(self, gate: int, size: int, arrive: float, start: float) -> Slot | None:
        per_hour = self._per_hour[gate]
        takes = 0.0 if per_hour == np.inf else np.floor(min(self.step, np.ceil(3600 * size / per_hour - 1e-9)))
        done = start + float(takes)
        if (
            start - arrive > self.wait_max
            or done >= self.ways.horizon
            or not lies_within(self._gate_open[gate], arrive, done)
        ):
            return None
        present = self._gate_present[gate, int(arrive) : int(np.ceil(done))]
        if done > arrive and present.max() + size > _bound(self.gates[gate].holding):
            return None
        flight = self._flight(self.air_of[gate], size, done)
        return None if flight < 0 else Slot(gate, arrive, start, done, flight, self._departs[flight])

    def _flight(self, air: int, size: int, done: float) -> int:
        """Return the earliest flight with seats for who is processed by a moment, or -1."""
        own = self._from_air[air]
        while own and self._seats[own[0]] <= 0:
            own.pop(0)
        for flight in own:
            departs = self._departs[flight]
            if departs < done + self._connection or self._seats[flight] < size:
                continue
            present = self._air_present[air, int(done) : int(np.ceil(departs))]
            full = departs > done and present.max() + size > _bound(self.airheads[air].holding)
            return -1 if full or not lies_within(self._air_open[air], done, departs) else flight
        return -1

    def put_off(self, runs: Sequence[Run], people: int, vehicles: bool = False) -> float:
        """Return 0 where checkpoints and links let the runs pass, else by how many seconds to put them off."""
        for (post, step), number in self._passes(runs).items():
            if self._post_left[post, step] < number * people:
                later = np.nonzero(self._post_left[post, step + 1 :] >= people)[0]
                if not len(later):
                    return np.inf
                passed = max(moment for run in runs for at, moment in run.passes if at == post)
                return max(1.0, float(np.ceil((step + 1 + int(later[0])) * self.step - passed + NEAR)))
        if vehicles and self._links_bind and any(self._left_on(*use) < n for use, n in self._uses(runs).items()):
            return 60.0
        return 0.0

    def reserve_passes(self, runs: Sequence[Run], people: int) -> None:
        """Take the room at the checkpoints that these people pass."""
        for (post, step), number in self._passes(runs).items():
            self._post_left[post, step] -= number * people

    def reserve_links(self, run: Run) -> None:
        """Take the room on the links that a vehicle enters."""
        for use, number in self._uses([run]).items():
            self._link_left[use] = self._left_on(*use) - number

    def reserve(self, slot: Slot, size: int) -> None:
        """Take a slot: room at the gate and in the airhead, seats on the flight."""
        self._gate_left[slot.gate, int(slot.start / self.step)] -= size
        self._gate_present[slot.gate, int(slot.arrive) : int(np.ceil(slot.done))] += size
        self._air_present[self.air_of[slot.gate], int(slot.done) : int(np.ceil(slot.departs))] += size
        self._seats[slot.flight] -= size

    def _passes(self, runs: Sequence[Run]) -> Counter[tuple[int, int]]:
        counts: Counter[tuple[int, int]] = Counter()
        for run in runs:
            for post, moment in run.passes:
                counts.update({(post, max(0, int((moment + edge) / self.step))) for edge in (-NEAR, NEAR)})
        return counts

    def _uses(self, runs: Sequence[Run]) -> Counter[tuple[int, int]]:
        """Count how often the runs enter each bound link in each step."""
        counts: Counter[tuple[int, int]] = Counter()
        for run in runs if self._links_bind else ():
            rows, moment = self.ways.links(run), run.depart
            seconds = self.ways.streets.auto_seconds
            free = sum(float(seconds[row]) for row in rows)
            for row in rows:
                if np.isfinite(self._link_cap[row]):
                    counts.update({(row, max(0, int((moment + edge) / self.step))) for edge in (-NEAR, NEAR)})
                moment += float(seconds[row]) * (run.arrive - run.depart) / free
        return counts

    def _left_on(self, row: int, step: int) -> float:
        return self._link_left.get((row, step), float(self._link_cap[row]) + 1e-9)


def _bound(value: float | None) -> float:
    return np.inf if value is None else value


def lies_within(spans: Spans, begin: float, end: float) -> bool:
    """Tell whether a time lies in one of the spans."""
    return any(a <= begin and end <= b for a, b in spans)


def usable_spans(case: Case, site: Site) -> Spans:
    """Return when a site is open and its node not closed."""
    spans = open_spans(site.open, case.start)
    for closure in case.closures:
        if closure.what == "node" and closure.ident == site.node_id:
            begin, end = closure.window.start - case.start, closure.window.end - case.start
            pieces = [piece for a, b in spans for piece in ((a, min(b, begin)), (max(a, end), b))]
            spans = [(a, b) for a, b in pieces if a < b]
    return spans
