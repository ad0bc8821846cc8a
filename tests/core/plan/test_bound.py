"""Promise that the proven bound stays below plans that no planner here would make."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bound_villages import VILLAGES
from edge_villages import EDGES
from moment_villages import MOMENTS
from random_cases import make_random_case

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.basics import Window
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan import Case, LegKind, judge_plan
from safeconduct.core.plan.bound import prove_bound
from safeconduct.core.plan.kernels.pricing import ascend, lagrange
from safeconduct.core.plan.kernels.slots import least_harms
from safeconduct.core.plan.planners import PLANNERS
from safeconduct.core.plan.relax import relax
from safeconduct.core.plan.small_bound import prove_small
from safeconduct.core.plan.streets import compile_streets


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


@pytest.mark.parametrize("number", [126, 149])
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


@pytest.mark.shared
def test_a_small_case_has_a_sharper_bound(shared: Path) -> None:
    """On the exam's small case the bound is above what relaxing the case alone gives."""
    case = CaseFolder().read(shared / "exam/cases/tiny")
    bound = prove_bound(case).bound
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("safeconduct.core.plan.bound.prove_small", lambda *_: None)
        assert prove_bound(case).bound < bound


@pytest.mark.shared
@pytest.mark.parametrize("name", ["greedy-tiny", "hand-tiny"])
def test_the_bound_is_below_plans_from_elsewhere(name: str, shared: Path) -> None:
    """A plan that another program made costs no less than the bound."""
    case = CaseFolder().read(shared / "exam/cases/tiny")
    assert prove_bound(case).bound <= PlanFolder().read(shared / "exam/plans" / name, case).cost


@pytest.mark.parametrize("name", sorted(VILLAGES | MOMENTS | EDGES))
def test_no_freedom_of_the_format_goes_below_the_bound(name: str) -> None:
    """A plan that uses one freedom to the full costs no less than either bound."""
    case, plan = (VILLAGES | MOMENTS | EDGES)[name]()
    streets = compile_streets(case)
    sharp = prove_small(case, streets, relax(case, streets))
    assert sharp is not None
    assert max(sharp, prove_bound(case).bound) <= plan.cost


def test_small_cases_have_a_sharp_bound_below_their_plans() -> None:
    """Random cases of two parties are small enough for the sharp bound, and no plan found costs less."""
    sharp = 0
    for number in range(200, 206):
        case = make_random_case(number)
        case = replace(case, parties=case.parties[:2])
        streets = compile_streets(case)
        bound = prove_small(case, streets, relax(case, streets))
        sharp += bound is not None
        for seed in range(4):
            plan = PLANNERS["greedy"].plan(case, seed=seed, stop=lambda _: True, tell=lambda _: None)
            assert bound is None or bound <= plan.cost, number
    assert sharp > 2


def test_no_case_has_the_bound_compiled_anew() -> None:
    """Every case gives the kernels arrays of the same types and layout, so that `warm-up` has compiled all of it."""
    for seed in range(12):
        prove_bound(make_random_case(seed))
    assert [len(kernel.signatures) for kernel in (ascend, lagrange, least_harms)] == [1, 1, 1]
