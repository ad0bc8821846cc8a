"""Test that a time becomes the span of seconds it may mean."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.core.basics import Window, format_time, parse_time
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import TimeMention
from safeconduct.core.intake.times import find_times, window_of

REFERENCE = date(2031, 3, 6)
EAST = 7200
INFINITY = float("inf")


def _mention(value: str, kind: str = "DATE", mod: str = "") -> TimeMention:
    return TimeMention(Span(0, 1), value, kind, mod)


@pytest.mark.parametrize(
    ("value", "kind", "start", "end"),
    [
        ("2031-03-06", "DATE", "2031-03-06T00:00:00+02:00", "2031-03-07T00:00:00+02:00"),
        ("2031-W10", "DATE", "2031-03-03T00:00:00+02:00", "2031-03-10T00:00:00+02:00"),
        ("2031-W10-WE", "DATE", "2031-03-08T00:00:00+02:00", "2031-03-10T00:00:00+02:00"),
        ("2031-12", "DATE", "2031-12-01T00:00:00+02:00", "2032-01-01T00:00:00+02:00"),
        ("1998", "DATE", "1998-01-01T00:00:00+02:00", "1999-01-01T00:00:00+02:00"),
        ("198", "DATE", "1980-01-01T00:00:00+02:00", "1990-01-01T00:00:00+02:00"),
        ("1990/1996", "DATE", "1990-01-01T00:00:00+02:00", "1997-01-01T00:00:00+02:00"),
        ("2031-03-06T04:30", "TIME", "2031-03-06T04:30:00+02:00", "2031-03-06T04:31:00+02:00"),
        ("2031-03-06T04:30Z", "TIME", "2031-03-06T04:30:00+00:00", "2031-03-06T04:31:00+00:00"),
        ("2031-03-06TNI", "TIME", "2031-03-06T19:00:00+02:00", "2031-03-07T05:00:00+02:00"),
        ("2031-03-06T22:00/2031-03-07T04:00", "TIME", "2031-03-06T22:00:00+02:00", "2031-03-07T04:00:00+02:00"),
        ("PRESENT_REF", "DATE", "2031-03-06T00:00:00+02:00", "2031-03-07T00:00:00+02:00"),
    ],
)
def test_a_value_spans_what_it_says(value: str, kind: str, start: str, end: str) -> None:
    """Days, weeks, months, years, clocks and ranges span no more and no less than they name."""
    assert window_of(_mention(value, kind), REFERENCE, EAST) == Window(parse_time(start), parse_time(end))


def test_before_and_after_are_open_to_one_side() -> None:
    """ "before 2001" ends where 2001 begins; "until" takes the day in."""
    start = parse_time("2001-01-01T00:00:00+02:00")
    end = parse_time("2002-01-01T00:00:00+02:00")
    assert window_of(_mention("2001", mod="BEFORE"), None, EAST) == Window(-INFINITY, start)
    assert window_of(_mention("2001", mod="ON_OR_BEFORE"), None, EAST) == Window(-INFINITY, end)
    assert window_of(_mention("2001", mod="ON_OR_AFTER"), None, EAST) == Window(start, INFINITY)
    assert window_of(_mention("2001", mod="AFTER"), None, EAST) == Window(end, INFINITY)


@pytest.mark.parametrize(
    ("value", "kind", "offset"),
    [
        ("XXXX-WXX-7", "DATE", EAST),
        ("P1D", "SET", EAST),
        ("PT2H", "DURATION", EAST),
        ("2031-03-06T04:30", "TIME", None),
        ("2029-XX-XX", "DATE", EAST),
    ],
)
def test_what_is_not_known_has_no_window(value: str, kind: str, offset: int | None) -> None:
    """Open values, lengths, sets, and local clocks without an offset give None, never a guess."""
    assert window_of(_mention(value, kind), REFERENCE, offset) is None


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 30)), st.integers(-14 * 4, 14 * 4))
def test_a_day_written_and_read_again_is_that_day(day: date, quarters: int) -> None:
    """An ISO date found in a text spans that local day and nothing else, in every zone."""
    offset = quarters * 900
    mention = find_times(f"Seen {day.isoformat()} there.", None, None, offset).mentions[0]
    window = window_of(mention, None, offset)
    assert window is not None
    assert format_time(window.start, offset)[:19] == f"{day.isoformat()}T00:00:00"
    assert format_time(window.end, offset)[:19] == f"{(day + timedelta(days=1)).isoformat()}T00:00:00"


@settings(deadline=None)
@given(st.datetimes().map(lambda moment: moment.replace(year=2000 + moment.year % 90, second=0, microsecond=0)))
def test_a_stamp_in_zulu_is_read_to_the_minute(moment: object) -> None:
    """A clock time with Z needs neither date nor offset from outside, and spans its minute."""
    text = f"{moment:%Y-%m-%dT%H:%M}Z"
    mention = find_times(f"Sent {text}.", None, None).mentions[0]
    start = parse_time(text.replace("Z", "+00:00"))
    assert window_of(mention, None) == Window(start, start + 60)
