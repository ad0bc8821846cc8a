"""Promise that a browser makes a passkey on the page, and logs in by it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from api_site import OFFICER, SERVICES, make_operation
from playwright.sync_api import Error, Page, sync_playwright

import safeconduct
from safeconduct.app.join_operation import invite
from safeconduct.core.operation import Role

pytestmark = pytest.mark.browser
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture
def address(room: Path) -> Iterator[str]:
    """Give the page of an operation that `safeconduct serve` serves."""
    make_operation(room / "op")
    port = random.SystemRandom().randrange(20_000, 60_000)
    command = [sys.executable, "-c", "from safeconduct.wiring import main; main()", "serve", str(room / "op")]
    env = {**os.environ, "PYTHONPATH": str(Path(safeconduct.__file__).parents[1])}
    with subprocess.Popen([*command, "--port", str(port)], env=env, stderr=subprocess.DEVNULL) as served:
        yield f"http://localhost:{port}/join"
        served.terminate()


def submit(page: Page, form: str, **said: str) -> str:
    """Fill a form of the page in, send it, and return what it then tells."""
    for name, value in said.items():
        page.fill(f"#{form} input[name={name}]", value)
    page.click(f"#{form} button")
    told = page.locator("#told")
    until = time.monotonic() + 20
    while told.text_content() == "...":
        assert time.monotonic() < until
        time.sleep(0.02)
    return told.text_content() or ""


def test_a_browser_joins_and_logs_in_by_a_passkey(chromium: str, address: str, room: Path) -> None:
    """A colleague is logged in; the new one's code and device let them in; then the passkey alone logs them in."""
    asked: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=QUIET)
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        until = time.monotonic() + 20
        while True:
            try:
                page.goto(address)
                break
            except Error:
                assert time.monotonic() < until
                time.sleep(0.1)
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True,
            "automaticPresenceSimulation": True, "hasResidentKey": True,
        }  # fmt: skip
        device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        with SERVICES.stores.open(room / "op") as store:
            operator, code = invite(SERVICES.doors(store), OFFICER, [Role.GATE], time.time_ns() // 1_000_000)
        phone = pyotp.parse_uri(SERVICES.second_factors(room / "op", "EXERCISE harbour").enrol(OFFICER))
        assert isinstance(phone, pyotp.TOTP)
        assert submit(page, "login", operator=OFFICER, digits=phone.now()) == f"You are logged in as {OFFICER}."
        assert operator in submit(page, "join", code=code)
        assert submit(page, "login", operator=operator) == f"You are logged in as {operator}."
        token = page.text_content("#token") or ""
        assert SERVICES.sessions(room / "op").find(token, time.time_ns() // 1_000_000) == operator
        assert "no passkey" in submit(page, "login", operator="o-nobody")
        browser.close()
    own = address.removesuffix("/join")
    strange = [one for one in asked if not one.startswith(own) and "401" not in one]
    assert strange == []
