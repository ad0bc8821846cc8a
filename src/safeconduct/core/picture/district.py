"""Part the ground of a case into named districts: its own, or squares."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture.reach import offset_metres

Ring = tuple[tuple[float, float], ...]  # longitude and latitude; the last point is the first
SQUARE_KM = (2, 5, 10, 20, 50, 100)  # sides; the first that gives no more squares than may be read at once
SQUARES_MOST = 60


@dataclass(frozen=True, slots=True)
class District:
    """Hold a named piece of ground: polygons, each an outer ring and the holes in it."""

    name: str
    polygons: tuple[tuple[Ring, ...], ...]

    @property
    def km2(self) -> float:
        """Return its ground, holes left out.

        >>> side = 1000.0 / METRES_PER_DEGREE
        >>> ring = ((0.0, 0.0), (side, 0.0), (side, side), (0.0, side), (0.0, 0.0))
        >>> round(District("square", ((ring,),)).km2, 3)
        1.0
        """
        return sum(_ring_km2(rings[0]) - sum(map(_ring_km2, rings[1:])) for rings in self.polygons)

    def holds(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell for points in degrees whether they lie in it (even-odd rule; a border belongs to one side)."""
        inside = np.zeros(len(x), dtype=bool)
        for rings in self.polygons:
            odd = np.zeros(len(x), dtype=bool)
            for ring in rings:
                odd ^= _inside_ring(np.array(ring), x, y)
            inside |= odd
        return inside


def _ring_km2(ring: Ring) -> float:
    at = np.array(ring)
    east, north = offset_metres(at[:, 0], at[:, 1], (float(at[0, 0]), float(at[:, 1].mean())))
    return abs(float(east[:-1] @ north[1:] - east[1:] @ north[:-1])) / 2e6


def _inside_ring(ring: NDArray[np.float64], x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Count the sides that a line eastward from each point crosses."""
    inside = np.zeros(len(x), dtype=bool)
    near = np.flatnonzero((y >= ring[:, 1].min()) & (y <= ring[:, 1].max()) & (x <= ring[:, 0].max()))
    for (x1, y1), (x2, y2) in zip(ring[:-1].tolist(), ring[1:].tolist(), strict=True):
        if y1 != y2:
            level = y[near]
            crossed = ((y1 > level) != (y2 > level)) & (x[near] < x1 + (level - y1) * ((x2 - x1) / (y2 - y1)))
            inside[near] ^= crossed
    return inside


def part_into_squares(network: StreetNetwork) -> tuple[District, ...]:
    """Return squares of 2 km that hold every node, named by how far they lie from the middle of the map.

    Larger squares on maps that would have more than 60. From north to south, and from west to east.

    >>> import numpy as np
    >>> from types import SimpleNamespace
    >>> town = SimpleNamespace(x=np.array([0.0, 0.036]), y=np.array([0.0, 0.036]))
    >>> [one.name for one in part_into_squares(town)]
    ['2 km N 2 km E', '2 km S 2 km W']
    """
    centre = float((network.x.min() + network.x.max()) / 2), float((network.y.min() + network.y.max()) / 2)
    east, north = offset_metres(network.x, network.y, centre)
    for side in SQUARE_KM:
        columns, rows = (np.floor(along / (1e3 * side) + 0.5).astype(int) for along in (east, north))
        squares = sorted(set(zip((-rows).tolist(), columns.tolist(), strict=True)))
        if len(squares) <= SQUARES_MOST:
            break
    return tuple(_make_square(centre, side, column, -minus_row) for minus_row, column in squares)


def _make_square(centre: tuple[float, float], side: int, column: int, row: int) -> District:
    half = side * 500.0 / METRES_PER_DEGREE
    wide = half / math.cos(math.radians(centre[1]))
    x, y = centre[0] + 2 * wide * column, centre[1] + 2 * half * row
    west, east, south, north = x - wide, x + wide, y - half, y + half
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    words = [f"{abs(row) * side} km {'N' if row > 0 else 'S'}"] if row else []
    words += [f"{abs(column) * side} km {'E' if column > 0 else 'W'}"] if column else []
    return District(" ".join(words) or "middle", ((ring,),))


def find_places(network: StreetNetwork, district: District) -> NDArray[np.bool_]:
    """Return (links + nodes,): whether the middle of a link, or a node, lies in the district."""
    return np.concatenate([district.holds(*_middles(network)), district.holds(network.x, network.y)])


def find_touched(network: StreetNetwork, district: District) -> NDArray[np.bool_]:
    """Return (links + nodes,): the same, and the links of which an end lies in the district."""
    nodes = district.holds(network.x, network.y)
    links = district.holds(*_middles(network)) | nodes[network.tail] | nodes[network.head]
    return np.concatenate([links, nodes])


def _middles(network: StreetNetwork) -> Iterator[NDArray[np.float64]]:
    for along in (network.x, network.y):
        yield (along[network.tail] + along[network.head]) / 2


def districts_of(network: StreetNetwork, own: Sequence[District]) -> tuple[District, ...]:
    """Return the case's own districts, or squares where it has none."""
    return tuple(own) or part_into_squares(network)
