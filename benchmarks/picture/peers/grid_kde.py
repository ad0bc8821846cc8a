"""Forecast by counts smoothed with a Gaussian on the grid."""

from __future__ import annotations

from scipy.ndimage import gaussian_filter
from series import Floats, Series

from peers.peer import choose_best, count_cells, forecast_shares, lay_out

BANDWIDTHS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0)  # cells


class GridKde:
    """Smooth the past counts; the bandwidth is what did best on the last quarter of the training period."""

    name = "grid KDE"

    def fit(self, training: Series) -> None:
        """Choose the bandwidth."""
        self.bandwidth = choose_best(training, BANDWIDTHS, smooth_counts)

    def forecast(self, past: Series) -> Floats:
        """Return the expected counts of the next period."""
        return forecast_shares(past, smooth_counts(past, self.bandwidth))


def smooth_counts(past: Series, bandwidth: float) -> Floats:
    """Return the counts of the cells smoothed by a Gaussian of `bandwidth` cells, nothing coming from outside."""
    return gaussian_filter(lay_out(past, count_cells(past)), bandwidth, mode="constant")[past.mask]
