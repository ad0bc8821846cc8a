"""Pool what is known near and far into a Gamma belief about each cell's rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safeconduct.core.picture.cells import Floats
from safeconduct.core.picture.visibility.scales import Scales

LEAST_PATCHES = 1e-3
PRIOR_EVENTS = 0.5  # what the prior's rate is worth


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Hold known events, watched periods and independent patches by ring and cell: (scales, cells)."""

    events: Floats
    exposure: Floats
    patches: Floats  # (scales - 1, cells): how many patches of the next scale a ring has been watched in

    def take_cells(self, every: int) -> Evidence:
        """Keep every so-manieth cell."""
        return Evidence(self.events[:, ::every], self.exposure[:, ::every], self.patches[:, ::every])


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """Hold the mean of each cell's rate and its relative variance: a Gamma of shape 1 / variance."""

    mean: Floats  # events per cell and period
    variance: Floats  # of the rate, as a share of the mean squared


def gather_evidence(scales: Scales, events: Floats, exposure: Floats) -> Evidence:
    """Gather evidence by rings; the patches of a ring are counted by how evenly it is watched (Kish 1965)."""
    seen = scales.ring_sums(exposure)
    squares = scales.ring_sums(exposure**2)
    area = seen[:-1] ** 2 / np.maximum(squares[:-1], 1e-300)
    patches = np.maximum(area / scales.patch_areas[:, None], LEAST_PATCHES)
    return Evidence(scales.ring_sums(events), seen, patches)


def pool_evidence(evidence: Evidence, spreads: Floats, prior_rate: float) -> list[Pooled]:
    """Give the belief about the rate round each cell at every scale, from everywhere inward to the cell itself.

    A scale's rate is the wider scale's times a Gamma factor of mean one and variance `spreads[scale - 1]`; the events
    of its ring update it (conjugate Gamma). A ring of few patches tells less of its scale than its events would say.

    >>> from safeconduct.core.picture.visibility.scales import make_scales
    >>> scales = make_scales(np.ones((1, 4), bool))
    >>> events, exposure = np.array([4.0, 2.0, 0.0, 0.0]), np.array([2.0, 2.0, 2.0, 0.0])
    >>> cell = pool_evidence(gather_evidence(scales, events, exposure), np.full(2, 0.2), 1.0)[-1]
    >>> bool(cell.mean[0] > cell.mean[1] > cell.mean[2]), int(cell.variance.argmax())
    (True, 3)
    """
    levels: list[Pooled] = []
    mean = np.full(evidence.events.shape[1], prior_rate)
    shape = np.full(evidence.events.shape[1], PRIOR_EVENTS)
    for scale, (events, exposure) in enumerate(zip(evidence.events, evidence.exposure, strict=True)):
        if scale:
            shape = 1 / widen(1 / shape, spreads[scale - 1])
        kept: Floats | float = 1.0
        if scale < len(spreads):
            told = events if not scale else mean * exposure
            kept = 1 / (1 + told * spreads[scale] / evidence.patches[scale])
        # Counts and exposure are taken whole where there is nothing to lean on; only their weight is less.
        weight = 1.0 if not scale else kept
        mean = (shape + weight * events) / (shape / mean + weight * exposure)
        shape = shape + kept * events
        levels.append(Pooled(mean, 1 / shape))
    return levels


def widen(variance: Floats, spread: float) -> Floats:
    """Give the relative variance of a product of two independent factors."""
    return variance + spread * (1 + variance)
