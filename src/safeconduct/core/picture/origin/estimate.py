"""Estimate from where a series of attacks comes, for those who shelter from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.picture.incident import IncidentKind
from safeconduct.core.picture.origin.answer import NotKnown, OriginRegion, OriginRegions
from safeconduct.core.picture.origin.audit import Receipt, Request, digest_request
from safeconduct.core.picture.origin.chance import weigh_chance
from safeconduct.core.picture.origin.grid import SQUARE_METRES, Grid, lay_grid
from safeconduct.core.picture.origin.kernels import Annulus, DistanceDecay
from safeconduct.core.picture.origin.series import EVENTS_LEAST, Series

SHARE = 0.8  # of the belief that the regions hold
GAIN_LEAST = 2.0  # nats over every square alike, so a seventh of the ground or less; else it is not known
FIT_LEAST = 0.0  # nats by which one start must fit the events better than their being strewn over the ground
TEMPER = 0.5  # of each event's word: attacks of one series share roads and targets, and are not independent
STRAY_SHARE = 0.05  # of the events: linked wrongly, from anywhere
SECTORS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
SECTOR_LEAST = 0.15  # of a region's mass; a sector with less is not named
DOTS_AT_ONCE = 2_000_000  # distances held at a time

Belief = NDArray[np.float64]


def estimate_origin(
    series: Series,
    request: Request,
    receipt: Receipt,
    kernel: DistanceDecay | Annulus,
    sites: Mapping[str, tuple[float, float]],
) -> OriginRegions | NotKnown:
    """Return the smallest regions that hold 80 % of the belief, or why nothing is known.

    `sites` are the protected places, as longitude and latitude by name. The belief is O'Leary's (2009): every square of
    the grid alike before, each event independent given the start, the scale of distances averaged out.

    Raises:
        InputFaultsError: where the log has no such request for this series, or the kernel is not one for its events.
    """
    _check(series, request, receipt, kernel)
    if len(series.events) < EVENTS_LEAST:
        vague = f" ({series.too_vague} more are placed too vaguely)" if series.too_vague else ""
        return NotKnown(f"too few events: {len(series.events)}, and {EVENTS_LEAST} are needed{vague}")
    grid = lay_grid(series.events, kernel.reach_metres)
    if grid is None:
        return NotKnown("the events lie too far apart for one start")
    belief, fit = _believe(series, grid, kernel)
    gain = float(np.sum(belief * np.log(np.maximum(belief * len(belief), 1e-300))))
    if gain < GAIN_LEAST:
        return NotKnown(f"what the events say is {gain:.2f} nats better than nothing, and {GAIN_LEAST:g} are needed")
    if fit < FIT_LEAST:
        return NotKnown(f"the events fit one start no better than strewn over the same ground ({fit:+.1f} nats)")
    held = np.sort(_smallest(belief))
    regions = [
        OriginRegion(grid, squares, float(belief[squares].sum()), _sectors(grid, belief, squares, sites))
        for squares in _connected(held, grid.columns)
    ]
    regions.sort(key=lambda region: -region.mass)
    return OriginRegions(regions, float(belief[held].sum()), gain, len(series.events))


def _check(series: Series, request: Request, receipt: Receipt, kernel: DistanceDecay | Annulus) -> None:
    events = tuple(f"{one.source}:{one.incident_id}" for one in series.events)
    if receipt.digest != digest_request(request) or request.events != events or request.linked_by != series.linked_by:
        problem = "the log does not hold this request for these events"
        raise InputFaultsError([Fault("origin", 0, "receipt", "", problem, "log the request, then ask again")])
    indirect = {one.kind is IncidentKind.INDIRECT_FIRE for one in series.events}
    if indirect - {isinstance(kernel, Annulus)}:
        remedy = "take a ring of ranges for indirect fire alone, and a distance decay for all else"
        raise InputFaultsError([Fault("origin", 0, "kernel", type(kernel).__name__, "not for these events", remedy)])


def _believe(series: Series, grid: Grid, kernel: DistanceDecay | Annulus) -> tuple[Belief, float]:
    """Return the probability of each square, and the nats by which one start fits better than chance."""
    at = np.array([grid.metres(one.lon, one.lat) for one in series.events])
    blur = np.array([one.radius_metres for one in series.events])
    points = grid.points()
    squares, inner, _ = points.shape
    flat = points.reshape(-1, 2)
    stray = STRAY_SHARE / grid.square_metres
    part = max(1, DOTS_AT_ONCE // len(at))
    logs, priors = [], np.zeros(0)
    for start in range(0, len(flat), part):
        apart = flat[start : start + part, None, :] - at
        told = list(kernel.densities(apart[..., 0], apart[..., 1], blur[None, :]))
        priors = np.log([prior for prior, _ in told])
        logs.append(np.stack([np.log((1 - STRAY_SHARE) * each + stray).sum(axis=1) for _, each in told]))
    said = np.concatenate(logs, axis=1)  # (scales and leans, points)
    tempered = priors[:, None] + TEMPER * said
    mass = np.exp(tempered - tempered.max()).sum(axis=0).reshape(squares, inner).mean(axis=1)
    belief: Belief = mass / mass.sum()
    one_start = float(np.logaddexp.reduce(priors[:, None] + said, axis=None)) - float(np.log(said.shape[1]))
    ground = grid.columns * SQUARE_METRES, grid.rows * SQUARE_METRES
    return belief, one_start - weigh_chance(at, ground)


def _smallest(belief: Belief) -> NDArray[np.intp]:
    """Return the fewest squares that hold the share."""
    order = np.argsort(-belief, kind="stable")
    most = int(np.searchsorted(np.cumsum(belief[order]), SHARE)) + 1
    return order[:most]


def _connected(squares: NDArray[np.intp], columns: int) -> Iterator[list[int]]:
    """Give the squares in groups that touch, corners included."""
    left = set(squares.tolist())
    while left:
        group, open_ = [], [left.pop()]
        while open_:
            square = open_.pop()
            group.append(square)
            row, column = divmod(square, columns)
            for y in (row - 1, row, row + 1):
                for x in range(max(column - 1, 0), min(column + 2, columns)):
                    if y * columns + x in left:
                        left.remove(y * columns + x)
                        open_.append(y * columns + x)
        yield sorted(group)


def _sectors(
    grid: Grid, belief: Belief, squares: Sequence[int], sites: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[str, ...]]:
    """Return for each site the sectors that hold the region's mass, clockwise from north."""
    centres = grid.points().mean(axis=1)[list(squares)]
    weight = belief[list(squares)] / belief[list(squares)].sum()
    found: dict[str, tuple[str, ...]] = {}
    for name, (lon, lat) in sites.items():
        east, north = (centres - np.array(grid.metres(lon, lat))).T
        if grid.square_at(lon, lat) in squares or np.hypot(east, north).min() < SQUARE_METRES:
            found[name] = ("around",)
            continue
        sector = np.round(np.degrees(np.arctan2(east, north)) / 45.0).astype(int) % len(SECTORS)
        share = np.bincount(sector, weight, minlength=len(SECTORS))
        found[name] = tuple(word for word, held in zip(SECTORS, share, strict=True) if held >= SECTOR_LEAST)
    return found
