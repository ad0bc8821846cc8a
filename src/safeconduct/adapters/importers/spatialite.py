"""Read the points, lines and areas that SpatiaLite keeps in a database cell.

Source: "BLOB-Geometry", SpatiaLite's description of its internal format: a byte 0, the byte order, the SRID, the
bounding box, the byte 0x7C, the class of geometry, its coordinates, the byte 0xFE.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise

from safeconduct.core.network.build_distance import Point

_BODY = 39  # where the class of geometry begins


@dataclass(slots=True)
class _Reader:
    """Step through one blob."""

    blob: bytes
    order: str
    at: int

    def take(self, form: str) -> tuple[float, ...]:
        values = struct.unpack_from(self.order + form, self.blob, self.at)
        self.at += struct.calcsize(self.order + form)
        return values

    def count(self) -> int:
        return int(self.take("i")[0])

    def points(self) -> list[Point]:
        count = self.count()
        if not 0 <= count <= len(self.blob) // 16:
            raise ValueError("a geometry that is cut short")
        flat = self.take(f"{2 * count}d")
        return list(zip(flat[::2], flat[1::2], strict=True))

    def rings(self) -> list[list[Point]]:
        return [self.points() for _ in range(self.count())]


def read_geometry(blob: object) -> list[list[Point]]:
    """Return the lines of a geometry: a point as one line of one point, an area as its outer rings.

    Points, lines, polygons and multipolygons in two dimensions are read; raises ValueError for anything else.
    """
    if not isinstance(blob, bytes) or len(blob) < _BODY + 4 or blob[0] != 0 or blob[38] != 0x7C or blob[-1] != 0xFE:
        raise ValueError("not a SpatiaLite geometry")
    reader = _Reader(blob, "<" if blob[1] == 1 else ">", _BODY)
    try:
        match reader.count():
            case 1:
                x, y = reader.take("2d")
                return [[(x, y)]]
            case 2:
                return [reader.points()]
            case 3:
                return [reader.rings()[0]]
            case 6:
                outer = []
                for _ in range(reader.count()):
                    reader.take("b")  # the mark before each part
                    reader.count()  # its class, a polygon
                    outer.append(reader.rings()[0])
                return outer
            case kind:
                raise ValueError(f"geometry of class {kind}, expected a point, line, polygon or multipolygon")
    except (struct.error, IndexError):
        raise ValueError("a geometry that is cut short") from None


def find_centroid(rings: list[list[Point]]) -> Point:
    """Return the centroid of the area of the largest ring, in degrees; raises ValueError where no ring has an area.

    >>> find_centroid([[(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]])
    (1.0, 1.0)
    """
    area, x, y = max((_moments(ring) for ring in rings), key=lambda moments: abs(moments[0]), default=(0.0, 0.0, 0.0))
    if not area:
        raise ValueError("an area without extent")
    return x, y


def _moments(ring: list[Point]) -> tuple[float, float, float]:
    """Return the signed area and the centroid of a ring (shoelace formula, from its first point for precision)."""
    x0, y0 = ring[0] if ring else (0.0, 0.0)
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        area += cross / 2
        x += cross * (x1 + x2 - 2 * x0) / 6
        y += cross * (y1 + y2 - 2 * y0) / 6
    return (area, x0 + x / area, y0 + y / area) if area else (0.0, x0, y0)
