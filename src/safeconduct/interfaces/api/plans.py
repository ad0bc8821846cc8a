"""Adopt the plan that the operation follows, and say which stands."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, HTTPException

from safeconduct.app.adopt_plan import adopt_plan, describe_plan
from safeconduct.app.check_plan import check_plan
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.operation import Adopted, UseCase, list_plans
from safeconduct.interfaces.api.act_models import PlanAsked, PlanSaid, PlansSaid
from safeconduct.interfaces.api.desk import At, Desk, Who
from safeconduct.interfaces.api.models import Recorded
from safeconduct.interfaces.api.repeats import Key, answer, find_before, name_request

PROVED = APIRouter(tags=["plans"])
SAID_VIOLATIONS = 40


@PROVED.get("/plans")
def plans(desk: At, who: Who) -> PlansSaid:
    """Say which plan stands; several are in conflict, until one of them or another is adopted anew."""
    standing = list_plans(desk.door.read(who).adopted)
    return PlansSaid(plans=[_describe(one) for one in standing], conflict=len(standing) > 1)


@PROVED.post("/plans", status_code=201)
def adopt(asked: PlanAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Adopt a plan in place of those that this device has heard of; it is judged first, and refused if infeasible."""
    desk.door.read(who, UseCase.ADOPT_PLAN)
    case, plan = _find_folders(desk, asked)
    request = name_request(who, "plan", key)
    before = find_before(desk, request)
    if before is not None:
        return answer(before, describe_plan(check_plan(desk.cases, desk.plans, case, plan)))
    exercise = desk.operation.exercise
    judged = adopt_plan(desk.door, desk.cases, desk.plans, who, case, plan, exercise, request=request)
    if judged.sealed is None:
        violations = judged.checked.verdict.violations[:SAID_VIOLATIONS]
        raise InputFaultsError([Fault("plan", 0, "", "", one, "make the plan anew") for one in violations])
    return answer(judged.sealed, {})


def _find_folders(desk: Desk, asked: PlanAsked) -> tuple[Path, Path]:
    """Return the folders of a case and a plan among those that the service was given."""
    if desk.shelf is None:
        raise HTTPException(503, "this service reaches no plans: start it with --cases and --plans")
    case, plan = desk.shelf.cases / asked.case, desk.shelf.plans / asked.plan
    if not (case.is_dir() and plan.is_dir()):
        raise HTTPException(404, "there is no such case or plan here")
    return case, plan


def _describe(one: Adopted) -> PlanSaid:
    return PlanSaid(
        plan=one.plan, case=one.case, name=one.name, planner=one.planner, moved=one.moved, left=one.left,
        gap=one.gap, by=one.by, millis=one.millis,
    )  # fmt: skip
