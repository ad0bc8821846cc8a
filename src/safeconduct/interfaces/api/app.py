"""Build the service of one operation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI

from safeconduct.interfaces.api import events, join_page, operation, operators, orders, passkeys, registry
from safeconduct.interfaces.api.desk import ApiServices, find_operator, open_desk
from safeconduct.interfaces.api.guard import Guard
from safeconduct.interfaces.api.problems import PROBLEMS, answer_problems

ORIGIN = "http://localhost:8000"


def build_api(services: ApiServices, folder: Path, vault: Path | None = None, origin: str = ORIGIN) -> FastAPI:
    """Return the service of the operation in a folder, and of the identities in a vault's, where one is named.

    Passkeys are made for `origin`, as a browser writes the service's address, and hold at no other.

    The store is opened when the service starts and closed when it ends. One process serves one operation.
    """

    @asynccontextmanager
    async def hold_desk(app: FastAPI) -> AsyncIterator[None]:
        with open_desk(services, folder, vault, origin) as desk:
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
    api.include_router(operation.OPEN, responses=PROBLEMS)
    for open_part in (operators, passkeys, join_page):
        api.include_router(open_part.OPEN, responses=PROBLEMS)
    proved = APIRouter(dependencies=[Depends(find_operator)])
    for part in (operation, operators, passkeys, orders, registry, events):
        proved.include_router(part.PROVED)
    api.include_router(proved, responses=PROBLEMS)
    return api
