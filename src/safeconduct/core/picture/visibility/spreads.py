"""Learn how much rates differ from scale to scale, by forecasting each watched cell without its neighbours."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln

from safeconduct.core.picture.cells import Floats, Ints
from safeconduct.core.picture.visibility.pool import Evidence, pool_evidence, widen

GRID = np.geomspace(0.005, 1.6, 20)  # what a spread may be
USUAL, DEVIATION = 0.15, 1.0  # the prior of a spread is log-normal
PRIOR_WEIGHT = 10.0  # each cell is forecast once per scale, and cells share neighbours: the prior must not drown
MOST_CELLS = 2500
SWEEPS = 4


def learn_spreads(evidence: Evidence, prior_rate: float, first: Floats | None = None) -> Floats:
    """Give the spread at each scale but the widest that makes the known events likeliest.

    At each scale a cell's own events are forecast from the rings down to that scale and from nothing nearer, as if the
    cell lay that far inside a district that nobody watches. So a blind cell's bound is as wide as such forecasts err.
    """
    every = -(-evidence.events.shape[1] // MOST_CELLS)
    chosen = evidence.take_cells(every)
    size = len(chosen.events) - 1
    usual = int(np.abs(GRID - USUAL).argmin())
    at = np.full(size, usual) if first is None else np.abs(GRID[:, None] - first).argmin(axis=0)
    best = _score(chosen, at, every, prior_rate)
    for _ in range(SWEEPS):
        before = best
        for scale in range(size):
            for step in (1, -1):
                best = _climb(chosen, at, scale, step, every, prior_rate, best)
        if best == before:
            break
    return np.asarray(GRID[at])


def _climb(evidence: Evidence, at: Ints, scale: int, step: int, every: int, prior_rate: float, best: float) -> float:
    """Move one spread along the grid for as long as that helps; `at` is changed."""
    while 0 <= at[scale] + step < len(GRID):
        at[scale] += step
        score = _score(evidence, at, every, prior_rate)
        if score <= best:
            at[scale] -= step
            break
        best = score
    return best


def _score(evidence: Evidence, at: Ints, every: int, prior_rate: float) -> float:
    spreads = GRID[at]
    levels = pool_evidence(evidence, spreads, prior_rate)
    watched = evidence.exposure[-1] > 0
    events, exposure = evidence.events[-1][watched], evidence.exposure[-1][watched]
    heap = 0.0
    for scale in range(len(spreads)):
        variance = levels[scale].variance[watched]
        for spread in spreads[scale:]:
            variance = widen(variance, spread)
        heap += _log_binomial(events, levels[scale].mean[watched] * exposure, 1 / variance)
    return every * heap - PRIOR_WEIGHT * float((np.log(spreads / USUAL) ** 2).sum()) / (2 * DEVIATION**2)


def _log_binomial(events: Floats, mean: Floats, shape: Floats) -> float:
    """Give the log-likelihood of negative binomial counts, without what the parameters do not change."""
    likely = gammaln(shape + events) - gammaln(shape) - shape * np.log1p(mean / shape)
    return float((likely + events * (np.log(np.maximum(mean, 1e-300)) - np.log(shape + mean))).sum())
