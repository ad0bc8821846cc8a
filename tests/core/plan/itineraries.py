"""List what each party of a small case may do, leg by leg, without any code of a planner or a bound.

Legs begin and end at moments that matter: curfews, closures, windows, changes of hazard, steps, flights. Each itinerary
is judged by itself, as if nobody else went anywhere.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np

from safeconduct.core.network import Site, SiteKind
from safeconduct.core.people import Mode, Party
from safeconduct.core.plan import Case, Leg, LegKind, Trip
from safeconduct.core.plan.judging.ground import Ground, lay_out
from safeconduct.core.plan.judging.ledger import Ledger
from safeconduct.core.plan.judging.parties import judge_party
from safeconduct.core.plan.judging.totals import judge_link_capacity, judge_presence, judge_seats, judge_throughput
from safeconduct.core.plan.judging.vehicles import judge_vehicles

MOMENTS = 20  # for each way
TRIPS = 25
FLIGHTS = 6  # for each itinerary
KIND = {Mode.WALK: LegKind.WALK, Mode.AUTO: LegKind.DRIVE}
SECOND = 1.0 - 1e-6  # what a hurried leg takes less than free flow

ROOMS = ("pass", "gate", "link", "seat")

Move = tuple[Mode, tuple[int, ...], str, str]  # links by row, from, to
Room = tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Itinerary:
    """Hold what one party may do, what that costs, and the rooms that it takes."""

    party: int
    legs: tuple[Leg, ...]
    cost: float
    rooms: frozenset[Room]
    stays: tuple[tuple[str, float, float], ...]  # site, from, to

    @property
    def trip_id(self) -> str:
        """Name the trip that it rides on, if any."""
        return next((leg.trip_id for leg in self.legs if leg.trip_id), "")


@dataclass(eq=False)
class Town:
    """Find ways, moments and itineraries in a case."""

    case: Case
    hurried: bool  # whether every leg takes the second that the judge forgives

    def __post_init__(self) -> None:
        """Lay the case out as the judge does."""
        self.ground: Ground = lay_out(self.case)
        self.rng = random.Random(self.case.name)
        self.onward: dict[str, list[tuple[int, str]]] = {}
        for row, (tail, head) in enumerate(zip(self.ground.tails, self.ground.heads, strict=True)):
            self.onward.setdefault(tail, []).append((row, head))
        self.forgiven = SECOND if self.hurried else 0.0
        self.known: dict[tuple[str, Mode], list[dict[str, tuple[int, ...]]]] = {}
        self.gates = [s for s in self.case.sites if s.kind is SiteKind.GATE and s.throughput != 0]
        self.points = [s for s in self.case.sites if s.kind is SiteKind.TRANSIT_POINT]
        self.risky = {row.ident for row in self.case.hazard or () if row.what == "node"}
        self.dangers: dict[str, float] = {}
        for row in self.case.hazard or ():
            if row.what == "link":
                self.dangers[row.ident] = self.dangers.get(row.ident, 0.0) + row.rate
        self.edges = self._edges()
        self.trips = {trip.trip_id: trip for trip in self._trips()}

    def ways(self, origin: str, to: str, mode: Mode) -> set[tuple[int, ...]]:
        """Give up to three ways: the quickest, the safest on average, the one with the fewest obstacles."""
        if (origin, mode) not in self.known:
            seconds, case = self.ground.free_seconds[mode], self.case
            span = case.deadline - case.start
            safe = [
                taken * (self.dangers.get(ident, 0.0) + 1e-9)
                for ident, taken in zip(case.network.link_ids, seconds, strict=True)
            ]
            clear = [t + (span if row in self.ground.guarded else 0.0) for row, t in enumerate(seconds)]
            self.known[origin, mode] = [self._tree(origin, mode, weight) for weight in (seconds, safe, clear)]
        return {tree[to] for tree in self.known[origin, mode] if to in tree}

    def _tree(self, origin: str, mode: Mode, weight: list[float]) -> dict[str, tuple[int, ...]]:
        """Find the lightest way to every node (Dijkstra)."""
        found: dict[str, tuple[int, ...]] = {}
        allowed, heap = self.ground.allowed[mode], [(0.0, origin, ())]
        best = {origin: 0.0}
        while heap:
            far, node, way = heapq.heappop(heap)
            if node in found:
                continue
            found[node] = way
            for row, head in self.onward.get(node, ()):
                if allowed[row] and far + weight[row] < best.get(head, np.inf):
                    best[head] = far + weight[row]
                    heapq.heappush(heap, (best[head], head, (*way, row)))
        return found

    def taken(self, move: Move) -> float:
        """Give the seconds of a move."""
        free = sum(self.ground.free_seconds[move[0]][row] for row in move[1])
        return max(0.0, free - self.forgiven) if free else 0.0

    def _edges(self) -> list[float]:
        """List the moments at which something changes."""
        case = self.case
        windows = [*case.curfew_windows(), *(c.window for c in case.closures), *(h.window for h in case.hazard or ())]
        windows += [window for site in case.sites for window in site.open]
        moments = {moment for window in windows for moment in (window.start, window.end)}
        return sorted(m for m in moments if case.start <= m <= case.deadline)

    def moments(self, taken: float, needed: float, party: Party) -> list[float]:
        """Draw moments of arrival: some at once, some at the edges, some at steps, some as flights leave."""
        case, rng = self.case, self.rng
        soonest = max(case.start, party.ready) - self.forgiven + taken
        wanted = [soonest]
        wanted += [moment + late for moment in self.edges for late in (0.0, taken, -needed)]
        connection = 60 * case.limits.connection_minutes_min
        wanted += [flight.departs - connection - needed for flight in case.flights]
        steps_at = range(1 + int((case.deadline - case.start) // case.step_seconds))
        wanted += [case.start + k * case.step_seconds for k in rng.sample(steps_at, k=min(4, len(steps_at)))]
        fit = sorted({moment for moment in wanted if soonest <= moment <= case.deadline + 1})
        return [*fit[:2], *rng.sample(fit[2:], k=min(MOMENTS, len(fit[2:])))]

    def _trips(self) -> Iterator[Trip]:
        """Draw trips that the vehicles can make."""
        case, rng = self.case, self.rng
        if not (self.points and self.gates and case.fleets and case.parties):
            return
        for number in range(TRIPS):
            party, gate, fleet = rng.choice(case.parties), rng.choice(self.gates), rng.choice(case.fleets)
            point = self._near(party)
            ways = sorted(self.ways(point.node_id, gate.node_id, Mode.AUTO))
            if not ways:
                continue
            move: Move = (Mode.AUTO, rng.choice(ways), point.node_id, gate.node_id)
            leaves = rng.choice([rng.uniform(case.start, case.deadline), rng.choice(self.edges or [case.start])])
            trip = Trip(
                f"R{number}", fleet.fleet_id, rng.randrange(fleet.vehicles), point.node_id, gate.node_id, leaves,
                leaves + self.taken(move), tuple(case.network.link_ids[row] for row in move[1]),
            )  # fmt: skip
            ledger = Ledger()
            judge_vehicles(self.ground, ledger, {trip.trip_id: trip})
            if not ledger.violations:
                yield trip

    def _near(self, party: Party) -> Site:
        """Draw a transit point, rather one that a party can walk to."""
        rows = {
            point: min(self.ways(party.node_id, point.node_id, Mode.WALK), key=len, default=None)
            for point in self.points
        }
        metres = {point: sum(self.ground.metres[row] for row in way) for point, way in rows.items() if way is not None}
        near = [point for point, far in metres.items() if far <= self.case.limits.walk_metres_max]
        return self.rng.choice(near or self.points)

    def routes(self, party: Party, gate: Site) -> Iterator[tuple[Move, ...]]:
        """Give the ways of a party to a gate: at home, on foot, by car, by car and on foot."""
        home = party.node_id
        if home == gate.node_id:
            yield ()
        for mode in sorted(party.modes):
            for way in self.ways(home, gate.node_id, mode):
                if way:
                    yield ((mode, way, home, gate.node_id),)
        if party.modes == {Mode.WALK, Mode.AUTO}:
            for stop in self.rng.sample([*self.points, *self.gates], k=1):
                ways = self.ways(home, stop.node_id, Mode.AUTO), self.ways(stop.node_id, gate.node_id, Mode.WALK)
                for drive, walk in product(*map(sorted, ways)):
                    if drive and walk:
                        yield (
                            (Mode.AUTO, drive, home, stop.node_id), (Mode.WALK, walk, stop.node_id, gate.node_id),
                        )  # fmt: skip

    def lay(self, party: Party, route: tuple[Move, ...], arrives: float) -> list[Leg]:
        """Lay the legs of a route so that they end at a moment."""
        legs: list[Leg] = []
        for mode, way, origin, to in reversed(route):
            leaves = arrives - self.taken((mode, way, origin, to))
            links = tuple(self.case.network.link_ids[row] for row in way)
            legs.insert(0, Leg(party.party_id, 0, KIND[mode], origin, to, leaves, arrives, links))
            arrives = leaves + self.forgiven
        return legs

    def approaches(self, party: Party, gate: Site, needed: float) -> Iterator[list[Leg]]:
        """Give legs that end at a gate: there and then processed at once, or after a wait, or by a trip."""
        for route in self.routes(party, gate):
            taken = sum(self.taken(move) for move in route)
            for arrives in self.moments(taken, needed, party):
                legs = self.lay(party, route, arrives)
                yield legs
                yield self.waited(party, legs, gate, arrives, self._later(arrives))
        for trip in self.trips.values():
            if trip.to_node == gate.node_id:
                yield from self._rides(party, trip)

    def _later(self, since: float) -> float:
        """Draw a moment until which one may wait."""
        most = min(60 * self.case.limits.wait_minutes_max, self.case.deadline - since)
        ends = [m for m in self.edges if since < m <= since + most]
        first = self.case.start + self.case.step_seconds * ((since - self.case.start) // self.case.step_seconds + 1)
        return self.rng.choice([*ends, first, since + max(0.0, most)])

    def waited(self, party: Party, legs: list[Leg], site: Site, since: float, until: float) -> list[Leg]:
        """Add a wait."""
        since -= self.forgiven
        wait = Leg(party.party_id, 0, LegKind.WAIT, site.node_id, site.node_id, since, until, site_id=site.site_id)
        return [*legs, wait]

    def _rides(self, party: Party, trip: Trip) -> Iterator[list[Leg]]:
        ride = Leg(
            party.party_id, 0, LegKind.RIDE, trip.from_node, trip.to_node, trip.depart, trip.arrive,
            trip_id=trip.trip_id,
        )  # fmt: skip
        point = next(site for site in self.points if site.node_id == trip.from_node)
        if party.node_id == trip.from_node:
            yield [ride]
        for mode in sorted(party.modes):
            for way in self.ways(party.node_id, trip.from_node, mode):
                move: Move = (mode, way, party.node_id, trip.from_node)
                if way:
                    yield [*self.lay(party, (move,), trip.depart), ride]
                    early = [m for m in self.edges if m < trip.depart][-1:]
                    for arrives in early:
                        legs = self.lay(party, (move,), arrives)
                        yield [*self.waited(party, legs, point, arrives, trip.depart), ride]

    def finish(self, number: int, gate: Site, legs: list[Leg], taken: float, flights: list[str]) -> list[Itinerary]:
        """Have a party processed for so long, held and flown by each of the flights; keep what is feasible."""
        party, made = self.case.parties[number], []
        begins = legs[-1].arrive if legs else max(self.case.start, party.ready)
        begins -= self.forgiven
        done, who = begins + taken, party.party_id
        for ident in flights:
            flight = self.ground.flights[ident]
            away, departs = self.ground.sites[flight.airhead].node_id, flight.departs
            last = (
                Leg(who, 0, LegKind.PROCESS, gate.node_id, gate.node_id, begins, done, site_id=gate.site_id),
                Leg(who, 0, LegKind.HOLD, gate.node_id, away, done, max(done, departs), site_id=flight.airhead),
                Leg(who, 0, LegKind.FLY, away, away, departs, departs, flight_id=ident),
            )
            whole = tuple(replace(leg, seq=seq) for seq, leg in enumerate((*legs, *last)))
            judged = self.judge(number, whole)
            made += [judged] if judged else []
        return made

    def judge(self, number: int, legs: tuple[Leg, ...]) -> Itinerary | None:
        """Judge one party's legs as if nobody else went anywhere."""
        ground, ledger, party = self.ground, Ledger(), self.case.parties[number]
        trips = {leg.trip_id: self.trips[leg.trip_id] for leg in legs if leg.trip_id}
        judge_party(ground, ledger, trips, party, legs)
        if ledger.violations:
            return None
        judge_vehicles(ground, ledger, trips)
        judge_throughput(ground, ledger)
        judge_link_capacity(ground, ledger)
        judge_seats(ground, ledger)
        crowd = judge_presence(ground, ledger).harm
        if ledger.violations:
            return None
        counts = (ledger.passed, ledger.processed, ledger.entered, ledger.flying)
        rooms: set[Room] = {(word, key) for word, table in zip(ROOMS, counts, strict=True) for key in table}
        stays = tuple(
            (leg.site_id, leg.depart, leg.arrive)
            for leg in legs
            if leg.site_id and ground.sites[leg.site_id].holding is not None
        )
        return Itinerary(number, legs, ledger.harm_exposure + ledger.harm_time + crowd, frozenset(rooms), stays)

    def itineraries(self, number: int) -> list[Itinerary]:
        """List what a party may do: of those that differ in nothing that others feel, the cheapest."""
        party, case, best = self.case.parties[number], self.case, dict[Room, Itinerary]()
        for gate in self.gates:
            flights = sorted((f for f in case.flights if f.airhead == gate.serves), key=lambda f: f.departs)
            needed = min(case.step_seconds, 3600 * party.size / gate.throughput) if gate.throughput else 0.0
            needed = max(0.0, needed - self.forgiven)
            risky = gate.node_id in self.risky or self.ground.sites[gate.serves or ""].node_id in self.risky
            connection = 60 * case.limits.connection_minutes_min - self.forgiven
            for legs in self.approaches(party, gate, needed):
                for taken in {needed, case.step_seconds} if risky else {needed}:
                    done = (legs[-1].arrive if legs else max(case.start, party.ready)) + taken
                    caught = [f.flight_id for f in flights if f.departs >= done + connection][:FLIGHTS]
                    firsts = self.finish(number, gate, legs, taken, caught[:1])
                    for made in firsts + (self.finish(number, gate, legs, taken, caught[1:]) if firsts else []):
                        key: Room = (made.trip_id, made.rooms)
                        if key not in best or made.cost < best[key].cost:
                            best[key] = made
        return list(best.values())
