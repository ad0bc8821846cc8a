"""Answer a typed code with its page, and everything else with the page that has the field."""

from __future__ import annotations

import gzip
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

from fastapi import FastAPI, Request, Response

from safeconduct.app.ports import PageFront, PageShelf
from safeconduct.core.basics import StoreError
from safeconduct.core.instructions.reach import read_code
from safeconduct.interfaces.api.pages.guesses import Guesses, GuessLimit

LOG = logging.getLogger(__name__)

BODY_BYTES_MOST = 512
SWEEP_SECONDS = 600.0


def build_pages(
    shelf: PageShelf, front: PageFront, limit: GuessLimit | None = None, behind_proxy: bool = False,
    clock: Callable[[], float] = time.time,
) -> FastAPI:  # fmt: skip
    """Return the service of the neutral page.

    It sets no cookie, sends nobody elsewhere, names no version and logs no request. Every answer has the same headers
    and, but for very long pages, the same length. `behind_proxy` takes the address of who asks from the last entry of
    X-Forwarded-For, which the proxy must set.
    """
    guesses = Guesses(limit or GuessLimit())
    swept = clock()

    @asynccontextmanager
    async def hold(_: FastAPI) -> AsyncIterator[None]:
        shelf.remove_old(clock())
        yield
        shelf.close()

    pages = FastAPI(lifespan=hold, openapi_url=None, docs_url=None, redoc_url=None)
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": front.policy,
        "Content-Type": "text/html; charset=utf-8",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }

    def answer(request: Request, page: bytes, status: int = 200) -> Response:
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(page, status, {**headers, "Content-Encoding": "gzip"})
        return Response(gzip.decompress(page), status, headers)

    def find(request: Request, body: bytes) -> tuple[bytes, int]:
        typed = parse_qs(body.decode("ascii", "replace")).get("c", [""])[0]
        code = read_code(typed)
        if code is None:
            return front.unknown, 200
        now, address = clock(), _address(request, behind_proxy)
        if not guesses.may_try(address, now):
            return front.later, 429
        page = shelf.take(code, now)
        if page is None:
            guesses.note_wrong(address, now)
            return front.unknown, 200
        return page, 200

    @pages.get("/")
    async def show_field(request: Request) -> Response:
        return answer(request, front.first)

    @pages.post("/")
    async def show_page(request: Request) -> Response:
        nonlocal swept
        if clock() - swept > SWEEP_SECONDS:
            swept = clock()
            shelf.remove_old(swept)
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > BODY_BYTES_MOST:
                return answer(request, front.unknown)
        try:
            return answer(request, *find(request, body))
        except StoreError:
            LOG.error("page.store_failed")
            return answer(request, front.later, 503)

    return pages


def _address(request: Request, behind_proxy: bool) -> str:
    if behind_proxy:
        return request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return request.client.host if request.client else ""
