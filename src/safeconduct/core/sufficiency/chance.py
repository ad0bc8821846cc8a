"""Give chances and means that were counted over sampled days together with how sure they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, stdtrit

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Chance:
    """Give a chance and the interval in which it lies with 95 % confidence."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mean:
    """Give a mean over sampled days and the interval in which the true mean lies with 95 % confidence."""

    value: float
    low: float  # minus infinity from one day alone
    high: float


def estimate_chance(hits: int, trials: int) -> Chance:
    """Return hits / trials with its Clopper-Pearson interval, which never covers less than it says.

    Source: C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the
    binomial", Biometrika 26 (1934).

    >>> estimate_chance(0, 10).low, round(estimate_chance(0, 10).high, 4)
    (0.0, 0.3085)
    """
    if not 0 <= hits <= trials or trials < 1:
        raise ValueError(f"{hits} hits in {trials} trials")
    tail = (1.0 - CONFIDENCE) / 2.0
    low = float(betaincinv(hits, trials - hits + 1, tail)) if hits else 0.0
    high = float(betaincinv(hits + 1, trials - hits, 1.0 - tail)) if hits < trials else 1.0
    return Chance(hits / trials, low, high)


def estimate_mean(days: NDArray[np.float64] | NDArray[np.int64]) -> Mean:
    """Return the mean of one value a day with Student's interval; of differences day by day, the paired one.

    >>> mean = estimate_mean(np.array([1.0, 2.0, 3.0]))
    >>> mean.value, round(mean.low, 2), round(mean.high, 2)
    (2.0, -0.48, 4.48)
    """
    mean, count = float(days.mean()), len(days)
    if count < 2:
        return Mean(mean, -float("inf"), float("inf"))
    quantile = float(stdtrit(count - 1, (1.0 + CONFIDENCE) / 2.0))
    margin = quantile * float(days.std(ddof=1)) / float(np.sqrt(count))
    return Mean(mean, mean - margin, mean + margin)
