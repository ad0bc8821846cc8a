"""Forecast by a space-time ETAS: a background that does not change, and events that set off further ones nearby.

rate(t, s) = background * ((1 - e) * KDE(s) + e / area) + sum over past events of K * g(t - t_i) * Gaussian(s - s_i),
with g exponential or a power law (Lomax). Fitted on the training period by expectation and maximisation (Veen and
Schoenberg 2008; Mohler and others 2011); the KDE takes in each later event by how likely it belongs to the background.
"""

from __future__ import annotations

import numpy as np
from series import Floats, Series

from peers.etas_fit import Etas, fit_etas
from peers.kernels import spread_events
from peers.peer import cut_past, last_quarter, walk

BANDWIDTHS = (0.75, 1.0, 1.5, 2.0, 3.0)  # cells, of the background
STARTS = {"exponential": (30.0,), "power law": (10.0, 1.0)}


class EtasPeer:
    """Forecast with a rate of its own: no trailing rate, and no mass spread evenly but what the fit says."""

    def __init__(self, kernel: str) -> None:
        """Take "exponential" or "power law" for the fading of what an event sets off."""
        self.kernel = kernel
        self.name = f"ETAS, {kernel}"

    def fit(self, training: Series) -> None:
        """Choose the background's bandwidth by what foretells the last quarter best, then fit on all."""
        weeks = last_quarter(training)
        earlier = cut_past(training, weeks.begin)

        def likelihood(bandwidth: float) -> float:
            self._fit_with(earlier, bandwidth)
            expected = np.array([self.forecast(past) for past in walk(weeks)])
            return float((weeks.counts * np.log(np.maximum(expected, 1e-300)) - expected).sum())

        self._fit_with(training, max(BANDWIDTHS, key=likelihood))

    def _fit_with(self, training: Series, bandwidth: float) -> None:
        events = training.events[training.cell_of >= 0]
        span, area = (min(0.0, float(events[0, 2])), training.begin), training.cells * training.h**2
        self.fitted: Etas = fit_etas(events, span, area, bandwidth * training.h, STARTS[self.kernel])
        self.weights = self.fitted.weigh(events, np.empty(0))

    def forecast(self, past: Series) -> Floats:
        """Return the expected counts of the next period; what its own events would set off in it is left out."""
        events, fitted = past.events[past.cell_of >= 0], self.fitted
        self.weights = fitted.weigh(events, self.weights[: len(events)])
        share = spread_events(past, events, self.weights / self.weights.sum(), fitted.bandwidth)
        background = fitted.background * past.step * ((1 - fitted.even) * share + fitted.even / past.cells)
        age = past.begin - events[:, 2]
        mass = fitted.children * (fitted.reached(age + past.step) - fitted.reached(age))
        felt = mass > mass.max() * 1e-6
        return background + spread_events(past, events[felt], mass[felt], fitted.deviation)
