"""Cut the plane into square cells, of which a mask says which are watched."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cells:
    """Hold a grid of cells of `h` metres: rows of `mask` go north from `y0`, columns east from `x0`.

    >>> cells = Cells(np.array([[True, False], [True, True]]), 0.0, 0.0, 100.0)
    >>> cells.count, cells.find(np.array([50.0, 150.0, 150.0]), np.array([50.0, 50.0, 150.0])).tolist()
    (3, [0, -1, 2])
    """

    mask: NDArray[np.bool_]
    x0: float
    y0: float
    h: float

    @property
    def count(self) -> int:
        """Count the cells inside the mask."""
        return int(self.mask.sum())

    @property
    def numbers(self) -> Ints:
        """Number the cells of the mask row by row; -1 outside."""
        inside = self.mask.ravel()
        return np.where(inside, np.cumsum(inside) - 1, -1).reshape(self.mask.shape)

    def find(self, x: Floats, y: Floats) -> Ints:
        """Give the number of the cell at each place; -1 outside the mask, and where a coordinate is no number."""
        known = np.isfinite(x) & np.isfinite(y)
        row = np.floor((np.where(known, y, self.y0 - self.h) - self.y0) / self.h)
        column = np.floor((np.where(known, x, self.x0 - self.h) - self.x0) / self.h)
        rows, columns = self.mask.shape
        inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        at = np.where(inside, row, 0).astype(np.int64), np.where(inside, column, 0).astype(np.int64)
        return np.asarray(np.where(inside, self.numbers[at], -1))
