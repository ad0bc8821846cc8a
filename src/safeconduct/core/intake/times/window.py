"""Turn a time into the span of seconds that it may mean."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from safeconduct.core.basics import Window
from safeconduct.core.intake.reading import TimeMention
from safeconduct.core.intake.times.words import DAY_PART_HOURS

_INFINITY = float("inf")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEARS = re.compile(r"\d{2,4}")
_CLOCK = re.compile(r"T(\d\d):(\d\d)(Z|[+-]\d\d:\d\d)?")
_MINUTE = 60.0  # a clock time is told to the minute, and spans it


def window_of(
    mention: TimeMention, reference: date | float | None, utc_offset_seconds: int | None = None
) -> Window | None:
    """Return the seconds that a time may mean; None where the text does not say enough, and for lengths and sets.

    A local time needs `utc_offset_seconds`. What comes before or after something is open to one side (infinity).
    PRESENT_REF is the hour from the reference moment, or the whole of the reference day.

    >>> from safeconduct.core.intake.document import Span
    >>> window_of(TimeMention(Span(0, 5), "2021-08-22T04:30Z", "TIME"), None)
    Window(start=1629606600.0, end=1629606660.0)
    """
    if mention.kind not in ("DATE", "TIME"):
        return None
    if mention.value.endswith("_REF"):
        found = _reference_window(mention.value, reference, utc_offset_seconds)
    else:
        first, _, last = mention.value.partition("/")
        found = _window(first, utc_offset_seconds)
        if last:
            end = _window(last, utc_offset_seconds)
            if found is None or end is None:
                return None
            # A clock ends a range; a day is part of it.
            found = Window(found.start, end.start if _CLOCK.search(last) else end.end)
            if found.end <= found.start:
                return None
    return None if found is None else _open(found, mention.mod)


def _open(window: Window, mod: str) -> Window:
    match mod:
        case "BEFORE":
            return Window(-_INFINITY, window.start)
        case "AFTER":
            return Window(window.end, _INFINITY)
        case "ON_OR_BEFORE":
            return Window(-_INFINITY, window.end)
        case "ON_OR_AFTER":
            return Window(window.start, _INFINITY)
    return window


def _reference_window(value: str, reference: date | float | None, offset: int | None) -> Window | None:
    if reference is None:
        return None
    if isinstance(reference, date):
        today = _window(reference.isoformat(), offset)
    else:
        today = Window(reference, reference + 3600.0)
    if today is None:
        return None
    return {
        "PRESENT_REF": today,
        "PAST_REF": Window(-_INFINITY, today.start),
        "FUTURE_REF": Window(today.start, _INFINITY),
    }[value]


def _window(value: str, offset: int | None) -> Window | None:
    """Return the window of one value without mod."""
    day, mark, clock = value.partition("T")
    if mark:
        return _time_window(day, mark + clock, offset)
    if offset is None:
        return None
    days = _days(day)
    return None if days is None else Window(*(_second(end, 0.0, offset) for end in days))


def _time_window(day: str, clock: str, offset: int | None) -> Window | None:
    if not _DAY.fullmatch(day):
        return None
    first = date.fromisoformat(day)
    if part := DAY_PART_HOURS.get(clock):
        return None if offset is None else Window(*(_second(first, hour, offset) for hour in part))
    found = _CLOCK.fullmatch(clock)
    if not found:
        return None
    zone = found[3]
    if zone:
        sign = -1 if zone.startswith("-") else 1
        offset = 0 if zone == "Z" else sign * (int(zone[1:3]) * 3600 + int(zone[4:]) * 60)
    if offset is None:
        return None
    start = _second(first, int(found[1]) + int(found[2]) / 60, offset)
    return Window(start, start + _MINUTE)


def _days(value: str) -> tuple[date, date] | None:
    """Return the first day of a DATE and the first after it."""
    try:
        if _DAY.fullmatch(value):
            first = date.fromisoformat(value)
            return first, first + timedelta(days=1)
        if found := _WEEK.fullmatch(value):
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return monday + timedelta(days=5 if found[3] else 0), monday + timedelta(days=7)
        if found := _MONTH.fullmatch(value):
            year, month = int(found[1]), int(found[2])
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
        if _YEARS.fullmatch(value):
            span = 10 ** (4 - len(value))
            return date(int(value) * span, 1, 1), date(int(value) * span + span, 1, 1)
    except (ValueError, OverflowError):
        return None
    return None


def _second(day: date, hours: float, offset: int) -> float:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    return midnight + round(hours * 60) * 60.0 - offset
