"""Handle moments and half-open spans of time.

Inside, a moment is a POSIX second (a float, UTC by definition); an offset is used only in wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Span the half-open interval [start, end), in POSIX seconds."""

    start: float
    end: float


def parse_time(text: str) -> float:
    """Return the POSIX second of an ISO 8601 time with an offset; raise ValueError otherwise.

    >>> parse_time("1970-01-01T01:00:00+01:00")
    0.0
    """
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError(f"time without an offset: {text!r}")
    return when.timestamp()


def format_time(moment: float, offset_seconds: int) -> str:
    """Write a POSIX second as ISO 8601 with the offset, to the second.

    >>> format_time(0.0, 3600)
    '1970-01-01T01:00:00+01:00'
    """
    return datetime.fromtimestamp(moment, timezone(timedelta(seconds=offset_seconds))).isoformat(timespec="seconds")


def overlaps(windows: Sequence[Window], start: float, end: float) -> bool:
    """Tell whether [start, end) shares any time with one of the windows."""
    return any(window.start < end and window.end > start for window in windows)


def covers(windows: Sequence[Window], start: float, end: float) -> bool:
    """Tell whether [start, end] lies in the union of the windows; no windows at all means always."""
    if not windows:
        return True
    reached, begun = start, False
    for window in sorted(windows):
        if window.start <= reached <= window.end:
            reached, begun = window.end, True
        if begun and reached >= end:
            return True
    return False
