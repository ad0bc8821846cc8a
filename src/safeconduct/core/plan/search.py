"""Run the compiled search: a first plan, then rounds of improvement, always keeping the best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan.given import Prepared
from safeconduct.core.plan.kernels.improve import construct, improve
from safeconduct.core.plan.kernels.model import LEFT, Decided, Prices, make_decided
from safeconduct.core.plan.kernels.struct import bundle

PATIENCES = (1.0, 5e-3, 5e-4)  # how much dearer than its best place a later place for a party is thought to be


@dataclass(slots=True, eq=False)
class Search:
    """Hold the current plan and the best one."""

    prepared: Prepared
    given: object  # the compiled bundle
    current: Decided
    compiled: object
    best_ints: NDArray[np.int64]
    best_floats: NDArray[np.float64]
    prices: Prices  # what ranks places; change its arrays in place
    compiled_prices: object

    @staticmethod
    def begin(prepared: Prepared) -> Search:
        """Start from a plan in which everybody stays home."""
        current = _blank(prepared)
        steps = current.gate_used.shape[1]
        prices = Prices(np.zeros((len(prepared.gates), steps)), np.zeros(len(prepared.flights)))
        given, compiled = bundle(prepared.given), bundle(current)
        buffers = current.ints.copy(), current.floats.copy()
        return Search(prepared, given, current, compiled, *buffers, prices, bundle(prices))

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
        fresh = _blank(self.prepared)
        self.current.ints[:], self.current.floats[:] = fresh.ints, fresh.floats
        construct(self.given, self.compiled, self.compiled_prices, patience, cars_first, seed)
        if self.current.totals.sum() < self.cost:
            self.best_ints[:], self.best_floats[:] = self.current.ints, self.current.floats

    def improve(self, rounds: int, temperature: float, seed: int) -> None:
        """Run so many rounds of ruin and recreate from the current plan."""
        improve(
            self.given, self.compiled, self.best_ints, self.best_floats, self.compiled_prices, seed, rounds, temperature
        )

    def recall(self) -> None:
        """Make the best plan the current one."""
        self.current.ints[:], self.current.floats[:] = self.best_ints, self.best_floats

    def best(self) -> Decided:
        """Return the best plan."""
        self.recall()
        return self.current


def _blank(prepared: Prepared) -> Decided:
    given = prepared.given
    vehicles, parties = len(given.vehicle_seats), len(given.size)
    runs = int(min(400, given.horizon / 900 + 8)) if vehicles else 0
    trips = min(vehicles * runs, 2 * parties + 64)
    return make_decided(given, trips, runs, min(trips, 600))
