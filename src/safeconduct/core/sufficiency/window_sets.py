"""Add and take away windows of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from safeconduct.core.basics import Window


def union(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Merge windows that touch, sorted; the one second that the format forgives does not part them.

    >>> union([Window(5.0, 9.0), Window(0.0, 5.0)])
    (Window(start=0.0, end=9.0),)
    """
    merged: list[Window] = []
    for window in sorted(windows):
        if merged and window.start <= merged[-1].end + 1.0:
            merged[-1] = Window(merged[-1].start, max(merged[-1].end, window.end))
        else:
            merged.append(window)
    return tuple(merged)


def without(windows: Sequence[Window], taken: Iterable[Window]) -> tuple[Window, ...]:
    """Take windows away from sorted ones that do not overlap.

    >>> without([Window(0.0, 9.0)], [Window(2.0, 4.0)])
    (Window(start=0.0, end=2.0), Window(start=4.0, end=9.0))
    """
    left = tuple(windows)
    for gone in taken:
        cut = ((Window(w.start, min(w.end, gone.start)), Window(max(w.start, gone.end), w.end)) for w in left)
        left = tuple(part for parts in cut for part in parts if part.end > part.start)
    return left


def outside(taken: Iterable[Window]) -> tuple[Window, ...]:
    """Give all of time that is not taken.

    >>> outside([Window(2.0, 4.0)])
    (Window(start=-inf, end=2.0), Window(start=4.0, end=inf))
    """
    return without((Window(-inf, inf),), taken)
