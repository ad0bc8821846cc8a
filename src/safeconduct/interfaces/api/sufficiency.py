"""Say whether the means suffice for the adopted plan, and ask it anew."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from fastapi import APIRouter, HTTPException
from pydantic import ValidationError

from safeconduct.app.assess_sufficiency import InfeasiblePlanError, Rounds, assess_plan
from safeconduct.app.keep_sufficiency import keep_sufficiency
from safeconduct.app.plan_shelf import PlanShelf
from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.app.show_sufficiency import show_sufficiency
from safeconduct.core.basics import SafeconductError
from safeconduct.core.operation import Adopted, UseCase, list_plans
from safeconduct.core.plan.planners import PLANNERS
from safeconduct.core.record import ActorId, Json
from safeconduct.core.sufficiency import Assessed, list_answer
from safeconduct.interfaces.api.desk import At, Desk, Who
from safeconduct.interfaces.api.jobs import JobStarted, Tell, say_job
from safeconduct.interfaces.api.repeats import Key, name_request
from safeconduct.interfaces.api.standing import find_shelf
from safeconduct.interfaces.api.sufficiency_models import (
    KeptSaid,
    SufficiencyAsked,
    SufficiencyJobSaid,
    SufficiencySaid,
)

PROVED = APIRouter(tags=["sufficiency"])
JOB = "sufficiency"
ROUNDS = 500  # for each changed case: minutes for a city, and the interval says what they are worth
SEED = 1


@PROVED.get("/sufficiency")
def sufficiency(desk: At, who: Who) -> SufficiencySaid:
    """Say the newest answer that this operation keeps; 404 where the question was never asked."""
    shown = show_sufficiency(desk.door, desk.answers, who, desk.folder)
    if shown is None:
        raise HTTPException(404, "no answer is kept: ask by POST /sufficiency or safeconduct sufficiency --for")
    try:
        said = KeptSaid.model_validate(shown.kept.said, strict=False).model_dump()
    except ValidationError as error:
        raise HTTPException(404, "the kept answer is of an earlier version: ask anew") from error
    return SufficiencySaid(**said, made_millis=shown.kept.made_millis, plan=shown.kept.plan, stale=shown.stale)


@PROVED.post("/sufficiency", status_code=202)
def ask(asked: SufficiencyAsked, desk: At, who: Who, key: Key = "") -> JobStarted:
    """Begin to find out whether the adopted plan suffices; `GET /sufficiency/jobs/{job}` says how far it is."""
    standing = list_plans(desk.door.read(who, UseCase.ADOPT_PLAN).adopted)
    if len(standing) != 1:
        raise HTTPException(409, "several plans stand: adopt one" if standing else "no plan was adopted: adopt one")
    shelf = find_shelf(desk)
    request = name_request(who, "sufficiency", key)
    return JobStarted(job=desk.jobs.start(JOB, partial(_work, desk, shelf, standing[0], who, asked), request))


@PROVED.get("/sufficiency/jobs/{job}")
def sufficiency_job(job: str, desk: At, who: Who) -> SufficiencyJobSaid:
    """Say how far an answer is that was asked for."""
    desk.door.read(who)
    found = desk.jobs.find(job, JOB)
    made = found.result.get("made_millis")
    return SufficiencyJobSaid(**say_job(found).model_dump(), made_millis=made if isinstance(made, int) else None)


def _work(
    desk: Desk, shelf: PlanShelf, adopted: Adopted, who: ActorId, asked: SufficiencyAsked, tell: Tell
) -> dict[str, Json]:
    tell(0.0, "Looking for the adopted plan")
    folders = shelf.take(adopted)
    work = partial(_assess, desk.cases, desk.plans, folders.case_folder, folders.plan_folder, asked)
    assessed = desk.work_apart(work, tell)
    made_millis = desk.now_millis()
    said = list_answer(assessed, made_millis / 1000.0, f"{ROUNDS:,} rounds for each case")
    text = json.dumps(said, indent=1, ensure_ascii=False)
    exercise = desk.operation.exercise
    keep_sufficiency(desk.door, desk.answers, who, desk.folder, exercise, assessed, made_millis / 1000.0, text)
    return {"made_millis": made_millis // 1000 * 1000}


def _assess(
    cases: CaseStore, plans: PlanStore, case_folder: Path, plan_folder: Path, asked: SufficiencyAsked, tell: Tell
) -> Assessed:
    try:
        return assess_plan(
            cases,
            plans,
            PLANNERS["default"],
            case_folder,
            plan_folder,
            days=asked.days,
            seed=SEED,
            stop_for=Rounds(ROUNDS) if asked.changes else None,
            brief=asked.brief,
            tell=lambda words, share: tell(share, words),
        )
    except InfeasiblePlanError as error:
        raise SafeconductError(f"{error}: adopt it anew, and it is judged") from error
