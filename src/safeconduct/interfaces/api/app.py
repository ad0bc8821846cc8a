"""Build the service of one operation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI

from safeconduct.interfaces.api import (
    cases,
    checkins,
    events,
    join_page,
    log,
    messages,
    operation,
    operators,
    orders,
    passes,
    passkeys,
    places,
    plans,
    registry,
    releases,
    shares,
    telling,
    warnings,
)
from safeconduct.interfaces.api.desk import ApiServices, Shelf, find_operator, open_desk
from safeconduct.interfaces.api.guard import Guard
from safeconduct.interfaces.api.problems import PROBLEMS, answer_problems

ORIGIN = "http://localhost:8000"
OPEN = (operation, operators, passkeys, join_page)
PROVED = (
    operation, operators, passkeys, orders, places, plans, registry, cases, shares, checkins, releases, log, events,
    telling, messages, passes, warnings,
)  # fmt: skip


def build_api(
    services: ApiServices,
    folder: Path,
    vault: Path | None = None,
    shelf: Shelf | None = None,
    origin: str = ORIGIN,
) -> FastAPI:
    """Return the service of the operation in a folder, and of the identities in a vault's, where one is named.

    Of the cases and plans on a shelf, where one is named, operators may adopt. Passkeys are made for `origin`, as a
    browser writes the service's address, and hold at no other.

    The store is opened when the service starts and closed when it ends. One process serves one operation.
    """

    @asynccontextmanager
    async def hold_desk(app: FastAPI) -> AsyncIterator[None]:
        with open_desk(services, folder, vault, shelf, origin) as desk:
            app.state.desk = desk
            yield

    api = FastAPI(
        title="safeconduct",
        description="Run an operation. No answer holds more than one identity.",
        version=version("safeconduct"),
        lifespan=hold_desk,
        openapi_url=None,  # nothing is told to who has not proved themselves; and the pages would load from elsewhere
        docs_url=None,
        redoc_url=None,
    )
    api.add_middleware(Guard)
    answer_problems(api)
    for part in OPEN:
        api.include_router(part.OPEN, responses=PROBLEMS)
    proved = APIRouter(dependencies=[Depends(find_operator)])
    for part in PROVED:
        proved.include_router(part.PROVED)
    api.include_router(proved, responses=PROBLEMS)
    return api
