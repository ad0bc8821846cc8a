"""Promise that the integer program of the small bound is solved finely enough for costs of millionths."""

from __future__ import annotations

import numpy as np
import pytest

from safeconduct.core.plan import small_bound
from safeconduct.core.plan.kernels.pricing import Relaxed
from safeconduct.core.plan.small_bound import STAYS, Choice

PARTIES, GATES, FLIGHT_SEATS = 7, 3, 1000.0
ANY = np.zeros(0)
# Without a scale the solver oversteps on the last three, by up to 0.16 %.
SEEDS = (*range(60), 64, 160, 257)


def make_program(seed: int) -> tuple[dict[Choice, float], Relaxed, float]:
    """Give the choices of seven parties between three gates with scarce room, and the exact optimum."""
    rng = np.random.default_rng(seed)
    size = rng.integers(1, 12, PARTIES).astype(np.float64)
    room = rng.integers(6, 16, (GATES, 1)).astype(np.float64)
    leave = size * 2e-3
    worth = size[:, None] * rng.random((PARTIES, GATES)) * 2e-5
    none = np.full((GATES, 1), -1, np.int64)
    unused = Relaxed(*[ANY] * len(Relaxed._fields))
    relaxed = unused._replace(size=size, leave=leave, room=room, night=none, seats=np.array([FLIGHT_SEATS]))
    costs: dict[Choice, float] = {(p, STAYS, 0, 0): float(leave[p]) for p in range(PARTIES)}
    costs.update({(p, g, 0, 0): float(worth[p, g]) for p in range(PARTIES) for g in range(GATES)})
    best: dict[tuple[float, ...], float] = {tuple(room[:, 0]): 0.0}
    for p in range(PARTIES):
        after: dict[tuple[float, ...], float] = {}
        for rooms, paid in best.items():
            for g in range(-1, GATES):
                left = tuple(r - size[p] * (g == i) for i, r in enumerate(rooms))
                cost = paid + float(leave[p] if g < 0 else worth[p, g])
                if min(left) >= 0:
                    after[left] = min(cost, after.get(left, np.inf))
        best = after
    return costs, relaxed, min(best.values())


def test_the_solver_never_claims_more_than_the_optimum(capfd: pytest.CaptureFixture[str]) -> None:
    """With costs of some 1e-5 the bound is at most the exact optimum and close to it; nothing is printed."""
    for seed in SEEDS:
        costs, relaxed, optimum = make_program(seed)
        bound = small_bound._solve(costs, relaxed)
        assert bound is not None
        assert optimum * 0.9999 <= bound <= optimum, seed
    assert capfd.readouterr() == ("", "")
