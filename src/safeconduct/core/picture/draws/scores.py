"""Draw for every cell how much worse than expected it is, so that neighbours are worse together."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.picture.cells import Cells, Floats, Ints
from safeconduct.core.picture.visibility import Scales

Ranks = NDArray[np.int32]


def patch_sides(scales: Scales) -> Floats:
    """Give the side, in cells, of the squares that share a factor at each scale; the widest is everywhere.

    >>> from safeconduct.core.picture.visibility import make_scales
    >>> patch_sides(make_scales(np.ones((9, 9), bool))).round(1).tolist()
    [inf, 7.1, 3.5, 1.0]
    """
    return np.concatenate([[math.inf], np.sqrt(scales.patch_areas)])


def draw_scores(
    cells: Cells, sides: Floats, which: Ints, doubts: tuple[Floats, ...], count: int, rng: np.random.Generator
) -> list[Ranks]:
    """Return, for each kind of doubt, the rank (cells, draws) of each draw of each cell in `which`, from 0 up.

    A cell's score is the sum of the factors of its patches, one a scale, weighed by what doubt is left of each
    (`doubts`: (scales, which)). Patches lie otherwise in every draw, so that no two neighbours are parted for good. A
    cell has the same draws whichever others are asked for.
    """
    row, column = (part[which] for part in np.nonzero(cells.mask))
    weights = [np.sqrt(doubt / doubt.sum(axis=0)) for doubt in doubts]
    scores = [np.empty((len(which), count)) for _ in doubts]
    factors = np.empty((len(sides), len(which)))
    for draw in range(count):
        for scale, side in enumerate(sides):
            factors[scale] = _draw_patches(cells.mask.shape, float(side), row, column, rng)
        for score, weight in zip(scores, weights, strict=True):
            score[:, draw] = (weight * factors).sum(axis=0)
    return [rank_draws(score) for score in scores]


def _draw_patches(shape: tuple[int, ...], side: float, row: Ints, column: Ints, rng: np.random.Generator) -> Floats:
    """Return a standard normal for each cell, the same for those in one square of a grid that lies anywhere."""
    if math.isinf(side):
        return np.full(len(row), rng.standard_normal())
    if side == 1.0:
        return np.asarray(rng.standard_normal(shape)[row, column])
    off_row, off_column = rng.uniform(0.0, side, 2)
    height, width = (int(size / side) + 2 for size in shape)
    values = rng.standard_normal((height, width))
    return np.asarray(values[((row + off_row) / side).astype(np.intp), ((column + off_column) / side).astype(np.intp)])


def rank_draws(scores: Floats) -> Ranks:
    """Return the rank of each draw within its row, from 0 up; so every row has exactly the spread it is given.

    >>> rank_draws(np.array([[0.3, -1.0, 2.0]])).tolist()
    [[1, 0, 2]]
    """
    ranks = np.empty(scores.shape, dtype=np.int32)
    np.put_along_axis(ranks, scores.argsort(axis=1), np.arange(scores.shape[1], dtype=np.int32)[None], axis=1)
    return ranks
