"""Read an area that somebody drew: the polygons of a GeoJSON file."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.warnings import Ring

BYTES_MAX = 1_000_000


class AreaFile:
    """Read GeoJSON (RFC 7946); fills the port AreaReader."""

    def read(self, file: Path) -> tuple[Ring, ...]:
        """Return the polygons as they were drawn, longitude first.

        Raises:
            CannotReadError: where there is no such file, or it is no JSON.
            InputFaultsError: where it draws something else than polygons without holes, or nothing.
        """
        try:
            if file.stat().st_size > BYTES_MAX:
                raise CannotReadError(f"{file.name}: more than {BYTES_MAX:,} bytes; draw the area with fewer corners")
            held = json.loads(file.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise CannotReadError(f"{file}: {error.strerror}; name a GeoJSON file") from None
        except (ValueError, RecursionError):
            raise CannotReadError(f"{file.name}: not JSON in UTF-8; save the area as GeoJSON") from None
        faults: list[Fault] = []
        rings = tuple(_read_any(held, file.name, faults))
        if not rings and not faults:
            faults.append(Fault(file.name, 0, "", "", "draws no area", "draw a polygon"))
        if faults:
            raise InputFaultsError(faults)
        return rings


def _read_any(held: Any, name: str, faults: list[Fault]) -> Iterator[Ring]:
    kind = held.get("type") if isinstance(held, dict) else None
    match kind:
        case "FeatureCollection":
            for feature in _list(held.get("features")):
                yield from _read_any(feature, name, faults)
        case "Feature":
            yield from _read_any(held.get("geometry"), name, faults)
        case "Polygon":
            yield from _read_polygon(held.get("coordinates"), name, faults)
        case "MultiPolygon":
            for polygon in _list(held.get("coordinates")):
                yield from _read_polygon(polygon, name, faults)
        case _:
            remedy = "draw polygons alone: a line or a point is no area"
            faults.append(Fault(name, 0, "type", str(kind)[:40], "not an area", remedy))


def _read_polygon(held: Any, name: str, faults: list[Fault]) -> Iterator[Ring]:
    rings = _list(held)
    if len(rings) != 1:
        remedy = "draw the area that is meant as polygons without holes: CAP has none"
        faults.append(Fault(name, 0, "coordinates", "", "a polygon with a hole, or without a ring", remedy))
        return
    points = [_read_point(point) for point in _list(rings[0])]
    if len(points) < 4 or None in points or points[0] != points[-1]:
        remedy = "write [lon, lat] points in degrees, four or more, the last one the first again"
        faults.append(Fault(name, 0, "coordinates", "", "not a closed ring of points", remedy))
        return
    yield tuple(point for point in points if point is not None)


def _read_point(held: Any) -> tuple[float, float] | None:
    numbers = [value for value in _list(held)[:2] if type(value) in (int, float) and math.isfinite(value)]
    if len(numbers) != 2 or abs(numbers[0]) > 180 or abs(numbers[1]) > 90:
        return None
    return float(numbers[0]), float(numbers[1])


def _list(held: Any) -> list[Any]:
    return held if isinstance(held, list) else []
