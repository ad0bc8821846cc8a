"""Run `safeconduct serve --drive` as its own process, and take from it the codes that it prints."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from day_town import DayFolders

BEGIN_SECONDS = 120.0
COMMAND = "from safeconduct.wiring import main; main()"
CODE = re.compile(r"^\s+(o-[a-z]+)\s+(\d{8})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Service:
    """Name where a day is served, and the code that lets each operator in once."""

    address: str
    codes: dict[str, str]
    folders: DayFolders

    @property
    def console(self) -> str:
        """Return the address that a browser is given."""
        return f"{self.address}/console/"


@contextmanager
def serve_day(folders: DayFolders, log: Path) -> Iterator[Service]:
    """Serve a day until the end; nothing that the service says of a failure may be in its log."""
    port = _find_port()
    places = folders.places
    asked = [
        sys.executable, "-c", COMMAND, "serve", places.operation, "--cases", places.cases, "--plans", places.plans,
        "--port", port, "--drive", "--script", folders.script,
    ]  # fmt: skip
    with log.open("wb") as said:
        process = subprocess.Popen([str(one) for one in asked], stdout=said, stderr=said)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, address, log)
        yield Service(address, dict(CODE.findall(log.read_text("utf-8"))), folders)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    wrong = [line for line in log.read_text("utf-8").splitlines() if "Traceback" in line or "failed" in line]
    assert wrong == [], log.read_text("utf-8")[-3000:]


def _find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + BEGIN_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{address}/health").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8")[-3000:])
