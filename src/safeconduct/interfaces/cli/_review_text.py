"""Show a text with the spans of an item marked, so that they are told apart with colour and without."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import assert_never

from rich.console import Console
from rich.style import Style
from rich.text import Text

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import Attribution, Question, Reading, Relation
from safeconduct.core.intake.review import Item

ROLES: dict[str, tuple[str, str, str]] = {
    "speaker": ("bold cyan", "[", "]"),
    "cue": ("bold magenta", "{", "}"),
    "content": ("underline", "<", ">"),
    "hedge": ("bold yellow", "~", "~"),
    "negation": ("bold red", "!", "!"),
    "place/time": ("green", "|", "|"),
}
"""How a span is drawn: its style, and the marks round it where there is no colour."""
BEFORE, AFTER = 1_500, 4_000  # characters of the text that are laid out about an item
FOCUS = Style(meta={"focus": True})
ISOLATE, POP = "\u2068", "\u2069"  # first strong isolate, pop directional isolate (UAX #9)
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
LEGEND = " ".join(f"{opening}{role}{closing}" for role, (_, opening, closing) in ROLES.items())

Marked = tuple[Span, str]


def clean(text: str) -> str:
    """Replace, one for one, what could steer a terminal or turn the line round.

    >>> clean("\\x1b[2Jgate\\u202e2\\t")
    '�[2Jgate�2 '
    """
    return "".join(
        letter
        if letter == "\n" or (unicodedata.category(letter) not in ("Cc", "Cs") and letter not in TURNING)
        else " "
        if letter in "\t\r"
        else "\N{REPLACEMENT CHARACTER}"
        for letter in text
    )


def isolate(line: Text) -> Text:
    """Keep a line that holds right-to-left letters from turning round what stands beside it."""
    if not any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in line.plain):
        return line
    return Text.assemble(ISOLATE, line, POP)


def find_marks(item: Item) -> list[Marked]:
    """Return the spans of an item with their roles, the wider first."""
    match item.what:
        case Attribution():
            marks = list(_mark_statement(item.what))
        case Relation():
            marks = [(item.what.evidence, "content")]
        case Question():
            marks = [(item.what.span, "place/time")] if item.what.span else []
        case _:
            assert_never(item.what)
    return sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end))


def _mark_statement(said: Attribution) -> Iterator[Marked]:
    yield from ((span, "content") for span in said.content)
    yield from ((place.span, "place/time") for place in said.places)
    yield from ((time.span, "place/time") for time in said.times)
    yield from ((span, "hedge") for span in said.hedge_cues)
    yield from ((span, "negation") for span in said.negation_cues)
    if said.cue:
        yield said.cue, "cue"
    if said.speaker.mention:
        yield said.speaker.mention, "speaker"


def lay_out(reading: Reading, item: Item, width: int, signs: bool) -> tuple[list[Text], int]:
    """Return the lines of the text about an item, and the number of the one where its content begins.

    With `signs` every span stands between the marks of its role.
    """
    text = reading.document.text
    focus = item.focus.start if item.focus else 0
    first, last = max(0, focus - BEFORE), min(len(text), focus + AFTER)
    drawn = _draw(clean(text[first:last]), first, find_marks(item), focus, signs)
    lines = list(drawn.wrap(Console(width=width), width))
    at = next((n for n, line in enumerate(lines) if any(_is_focus(span.style) for span in line.spans)), 0)
    for line in lines:
        line.rstrip()
    return lines, at


def _is_focus(style: str | Style) -> bool:
    return isinstance(style, Style) and bool(style.meta.get("focus"))


def _draw(text: str, first: int, marks: list[Marked], focus: int, signs: bool) -> Text:
    last = first + len(text)
    within = [(span, role) for span, role in marks if span.start < last and span.end > first]
    edges = {first, last, *(edge for span, _ in within for edge in (span.start, span.end) if first <= edge <= last)}
    if first <= focus < last:
        edges |= {focus, focus + 1}
    drawn = Text()
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        if signs:
            _add_signs(drawn, within, start)
        roles = [role for span, role in within if span.start <= start and end <= span.end]
        style = Style.combine([Style.null(), *(Style.parse(ROLES[role][0]) for role in roles)])
        drawn.append(text[start - first : end - first], style + FOCUS if start == focus else style)
    if signs:
        _add_signs(drawn, within, last)
    return drawn


def _add_signs(drawn: Text, marks: list[Marked], at: int) -> None:
    """Close what ends here, the last opened first, and open what begins."""
    for span, role in reversed(marks):
        if span.end == at and span.start < at:
            drawn.append(ROLES[role][2], Style.parse(ROLES[role][0]))
    for span, role in marks:
        if span.start == at:
            drawn.append(ROLES[role][1], Style.parse(ROLES[role][0]))
