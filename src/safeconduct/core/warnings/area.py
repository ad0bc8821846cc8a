"""Draw the ground that a warning is about: rings and circles in degrees, longitude first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics.earth import METRES_PER_DEGREE

Point = tuple[float, float]  # longitude and latitude in degrees, WGS 84
Ring = tuple[Point, ...]  # the last point is the first again

DIGITS = 6  # of a degree: 0.1 m
CIRCLE_SIDES = 36


@dataclass(frozen=True, slots=True)
class Circle:
    """Hold the ground around a point."""

    lon: float
    lat: float
    radius_metres: int

    def ring(self) -> Ring:
        """Return a polygon of 36 sides around it that leaves none of it out.

        >>> ring = Circle(0.0, 0.0, 1000).ring()
        >>> len(ring), ring[0] == ring[-1], round(ring[0][0] * METRES_PER_DEGREE)
        (37, True, 1004)
        """
        reach = self.radius_metres / METRES_PER_DEGREE / math.cos(math.pi / CIRCLE_SIDES)
        wide = reach / math.cos(math.radians(self.lat))
        turns = [2 * math.pi * k / CIRCLE_SIDES for k in range(CIRCLE_SIDES)]
        ring = [(self.lon + wide * math.cos(turn), self.lat + reach * math.sin(turn)) for turn in turns]
        return (*ring, ring[0])


@dataclass(frozen=True, slots=True)
class Area:
    """Hold one named area in the words of one language."""

    name: str
    polygons: tuple[Ring, ...] = ()
    circles: tuple[Circle, ...] = ()

    @property
    def rings(self) -> tuple[Ring, ...]:
        """Return its ground as polygons alone."""
        return (*self.polygons, *(circle.ring() for circle in self.circles))


def find_inside(rings: Sequence[Ring], x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell for points in degrees whether they lie in any of the rings.

    >>> square = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    >>> find_inside([square], np.array([0.5, 1.5]), np.array([0.5, 0.5])).tolist()
    [True, False]
    """
    inside = np.zeros(len(x), dtype=bool)
    for ring in rings:
        odd = np.zeros(len(x), dtype=bool)
        for (x1, y1), (x2, y2) in pairwise(ring):
            if y1 != y2:
                odd ^= ((y1 > y) != (y2 > y)) & (x < x1 + (y - y1) * ((x2 - x1) / (y2 - y1)))
        inside |= odd
    return inside


def signed_km2(ring: Ring) -> float:
    """Return the ground in a ring; negative where it runs clockwise.

    >>> side = 1000 / METRES_PER_DEGREE
    >>> round(signed_km2(((0.0, 0.0), (side, 0.0), (side, side), (0.0, side), (0.0, 0.0))), 3)
    1.0
    """
    at = np.array(ring)
    at = (at - at[0]) * METRES_PER_DEGREE / 1000.0
    at[:, 0] *= math.cos(math.radians(float(np.mean([lat for _, lat in ring]))))
    return float(at[:-1, 0] @ at[1:, 1] - at[1:, 0] @ at[:-1, 1]) / 2


def measure_km2(areas: Sequence[Area]) -> float:
    """Return the ground of areas; what lies in two of them counts twice."""
    return sum(abs(signed_km2(ring)) for area in areas for ring in area.rings)


def crosses_itself(ring: Ring) -> bool:
    """Tell whether two sides of a ring cross or touch beside their common corner, or a corner comes twice.

    >>> crosses_itself(((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)))
    True
    """
    if len(set(ring[:-1])) < len(ring) - 1:
        return True
    sides = list(pairwise(ring))
    count = len(sides)
    for first in range(count):
        for second in range(first + 1, count):
            neighbours = second == first + 1 or (first == 0 and second == count - 1)
            if not neighbours and _meet(*sides[first], *sides[second]):
                return True
    return False


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    turns = (_turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b))
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(turn == 0 and _between(*end) for turn, end in zip(turns, ends, strict=True))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _between(a: Point, b: Point, c: Point) -> bool:
    return min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= c[1] <= max(a[1], b[1])


def box_ring(west: float, south: float, east: float, north: float) -> Ring:
    """Return a rectangle, anticlockwise."""
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


def settle_ring(points: Sequence[Point]) -> Ring:
    """Return a ring as warnings write it: to 0.1 m, closed, anticlockwise, no point twice in a row.

    >>> settle_ring([(0.0, 0.0), (0.0, 1.0), (1.0, 1.0)])
    ((0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    """
    ring: list[Point] = []
    for lon, lat in points:
        point = (round(lon, DIGITS), round(lat, DIGITS))
        if not ring or ring[-1] != point:
            ring.append(point)
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    closed = (*ring, ring[0]) if ring else ()
    return closed[::-1] if len(closed) > 3 and signed_km2(closed) < 0 else closed


def holds_ring(theatre: Ring, ring: Ring) -> bool:
    """Tell whether a ring lies in the theatre: all its corners, and no side of the theatre cuts it."""
    at = np.array(ring)
    if not _all_inside(theatre, at):
        return False
    return not any(
        _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0
        for a, b in pairwise(theatre)
        for c, d in pairwise(ring)
    )


def _all_inside(theatre: Ring, at: NDArray[np.float64]) -> bool:
    """Tell whether all points (n, 2) lie in the theatre or within 0.1 m of its border."""
    slack = 10.0**-DIGITS
    inside = np.zeros(len(at), dtype=bool)
    for dx, dy in ((0.0, 0.0), (slack, slack), (-slack, -slack), (slack, -slack), (-slack, slack)):
        inside |= find_inside([theatre], at[:, 0] + dx, at[:, 1] + dy)
    return bool(inside.all())
