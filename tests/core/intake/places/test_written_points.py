"""Test that points written in figures are read where they lie, and no finer than their figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.intake.places.coordinates import PLUS_CODE_CAUTION, find_coordinates
from safeconduct.core.intake.places.grid import complete_plus_code, decode_mgrs, decode_plus_code


@pytest.mark.parametrize(
    ("text", "x", "y", "radius"),
    [
        ("seen at 34.5281, 69.1723 today", 69.1723, 34.5281, 6),
        ("34.5281N 69.1723E", 69.1723, 34.5281, 6),
        ("33.8688 S, 151.2093 E", 151.2093, -33.8688, 6),
        ("34°31'41\"N 69°10'20\"E", 69.1722, 34.5281, 15),
        ("34°31′N, 69°10′W", -69.1667, 34.5167, 926),
        ("31U DQ 48251 11932", 2.2945, 48.8582, 0.5),
        ("31UDQ4811", 2.2980, 48.8542, 500),
        ("code 8FVC2222+22 ok", 8.0000625, 47.0000625, 7),
    ],
)
def test_a_point_is_read_as_it_is_written(text: str, x: float, y: float, radius: float) -> None:
    """Degrees, minutes, grids and codes give longitude and latitude, and half of the cell that the figures name."""
    (point,) = find_coordinates(text)
    assert point.x == pytest.approx(x, abs=1e-3 if radius > 100 else 1e-4)
    assert point.y == pytest.approx(y, abs=1e-3 if radius > 100 else 1e-4)
    assert point.radius_metres == pytest.approx(radius, rel=0.1)


@pytest.mark.parametrize(
    "text", ["paid 34.50, then 69.20", "98.12, 12.10 degrees", "call 0700 123456", "A10 at 12", "8FVC+2222", "1.2, 3.4"]
)
def test_other_figures_are_no_points(text: str) -> None:
    """Prices, telephone numbers and broken codes are not taken for points off the globe."""
    assert all(abs(point.y) <= 90 and point.radius_metres > 100 for point in find_coordinates(text))


def test_a_plus_code_comes_with_its_caution() -> None:
    """It has no check digit: the reader is told to have it read back."""
    assert find_coordinates("8FVC2222+22")[0].caution == PLUS_CODE_CAUTION


def test_a_short_plus_code_needs_a_place_nearby() -> None:
    """Without one it is no point; with one it is the nearest cell of that name."""
    assert find_coordinates("2222+22") == ()
    (point,) = find_coordinates("2222+22", (8.1, 47.1))
    assert (point.x, point.y) == pytest.approx((8.0000625, 47.0000625))


@given(st.floats(-179.9, 179.9), st.floats(-85, 85), st.text("23456789CFGHJMPQRVWX", min_size=6, max_size=6))
def test_a_completed_plus_code_lies_near(x: float, y: float, letters: str) -> None:
    """The cell chosen is never more than one degree away: four letters stand for a cell of one degree."""
    full = complete_plus_code(f"{letters[:4]}+{letters[4:]}", x, y)
    assert full is not None
    point = decode_plus_code(full)
    assert point is not None
    assert abs(point[1] - y) <= 1.0


@given(
    st.integers(1, 60),
    st.sampled_from("CDEFGHJKLMNPQRSTUVWX"),
    st.text("ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=2, max_size=2),
)
def test_a_grid_square_lies_in_its_zone_and_band(zone: int, band: str, square: str) -> None:
    """A reference that cannot be gives nothing; any other lies in its band, and within five degrees of its meridian."""
    found = decode_mgrs(zone, band, square, "5050") if square[1] <= "V" else None
    if found is None:
        return
    south = -80 + 8 * "CDEFGHJKLMNPQRSTUVWX".index(band)
    assert south - 1 <= found[1] <= south + 13
    off = abs(found[0] - (6 * zone - 183)) * (1 if abs(found[1]) < 70 else 0.3)
    assert off < 6
