"""Invent worlds whose true rates are known, to test bounds on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter
from series import Floats

SIDE, TRAINING, SCORED = 60, 104, 52  # cells a side; weeks
YEARLY = 1500.0  # events


@dataclass(frozen=True)
class World:
    """Hold counts of all weeks and the true rates of the scored ones, by week and cell."""

    name: str
    mask: NDArray[np.bool_]
    counts: Floats  # (training + scored, cells)
    true: Floats  # (scored, cells)

    @property
    def training(self) -> int:
        """Count the weeks before the first that is scored."""
        return len(self.counts) - len(self.true)


def invent_worlds(seed: int) -> list[World]:
    """Give a smooth field, clusters, clusters of which half move in the scored year, and a self-exciting world."""
    rng = np.random.default_rng(seed)
    field, clusters, moved = _field(rng), _clusters(rng), _clusters(rng)
    weeks = TRAINING + SCORED
    still = np.tile(clusters, (weeks, 1))
    shift = still.copy()
    shift[TRAINING + SCORED // 2 :] = 0.5 * clusters + 0.5 * moved
    worlds = [_draw(name, rates, rng) for name, rates in (("field", np.tile(field, (weeks, 1))), ("clusters", still))]
    return [*worlds, _draw("moving", shift, rng), _excite("exciting", field, rng)]


def _scale(shape: Floats) -> Floats:
    return np.asarray(shape.ravel() / shape.sum() * YEARLY / 52)


def _field(rng: np.random.Generator) -> Floats:
    """Give a log-Gaussian field: standard deviation 1.2, two lengths of correlation."""
    parts = [gaussian_filter(rng.normal(size=(SIDE, SIDE)), width, mode="wrap") for width in (2.0, 8.0)]
    return _scale(np.exp(sum(0.85 * part / part.std() for part in parts)))


def _clusters(rng: np.random.Generator) -> Floats:
    """Give 30 clusters of unequal weight and width on a faint ground."""
    heap = np.zeros((SIDE, SIDE))
    for _ in range(30):
        spot = np.zeros((SIDE, SIDE))
        spot[tuple(rng.integers(0, SIDE, 2))] = rng.gamma(1.0)
        heap += gaussian_filter(spot, rng.uniform(1.0, 4.0), mode="constant")
    return _scale(heap + 0.1 * heap.mean())


def _draw(name: str, rates: Floats, rng: np.random.Generator) -> World:
    return World(name, np.ones((SIDE, SIDE), bool), rng.poisson(rates).astype(np.float64), rates[TRAINING:])


def _excite(name: str, ground: Floats, rng: np.random.Generator) -> World:
    """Let each event bring 0.4 more, near it and within weeks; the true rate is what its whole past makes it."""
    counts, rates, excited = [], [], np.zeros((SIDE, SIDE))
    for _ in range(TRAINING + SCORED):
        rate = 0.6 * ground + excited.ravel()
        count = rng.poisson(rate).astype(np.float64)
        excited = 0.6 * excited + 0.4 * 0.4 * gaussian_filter(count.reshape(SIDE, SIDE), 1.5, mode="constant")
        rates.append(rate)
        counts.append(count)
    return World(name, np.ones((SIDE, SIDE), bool), np.array(counts), np.array(rates[TRAINING:]))
