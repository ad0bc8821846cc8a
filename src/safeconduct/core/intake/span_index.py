"""Look up what stands in a stretch of a text without going through all that was found in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from safeconduct.core.intake.document import Span

T = TypeVar("T")


class SpanIndex(Generic[T]):
    """Hold things by the spans that they cover, in order of the text.

    >>> index = SpanIndex([Span(0, 4), Span(2, 9), Span(12, 15)], lambda span: span)
    >>> index.overlapping(Span(8, 13)), index.inside([Span(0, 4), Span(10, 15)])
    ([Span(start=2, end=9), Span(start=12, end=15)], [Span(start=0, end=4), Span(start=12, end=15)])
    """

    def __init__(self, things: Iterable[T], span_of: Callable[[T], Span]) -> None:
        """Sort the things; those of equal spans stay in the order given."""
        self._things = sorted(things, key=span_of)
        self._spans = [span_of(thing) for thing in self._things]
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def overlapping(self, span: Span) -> list[T]:
        """Return what shares a code point with a span."""
        found = []
        at = bisect_left(self._spans, span.end, key=lambda each: each.start) - 1
        while at >= 0 and self._reach[at] > span.start:
            if self._spans[at].overlaps(span):
                found.append(self._things[at])
            at -= 1
        return found[::-1]

    def inside(self, parts: Sequence[Span]) -> list[T]:
        """Return what lies wholly in one of some parts, each thing once."""
        numbers: set[int] = set()
        for part in parts:
            first = bisect_left(self._spans, part.start, key=lambda each: each.start)
            last = bisect_left(self._spans, part.end, key=lambda each: each.start)
            numbers.update(number for number in range(first, last) if self._spans[number].end <= part.end)
        return [self._things[number] for number in sorted(numbers)]


def cut_long(text: str, span: Span, longest: int) -> Iterator[Span]:
    """Go through the parts of a span, none longer than so many code points: cut after a sentence, a word, or anywhere.

    >>> text = "The gate is shut. Stay in."
    >>> [text[part.start : part.end] for part in cut_long(text, Span(0, 26), 20)]
    ['The gate is shut.', 'Stay in.']
    """
    start = span.start
    while span.end - start > longest:
        half, full = start + longest // 2, start + longest
        cut = max(text.rfind(f"{mark} ", half, full) for mark in ".!?") + 1 or text.rfind(" ", half, full)
        cut = cut if cut > 0 else full
        yield Span(start, max(start + 1, len(text[:cut].rstrip())))
        start = cut + len(text[cut : span.end]) - len(text[cut : span.end].lstrip())
    if start < span.end:
        yield Span(start, span.end)
