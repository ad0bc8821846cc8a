"""Promise that the proven bound stays below plans that no planner here would make."""

from __future__ import annotations

from dataclasses import replace

import pytest
from random_cases import make_random_case

from safeconduct.core.basics import Window
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan import Case, LegKind, judge_plan
from safeconduct.core.plan.bound import prove_bound
from safeconduct.core.plan.planners import PLANNERS


def make_dangerous_case(number: int) -> Case:
    """Give a random case of one party in which every street is dangerous from beginning to end."""
    case = make_random_case(number)
    always = Window(case.start - 100, case.deadline + 100)
    return replace(
        case,
        hazard=tuple(HazardRow("link", link, always, 0.05) for link in case.network.link_ids),
        objective=replace(case.objective, left_behind=5.0),
        limits=replace(case.limits, curfew=()),
        parties=case.parties[:1],
        closures=(),
    )


@pytest.mark.parametrize("number", [125, 126, 133, 149])
def test_the_bound_allows_for_legs_that_are_a_second_short(number: int) -> None:
    """A plan that takes the judge's second from every leg on a street is feasible; it costs no less than the bound."""
    case = make_dangerous_case(number)
    plan = PLANNERS["greedy"].plan(case, seed=1, stop=lambda _: True, tell=lambda _: None)
    short = tuple(
        replace(leg, depart=leg.depart + 1) if leg.kind in (LegKind.WALK, LegKind.DRIVE) else leg for leg in plan.legs
    )
    cost = judge_plan(case, replace(plan, legs=short)).cost.total
    shortened = judge_plan(case, replace(plan, legs=short, cost=cost))
    assert plan.out > 0
    assert shortened.feasible
    assert prove_bound(case).bound <= cost < plan.cost
