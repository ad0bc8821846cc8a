"""Promise that no bound is above what small cases cost at the best, as an independent program finds it.

The short form runs with every test; the long form, the same promise on 1,000 cases, with `pytest -m promises`.
"""

from __future__ import annotations

import pytest
from exact_small import find_best_plan
from small_cases import make_small_case

from safeconduct.core.plan import judge_plan
from safeconduct.core.plan.bound import prove_bound
from safeconduct.core.plan.planners import PLANNERS

FORMS = [
    pytest.param(range(3, 15), id="12-cases"),
    pytest.param(range(15, 1015), id="1000-cases", marks=pytest.mark.promises),
]


@pytest.mark.parametrize("numbers", FORMS)
def test_the_best_plan_of_a_small_case_costs_no_less_than_the_bound(numbers: range) -> None:
    """Nor does a planner's; in every third case each leg takes the second that the judge forgives."""
    broken, best = {}, 0
    for number in numbers:
        case = make_small_case(number)
        plan = find_best_plan(case, hurried=number % 3 == 0)
        planned = PLANNERS["greedy"].plan(case, seed=1, stop=lambda _: True, tell=lambda _: None).cost
        bound = prove_bound(case).bound
        if bound > min(plan.cost, planned) * (1 + 1e-9) + 1e-15:
            broken[number] = bound, plan.cost, planned
        best += plan.cost <= planned * 1.01 and judge_plan(case, plan).feasible
    assert not broken
    assert best > 0.75 * len(numbers)  # else it would be a test against the planner alone
