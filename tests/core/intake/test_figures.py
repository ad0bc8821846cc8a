"""Promise that a figure is read with all that rounding and words leave open."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.intake.figures import find_figures, read_figure

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("text", "low", "high", "counted"),
    [
        ("6,431 people", 6431, 6431, "people"),
        ("6,400 evacuees", 6350, 6450, "people"),
        ("nearly 6,000 Elan residents", 5500, 6000, "people"),
        ("about 16,000 passengers", 15200, 16800, "people"),
        ("more than 2000 left", 2000, inf, "left"),
        ("up to 40 buses", 0, 40, "bus"),
        ("700-800 pax", 700, 800, "people"),
        ("from 700 to 800 pax", 700, 800, "people"),
        ("1.2 million", 1_150_000, 1_250_000, ""),
        ("two hundred soldiers", 150, 250, "soldier"),
        ("twelve gates", 12, 12, "gate"),
        ("90 planes", 90, 90, "flight"),
    ],
)
def test_a_figure_is_read_with_what_it_leaves_open(text: str, low: float, high: float, counted: str) -> None:
    """Zeros at the end, "nearly", ranges and scales say how far the number meant may lie from the one written."""
    (found,) = find_figures(text)
    assert (found.low, found.high, found.counted) == (pytest.approx(low), pytest.approx(high), counted)
    assert text[found.span.start : found.span.end].strip() == found.words


@pytest.mark.parametrize(
    "text", ["on 2031-03-04", "at 15:29", "a C-130", "in 2031", "room 4/7", "v1.2.3", "one of them", "9" * 400]
)
def test_dates_times_and_names_are_no_counts(text: str) -> None:
    """Dates, times of day, years and names with digits are not read as counts."""
    assert find_figures(text) == ()


@pytest.mark.parametrize("cell", ["", "n/a", "-", "3 of 4"])
def test_a_cell_without_one_figure_holds_none(cell: str) -> None:
    """A cell that holds no figure, or two, is not published; never 0."""
    assert read_figure(cell) is None


@given(st.integers(1, 10**7), st.integers(1, 4))
def test_rounding_is_never_a_gap(count: int, zeros: int) -> None:
    """A count and the same count rounded to fewer digits, at least two or to 1,000, are never apart."""
    unit = 10**zeros
    if unit > max(10, count // 10):
        return
    rounded = (count + unit // 2) // unit * unit
    if rounded < 1000:
        return
    (one,), (other,) = find_figures(f"{count:,}"), find_figures(f"{rounded:,}")
    assert one.gap(other) == other.gap(one) == 0
    assert one.low <= count <= one.high
