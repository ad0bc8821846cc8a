"""Forecast by scikit-learn's KernelDensity over the events' own places."""

from __future__ import annotations

import numpy as np
from series import Floats, Series
from sklearn.neighbors import KernelDensity

from peers.peer import choose_best, forecast_shares

BANDWIDTHS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)  # cells


class SklearnKde:
    """Take the density at the cells' centres; the bandwidth is chosen on the last quarter of the training period."""

    name = "scikit-learn KDE"

    def fit(self, training: Series) -> None:
        """Choose the bandwidth."""
        self.bandwidth = choose_best(training, BANDWIDTHS, estimate_density)

    def forecast(self, past: Series) -> Floats:
        """Return the expected counts of the next period."""
        return forecast_shares(past, estimate_density(past, self.bandwidth))


def estimate_density(past: Series, bandwidth: float) -> Floats:
    """Return the density of past events at the cells' centres, with a Gaussian of `bandwidth` cells."""
    places = past.events[past.cell_of >= 0, :2]
    density = KernelDensity(bandwidth=bandwidth * past.h, rtol=1e-2).fit(places)
    return np.exp(density.score_samples(past.centres))
