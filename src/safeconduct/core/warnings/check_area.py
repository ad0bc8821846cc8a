"""Check the ground of an alert: drawn rightly, inside the theatre, and as large as the people it is for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from safeconduct.core.warnings.alert import Alert, MessageType
from safeconduct.core.warnings.area import Area, Circle, Point, Ring, crosses_itself, holds_ring, signed_km2
from safeconduct.core.warnings.faults import AlertFault, Reason, Setting

CORNERS_MAX = 100  # cell broadcast and small receivers take no more
RADIUS_METRES = (20, 100_000)
LATITUDE_MAX = 85.0  # beyond, circles of degrees mean nothing, and nobody is evacuated

RATIO_MAX = 2.0
"""Declared and counted people may differ by this factor: a slip of a digit in the area or the count is greater."""

SLACK_PEOPLE = 50
"""And by so many people, where there are few."""


def find_area_faults(alert: Alert, setting: Setting) -> Iterator[AlertFault]:
    """Give what is wrong with the ground; it is the same in every language, so that the first one's is checked."""
    for info in alert.infos:
        if not info.areas:
            yield AlertFault(f"{info.language} area", Reason.NO_AREA, "draw the area")
        for area in info.areas:
            if not area.rings:
                yield AlertFault(f"{info.language} area", Reason.AREA_EMPTY, "draw a polygon or a circle")
    if not alert.infos:
        return
    first = alert.infos[0]
    for info in alert.infos[1:]:
        if _ground(info.areas) != _ground(first.areas):
            yield AlertFault(f"{info.language} area", Reason.AREAS_DIFFER, f"draw it as in {first.language}")
    for area in first.areas:
        yield from _find_drawing_faults(area, f"{first.language} area", setting.theatre)
    if alert.message_type is not MessageType.CANCEL:  # it goes to those who were warned, however many are counted now
        yield from _find_count_faults(setting)


def _ground(areas: Sequence[Area]) -> list[object]:
    return [(area.polygons, area.circles) for area in areas]


def _find_drawing_faults(area: Area, where: str, theatre: Ring) -> Iterator[AlertFault]:
    for ring in area.polygons:
        found = _find_ring_fault(ring) or _find_place_fault(ring, theatre)
        if found is not None:
            yield AlertFault(where, found, _REMEDIES[found])
    for circle in area.circles:
        found = _find_circle_fault(circle) or _find_place_fault(circle.ring(), theatre)
        if found is not None:
            yield AlertFault(where, found, _REMEDIES[found])


def _find_ring_fault(ring: Ring) -> Reason | None:
    if not all(_is_degrees(point) for point in ring):
        return Reason.NOT_DEGREES
    if len(ring) < 4:
        return Reason.RING_SHORT
    if len(ring) > CORNERS_MAX + 1:
        return Reason.RING_LONG
    if ring[0] != ring[-1]:
        return Reason.RING_OPEN
    if crosses_itself(ring):
        return Reason.RING_CROSSES
    return Reason.RING_CLOCKWISE if signed_km2(ring) <= 0 else None


def _find_circle_fault(circle: Circle) -> Reason | None:
    if not _is_degrees((circle.lon, circle.lat)) or abs(circle.lat) > LATITUDE_MAX:
        return Reason.NOT_DEGREES
    return None if RADIUS_METRES[0] <= circle.radius_metres <= RADIUS_METRES[1] else Reason.RADIUS


def _is_degrees(point: Point) -> bool:
    return math.isfinite(point[0]) and math.isfinite(point[1]) and abs(point[0]) <= 180 and abs(point[1]) <= 90


def _find_place_fault(ring: Ring, theatre: Ring) -> Reason | None:
    if holds_ring(theatre, ring):
        return None
    swapped = tuple((lat, lon) for lon, lat in ring)
    return Reason.SWAPPED if holds_ring(theatre, swapped) else Reason.OUTSIDE


def _find_count_faults(setting: Setting) -> Iterator[AlertFault]:
    low, high = setting.expected / RATIO_MAX - SLACK_PEOPLE, setting.expected * RATIO_MAX + SLACK_PEOPLE
    counted = f"about {setting.expected:,.0f} are counted there: look at the map, then at the count"
    if setting.declared < 1:
        yield AlertFault("people", Reason.COUNT_MISSING, "say how many people the area holds")
    elif setting.declared < low:
        yield AlertFault("people", Reason.COUNT_LOW, counted)
    elif setting.declared > high:
        yield AlertFault("people", Reason.COUNT_HIGH, counted)


_REMEDIES = {
    Reason.NOT_DEGREES: "write longitude, then latitude, in degrees (WGS 84)",
    Reason.RING_SHORT: "write three corners or more, and the first again",
    Reason.RING_LONG: f"write at most {CORNERS_MAX}",
    Reason.RING_OPEN: "write the first corner again at the end",
    Reason.RING_CROSSES: "go round once",
    Reason.RING_CLOCKWISE: "go round anticlockwise",
    Reason.RADIUS: f"write metres, from {RADIUS_METRES[0]} to {RADIUS_METRES[1]:,}",
    Reason.SWAPPED: "write longitude first; CAP alone has latitude first",
    Reason.OUTSIDE: "look where it lies, or whether the theatre is drawn too small",
}
