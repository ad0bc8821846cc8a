"""Promise what the console's views of the work do: tell, warn, report, check in, and check passes without a link."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from console_stub import Stub, serve
from console_stub_work import make_pass
from nacl.signing import SigningKey
from playwright.sync_api import Browser, Page, expect
from test_console_browser import _enter, browser

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
__all__ = ["browser"]


@pytest.fixture
def stub() -> Stub:
    """Give an invented operation."""
    return Stub()


@pytest.fixture
def address(stub: Stub) -> Iterator[str]:
    """Serve it."""
    with serve(stub) as served:
        yield served


def _posted(stub: Stub, path: str) -> list[dict[str, object]]:
    return [body for where, body, _ in stub.posted if where == path]


def _await_posted(page: Page, stub: Stub, path: str, count: int) -> list[dict[str, object]]:
    """Return what came, once so much has, or after half a minute."""
    until = time.monotonic() + 30
    while len(_posted(stub, path)) < count and time.monotonic() < until:
        page.wait_for_timeout(100)
    return _posted(stub, path)


def test_nothing_is_told_before_its_number_is_typed(browser: Browser, address: str, stub: Stub) -> None:
    """Another number than the one shown tells nobody; the right one tells as many, once."""
    page = _enter(browser, address, "wide", "send")
    button = page.get_by_role("button", name="Tell them")
    page.get_by_label("How many parties is that?").fill("410")
    expect(button).to_be_disabled()
    expect(page.get_by_text("That is not the number shown (41).")).to_be_visible()
    page.get_by_label("How many parties is that?").fill("41")
    button.click()
    expect(page.get_by_text("41 messages are queued")).to_be_visible()
    assert _posted(stub, "/tell") == [{"what": "plan", "count": 41}]
    page.context.close()


def test_a_warning_takes_another_person(browser: Browser, address: str, stub: Stub) -> None:
    """Drafted around a place and asked for by one; approved with the count typed, sent, and withdrawn in one step."""
    page = _enter(browser, address, "wide", "warnings?new=yes")
    page.get_by_label("Which place?").select_option("G1")
    page.get_by_label("What is the area called?").fill("North gate")
    page.get_by_label("How many people are there?").fill("4000")
    page.get_by_role("button", name="Draft it").click()
    page.get_by_role("button", name="Ask for its release").click()
    page.get_by_label("How many people does it reach?").fill("4000")
    page.get_by_role("button", name="Approve it").click()
    page.get_by_role("button", name="Send it now").click()
    page.get_by_role("button", name="Withdraw it now").click()
    expect(page.locator("dl").get_by_text("over")).to_be_visible()
    [draft] = _posted(stub, "/warnings")
    assert draft["area"] == {"site": "G1", "metres": 500}
    steps = [path.rsplit("/", 1)[1] for path, _, _ in stub.posted if path.startswith("/warnings/")]
    assert steps == ["ask", "approve", "send", "cancel"]
    page.context.close()


def test_a_report_without_a_link_keeps_the_time_it_was_seen(browser: Browser, address: str, stub: Stub) -> None:
    """With the network cut a report of a place waits, is sent once when the link is back, and says when it was seen."""
    page = _enter(browser, address, "wide", "board?item=site:G1")
    page.get_by_label("Threat or closed").check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Report", exact=True).click()
    expect(page.locator("main").get_by_text("NOT SENT YET")).to_be_visible()
    assert _posted(stub, "/places") == []
    page.context.set_offline(False)
    expect(page.locator("main").get_by_text("On record as laptop-1:403")).to_be_visible(timeout=20_000)
    [report] = _posted(stub, "/places")
    assert (report["place"], report["state"]) == ("site:G1", "threat")
    assert isinstance(report["seen_millis"], int)
    page.context.close()


def _show(page: Page, text: str) -> None:
    page.get_by_label("The pass").fill(text)
    page.get_by_role("button", name="Check it").click()


def test_a_guard_checks_passes_without_a_link(browser: Browser, address: str, stub: Stub) -> None:
    """Genuine ones pass once; forged, revoked, used, cut and other gates' ones do not; uses are sent later."""
    page = _enter(browser, address, "phone", "guard?gate=G1")
    page.get_by_label("The pass").wait_for()
    page.wait_for_timeout(500)
    page.context.set_offline(True)
    good = make_pass(stub)
    bad = {
        make_pass(stub, key=SigningKey(bytes(32))): "forged",
        make_pass(stub, 9): "revoked",
        make_pass(stub, 8): "Let through before",
        make_pass(stub, gate="G2"): "another gate",
        good[:-3]: "not read whole",
        good[:-1] + ("A" if good[-1] != "A" else "B"): "DO NOT LET THROUGH",
    }
    for text, why in bad.items():
        _show(page, text)
        expect(page.get_by_text("DO NOT LET THROUGH")).to_be_visible()
        expect(page.get_by_text(why).first).to_be_visible()
    _show(page, good)
    expect(page.get_by_text("GOOD", exact=True)).to_be_visible()
    page.get_by_role("button", name="Let 4 people through").click()
    expect(page.locator("main").get_by_text("NOT SENT YET")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    _show(page, good)
    expect(page.get_by_text("It was used before.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("1 not sent yet")).to_have_count(0, timeout=20_000)
    [use] = _await_posted(page, stub, "/passes/use", 1)
    assert (use["pass"], use["site"]) == (good, "G1")
    page.context.close()


def test_nothing_that_waits_falls_off_the_list(browser: Browser, address: str, stub: Stub) -> None:
    """However much is reported without a link, and though the tab is loaded anew, all of it is sent, once."""
    page = _enter(browser, address, "wide", "board?item=site:G1")
    page.get_by_label("Threat or closed").check()
    page.context.set_offline(True)
    for number in range(55):
        page.get_by_role("button", name="Report", exact=True).click()
        expect(page.get_by_text(f"{number + 1} not sent yet", exact=True)).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    assert len(_await_posted(page, stub, "/places", 55)) == 55
    page.context.close()


def test_what_is_ready_now_is_not_said_hours_later(browser: Browser, address: str, stub: Stub) -> None:
    """Without a link "lost" waits, for it stays true; "ready" does not, for nobody knows when it would arrive."""
    page = _enter(browser, address, "wide", "board?tab=means&item=vehicle:B-2")
    page.context.set_offline(True)
    for seen, word in (("ready", "may or may not be on record"), ("lost", "NOT SENT YET")):
        page.get_by_label(seen, exact=True).check()
        page.get_by_role("button", name="Report", exact=True).click()
        expect(page.locator("main").get_by_text(word)).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("1 not sent yet")).to_be_visible(timeout=20_000)  # "ready": a person decides
    assert [body["state"] for body in _await_posted(page, stub, "/vehicles/B-2/report", 1)] == ["lost"]
    page.context.close()


def test_nobody_sends_what_somebody_else_did(browser: Browser, address: str, stub: Stub) -> None:
    """What one operator reported waits for them: whoever logs in after them in the same tab cannot send it."""
    page = _enter(browser, address, "wide", "board?item=site:G1")
    page.get_by_label("Threat or closed").check()
    page.route("**/places", lambda route: route.abort())
    page.get_by_role("button", name="Report", exact=True).click()
    expect(page.locator("main").get_by_text("NOT SENT YET")).to_be_visible()
    page.evaluate("sessionStorage.setItem('safeconduct.operator', 'o9z9z9z9')")
    page.reload()
    page.unroute("**/places")
    page.get_by_role("button", name="Sent from here").first.click()
    expect(page.get_by_text("Only o1a2b3c4 can send it")).to_be_visible()
    expect(page.locator("dialog[open]").get_by_role("button", name="Send again")).to_have_count(0)
    assert _posted(stub, "/places") == []
    page.context.close()
