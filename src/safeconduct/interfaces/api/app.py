"""Build the service of one operation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI

from safeconduct.interfaces.api import events, operation, operators, orders, registry
from safeconduct.interfaces.api.desk import ApiServices, find_operator, open_desk
from safeconduct.interfaces.api.guard import Guard
from safeconduct.interfaces.api.problems import PROBLEMS, answer_problems


def build_api(services: ApiServices, folder: Path, vault: Path | None = None) -> FastAPI:
    """Return the service of the operation in a folder, and of the identities in a vault's, where one is named.

    The store is opened when the service starts and closed when it ends. One process serves one operation.
    """

    @asynccontextmanager
    async def hold_desk(app: FastAPI) -> AsyncIterator[None]:
        with open_desk(services, folder, vault) as desk:
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
    api.include_router(operators.OPEN, responses=PROBLEMS)
    proved = APIRouter(dependencies=[Depends(find_operator)])
    for part in (operation, operators, orders, registry, events):
        proved.include_router(part.PROVED)
    api.include_router(proved, responses=PROBLEMS)
    return api
