"""Turn a case and a feasible plan into arrays that the replay can run again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from safeconduct.core.basics import Window
from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case, Leg, LegKind, Plan, Trip

MOVE, PASS, ARRIVE, BOARD, PROCESS, FLY = range(6)
INF = float("inf")

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


class Script(NamedTuple):
    """Hold a plan as steps of actors: parties first, then trips; times are seconds from the start of the case.

    The steps of actor a are `first[a]:first[a + 1]`. The span of a step is how long the party or vehicle is busy from it to
    the next; NaN where it rests until the next step's time.
    """

    first: Ints  # (actors + 1,)
    kind: Ints  # (steps,) MOVE, PASS, ARRIVE, BOARD, PROCESS, FLY
    ref: Ints  # of MOVE: a set of windows; of PASS: checkpoint; BOARD: trip; PROCESS: gate; FLY: flight
    time: Floats  # as planned
    span: Floats  # seconds of the whole movement (MOVE) or of the processing (PROCESS); else 0
    size: Ints  # (parties,) people
    trip_next: Ints  # (trips,) the vehicle's next trip, or -1
    trip_is_first: NDArray[np.bool_]
    trip_gap: Floats  # least seconds from the end of the trip before to this one's departure
    trip_stop: Ints  # where it starts: number of a node where somebody boards, or -1
    trip_gate: Ints  # a gate at its end, or -1
    trip_end: Ints  # row of the node where it ends
    trip_seats: Ints
    stop_first: Ints  # (stops + 1,) those who board at a stop, in the order of the plan
    stop_party: Ints
    gate_room: Floats  # (gates,) people per step
    gate_windows: Ints  # a set of windows
    gate_airhead: Ints
    post_room: Floats  # (checkpoints,) people per step
    post_windows: Ints
    flight_time: Floats  # (flights,) infinity after the deadline
    flight_seats: Ints
    flight_airhead: Ints
    flight_first: Ints  # (flights + 1,) those who are planned on it
    flight_party: Ints
    airheads: int
    windows_first: Ints  # (sets + 1,)
    windows_from: Floats
    windows_to: Floats
    connection: float  # seconds
    step: float  # seconds
    steps: int


def compile_script(case: Case, plan: Plan) -> Script:
    """Return the script of a feasible plan; a plan that the judge refuses may raise KeyError."""
    return _Compiler(case, plan).compile()


@dataclass
class _Steps:
    """Collect the steps of the actors."""

    first: list[int] = field(default_factory=lambda: [0])
    rows: list[tuple[int, int, float, float]] = field(default_factory=list)  # kind, ref, time, span

    def end_actor(self) -> None:
        self.first.append(len(self.rows))


class _Compiler:
    """Look things up once and write the steps."""

    def __init__(self, case: Case, plan: Plan) -> None:
        self.case, self.plan = case, plan
        network = case.network
        self.node_row, self.link_row = network.node_index(), network.link_index()
        self.heads = network.head.tolist()
        self.auto_seconds = (network.length / (network.speed_kmh / 3.6)).tolist()
        self.walk_seconds = (network.length / (case.limits.walk_kmh / 3.6)).tolist()
        of_kind = {kind: [site for site in case.sites if site.kind is kind] for kind in SiteKind}
        self.gates, self.posts = of_kind[SiteKind.GATE], of_kind[SiteKind.CHECKPOINT]
        self.airhead = {site.site_id: i for i, site in enumerate(of_kind[SiteKind.AIRHEAD])}
        self.gate_of = {site.site_id: i for i, site in enumerate(self.gates)}
        self.gate_at = {site.node_id: i for i, site in reversed(list(enumerate(self.gates)))}
        self.post_at = {self.node_row[site.node_id]: i for i, site in enumerate(self.posts)}
        self.flight_of = {flight.flight_id: i for i, flight in enumerate(case.flights)}
        self.trip_of = {trip.trip_id: i for i, trip in enumerate(plan.trips)}
        self.sets: list[tuple[Window, ...]] = []
        self.steps = _Steps()
        # Where nobody may move: the curfew. What is left over is set 0.
        horizon = Window(case.start - 86400.0, case.deadline + 86400.0)
        self.street = without((horizon,), case.curfew_windows())
        self.street_set = self._add_set(self.street)

    def compile(self) -> Script:
        case = self.case
        legs: dict[str, list[Leg]] = defaultdict(list)
        for leg in self.plan.legs:
            legs[leg.party_id].append(leg)
        for party in case.parties:
            for leg in sorted(legs.get(party.party_id, ()), key=lambda leg: leg.seq):
                self._write_leg(leg)
            self.steps.end_actor()
        fleet_set = {fleet.fleet_id: self._fleet_set(fleet.available) for fleet in case.fleets}
        for trip in self.plan.trips:
            self._write_move(trip.links, trip.depart, trip.arrive, self.auto_seconds, fleet_set[trip.fleet_id])
            self.steps.end_actor()
        shut: dict[str, list[Window]] = defaultdict(list)
        for closure in case.closures:
            if closure.what == "node":
                shut[closure.ident].append(closure.window)
        gate_sets = [self._site_set(site.open, shut[site.node_id]) for site in self.gates]
        post_sets = [self._site_set(site.open, shut[site.node_id]) for site in self.posts]
        hours = case.step_seconds / 3600.0
        rows = np.array(self.steps.rows, dtype=np.float64).reshape(-1, 4)
        return Script(
            first=_ints(self.steps.first),
            kind=_ints(rows[:, 0]),
            ref=_ints(rows[:, 1]),
            time=np.ascontiguousarray(rows[:, 2]),
            span=np.ascontiguousarray(rows[:, 3]),
            size=_ints([party.size for party in case.parties]),
            **self._lay_out_trips(),
            gate_room=_room([site.throughput for site in self.gates], hours),
            gate_windows=_ints(gate_sets),
            gate_airhead=_ints([self.airhead[site.serves or ""] for site in self.gates]),
            post_room=_room([site.throughput for site in self.posts], hours),
            post_windows=_ints(post_sets),
            **self._lay_out_flights(),
            airheads=len(self.airhead),
            windows_first=_ints(np.cumsum([0, *(len(windows) for windows in self.sets)])),
            windows_from=np.array([w.start - case.start for windows in self.sets for w in windows], dtype=np.float64),
            windows_to=np.array([w.end - case.start for windows in self.sets for w in windows], dtype=np.float64),
            connection=60.0 * case.limits.connection_minutes_min,
            step=case.step_seconds,
            steps=int(np.ceil((case.deadline - case.start) / case.step_seconds)) + 1,
        )

    def _write_leg(self, leg: Leg) -> None:
        add, start = self.steps.rows.append, self.case.start
        if leg.kind == LegKind.WALK:
            self._write_move(leg.links, leg.depart, leg.arrive, self.walk_seconds, self.street_set)
        elif leg.kind == LegKind.DRIVE:
            self._write_move(leg.links, leg.depart, leg.arrive, self.auto_seconds, self.street_set)
        elif leg.kind == LegKind.RIDE:
            trip = self.trip_of[leg.trip_id]
            add((BOARD, trip, self.plan.trips[trip].depart - start, 0.0))
        elif leg.kind == LegKind.PROCESS:
            add((PROCESS, self.gate_of[leg.site_id], leg.depart - start, leg.arrive - leg.depart))
        elif leg.kind == LegKind.FLY:
            add((FLY, self.flight_of[leg.flight_id], leg.depart - start, 0.0))

    def _write_move(
        self, links: Sequence[str], depart: float, arrive: float, seconds: Sequence[float], windows: int
    ) -> None:
        """Write a movement: off, past each checkpoint at the moment the judge computes, there."""
        add, start = self.steps.rows.append, self.case.start
        add((MOVE, windows, depart - start, arrive - depart))
        rows = [self.link_row[ident] for ident in links]
        free = 0.0
        for row in rows:
            free += seconds[row]
        stretch, at = (arrive - depart) / free if free else 1.0, depart
        for row in rows:
            at += seconds[row] * stretch
            post = self.post_at.get(self.heads[row])
            if post is not None:
                add((PASS, post, at - start, 0.0))
        add((ARRIVE, -1, arrive - start, 0.0))

    def _lay_out_trips(self) -> dict[str, NDArray[np.int32] | NDArray[np.float64] | NDArray[np.bool_]]:
        trips = self.plan.trips
        seats = {fleet.fleet_id: fleet.seats for fleet in self.case.fleets}
        after, gap = np.full(len(trips), -1, np.int32), np.zeros(len(trips))
        runs: dict[tuple[str, int], list[int]] = defaultdict(list)
        for i, trip in enumerate(trips):
            runs[trip.fleet_id, trip.vehicle].append(i)
        pairs = []
        for run in runs.values():
            run.sort(key=lambda i: (trips[i].depart, trips[i].arrive))
            pairs += list(pairwise(run))
        empty = self._empty_seconds([(trips[a], trips[b]) for a, b in pairs])
        for (a, b), seconds in zip(pairs, empty, strict=True):
            after[a] = b
            least = 60.0 * self.case.limits.turnaround_minutes + seconds
            gap[b] = min(least, trips[b].depart - trips[a].arrive)
        boarders: dict[str, list[int]] = {}
        row = {party.party_id: i for i, party in enumerate(self.case.parties)}
        rides = [leg for leg in self.plan.legs if leg.kind == LegKind.RIDE]
        for leg in sorted(rides, key=lambda leg: (leg.depart, leg.party_id)):
            boarders.setdefault(leg.from_node, []).append(row[leg.party_id])
        stops = {node: i for i, node in enumerate(boarders)}
        return {
            "trip_next": after,
            "trip_is_first": ~np.isin(np.arange(len(trips)), after),
            "trip_gap": gap,
            "trip_stop": _ints([stops.get(trip.from_node, -1) for trip in trips]),
            "trip_gate": _ints([self.gate_at.get(trip.to_node, -1) for trip in trips]),
            "trip_end": _ints([self.node_row[trip.to_node] for trip in trips]),
            "trip_seats": _ints([seats[trip.fleet_id] for trip in trips]),
            "stop_first": _ints(np.cumsum([0, *(len(parties) for parties in boarders.values())])),
            "stop_party": _ints([party for parties in boarders.values() for party in parties]),
        }

    def _lay_out_flights(self) -> dict[str, NDArray[np.int32] | NDArray[np.float64]]:
        case, flown = self.case, [list[int]() for _ in self.case.flights]
        row = {party.party_id: i for i, party in enumerate(case.parties)}
        for leg in self.plan.legs:
            if leg.kind == LegKind.FLY:
                flown[self.flight_of[leg.flight_id]].append(row[leg.party_id])
        times = [
            flight.departs - case.start if flight.departs <= case.deadline + 1.0 else INF for flight in case.flights
        ]
        return {
            "flight_time": np.array(times, dtype=np.float64),
            "flight_seats": _ints([flight.seats for flight in case.flights]),
            "flight_airhead": _ints([self.airhead[flight.airhead] for flight in case.flights]),
            "flight_first": _ints(np.cumsum([0, *(len(parties) for parties in flown)])),
            "flight_party": _ints([party for parties in flown for party in parties]),
        }

    def _empty_seconds(self, pairs: Sequence[tuple[Trip, Trip]]) -> list[float]:
        """Give the free-flow seconds of each empty run between two trips, whatever is closed: the least it can take."""
        network = self.case.network
        origins = sorted({self.node_row[a.to_node] for a, _ in pairs})
        if not origins:
            return []
        use = np.flatnonzero(network.auto)
        # Of parallel links the quickest counts; csr_array would add them up.
        order = use[np.argsort(np.asarray(self.auto_seconds)[use], kind="stable")]
        ends = network.tail[order].astype(np.int64) * len(network.node_ids) + network.head[order]
        _, best = np.unique(ends, return_index=True)
        kept = order[best]
        seconds = np.maximum(np.asarray(self.auto_seconds)[kept], 1e-9)
        shape = (len(network.node_ids),) * 2
        graph = csr_array((seconds, (network.tail[kept], network.head[kept])), shape=shape)
        reached = dijkstra(graph, indices=origins)
        number = {origin: i for i, origin in enumerate(origins)}
        return [float(reached[number[self.node_row[a.to_node]], self.node_row[b.from_node]]) for a, b in pairs]

    def _fleet_set(self, available: Sequence[Window]) -> int:
        if not available:
            return self.street_set
        return self._add_set(within(self.street, available))

    def _site_set(self, opening: Sequence[Window], shut: Sequence[Window]) -> int:
        horizon = Window(self.case.start - 86400.0, self.case.deadline + 86400.0)
        return self._add_set(without(union(opening) or (horizon,), shut))

    def _add_set(self, windows: Sequence[Window]) -> int:
        self.sets.append(tuple(windows))
        return len(self.sets) - 1


def union(windows: Sequence[Window]) -> tuple[Window, ...]:
    """Merge windows that touch, sorted.

    >>> union([Window(5.0, 9.0), Window(0.0, 5.0)])
    (Window(start=0.0, end=9.0),)
    """
    merged: list[Window] = []
    for window in sorted(windows):
        if merged and window.start <= merged[-1].end:
            merged[-1] = Window(merged[-1].start, max(merged[-1].end, window.end))
        else:
            merged.append(window)
    return tuple(merged)


def without(windows: Sequence[Window], taken: Sequence[Window]) -> tuple[Window, ...]:
    """Take windows away from sorted ones that do not overlap.

    >>> without([Window(0.0, 9.0)], [Window(2.0, 4.0)])
    (Window(start=0.0, end=2.0), Window(start=4.0, end=9.0))
    """
    left: list[Window] = list(windows)
    for gone in taken:
        cut = [(Window(w.start, min(w.end, gone.start)), Window(max(w.start, gone.end), w.end)) for w in left]
        left = sorted({part for parts in cut for part in parts if part.end > part.start})
    return tuple(left)


def within(windows: Sequence[Window], others: Sequence[Window]) -> tuple[Window, ...]:
    """Keep the time that both have.

    >>> within([Window(0.0, 9.0)], [Window(5.0, 12.0)])
    (Window(start=5.0, end=9.0),)
    """
    both = [Window(max(a.start, b.start), min(a.end, b.end)) for a in windows for b in union(others)]
    return tuple(sorted(w for w in both if w.end > w.start))


def _ints(values: object) -> Ints:
    return np.ascontiguousarray(np.array(values, dtype=np.float64).reshape(-1), dtype=np.int32)


def _room(per_hour: Sequence[float | None], hours: float) -> Floats:
    return np.array([INF if people is None else people * hours for people in per_hour], dtype=np.float64)


__all__ = ["Mapping", "Script", "compile_script"]
