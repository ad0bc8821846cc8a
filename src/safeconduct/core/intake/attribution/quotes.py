"""Find the quotes of a text, of every kind of quote mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safeconduct.core.intake.document import Span

CLOSERS = {
    '"': '"”“',
    "'": "'’",
    "«": "»",
    "‘": "’'",
    "“": '”"',
    "„": "“”",
    "‹": "›",
}  # an opening mark, and what may close it
DOUBLED = ("''", "``")  # two marks that are read as one
SINGLE = "'‘"  # these are apostrophes too
LONGEST_SINGLE = 600  # code points of a quote in single marks
BEFORE_OPENING = " \t\n([{—–-/“\"‘'…:,"


@dataclass(frozen=True, slots=True)
class Quote:
    """Hold one quote: with its marks, and without."""

    outer: Span
    inner: Span
    closed: bool = True  # False: the paragraph ended first, and the next one may go on with it
    depth: int = 1  # 2: a quote in a quote
    continues: bool = False  # the quote before it was left open and this one, at its paragraph's start, goes on


def find_quotes(text: str, paragraphs: Sequence[Span]) -> tuple[Quote, ...]:
    """Return the quotes, outer ones before those they hold.

    A quote of several paragraphs has an opening mark at the start of each and one closing mark: it comes as one quote
    for each paragraph, and all but the first say that they continue.

    >>> text = "He said: “The road is open.”"
    >>> [text[quote.inner.start : quote.inner.end] for quote in find_quotes(text, [Span(0, len(text))])]
    ['The road is open.']
    """
    found: list[Quote] = []
    left_open = False
    for paragraph in paragraphs:
        outer: Quote | None = None
        for quote in _find_in(text, paragraph.start, paragraph.end, 1):
            continues = left_open and quote.outer.start == paragraph.start
            outer = Quote(quote.outer, quote.inner, quote.closed, continues=continues)
            found.append(outer)
            inner = _find_in(text, quote.inner.start, quote.inner.end, 2)
            found.extend(each for each in inner if each.closed and text[each.outer.start] in SINGLE)
        left_open = outer is not None and not outer.closed
    return tuple(found)


def _find_in(text: str, start: int, end: int, depth: int) -> Iterator[Quote]:
    at = start
    while at < end:
        width = 2 if text[at : at + 2] in DOUBLED else 1
        if _opens(text, at, width, start, end):
            close, closing = _find_close(text, at, width, end)
            if close >= 0:
                yield Quote(Span(at, close + closing), Span(at + width, close), True, depth)
                at = close + closing - 1
            elif width == 2 or text[at] not in SINGLE:
                yield Quote(Span(at, end), Span(at + width, end), False, depth)
                return
        at += 1


def _opens(text: str, at: int, width: int, start: int, end: int) -> bool:
    mark = text[at]
    if (mark not in CLOSERS and width == 1) or at + width >= end or text[at + width].isspace():
        return False
    if mark in "“«„‹`":
        return True
    return (at == start or text[at - 1] in BEFORE_OPENING) and text[at + width] not in ".,;"


def _find_close(text: str, at: int, width: int, end: int) -> tuple[int, int]:
    """Return where the mark at a place is closed and how long the closing mark is; (-1, 0) where it is not."""
    if width == 2:
        close = text.find("''", at + 2, end)
        return (close, 2) if close >= 0 else (-1, 0)
    closers = CLOSERS[text[at]]
    single = text[at] in SINGLE
    for place in range(at + 1, min(end, at + LONGEST_SINGLE) if single else end):
        if text[place] not in closers or (text[place] == "“" and text[at] != "„"):
            continue
        after = text[place + 1] if place + 1 < end else " "
        if single and (after.isalnum() or text[place - 1].isspace() or _is_possessive(text, place, after)):
            continue
        if text[place] == '"' and text[at] == '"' and text[place - 1].isspace():
            continue
        return place, 1
    return -1, 0


def _is_possessive(text: str, place: int, after: str) -> bool:
    """Tell whether a single mark rather belongs to a plural's genitive ("the guards' post")."""
    return after == " " and text[place - 1] == "s"
