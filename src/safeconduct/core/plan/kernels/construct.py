"""Build a first plan from nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.dispatch import dispatch_all
from safeconduct.core.plan.kernels.insert import insert
from safeconduct.core.plan.kernels.model import LEFT, PASSES_MAX

LOOSER = 10.0  # how much less one asks for in each further round of trips


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def construct(g, d, prices, patience, cars_first, seed):  # type: ignore[no-untyped-def]
    """Build a plan from nothing: who can go alone, trips, of which less is asked each time, then whoever still fits."""
    np.random.seed(seed)
    posts, times = np.empty(PASSES_MAX, np.int64), np.empty(PASSES_MAX)
    order = np.argsort(-g.leave_cost / g.size * (1.0 + 1e-6 * g.size))  # of equal priority the largest first
    if cars_first:
        for p in order:
            insert(g, d, p, prices, 0.0, posts, times)
    while True:
        dispatch_all(g, d, prices, patience, 0.0, posts, times)
        if patience >= 1.0:
            break
        patience *= LOOSER
    for p in order:
        if d.kind[p] == LEFT:
            insert(g, d, p, prices, 0.0, posts, times)
