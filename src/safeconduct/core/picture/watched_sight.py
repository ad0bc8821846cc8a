"""Learn and bound the rates of cells of which we know who watches them, day by day."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from safeconduct.core.picture.cells import Cells, Floats
from safeconduct.core.picture.visibility import (
    Bound,
    Prior,
    Sight,
    bound,
    bound_sight,
    hold_up,
    observe,
    share_heard,
    start,
)


@dataclass(frozen=True, slots=True, eq=False)
class WatchedSight:
    """Hold what has been seen by those who watch; never changed, each observation gives a new one."""

    sight: Sight
    held: Floats  # the bound of the last day


def start_watched(cells: Cells, prior: Prior) -> WatchedSight:
    """Begin with nothing seen, for periods of a day."""
    return WatchedSight(start(cells, 1.0, prior), np.zeros(cells.count))


def observe_watched(watched: WatchedSight, known: Floats, seen: Floats) -> WatchedSight:
    """Take in a day: its known incidents by cell, and how well each cell was watched.

    Where nobody watched neither silence nor an incident tells how much happens: one that came to light says nothing of
    how many did not. The forecaster has it all the same, and nothing is bounded below what that expects.
    """
    known = np.where(share_heard(seen) > 0.0, known, 0.0)
    return replace(watched, sight=observe(watched.sight, known, seen))


def bound_watched(watched: WatchedSight, expected: Floats, visibility: Floats) -> tuple[Bound, WatchedSight]:
    """Bound the day that begins now; `expected` is what a forecaster of known incidents expects of each cell.

    Where anybody has ever watched, the mean is raised to what is likely to have happened unseen; elsewhere it is the
    forecaster's own. The bound falls only as far as a cell was heard of since the day before.

    >>> cells = Cells(np.ones((1, 2), bool), 0.0, 0.0, 250.0)
    >>> watched, nothing = start_watched(cells, Prior(0.1, 0.1)), np.zeros(2)
    >>> for day in range(40):
    ...     made, watched = bound_watched(watched, nothing, np.array([0.8, 0.02]))
    ...     watched = observe_watched(watched, nothing, np.array([0.8, 0.02]))
    >>> made.u95.round(2).tolist(), [int(status) for status in made.status]
    ([0.05, 0.46], [1, 0])
    """
    heard, before, prior = watched.sight.heard, watched.held, watched.sight.prior
    made, sight = bound_sight(replace(watched.sight, visibility=visibility), expected)
    assert sight.pooled is not None
    # What came to light where nobody watches is the least that happens: as unsure upward as all else there.
    known = bound(expected, sight.pooled, visibility, prior)
    u95 = np.maximum(made.u95, known.u95)
    mean = np.where(sight.exposure > 0.0, np.maximum(made.mean, expected), expected)
    held = hold_up(Bound(mean, u95, visibility, made.status), before, heard, prior)
    return held, WatchedSight(sight, held.u95)
