"""Make small cases at random, each valid, many of them odd: the planners must answer every one.

The same seed gives the same case. Every limit is drawn now and then at its edge: zero, tiny, fractional, huge, absent.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np

from safeconduct.core.basics import Window, parse_time
from safeconduct.core.network import Closure, Fleet, Flight, Site, SiteKind, StreetNetwork
from safeconduct.core.people import Mode, Party
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan import Case, Limits, Objective

T = TypeVar("T")
STARTS = (
    "2031-03-04T06:00:00+00:00",
    "2031-03-04T06:00:00+04:30",
    "2031-03-04T21:17:23-03:30",
    "2031-12-31T23:59:59+05:45",
    "2031-03-04T00:00:00-11:00",
)
CURFEWS: tuple[tuple[tuple[int, int], ...], ...] = (
    (),
    (),
    ((21 * 60, 4 * 60 + 30),),
    ((9 * 60, 10 * 60), (9 * 60 + 30, 11 * 60)),
    ((7 * 60, 7 * 60 + 1), (12 * 60, 13 * 60), (23 * 60 + 59, 0)),
)


def make_random_case(seed: int) -> Case:
    """Return the case of a seed: 30 to 400 nodes, up to 60 parties, half an hour to two days."""
    return _Draw(random.Random(seed)).case(f"EXERCISE random {seed}")


@dataclass
class _Draw:
    """Draw the parts of one case, each from what was drawn before it."""

    rng: random.Random

    def case(self, name: str) -> Case:
        """Draw the whole case."""
        rng = self.rng
        self.oddness = rng.choice([0.02, 0.1, 0.3])  # how many of the limits are at an edge
        begins = rng.choice(STARTS)
        self.start = parse_time(begins)
        self.hours = self._odd([6.0, 12.0, 26.0], [0.5, 3.0, 48.0])
        self.deadline = self.start + np.floor(3600 * self.hours * rng.uniform(0.9, 1.1))
        self.step_minutes = self._odd([15.0, 15.0, 5.0], [60.0, 7.0, 7.5, 2.25, 1.0])
        self.network = self._network()
        self.nodes, links = self.network.node_ids, self.network.link_ids
        sites = self._sites()
        return Case(
            name=name,
            start=self.start,
            deadline=float(self.deadline),
            utc_offset_seconds=_offset_seconds(begins),
            step_minutes=self.step_minutes,
            limits=self._limits(),
            objective=self._objective(),
            network=self.network,
            sites=sites,
            parties=self._parties(sites),
            fleets=self._fleets(sites),
            flights=self._flights(sites),
            closures=tuple(self._closures(links, sites)),
            hazard=self._hazard(links, sites),
        )

    def _maybe(self, chance: float) -> bool:
        return self.rng.random() < chance

    def _odd(self, usual: Sequence[T], odd: Sequence[T]) -> T:
        """Draw a usual value, or now and then an odd one."""
        return self.rng.choice(odd if self._maybe(self.oddness) else usual)

    def _moment(self, first: float = 0.0, last: float = 1.0) -> float:
        """Draw a whole second between two parts of the case, often on a step."""
        when = self.rng.uniform(first, last) * 3600 * self.hours
        if self._maybe(0.3):
            when -= when % (60 * self.step_minutes)
        return self.start + float(np.floor(when))

    def _window(self) -> Window:
        begin = self._moment(-0.1, 1.1)
        return Window(begin, begin + max(1.0, np.floor(self.rng.expovariate(1 / (600 * self.hours)))))

    def _windows(self) -> tuple[Window, ...]:
        """Draw opening windows that leave a good part of the case open, or none at all, which is always."""
        if not self._maybe(0.1 + self.oddness):
            return ()
        end, windows = self.start - 600, []
        for _ in range(self.rng.randint(1, 3)):
            begin = end + np.floor(self.rng.choice([0.0, 1.0, 500.0, 900 * self.hours]) * self.rng.random())
            end = begin + 1 + np.floor(3600 * self.hours * self.rng.random())
            windows.append(Window(float(begin), float(end)))
        self.rng.shuffle(windows)
        return tuple(windows)

    def _network(self) -> StreetNetwork:
        """Draw a grid with gaps, one-way links, and links for one use alone."""
        rng = self.rng
        wide, high = rng.randint(5, 20), rng.randint(6, 20)
        metres = rng.choice([60.0, 150.0, 400.0])
        pairs = []
        for node in range(wide * high):
            for other, there in ((node + 1, (node + 1) % wide > 0), (node + wide, node + wide < wide * high)):
                if there and self._maybe(0.95):
                    pairs += (
                        [(node, other), (other, node)] if self._maybe(0.85) else [(node, other)[:: rng.choice((1, -1))]]
                    )
        count = len(pairs)
        uses = rng.choices(((True, True), (True, False), (False, True)), (90, 5, 5), k=count)
        tight = self._odd([0.0], [0.1, 0.5])
        capacities = [rng.choice([0.0, 0.5, 2.0, 4.0, 40.0]) if self._maybe(tight) else np.nan for _ in range(count)]
        return StreetNetwork(
            node_ids=tuple(f"n{i}" for i in range(wide * high)),
            x=np.array([i % wide for i in range(wide * high)]) * metres / 1e5,
            y=np.array([i // wide for i in range(wide * high)]) * metres / 1e5,
            link_ids=tuple(f"l{i}" for i in range(count)),
            tail=np.array([tail for tail, _ in pairs], np.int32),
            head=np.array([head for _, head in pairs], np.int32),
            length=np.array([metres * rng.uniform(0.5, 1.5) if self._maybe(0.98) else 0.4 for _ in range(count)]),
            speed_kmh=np.array([rng.choice([30.0, 50.0, 12.5]) if self._maybe(0.98) else 0.7 for _ in range(count)]),
            walk=np.array([walk for walk, _ in uses], np.bool_),
            auto=np.array([auto for _, auto in uses], np.bool_),
            capacity=np.array(capacities, np.float64),
            names=("",) * count,
        )

    def _limits(self) -> Limits:
        infinite = float("inf")
        return Limits(
            walk_kmh=self._odd([4.0], [3.7, 0.9]),
            walk_metres_max=self._odd([6000.0, 3000.0], [infinite, 612.5, 0.0]),
            wait_minutes_max=self._odd([120.0, 20.5], [infinite, 3.0, 0.0]),
            connection_minutes_min=self._odd([30.0, 60.0], [0.0, 12.3, 10_000.0]),
            turnaround_minutes=self._odd([15.0], [0.0, 7.77, 300.0]),
            curfew=self._odd(CURFEWS[:2], CURFEWS),
        )

    def _objective(self) -> Objective:
        return Objective(
            left_behind=self._odd([0.5], [0.02, 5.0, 0.0]),
            background_rate=self._odd([2e-5], [1e-3, 0.0]),
            sheltered_factor=self._odd([0.1], [0.0, 1.0, 2.5]),
            crowd_rate=self._odd([5e-7], [0.0, 1e-4]),
            hour=self._odd([1e-7], [0.0, 1e-3]),
        )

    def _sites(self) -> tuple[Site, ...]:
        """Draw one to three airheads, gates, checkpoints and transit points; some share a node."""
        rng = self.rng
        airheads = tuple(
            Site(f"A{i}", SiteKind.AIRHEAD, rng.choice(self.nodes), holding=self._holding(), open=self._windows())
            for i in range(self._odd([1], [2, 3]))
        )
        gates: list[Site] = []
        for i in range(rng.randint(1, 4)):
            node = gates[-1].node_id if gates and self._maybe(0.25) else rng.choice(self.nodes)
            airhead = rng.choice(airheads).site_id
            gates.append(
                Site(f"G{i}", SiteKind.GATE, node, "", self._holding(), self._throughput(), self._windows(), airhead)
            )
        taken = {*rng.sample(self.nodes, rng.choice([0, 1, 3, 8])), *self._odd([()], [(gates[0].node_id,)])}
        posts = tuple(
            Site(f"C{i}", SiteKind.CHECKPOINT, node, throughput=self._throughput(), open=self._windows())
            for i, node in enumerate(sorted(taken))
        )
        stops = tuple(
            Site(f"T{i}", SiteKind.TRANSIT_POINT, self._odd(self.nodes, [gates[0].node_id]), open=self._windows())
            for i in range(self._odd([3, 6], [0, 1]))
        )
        return (*stops, *posts, *gates, *airheads)

    def _holding(self) -> float | None:
        return self._odd([None, 200.0, 30.0], [6.5, 3.0, 0.0])

    def _throughput(self) -> float | None:
        return self._odd([None, 400.0, 120.0, 61.7], [20.0, 3.3, 0.0])

    def _parties(self, sites: tuple[Site, ...]) -> tuple[Party, ...]:
        rng = self.rng
        places = [site.node_id for site in sites]
        streets = sorted({self.nodes[row] for row in self.network.tail})
        walk, auto = Mode.WALK, Mode.AUTO
        modes = self._odd([((walk,), (walk, auto), (walk,))], [((auto,),), ((walk,),), ((walk,), (auto,))])
        return tuple(
            Party(
                f"P{i}",
                self._odd(streets, places),
                self._odd([1, 2, 3, 5], [12, 40, 900]),
                self._odd([1.0, 2.5], [0.0]),
                frozenset(rng.choice(modes)),
                self._odd([self.start], [self._moment(-0.1, 1.1), self._moment(0.0, 0.5)]),
            )
            for i in range(self._odd([20, 40, 60], [1, 5]))
        )

    def _fleets(self, sites: tuple[Site, ...]) -> tuple[Fleet, ...]:
        rng = self.rng
        stops = [site.node_id for site in sites if site.kind is SiteKind.TRANSIT_POINT] or self.nodes
        return tuple(
            Fleet(f"B{i}", self._odd(self.nodes, stops), rng.choice([1, 2, 5]), self._odd([8, 30], [2, 1000]),
                  self._windows())
            for i in range(self._odd([1, 2], [0, 3]))
        )  # fmt: skip

    def _flights(self, sites: tuple[Site, ...]) -> tuple[Flight, ...]:
        airheads = [site.site_id for site in sites if site.kind is SiteKind.AIRHEAD]
        edges = [float(self.deadline + late) for late in (-1, 0, 1, 3600)] + [self.start, self.start + 1]
        return tuple(
            Flight(
                f"F{i}",
                self.rng.choice(airheads),
                self.rng.choice(edges) if self._maybe(self.oddness) else self._moment(0.2, 1.0),
                self._odd([40, 80], [1, 5, 500]),
            )
            for i in range(self._odd([4, 8, 12], [0, 1]))
        )

    def _place(self, links: tuple[str, ...], sites: tuple[Site, ...]) -> tuple[Literal["link", "node"], str]:
        draw = self.rng.random()
        if draw < 0.6:
            return "link", self.rng.choice(links)
        return "node", self.rng.choice(sites).node_id if draw < 0.75 else self.rng.choice(self.nodes)

    def _closures(self, links: tuple[str, ...], sites: tuple[Site, ...]) -> Iterator[Closure]:
        for _ in range(self._odd([0, 5], [40])):
            whole = Window(self.start, float(self.deadline))
            yield Closure(*self._place(links, sites), self._odd([self._window()], [whole]))

    def _hazard(self, links: tuple[str, ...], sites: tuple[Site, ...]) -> tuple[HazardRow, ...]:
        rows = []
        for _ in range(self._odd([0, 10, 200], [400])):
            place, rate = self._place(links, sites), self._odd([1e-4, 1e-2], [0.0, 3.0])
            for _ in range(self.rng.choice([1, 1, 3])):
                whole = Window(self.start - 99, float(self.deadline) + 99)
                rows.append(HazardRow(*place, self._odd([self._window()], [whole]), rate))
        return tuple(rows)


def _offset_seconds(text: str) -> int:
    sign = -1 if text[-6] == "-" else 1
    return sign * (3600 * int(text[-5:-3]) + 60 * int(text[-2:]))
