"""Go through a whole day at the real console on the real service: by mouse, by keys alone, and on PostgreSQL."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from day_hands import WATCH, Hands, Keyboard, Mouse
from day_service import Service, serve_day
from day_steps import Day, Look, go_through, log_in
from day_town import APPROVER, OFFICER, list_told, prepare_town
from playwright.sync_api import Browser, Page, expect
from test_console_browser import _find_violations, _miss, browser

from store_cluster import NEWEST_FIRST, run_cluster

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
__all__ = ["browser"]
SHOTS = os.environ.get("MANUAL_SHOTS", "")
MOST_MILLIS = 20_000  # on a machine with much else to do


@contextmanager
def _open_day(browser: Browser, service: Service, hands: type[Mouse] | type[Keyboard], look: Look) -> Iterator[Day]:
    """Let two people log in, one by the exercise's code, one by the phone; in the end no page has failed."""
    wrong: list[str] = []

    def enter(operator: str, digits: str) -> Hands:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.set_default_timeout(MOST_MILLIS)
        page.add_init_script(WATCH)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("response", lambda said: wrong.append(f"{said.status} {said.url}") if said.status >= 500 else None)
        log_in(page, service.console, operator, digits)
        return hands(page)

    expect.set_options(timeout=MOST_MILLIS)
    officer = enter(OFFICER, service.codes[OFFICER])
    approver = enter(APPROVER, service.folders.read_phone())
    yield Day(service, officer, approver, look)
    for one in (officer, approver):
        one.page.context.close()
    assert wrong == []


@contextmanager
def _serve(folder: Path, store: str) -> Iterator[Service]:
    with ExitStack() as held:
        address = ""
        if store == "postgresql":
            if not NEWEST_FIRST:
                _miss("PostgreSQL is not installed (make database)")
            address = held.enter_context(run_cluster()).make_database()
        yield held.enter_context(serve_day(prepare_town(folder, address), folder / "service.log"))


def _see_nothing(_page: Page, _name: str) -> None:
    """Look at nothing."""


class Eye:
    """Look for what breaks a rule of access, and keep what each view looks like where a folder is named for it."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def look(self, page: Page, name: str) -> None:
        self.wrong += [f"{name}: {one}" for one in _find_violations(page)]
        if SHOTS:
            for width, height in ((1280, 900), (390, 844)):
                page.set_viewport_size({"width": width, "height": height})
                page.evaluate("scrollTo(0, 0)")  # else the head that stays in sight stands in the midst
                page.wait_for_timeout(700)  # the map
                Path(SHOTS).mkdir(parents=True, exist_ok=True)
                page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
            page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_a_day_by_mouse(browser: Browser, tmp_path: Path, store: str) -> None:
    """Reports in, picture, plan, GO, told, warned by two, answered, a gate closes, replanned, told again, enough?

    Only whose instruction changed is told again; axe finds nothing on any page.
    """
    eye = Eye()
    with _serve(tmp_path, store) as service:
        begun = time.monotonic()
        with _open_day(browser, service, Mouse, eye.look if store == "sqlite" else _see_nothing) as day:
            print(go_through(day))
        print(f"{store}: {time.monotonic() - begun:.1f} s")
        assert list_told(service.folders.places.operation) == ["P1", "P2", "P3", "P4", "P1"]
    assert eye.wrong == []


def test_a_day_by_keys_alone(browser: Browser, tmp_path: Path) -> None:
    """The same day, with no mouse and no finger."""
    with _serve(tmp_path, "sqlite") as service:
        begun = time.monotonic()
        with _open_day(browser, service, Keyboard, _see_nothing) as day:
            print(go_through(day))
            assert [one.page.evaluate("byMouse") for one in (day.officer, day.approver)] == [0, 0]
        print(f"keys: {time.monotonic() - begun:.1f} s")
        assert list_told(service.folders.places.operation) == ["P1", "P2", "P3", "P4", "P1"]
