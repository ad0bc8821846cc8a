"""Hold a statement while it is being read: its spans, its cue, and whom the grammar names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from safeconduct.core.intake.attribution.cues import Form
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import Polarity, QuoteType


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold one statement before its speaker is known by name; tokens are given by index."""

    content: tuple[Span, ...]
    quote_type: QuoteType
    form: Form
    cue: tuple[int, ...] = ()
    head: int | None = None  # the cue's main word
    speaker: int | None = None  # the speaker's main word
    continues: int | None = None  # the cue's main word of the statement whose speaker goes on
    kind: str = "statement"
    polarity: Polarity = Polarity.POSITIVE
    negation: tuple[int, ...] = ()
    addressee: int | None = None
    cited: tuple[int, ...] = ()  # main words of whom the speaker cites: "the Courier said, citing officials"
    citing: tuple[int, ...] = ()  # the words that cite them
    via: int | None = None  # the main word of an outlet that passes it on: "she said, according to the Courier"
    frame: int | None = None  # for a block and its claims: the number of the lead-in's paragraph
    is_whole_block: bool = False
    is_labelled: bool = False  # a transcript's label names the speaker

    @property
    def start(self) -> int:
        """The first code point of the content."""
        return self.content[0].start

    def covers(self, place: int) -> bool:
        """Tell whether a code point lies in the content."""
        return any(span.start <= place < span.end for span in self.content)


def overlap(first: tuple[Span, ...], second: tuple[Span, ...]) -> int:
    """Return how many code points two contents share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)


def join_spans(spans: Iterable[Span]) -> list[Span]:
    """Return what some spans cover together, in order of the text.

    >>> join_spans([Span(4, 9), Span(0, 5), Span(12, 13)])
    [Span(start=0, end=9), Span(start=12, end=13)]
    """
    joined: list[Span] = []
    for span in sorted(spans, key=lambda each: each.start):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def length(content: tuple[Span, ...]) -> int:
    """Return how many code points a content has."""
    return sum(span.end - span.start for span in content)


def likeness(first: tuple[Span, ...], second: tuple[Span, ...]) -> float:
    """Return the intersection of two contents over their union.

    >>> likeness((Span(0, 10),), (Span(5, 10),))
    0.5
    """
    shared = overlap(first, second)
    return shared / max(1, length(first) + length(second) - shared)
