"""Hold the Solar Hijri calendar to dates that are known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.instructions.solar_hijri import SolarDate, is_leap, to_solar_hijri

FIRST, LAST = date(1925, 3, 21), date(2094, 3, 19)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1925, 3, 21), (1304, 1, 1)),
        (date(1978, 4, 27), (1357, 2, 7)),  # the coup of 7 Saur
        (date(1979, 2, 11), (1357, 11, 22)),  # the revolution of 22 Bahman
        (date(1989, 2, 15), (1367, 11, 26)),  # the last Soviet soldiers leave on 26 Dalw
        (date(1997, 3, 20), (1375, 12, 30)),  # a leap year's last day
        (date(1997, 3, 21), (1376, 1, 1)),
        (date(2012, 3, 20), (1391, 1, 1)),
        (date(2021, 3, 20), (1399, 12, 30)),
        (date(2021, 3, 21), (1400, 1, 1)),
        (date(2021, 8, 15), (1400, 5, 24)),  # 24 Asad
        (date(2021, 9, 22), (1400, 6, 31)),
        (date(2021, 9, 23), (1400, 7, 1)),
        (date(2024, 3, 19), (1402, 12, 29)),
        (date(2024, 3, 20), (1403, 1, 1)),
        (date(2025, 3, 20), (1403, 12, 30)),
        (date(2025, 3, 21), (1404, 1, 1)),
        (date(2031, 3, 4), (1409, 12, 13)),
    ],
)
def test_known_dates(day: date, expected: tuple[int, int, int]) -> None:
    """Days known by both dates, the ends of leap years and of long months among them."""
    assert to_solar_hijri(day) == SolarDate(*expected)


def test_leap_years_are_those_of_the_calendar() -> None:
    """The leap years of the published calendars of 1370 to 1412."""
    leap = [1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412]
    assert [year for year in range(1370, 1413) if is_leap(year)] == leap


@given(st.dates(FIRST, LAST - timedelta(days=1)))
def test_each_day_follows_the_one_before(day: date) -> None:
    """Tomorrow is the next day of the month, the first of the next month, or the first of the next year."""
    today, tomorrow = to_solar_hijri(day), to_solar_hijri(day + timedelta(days=1))
    assert today is not None
    assert tomorrow is not None
    months = [31] * 6 + [30] * 5 + [30 if is_leap(today.year) else 29]
    if today.day < months[today.month - 1]:
        assert tomorrow == SolarDate(today.year, today.month, today.day + 1)
    elif today.month < 12:
        assert tomorrow == SolarDate(today.year, today.month + 1, 1)
    else:
        assert tomorrow == SolarDate(today.year + 1, 1, 1)


def test_days_for_which_the_rule_is_not_known_have_no_date() -> None:
    """Before 1304 and after 1472 there is no answer rather than a wrong one."""
    assert to_solar_hijri(FIRST - timedelta(days=1)) is None
    assert to_solar_hijri(LAST) == SolarDate(1472, 12, 29)
    assert to_solar_hijri(LAST + timedelta(days=1)) is None
    assert to_solar_hijri(date.min) is None
    assert to_solar_hijri(date.max) is None
