"""Show what parties would be told, and tell them: the plan, a STOP or HOLD, or that nothing changed."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from safeconduct.app.name_instruction_key import find_signer
from safeconduct.app.preview_messages import Preview
from safeconduct.app.queue_messages import AT_ONCE, find_queued
from safeconduct.app.set_order import set_order, stop
from safeconduct.app.tell_plan import Telling as PlanTelling
from safeconduct.app.tell_plan import compose_telling, tell_plan
from safeconduct.app.tell_silent import compose_no_change, tell_no_change
from safeconduct.app.tell_stop import BriefTelling, Means, compose_stop, tell_stop
from safeconduct.core.basics import SafeconductError
from safeconduct.core.delivery import About
from safeconduct.core.instructions import Direction
from safeconduct.core.operation import Level, UseCase, list_plans
from safeconduct.core.operation.telling import find_unadopted
from safeconduct.core.record import ActorId, Event
from safeconduct.interfaces.api.desk import At, Desk, Who
from safeconduct.interfaces.api.models import Subject
from safeconduct.interfaces.api.repeats import Key, check_same, find_before, name_request
from safeconduct.interfaces.api.tell_models import (
    LeftOutSaid,
    PreviewSaid,
    SilentHours,
    TellAsked,
    Telling,
    TellRecorded,
    TongueSaid,
    UntoldSaid,
)

PROVED = APIRouter(tags=["telling"])
HOURS = 6.0
IDENT_BYTES = 8
ORDERS = {"stop": About.STOP, "hold": About.HOLD}
ABOUT = {"plan": About.INSTRUCTION, "silent": About.NO_CHANGE}
NEEDS = {"plan": UseCase.INSTRUCT, "silent": UseCase.SEND_MESSAGE}


@PROVED.get("/tell/preview")
def preview(
    desk: At,
    who: Who,
    what: Annotated[Telling, Query()] = "plan",
    subject: Annotated[Subject, Query()] = "everybody",
    silent_hours: Annotated[SilentHours, Query()] = HOURS,
) -> PreviewSaid:
    """Show who would be told what, by what, and at what cost; nothing leaves."""
    if what in ORDERS:
        return _show(desk, _compose_order(desk, who, ORDERS[what], subject).preview, None)
    if what == "silent":
        return _show(desk, _compose_silent(desk, who, silent_hours).preview, None)
    telling = _compose_plan(desk, who)
    return _show(desk, telling.preview, telling.plan)


@PROVED.post("/tell", status_code=201)
def tell(asked: TellAsked, desk: At, who: Who, key: Key = "") -> TellRecorded:
    """Tell: a plan or "no change" to as many parties as the preview counted; a STOP or HOLD to all, at once."""
    request = name_request(who, "tell", key or secrets.token_hex(IDENT_BYTES))
    if asked.what in ORDERS:
        return _tell_order(asked, desk, who, request)
    desk.door.read(who, NEEDS[asked.what])
    if asked.count is None:
        raise HTTPException(422, "say in `count` how many parties the preview counts")
    with desk.tell.one_at_a_time:
        done = find_queued(desk.store, request)
        if not _is_whole(done, ABOUT[asked.what], asked.count):
            _tell_rest(asked, desk, who, request, len(done))
            done = find_queued(desk.store, request)
    return _count(done, None)


def _tell_rest(asked: TellAsked, desk: Desk, who: ActorId, request: str, after: int) -> None:
    """Queue what is not queued yet, if that is as many as were asked for."""
    if asked.what == "silent":
        brief = _compose_silent(desk, who, asked.silent_hours or HOURS)
        _check_count(brief.preview, asked, after)
        tell_no_change(desk.door, who, brief, request, after=after)
        return
    telling = _compose_plan(desk, who)
    _check_count(telling.preview, asked, after)
    signer = find_signer(desk.door, who, desk.tell.keys, desk.tell.folder)
    tell_plan(
        desk.door, who, signer, desk.operation, telling, desk.now_millis() // 1000, request=request, after=after
    )  # fmt: skip


def _tell_order(asked: TellAsked, desk: Desk, who: ActorId, request: str) -> TellRecorded:
    """Set the order before anything else is looked at, then tell all whom this request has not told yet."""
    about, before = ORDERS[asked.what], find_before(desk, request)
    if before is not None:
        check_same(before, {"subject": asked.subject})
        if (before.event.kind == "order.stopped") != (about is About.STOP):
            raise HTTPException(422, "this Idempotency-Key was used for something else: take a new one")
        order = before
    elif about is About.STOP:
        order = stop(desk.door, who, asked.subject, asked.why, request=request)
    else:
        order = set_order(desk.door, who, asked.subject, Level.HOLD, asked.why, request=request)
    name = str(order.event.ident)
    try:
        done = find_queued(desk.store, request)
        if len(done) % AT_ONCE == 0:
            told = {str(event.payload["party"]) for event in done}
            brief = _compose_order(desk, who, about, asked.subject)
            rest = replace(brief, told=tuple(one for one in brief.told if one[0].party not in told))
            tell_stop(desk.door, who, rest, request, after=len(done))
            done = find_queued(desk.store, request)
    except SafeconductError as error:
        said = f"{about.value.upper()} is on record as {name}, but not everybody is told: {error}"
        raise HTTPException(503, said) from error
    return _count(done, name)


def _compose_plan(desk: Desk, who: ActorId) -> PlanTelling:
    standing = list_plans(desk.door.read(who, UseCase.INSTRUCT).adopted)
    if len(standing) != 1:
        raise HTTPException(409, find_unadopted(desk.door.read(who), who, "", 0))
    if desk.tell.adopted is None:
        raise HTTPException(503, "this service reaches no plans: start it with --cases and --plans")
    found = desk.tell.adopted.find(standing[0])
    if found is None:
        raise HTTPException(404, "the adopted plan and its case, as they were adopted, are not among those here")
    return compose_telling(
        desk.door, who, desk.operation.exercise, found.case, found.plan, desk.tell.words(), desk.tell.rules(),
        desk.tell.secret(), _draw, desk.now_millis() / 1000,
    )  # fmt: skip


def _compose_silent(desk: Desk, who: ActorId, hours: float) -> BriefTelling:
    return compose_no_change(desk.door.read(who), hours, _find_means(desk), desk.now_millis())


def _compose_order(desk: Desk, who: ActorId, about: About, subject: str) -> BriefTelling:
    return compose_stop(desk.door.read(who), about, subject, _find_means(desk), desk.now_millis())


def _find_means(desk: Desk) -> Means:
    return Means(desk.operation.exercise, desk.tell.words(), desk.tell.rules(), desk.tell.secret(), _draw)


def _draw() -> str:
    return f"t{secrets.token_hex(IDENT_BYTES)}"


def _is_whole(done: list[Event], about: About, count: int) -> bool:
    """Tell whether a request has queued all that it asked for; raise 422 where it asked for something else."""
    if any(event.payload["about"] != about.value for event in done) or len(done) > count:
        raise HTTPException(422, "this Idempotency-Key was used for something else: take a new one")
    if len(done) % AT_ONCE and len(done) != count:
        raise HTTPException(422, "this Idempotency-Key was used for something else: take a new one")
    return bool(done) and len(done) == count


def _check_count(shown: Preview, asked: TellAsked, after: int) -> None:
    if asked.count != shown.recipients + after:
        raise HTTPException(409, "this is not the number of recipients; nothing was queued: look at the preview again")


def _count(done: list[Event], order: str | None) -> TellRecorded:
    sms = sum(count for event in done if isinstance(count := event.payload["count"], int))
    return TellRecorded(queued=len(done), sms=sms, events=len(done) + (order is not None), order=order)


def _show(desk: Desk, shown: Preview, plan: str | None) -> PreviewSaid:
    words, rules = desk.tell.words(), desk.tell.rules()
    spoken = {line.language: words.of(line.language) for line in shown.languages}
    return PreviewSaid(
        parties=shown.recipients,
        people=shown.people,
        sms=shown.parts,
        cost=shown.cost if any(rule.cost for rule in rules.values()) else None,
        by_channel={line.channel: line.parties for line in shown.channels},
        by_language=[
            TongueSaid(
                language=line.language,
                name=spoken[line.language].name,
                rtl=spoken[line.language].direction is Direction.RTL,
                parties=line.parties,
                reviewed=not line.drafted,
                text="\n".join(line.sample),
                parts=len(line.sample),
            )
            for line in shown.languages
        ],
        nobody=[UntoldSaid(district=one.place, parties=one.parties, people=one.people) for one in shown.nobody],
        left_out=[LeftOutSaid(why=why, parties=count) for why, count in shown.not_told.items()],
        plan=plan,
    )
