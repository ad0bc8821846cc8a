"""Read intervals off draws of a risk, and how far two risks are one bet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from safeconduct.core.picture.cells import Floats

TAIL = 0.05
ONE_BET = 0.5  # two routes that have so much of their variance in common are counted as one bet


@dataclass(frozen=True, slots=True)
class Interval:
    """Give a mean, and between what nine draws of ten lie."""

    mean: float
    low: float
    high: float


def read_interval(harm: Floats) -> Interval:
    """Return mean, 5 % and 95 % quantile of draws.

    >>> read_interval(np.arange(101.0))
    Interval(mean=50.0, low=5.0, high=95.0)
    """
    low, high = np.quantile(harm, [TAIL, 1 - TAIL])
    return Interval(float(harm.mean()), float(low), float(high))


def share_in_common(harm: Floats) -> Floats:
    """Return the share of variance that each two rows of draws (routes, draws) have in common: 1 is one bet, 0 is two.

    It is the square of their correlation; a row that never varies has nothing in common with any.

    >>> share_in_common(np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [1.0, 0.0, 1.0]])).round(2).tolist()
    [[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    """
    apart = harm - harm.mean(axis=1, keepdims=True)
    length = np.sqrt((apart * apart).sum(axis=1, keepdims=True))
    unit = np.divide(apart, length, out=np.zeros_like(apart), where=length > 1e-12 * np.abs(harm).max(initial=1e-300))
    return np.asarray((unit @ unit.T) ** 2)


@dataclass(frozen=True, slots=True)
class Bet:
    """Name routes that go well or badly together, and the least share of variance that two of them have in common."""

    routes: tuple[int, ...]  # rows
    least: float


def find_bets(harm: Floats, one_bet: float = ONE_BET) -> tuple[Bet, ...]:
    """Return groups of routes of which each has at least so much in common with each other; the largest group first.

    >>> find_bets(np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [1.0, 0.0, 1.0]]))
    (Bet(routes=(0, 1), least=1.0),)
    """
    shared = share_in_common(harm)
    if len(harm) < 2:
        return ()
    apart = squareform(np.clip(1.0 - shared, 0.0, 1.0), checks=False)
    group = fcluster(linkage(apart, "complete"), 1.0 - one_bet, "distance")
    members = [np.flatnonzero(group == one) for one in np.unique(group)]
    bets = [
        Bet(tuple(rows.tolist()), round(float(shared[np.ix_(rows, rows)].min()), 12))
        for rows in members
        if len(rows) > 1
    ]
    return tuple(sorted(bets, key=lambda bet: (-len(bet.routes), bet.routes)))
