"""Promise that the CCRP planner that we are measured against is a fair one: feasible always, and as good as can be."""

from __future__ import annotations

from pathlib import Path

import pytest
from random_cases import make_random_case

from ccrp_planner import Survey, plan_by_ccrp
from ccrp_rides import Form
from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.core.plan import LegKind, judge_plan

FORMS = [Form(), Form(hold_minutes=20.0, eager=True)]
CASES = (0, 4, 7, 11, 19, 23, 38, 57)


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("number", CASES)
def test_every_plan_is_feasible(number: int, form: Form) -> None:
    """On odd cases too, whatever CCRP plans is feasible by the judge, and it says truly how many it leaves."""
    case = make_random_case(number)
    plan = plan_by_ccrp(Survey(case), form)
    verdict = judge_plan(case, plan)
    assert not verdict.violations
    assert (plan.out, plan.left) == (verdict.out, verdict.left)


@pytest.mark.shared
def test_ccrp_uses_every_mode_and_leaves_no_more_than_the_plain_planner(shared: Path) -> None:
    """On a real town it walks, drives and rides, and its best form leaves no more people than the reference planner."""
    case = CaseFolder().read(shared / "exam" / "cases" / "helsinki-300")
    plan = plan_by_ccrp(Survey(case), Form(eager=True))
    assert {LegKind.WALK, LegKind.DRIVE, LegKind.RIDE} <= {leg.kind for leg in plan.legs}
    assert judge_plan(case, plan).feasible
    assert plan.left <= 197
