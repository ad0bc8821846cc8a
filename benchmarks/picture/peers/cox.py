"""Forecast by a log-Gaussian Cox process: a Matern field on the grid, at the mode of its Laplace approximation.

It is the model that R-INLA fits (Lindgren, Rue and Lindstroem 2011), for pyinla does not run here: its engine is
downloaded when first used, and asks for a licence.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import splu
from series import Floats, Series

from peers.peer import choose_best, count_cells, forecast_shares

OPTIONS = tuple((reach, deviation) for reach in (3.0, 6.0, 12.0) for deviation in (1.0, 1.5, 2.5))  # cells; log rate
STEPS = 30
TIGHT = 1e-3  # a smaller change of every cell's log rate ends the search


class LogGaussianCox:
    """Share the trailing rate out by the field's mode; its reach and deviation chosen on training's last quarter."""

    name = "log-Gaussian Cox"

    def fit(self, training: Series) -> None:
        """Choose the field's reach and standard deviation."""
        self.field: Floats | None = None
        self.option = choose_best(training, OPTIONS, lambda past, option: np.exp(find_mode(past, option)))

    def forecast(self, past: Series) -> Floats:
        """Return the expected counts of the next period; the search begins where the last one ended."""
        self.field = find_mode(past, self.option, self.field)
        return forecast_shares(past, np.exp(self.field))


def find_mode(past: Series, option: tuple[float, float], begin: Floats | None = None) -> Floats:
    """Return each cell's likeliest log rate over all the past, by Newton's method."""
    counts = count_cells(past)
    even = np.log(max(counts.sum(), 0.5) / past.cells)
    precision = build_precision(past.mask, *option)
    field = np.zeros(past.cells) if begin is None else begin - even
    for _ in range(STEPS):
        rate = np.exp(even + field)
        step = splu(sparse.csc_matrix(precision + sparse.diags(rate)), permc_spec="MMD_AT_PLUS_A").solve(
            counts - rate - precision @ field
        )
        field = field + np.clip(step, -2, 2)
        if np.abs(step).max() < TIGHT:
            break
    return even + field


def build_precision(mask: np.ndarray, reach: float, deviation: float) -> sparse.csr_matrix:
    """Return the precision of a Matern field (smoothness 1) on the mask's cells, with no flow through its border.

    `reach` is the distance in cells at which the correlation has fallen to about 0.1.
    """
    numbers = np.where(mask.ravel(), np.cumsum(mask.ravel()) - 1, -1).reshape(mask.shape)
    pairs = [(numbers[1:], numbers[:-1]), (numbers[:, 1:], numbers[:, :-1])]
    one = np.concatenate([a[(a >= 0) & (b >= 0)] for a, b in pairs])
    other = np.concatenate([b[(a >= 0) & (b >= 0)] for a, b in pairs])
    cells = int(mask.sum())
    near = sparse.coo_matrix((np.ones(len(one)), (one, other)), shape=(cells, cells))
    near = near + near.T
    kappa = np.sqrt(8) / reach
    operator = sparse.diags(np.asarray(near.sum(axis=1)).ravel() + kappa**2) - near
    return (operator @ operator / (4 * np.pi * kappa**2 * deviation**2)).tocsr()
