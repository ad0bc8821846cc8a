"""Compare times with the one second that the format forgives, and nothing more.

Source: docs/formats.md, "Times": one second is forgiven wherever two times must meet, and nothing is where people or
seats are counted. Every comparison of times in the judge goes through this file or names `FORGIVEN_SECONDS`.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.core.basics import Window

FORGIVEN_SECONDS = 1.0


def is_open(windows: Sequence[Window], start: float, end: float) -> bool:
    """Tell whether [start, end] lies in the union of sorted windows, a second forgiven at each edge; none = always.

    >>> is_open([Window(0.0, 60.0), Window(60.5, 90.0)], -1.0, 91.0)
    True
    >>> is_open([Window(0.0, 60.0)], 0.0, 61.5)
    False
    """
    if not windows:
        return True
    reached = None  # until when it is known to be open; None while no window has taken in the start
    for window in windows:
        at = start if reached is None else reached
        if window.start <= at + FORGIVEN_SECONDS and window.end >= at - FORGIVEN_SECONDS:
            reached = max(at, window.end)
        if reached is not None and reached + FORGIVEN_SECONDS >= end:
            return True
    return False


def is_shut(closures: Sequence[Window], start: float, end: float) -> bool:
    """Tell whether a closure takes in more than its forgiven second of [start, end], or of the one moment start = end.

    >>> is_shut([Window(100.0, 200.0)], 50.0, 101.0), is_shut([Window(100.0, 200.0)], 50.0, 101.5)
    (False, True)
    >>> is_shut([Window(100.0, 200.0)], 101.0, 101.0), is_shut([Window(100.0, 200.0)], 101.5, 101.5)
    (False, True)
    """
    if end > start:
        return any(w.start < end - FORGIVEN_SECONDS and w.end > start + FORGIVEN_SECONDS for w in closures)
    return any(_is_well_within(w, start) for w in closures)


def is_under_curfew(curfew: Sequence[Window], start: float, end: float) -> bool:
    """Tell whether more than a second of [start, end] lies in the curfew; a mere moment counts when well inside.

    >>> is_under_curfew([Window(100.0, 200.0)], 50.0, 101.0), is_under_curfew([Window(100.0, 200.0)], 50.0, 102.0)
    (False, True)
    """
    moment = end - start <= FORGIVEN_SECONDS
    return any(
        min(end, w.end) - max(start, w.start) > FORGIVEN_SECONDS or (moment and _is_well_within(w, start))
        for w in curfew
    )


def _is_well_within(window: Window, moment: float) -> bool:
    return window.start + FORGIVEN_SECONDS < moment < window.end - FORGIVEN_SECONDS
