"""Forecast daily counts as plainly as can be, and score forecasts that are draws.

Persistence and the linear trend see the same days as the tool, and take the counts as published; what contradicts them
they do not know. Their spread comes from their own past errors.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.float64]
DRAWS = 20_000


def persist(at: Draws, counts: Draws, days_left: float, seed: int) -> Draws:
    """Repeat the last count; its errors are the steps from one count to the next, and add up day by day.

    `at` are the numbers of the days counted. Returns people by window ahead and draw; the last may be part of a day.
    """
    steps = np.diff(counts) / np.sqrt(np.diff(at))
    spread = float(np.sqrt((steps**2).mean())) if len(steps) else 0.0
    windows = _lengths(days_left)
    walk = np.cumsum(np.random.default_rng(seed).standard_normal((len(windows), DRAWS)), axis=0)
    return np.maximum(0.0, counts[-1] + spread * walk) * windows[:, None]


def follow_trend(at: Draws, counts: Draws, days_left: float, seed: int) -> Draws:
    """Draw a straight line through all counts; from two of them it has no errors to learn from, and no spread."""
    rng = np.random.default_rng(seed)
    windows = _lengths(days_left)
    ahead = at[-1] + 1.0 + np.arange(len(windows))
    design = np.column_stack([np.ones_like(at), at])
    line = np.linalg.lstsq(design, counts, rcond=None)[0]
    left = len(at) - 2
    spread = float(np.sqrt(((counts - design @ line) ** 2).sum() / left)) if left > 0 else 0.0
    root = np.linalg.cholesky(np.linalg.inv(design.T @ design))
    lines = line[:, None] + spread * (root @ rng.standard_normal((2, DRAWS)))
    luck = spread * rng.standard_normal((len(windows), DRAWS))
    return np.maximum(0.0, lines[0] + ahead[:, None] * lines[1] + luck) * windows[:, None]


BASELINES: dict[str, Callable[[Draws, Draws, float, int], Draws]] = {
    "persistence": persist,
    "linear trend": follow_trend,
}


def _lengths(days_left: float) -> Draws:
    return np.array([min(1.0, days_left - number) for number in range(int(np.ceil(days_left - 1e-9)))])


def score_crps(draws: Draws, truth: float) -> float:
    """Return the continuous ranked probability score, in the unit of the draws; of one number, its absolute error.

    Source: T. Gneiting, A. E. Raftery, "Strictly proper scoring rules, prediction, and estimation", Journal of the
    American Statistical Association 102 (2007), their form by expectations.

    >>> score_crps(np.array([3.0, 3.0]), 5.0), score_crps(np.array([0.0, 2.0]), 1.0)
    (2.0, 0.5)
    """
    ordered = np.sort(draws)
    count = len(ordered)
    among = float((ordered * (2.0 * np.arange(count) - count + 1.0)).sum()) * 2.0 / count**2
    return float(np.abs(draws - truth).mean()) - among / 2.0
