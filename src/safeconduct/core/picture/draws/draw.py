"""Draw the harm of routes from all that the hazard may really be, so that what their places share errs together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from safeconduct.core.basics import Window
from safeconduct.core.intake import Report
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture.belief import SourcePriors
from safeconduct.core.picture.cells import Floats
from safeconduct.core.picture.draws.exposures import Exposures
from safeconduct.core.picture.draws.marginals import round_ratios, spread_rates
from safeconduct.core.picture.draws.pieces import Parted, Pieces, part_exposures
from safeconduct.core.picture.draws.scores import Ranks, draw_scores, patch_sides
from safeconduct.core.picture.draws.threats import draw_threats, find_voices
from safeconduct.core.picture.ground import Ground, lay_ground
from safeconduct.core.picture.override import PlacedOverride
from safeconduct.core.picture.status import Status
from safeconduct.core.picture.street_hazard import StreetHazard
from safeconduct.core.picture.visibility import doubt_unseen, make_scales, share_doubt
from safeconduct.core.picture.visibility.spreads import USUAL

COLUMNS_AT_ONCE = 2000  # of cells and spreads, so that memory holds few


class Cause(StrEnum):
    """Name what a part of the harm comes from."""

    UNKNOWN = "unknown"
    CLEAR = "clear"  # what is left where it is known to be clear
    INCIDENTS = "incidents"
    REPORT = "report"
    UNVERIFIED = "unverified"


_CAUSES = {Status.UNKNOWN: Cause.UNKNOWN, Status.KNOWN_CLEAR: Cause.CLEAR, Status.KNOWN_THREAT: Cause.INCIDENTS}


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Hold the harm to all owners together that has one cause; `origin` names the source of a report."""

    cause: Cause
    origin: str
    harm: Floats  # (draws,)


@dataclass(frozen=True, slots=True, eq=False)
class RiskDraws:
    """Hold draws of the expected people harmed; each column is one way in which the hazard may really be."""

    harm: Floats  # (owners, draws)
    counted: Floats  # (owners,): what plans count with kappa 0; the mean of the draws, or less (docs/risk.md)
    parts: tuple[Part, ...]  # of all owners together


def draw_risk(
    network: StreetNetwork,
    reports: Sequence[Report],
    window: Window,
    background_rate: float,
    incidents: StreetHazard | None,
    exposures: Exposures,
    owners: int,
    *,
    draws: int,
    rng: np.random.Generator,
    sources: SourcePriors | None = None,
    overrides: Sequence[PlacedOverride] = (),
) -> RiskDraws:
    """Return draws of the harm to each owner of exposures, by the picture that `make_picture` makes of the same.

    So too where persons override it: a factor that raises multiplies what is drawn; one that lowers has it come true in
    fewer draws, not be less bad.

    The mean of an owner's draws is what plans count, if no upper bound is more than 16 times its mean; then it is more.
    The same `rng` gives the same draws; an owner's do not depend on which others there are.
    """
    streams = rng.spawn(2)
    sources = sources or SourcePriors()
    parted = part_exposures(network, reports, window, background_rate, incidents, sources, overrides, exposures)
    pieces = parted.pieces
    quiet, by_status = _draw_quiet(network, incidents, pieces, owners, draws, streams[0])
    threats, by_origin = _draw_reported(parted, owners, draws, streams[1])
    unverified = np.bincount(pieces.owner, pieces.unverified, owners)
    counted = np.bincount(pieces.owner, pieces.counted, owners).astype(np.float64)
    parts = [*by_status, *by_origin]
    if unverified.any():
        parts.append(Part(Cause.UNVERIFIED, "", np.full(draws, unverified.sum())))
    return RiskDraws(quiet + threats + unverified[:, None], counted, tuple(parts))


def _draw_quiet(
    network: StreetNetwork,
    incidents: StreetHazard | None,
    pieces: Pieces,
    owners: int,
    draws: int,
    rng: np.random.Generator,
) -> tuple[Floats, list[Part]]:
    """Draw what is there without reports: (owners, draws), and its parts."""
    ground = lay_ground(network)
    table = _tabulate(ground, pieces)
    cells, cell = np.unique(table.cell, return_inverse=True)
    seen = table.status != Status.UNKNOWN
    ranks = _rank_cells(ground, incidents, cells, draws, rng)
    columns = len(table.cell)
    weight = sparse.coo_matrix((table.harm, (table.owner, table.column)), shape=(owners, columns)).tocsc()
    harm, whole = np.zeros((owners, draws)), np.asarray(weight.sum(axis=0)).ravel()
    parts = {status: np.zeros(draws) for status in Status}
    spreads = {int(steps): spread_rates(int(steps), draws) for steps in np.unique(table.steps)}
    for some in _batches(columns):
        drawn = np.empty((len(some), draws))
        for row, column in enumerate(some):
            drawn[row] = spreads[int(table.steps[column])][ranks[int(seen[column])][cell[column]]]
        harm += np.asarray(weight[:, some] @ drawn)
        for status in Status:
            parts[status] += np.where(table.status[some] == status, whole[some], 0.0) @ drawn
    return harm, [Part(_CAUSES[status], "", part) for status, part in parts.items() if part.any()]


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Hold the harm of the quiet part by owner and column; a column is a cell, a spread and a status."""

    owner: NDArray[np.intp]
    column: NDArray[np.intp]
    harm: Floats
    cell: NDArray[np.int64]  # of each column
    steps: NDArray[np.int64]
    status: NDArray[np.int8]


def _tabulate(ground: Ground, pieces: Pieces) -> _Table:
    """Share the pieces out over the cells that they lie in."""
    shares = ground.shares[pieces.place].tocoo()
    piece, size = shares.row, ground.cells.count
    kind = round_ratios(pieces.ratio) * len(Status) + pieces.status
    keys, column = np.unique(kind[piece] * size + shares.col, return_inverse=True)
    kinds, cell = np.divmod(keys, size)
    steps, status = np.divmod(kinds, len(Status))
    harm = pieces.quiet[piece] * shares.data
    return _Table(pieces.owner[piece], column.reshape(-1), harm, cell, steps, status.astype(np.int8))


def _rank_cells(
    ground: Ground, incidents: StreetHazard | None, cells: NDArray[np.int64], draws: int, rng: np.random.Generator
) -> tuple[Ranks, Ranks]:
    """Rank the draws of cells where they are unknown, and where something is known."""
    scales = make_scales(ground.cells.mask)
    unseen = doubt_unseen(np.full(len(scales.widths) + 1, USUAL))[:, None]
    known = unseen if incidents is None or incidents.sight is None else share_doubt(incidents.sight)[:, cells]
    first, second = draw_scores(ground.cells, patch_sides(scales), cells, (unseen, known), draws, rng)
    return first, second


def _draw_reported(parted: Parted, owners: int, draws: int, rng: np.random.Generator) -> tuple[Floats, list[Part]]:
    """Draw the threats that are reported: (owners, draws), and their parts by origin."""
    pieces, states = parted.pieces, parted.states
    voices = find_voices(parted.mixer, states)
    drawn = draw_threats(parted.mixer, states, parted.lowered, voices, draws, rng)
    weight = sparse.coo_matrix((pieces.threat, (pieces.owner, pieces.state)), shape=(owners, len(states))).tocsr()
    whole = np.bincount(pieces.state, pieces.threat, len(states))
    parts = [
        Part(Cause.REPORT, parted.origins[origin], (whole * share) @ drawn)
        for origin, share in zip(voices.origins, voices.share.T, strict=True)
        if (whole * share).any()
    ]
    return np.asarray(weight @ drawn), parts


def _batches(columns: int) -> Iterator[NDArray[np.intp]]:
    for first in range(0, columns, COLUMNS_AT_ONCE):
        yield np.arange(first, min(first + COLUMNS_AT_ONCE, columns))
