"""Propose a replan, show what it changes for whom, and let a person adopt or refuse it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import Annotated

from fastapi import APIRouter, HTTPException
from fastapi import Path as InPath

from safeconduct.app.decide_replan import approve_replan, refuse_replan
from safeconduct.app.plan_shelf import PlanShelf
from safeconduct.app.propose_replan import Asked, propose_replan
from safeconduct.app.show_replan import ChangeLine, list_change_lines
from safeconduct.core.operation import Proposal, State, UseCase
from safeconduct.core.operation.happened import find_happened
from safeconduct.core.operation.replans import FOLDER_NAME, find_standing
from safeconduct.core.record import ActorId, Json
from safeconduct.interfaces.api.desk import At, Desk, Who
from safeconduct.interfaces.api.jobs import JobStarted, Tell, say_job
from safeconduct.interfaces.api.models import Recorded
from safeconduct.interfaces.api.repeats import Key, answer, find_before, name_request
from safeconduct.interfaces.api.replan_models import (
    ChangeSaid,
    DecisionAsked,
    RefusalAsked,
    ReplanAsked,
    ReplanFullSaid,
    ReplanJobSaid,
    ReplanSaid,
)
from safeconduct.interfaces.api.standing import find_shelf

PROVED = APIRouter(tags=["replans"])
JOB = "replan"
NAME_BYTES = 4
SHOWN_KEPT = 8

Replan = Annotated[str, InPath(pattern=f"^{FOLDER_NAME.pattern}$")]


@PROVED.get("/replans")
def replans(desk: At, who: Who) -> list[ReplanSaid]:
    """List what was proposed, the newest first."""
    state = desk.door.read(who)
    rows = sorted(state.replans.items(), key=lambda named: (-named[1].millis, named[0]))
    return [_describe(desk, state, name, one) for name, one in rows]


@PROVED.post("/replans", status_code=202)
def propose(asked: ReplanAsked, desk: At, who: Who, key: Key = "") -> JobStarted:
    """Begin to make a replan by what is on record now; `GET /replans/jobs/{job}` says how far it is.

    Nothing is adopted and nobody is told by it.
    """
    desk.door.read(who, UseCase.ADOPT_PLAN)
    shelf = find_shelf(desk)
    request = name_request(who, "replan", key)
    return JobStarted(job=desk.jobs.start(JOB, partial(_work, desk, shelf, who, asked, request), request))


@PROVED.get("/replans/jobs/{job}")
def replan_job(job: str, desk: At, who: Who) -> ReplanJobSaid:
    """Say how far a replan is that was asked for."""
    desk.door.read(who)
    found = desk.jobs.find(job, JOB)
    made = found.result.get("replan")
    return ReplanJobSaid(**say_job(found).model_dump(), replan=None if made is None else str(made))


@PROVED.get("/replans/{replan}")
def show_replan(replan: Replan, desk: At, who: Who) -> ReplanFullSaid:
    """Say what a replan changes for whom, who leaves first first, and what has happened by now."""
    state = desk.door.read(who)
    one = _find(state, replan)
    changes = _list_changes(desk, state, replan, one)
    return ReplanFullSaid(
        **_describe(desk, state, replan, one).model_dump(),
        changes=[ChangeSaid(**asdict(change)) for change in changes],
        disruptions=list(find_happened(state).words()),
    )


@PROVED.post("/replans/{replan}/approval", status_code=201)
def approve(replan: Replan, _: DecisionAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Adopt the plan that was proposed, judged again; where something has happened since, propose anew."""
    desk.door.read(who, UseCase.ADOPT_PLAN)
    request = name_request(who, "replan approval", key)
    before = find_before(desk, request)
    if before is not None:
        return answer(before, {"replan": replan})
    _find(desk.door.state(), replan)
    exercise, now = desk.operation.exercise, desk.now_millis()
    approved, _adopted = approve_replan(desk.door, find_shelf(desk), who, replan, exercise, now, request=request)
    return answer(approved, {})


@PROVED.post("/replans/{replan}/refusal", status_code=201)
def refuse(replan: Replan, asked: RefusalAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Refuse it: the adopted plan stands as it was."""
    desk.door.read(who, UseCase.ADOPT_PLAN)
    _find(desk.door.state(), replan)
    request = name_request(who, "replan refusal", key)
    sealed = find_before(desk, request) or refuse_replan(desk.door, who, replan, asked.why, request=request)
    return answer(sealed, {"replan": replan})


def _work(desk: Desk, shelf: PlanShelf, who: ActorId, asked: ReplanAsked, request: str, tell: Tell) -> dict[str, Json]:
    name = f"replan-{secrets.token_hex(NAME_BYTES)}"
    wish = Asked(asked.why, asked.seconds, asked.notice_minutes, no_shows=frozenset(asked.no_shows))
    exercise, now = desk.operation.exercise, desk.now_millis()
    before = find_before(desk, request)  # of an earlier run of the service
    if before is not None:
        return {"replan": before.event.payload["replan"]}
    propose_replan(desk.door, shelf, who, exercise, wish, name, now, tell=tell, request=request)
    return {"replan": name}


def _list_changes(desk: Desk, state: State, replan: str, one: Proposal) -> Sequence[ChangeLine]:
    """Return whom it tells what; the newest ones that were looked at are kept, for a proposal never changes."""
    held = desk.shown_replans
    found = held.get(replan)
    if found is None:
        found = held[replan] = tuple(list_change_lines(find_shelf(desk), state, replan, one))
        for oldest in list(held)[:-SHOWN_KEPT]:
            held.pop(oldest, None)
    return found


def _find(state: State, replan: str) -> Proposal:
    one = state.replans.get(replan)
    if one is None:
        raise HTTPException(404, "no such replan was proposed")
    return one


def _describe(desk: Desk, state: State, name: str, one: Proposal) -> ReplanSaid:
    facts = find_happened(state).digest
    standing = find_standing(one, state.adopted.standing.values(), desk.now_millis(), facts)
    return ReplanSaid(
        replan=name, state=standing, replaces=one.replaces, plan=one.plan, name=one.name, by=one.by, millis=one.millis,
        until_millis=one.until_millis, why=one.why, changed=one.changed, moved=one.moved, left=one.left, gap=one.gap,
        approved_by=one.approved_by or None, refused_by=one.refused_by or None, refused_why=one.refused_why or None,
    )  # fmt: skip
