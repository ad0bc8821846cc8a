"""Bound each cell's rate from above, and say what is known of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv

from safeconduct.core.picture.cells import Floats
from safeconduct.core.picture.status import Status
from safeconduct.core.picture.visibility.pool import Pooled, widen

CHANCE = 0.95
DOUBT = 0.3  # relative standard deviation of what we are told about how well cells are watched
SEEN_ENOUGH = 0.2  # below this visibility nothing is known, whatever the numbers say

_LOGS = np.linspace(-12.0, 14.0, 5201)  # of the shape
_RATIOS = np.maximum.accumulate((gammaincinv(np.exp(_LOGS), CHANCE) / np.exp(_LOGS))[::-1])[::-1]


@dataclass(frozen=True, slots=True)
class Prior:
    """Say what is assumed where nothing is known, and what is acceptable; both in events per cell and period."""

    rate: float  # worth half an event
    acceptable: float


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """Hold mean, 95 % upper bound, visibility and status of each cell; rates in events per cell and period."""

    mean: Floats
    u95: Floats
    visibility: Floats  # from 0 to below 1
    status: NDArray[np.int8]  # Status


def bound_ratio(variance: Floats) -> Floats:
    """Give how many times the mean the 95 % quantile of a Gamma is, by its relative variance (shape 1 / variance).

    It never falls as the variance rises: a Gamma of very small shape heaps its mass at zero and has a small quantile,
    which would make the least known cells look safe; the largest ratio, 5.83, is kept there.

    >>> bound_ratio(np.array([0.01, 1.0, 10.0, 1000.0])).round(2).tolist()
    [1.17, 3.0, 5.8, 5.83]
    """
    return np.interp(-np.log(variance), _LOGS, _RATIOS)


def bound(mean: Floats, evidence: Pooled, visibility: Floats, prior: Prior, *, unsure: float = 0.0) -> Bound:
    """Bound the rates whose means are given, as widely as the evidence about them and the watch over them are in doubt.

    `mean` may be the evidence's own or a forecast's; `unsure` is the relative variance of the level that all share.

    >>> pooled = Pooled(np.array([1.0, 1.0]), np.array([0.02, 2.0]))
    >>> made = bound(pooled.mean, pooled, np.array([0.9, 0.02]), Prior(1.0, acceptable=2.0))
    >>> made.u95.round(1).tolist(), [Status(s).name for s in made.status]
    ([1.6, 4.0], ['KNOWN_CLEAR', 'UNKNOWN'])
    """
    variance = widen(widen(evidence.variance, DOUBT**2), unsure)
    u95 = mean * bound_ratio(variance)
    return Bound(mean, u95, visibility, find_status(mean, u95, visibility, prior))


def find_status(mean: Floats, u95: Floats, visibility: Floats, prior: Prior) -> NDArray[np.int8]:
    """Name what is known: low if even the bound is acceptable, high if even the mean is not, and only where we see."""
    low, high = u95 <= prior.acceptable, mean > prior.acceptable
    named = np.where(high, Status.KNOWN_THREAT, np.where(low, Status.KNOWN_CLEAR, Status.UNKNOWN))
    return np.asarray(np.where(visibility >= SEEN_ENOUGH, named, Status.UNKNOWN), dtype=np.int8)


def hold_up(made: Bound, before: Floats, heard: Floats, prior: Prior) -> Bound:
    """Let bounds fall below those `before` only as far as cells were heard of (0 to 1) since; they may rise freely.

    >>> made = bound(np.ones(2), Pooled(np.ones(2), np.full(2, 0.02)), np.full(2, 0.9), Prior(1.0, acceptable=2.0))
    >>> hold_up(made, np.full(2, 9.0), np.array([0.0, 1.0]), Prior(1.0, acceptable=2.0)).u95.round(1).tolist()
    [9.0, 1.6]
    """
    u95 = np.maximum(made.u95, before - heard * (before - made.u95))
    return Bound(made.mean, u95, made.visibility, find_status(made.mean, u95, made.visibility, prior))
