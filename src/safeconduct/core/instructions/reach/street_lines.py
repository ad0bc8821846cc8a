"""Index the streets of a city for the sketches of many parties."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.network import StreetNetwork

Metres = tuple[float, float]  # east and north of the middle of the city


@dataclass(frozen=True, slots=True, eq=False)
class StreetLines:
    """Hold every street once, in metres east and north of the city's middle."""

    x: NDArray[np.float64]  # (nodes,)
    y: NDArray[np.float64]
    tail: NDArray[np.int32]  # (streets,) rows of nodes
    head: NDArray[np.int32]
    names: tuple[str, ...]  # of each street; "" = unnamed
    speed: NDArray[np.float64]  # km/h
    middle: tuple[float, float]  # longitude, latitude in degrees

    def place(self, point: tuple[float, float]) -> Metres:
        """Return where a (longitude, latitude) is."""
        lon, lat = self.middle
        east = ((point[0] - lon + 180.0) % 360.0 - 180.0) * METRES_PER_DEGREE * math.cos(math.radians(lat))
        return east, (point[1] - lat) * METRES_PER_DEGREE

    def within(self, west: float, south: float, east: float, north: float) -> NDArray[np.int64]:
        """Return the rows of the streets whose box touches a frame."""
        x, y, tail, head = self.x, self.y, self.tail, self.head
        apart = (np.maximum(x[tail], x[head]) < west) | (np.minimum(x[tail], x[head]) > east)
        apart |= (np.maximum(y[tail], y[head]) < south) | (np.minimum(y[tail], y[head]) > north)
        return np.flatnonzero(~apart)


def index_streets(network: StreetNetwork) -> StreetLines:
    """Return the streets of a network, both directions and parallel links as one."""
    lon, lat = float(network.x.mean()), float(network.y.mean())
    ends = np.sort(np.stack([network.tail, network.head], axis=1), axis=1)
    ends_once, first = np.unique(ends, axis=0, return_index=True)
    return StreetLines(
        x=((network.x - lon + 180.0) % 360.0 - 180.0) * METRES_PER_DEGREE * math.cos(math.radians(lat)),
        y=(network.y - lat) * METRES_PER_DEGREE,
        tail=ends_once[:, 0],
        head=ends_once[:, 1],
        names=tuple(" ".join(network.names[row].split()) for row in first.tolist()),
        speed=network.speed_kmh[first],
        middle=(lon, lat),
    )


def join_pieces(pieces: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Join pieces between nodes into few long lines, each piece in one of them.

    >>> join_pieces([(1, 2), (3, 2), (3, 4), (7, 8)])
    [[1, 2, 3, 4], [7, 8]]
    """
    around: defaultdict[int, list[int]] = defaultdict(list)
    for a, b in pieces:
        around[a].append(b)
        around[b].append(a)
    lines = []
    ends_first = sorted(around, key=lambda node: (len(around[node]) % 2 == 0, node))
    for start in ends_first:
        while around[start]:
            line = [start]
            while around[line[-1]]:
                after = around[line[-1]].pop()
                around[after].remove(line[-1])
                line.append(after)
            lines.append(line)
    return lines


def thin_line(points: list[Metres], tolerance: float) -> list[Metres]:
    """Leave out points that lie within a tolerance of the line through the others.

    Source: D. Douglas and T. Peucker, Cartographica 10 (1973).

    >>> thin_line([(0.0, 0.0), (5.0, 0.4), (10.0, 0.0)], 1.0)
    [(0.0, 0.0), (10.0, 0.0)]
    """
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        run = math.hypot(bx - ax, by - ay)
        worst, where = tolerance, -1
        for at in range(first + 1, last):
            x, y = points[at]
            off = abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / run if run else math.hypot(x - ax, y - ay)
            if off > worst:
                worst, where = off, at
        if where >= 0:
            keep.add(where)
            waiting += [(first, where), (where, last)]
    return [points[at] for at in sorted(keep)]
