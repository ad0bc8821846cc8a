"""Suggest where one more observer would make the most of what is unknown known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.signal import convolve2d

from safeconduct.core.picture.cells import Cells, Floats
from safeconduct.core.picture.ground import Ground, lay_ground
from safeconduct.core.picture.picture import ThreatPicture
from safeconduct.core.picture.reach import offset_metres
from safeconduct.core.picture.status import Status
from safeconduct.core.picture.visibility import combine_sources, share_heard
from safeconduct.core.picture.watched_cells import lay_watch, share_circle
from safeconduct.core.picture.watchers import SEEN, Watch, WatchKind

LOOK_METRES = 500.0
HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Name a place to look at, and what that would be worth.

    `lowers` is the sum over the streets in its circle, in km, and the hours of the picture, of how much less plans
    would count: kappa x (upper bound - rate), as far as the circle would be better watched.
    """

    node: int  # row of the network, nearest to the middle
    x: float  # degrees, of the node
    y: float
    seen: float  # chance that an incident in the middle becomes known today
    lowers: float
    share: float  # of what could be lowered over the whole map
    places: tuple[str, ...]  # those named places that lie in the circle, the nearest first


def suggest_looks(
    picture: ThreatPicture, watch: Watch, kappa: float, most: int, named: Sequence[tuple[str, int]] = ()
) -> tuple[Suggestion, ...]:
    """Return up to so many places for one more observer, each the best after those before it.

    What can be lowered lies where the picture is UNKNOWN: a threat that somebody reports does not go away by looking.
    It is taken to fall by as much as the chance to hear of an incident rises with an observer of the usual kind, who
    sees 500 m round. `named` are places to tell by name: a name and the row of its node.
    """
    if most < 1:
        return ()
    ground = lay_ground(picture.network)
    cells = ground.cells
    gap = _spread_gap(picture, ground, kappa)
    seen = lay_watch(watch, ground).remember(picture.window.start)
    disc = _draw_disc(cells)
    x, y = offset_metres(picture.network.x, picture.network.y, ground.centre)
    at = cells.find(x, y)
    held = np.flatnonzero(np.bincount(at[at >= 0], minlength=cells.count) > 0)  # cells with a node, where one can stand
    total, found = float(gap.sum()), list[Suggestion]()
    for _ in range(min(most, len(held))):
        better = combine_sources(np.stack([seen, np.full(cells.count, SEEN[WatchKind.OBSERVER])]))
        worth = _sum_discs(cells, disc, gap * (share_heard(better) - share_heard(seen)))
        best = int(held[worth[held].argmax()])
        if worth[best] <= 0.0:
            break
        found.append(_tell(picture, ground, best, float(seen[best]), float(worth[best]), total, named))
        seen = combine_sources(np.stack([seen, SEEN[WatchKind.OBSERVER] * _cover(cells, disc, best)]))
    return tuple(found)


def _spread_gap(picture: ThreatPicture, ground: Ground, kappa: float) -> Floats:
    """Sum kappa x (upper bound - rate) over hours and kilometres of street where it is UNKNOWN, by cell."""
    spans, links = picture.spans, len(picture.network.link_ids)
    hours = (spans.end - spans.start) / HOUR
    unknown = np.where(spans.status == Status.UNKNOWN, kappa * np.maximum(spans.high - spans.rate, 0.0) * hours, 0.0)
    by_region = np.add.reduceat(unknown, spans.first[:-1])
    weight = by_region[picture.region[:links]] * picture.network.length / 1e3
    return np.asarray(ground.shares[:links].T @ weight)


def _draw_disc(cells: Cells) -> Floats:
    """Return how much of each cell lies within the circle about the middle of the middle one."""
    reach = int(np.ceil(LOOK_METRES / cells.h))
    side = 2 * reach + 1
    small = Cells(np.ones((side, side), bool), -side * cells.h / 2, -side * cells.h / 2, cells.h)
    disc = np.zeros(side * side)
    where, share = share_circle(small, 0.0, 0.0, LOOK_METRES)
    disc[where] = share
    return disc.reshape(side, side)


def _sum_discs(cells: Cells, disc: Floats, values: Floats) -> Floats:
    field = np.zeros(cells.mask.shape)
    field[cells.mask] = values
    return np.asarray(convolve2d(field, disc, mode="same")[cells.mask])


def _cover(cells: Cells, disc: Floats, cell: int) -> Floats:
    one = np.zeros(cells.count)
    one[cell] = 1.0
    return np.clip(_sum_discs(cells, disc, one), 0.0, 1.0)


def _tell(
    picture: ThreatPicture,
    ground: Ground,
    cell: int,
    seen: float,
    worth: float,
    total: float,
    named: Sequence[tuple[str, int]],
) -> Suggestion:
    cells, network = ground.cells, picture.network
    row, column = (int(index[cell]) for index in np.nonzero(cells.mask))
    x, y = offset_metres(network.x, network.y, ground.centre)
    metres = np.hypot(x - (cells.x0 + (column + 0.5) * cells.h), y - (cells.y0 + (row + 0.5) * cells.h))
    node = int(metres.argmin())
    near = sorted((float(metres[at]), name) for name, at in named if metres[at] <= LOOK_METRES)
    point = float(network.x[node]), float(network.y[node])
    return Suggestion(node, *point, seen, worth, worth / total, tuple(name for _, name in near))
