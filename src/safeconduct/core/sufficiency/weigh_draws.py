"""Draw the constants of a model by how likely they make what was seen, however narrow that leaves them.

Adaptive importance sampling: a proposal is fitted to weighted draws, round by round, with the likelihood raised to as
high a power as leaves enough of them effective, until it counts in full.

Source: O. Cappé, A. Guillin, J.-M. Marin, C. P. Robert, "Population Monte Carlo", Journal of Computational and
Graphical Statistics 13 (2004).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.float64]
MOST_ROUNDS = 30
POLISHED = 3  # rounds with the whole likelihood, of which the last one counts
TAILS = 6.0  # degrees of freedom of the proposal: heavier tails than a normal's, so that no weight runs away
LEAST_EFFECTIVE = 0.3  # share of the draws of a round
HALVINGS = 20  # of the search for the power


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """Hold draws, as the standard normals that the priors are made from, and their weights, which add up to 1."""

    normals: Draws  # (constants, draws)
    weights: Draws  # (draws,)

    @property
    def effective(self) -> float:
        """Give how many independent draws the weights are worth."""
        return _count_effective(self.weights)


def fit_draws(rng: np.random.Generator, fit: Callable[[Draws], Draws], constants: int, draws: int) -> Fitted:
    """Return weighed draws of constants that are standard normal beforehand; `fit` gives their log-likelihood."""
    mean: Draws = np.zeros(constants)
    root: Draws = np.eye(constants)
    full = 0  # rounds in which the likelihood has counted in full
    for _ in range(MOST_ROUNDS):
        heavy = rng.standard_normal((constants, draws)) / np.sqrt(rng.chisquare(TAILS, draws) / TAILS)
        normals: Draws = mean[:, None] + root @ heavy
        before = (TAILS + constants) / 2.0 * np.log1p((heavy**2).sum(axis=0) / TAILS) - (normals**2).sum(axis=0) / 2.0
        likelihood = fit(normals)
        power = _find_power(before, likelihood)
        full += power == 1.0
        if full == POLISHED:
            break
        weights = _weigh(before + power * likelihood)
        mean = np.asarray(normals @ weights, dtype=np.float64)
        apart = normals - mean[:, None]
        root = np.asarray(np.linalg.cholesky((weights * apart) @ apart.T + 1e-6 * np.eye(constants)), dtype=np.float64)
    return Fitted(normals, _weigh(before + likelihood))


def resample(rng: np.random.Generator, weights: Draws) -> NDArray[np.int64]:
    """Draw as many again by weight, systematically, in an order of chance."""
    count = len(weights)
    points = (np.arange(count) + rng.uniform()) / count
    chosen = np.minimum(np.searchsorted(np.cumsum(weights), points), count - 1)
    return rng.permutation(chosen).astype(np.int64)


def _find_power(before: Draws, likelihood: Draws) -> float:
    """Return the highest power of the likelihood, up to 1, that leaves enough draws effective."""
    enough = LEAST_EFFECTIVE * len(before)
    if _count_effective(_weigh(before + likelihood)) >= enough:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        power = (low + high) / 2.0
        fine = _count_effective(_weigh(before + power * likelihood)) >= enough
        low, high = (power, high) if fine else (low, power)
    return low


def _weigh(logarithms: Draws) -> Draws:
    shares: Draws = np.exp(logarithms - logarithms.max())
    weights: Draws = shares / shares.sum()
    return weights


def _count_effective(weights: Draws) -> float:
    return float(1.0 / (weights**2).sum())
