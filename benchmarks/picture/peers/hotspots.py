"""Forecast by open_cp's retrospective and prospective hotspots (QuantCrimAtLeeds/PredictCode), run as they are.

open_cp is on no package index: OPEN_CP names a folder with a copy of its repository.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import numpy as np
from series import Floats, Series

from peers.peer import choose_best, forecast_shares

FOLDER = os.environ.get("OPEN_CP", ".cache/open_cp")
DAY_ZERO = np.datetime64("2020-01-01T00:00:00", "s")  # any day will do: only differences are used
RETRO_OPTIONS = tuple((width, days) for width in (1.5, 2.0, 3.0, 4.0) for days in (60.0, 182.0, 1e6))
PROSPECTIVE_OPTIONS = ((2, 8), (4, 8), (8, 8), (2, 26), (4, 26))  # cells, weeks; (8, 8) is open_cp's own choice


class RetrospectiveHotspot:
    """Lay a quartic kernel over each event of a window; width and window chosen on the last quarter of training."""

    name = "open_cp retrospective"

    def fit(self, training: Series) -> None:
        """Choose the kernel's width in cells and the window in days."""
        self.option = choose_best(training, RETRO_OPTIONS, quartic_share)

    def forecast(self, past: Series) -> Floats:
        """Return the expected counts of the next period."""
        hotspot = load_open_cp("retrohotspot")
        width, days = self.option
        trainer = hotspot.RetroHotSpotGrid(bound_region(past), past.h)
        trainer.weight = hotspot.Quartic(width * past.h)
        trainer.data = time_points(past, days)
        return forecast_shares(past, trainer.predict().intensity_matrix[past.mask])


class ProspectiveHotspot:
    """Weigh each event by 1 / (1 + cells away) and 1 / (1 + weeks ago); both reaches chosen like the rest."""

    name = "open_cp prospective"

    def fit(self, training: Series) -> None:
        """Choose how many cells and weeks an event reaches."""
        self.option = choose_best(training, PROSPECTIVE_OPTIONS, prospective_share)

    def forecast(self, past: Series) -> Floats:
        """Return the expected counts of the next period; events out of reach in time are dropped beforehand."""
        hotspot = load_open_cp("prohotspot")
        cells, weeks = self.option
        trainer = hotspot.ProspectiveHotSpot(bound_region(past), past.h)
        trainer.weight = hotspot.ClassicWeight(cells, weeks)
        trainer.data = time_points(past, 7.0 * weeks)
        now = stamp_times(np.array([past.begin]))[0]
        return forecast_shares(past, trainer.predict(now, now).intensity_matrix[past.mask])


def quartic_share(past: Series, option: tuple[float, float]) -> Floats:
    """Return what RetroHotSpotGrid returns, fast enough to choose among many options."""
    width, days = option
    kept = (past.cell_of >= 0) & (past.events[:, 2] > past.begin - days)
    share = np.zeros(past.cells)
    for x, y in past.events[kept, :2]:
        squares = ((past.centres - (x, y)) ** 2).sum(axis=1) / (width * past.h) ** 2
        near = squares <= 1
        share[near] += (1 - squares[near]) ** 2
    return share


def prospective_share(past: Series, option: tuple[int, int]) -> Floats:
    """Return what ProspectiveHotSpot returns, fast enough to choose among many options."""
    cells, weeks = option
    rows, columns = past.mask.shape
    grid = np.zeros(past.mask.shape)
    for x, y, t in past.events[(past.cell_of >= 0) & (past.events[:, 2] > past.begin - 7 * weeks)]:
        row, column = int((y - past.y0) // past.h), int((x - past.x0) // past.h)
        top, left = max(row - cells + 1, 0), max(column - cells + 1, 0)
        below, right = min(row + cells, rows), min(column + cells, columns)
        away = np.maximum(
            np.abs(np.arange(top, below) - row)[:, None], np.abs(np.arange(left, right) - column)[None, :]
        )
        grid[top:below, left:right] += 1 / ((1 + away) * (1 + (past.begin - t) // 7))
    return grid[past.mask]


def load_open_cp(module: str) -> Any:
    """Import a module of open_cp from its folder."""
    if FOLDER not in sys.path:
        sys.path.append(FOLDER)
    return __import__(f"open_cp.{module}", fromlist=[module])


def bound_region(past: Series) -> Any:
    """Return the grid's rectangle as open_cp's."""
    rows, columns = past.mask.shape
    return load_open_cp("data").RectangularRegion(past.x0, past.x0 + columns * past.h, past.y0, past.y0 + rows * past.h)


def time_points(past: Series, days: float) -> Any:
    """Return the events of the last days as open_cp's points."""
    kept = past.events[(past.cell_of >= 0) & (past.events[:, 2] > past.begin - days)]
    return load_open_cp("data").TimedPoints(stamp_times(kept[:, 2]), kept[:, :2].T)


def stamp_times(days: Floats) -> Any:
    """Return days as the time stamps open_cp takes."""
    return DAY_ZERO + np.round(days * 86400).astype("timedelta64[s]")
