"""Hold how a page is read: its main text alone, nothing hidden, every word at its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.adapters.sources.convert import convert_source
from safeconduct.adapters.sources.visible_text import see_page
from safeconduct.core.basics import CannotReadError
from safeconduct.core.intake.document import Document, Span

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Gate shut - Harbour Courier</title>
<meta property="og:site_name" content="Harbour Courier">
<meta content="2031-03-04T06:00:00+02:00" property="article:published_time">
<script>var fake = "<p>Officials said that all gates are open.</p>";</script><style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a><li><a href="/news">News</a></ul></nav>
<article><h1>Gate shut</h1>
<p>Officials in <b>Nor</b>haven said on Sunday that the north gate &mdash; the busiest one &amp; the last &#x2014;
   would stay shut until the crowd had left.</p>
<p hidden>Officials said that the gate is open and everybody must come at once, which nobody has said.</p>
<p style="display : none">Another sentence that readers of the page never see, however long it may be.</p>
<p>&ldquo;We will not open it today,&rdquo; a spokesman, Ilo Maren, told reporters at the quay in the evening.</p>
<ul><li>The first point of the plan is to wait at home.<li>The second is to bring water for two days.</ul>
<!-- <p>An editor's note that must not be read.</p> -->
<table><tr><td>North gate</td><td>shut since the morning</td></tr></table></article>
<footer>Copyright Harbour Courier. <a href="/imprint">Imprint</a></footer></body></html>"""


def read(page: str) -> Document:
    """Read a page."""
    return convert_source(page.encode(), "page.html")[0]


def test_main_text_is_read_in_paragraphs() -> None:
    """Menus, notices, scripts and comments are left out; inline tags leave no trace; references are read."""
    assert read(PAGE).text.split("\n") == [
        "Gate shut",
        "Officials in Norhaven said on Sunday that the north gate — the busiest one & the last — would stay shut "
        "until the crowd had left.",
        "“We will not open it today,” a spokesman, Ilo Maren, told reporters at the quay in the evening.",
        "The first point of the plan is to wait at home.",
        "The second is to bring water for two days.",
        "North gate",
        "shut since the morning",
    ]


def test_every_word_stands_at_its_place_in_the_page(check_words: Callable[[Document, str], None]) -> None:
    """Offsets count the characters of the page as it came in, tags and all."""
    document = read(PAGE)
    check_words(document, PAGE)
    at = document.text.index("Norhaven")
    span = document.original_span(Span(at, at + len("Norhaven")))
    assert PAGE[span.start : span.end] == "Nor</b>haven"


def test_what_the_page_says_of_itself_is_kept() -> None:
    """Title, outlet, date and language come from the page."""
    document = read(PAGE)
    assert (document.title, document.outlet, document.language) == ("Gate shut", "Harbour Courier", "en")
    assert document.published == 1930363200.0


def test_hidden_text_is_never_read_and_it_is_said() -> None:
    """The operator learns that the page hides something."""
    document = read(PAGE)
    assert "nobody has said" not in document.text
    assert "never see" not in document.text
    assert any(caution.startswith("text that the page hides") for caution in document.cautions)


@pytest.mark.parametrize(
    "hiding",
    [
        'hidden', 'style="visibility:hidden"', "style='DISPLAY: NONE;'", 'style="opacity:0"', 'style="font-size:0px"',
        'style="position:absolute; left:-9999px"',
    ],
)  # fmt: skip
def test_every_way_of_hiding_is_known(hiding: str) -> None:
    """An element is left out with all that it holds, and what follows it is read."""
    assert see_page(f"<p>one</p><div {hiding}><p>two <b>three</b></p></div><p>four").text.text == "one\nfour"


def test_hidden_paragraph_without_end_tag_ends_at_the_next() -> None:
    """HTML lets end tags be left out; what follows must not vanish."""
    page = "<p>one<p hidden>two<p>three<ul><li hidden>four<li>five</ul>six"
    assert see_page(page).text.text == "one\nthree\nfive\nsix"
    assert see_page("<p>one<p hidden>two <b>three<p>four").text.text == "one\nfour"


def test_text_in_place_of_a_tag_is_text() -> None:
    """A "<" that opens no tag is a sign like any other."""
    assert see_page("<p>3 < 4 & 5 <6 &copy; &nosuch; a<b>c</b>").text.text == "3 < 4 & 5 <6 © &nosuch; ac"


def test_marks_around_a_link_stay_with_their_sentence() -> None:
    """The extraction sets them apart; a sentence without its end, or a quote without its marks, reads otherwise."""
    sentence = "Officials in Norhaven said that the “<a href='/a'>north gate would stay shut until Monday</a>”."
    page = f"<html><body><article><p>{sentence}</p><p>“{sentence}” He left.</p></article></body></html>"
    plain = "Officials in Norhaven said that the “north gate would stay shut until Monday”."
    assert read(page).text == f"{plain}\n“{plain}” He left."


def test_lines_of_preformatted_text_stay() -> None:
    """A message pasted into a page keeps its lines."""
    assert (
        see_page("<p>one\ntwo</p><pre>Gate 3 shut.\nBridge  open.</pre>").text.text
        == "one two\nGate 3 shut.\nBridge open."
    )


def test_page_without_a_main_text_is_read_whole_with_a_caution() -> None:
    """A short notice is not lost because it is no article."""
    document = read("<html><body><footer>Gate <i>shut</i> now</footer></body></html>")
    assert document.text == "Gate shut now"
    assert document.cautions[0].startswith("no main text could be told")


def test_page_that_is_nothing_but_a_script_is_refused() -> None:
    """Many pages are empty until a browser runs them."""
    with pytest.raises(CannotReadError, match="no text in it"):
        read("<html><body><script>render()</script></body></html>")


def test_page_with_entities_of_its_own_is_refused() -> None:
    """Entities can grow without bound."""
    with pytest.raises(CannotReadError, match="entities of its own"):
        read('<!DOCTYPE html [<!ENTITY a "aaaa">]><html><body>&a;</body></html>')


WORDS = st.text("abcxyz", min_size=1, max_size=7)
PARTS = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<div>", "</div>", "<br>", "&amp;", "&lt", "<", ">", "<!--", "-->", "<script>",
     "</script>", "<li>", "<td>", "<a href='x'>", '<a href="', "<p hidden>", "<![CDATA[", "]]>", " ", "\n", "</",
     "<title>", "&#8212;"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(WORDS, PARTS), max_size=30).map("".join))
def test_broken_markup_never_moves_a_word(page: str) -> None:
    """However broken a page is, what is seen of it stands at its offsets, in order."""
    seen = see_page(page).text
    places = seen.offsets.tolist()
    assert len(places) == len(seen.text) + 1
    assert places == sorted(places)
    assert all(page[place] == letter for letter, place in zip(seen.text, places, strict=False) if letter.isalpha())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=3, max_size=30), min_size=1, max_size=6))
def test_every_extracted_word_is_found_in_the_page(paragraphs: list[list[str]]) -> None:
    """Whatever the main text is taken to be, every word of it is cut from the page itself."""
    body = "\n".join(
        f"<p>{' '.join(f'<i>{word}</i>' if len(word) == 3 else word for word in p)}.</p>" for p in paragraphs
    )
    page = f"<html><head><title>x</title></head><body><div>menu</div><article>{body}</article></body></html>"
    document = read(page)
    assert document.original_offsets is not None
    for letter, place in zip(document.text, document.original_offsets.tolist(), strict=False):
        assert page[place] == letter or letter == "\n"
    assert document.text
