"""Read days in the forms that tables of events have, and make windows of them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from safeconduct.core.basics import Window

REMEDY = "write the day like 2031-03-04"
ORDER_REMEDY = "write the day like 2031-03-04, or say --dates day-first or month-first"
YEARS = range(1900, 2101)
CENTURY_TURNS = 70  # two-digit years from here on are of the last century

_MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if number}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ][\d:.]+(?:z|[+-]\d{2}:?\d{2})?)?")
_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?: [\d:.]+)?")
_DAY_WORD = re.compile(r"(\d{1,2})[ -]([a-z]+)\.?,?[ -](\d{4}|\d{2})")
_WORD_DAY = re.compile(r"([a-z]+)\.? (\d{1,2}),? (\d{4})")


def find_order(texts: Iterable[str]) -> bool | None:
    """Tell whether the days of a column stand before its months; None where nothing in it tells, or it tells both.

    >>> find_order(["03/04/2031", "25/04/2031"]), find_order(["03/04/2031"])
    (True, None)
    """
    told = set()
    for text in texts:
        if found := _NUMBERS.fullmatch(text.strip()):
            first, second = int(found[1]), int(found[3])
            told |= {True} if first > 12 >= second else {False} if second > 12 >= first else set()
    return told.pop() if len(told) == 1 else None


def read_day(text: str, day_first: bool | None = None) -> date:
    """Return the day that a text names, any time of day left out; raise ValueError, which says why, otherwise.

    >>> read_day("26 August 2031"), read_day("8/26/31", day_first=False)
    (datetime.date(2031, 8, 26), datetime.date(2031, 8, 26))
    """
    text = text.strip().lower()
    if found := _ISO.fullmatch(text) or _PLAIN.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _DAY_WORD.fullmatch(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := _WORD_DAY.fullmatch(text):
        return _day(found[3], _month(found[1]), found[2])
    found = _NUMBERS.fullmatch(text)
    if not found:
        raise ValueError("no day that can be read")
    first, second = int(found[1]), int(found[3])
    if found[2] == "." or first == second:
        day_first = True
    if day_first is None:
        raise ValueError("the day or the month may stand first, and nothing in the column tells which")
    return _day(found[4], second, first) if day_first else _day(found[4], first, second)


def window_of(first: date, last: date, utc_offset_seconds: int) -> Window:
    """Return from the beginning of the first day to the end of the last, by the local clock.

    >>> window_of(date(1970, 1, 1), date(1970, 1, 2), 3600)
    Window(start=-3600.0, end=169200.0)
    """
    begin, end = (
        datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() - utc_offset_seconds
        for day in (first, last + timedelta(days=1))
    )
    return Window(begin, end)


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the month.

    >>> month_of(date(2031, 2, 7))[1]
    datetime.date(2031, 2, 28)
    """
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _month(word: str) -> int:
    number = _MONTHS.get(word[:3])
    if number is None or not (word == "sept" or calendar.month_name[number].lower().startswith(word)):
        raise ValueError("no month that can be read")
    return number


def _day(year: str, month: str | int, day: str | int) -> date:
    whole = int(year) + (0 if len(year) == 4 else 1900 if int(year) >= CENTURY_TURNS else 2000)
    if whole not in YEARS:
        raise ValueError(f"a year outside {YEARS.start} to {YEARS.stop - 1}")
    return date(whole, int(month), int(day))
