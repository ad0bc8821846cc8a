"""Promise that undoing rounds step by step leaves every account of the search as the plan has it."""

from __future__ import annotations

import numpy as np
import pytest
from random_cases import make_random_case

from safeconduct.core.plan.given import prepare
from safeconduct.core.plan.kernels.model import LEFT
from safeconduct.core.plan.search import Search


@pytest.mark.parametrize("number", range(40, 52))
def test_what_rooms_have_left_is_what_the_parties_use(number: int) -> None:
    """After hundreds of kept and undone rounds, used room, loads, costs and lists are those of the plan's parties."""
    prepared = prepare(make_random_case(number), lambda _: None)
    search, given = Search.begin(prepared), prepared.given
    search.construct(1.0, True, number)
    search.improve(400, 1e-4, number)
    plan = search.current
    placed = np.nonzero(plan.kind != LEFT)[0]
    gates, seats, loads = np.zeros_like(plan.gate_used), np.zeros_like(plan.seats_used), np.zeros_like(plan.trip_load)
    np.add.at(gates, (plan.gate[placed], (plan.start[placed] // given.step).astype(int)), given.size[placed])
    np.add.at(seats, plan.flight[placed], given.size[placed])
    riders = placed[plan.trip[placed] >= 0]
    np.add.at(loads, plan.trip[riders], given.size[riders])
    assert np.array_equal(gates, plan.gate_used)
    assert np.array_equal(seats, plan.seats_used)
    assert np.array_equal(loads[plan.trip_on == 1], plan.trip_load[plan.trip_on == 1])
    assert plan.totals[0] == pytest.approx(plan.cost.sum(), rel=1e-9)
    able = np.nonzero((plan.kind == LEFT) & np.isfinite(given.best_cost))[0]
    assert set(plan.home_list[: plan.counts[0]].tolist()) == set(able.tolist())
