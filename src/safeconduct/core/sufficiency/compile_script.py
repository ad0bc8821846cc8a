"""Turn a case and a feasible plan into arrays that the replay can run again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from safeconduct.core.basics import Window
from safeconduct.core.network import Site, SiteKind
from safeconduct.core.plan import Case, Leg, LegKind, Plan, Trip
from safeconduct.core.sufficiency.kernels.script import (
    ARRIVE,
    BOARD,
    FLY,
    FORGIVEN,
    MOVE,
    PASS,
    PROCESS,
    Flights,
    Floats,
    Ints,
    Places,
    Script,
    Steps,
    Trips,
    WindowSets,
)
from safeconduct.core.sufficiency.movements import Movements, Stretch
from safeconduct.core.sufficiency.window_sets import outside, union, without

INF = float("inf")


def compile_script(case: Case, plan: Plan) -> Script:
    """Return the script of a feasible plan; a plan that the judge refuses may raise KeyError."""
    return _Compiler(case, plan).compile()


@dataclass
class _Pages:
    """Collect the steps of the actors: kind, ref, time, written, span."""

    first: list[int] = field(default_factory=lambda: [0])
    rows: list[tuple[int, int, float, float, float]] = field(default_factory=list)

    def add(self, kind: int, ref: int, written: float, span: float = 0.0) -> None:
        self.rows.append((kind, ref, written, written, span))

    def end_actor(self, latest: float = INF) -> None:
        """Keep the actor's clock from running back; its last step is planned no later than `latest`."""
        for i in range(len(self.rows) - 1, self.first[-1] - 1, -1):
            kind, ref, time, written, span = self.rows[i]
            latest = min(time, latest)
            self.rows[i] = (kind, ref, latest, written, span)
        self.first.append(len(self.rows))

    def bind(self) -> Steps:
        rows = np.array(self.rows, dtype=np.float64).reshape(-1, 5)
        time, written, span = (np.ascontiguousarray(rows[:, column]) for column in (2, 3, 4))
        return Steps(_ints(self.first), _ints(rows[:, 0]), _ints(rows[:, 1]), time, written, span)


class _Compiler:
    """Look things up once and write the steps."""

    def __init__(self, case: Case, plan: Plan) -> None:
        self.case, self.plan = case, plan
        self.movements = Movements(case)
        self.node_row = case.network.node_index()
        of_kind = {kind: [site for site in case.sites if site.kind is kind] for kind in SiteKind}
        self.stops, self.gates, self.posts = (
            of_kind[kind] for kind in (SiteKind.TRANSIT_POINT, SiteKind.GATE, SiteKind.CHECKPOINT)
        )
        self.airhead = {site.site_id: i for i, site in enumerate(of_kind[SiteKind.AIRHEAD])}
        self.gate_of = {site.site_id: i for i, site in enumerate(self.gates)}
        self.gate_at = {site.node_id: i for i, site in reversed(list(enumerate(self.gates)))}
        self.flight_of = {flight.flight_id: i for i, flight in enumerate(case.flights)}
        self.party_of = {party.party_id: i for i, party in enumerate(case.parties)}
        self.trip_of = {trip.trip_id: i for i, trip in enumerate(plan.trips)}
        self.shut: dict[str, list[Window]] = defaultdict(list)
        for closure in case.closures:
            if closure.what == "node":
                self.shut[closure.ident].append(closure.window)
        self.sets: list[tuple[Window, ...]] = []
        self.pages = _Pages()

    def compile(self) -> Script:
        case = self.case
        self._write_parties()
        self._write_trips()
        hours = case.step_seconds / 3600.0
        serves = _ints([self.airhead[site.serves or ""] for site in self.gates])
        gates = Places(_room(self.gates, hours), self._open_sets(self.gates), serves)
        nowhere = np.full(len(self.posts), -1, np.int64)
        posts = Places(_room(self.posts, hours), self._open_sets(self.posts), nowhere)
        return Script(
            size=_ints([party.size for party in case.parties]),
            steps=self.pages.bind(),
            trips=self._lay_out_trips(),
            flights=self._lay_out_flights(),
            gates=gates,
            posts=posts,
            windows=self._lay_out_windows(),
            airheads=len(self.airhead),
            connection=60.0 * case.limits.connection_minutes_min,
            grain=case.step_seconds,
            grains=int(np.ceil((case.deadline - case.start) / case.step_seconds)) + 1,
            last=case.deadline - case.start + FORGIVEN,
        )

    def _write_parties(self) -> None:
        legs: dict[str, list[Leg]] = defaultdict(list)
        for leg in self.plan.legs:
            legs[leg.party_id].append(leg)
        for party in self.case.parties:
            for leg in sorted(legs.get(party.party_id, ()), key=lambda leg: leg.seq):
                self._write_leg(leg)
            self.pages.end_actor()

    def _write_leg(self, leg: Leg) -> None:
        add, start = self.pages.add, self.case.start
        if leg.kind in (LegKind.WALK, LegKind.DRIVE):
            on_foot = leg.kind == LegKind.WALK
            self._write_move(self.movements.split(leg.links, leg.depart, leg.arrive, on_foot=on_foot), leg.arrive)
        elif leg.kind == LegKind.RIDE:
            trip = self.trip_of[leg.trip_id]
            add(BOARD, trip, self.plan.trips[trip].depart - start)
        elif leg.kind == LegKind.PROCESS:
            add(PROCESS, self.gate_of[leg.site_id], leg.depart - start, max(0.0, leg.arrive - leg.depart))
        elif leg.kind == LegKind.FLY:
            flight = self.case.flights[self.flight_of[leg.flight_id]]
            self._close_processing(flight.departs - 60.0 * self.case.limits.connection_minutes_min - start)
            add(FLY, self.flight_of[leg.flight_id], flight.departs - start)

    def _close_processing(self, latest: float) -> None:
        """Let processing by plan end in time for the flight: the format forgives a second at each of the joints."""
        kind, ref, time, written, span = self.pages.rows[-1]
        time = min(time, latest)
        self.pages.rows[-1] = (kind, ref, time, written, min(span, latest - time))

    def _write_move(self, stretches: Sequence[Stretch], arrive: float) -> None:
        """Write a movement: off, past each checkpoint and off again, there."""
        start = self.case.start
        for stretch in stretches:
            self.pages.add(MOVE, self._add_set(stretch.free), stretch.begin - start)
            if stretch.post >= 0:
                self.pages.add(PASS, stretch.post, stretch.end - start)
        self.pages.add(ARRIVE, -1, arrive - start)

    def _write_trips(self) -> None:
        """Write each vehicle's run; by plan it ends before any of its riders goes on."""
        rows, first = self.pages.rows, self.pages.first
        goes_on = [INF] * len(self.plan.trips)
        for i in range(first[-1]):
            if rows[i][0] == BOARD:
                goes_on[rows[i][1]] = min(goes_on[rows[i][1]], rows[i + 1][2])
        available = {fleet.fleet_id: fleet.available for fleet in self.case.fleets}
        for number, trip in enumerate(self.plan.trips):
            windows = available[trip.fleet_id]
            stretches = self.movements.split(trip.links, trip.depart, trip.arrive, on_foot=False, available=windows)
            self._write_move(stretches, trip.arrive)
            if goes_on[number] < INF:
                self._board_while_open(trip.from_node, first[-1])
            self.pages.end_actor(goes_on[number])

    def _board_while_open(self, node: str, step: int) -> None:
        """Let the set of moments to leave a stop hold only those at which a transit point is open there."""
        here = [site for site in self.stops if site.node_id == node]
        if all(site.open for site in here):
            number = self.pages.rows[step][1]
            opening = union([window for site in here for window in site.open])
            self.sets[number] = without(self.sets[number], outside(opening))

    def _lay_out_trips(self) -> Trips:
        trips = self.plan.trips
        seats = {fleet.fleet_id: fleet.seats for fleet in self.case.fleets}
        after, gap = np.full(len(trips), -1, np.int64), np.zeros(len(trips))
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
        rides = [leg for leg in self.plan.legs if leg.kind == LegKind.RIDE]
        for leg in sorted(rides, key=lambda leg: (leg.depart, leg.party_id)):
            boarders.setdefault(leg.from_node, []).append(self.party_of[leg.party_id])
        stops = {node: i for i, node in enumerate(boarders)}
        return Trips(
            follower=after,
            is_first=~np.isin(np.arange(len(trips)), after),
            off=np.zeros(len(trips), np.bool_),
            gap=gap,
            stop=_ints([stops.get(trip.from_node, -1) for trip in trips]),
            gate=_ints([self.gate_at.get(trip.to_node, -1) for trip in trips]),
            end=_ints([self.node_row[trip.to_node] for trip in trips]),
            seats=_ints([seats[trip.fleet_id] for trip in trips]),
            stop_first=_ints(np.cumsum([0, *(len(parties) for parties in boarders.values())])),
            stop_party=_ints([party for parties in boarders.values() for party in parties]),
        )

    def _lay_out_flights(self) -> Flights:
        case, flown = self.case, [list[int]() for _ in self.case.flights]
        for leg in self.plan.legs:
            if leg.kind == LegKind.FLY:
                flown[self.flight_of[leg.flight_id]].append(self.party_of[leg.party_id])
        last = case.deadline + FORGIVEN
        return Flights(
            time=np.array([f.departs - case.start if f.departs <= last else INF for f in case.flights], np.float64),
            seats=_ints([flight.seats for flight in case.flights]),
            airhead=_ints([self.airhead[flight.airhead] for flight in case.flights]),
            first=_ints(np.cumsum([0, *(len(parties) for parties in flown)])),
            party=_ints([party for parties in flown for party in parties]),
        )

    def _lay_out_windows(self) -> WindowSets:
        flat = [window for windows in self.sets for window in windows]
        return WindowSets(
            _ints(np.cumsum([0, *(len(windows) for windows in self.sets)])),
            np.array([window.start - self.case.start for window in flat], dtype=np.float64),
            np.array([window.end - self.case.start for window in flat], dtype=np.float64),
        )

    def _empty_seconds(self, pairs: Sequence[tuple[Trip, Trip]]) -> list[float]:
        """Give the free-flow seconds of each empty run between two trips, whatever is closed: the least it can take."""
        network = self.case.network
        origins = sorted({self.node_row[a.to_node] for a, _ in pairs})
        if not origins:
            return []
        use = np.flatnonzero(network.auto)
        # Of parallel links the quickest counts; csr_array would add them up.
        auto = np.asarray(self.movements.auto_seconds)
        order = use[np.argsort(auto[use], kind="stable")]
        ends = network.tail[order].astype(np.int64) * len(network.node_ids) + network.head[order]
        _, best = np.unique(ends, return_index=True)
        kept = order[best]
        shape = (len(network.node_ids),) * 2
        graph = csr_array((auto[kept], (network.tail[kept], network.head[kept])), shape=shape)
        reached = dijkstra(graph, indices=origins)
        number = {origin: i for i, origin in enumerate(origins)}
        return [float(reached[number[self.node_row[a.to_node]], self.node_row[b.from_node]]) for a, b in pairs]

    def _open_sets(self, sites: Sequence[Site]) -> Ints:
        """Number the windows in which each site is open and its node not closed."""
        always = (Window(-INF, INF),)
        return _ints([self._add_set(without(union(s.open) or always, self.shut[s.node_id])) for s in sites])

    def _add_set(self, windows: Sequence[Window]) -> int:
        self.sets.append(tuple(windows))
        return len(self.sets) - 1


def _ints(values: object) -> Ints:
    return np.ascontiguousarray(np.array(values, dtype=np.float64).reshape(-1), dtype=np.int64)


def _room(sites: Sequence[Site], hours: float) -> Floats:
    """Give the people per step; infinity where there is no bound."""
    return np.array([INF if s.throughput is None else s.throughput * hours for s in sites], dtype=np.float64)
