"""Promise that the console's view of warnings works on the very service: from draft to correction, by two people."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from api_site import OFFICER, OPERATORS, SERVICES, make_operation
from console_stub import BUILT
from judge_town import make_case, make_plan
from playwright.sync_api import Browser, Page, expect, sync_playwright

from safeconduct.app.adopt_plan import adopt_plan
from safeconduct.core.operation import Role

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
RUN = "from safeconduct.wiring import main; main()"
CHANNELS = '[channel.text]\nkind = "letters"\ncontact = "sms"\nfolder = "out"\ncost = 0.25\n'
MOST_MILLIS = 30_000


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Serve an exercise with an adopted plan and a party by the post; skip where no console was built."""
    if not (BUILT / "index.html").is_file() or shutil.which("chromium") is None:
        missing = "the console was not built, or chromium is not here (make console)"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    case, folder = make_case(), tmp_path / "op"
    make_operation(folder)
    SERVICES.cases.write(case, tmp_path / "cases" / "town")
    SERVICES.plans.write(make_plan(case), case.utc_offset_seconds, tmp_path / "plans" / "first")
    (folder / "channels.toml").write_text(CHANNELS)
    with SERVICES.stores.open(folder) as store:
        door = SERVICES.doors(store)
        town = tmp_path / "cases" / "town", tmp_path / "plans" / "first"
        adopt_plan(door, SERVICES.cases, SERVICES.plans, OFFICER, *town, True)
        place = {"lon": 0.0135, "lat": 0.0, "precision_metres": 100.0}
        said = {"party": "P-one", "organisation": "north", "size": 40, "place": place, "channels": ["sms"]}
        door.act(OFFICER, "party.registered", said)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    shelf = ("--cases", str(tmp_path / "cases"), "--plans", str(tmp_path / "plans"))
    running = subprocess.Popen(
        [sys.executable, "-c", RUN, "serve", str(folder), *shelf, "--port", str(port)], stdout=subprocess.DEVNULL
    )
    address, until = f"http://127.0.0.1:{port}", time.monotonic() + 60
    while not _answers(address) and time.monotonic() < until:
        time.sleep(0.1)
    yield address
    running.terminate()
    running.wait(20)


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health").is_success
    except httpx.TransportError:
        return False


def _start(folder: Path, role: Role) -> str:
    return SERVICES.sessions(folder).start(OPERATORS[role], time.time_ns() // 1_000_000)


def _enter(browser: Browser, address: str, folder: Path, role: Role, view: str) -> Page:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(MOST_MILLIS)
    for name, value in (("token", _start(folder, role)), ("operator", OPERATORS[role])):
        context.add_init_script(f"sessionStorage.setItem('safeconduct.{name}', '{value}')")
    page = context.new_page()
    page.goto(f"{address}/console/#/{view}")
    return page


def test_two_people_warn_and_correct_in_the_console(served: str, tmp_path: Path) -> None:
    """One drafts around a site and asks; another types the count and approves; it is sent, corrected, and withdrawn."""
    folder = tmp_path / "op"
    expect.set_options(timeout=MOST_MILLIS)

    def list_states() -> dict[str, str]:
        headers = {"Authorization": f"Bearer {_start(folder, Role.GATE)}"}
        return {row["warning"]: row["state"] for row in httpx.get(f"{served}/warnings", headers=headers).json()}

    with sync_playwright() as playwright:
        how = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=how)
        officer = _enter(browser, served, folder, Role.DUTY_OFFICER, "warnings?new=yes")
        officer.get_by_label("Which place?").select_option("C")
        officer.locator("#w-metres").fill("700")
        officer.get_by_label("What is the area called?").fill("North post")
        officer.get_by_label("How many people are there?").fill("49")
        officer.get_by_role("button", name="Draft it").click()
        officer.get_by_role("button", name="Ask for its release").click()
        expect(officer.get_by_role("button", name="Approve it")).to_be_disabled()
        (name,) = list_states()
        approver = _enter(browser, served, folder, Role.APPROVER, f"warnings?item={name}")
        approver.get_by_label("How many people does it reach?").fill("49")
        approver.get_by_role("button", name="Approve it").click()
        officer.get_by_role("button", name="Send it now").click()
        officer.get_by_role("button", name="Correct it").click()
        officer.get_by_role("button", name="Draft the correction").click()
        expect(officer.get_by_role("button", name="Ask for its release")).to_be_visible()
        assert list_states() == {name: "sent", f"{name}.2": "draft"}
        approver.get_by_role("button", name="Withdraw it now").click()
        expect(approver.locator("dl").get_by_text("over")).to_be_visible()
        assert list_states() == {name: "ended", f"{name}.2": "draft", f"{name}.c": "sent"}
        browser.close()
