"""Promise that the service runs as a program does: over a socket, until it is stopped, on this machine alone."""

from __future__ import annotations

import asyncio
import time

import httpx
import pytest
from api_site import SERVICES, make_operation
from typer.testing import CliRunner

from safeconduct.interfaces.api import build_api
from safeconduct.interfaces.api.serving import run_server
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services


def test_the_service_answers_over_a_socket(room):
    """Granian serves the very application: health, 401, and a body that is too large."""
    make_operation(room / "op")
    socket = room / "api.sock"

    def ask() -> list[int]:
        with httpx.Client(transport=httpx.HTTPTransport(uds=str(socket)), base_url="http://service") as client:
            answers = [client.get("/health"), client.get("/operation"), client.post("/login", content=b" " * 70_000)]
        return [answer.status_code for answer in answers]

    async def run() -> list[int]:
        task = asyncio.create_task(run_server(build_api(SERVICES, room / "op"), "127.0.0.1", 0, socket))
        until = time.monotonic() + 20
        while not socket.exists() and time.monotonic() < until:
            await asyncio.sleep(0.02)
        found = await asyncio.to_thread(ask)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return found

    assert asyncio.run(run()) == [200, 401, 413]


def test_other_machines_are_not_answered_in_the_clear(room):
    """A host other than this machine takes --i-have-tls; a folder without an operation is said."""
    cli = build_cli(services())
    refused = CliRunner().invoke(cli, ["serve", str(room), "--host", "0.0.0.0"])
    assert refused.exit_code == 2
    assert "--i-have-tls" in refused.output
    nothing = CliRunner().invoke(cli, ["serve", str(room)])
    assert nothing.exit_code == 2
    assert "holds no operation" in nothing.output


def test_a_sync_with_nobody_says_so(room):
    """Where nothing answers, or http would leave the machine, the command says what to do and exits with 2."""
    make_operation(room / "op")
    cli = build_cli(services())
    for url in ("http://laptop-2.example", "https://"):
        made = CliRunner().invoke(cli, ["sync", str(room / "op"), url, "--by", "o1"])
        assert made.exit_code == 2
        assert made.output.startswith("cannot read: ")
