"""Give a POSIX second its place in the calendar."""

from __future__ import annotations

from datetime import UTC, datetime


def find_calendar_time(moment: float | None) -> datetime | None:
    """Return the UTC time; None where there is no moment, or its year has not four digits, as every format here wants it.

    >>> find_calendar_time(0.0), find_calendar_time(1e15)
    (datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), None)
    """
    if moment is None:
        return None
    try:
        found = datetime.fromtimestamp(moment, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.year >= 1000 else None
