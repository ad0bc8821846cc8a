"""Hold the screen of a review to its promises: what is shown, that it fits, that no text steers the terminal."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from harbour_reading import SETTING, make_reading
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import Attribution, PlaceMention, Precision, QuoteType, Reading, Speaker
from safeconduct.core.intake.review import OPEN, Standing, list_items, parse_grade
from safeconduct.interfaces.cli._review_screen import GRADES, HELP, View, draw
from safeconduct.interfaces.cli._review_text import ROLES, clean

GOLDEN = """\
A1 statement 1/5, 5 undecided | last 9 s, median 12 s an item (4) | Evening brie
<Port security ~may~ expect an attack on   │ speaker   harbour_master (person)
|gate 1| |between 21:00 and 23:00 on 4     │ outlets   port_bulletin citing
March|>, [the harbour master] {warned}.    │           coast_radio
A patrol walked the road at checkpoint 3   │ says      warning: in the writer's
at noon and found no gunmen, Captain Ines  │           words
Vega said.                                 │ polarity  affirmed
The ministry denied that a bomb lies at    │ certainty as possible
gate 2.                                    │ place     gate 1 (site): 150 m
Nobody said when the buses leave from the  │           about -71.19206,-29.91674
old mill.                                  │ time      2031-03-04 21:00 to 23:00
                                           │           (-03:00)
                                           │ claim*    threat: set by a person
                                           │ origin    harbour_master
                                           │ grade     B2: usually reliable,
                                           │           probably true
                                           │ stands    open
                                           │
                                           │
                                           │
                                           │
[speaker] {cue} <content> ~hedge~ !negation! |place/time|
A2: accept is undone
a accept  c correct  r reject  g grade  u undo  s skip  n/p move  ? help  q quit
"""


def show(view: View, width: int = 80, height: int = 24, signs: bool = True) -> str:
    """Return the screen as text, without the blanks at the ends of lines."""
    console = Console(width=width, record=True, file=StringIO())
    for line in draw(view, width, height, signs):
        console.print(line, soft_wrap=True)
    return "".join(f"{line.rstrip()}\n" for line in console.export_text().splitlines())


def look_at(reading: Reading, number: int = 0, **more: object) -> View:
    """Look at one item of a reading."""
    items = list_items(reading)
    plain = View(reading, items[number], OPEN, SETTING, number + 1, len(items), len(items), "no times yet")
    return replace(plain, **more)  # type: ignore[arg-type]


def make_saying(text: str, content: Span, speaker: str = "ana") -> Reading:
    """Return a reading of one statement."""
    said = Attribution("A1", (content,), Speaker(speaker, "person", True), QuoteType.INDIRECT)
    return Reading(Document("d", text, "en", "text/plain"), (said,))


def test_the_screen_is_as_it_was_drawn() -> None:
    """80 by 24, without colour: text with marked spans, the reading in words, the pace, the legend, the keys."""
    standing = Standing(grade=parse_grade("B2"), corrections={"claim": "threat"})
    view = look_at(
        make_reading(), standing=standing, pace="last 9 s, median 12 s an item (4)", message="A2: accept is undone"
    )
    assert show(view) == GOLDEN


def test_the_docs_draw_the_same_screen() -> None:
    """docs/review.md shows it, empty rows left out."""
    page = (Path(__file__).resolve().parents[3] / "docs/review.md").read_text(encoding="utf-8")
    drawn = page.split("```\n")[1].splitlines()
    assert drawn == [line for line in GOLDEN.splitlines() if line.strip(" │")]


@settings(max_examples=40, deadline=None)
@given(st.integers(20, 200), st.integers(6, 60), st.integers(0, 4), st.integers(-50, 50), st.booleans())
def test_every_screen_fits(width: int, height: int, number: int, scroll: int, signs: bool) -> None:
    """Whatever the window, the item, the panel and the scrolling: no more lines, and none wider."""
    for panel in (None, HELP, GRADES):
        lines = draw(look_at(make_reading(), number, scroll=scroll, panel=panel), width, height, signs)
        assert len(lines) == height
        assert max(line.cell_len for line in lines) <= width


def test_spans_are_told_apart_with_colour_and_without() -> None:
    """Every role has a style of its own and marks of its own."""
    assert len({style for style, _, _ in ROLES.values()}) == len(ROLES)
    assert len({opening for _, opening, _ in ROLES.values()}) == len(ROLES)
    signed, plain = show(look_at(make_reading())), show(look_at(make_reading()), signs=False)
    assert "~may~" in signed
    assert "[the harbour master] {warned}" in signed
    assert "harbour master warned" in plain


def test_no_text_steers_the_terminal() -> None:
    """Escapes, bells and direction marks of the text, of names and of titles come out as a mark of replacement."""
    evil = "\x1b[2J\x1b]0;owned\x07 gate\u202e1\x9b31m"
    reading = make_saying(f"{evil} said Ana", Span(0, len(evil)), speaker=evil)
    reading = replace(reading, document=replace(reading.document, title=evil))
    shown = show(look_at(reading, message=evil, prompt=evil))
    assert not set(shown) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert len(clean(evil)) == len(evil)


def test_right_to_left_text_does_not_turn_round_what_stands_beside_it() -> None:
    """Each line that holds such letters is isolated (UAX #9), and the border stays in its column."""
    arabic = "قال أحمد إن البوابة آمنة"
    shown = show(look_at(make_saying(f"{arabic}\nsaid nobody", Span(0, len(arabic)), speaker="أحمد")))
    rows = [line for line in shown.splitlines() if "قال" in line]
    assert rows
    assert all("\u2068" in row.partition("│")[0] and "\u2069" in row.partition("│")[0] for row in rows)
    plain = [line.replace("\u2068", "").replace("\u2069", "") for line in shown.splitlines() if "│" in line]
    assert len({line.index("│") for line in plain}) == 1


def test_a_long_text_is_shown_where_the_item_is() -> None:
    """Far down a text of a megabyte, at once."""
    text = "word " * 200_000 + "Gunmen hold the bridge. " + "word " * 1000
    start = text.index("Gunmen")
    assert "<Gunmen" in show(look_at(make_saying(text, Span(start, start + 22))))


@pytest.mark.parametrize(("width", "keys"), [(80, "a accept"), (40, "a c r g u s n p ? q")])
def test_a_narrow_window_shows_the_words_below_the_text(width: int, keys: str) -> None:
    """Nothing is lost but the names of the keys."""
    shown = show(look_at(make_reading()), width)
    assert keys in shown
    assert "speaker" in shown
    assert "Port security" in shown


def test_what_is_not_known_is_said() -> None:
    """A place that no map has, and a time that is not given, are asked for on the screen."""
    reading = make_saying("Gunmen hold the mill", Span(0, 20))
    (said,) = reading.attributions
    mill = PlaceMention(Span(12, 20), "the mill", Precision.UNKNOWN)
    shown = show(look_at(replace(reading, attributions=(replace(said, places=(mill,)),))))
    words = " ".join(line.partition("│")[2].strip() for line in shown.splitlines())
    assert "a place: where is the mill?" in words
    assert "a time: when?" in words
