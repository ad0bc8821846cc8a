"""Solve the game between who mixes given plans and who strikes once, by a small linear program.

The planner picks weights of the plans so that the expected exposure at the best strike is least, within a budget of
expected cost; the striker's answer are the prices of the (place, slot) pairs. Only the pairs that matter enter the
program: the best strikes against its solution are added until none is left out that is better than its value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from safeconduct.core.plan.mixing.exposure import Exposure, Floats, Ints, mix_exposure

STRIKES_A_TIME = 200
PEAKS = 20  # of every plan, with which the program begins
TOLERANCE = 1e-7
LEAST = 1e-9  # of a budget, which others are scaled by
OVER_CAP = 1e4  # expected people that a whole unit of probability above a cap counts as


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """Bound the probability of a set of plans, those in which one party goes by one way."""

    plans: NDArray[np.bool_]  # (plans,)
    most: float


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """Hold the planner's and the striker's best mixtures over what they were given."""

    weights: Floats  # (plans,) sum to one
    value: float  # expected people at the best strike, over every place and slot
    cost: float  # expected
    strikes: Ints  # keys of the striker's mixture
    odds: Floats  # (strikes,) sum to one
    price: float  # expected people that a unit of budget would save; 0 = there is budget to spare
    over: float  # probability above the shares' bounds, which no mixture of these plans can avoid


def solve_game(
    exposures: Sequence[Exposure], costs: Floats, budget: float, shares: Sequence[Share] = ()
) -> Solution | None:
    """Return the best mixture of the plans, or None where each of them costs more than the budget."""
    if costs.min() > budget:
        return None
    rows = np.unique(np.concatenate([_peaks(exposure, PEAKS) for exposure in exposures]))
    while True:
        table = np.stack([exposure.at(rows) for exposure in exposures], axis=1)
        solution = _solve(table, costs, budget, shares)
        weights = _clean(solution.x[: len(costs)])
        expected = mix_exposure(exposures, weights)
        better = expected.people > solution.x[len(costs)] + TOLERANCE
        found = Exposure(expected.keys[better], expected.people[better])
        new = np.setdiff1d(_peaks(found, STRIKES_A_TIME), rows)
        if not len(new):
            break
        rows = np.union1d(rows, new)
    odds = np.maximum(0.0, -solution.ineqlin.marginals[: len(rows)])
    used = odds > 1e-12
    return Solution(
        weights,
        expected.peak,
        float(weights @ costs),
        rows[used],
        odds[used] / odds[used].sum() if used.any() else odds[used],
        float(max(0.0, -solution.ineqlin.marginals[len(rows)]) / max(budget, LEAST)),
        float(solution.x[len(costs) + 1 :].sum()),
    )


def _solve(table: Floats, costs: Floats, budget: float, shares: Sequence[Share]):  # type: ignore[no-untyped-def]
    """Solve for weights, value and what goes over each share; the budget is scaled to one."""
    strikes, plans = table.shape
    width = plans + 1 + len(shares)
    left = np.zeros((strikes + 1 + len(shares), width))
    right = np.zeros(len(left))
    left[:strikes, :plans], left[:strikes, plans] = table, -1.0
    left[strikes, :plans], right[strikes] = costs / max(budget, LEAST), budget / max(budget, LEAST)
    for number, share in enumerate(shares):
        left[strikes + 1 + number, :plans] = share.plans
        left[strikes + 1 + number, plans + 1 + number] = -1.0
        right[strikes + 1 + number] = share.most
    goal = np.zeros(width)
    goal[plans], goal[plans + 1 :] = 1.0, OVER_CAP
    whole = np.zeros((1, width))
    whole[0, :plans] = 1.0
    return linprog(goal, left, right, whole, np.ones(1), bounds=(0, None), method="highs")


def _clean(weights: Floats) -> Floats:
    """Drop what is only rounding."""
    weights = np.where(weights > 1e-9, weights, 0.0)
    return np.asarray(weights / weights.sum(), np.float64)


def _peaks(exposure: Exposure, count: int) -> Ints:
    """Give the keys of the places and times with most people."""
    return exposure.keys[np.argsort(-exposure.people, kind="stable")[:count]]
