"""Promise that a mended tree of ways is as good as one grown anew."""

from __future__ import annotations

import numpy as np
import pytest
from random_cases import make_random_case

from safeconduct.core.plan.kernels.mend_tree import mend_tree
from safeconduct.core.plan.kernels.streets import grow_tree
from safeconduct.core.plan.kernels.struct import bundle
from safeconduct.core.plan.streets import compile_streets

pytestmark = pytest.mark.core


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("metres_max", [np.inf, 1500.0])
def test_a_mended_tree_costs_what_a_new_one_does(seed: int, metres_max: float) -> None:
    """From every node the way that is left is as cheap as the cheapest, and there is none only where there is none."""
    rng = np.random.default_rng(seed)
    streets = compile_streets(make_random_case(seed))
    compiled, seconds, target = bundle(streets), streets.walk_seconds, int(rng.integers(len(streets.post)))
    weight = np.where(np.isfinite(seconds), rng.uniform(0.5, 2.0, len(seconds)), np.inf)
    next_link = grow_tree(compiled, target, seconds, weight, metres_max)[0]
    lost = rng.random(len(weight)) < 0.2
    weight = np.where(lost, np.inf, weight)
    before = next_link.copy()

    order = mend_tree(compiled, next_link, weight, metres_max)

    anew, _, _, cost = grow_tree(compiled, target, seconds, weight, metres_max)
    if np.isinf(metres_max):
        assert ((next_link < 0) == (anew < 0)).all()
    assert not lost[next_link[next_link >= 0]].any()
    for node in np.flatnonzero(next_link >= 0).tolist():
        assert _weigh(streets.head, next_link, weight, node) == pytest.approx(cost[node]) or np.isfinite(metres_max)
    assert (next_link[order] >= 0).all()
    assert {node for node in range(len(before)) if before[node] != next_link[node] >= 0} <= set(order.tolist())


def _weigh(head: np.ndarray, next_link: np.ndarray, weight: np.ndarray, node: int) -> float:
    total = 0.0
    while next_link[node] >= 0:
        total += float(weight[next_link[node]])
        node = int(head[next_link[node]])
    return total
