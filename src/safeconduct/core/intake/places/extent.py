"""Say how far a place may reach around its point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.core.intake.reading import PlaceMention, Precision

# Metres, where the gazetteer does not say more; docs/places-and-times.md says where each figure comes from.
RADIUS_METRES: Mapping[Precision, float] = {
    Precision.SITE: 150.0,
    Precision.STREET: 500.0,
    Precision.DISTRICT: 11000.0,
    Precision.CITY: 10000.0,
}


@dataclass(frozen=True, slots=True)
class Extent:
    """Hold a circle in which the place lies."""

    x: float  # degrees, longitude
    y: float  # degrees, latitude
    radius_metres: float


def extent_of(mention: PlaceMention) -> Extent | None:
    """Return the circle a place covers; None where it has no point, or none that says where.

    Provinces, countries and unknown places have no circle: nothing may be drawn for them.

    >>> from safeconduct.core.intake.document import Span
    >>> extent_of(PlaceMention(Span(0, 4), "Gate", Precision.SITE, "XX", 1.0, 2.0))
    Extent(x=1.0, y=2.0, radius_metres=150.0)
    """
    if mention.x is None or mention.y is None:
        return None
    radius = mention.radius_metres or RADIUS_METRES.get(mention.precision)
    return None if radius is None else Extent(mention.x, mention.y, radius)
