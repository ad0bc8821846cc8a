"""Put times, counts and rates into short plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Clock:
    """Word a POSIX second in the local time of the case.

    >>> clock = Clock(16200)
    >>> clock.full(0.0), clock.short(0.0), clock.hour(0.0), clock.zone
    ('Thu 1 Jan 1970, 04:30', 'Thu 1 Jan, 04:30', '04:30', 'UTC+04:30')
    """

    offset_seconds: int

    def at(self, moment: float) -> datetime:
        """Give the local date and time."""
        return datetime.fromtimestamp(moment, timezone(timedelta(seconds=self.offset_seconds)))

    def day(self, moment: float) -> str:
        """Give the day: 'Thu 1 Jan'."""
        when = self.at(moment)
        return f"{DAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]}"

    def hour(self, moment: float) -> str:
        """Give the hour and minute."""
        return f"{self.at(moment):%H:%M}"

    def short(self, moment: float) -> str:
        """Give day and time without the year."""
        return f"{self.day(moment)}, {self.hour(moment)}"

    def full(self, moment: float) -> str:
        """Give day, year and time."""
        return f"{self.day(moment)} {self.at(moment).year}, {self.hour(moment)}"

    @property
    def zone(self) -> str:
        """Name the offset."""
        minutes = abs(self.offset_seconds) // 60
        return f"UTC{'−' if self.offset_seconds < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def count(number: float, one: str = "", many: str = "") -> str:
    """Write a count with its noun.

    >>> count(12893), count(1, "person", "people"), count(2, "person", "people")
    ('12,893', '1 person', '2 people')
    """
    noun = one if round(number) == 1 else many
    return f"{number:,.0f}" + (f" {noun}" if noun else "")


def people(number: float) -> str:
    """Write a count of people.

    >>> people(1), people(0)
    ('1 person', '0 people')
    """
    return count(number, "person", "people")


def harm(value: float) -> str:
    """Write expected people harmed to three figures, never as a bare nought where there is some.

    >>> harm(14.579), harm(0.0419), harm(0.0), harm(0.0004), harm(345.5)
    ('14.6', '0.042', '0', 'under 0.001', '346')
    """
    if value == 0:
        return "0"
    if abs(value) < 0.001:
        return "under 0.001"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return f"{value:,.{digits}f}"


def percent(share: float) -> str:
    """Write a share; a part that is not nothing is not called 0 %, nor one that is not all 100 %.

    >>> percent(0.417), percent(0.0001), percent(0.9999), percent(1.0)
    ('42 %', 'under 1 %', 'over 99 %', '100 %')
    """
    if 0 < share < 0.005:
        return "under 1 %"
    if 0.995 <= share < 1:
        return "over 99 %"
    return f"{100 * share:.0f} %"


def per_thousand(rate: float) -> str:
    """Write a rate per person-hour as people harmed of 1,000 in the open for an hour.

    >>> per_thousand(0.00583), per_thousand(0.00002)
    ('5.8', '0.02')
    """
    return f"{1000 * rate:.2g}"
