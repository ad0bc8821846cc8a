"""Hold every planner to the same promises, on cases made at random.

The short form runs with every test; the long form, the same promises on 1,000 cases, with `pytest -m promises`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from random_cases import make_random_case

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case, Plan, judge_plan
from safeconduct.core.plan.bound import prove_bound
from safeconduct.core.plan.planners import PLANNERS

pytestmark = pytest.mark.filterwarnings("error")
ROUNDS = 100
FORMS = [
    pytest.param(range(10), id="10-cases"),
    pytest.param(range(10, 1010), id="1000-cases", marks=pytest.mark.promises),
]
LACKS: dict[str, Callable[[Case], Case]] = {
    "parties": lambda case: replace(case, parties=()),
    "flights": lambda case: replace(case, flights=()),
    "fleets": lambda case: replace(case, fleets=()),
    "gates": lambda case: replace(case, sites=tuple(s for s in case.sites if s.kind is not SiteKind.GATE)),
    "sites": lambda case: replace(case, sites=(), flights=()),
    "hazard": lambda case: replace(case, hazard=None),
    "time": lambda case: replace(case, deadline=case.start + 1),
    "room": lambda case: replace(case, sites=tuple(replace(s, holding=0.0) for s in case.sites)),
    "throughput": lambda case: replace(case, sites=tuple(replace(s, throughput=0.0) for s in case.sites)),
}


@pytest.fixture(params=sorted(PLANNERS))
def planner(request: pytest.FixtureRequest) -> str:
    """Name each planner in turn."""
    return str(request.param)


def make_plan(planner: str, case: Case, seed: int) -> Plan:
    """Ask a planner, for so many rounds."""
    return PLANNERS[planner].plan(case, seed=seed, stop=lambda rounds: rounds >= ROUNDS, tell=lambda _: None)


@cache
def plan_of(planner: str, number: int) -> Plan:
    """Give a planner's answer to a random case; each is made once for all promises."""
    return make_plan(planner, make_random_case(number), seed=1)


@pytest.mark.parametrize("numbers", FORMS)
def test_every_plan_is_feasible(planner: str, numbers: range) -> None:
    """Whatever the case, the plan breaks no rule and claims of itself what is true."""
    broken = {}
    for number in numbers:
        verdict = judge_plan(make_random_case(number), plan_of(planner, number))
        if not verdict.feasible:
            broken[number] = verdict.violations[:3]
    assert not broken


@pytest.mark.shared
@pytest.mark.parametrize("numbers", FORMS)
def test_the_independent_judge_finds_every_plan_feasible(
    planner: str, numbers: range, reference: ModuleType, tmp_path: Path
) -> None:
    """Case and plan, written and read by a program that shares no code with ours, are judged alike."""
    broken = {}
    for number in numbers:
        case, plan = make_random_case(number), plan_of(planner, number)
        CaseFolder().write(case, tmp_path / "case")
        PlanFolder().write(plan, case.utc_offset_seconds, tmp_path / "plan")
        judge = reference.Judge(reference.Case(tmp_path / "case"), tmp_path / "plan")
        cost = sum(judge.cost.values())
        judge.claims(cost)
        if judge.bad or cost != pytest.approx(plan.cost, rel=1e-9):
            broken[number] = judge.bad[:3] or (cost, plan.cost)
    assert not broken


@pytest.mark.parametrize("numbers", FORMS)
def test_no_plan_costs_less_than_the_bound(numbers: range) -> None:
    """What is proven of a case holds for the plans of every planner."""
    broken = {}
    for number in numbers:
        bound = prove_bound(make_random_case(number)).bound
        costs = [plan_of(planner, number).cost for planner in PLANNERS]
        if bound > min(costs) * (1 + 1e-9) + 1e-15:
            broken[number] = bound, costs
    assert not broken


@pytest.mark.parametrize("numbers", FORMS)
def test_the_same_seed_and_rounds_give_the_same_plan(planner: str, numbers: range) -> None:
    """A plan can be made again."""
    for number in numbers[::5]:
        again, plan = make_plan(planner, make_random_case(number), seed=1), plan_of(planner, number)
        assert (again.legs, again.trips, again.cost) == (plan.legs, plan.trips, plan.cost), number


@pytest.mark.parametrize("numbers", FORMS)
def test_a_random_case_is_read_as_it_was_written(numbers: range, tmp_path: Path) -> None:
    """The readers take every one of these cases, odd as they are, and nothing of it is lost in the files."""
    for number in numbers:
        case = make_random_case(number)
        CaseFolder().write(case, tmp_path / "case")
        back = CaseFolder().read(tmp_path / "case")
        for field in ("start", "deadline", "limits", "objective", "parties", "flights", "closures"):
            assert getattr(back, field) == getattr(case, field), (number, field)


@pytest.mark.parametrize("lack", LACKS)
def test_a_case_that_lacks_something_has_a_plan(planner: str, lack: str) -> None:
    """Without parties, flights, vehicles, gates, time or room there is still a plan: who cannot go stays."""
    case = LACKS[lack](make_random_case(4))
    plan = make_plan(planner, case, seed=1)
    assert judge_plan(case, plan).feasible
    assert prove_bound(case).bound <= plan.cost * (1 + 1e-9)
    if lack not in ("fleets", "hazard"):
        assert plan.out == 0
