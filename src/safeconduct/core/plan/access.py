"""Work out every way by which a party, a vehicle or an empty vehicle can go, and what it costs at every hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan.kernels.streets import Streets, first_posts, grow_tree, price_arrivals
from safeconduct.core.plan.kernels.windows import mean_rates, shut_in_window

FOOT_BIASES = (0.0, 3e-4, np.inf)  # per hour: how much a minute more weighs beside the hazard; infinity = shortest way
CAR_BIAS = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """Cut the horizon into columns (grain of the cost tables) and windows (each with its own trees)."""

    horizon: float  # seconds
    grain: float  # seconds
    columns: int
    windows: int

    @staticmethod
    def over(horizon: float) -> Clock:
        """Choose a grain of 1/288 of the horizon, between one and fifteen minutes."""
        grain = float(min(max(round(horizon / 288 / 60), 1), 15) * 60)
        columns = int(np.ceil(horizon / grain)) + 1
        return Clock(horizon, grain, columns, min(24, columns))

    def columns_of(self, window: int) -> slice:
        """Give the columns in a window."""
        columns = np.nonzero(np.arange(self.columns) * self.windows // self.columns == window)[0]
        return slice(int(columns[0]), int(columns[-1]) + 1)

    def arrivals(self, window: int) -> NDArray[np.float64]:
        """Give the moments of the columns in a window."""
        own = self.columns_of(window)
        return np.arange(own.start, own.stop, dtype=np.float64) * self.grain

    def span(self, window: int) -> tuple[float, float]:
        """Give the first and last moment of a window, with the hour before it in which people set out."""
        moments = self.arrivals(window)
        return float(moments[0]) - self.grain, float(moments[-1]) + self.grain


@dataclass(frozen=True, slots=True, eq=False)
class Channel:
    """Give the ways of one mode to one node, from each wanted node."""

    tree: int  # number of its first tree
    cost: NDArray[np.float32]  # (wanted, columns) harm per person in the open
    variant: NDArray[np.int8]  # (wanted, columns)
    post: NDArray[np.int16]  # (wanted, windows) first checkpoint on the way, -1 = none
    lead: NDArray[np.float32]  # (wanted, windows) seconds from there to the end

    def rest(self, first: int) -> Channel:
        """Return the ways from the wanted nodes from a number on, without holding on to the others."""
        rows = slice(first, None)
        return Channel(
            self.tree, self.cost[rows].copy(), self.variant[rows].copy(), self.post[rows].copy(), self.lead[rows].copy()
        )


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """Ask for the ways of one mode to one node, from each wanted node and not before a moment each."""

    target: int
    wanted: NDArray[np.int32]
    earliest: NDArray[np.float64]
    by_car: bool
    avoid: tuple[int, ...] = ()  # nodes that a vehicle does not pass


class Forest:
    """Grow and keep the trees: for each channel, window and variant the link to take from every node."""

    def __init__(self, streets: Streets, clock: Clock, sheltered: float, metres_max: float) -> None:
        """Prepare the mean hazard and the closures of every window."""
        self.streets, self.clock, self._metres_max, self._sheltered = streets, clock, metres_max, sheltered
        self._rates = [mean_rates(streets, *clock.span(w)) for w in range(clock.windows)]
        self._shut = [shut_in_window(streets, *clock.span(w)) for w in range(clock.windows)]
        self._on_foot = [self._foot_weights(w) for w in range(clock.windows)]
        self._by_car = [self._car_weight(w) for w in range(clock.windows)]
        self._trees: list[NDArray[np.int32]] = []

    def stacked(self) -> NDArray[np.int32]:
        """Return all trees, shape (trees, nodes)."""
        return np.stack(self._trees) if self._trees else np.zeros((0, len(self.streets.post)), np.int32)

    def grow(self, wishes: Sequence[Wish]) -> Iterator[Channel]:
        """Grow the ways for every wish, in as many threads as there are cores, and give them in order.

        Channels of many parties are large: take what is wanted of each before the next.
        """
        with ThreadPoolExecutor() as pool:
            for trees, channel in pool.map(self._channel, wishes):
                number = len(self._trees)
                self._trees += trees
                yield replace(channel, tree=number)

    def _foot_weights(self, window: int) -> list[NDArray[np.float64]]:
        seconds, rate = self.streets.walk_seconds, self._rates[window]
        mostly, ever = self._shut[window]
        weights = []
        for bias in FOOT_BIASES:
            weight = _weigh(seconds, rate + bias / 3600) if bias < np.inf else seconds.copy()
            weight[ever if 0 < bias < np.inf else mostly] = np.inf
            weights.append(weight)
        return weights

    def _car_weight(self, window: int) -> NDArray[np.float64]:
        weight = _weigh(self.streets.auto_seconds, self._rates[window] * self._sheltered + CAR_BIAS / 3600)
        weight[self._shut[window][0]] = np.inf
        return weight

    def _channel(self, wish: Wish) -> tuple[list[NDArray[np.int32]], Channel]:
        """Grow a tree for each window and weight, and price every arrival along it; the first tree is number 0."""
        streets, wanted = self.streets, wish.wanted
        seconds = streets.auto_seconds if wish.by_car else streets.walk_seconds
        barred = np.isin(streets.head, np.array(wish.avoid, np.int32))
        cost = np.full((len(wanted), self.clock.columns), np.inf, np.float32)
        variant = np.zeros((len(wanted), self.clock.columns), np.int8)
        post = np.full((len(wanted), self.clock.windows), -1, np.int16)
        lead = np.zeros((len(wanted), self.clock.windows), np.float32)
        trees: list[NDArray[np.int32]] = []
        before: list[NDArray[np.float64]] = []
        grown: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = []
        for window in range(self.clock.windows):
            moments, columns = self.clock.arrivals(window), self.clock.columns_of(window)
            weights = [np.where(barred, np.inf, self._by_car[window])] if wish.by_car else self._on_foot[window]
            if not before or not all(np.array_equal(old, new) for old, new in zip(before, weights, strict=True)):
                before, most = weights, np.inf if wish.by_car else self._metres_max
                grown = [grow_tree(streets, wish.target, seconds, weight, most)[:2] for weight in weights]
            for number, (next_link, order) in enumerate(grown):
                trees.append(next_link)
                if not len(wanted):
                    continue
                if number == 0:
                    first_posts(streets, next_link, order, seconds, wanted, post[:, window], lead[:, window])
                priced = np.full((len(wanted), len(moments)), np.inf)
                price_arrivals(streets, next_link, order, seconds, moments, wanted, wish.earliest, priced)
                better = priced < cost[:, columns]
                np.copyto(cost[:, columns], priced, where=better, casting="same_kind")
                np.copyto(variant[:, columns], number, where=better)
        return trees, Channel(0, cost, variant, post, lead)


def _weigh(seconds: NDArray[np.float64], rate: NDArray[np.float64]) -> NDArray[np.float64]:
    """Multiply; what cannot be used (infinite seconds) stays infinite at a rate of 0 too."""
    weight = np.full(len(seconds), np.inf)
    np.multiply(seconds, rate, out=weight, where=np.isfinite(seconds))
    return weight
