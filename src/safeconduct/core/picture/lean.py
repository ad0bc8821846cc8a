"""Lean the forecast on what places are: their streets, and whether people gather there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from safeconduct.core.network import Site, SiteKind, StreetNetwork
from safeconduct.core.picture.cells import Cells, Floats
from safeconduct.core.picture.covariates import refuse_covariates
from safeconduct.core.picture.forecast.kernels import find_moments
from safeconduct.core.picture.ground import Ground
from safeconduct.core.picture.reach import offset_metres

NEAR_METRES = 250.0  # from a site, a Gaussian's standard deviation; a cell at least
BELIEFS: Mapping[str, tuple[float, float]] = {
    "street_metres": (0.5, 0.5),
    "near_transit_point": (0.5, 0.5),
    "near_checkpoint": (0.7, 0.5),
    "near_gate": (1.0, 0.5),
    "near_airhead": (0.7, 0.5),
}
"""What each covariate's weight is taken to be beforehand, and how surely: mean and standard deviation. exp(0.7) = 2:
where people gather, twice as many events are expected at first. Conventions."""
NEWTON_STEPS = 20
LONGEST = 1.0  # Newton step


@dataclass(frozen=True, slots=True, eq=False)
class Covariates:
    """Hold what cells are; a name that speaks of anything but places is refused.

    Raises:
        InputFaultsError: where a name speaks of persons or of groups of residents.
    """

    names: tuple[str, ...]
    values: Floats  # (names, cells)

    def __post_init__(self) -> None:
        """Refuse what is not about places."""
        refuse_covariates(self.names)


def describe_cells(ground: Ground, network: StreetNetwork, sites: Sequence[Site]) -> Covariates:
    """Return the covariates of the cells under a network: metres of street, and how near the sites of each kind are.

    Streets count as log(1 + metres over the side of a cell); a site as 1 in its middle, falling with the distance.
    """
    links, cells = len(network.link_ids), ground.cells
    metres = np.asarray(ground.shares[:links].T @ network.length)
    names, values = ["street_metres"], [np.log1p(metres / cells.h)]
    rows = network.node_index() if sites else {}
    for kind in SiteKind:
        nodes = [rows[site.node_id] for site in sites if site.kind is kind]
        if nodes:
            names.append(f"near_{kind.value}")
            x, y = offset_metres(network.x[nodes], network.y[nodes], ground.centre)
            values.append(_find_near(cells, x, y))
    return Covariates(tuple(names), np.array(values))


def _find_near(cells: Cells, x: Floats, y: Floats) -> Floats:
    """Give for each cell how near the nearest of some places is, from 1 to 0."""
    row, column = np.nonzero(cells.mask)
    east, north = cells.x0 + (column + 0.5) * cells.h, cells.y0 + (row + 0.5) * cells.h
    square = np.full(cells.count, np.inf)
    for one_x, one_y in zip(x, y, strict=True):
        np.minimum(square, (east - one_x) ** 2 + (north - one_y) ** 2, out=square)
    return np.asarray(np.exp(-square / (2 * max(NEAR_METRES, cells.h) ** 2)))


def learn_weights(covariates: Covariates, counts: Floats | None = None) -> Floats:
    """Return how much each covariate weighs: what is believed beforehand, moved by past events by cell (`counts`).

    A Poisson regression with a Gaussian prior (ridge). Events in clusters tell less than so many single ones: the
    likelihood is divided by their dispersion, once it has been found (Pearson's, McCullagh and Nelder 1989).

    >>> here = Covariates(("near_gate",), np.array([[1.0, 0.0, 0.0, 0.0]]))
    >>> learn_weights(here).tolist()
    [1.0]
    >>> elsewhere = learn_weights(here, np.array([0.0, 40.0, 30.0, 50.0]))
    >>> bool(elsewhere[0] < 0.0)
    True
    """
    told = np.array([BELIEFS.get(name, (0.0, 0.5)) for name in covariates.names])
    prior, precision = told[:, 0], 1 / told[:, 1] ** 2
    total = 0.0 if counts is None else float(counts.sum())
    if counts is None or total <= 0.0:
        return prior.copy()
    heard = covariates.values @ counts
    weights, dispersion = prior.copy(), 1.0
    for step in range(NEWTON_STEPS):
        base = spread_base(covariates, weights)
        if step == NEWTON_STEPS // 2:
            expected = total * base
            dispersion = max(1.0, float(((counts - expected) ** 2 / expected).mean()))
        mean, spread = find_moments(covariates.values, base)
        slope = (heard - total * mean) / dispersion - precision * (weights - prior)
        move = np.linalg.solve(total / dispersion * spread + np.diag(precision), slope)
        weights = weights + move * min(1.0, LONGEST / max(float(np.abs(move).max()), 1e-12))
        if np.abs(move).max() < 1e-6 and step > NEWTON_STEPS // 2:
            break
    return weights


def spread_base(covariates: Covariates, weights: Floats) -> Floats:
    """Return the base: how events would fall on the cells if nothing had happened yet; it sums to one.

    >>> spread_base(Covariates(("near_gate",), np.array([[1.0, 0.0]])), np.array([np.log(3)])).tolist()
    [0.75, 0.25]
    """
    logs = weights @ covariates.values
    heap = np.exp(logs - logs.max())
    return np.asarray(heap / heap.sum())
