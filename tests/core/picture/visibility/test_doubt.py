"""Promise how the doubt about a cell is shared out over the scales."""

from __future__ import annotations

import numpy as np
import pytest

from safeconduct.core.picture.cells import Cells
from safeconduct.core.picture.visibility import DOUBT, Prior, bound_sight, doubt_unseen, observe, share_doubt, start

pytestmark = pytest.mark.core
CELLS = Cells(np.ones((12, 12), bool), 0.0, 0.0, 250.0)
BEGUN = start(CELLS, 1.0, Prior(0.05, 0.05))


def watch(days: int, seen: float = 0.9):
    """Watch the western half for some days in which each cell has an event in twenty."""
    rng, sight = np.random.default_rng(1), BEGUN
    west = np.tile(np.arange(12) < 6, 12)
    for _ in range(days):
        sight = observe(sight, np.where(west, rng.poisson(0.05, 144), 0.0), np.where(west, seen, 0.0))
    return sight, west


def test_before_anything_is_seen_the_doubt_is_that_of_the_unseen() -> None:
    """Besides the doubt about the word of who watches, which all cells share."""
    expected = doubt_unseen(BEGUN.spreads)
    expected[0] += np.log1p(DOUBT**2)
    assert share_doubt(BEGUN) == pytest.approx(np.repeat(expected[:, None], 144, axis=1))


def test_scales_add_up_to_the_whole_doubt_of_the_pooled_belief() -> None:
    """The logarithms of all scales' variances are that of the belief and that of the watch."""
    sight, _ = watch(40)
    _, held = bound_sight(sight)
    whole = np.log1p(held.pooled.variance) + np.log1p(DOUBT**2)
    assert share_doubt(sight).sum(axis=0) == pytest.approx(whole)


def test_what_is_watched_loses_doubt_and_most_of_that_which_all_share() -> None:
    """Of the level of the whole little is left where much was seen; a blind cell keeps its own."""
    sight, west = watch(120)
    left, unseen = share_doubt(sight), share_doubt(BEGUN)
    assert (left.sum(axis=0) < unseen.sum(axis=0)).all()
    assert left[0].max() < 0.3 * unseen[0, 0]
    assert left[-1, ~west].min() > left[-1, west].max()
