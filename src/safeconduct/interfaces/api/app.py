"""Build the service of one operation."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI, HTTPException

from safeconduct.app.standing_plan import choose_adopted
from safeconduct.core.basics import SafeconductError
from safeconduct.interfaces.api import (
    board,
    cases,
    checkins,
    console,
    events,
    exercise,
    feed,
    join_page,
    log,
    map,
    messages,
    movements,
    notices,
    operation,
    operators,
    orders,
    passes,
    passkeys,
    places,
    plans,
    registry,
    releases,
    replans,
    schema,
    shares,
    stream,
    sufficiency,
    telling,
    threat,
    today,
    warnings,
)
from safeconduct.interfaces.api.desk import ApiServices, Desk, Drive, Shelf, find_operator, open_desk
from safeconduct.interfaces.api.guard import Guard
from safeconduct.interfaces.api.metrics import offer_metrics
from safeconduct.interfaces.api.packs import Packs
from safeconduct.interfaces.api.problems import PROBLEMS, answer_problems
from safeconduct.interfaces.api.watcher import Watcher, call_soon, watch_record

ADOPTED = "plan.adopted"
LOOK_SECONDS = 3600.0
VIEWS = (map.warm, movements.warm, threat.warm)
ORIGIN = "http://localhost:8000"
OPEN = (operation, operators, passkeys, join_page, console, feed)
PROVED = (
    operation, operators, passkeys, orders, places, plans, replans, registry, cases, shares, checkins, board, notices,
    telling, messages, passes, releases, log, exercise, events,
    sufficiency, stream, today, map, threat, movements, warnings, schema,
)  # fmt: skip


def warm_views(desk: Desk, packs: Packs) -> None:
    """Make what pages show of the plan that stands, so that the first page need not wait for it."""
    adopted = choose_adopted(desk.door.state())
    if adopted is not None:
        with suppress(SafeconductError, HTTPException):  # said to whoever asks
            for warm in VIEWS:
                warm(desk, adopted, packs)


async def keep_warm(desk: Desk, packs: Packs, watcher: Watcher) -> None:
    """Make it now, and anew whenever another plan is adopted, until the watcher is closed."""
    seen, kinds = watcher.newest, frozenset({ADOPTED})
    while not watcher.closed:
        if ADOPTED in kinds:
            await asyncio.to_thread(warm_views, desk, packs)
        if await watcher.wait(seen, LOOK_SECONDS) and not watcher.closed:
            news = await watcher.find_news(seen)
            seen, kinds = news.upto, news.kinds
        else:
            kinds = frozenset()


def build_api(
    services: ApiServices,
    folder: Path,
    vault: Path | None = None,
    shelf: Shelf | None = None,
    origin: str = ORIGIN,
    drive: Drive | None = None,
    *,
    metrics: bool = False,
) -> FastAPI:
    """Return the service of the operation in a folder, and of the identities in a vault's, where one is named.

    Of the cases and plans on a shelf, where one is named, operators may adopt. Passkeys are made for `origin`, as a
    browser writes the service's address, and hold at no other. `drive` says how the clock of an exercise is driven; a
    live operation has no such clock, and the service does not start with one. With `metrics` all who reach it hear how
    much it does.

    The store is opened when the service starts and closed when it ends. One process serves one operation.
    """

    @asynccontextmanager
    async def hold_desk(app: FastAPI) -> AsyncIterator[None]:
        with open_desk(services, folder, vault, shelf, origin, drive) as desk:
            async with watch_record(desk.store, desk.door) as watcher:
                app.state.desk, app.state.watcher = desk, watcher
                if desk.exercise is not None:
                    loop = asyncio.get_running_loop()
                    desk.exercise.listen(lambda: call_soon(loop, watcher.turn))
                if counts is not None:
                    desk.door.listen(counts.count_append)
                warming = asyncio.create_task(keep_warm(desk, app.state.packs, watcher))
                yield
                watcher.close()
                await asyncio.wait([warming])

    api = FastAPI(
        title="safeconduct",
        description="Run an operation. No answer holds more than one identity.",
        version=version("safeconduct"),
        lifespan=hold_desk,
        openapi_url=None,  # nothing is told to who has not proved themselves; and the pages would load from elsewhere
        docs_url=None,
        redoc_url=None,
    )
    api.state.packs = Packs()
    api.add_middleware(Guard)
    counts = offer_metrics(api) if metrics else None
    answer_problems(api)
    for part in OPEN:
        api.include_router(part.OPEN, responses=PROBLEMS)
    api.include_router(orders.APART, responses=PROBLEMS)  # it asks for the session itself
    proved = APIRouter(dependencies=[Depends(find_operator)])
    for part in PROVED:
        proved.include_router(part.PROVED)
    api.include_router(proved, responses=PROBLEMS)
    return api
