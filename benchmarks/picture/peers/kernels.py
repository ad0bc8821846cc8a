"""Give the mass that Gaussians round events leave in each cell."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr
from series import Floats, Series


def spread_events(past: Series, events: Floats, weights: Floats, deviation: float | Floats) -> Floats:
    """Return, per cell in mask order, the weights laid out by a Gaussian of `deviation` metres round each event,
    in both directions or for x and y.

    The whole weight is kept inside the mask: what would fall outside is shared out in the same proportions.
    """
    if not len(events):
        return np.zeros(past.cells)
    rows, columns = past.mask.shape
    east, north = np.broadcast_to(deviation, 2)
    across = _cut_axis(events[:, 0], past.x0, past.h, columns, east)
    along = _cut_axis(events[:, 1], past.y0, past.h, rows, north)
    mass = ((along * weights) @ across.T)[past.mask]
    return np.asarray(mass * (weights.sum() / mass.sum()) if mass.sum() > 0 else mass)


def _cut_axis(places: Floats, begin: float, h: float, cells: int, deviation: float) -> Floats:
    edges = begin + h * np.arange(cells + 1)
    return np.diff(ndtr((edges[:, None] - places[None, :]) / deviation), axis=0)
