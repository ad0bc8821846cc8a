"""Say who holds corridors, tell them of movements by what they need to know alone, and take what they answer."""

from __future__ import annotations

from fastapi import APIRouter

from safeconduct.app.agree_passage import answer_notice, name_corridor, send_notice, withdraw_notice
from safeconduct.app.describe_board import describe_notice
from safeconduct.core.operation import Contact
from safeconduct.core.operation.need_to_know import round_people
from safeconduct.core.record import Json
from safeconduct.interfaces.api.board_models import (
    CorridorAsked,
    NoticeAnswered,
    NoticeAsked,
    NoticeRecorded,
    NoticeSaid,
    NoticesSaid,
)
from safeconduct.interfaces.api.desk import At, Who
from safeconduct.interfaces.api.models import Ident, Recorded
from safeconduct.interfaces.api.paging import After, Most, cut_page
from safeconduct.interfaces.api.repeats import Key, answer, check_same, find_before, name_request

PROVED = APIRouter(tags=["notices"])


@PROVED.post("/corridors", status_code=201)
def corridor(asked: CorridorAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Say who holds a corridor or checkpoint, in place of what this device has heard."""
    request = name_request(who, "corridor", key)
    sealed = find_before(desk, request) or name_corridor(
        desk.door, who, asked.corridor, asked.holders, asked.along, asked.name, request=request
    )
    return answer(sealed, {"corridor": asked.corridor, "holders": sorted(set(asked.holders))})


@PROVED.get("/notices")
def notices(desk: At, who: Who, after: After = "", most: Most = 100) -> NoticesSaid:
    """List the notices and how far each holder is with each; GET /board says which corridors are open."""
    held, now = desk.door.read(who).notices, desk.now_millis()
    names, further = cut_page(held, after, most)
    said = [NoticeSaid.model_validate(describe_notice(name, held[name], now)) for name in names]
    return NoticesSaid(notices=said, next=further)


@PROVED.post("/notices", status_code=201)
def send(asked: NoticeAsked, desk: At, who: Who, key: Key = "") -> NoticeRecorded:
    """Record that a holder is told of a movement; nothing is sent."""
    request = name_request(who, "notice", key)
    sealed = find_before(desk, request) or send_notice(
        desk.door, who, asked.corridor, asked.holder, asked.from_millis, asked.until_millis, asked.people_about,
        asked.vehicles, asked.marking, request=request,
    )  # fmt: skip
    said: dict[str, Json] = {**asked.model_dump(), "people_about": round_people(asked.people_about)}
    recorded = check_same(sealed, said).event
    return NoticeRecorded(event=str(recorded.ident), notice=str(recorded.payload["notice"]))


@PROVED.post("/notices/{notice}/answer", status_code=201)
def answered(notice: Ident, asked: NoticeAnswered, desk: At, who: Who, key: Key = "") -> Recorded:
    """Record what a holder said, in place of what this device has heard from them."""
    request = name_request(who, "notice answer", key)
    sealed = find_before(desk, request) or answer_notice(
        desk.door, who, notice, Contact(asked.answer), asked.valid_minutes, asked.by_word, request=request
    )
    return answer(sealed, {"notice": notice, "answer": asked.answer})


@PROVED.post("/notices/{notice}/withdrawal", status_code=201)
def withdraw(notice: Ident, desk: At, who: Who, key: Key = "") -> Recorded:
    """Record that a notice no longer holds."""
    request = name_request(who, "notice withdrawal", key)
    sealed = find_before(desk, request) or withdraw_notice(desk.door, who, notice, request=request)
    return answer(sealed, {"notice": notice})
