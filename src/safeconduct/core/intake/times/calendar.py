"""Reckon with dates as far as a text gives them: a digit that is not known is written X, as TIMEX3 does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from safeconduct.core.intake.times.tense import Tense


@dataclass(frozen=True, slots=True)
class Calendar:
    """Hold what a text's times hang on: the day it was written, the moment where it is known, and its verbs."""

    day: date | None  # local
    moment: datetime | None  # local, without an offset
    tense: Callable[[int], Tense]  # of the verb that governs a code point

    def shift(self, count: int, unit: str) -> str:
        """Return the day, week, month, year or decade that lies `count` units on, no finer than the unit.

        >>> Calendar(date(2021, 8, 22), None, lambda _: Tense.PAST).shift(-1, "W")
        '2021-W32'
        """
        if unit in ("TH", "TM", "TS"):
            return self._shift_moment(count, unit)
        if self.day is None:
            return {"D": "XXXX-XX-XX", "NI": "XXXX-XX-XX", "W": "XXXX-WXX", "FN": "XXXX-WXX", "M": "XXXX-XX"}.get(
                unit, "XXXX"
            )
        if unit in ("D", "NI"):
            return move_day(self.day, count)
        if unit in ("W", "FN"):
            return write_week(self.day, count * (2 if unit == "FN" else 1))
        if unit == "M":
            months = self.day.year * 12 + self.day.month - 1 + count
            return f"{months // 12:04}-{months % 12 + 1:02}" if 12 <= months < 120000 else "XXXX-XX"
        year = self.day.year + count * {"DE": 10, "CE": 100}.get(unit, 1)
        return f"{year:04}"[: {"DE": 3, "CE": 2}.get(unit, 4)] if 1 <= year <= 9999 else "XXXX"

    def weekday(self, number: int, at: int) -> str:
        """Return the weekday (1 = Monday) nearest in the direction of the verb; the reference day itself counts."""
        if self.day is None:
            return f"XXXX-WXX-{number}"
        ahead = (number - self.day.isoweekday()) % 7
        back = (self.day.isoweekday() - number) % 7
        return move_day(self.day, -back if self.tense(at) is Tense.PAST else ahead)

    def weekday_after(self, number: int, turn: int) -> str:
        """Return "next Sunday" (turn 1), "last Sunday" (-1) or "this Sunday" (0): next and last are never today."""
        if self.day is None:
            return f"XXXX-WXX-{number}"
        ahead = (number - self.day.isoweekday()) % 7
        if turn > 0:
            return move_day(self.day, ahead or 7)
        if turn < 0:
            return move_day(self.day, -((self.day.isoweekday() - number) % 7 or 7))
        return move_day(self.day, ahead)

    def month_day(self, month: int, day: int, at: int) -> str:
        """Return the day of the year that is meant by the verb, else the nearest; "" where no year has that day."""
        if not _has_day(2000, month, day):
            return ""
        if self.day is None:
            return f"XXXX-{month:02}-{day:02}"
        reference = self.day
        days = [date(year, month, day) for year in _years_around(reference.year) if _has_day(year, month, day)]
        tense = self.tense(at)
        fit = [
            candidate
            for candidate in days
            if (tense is Tense.PAST and candidate <= reference) or (tense is Tense.FUTURE and candidate >= reference)
        ]
        return min(fit or days, key=lambda candidate: abs(candidate - reference)).isoformat()

    def month(self, month: int, at: int) -> str:
        """Return the month that is meant by the verb; the reference's own month counts."""
        if self.day is None:
            return f"XXXX-{month:02}"
        ahead = (month - self.day.month) % 12
        back = (self.day.month - month) % 12
        return self.shift(-back if self.tense(at) is not Tense.FUTURE else ahead, "M")

    def clock(self, clock: str, at: int) -> str:
        """Return a clock time on the reference day; where the moment is known, on the day that the verb means."""
        day = "XXXX-XX-XX" if self.day is None else self.day.isoformat()
        if self.moment is None or self.day is None or len(clock) != 6:
            return day + clock
        minutes = int(clock[1:3]) * 60 + int(clock[4:])
        gone = minutes - (self.moment.hour * 60 + self.moment.minute)  # negative: earlier today
        tense = self.tense(at)
        if tense is Tense.PAST and gone > 0:
            return move_day(self.day, -1) + clock
        if gone < 0 and (tense is Tense.FUTURE or (tense is not Tense.PAST and gone < -720)):
            return move_day(self.day, 1) + clock
        return day + clock

    def _shift_moment(self, count: int, unit: str) -> str:
        if self.moment is None:
            return ""
        seconds = count * {"TH": 3600, "TM": 60, "TS": 1}[unit]
        try:
            return (self.moment + timedelta(seconds=seconds)).isoformat(timespec="minutes")
        except OverflowError:
            return ""


def make_calendar(
    reference: date | float | None, offset_seconds: int | None, tense: Callable[[int], Tense]
) -> Calendar:
    """Return the calendar of a reference: a local date, or a POSIX second (local by the offset, UTC without one)."""
    if reference is None:
        return Calendar(None, None, tense)
    if isinstance(reference, date):
        return Calendar(reference, None, tense)
    moment = datetime.fromtimestamp(reference + (offset_seconds or 0), UTC).replace(tzinfo=None)
    return Calendar(moment.date(), moment, tense)


def move_day(day: date, count: int) -> str:
    """Write the day `count` days on; XXXX-XX-XX outside the years 1 to 9999."""
    try:
        return (day + timedelta(days=count)).isoformat()
    except OverflowError:
        return "XXXX-XX-XX"


def write_week(day: date, count: int) -> str:
    """Write the ISO week `count` weeks on."""
    try:
        year, week, _ = (day + timedelta(weeks=count)).isocalendar()
    except OverflowError:
        return "XXXX-WXX"
    return f"{year:04}-W{week:02}"


def _years_around(year: int) -> range:
    return range(max(year - 4, 1), min(year + 4, 9999) + 1)  # four: 29 February


def _has_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
