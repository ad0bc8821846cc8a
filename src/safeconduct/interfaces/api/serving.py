"""Serve an application in this process, and in no other: an operation has one door."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import threading
from pathlib import Path

from fastapi import FastAPI
from granian.constants import Interfaces
from granian.server.embed import Server


def serve(api: FastAPI, host: str = "127.0.0.1", port: int = 8000, socket: Path | None = None) -> None:
    """Serve until SIGINT or SIGTERM comes; on a Unix socket, where one is named. No request is logged."""
    asyncio.run(run_server(api, host, port, socket))


SWITCH_SECONDS = 0.0005
"""So soon a job gives way to who waits to be answered; each answer waits several times."""

CONNECTIONS = 2_048
"""So many may be open at once: each page that listens holds one for as long as it is open."""


async def run_server(api: FastAPI, host: str, port: int, socket: Path | None = None) -> None:
    """Serve until a signal comes, or the task is cancelled."""
    server = Server(
        api, address=host, port=port, uds=socket, interface=Interfaces.ASGI, websockets=False, log_access=False,
        log_enabled=False, backlog=CONNECTIONS, backpressure=CONNECTIONS,
    )  # fmt: skip

    def stop() -> None:
        if (watcher := getattr(api.state, "watcher", None)) is not None:
            watcher.close()  # else the server waits for pages that listen
        server.stop()  # type: ignore[no-untyped-call]

    if threading.current_thread() is threading.main_thread():
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop)
    sys.setswitchinterval(SWITCH_SECONDS)
    settling = asyncio.create_task(_settle(api))
    try:
        await server.serve()
    finally:
        settling.cancel()


async def _settle(api: FastAPI) -> None:
    """Leave what stands once the operation is open out of looking for garbage, which holds everybody up."""
    while not hasattr(api.state, "desk"):
        await asyncio.sleep(0.1)
    gc.collect()
    gc.freeze()
