"""Score forecasts of point events: hit rate, PAI, information gain, calibration, and intervals of differences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from series import Floats, Series

JITTER_SEED = 20211
DRAWS = 2000


@dataclass(frozen=True)
class Tally:
    """Hold what each period adds to a score: the score is sum(above) / sum(below)."""

    above: Floats
    below: Floats

    @property
    def score(self) -> float:
        """Give the score over all periods."""
        return float(self.above.sum() / self.below.sum())


def tally_hits(series: Series, expected: Floats, share: float) -> Tally:
    """Count, per period, the events in the top `share` of cells; ties fall by a fixed jitter. PAI is score / share."""
    jitter = np.random.default_rng(JITTER_SEED).random(series.cells)
    chosen = max(round(share * series.cells), 1)
    hits = np.empty(series.periods)
    for period in range(series.periods):
        top = np.lexsort((jitter, -expected[period]))[:chosen]
        hits[period] = series.counts[period, top].sum()
    return Tally(hits, series.counts.sum(axis=1).astype(np.float64))


def tally_gain(series: Series, expected: Floats) -> Tally:
    """Sum, per period, the log-likelihood above a uniform Poisson with the trailing rate (IG: nats per event)."""
    uniform = series.trailing_rates / series.cells
    counts = series.counts.astype(np.float64)
    ratio = np.log(np.maximum(expected, 1e-300)) - np.log(uniform)[:, None]
    gain = (counts * ratio).sum(axis=1) - (expected.sum(axis=1) - series.trailing_rates)
    return Tally(gain, counts.sum(axis=1))


def decile_ratios(series: Series, expected: Floats) -> Floats:
    """Give observed / expected in ten groups of equal expected mass, from the least expected cells on.

    Every cell of every period is a unit of its own, so that a group is decided by what was known before. (Grouping by
    a cell's mean over all periods would look ahead: cells with events are expected more of later, and sort higher.)
    Where a unit lies across a border its events and mass are shared in proportion.
    """
    return _ratios(expected.ravel(), series.counts.ravel().astype(np.float64))


def summed_decile_ratios(series: Series, expected: Floats) -> Floats:
    """Give the same with the cells ordered by their sum over all periods, which looks ahead."""
    return _ratios(expected.sum(axis=0), series.counts.sum(axis=0).astype(np.float64))


def decile_deviation(series: Series, expected: Floats) -> float:
    """Give the largest |observed / expected - 1| of the ten groups."""
    return float(np.abs(decile_ratios(series, expected) - 1).max())


def _ratios(mass: Floats, seen: Floats) -> Floats:
    order = np.argsort(mass, kind="stable")
    heaped, found = np.concatenate([[0.0], np.cumsum(mass[order])]), np.concatenate([[0.0], np.cumsum(seen[order])])
    edges = np.linspace(0, heaped[-1], 11)
    return np.asarray(np.diff(np.interp(edges, heaped, found)) / (heaped[-1] / 10))


def coverage(series: Series, low: Floats, high: Floats) -> float:
    """Give the share of periods whose total lies in low..high, both included."""
    totals = series.counts.sum(axis=1)
    return float(((totals >= low) & (totals <= high)).mean())


@dataclass(frozen=True)
class Comparison:
    """Compare one score of two models: the difference and the ratio, each with its 95 % interval."""

    ours: float
    theirs: float
    difference: tuple[float, float, float]  # the figure, low, high
    ratio: tuple[float, float, float]


def compare(ours: Tally, theirs: Tally, block: int, draws: int = DRAWS, seed: int = 7) -> Comparison:
    """Compare two tallies of the same periods by a paired circular block bootstrap over periods."""
    pick = _draw_periods(len(ours.above), block, draws, seed)
    a = ours.above[pick].sum(axis=1) / ours.below[pick].sum(axis=1)
    b = theirs.above[pick].sum(axis=1) / theirs.below[pick].sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.nanpercentile(a / b, [2.5, 97.5])
    difference = np.percentile(a - b, [2.5, 97.5])
    first, second = ours.score, theirs.score
    return Comparison(
        first,
        second,
        (first - second, float(difference[0]), float(difference[1])),
        (first / second if second else np.inf, float(ratio[0]), float(ratio[1])),
    )


def interval(tally: Tally, block: int, draws: int = DRAWS, seed: int = 7) -> tuple[float, float]:
    """Give the 95 % block bootstrap interval of one score."""
    pick = _draw_periods(len(tally.above), block, draws, seed)
    low, high = np.percentile(tally.above[pick].sum(axis=1) / tally.below[pick].sum(axis=1), [2.5, 97.5])
    return float(low), float(high)


def _draw_periods(periods: int, block: int, draws: int, seed: int) -> NDArray[np.int64]:
    rng = np.random.default_rng(seed)
    blocks = -(-periods // block)
    starts = rng.integers(0, periods, size=(draws, blocks, 1))
    return np.asarray(((starts + np.arange(block)) % periods).reshape(draws, -1)[:, :periods])
