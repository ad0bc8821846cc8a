"""Read the times that sources give of themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def read_moment(text: str) -> float | None:
    """Return the POSIX second of an ISO 8601 or RFC 5322 time; None where it is neither.

    A time without an offset is taken as UTC: it serves to tell what day a text is of, not to act by the minute.

    >>> read_moment("Thu, 01 Jan 1970 01:00:00 +0100"), read_moment("1970-01-02"), read_moment("soon")
    (0.0, 86400.0, None)
    """
    when = _read_iso(text.strip()) or _read_mail(text.strip())
    if when is None:
        return None
    try:
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (OverflowError, ValueError):
        return None


def _read_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _read_mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text[:80])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
