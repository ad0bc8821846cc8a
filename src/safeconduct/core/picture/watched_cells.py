"""Say of each cell and day how well it is watched, from who watches which circle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.picture.cells import Cells, Floats, Ints
from safeconduct.core.picture.ground import Ground
from safeconduct.core.picture.reach import offset_metres
from safeconduct.core.picture.visibility import combine_sources
from safeconduct.core.picture.watchers import Watch, Watcher

FINE = 5  # points a side, on which a cell's share within a circle is counted


@dataclass(frozen=True, slots=True, eq=False)
class WatchedCells:
    """Hold which cells each watcher's circle reaches."""

    everywhere: float  # chance that an incident becomes known anyhow
    watchers: tuple[Watcher, ...]  # sorted by source
    first: Ints  # the first watcher of each source
    touched: Ints  # cells that any circle reaches
    shares: Floats  # (watchers, touched): how much of each cell lies within the circle
    count: int  # of all cells

    def see(self, span: Window) -> Floats:
        """Return the chance that an incident in each cell becomes known: of those who report in a span, and only then.

        Whoever reports for part of it tells of that part of what happens.
        """
        return self._combine([one.seen * one.share_reported(span) for one in self.watchers])

    def remember(self, moment: float) -> Floats:
        """Return how visible each cell is at a moment: what a source saw fades as it is silent."""
        return self._combine([one.seen * one.share_remembered(moment) for one in self.watchers])

    def _combine(self, seen: Sequence[float]) -> Floats:
        """Combine the sources; one that is named twice has one pair of eyes: the better counts."""
        cells = np.full(self.count, self.everywhere, dtype=np.float64)
        if self.watchers:
            own = np.maximum.reduceat(np.array(seen)[:, None] * self.shares, self.first, axis=0)
            cells[self.touched] = 1 - (1 - self.everywhere) * np.prod(1 - own, axis=0)
        return combine_sources(cells[None, :])


def lay_watch(watch: Watch, ground: Ground) -> WatchedCells:
    """Find the cells of all who watch.

    >>> from safeconduct.core.picture.watchers import WatchKind
    >>> camera = Watcher("W1", "post", WatchKind.CAMERA, 0.0, 0.0, 80.0, Window(0.0, 100.0), 0.5)
    >>> from scipy import sparse
    >>> ground = Ground((0.0, 0.0), Cells(np.ones((1, 2), bool), -100.0, -100.0, 200.0), sparse.csr_matrix((0, 2)))
    >>> laid = lay_watch(Watch(0.1, (camera,)), ground)
    >>> laid.see(Window(0.0, 50.0)).round(2).tolist(), laid.see(Window(200.0, 250.0)).round(2).tolist()
    ([0.33, 0.1], [0.1, 0.1])
    """
    watchers = tuple(sorted(watch.watchers, key=lambda one: (one.source.strip(), one.watch_id)))
    names = [one.source.strip() for one in watchers]
    first = [row for row, name in enumerate(names) if not row or names[row - 1] != name]
    found = [share_circle(ground.cells, *_place(one, ground), one.radius_metres) for one in watchers]
    touched = np.unique(np.concatenate([np.zeros(0, np.int64), *(cells for cells, _ in found)]))
    shares = np.zeros((len(watchers), len(touched)))
    for row, (cells, share) in enumerate(found):
        shares[row, np.searchsorted(touched, cells)] = share
    return WatchedCells(watch.everywhere, watchers, np.array(first, np.int64), touched, shares, ground.cells.count)


def share_circle(cells: Cells, x: float, y: float, radius: float) -> tuple[Ints, Floats]:
    """Return the cells that a circle (metres) reaches, and how much of each lies within it.

    A circle too small to hold a point of the grid has its own area of the cell that holds its middle.
    """
    rows, columns = cells.mask.shape
    low_row, low_column = (math.floor((at - radius - low) / cells.h) for at, low in ((y, cells.y0), (x, cells.x0)))
    high_row, high_column = (math.floor((at + radius - low) / cells.h) for at, low in ((y, cells.y0), (x, cells.x0)))
    row = np.arange(max(low_row, 0), min(high_row, rows - 1) + 1)
    column = np.arange(max(low_column, 0), min(high_column, columns - 1) + 1)
    fine = (np.arange(FINE) + 0.5) / FINE
    north = (cells.y0 - y) + cells.h * (row[:, None] + fine)
    east = (cells.x0 - x) + cells.h * (column[:, None] + fine)
    inside = (north**2)[:, None, :, None] + (east**2)[None, :, None, :] <= radius**2
    share = np.where(cells.mask[np.ix_(row, column)], inside.mean(axis=(2, 3)), 0.0)
    at_row, at_column = np.nonzero(share)
    if not len(at_row):
        own = cells.find(np.array([x]), np.array([y]))
        own = own[own >= 0]
        return own, np.full(len(own), min(1.0, math.pi * (radius / cells.h) ** 2))
    return cells.numbers[row[at_row], column[at_column]], share[at_row, at_column]


def _place(one: Watcher, ground: Ground) -> tuple[float, float]:
    east, north = offset_metres(np.array([one.x]), np.array([one.y]), ground.centre)
    return float(east[0]), float(north[0])
