"""Take a geocode that many rows share for what it is: the middle of a city, not a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture.incident import SPREAD_METRES, Incident

SHARED_MOST = 5
"""So many differently worded places may share one point before the point is taken for a city's."""

NARROW = frozenset({Precision.SITE, Precision.STREET, Precision.DISTRICT})
_DIGITS = 4  # of a degree: 11 m, the rounding that such files have


@dataclass(frozen=True, slots=True)
class SharedPoint:
    """Name a point that many rows share, and how many of them were taken for narrower than it is."""

    lon: float
    lat: float
    rows: int  # that lie there
    places: int  # worded differently; a row without words is a place of its own
    widened: int  # of the rows: those that claimed less than a city


def widen_shared_points(
    incidents: Sequence[Incident], most: int = SHARED_MOST
) -> tuple[tuple[Incident, ...], tuple[SharedPoint, ...]]:
    """Return the incidents, those on a point shared by more than `most` places as wide as a city, and these points.

    Many incidents at one place that all are worded alike stay as narrow as they are told: it is a place.
    """
    by_point = defaultdict(list)
    for row, one in enumerate(incidents):
        by_point[round(one.lon, _DIGITS), round(one.lat, _DIGITS)].append(row)
    told, points = list(incidents), []
    for (lon, lat), rows in sorted(by_point.items()):
        words = [" ".join(incidents[row].place.lower().split()) for row in rows]
        places = len(set(words) - {""}) + words.count("")
        if places <= most:
            continue
        narrow = [row for row in rows if told[row].precision in NARROW]
        for row in narrow:
            radius = max(told[row].radius_metres, SPREAD_METRES[Precision.CITY])
            told[row] = replace(told[row], precision=Precision.CITY, radius_metres=radius)
        points.append(SharedPoint(lon, lat, len(rows), places, len(narrow)))
    return tuple(told), tuple(points)
