"""Promise that areas are measured, closed and compared as they lie on the ground."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.picture.district import District
from safeconduct.core.warnings import Area, Circle, Placed, box_ring, count_coverage, find_inside, settle_ring
from safeconduct.core.warnings.area import crosses_itself, holds_ring, measure_km2, signed_km2

SQUARE = box_ring(24.0, 60.0, 24.1, 60.1)
LON, LAT = st.floats(-179, 179), st.floats(-80, 80)


@given(LON, LAT, st.integers(50, 50_000))
def test_a_circle_drawn_as_corners_leaves_nobody_of_it_out(lon, lat, radius):
    """Every point of the circle lies in its polygon, which has at most one percent more ground."""
    ring = Circle(lon, lat, radius).ring()
    turns = np.linspace(0, 2 * np.pi, 50)
    reach = 0.999 * radius / METRES_PER_DEGREE
    x, y = lon + reach / math.cos(math.radians(lat)) * np.cos(turns), lat + reach * np.sin(turns)
    assert find_inside([ring], x, y).all()
    assert abs(signed_km2(ring)) <= 1.02 * math.pi * (radius / 1000) ** 2


@given(st.lists(st.tuples(LON, LAT), min_size=3, max_size=12, unique=True))
def test_a_settled_ring_is_closed_and_anticlockwise_and_settles_once(points):
    """Whatever order it was drawn in."""
    ring = settle_ring(points)
    if len(ring) > 3:
        assert ring[0] == ring[-1]
        assert signed_km2(ring) >= 0
    assert settle_ring(ring) == ring


def test_a_ring_that_touches_itself_is_found():
    """A corner on another side counts, the next side does not."""
    assert not crosses_itself(SQUARE)
    assert crosses_itself(((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (1.0, 0.0), (0.0, 2.0), (0.0, 0.0)))


def test_a_ring_across_a_bay_of_the_theatre_is_not_in_it():
    """All its corners may lie inside, and a side outside."""
    bay = ((0.0, 0.0), (3.0, 0.0), (3.0, 3.0), (2.0, 3.0), (2.0, 1.0), (1.0, 1.0), (1.0, 3.0), (0.0, 3.0), (0.0, 0.0))
    across = ((0.5, 2.0), (0.5, 0.5), (2.5, 0.5), (2.5, 2.0), (0.5, 2.0))
    assert not holds_ring(bay, across)
    assert holds_ring(bay, box_ring(0.1, 0.1, 2.9, 0.9))


def test_ground_of_areas_adds_up():
    """A tenth of a degree at 60 degrees north is 5.56 km by 11.12 km."""
    assert measure_km2([Area("", (SQUARE,)), Area("", (SQUARE,))]) == pytest.approx(2 * 5.55 * 11.12, rel=0.01)


def place(number: int, lon: float, lat: float, **more: object) -> Placed:
    """Return a party of three people."""
    return Placed(f"P{number}", lon, lat, 3, **more)  # type: ignore[arg-type]


def test_who_is_told_is_counted_by_place_and_unknown_is_not_told():
    """None at all and nobody asked are two counts; both are told by nobody, and no party is named."""
    west = District("West", ((box_ring(24.0, 60.0, 24.05, 60.1),),))
    people = [
        place(1, 24.01, 60.05, channels=frozenset({"sms"})),
        place(2, 24.02, 60.05, channels=frozenset({"none"})),
        place(3, 24.03, 60.05),
        place(4, 24.07, 60.05, channels=frozenset({"radio"})),
        place(5, 25.0, 60.05),
        place(6, 24.102, 60.05, precision_metres=200.0),
    ]
    covered = count_coverage(people, [SQUARE], [west], told=frozenset({"P1", "P5"}))
    first, second = covered.lines
    assert (first.place, first.people, first.reachable, first.unreachable, first.unasked) == ("West", 9, 3, 3, 3)
    assert (first.nobody_tells, first.told) == (6, 3)
    assert (second.place, second.people, second.told) == ("elsewhere in the area", 3, 0)
    assert covered.perhaps == 3
    assert not any(f"P{number}" in repr(covered) for number in range(1, 7))


def test_before_anything_is_sent_nobody_knows_who_was_told():
    """Not known is no zero."""
    covered = count_coverage([place(1, 24.01, 60.05)], [SQUARE], [])
    assert covered.total().told is None
    assert count_coverage([], [SQUARE], []).total().people == 0
