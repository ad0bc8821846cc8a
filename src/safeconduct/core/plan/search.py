"""Run the compiled search: a first plan, then rounds of improvement, always keeping the best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan.given import Prepared
from safeconduct.core.plan.kernels.construct import construct
from safeconduct.core.plan.kernels.improve import improve
from safeconduct.core.plan.kernels.model import LEFT, Decided, Prices, make_decided
from safeconduct.core.plan.kernels.resume import resume
from safeconduct.core.plan.kernels.struct import bundle
from safeconduct.core.plan.plan import Plan
from safeconduct.core.plan.resume import read_wanted

MANY = 1500  # parties, beyond which there is no time for several first plans
PATIENCES = (1.0, 5e-3, 5e-4)  # how much dearer than its best place a later place for a party is thought to be


def first_ways(parties: int) -> list[tuple[float, bool]]:
    """List how first plans are built, (patience, cars first); where parties are many, one has to do."""
    ways = [(patience, cars_first) for patience in PATIENCES for cars_first in (True, False)]
    return ways if parties <= MANY else ways[:1]


@dataclass(slots=True, eq=False)
class Search:
    """Hold the current plan and the best one."""

    prepared: Prepared
    given: object  # the compiled bundle
    current: Decided
    compiled: object
    best_ints: NDArray[np.int64]
    best_floats: NDArray[np.float64]
    prices: object  # the compiled bundle of what ranks places

    @staticmethod
    def begin(prepared: Prepared, prices: Prices | None = None) -> Search:
        """Start from a plan in which everybody stays home; without prices, places are ranked by their cost alone."""
        current = _blank(prepared)
        if prices is None:
            prices = Prices(np.zeros(current.gate_used.shape), np.zeros(len(prepared.flights)))
        buffers = current.ints.copy(), current.floats.copy()
        return Search(prepared, bundle(prepared.given), current, bundle(current), *buffers, bundle(prices))

    def beside(self, prices: Prices) -> Search:
        """Start another search of the same case from this one's best plan.

        It has a bundle of its own: two threads that count references to the same one wait for each other.
        """
        other = Search(
            self.prepared, bundle(self.prepared.given), current := _blank(self.prepared), bundle(current),
            self.best_ints.copy(), self.best_floats.copy(), bundle(prices),
        )  # fmt: skip
        other.recall()
        return other

    @property
    def cost(self) -> float:
        """Give the cost of the best plan as the search counts it; the judge has the exact figure."""
        return float(self.best_floats[-2:].sum())

    @property
    def left(self) -> int:
        """Give the people whom the best plan leaves."""
        count = len(self.prepared.case.parties)
        return int(self.prepared.given.size[self.best_ints[:count] == LEFT].sum())

    def construct(self, patience: float, cars_first: bool, seed: int) -> None:
        """Build a plan from nothing and keep it if it is the best."""
        self._clear()
        construct(self.given, self.compiled, self.prices, patience, cars_first, seed)
        self._keep_best()

    def resume(self, plan: Plan) -> None:
        """Take over a plan, of this case or one that is nearly the same, as far as it still fits."""
        self._clear()
        resume(self.given, self.compiled, bundle(read_wanted(self.prepared, self.given, plan)), self.prices)
        self._keep_best()

    def improve(self, rounds: int, temperature: float, seed: int) -> None:
        """Run so many rounds of ruin and recreate from the current plan."""
        improve(self.given, self.compiled, self.best_ints, self.best_floats, self.prices, seed, rounds, temperature)

    def adopt(self, other: Search) -> None:
        """Go on from another search's best plan."""
        self.best_ints[:], self.best_floats[:] = other.best_ints, other.best_floats
        self.recall()

    def recall(self) -> None:
        """Make the best plan the current one."""
        self.current.ints[:], self.current.floats[:] = self.best_ints, self.best_floats

    def best(self) -> Decided:
        """Return the best plan."""
        self.recall()
        return self.current

    def _clear(self) -> None:
        fresh = _blank(self.prepared)
        self.current.ints[:], self.current.floats[:] = fresh.ints, fresh.floats

    def _keep_best(self) -> None:
        if self.current.totals.sum() < self.cost:
            self.best_ints[:], self.best_floats[:] = self.current.ints, self.current.floats


def _blank(prepared: Prepared) -> Decided:
    given = prepared.given
    vehicles, parties = len(given.vehicle_seats), len(given.size)
    runs = int(min(400, given.horizon / 900 + 8)) if vehicles else 0
    trips = min(vehicles * runs, parties // 2 + 64)
    return make_decided(given, trips, runs, min(trips, 600))
