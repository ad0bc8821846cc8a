"""Look at the built console in Debian's Chromium: each view, wide and narrow, with and without a link."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from console_stub import BUILT, ROOT, TOKEN, Stub, serve
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
HOW = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
SIZES = {"wide": (1280, 900), "phone": (390, 844)}
MOST_MILLIS = 10_000
PAINTED = """Object.fromEntries(performance.getEntriesByType('mark')
    .filter((one) => one.name.endsWith('-painted')).map((one) => [one.name, one.startTime]))"""


def _miss(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}, and CI must have it")
    pytest.skip(what)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one browser for all of it."""
    if not (BUILT / "index.html").is_file():
        _miss("the console was not built (make console)")
    if not AXE.is_file():
        _miss("axe-core is not here (make console)")
    chromium = shutil.which("chromium")
    if chromium is None:
        _miss("chromium is not here (apt-get install chromium)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(HOW))
        yield running
        running.close()


@pytest.fixture(scope="module")
def views(browser: Browser) -> list[str]:
    """Name the views as the menu of an exercise has them."""
    with serve(Stub()) as address:
        page = _enter(browser, address, "wide")
        found = [link.get_attribute("href") or "" for link in page.locator("nav a").all()]
        page.context.close()
    return [one.removeprefix("#/") for one in found]


def _enter(browser: Browser, address: str, size: str, view: str = "today", scheme: Any = "light") -> Page:
    wide, high = SIZES[size]
    page = browser.new_context(viewport={"width": wide, "height": high}, color_scheme=scheme).new_page()
    page.set_default_timeout(MOST_MILLIS)
    page.goto(f"{address}#/{view}")
    page.get_by_label("Your operator id").fill("o1a2b3c4")
    page.get_by_label("Six digits of your phone").fill("123456")
    page.keyboard.press("Enter")
    page.locator(".frame main h1").wait_for()
    expect(page.get_by_text("Asking the service")).to_have_count(0)
    return page


def _find_violations(page: Page) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{one['id']}: {node['target']} {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(
    ("wide", "phone"), [("light", "dark"), pytest.param("dark", "light", marks=pytest.mark.promises)]
)
def test_no_view_breaks_a_rule_of_access(browser: Browser, views: list[str], wide: Any, phone: Any) -> None:
    """axe finds nothing in any view, with something chosen; nothing overflows, at 320 px neither; nothing fails."""
    assert len(views) >= 11
    with serve(Stub()) as address:
        page = _enter(browser, address, "wide", scheme=wide)
        wrong: list[str] = []
        page.on("console", lambda one: wrong.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        for view in views:
            page.goto(f"{address}#/{view}")
            page.locator("main h1").wait_for()
            page.wait_for_timeout(150)
            expect(page.get_by_text("Asking the service")).to_have_count(0)
            chooser = page.locator("main button.cell")
            if view != "today" and chooser.count():
                chooser.first.click()
            expect(page.get_by_text("Asking the service")).to_have_count(0)
            for scheme, size in ((wide, SIZES["wide"]), (phone, SIZES["phone"]), (phone, (320, 640))):
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": size[0], "height": size[1]})
                if size[0] != 320:
                    wrong += [f"{view} at {size[0]} px: {one}" for one in _find_violations(page)]
                if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                    wrong.append(f"{view} overflows at {size[0]} px")
                expect(page.locator("header .stop")).to_be_in_viewport(ratio=1)
        page.context.close()
    assert wrong == []


def test_stop_takes_one_person_and_keys_alone(browser: Browser) -> None:
    """`s`, a reason and Enter stop everybody; the act has a key, and the page shows the order without being asked."""
    stub = Stub()
    with serve(stub) as address:
        page = _enter(browser, address, "wide")
        expect(page.get_by_text("GO stands over everybody")).to_be_visible()
        page.locator("main").focus()
        page.keyboard.press("s")
        page.get_by_label("Why?").focus()
        page.keyboard.type("shots at the gate")
        page.keyboard.press("Enter")
        expect(page.locator("dialog[open]").get_by_text("On record as laptop-1:")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_text("STOP stands over everybody")).to_be_visible()
        [(path, body, key)] = [one for one in stub.posted if one[0] == "/stop"]
        assert (path, body) == ("/stop", {"subject": "everybody", "why": "shots at the gate"})
        assert len(key) == 32
        page.context.close()


def test_without_a_link_nothing_goes_away_and_stop_waits(browser: Browser) -> None:
    """With the network cut what was loaded stays with its age; STOP waits and goes out once; other acts are refused."""
    stub = Stub()
    with serve(stub) as address:
        page = _enter(browser, address, "wide", "plan?tab=replans&item=r1")
        expect(page.get_by_role("button", name="Approve: adopt this plan")).to_be_visible()
        stub.tell("log")
        page.wait_for_timeout(300)
        page.context.set_offline(True)
        page.get_by_role("alert").filter(has_text="No link since").wait_for()
        expect(page.get_by_text("It may have changed since").first).to_be_visible()
        page.get_by_label("I have read what changes for whom.").check()
        expect(page.get_by_role("button", name="Approve: adopt this plan")).to_be_disabled()
        page.keyboard.press("Escape")
        page.locator("header .stop").click()
        page.get_by_role("button", name="STOP EVERYBODY").click()
        expect(page.locator("dialog[open]").get_by_text("NOT SENT YET")).to_be_visible()
        assert not stub.posted or all(path != "/stop" for path, _, _ in stub.posted)
        page.locator("dialog[open]").get_by_role("button", name="Close").click()
        expect(page.get_by_text("1 not sent yet", exact=True)).to_be_visible()
        stub.tell("plan")
        page.context.set_offline(False)
        expect(page.get_by_text("1 not sent yet")).to_have_count(0)
        assert [path for path, _, _ in stub.posted if path == "/stop"] == ["/stop"]
        assert stub.seen_ids[-1] == "1", "the stream is taken up where it broke"
        page.context.close()


def test_the_address_restores_what_was_shown(browser: Browser) -> None:
    """A link to a square at an hour shows that square at that hour."""
    stub = Stub()
    hour = stub.now_millis + 5 * 3_600_000
    with serve(stub) as address:
        page = _enter(browser, address, "wide", f"threat?item=c25&hour={hour}")
        expect(page.locator("tr.chosen")).to_contain_text("c25")
        page.get_by_role("button", name="An hour later").click()
        assert f"hour={hour + 3_600_000}" in page.url
        page.reload()
        expect(page.locator("tr.chosen")).to_contain_text("c25")
        assert f"hour={hour + 3_600_000}" in page.url
        page.context.close()


def test_eight_thousand_rows_are_walked_by_keys(browser: Browser) -> None:
    """End and Home reach the last and the first of 8,000 parties, with few rows drawn."""
    with serve(Stub(parties=8000)) as address:
        page = _enter(browser, address, "wide", "plan")
        page.locator("button.cell").first.focus()
        page.keyboard.press("End")
        expect(page.locator("button.cell:focus")).to_be_visible()
        last = page.locator("tr", has=page.locator("button.cell:focus"))
        assert last.get_attribute("aria-rowindex") == "8001"
        page.keyboard.press("Home")
        expect(page.locator("tr", has=page.locator("button.cell:focus"))).to_have_attribute("aria-rowindex", "2")
        assert page.locator("main tbody tr").count() < 120
        page.context.close()


@pytest.mark.promises
def test_the_first_sight_of_a_city_takes_three_seconds(browser: Browser) -> None:
    """34,000 links and 8,000 parties are painted, and listed, within 3 s of the page's start: the median of five."""
    stub = Stub(parties=8000, links=34_000)
    taken: list[float] = []
    with serve(stub) as address:
        for _ in range(5):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.add_init_script(f"sessionStorage.setItem('safeconduct.token', '{TOKEN}')")
            page.goto(f"{address}#/plan")
            marks: dict[str, float] = {}
            for _ in range(300):
                marks = page.evaluate(PAINTED)
                if len(marks) == 2:
                    break
                page.wait_for_timeout(100)
            expect(page.get_by_text("8,000 rows")).to_be_visible()
            taken.append(max(marks.values()))
            context.close()
    print("painted after ms:", [round(one) for one in sorted(taken)])
    assert median(taken) <= 3000


def test_live_looks_like_no_exercise(browser: Browser) -> None:
    """A live operation says LIVE, has no view that injects, and nowhere the word of exercises."""
    with serve(Stub(exercise=False)) as address:
        page = _enter(browser, address, "wide")
        expect(page.locator(".band .word")).to_have_text(["LIVE"])
        assert page.locator("nav").get_by_text("Exercise").count() == 0
        page.context.close()


def test_the_lock_holds_no_address() -> None:
    """The lock names packages by version and hash alone."""
    assert "http" not in Path(ROOT / "frontend/package-lock.json").read_text("utf-8")
