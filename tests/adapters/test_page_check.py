"""Promise that the page tells what was signed from what was not, and draws its map so that it can."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_samples import PARTY, make_page, say
from playwright.sync_api import Page, sync_playwright

from safeconduct.adapters.page_html import BYTES_MOST, HtmlPages, Wording, make_front, unpack_page
from safeconduct.adapters.page_html.isolating import isolate_runs
from safeconduct.adapters.page_html.map_svg import draw_map
from safeconduct.adapters.page_html.page_words import WORDS
from safeconduct.core.instructions.reach import Mark, Name, PageText, Sketch

HOSTILE = "A&B <b> \"q\" 'p' \u00a0 é مدرسه 🙂 ]]> </svg>"


@pytest.fixture(scope="module")
def page(chromium: str) -> Iterator[Page]:
    """Give a tab of Debian's Chromium."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page()
        browser.close()


def show(page: Page, html: str, folder: Path) -> str:
    """Open a page from a file; return its verdict once there is one."""
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    page.goto(file.as_uri())
    page.wait_for_selector("#verdict:is(.good, .bad, .old, .none)")
    seen = page.eval_on_selector_all("[data-is]", "all => all.filter(e => !e.hidden).map(e => e.dataset.is)")
    assert seen == [page.get_attribute("#verdict", "class")]
    return str(seen[0])


@pytest.mark.browser
def test_what_is_changed_is_called_wrong(page: Page, tmp_path: Path) -> None:
    """A page as it was signed is good in each language, an old one old; one word, number or line changed is wrong."""
    html = {name: unpack_page(make_page(tmp_path / "key", name)).decode() for name in ("en", "fa-AF")}
    other = unpack_page(make_page(tmp_path / "other key", "en")).decode()
    old = unpack_page(make_page(tmp_path / "key", "en", until=1_700_000_100.0)).decode()
    assert [show(page, one, tmp_path) for one in (*html.values(), other, old)] == ["good", "good", "good", "old"]
    english, dari = html["en"], html["fa-AF"]
    marked = english.index('id="signed">') + 12
    carried, shown = english[marked:], english[:marked]
    changed = {
        "a time": english.replace("At 09:04 leave", "At 19:04 leave"),
        "a Dari digit": dari.replace("۵۰۰ متر", "۹۰۰ متر"),
        "a line more": english.replace("</main>", '<p class="plain"><span>Go now.</span></p></main>'),
        "a line without its text": english.replace("</main>", '<p class="plain">Go now.</p></main>'),
        "a line less": english.replace("<span>1. Stay inside until 09:04.</span>", "<span></span>"),
        "a point of the map": english.replace('class="v" d="M', 'class="v" d="M1'),
        "a name on the map": english.replace(">Paper Lane</text>", ">Paper Road</text>"),
        "no map": english.replace('id="map"', 'id="chart"'),
        "another language": english.replace('lang="en"', 'lang="fr"'),
        "another key": english.replace(
            english.split('data-key="')[1][:64], other.split('data-key="')[1][:64]
        ),
        "a signed byte": shown + ("B" if carried[0] == "A" else "A") + carried[1:],
        "a signed letter": shown + carried[:300] + ("B" if carried[300] == "A" else "A") + carried[301:],
        "cut short": shown + carried[200:],
        "nothing signed": shown + carried[carried.index("<") :],
    }  # fmt: skip
    assert all(one not in (english, dari) for one in changed.values())
    assert {name: show(page, one, tmp_path) for name, one in changed.items()} == dict.fromkeys(changed, "bad")


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_fits_its_window(width: int, page: Page, tmp_path: Path) -> None:
    """Nothing runs over the side, no letter is under 16 px, and right-to-left lines begin at the right."""
    page.set_viewport_size({"width": width, "height": 800})
    for language in ("en", "fa-AF"):
        assert show(page, unpack_page(make_page(tmp_path / "key", language)).decode(), tmp_path) == "good"
        assert page.evaluate("document.documentElement.scrollWidth") == width
        sizes = "all => Math.min(...all.map(e => parseFloat(getComputedStyle(e).fontSize)))"
        assert page.eval_on_selector_all("main span, #verdict p, .legend li, button", sizes) >= 16
        box = page.locator("main p").first.bounding_box()
        head = page.locator("main p span").first
        assert box
        edge = head.evaluate("e => [e.getClientRects()[0].left, e.getClientRects()[0].right]")
        assert edge[1] == pytest.approx(box["x"] + box["width"], abs=1) if language == "fa-AF" else edge[0] == box["x"]


@pytest.mark.browser
def test_any_name_on_a_map_comes_back_as_it_was_written(page: Page) -> None:
    """A browser's innerHTML is the very text that was drawn, whatever a street is called."""
    marks = (
        Mark("start", "", (9, 9), (9, 9)),
        Mark("turn", "1", (50, 50), (90, 90)),
        Mark("end", "", (70, 7), (70, 7)),
    )
    names = (Name(HOSTILE, (500, 300), -90), Name("ساده", (200, 300), 0))
    lines = (((0, 0), (10, -5), (10, 30)),)
    drawn = draw_map([Sketch(700, 0.5, lines, lines, lines, marks, names)] * 2, WORDS["fa"].say_distance)
    page.goto("about:blank")
    page.set_content(f"<body><div id=m>{drawn}</div>")
    assert page.inner_html("#m") == drawn
    assert page.locator("#m b").count() == 0


@pytest.mark.parametrize("language", ["en", "fa-AF"])
def test_a_page_is_small_and_stands_alone(language: str, tmp_path: Path) -> None:
    """It has at most 40,000 bytes, names no other address, and holds its text line by line."""
    html = unpack_page(make_page(tmp_path / "key", language)).decode()
    assert len(html.encode()) <= BYTES_MOST
    assert not [mark for mark in ("http:", "https:", "@import", "url(", "src=") if mark in html]
    assert PARTY in html


def test_a_long_text_takes_from_the_map_and_too_long_a_one_is_refused() -> None:
    """What the text needs, the map gives up; a text that fills the page alone is an error, not a cut text."""
    told, lines = say("fa-AF")
    writer = HtmlPages("Number check")
    longer = PageText(told.text + "متن بیشتر. " * 300, told.language, told.direction, told.routes)
    drawn = writer.draw(longer, lines)
    assert len(drawn) <= len(writer.draw(told, lines))
    endless = PageText(told.text + "متن بیشتر. " * 3000, told.language, told.direction, told.routes)
    with pytest.raises(ValueError, match="the most"):
        writer.write(endless, "", "A" * 100, "0" * 64, "X")
    assert writer.draw(endless, lines) == ""


@settings(max_examples=50)
@given(st.text(max_size=80), st.sampled_from(["rtl", "ltr"]))
def test_isolating_changes_no_letter(line: str, direction: str) -> None:
    """The text of an isolated line is the line."""
    assert isolate_runs(line, direction).striptags().split() == isolate_runs(line, "ltr").striptags().split()


def test_numbers_in_dari_are_isolated() -> None:
    """A phone number and a code keep their order among words that run from the right."""
    html = str(isolate_runs("به شماره +93 70 000 0000 زنگ بزنید و کد (DR8CFA9) را بگویید", "rtl"))
    assert '<bdi dir="ltr">+93 70 000 0000</bdi>' in html
    assert '<bdi dir="ltr">DR8CFA9</bdi>' in html


def test_what_operators_write_is_escaped() -> None:
    """A title or label cannot break out of the page."""
    front = unpack_page(make_front(Wording(title="<script>x</script>", label='"><b>')).first).decode()
    assert "<script>x" not in front
    assert '"><b>' not in front


def test_every_language_has_all_words() -> None:
    """No word of the page is missing in any language, and none is left in English."""
    english = WORDS["en"]
    for name, words in WORDS.items():
        fields = {field: getattr(words, field) for field in english.__dataclass_fields__}
        assert all(fields.values()), name
        if name != "en":
            assert all(
                fields[field] != getattr(english, field) for field in ("hide", "good", "bad", "unchecked", "old")
            )
