"""Refuse bodies that are too large, let no answer be kept on the way, and let no failure tell what it failed on."""

from __future__ import annotations

import logging

from fastapi import HTTPException
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from safeconduct.interfaces.api.problems import say_problem

LOG = logging.getLogger(__name__)

BODY_BYTES_MAX = 64 * 1024
BUNDLE_BYTES_MAX = 16 * 1024 * 1024
BUNDLES_TO = ("POST", "/events")


class Guard:
    """Stand before every endpoint."""

    def __init__(self, app: ASGIApp) -> None:
        """Name what it stands before."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = BUNDLE_BYTES_MAX if (scope["method"], scope["path"]) == BUNDLES_TO else BODY_BYTES_MAX
        taken, begun = 0, False

        async def take() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise HTTPException(413, f"more than {most:,} bytes: send less at once")
            return message

        async def give(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                headers.setdefault("Cache-Control", "no-store")
                headers["X-Content-Type-Options"] = "nosniff"
            await send(message)

        try:
            await self._app(scope, take, give)
        except Exception as error:  # its words and its traceback may hold anything: neither is logged
            LOG.error("api.failed %s", type(error).__name__)
            if not begun:
                await say_problem(500, "the service failed: nothing of it is acknowledged")(scope, receive, give)
