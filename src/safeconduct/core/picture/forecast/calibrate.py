"""Score yesterday's forecast against what happened, and notice when forecasts have become worse."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from safeconduct.core.picture.cells import Floats, Ints
from safeconduct.core.picture.forecast.engine import Forecast

SHARES = (0.01, 0.02, 0.05, 0.1, 0.2)  # of the area, for the hit-rate curve
ALLOWED = 0.5  # standard deviations by which a score may lie below its usual before it counts as drift
ALARM = 8.0  # standard deviations of heaped shortfall (Page 1954)


@dataclass(frozen=True, slots=True)
class Score:
    """Hold the scores of one period."""

    events: int
    log_score: float  # nats above a uniform Poisson with the same total, of all events
    hits: Ints  # events in the top shares of the cells
    decile_expected: Floats  # by ten groups of equal expected mass, from the least expected cells on
    decile_seen: Floats
    covered: bool  # the total lay in its 90 % interval


@dataclass(frozen=True, slots=True)
class Drift:
    """Hold the usual log score per event, and how far the latest scores have fallen short of it (CUSUM)."""

    periods: int = 0
    mean: float = 0.0
    spread: float = 0.0  # heaped squares
    shortfall: float = 0.0

    @property
    def alarm(self) -> bool:
        """Tell whether forecasts have become worse than they used to be."""
        return self.shortfall > ALARM


def calibrate(made: Forecast, counts: Ints) -> Score:
    """Score a forecast by the counts of its cells.

    >>> even = np.full(4, 0.25)
    >>> made = Forecast(0.0, even, even, 1.0, 0.0, 3.0, np.zeros((2, 4)))
    >>> calibrate(made, np.array([0, 1, 0, 0])).log_score
    0.0
    """
    return score_cells(made.expected, (made.total_low, made.total_high), counts, int(counts.sum()))


def score_cells(expected: Floats, interval: tuple[float, float], counts: Ints, total: int) -> Score:
    """Score what was expected of cells by the counts of the events whose cell is known, and the total of all."""
    share = expected / expected.sum()
    order = np.argsort(-expected, kind="stable")
    first = [max(round(part * len(counts)), 1) for part in SHARES]
    heaped = np.cumsum(share[order[::-1]])
    group = np.minimum((heaped * 10 - 1e-9).astype(np.int64), 9)
    groups = group == np.arange(10)[:, None]
    seen, told = groups @ counts[order[::-1]].astype(np.float64), groups @ expected[order[::-1]]
    score = float(counts @ np.log(share * len(counts)))
    hits = np.array([counts[order[:cells]].sum() for cells in first], dtype=np.int64)
    return Score(int(counts.sum()), score, hits, told, seen, interval[0] <= total <= interval[1])


def watch_drift(drift: Drift, score: Score) -> Drift:
    """Take one more score into account; a period without events says nothing about where they fall."""
    if not score.events:
        return drift
    value = score.log_score / score.events
    weight = np.sqrt(score.events)
    periods = drift.periods + 1
    mean = drift.mean + (value - drift.mean) / periods
    spread = drift.spread + score.events * (value - drift.mean) * (value - mean)
    if periods < 20:
        return replace(drift, periods=periods, mean=mean, spread=spread)
    deviation = np.sqrt(max(drift.spread / drift.periods, 1e-9))
    below = float((drift.mean - value) * weight / deviation) - ALLOWED
    return Drift(periods, mean, spread, max(drift.shortfall + min(below, 3.0), 0.0))
