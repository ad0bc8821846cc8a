"""Tell in which district a point lies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.intake.places.gazetteer import Place

Ring = tuple[tuple[float, float], ...]  # x, y in degrees; the first point may or may not be repeated at the end


@dataclass(frozen=True, slots=True, eq=False)
class District:
    """Hold a place and its outline: outer rings and holes, told apart by the even-odd rule."""

    place: Place
    rings: tuple[Ring, ...]

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside.

        >>> from safeconduct.core.intake.reading import Precision
        >>> square = ((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0))
        >>> District(Place("Square", Precision.DISTRICT), (square,)).holds(1.0, 1.0)
        True
        """
        return sum(_crosses(ring, x, y) for ring in self.rings) % 2 == 1


def containing_district(districts: Sequence[District], x: float, y: float) -> Place | None:
    """Return the district in which a point lies, the smallest where several do; None outside all of them."""
    holding = [district.place for district in districts if district.holds(x, y)]
    return min(holding, key=lambda place: place.radius_metres or math.inf, default=None)


def nearest_district(districts: Sequence[District], x: float, y: float) -> Place | None:
    """Return the district whose centre is nearest to a point; None where none has a centre."""
    placed = [district.place for district in districts if district.place.x is not None]
    squash = math.cos(math.radians(y))
    return min(
        placed, key=lambda place: math.hypot(((place.x or 0.0) - x) * squash, (place.y or 0.0) - y), default=None
    )


def outline_centre(rings: Sequence[Ring]) -> tuple[float, float, float] | None:
    """Return x, y of the centre of area of the largest ring, and the radius in metres of a circle as large.

    None where the ring has no area.
    """
    found = max((_centroid(ring) for ring in rings), key=lambda ring: ring[2], default=(0.0, 0.0, 0.0))
    if found[2] <= 0:
        return None
    square_metres = found[2] * METRES_PER_DEGREE**2 * math.cos(math.radians(found[1]))
    return found[0], found[1], math.sqrt(square_metres / math.pi)


def _centroid(ring: Ring) -> tuple[float, float, float]:
    """Return the centre and the area in square degrees, by the shoelace formula about the first point."""
    x0, y0 = ring[0]
    area = x_sum = y_sum = 0.0
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        area += cross
        x_sum += cross * (ax + bx - 2 * x0)
        y_sum += cross * (ay + by - 2 * y0)
    if area == 0:
        return x0, y0, 0.0
    return x0 + x_sum / (3 * area), y0 + y_sum / (3 * area), abs(area) / 2


def _crosses(ring: Ring, x: float, y: float) -> bool:
    """Tell whether a ray from the point to the east crosses a ring an odd number of times."""
    odd = False
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            odd = not odd
    return odd
