"""Ask for releases, and approve those of others."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from safeconduct.app.approve_release import approve_release
from safeconduct.app.ask_release import ask_release
from safeconduct.core.operation import Release
from safeconduct.interfaces.api.act_models import (
    ApprovalAsked,
    ReleaseAsked,
    ReleaseRecorded,
    ReleaseSaid,
    ReleasesSaid,
)
from safeconduct.interfaces.api.desk import At, Who
from safeconduct.interfaces.api.models import Ident, Recorded
from safeconduct.interfaces.api.paging import After, Most, cut_page
from safeconduct.interfaces.api.repeats import Key, answer, check_same, find_before, name_request

PROVED = APIRouter(tags=["releases"])
HOUR_MILLIS = 3_600_000


@PROVED.get("/releases")
def list_releases(desk: At, who: Who, after: After = "", most: Most = 100) -> ReleasesSaid:
    """List what was asked to leave; the count of what waits is not told, so that who approves it counts."""
    known = desk.door.read(who).releases
    names, further = cut_page(known, after, most)
    now = desk.now_millis()
    return ReleasesSaid(releases=[_describe(name, known[name], now) for name in names], next=further)


@PROVED.post("/releases", status_code=201)
def ask(asked: ReleaseAsked, desk: At, who: Who, key: Key = "") -> ReleaseRecorded:
    """Ask for a mass warning or a disclosure to leave: another person approves the very same content and count."""
    request = name_request(who, "release", key)
    expires = desk.now_millis() + int(asked.hours * HOUR_MILLIS)
    sealed = find_before(desk, request) or ask_release(
        desk.door, who, asked.what, asked.content, asked.count, expires, request=request
    )
    check_same(sealed, {"what": asked.what, "content": asked.content, "count": asked.count})
    return ReleaseRecorded(event=str(sealed.event.ident), release=str(sealed.event.payload["release"]))


@PROVED.post("/releases/{release}/approval", status_code=201)
def approve(release: Annotated[Ident, Path()], asked: ApprovalAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Approve what somebody else asked for: what you have read, by its digest, and how many you say it reaches."""
    request = name_request(who, "approval", key)
    sealed = find_before(desk, request) or approve_release(
        desk.door, who, release, asked.content, asked.count, signature=asked.signature, request=request
    )
    return answer(sealed, {"release": release, "content": asked.content, "count": asked.count})


def _describe(name: str, one: Release, now_millis: int) -> ReleaseSaid:
    return ReleaseSaid(
        release=name,
        what=one.what,
        content=one.content,
        count=one.count if one.approved_by else None,
        asked_by=one.asked_by,
        approved_by=one.approved_by,
        expires_millis=one.expires_millis,
        standing=one.standing_at(now_millis),
    )
