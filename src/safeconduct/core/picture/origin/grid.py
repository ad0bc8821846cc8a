"""Lay squares of more than 5 km2 over the ground where a start is looked for; nothing is ever known more finely."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.picture.incident import Incident

SQUARE_METRES = 2_500.0  # a side: 6.25 km2
SQUARE_KM2 = SQUARE_METRES**2 / 1e6
POINTS = 3  # along a side, over which a square is averaged
ANCHOR_DEGREES = 0.5  # squares hang on round degrees: where they lie says nothing of the events
SQUARES_MOST = 4_000


@dataclass(frozen=True, slots=True)
class Grid:
    """Hold the squares, row by row from the south-west."""

    lon: float  # of the anchor, degrees
    lat: float
    west: int  # of the first square, in squares from the anchor
    south: int
    columns: int
    rows: int

    @property
    def square_metres(self) -> float:
        """Return the ground that all squares cover."""
        return self.columns * self.rows * SQUARE_METRES**2

    def points(self) -> NDArray[np.float64]:
        """Return (squares, points of a square, 2): metres east and north of the anchor."""
        inner = (np.arange(POINTS) + 0.5) / POINTS
        east, north = np.meshgrid(np.arange(self.columns) + self.west, np.arange(self.rows) + self.south)
        dx, dy = np.meshgrid(inner, inner)
        corners = np.stack((east.ravel(), north.ravel()), axis=-1)[:, None, :]
        points: NDArray[np.float64] = np.asarray(
            (corners + np.stack((dx.ravel(), dy.ravel()), axis=-1)) * SQUARE_METRES, np.float64
        )
        return points

    def metres(self, lon: float, lat: float) -> tuple[float, float]:
        """Return metres east and north of the anchor."""
        east = (lon - self.lon) * METRES_PER_DEGREE * math.cos(math.radians(self.lat))
        return east, (lat - self.lat) * METRES_PER_DEGREE

    def square_at(self, lon: float, lat: float) -> int | None:
        """Return the number of the square that holds a point; None where none does."""
        east, north = self.metres(lon, lat)
        column = math.floor(east / SQUARE_METRES) - self.west
        row = math.floor(north / SQUARE_METRES) - self.south
        return row * self.columns + column if 0 <= column < self.columns and 0 <= row < self.rows else None


def lay_grid(events: Sequence[Incident], reach_metres: float) -> Grid | None:
    """Return squares over everything within reach of the events; None where that is too much ground for one series."""
    lon, lat = (math.floor(float(np.median(values)) / ANCHOR_DEGREES) * ANCHOR_DEGREES
                for values in ([one.lon for one in events], [one.lat for one in events]))  # fmt: skip
    bare = Grid(lon, lat, 0, 0, 0, 0)
    at = np.array([bare.metres(one.lon, one.lat) for one in events])
    low = np.floor((at.min(axis=0) - reach_metres) / SQUARE_METRES).astype(int)
    high = np.ceil((at.max(axis=0) + reach_metres) / SQUARE_METRES).astype(int)
    columns, rows = (int(side) for side in high - low)
    if columns * rows > SQUARES_MOST:
        return None
    return Grid(lon, lat, int(low[0]), int(low[1]), columns, rows)
