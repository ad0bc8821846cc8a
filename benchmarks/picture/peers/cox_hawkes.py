"""Forecast by BSTPP's Cox-Hawkes process: a log-Gaussian background and self-excitation, fitted once on the training.

BSTPP scales the region to the unit square and the training period to 50 units of time, and holds its background on 25
by 25 tiles. BSTPP_PYTHON names the interpreter of its environment.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from series import Floats, Series

from peers.kernels import spread_events

PYTHON = os.environ.get("BSTPP_PYTHON", ".cache/peers-bstpp/bin/python")
UNITS = 50.0  # of BSTPP's time in the training period
TILES = 25


class CoxHawkes:
    """Take the posterior's means as parameters, with a rate of its own."""

    name = "bstpp"

    def fit(self, training: Series) -> None:
        """Fit in BSTPP's own environment."""
        kept = training.cell_of >= 0
        grid = {"mask": training.mask, "x0": training.x0, "y0": training.y0, "h": training.h}
        with tempfile.TemporaryDirectory() as folder:
            given, found = Path(folder) / "training.npz", Path(folder) / "posterior.npz"
            np.savez(given, events=training.events[kept], end=training.begin, **grid)
            subprocess.run([PYTHON, Path(__file__).with_name("cox_hawkes_fit.py"), given, found], check=True)
            posterior = dict(np.load(found))
        (left, right), (bottom, top) = posterior["bounds"]
        unit = training.begin / UNITS  # days
        column = ((training.centres[:, 0] - left) / (right - left) * TILES).astype(int).clip(0, TILES - 1)
        row = ((training.centres[:, 1] - bottom) / (top - bottom) * TILES).astype(int).clip(0, TILES - 1)
        cell_area = training.h**2 / ((right - left) * (top - bottom))
        self.background = posterior["background"][row * TILES + column] * cell_area / unit  # events a day
        self.children = float(posterior["alpha"])
        self.days = float(posterior["beta"]) * unit
        self.deviation = np.sqrt(posterior["variance"]) * np.array([right - left, top - bottom])

    def forecast(self, past: Series) -> Floats:
        """Return the expected counts of the next period; what its own events would set off in it is left out."""
        events = past.events[past.cell_of >= 0]
        age = past.begin - events[:, 2]
        mass = self.children * (np.exp(-age / self.days) - np.exp(-(age + past.step) / self.days))
        felt = mass > mass.max() * 1e-6
        return self.background * past.step + spread_events(past, events[felt], mass[felt], self.deviation)
