"""Give the Solar Hijri date of a day, by which Afghanistan and Iran count.

The first six months have 31 days, the next five 30, the last 29 or, in a leap year, 30. Eight years of 33 are leap
years: this agrees with the observed equinox, which decides, from 1244 to 1472 (1865 to 2094).
Source: K. Borkowski, The Persian calendar for 3000 years, Earth, Moon, and Planets 74 (1996), for where the rule holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIRST_YEAR, LAST_YEAR = 1304, 1472  # the calendar's months have had these lengths since 1304
_EPOCH = date(1925, 3, 21).toordinal()  # the first day of 1304


@dataclass(frozen=True, slots=True)
class SolarDate:
    """Hold a Solar Hijri date; month 1 begins in March."""

    year: int
    month: int
    day: int


def to_solar_hijri(day: date) -> SolarDate | None:
    """Return the date in the Solar Hijri calendar, or None outside the years for which the rule is known to hold.

    >>> to_solar_hijri(date(2021, 8, 15))
    SolarDate(year=1400, month=5, day=24)
    """
    days = day.toordinal() - _EPOCH
    if days < 0:
        return None
    year = FIRST_YEAR + days // 366
    while days >= _days_before(year + 1):
        year += 1
    if year > LAST_YEAR:
        return None
    within = days - _days_before(year)
    if within < 186:
        return SolarDate(year, within // 31 + 1, within % 31 + 1)
    return SolarDate(year, (within - 186) // 30 + 7, (within - 186) % 30 + 1)


def is_leap(year: int) -> bool:
    """Tell whether a Solar Hijri year has 366 days.

    >>> [year for year in range(1395, 1413) if is_leap(year)]
    [1395, 1399, 1403, 1408, 1412]
    """
    return (year * 8 + 29) % 33 < 8


def _days_before(year: int) -> int:
    """Return the days from the first day of FIRST_YEAR to that of `year`."""
    return 365 * (year - FIRST_YEAR) + _leaps_before(year) - _leaps_before(FIRST_YEAR)


def _leaps_before(year: int) -> int:
    """Count the leap years since a fixed one: each time 8 * year + 21 passes a multiple of 33, one is over."""
    return (year * 8 + 21) // 33
