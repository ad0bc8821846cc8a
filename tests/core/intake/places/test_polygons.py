"""Test that a point is put into its district."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.intake.places import Place
from safeconduct.core.intake.places.polygons import District, containing_district, nearest_district, outline_centre
from safeconduct.core.intake.reading import Precision

_SQUARE = ((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0))
_HOLE = ((0.5, 0.5), (1.5, 0.5), (1.5, 1.5), (0.5, 1.5))


def _place(name: str, x: float, y: float, radius: float) -> Place:
    return Place(name, Precision.DISTRICT, "district", "AF", x, y, radius)


RIM = District(_place("Rim", 1.0, 1.0, 100_000.0), (_SQUARE, _HOLE))
EAST = District(_place("East", 3.0, 1.0, 100_000.0), (tuple((x + 2, y) for x, y in _SQUARE),))


@given(st.floats(0.01, 1.99), st.floats(0.01, 1.99))
def test_a_point_is_inside_the_rim_unless_in_the_hole(x: float, y: float) -> None:
    """Holes do not belong to a district."""
    in_hole = 0.5 < x < 1.5 and 0.5 < y < 1.5
    on_edge = any(abs(value - edge) < 1e-9 for value in (x, y) for edge in (0.5, 1.5))
    assert on_edge or RIM.holds(x, y) != in_hole


def test_the_containing_district_is_told_and_none_is_made_up_outside() -> None:
    """Outside all outlines there is no containing district, but a nearest one."""
    assert containing_district((RIM, EAST), 0.1, 1.0) == RIM.place
    assert containing_district((RIM, EAST), 3.0, 1.0) == EAST.place
    assert containing_district((RIM, EAST), 9.0, 1.0) is None
    assert nearest_district((RIM, EAST), 9.0, 1.0) == EAST.place
    assert nearest_district((), 9.0, 1.0) is None


def test_a_centre_and_radius_come_from_the_outline() -> None:
    """The circle has the area of the outline; a ring without area has no centre."""
    centre = outline_centre((_SQUARE,))
    assert centre is not None
    assert centre[:2] == pytest.approx((1.0, 1.0))
    assert centre[2] == pytest.approx(111_195 * 2 / 3.14159265**0.5, rel=1e-3)
    assert outline_centre((((0.0, 0.0), (1.0, 1.0), (2.0, 2.0)),)) is None
