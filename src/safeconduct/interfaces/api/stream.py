"""Tell open pages what has changed, as server-sent events."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import StreamingResponse
from fastapi.security import HTTPAuthorizationCredentials

from safeconduct.core.operation import UseCase, find_roles, may
from safeconduct.core.operation.shown_parts import DRIVEN, list_parts
from safeconduct.core.record import ActorId
from safeconduct.interfaces.api.desk import BEARER, At, Desk, Who
from safeconduct.interfaces.api.watcher import News, Watcher

PROVED = APIRouter(tags=["stream"])
EVENTS = "text/event-stream"
HEARTBEAT_SECONDS = 15.0
SHIFT_SECONDS = 12 * 3600
NEWEST = 2**53
ENDS = "operator.ended"
HERE = b": still here\n\n"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # a proxy is not to gather it up


def find_watcher(request: Request) -> Watcher:
    """Return the watcher of the service that is asked."""
    watcher: Watcher = request.app.state.watcher
    return watcher


@PROVED.get("/stream", response_class=StreamingResponse, responses={200: {"content": {EVENTS: {}}}})
def stream(
    desk: At,
    who: Who,
    watcher: Annotated[Watcher, Depends(find_watcher)],
    given: Annotated[HTTPAuthorizationCredentials, Depends(BEARER)],
    last: Annotated[
        int | None, Header(alias="Last-Event-ID", ge=0, le=NEWEST, description="The `id` of the newest message held.")
    ] = None,
    after: Annotated[int | None, Query(ge=0, le=NEWEST, description="The same, for who can send no header.")] = None,
    seconds: Annotated[
        int, Query(ge=0, le=SHIFT_SECONDS, description="How long to stay; 0 gives what is new and ends.")
    ] = SHIFT_SECONDS,
) -> StreamingResponse:
    """Say at once what is new since a number, and then whatever is, until the session ends.

    A message names kinds of events and the parts of what operators look at that they change, never what happened.
    """
    desk.door.read(who)
    seen = last if last is not None else after
    return StreamingResponse(
        _tell(desk, watcher, who, given.credentials, seen, seconds), media_type=EVENTS, headers=HEADERS
    )


async def _tell(
    desk: Desk, watcher: Watcher, who: ActorId, token: str, seen: int | None, seconds: int
) -> AsyncIterator[bytes]:
    until = time.monotonic() + seconds
    proved = time.monotonic() - random.uniform(0, HEARTBEAT_SECONDS)  # those that came together part
    watcher.pages += 1
    turns = watcher.turns
    try:
        news = News(watcher.newest, frozenset()) if seen is None else await watcher.find_news(seen)
        if seen is not None and desk.exercise is not None:  # turns are not numbered: there may have been some
            news = _add_turn(news)
        yield write_message(news)
        while not watcher.closed and time.monotonic() < until:
            wait = min(HEARTBEAT_SECONDS, until - time.monotonic())
            if await watcher.wait(news.upto, wait, turns):
                news = await watcher.find_news(news.upto)
                if turns != watcher.turns:
                    news, turns = _add_turn(news), watcher.turns
                yield write_message(news)
            else:
                yield HERE
            if ENDS in news.kinds or time.monotonic() - proved >= HEARTBEAT_SECONDS:
                if not await asyncio.to_thread(_is_proved, desk, who, token):
                    return
                proved = time.monotonic()
    finally:
        watcher.pages -= 1


def _add_turn(news: News) -> News:
    return News(news.upto, news.kinds | {DRIVEN})


def _is_proved(desk: Desk, who: ActorId, token: str) -> bool:
    """Tell whether the session still stands, and its operator may still see the state."""
    same = desk.sessions.find(token, desk.wall_millis()) == who
    return same and may(find_roles(desk.door.state().operators, who), UseCase.READ_STATE)


@lru_cache(maxsize=256)
def write_message(news: News) -> bytes:
    """Return the message; pages that have seen the same are told the same.

    >>> write_message(News(17, frozenset({"pass.used"}))).decode().splitlines()[:2]
    ['id: 17', 'event: changed']
    """
    said = {"seq": news.upto, "kinds": sorted(news.kinds), "parts": list_parts(news.kinds)}
    return f"id: {news.upto}\nevent: changed\ndata: {json.dumps(said, separators=(',', ':'))}\n\n".encode()
