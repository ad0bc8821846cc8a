"""Promise that Debian's Chromium keeps nothing of what was read on the neutral page."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from page_browser import Browser, search_profile, serve_pages, spell, type_code
from page_samples import CODE, DARI_PLACES, PARTY, UNUSED, fill_store, make_page

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
WRITTEN_SECONDS = 3.5  # Chromium saves its session 2.5 s after a change


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Give the address of a service with pages, and the folder of its key."""
    folder = tmp_path_factory.mktemp("pages")
    with serve_pages(fill_store(folder)) as url:
        yield url, folder


def needles(folder: Path) -> dict[bytes, str]:
    """Return code, party, places, check code, words of the page and pieces of its bytes, however written."""
    words = [PARTY, *DARI_PLACES, "نیلی", "کاغذی", "DR8CFA9", "هدایت", "بررسی شد"]
    page = gzip.decompress(make_page(folder / "key", "fa-AF"))
    carried = page[page.index(b'id="signed">') + 12 :]
    return spell(words, [CODE]) | {carried[40:80]: "what was signed", page[-900:-860]: "the page"}


@pytest.mark.parametrize("end", ["closed", "killed"])
def test_nothing_is_left_of_a_page_that_was_read(end: str, place: tuple[str, Path], tmp_path: Path) -> None:
    """Code, party, places and text are in no file of the profile, whether the browser is closed or killed."""
    url, folder = place
    browser = Browser(tmp_path)
    page = browser.page
    page.goto(url)
    type_code(page, UNUSED)
    page.wait_for_selector("#note:text-is('There is no entry for this number.')")
    type_code(page, CODE)
    page.wait_for_selector("#verdict.good")
    assert DARI_PLACES[0] in page.inner_text("main")
    assert (page.url, page.title()) == (url, "Number check")
    if end == "closed":
        browser.close()
    else:
        time.sleep(WRITTEN_SECONDS)
        browser.kill()
    assert search_profile(tmp_path, spell(["127.0.0.1"]))  # the visit itself is known; so the profile was written
    assert search_profile(tmp_path, needles(folder) | spell([], [UNUSED])) == []


@pytest.mark.promises
def test_nothing_is_left_without_scripts(place: tuple[str, Path], tmp_path: Path) -> None:
    """Where scripts are off a plain form answers; the page says that it was not checked; nothing is left either."""
    url, folder = place
    browser = Browser(tmp_path, "--blink-settings=scriptEnabled=false")
    browser.page.goto(url)
    browser.page.fill("#c", CODE)
    browser.page.click("form button")
    browser.page.wait_for_selector("#verdict [data-is=none]")
    assert DARI_PLACES[0] in browser.page.inner_text("main")
    time.sleep(WRITTEN_SECONDS)
    browser.kill()
    assert search_profile(tmp_path, needles(folder)) == []


def test_the_search_finds_what_an_ordinary_page_leaves(tmp_path: Path) -> None:
    """The same search finds code and place after the same steps on a page that takes no care."""

    class Careless(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer("<form method=post action=/><input id=c name=c><button>go</button></form>")

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.answer(f"<title>{DARI_PLACES[0]}</title><p id=verdict>{PARTY}</p>")

        def answer(self, html: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Careless)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    browser = Browser(tmp_path)
    browser.page.goto(f"http://127.0.0.1:{server.server_port}/")
    browser.page.fill("#c", CODE)
    browser.page.click("button")
    browser.page.wait_for_selector("#verdict")
    time.sleep(WRITTEN_SECONDS)
    browser.kill()
    server.shutdown()
    server.server_close()
    found = {word for _, word in search_profile(tmp_path, spell(DARI_PLACES, [CODE]))}
    assert found >= {DARI_PLACES[0], CODE}


def test_the_page_reads_on_when_the_link_is_gone(tmp_path: Path) -> None:
    """Once shown, the page asks for nothing more: text, map and check stay when the service has ended; hide blanks."""
    browser = Browser(tmp_path / "profile")
    asked: list[str] = []
    page = browser.page
    try:
        with serve_pages(fill_store(tmp_path)) as url:
            page.goto(url)
            page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
            type_code(page, CODE)
            page.wait_for_selector("#verdict.good")
        page.wait_for_timeout(300)
        assert asked == [f"POST {url}"]
        assert page.locator("#map svg").count() == 1
        assert page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"
        page.click("#hide")
        assert page.inner_text("body") == ""
        assert page.title() == "Number check"
    finally:
        browser.close()


def test_a_page_that_cannot_be_checked_never_says_that_it_was(place: tuple[str, Path], tmp_path: Path) -> None:
    """Over plain HTTP from another machine there is no WebCrypto: the page says that it was not checked."""
    url, _ = place
    browser = Browser(tmp_path, "--host-resolver-rules=MAP dull.test 127.0.0.1")
    try:
        browser.page.goto(url.replace("127.0.0.1", "dull.test"))
        type_code(browser.page, CODE)
        browser.page.wait_for_selector("#verdict [data-is=none]")
        browser.page.wait_for_timeout(300)
        seen = browser.page.eval_on_selector_all(
            "[data-is]", "all => all.filter(e => !e.hidden).map(e => e.dataset.is)"
        )
        assert seen == ["none"]
    finally:
        browser.close()
