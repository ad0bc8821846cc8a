"""Give the two event series of the frozen protocol, and cut any series into periods and cells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHARED = Path(__file__).resolve().parents[3] / "shared"
TRAILING_DAYS = 56.0  # of the rate that count, KDE and naive models take, and the uniform reference
SPREAD = 0.05  # of the mass spread evenly over the cells, for the same models


@dataclass(frozen=True)
class Series:
    """Hold events in cells and the periods to forecast; rows of `mask` go north from y0, columns east from x0."""

    name: str
    mask: NDArray[np.bool_]
    x0: float
    y0: float
    h: float
    events: Floats  # (n, 3): x and y in metres, t in days, sorted by t
    begin: float  # the first period's beginning; what is before is for training
    step: float  # days
    periods: int
    block: int  # periods in one block of the bootstrap

    @property
    def cells(self) -> int:
        """Count the cells in the mask."""
        return int(self.mask.sum())

    @cached_property
    def starts(self) -> Floats:
        """Give the beginning of every period."""
        return self.begin + self.step * np.arange(self.periods)

    @cached_property
    def cell_of(self) -> Ints:
        """Give each event's cell in mask order; -1 outside."""
        row = np.floor((self.events[:, 1] - self.y0) / self.h).astype(np.int64)
        column = np.floor((self.events[:, 0] - self.x0) / self.h).astype(np.int64)
        rows, columns = self.mask.shape
        inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        numbers = np.where(self.mask.ravel(), np.cumsum(self.mask.ravel()) - 1, -1).reshape(self.mask.shape)
        return np.where(inside, numbers[np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)], -1)

    @cached_property
    def period_of(self) -> Ints:
        """Give each event's period; -1 before the first and after the last."""
        period = np.floor((self.events[:, 2] - self.begin) / self.step).astype(np.int64)
        return np.where((period >= 0) & (period < self.periods), period, -1)

    @cached_property
    def counts(self) -> Ints:
        """Count the events of each period in each cell: (periods, cells)."""
        found = np.zeros((self.periods, self.cells), dtype=np.int64)
        scored = (self.period_of >= 0) & (self.cell_of >= 0)
        np.add.at(found, (self.period_of[scored], self.cell_of[scored]), 1)
        return found

    @cached_property
    def centres(self) -> Floats:
        """Give the cells' centres in mask order: (cells, 2) metres."""
        row, column = np.nonzero(self.mask)
        return np.column_stack([self.x0 + (column + 0.5) * self.h, self.y0 + (row + 0.5) * self.h])

    @cached_property
    def trailing_rates(self) -> Floats:
        """Give, per period, the expected total that the trailing days' rate says: at least half an event in them."""
        times = np.sort(self.events[self.cell_of >= 0, 2])
        seen = np.searchsorted(times, self.starts) - np.searchsorted(times, self.starts - TRAILING_DAYS)
        return np.asarray(np.maximum(seen, 0.5) * self.step / TRAILING_DAYS)

    def spread(self, share: Floats) -> Floats:
        """Turn spatial shares (periods or 1, cells) into expected counts as the protocol does for KDE and naive models.

        >>> bool(np.allclose(chicago().spread(np.ones((1, 9533)) / 9533).sum(1), chicago().trailing_rates))
        True
        """
        total = share.sum(axis=-1, keepdims=True)
        even = (1 - SPREAD) * share / np.where(total > 0, total, 1.0) + np.where(total > 0, SPREAD, 1.0) / self.cells
        return np.asarray(even * self.trailing_rates[:, None])


def chicago(shared: Path = SHARED) -> Series:
    """Give series A: shootings in 250 m cells, trained on 2022, 365 daily forecasts of 2023."""
    found = np.load(shared / "data/events/chicago_shootings_250m.npz")
    later = found["e2023"] + np.array([0.0, 0.0, 365.0])
    events = np.concatenate([found["e2022"], later])
    events = events[np.argsort(events[:, 2], kind="stable")]
    corner = float(found["x0"]), float(found["y0"]), float(found["h"])
    return Series("A", found["mask"], *corner, events, 365.0, 1.0, 365, 28)


def boko_haram(shared: Path = SHARED) -> Series:
    """Give series B: attacks in 10 km cells, trained on t < 3206, 195 weekly forecasts."""
    found = np.genfromtxt(shared / "data/events/boko_haram.csv", delimiter=",", skip_header=1)
    kept = (found[:, 0] >= 10.5) & (found[:, 0] <= 15.5) & (found[:, 1] >= 10.0) & (found[:, 1] <= 14.0)
    found = found[kept]
    east, north = project_utm(found[:, 0], found[:, 1], 33)
    events = np.column_stack([east, north, found[:, 2]])
    events = events[np.argsort(events[:, 2], kind="stable")]
    h = 10_000.0
    box = project_utm(np.array([10.5, 15.5, 10.5, 15.5]), np.array([10.0, 10.0, 14.0, 14.0]), 33)
    x0, y0 = float(box[0][0]), float(box[1][0])  # the box's lower left corner; no event lies left of or below it
    shape = int(np.ceil((box[1].max() - y0) / h)), int(np.ceil((box[0].max() - x0) / h))
    return Series("B", np.ones(shape, dtype=bool), x0, y0, h, events, 3206.0, 7.0, 195, 8)


def project_utm(east_degrees: Floats, north_degrees: Floats, zone: int) -> tuple[Floats, Floats]:
    """Project degrees (WGS 84) to metres of a northern UTM zone: Krueger's series to n^3, good to a millimetre.

    >>> x, y = project_utm(np.array([15.0]), np.array([0.0]), 33)
    >>> round(float(x[0])), round(float(y[0]))
    (500000, 0)
    """
    radius, flattening, scale = 6378137.0, 1 / 298.257223563, 0.9996
    n = flattening / (2 - flattening)
    rectifying = radius / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    series = (n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16, 13 * n**2 / 48 - 3 * n**3 / 5, 61 * n**3 / 240)
    latitude, longitude = np.radians(north_degrees), np.radians(east_degrees - (6 * zone - 183))
    eccentricity = 2 * np.sqrt(n) / (1 + n)
    sine = np.sin(latitude)
    conformal = np.sinh(np.arctanh(sine) - eccentricity * np.arctanh(eccentricity * sine))
    xi = np.arctan2(conformal, np.cos(longitude))
    eta = np.arctanh(np.sin(longitude) / np.sqrt(1 + conformal**2))
    x, y = eta.copy(), xi.copy()
    for j, factor in enumerate(series, 1):
        x = x + factor * np.cos(2 * j * xi) * np.sinh(2 * j * eta)
        y = y + factor * np.sin(2 * j * xi) * np.cosh(2 * j * eta)
    return 500_000.0 + scale * rectifying * x, scale * rectifying * y
