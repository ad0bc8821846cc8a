"""Share out what is expected among the kinds of incidents, place by place: each scale leans on the wider one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from safeconduct.core.picture.cells import Cells, Floats, Ints
from safeconduct.core.picture.forecast import Events
from safeconduct.core.picture.incident import IncidentKind
from safeconduct.core.picture.kind_kernels import learn_places, share_places
from safeconduct.core.picture.severity import weigh_by_severity

KINDS = tuple(IncidentKind)
WIDTHS = (1.0, 2.0, 4.0, 8.0)  # standard deviations in cells
WIDEST = 0.2  # of the longer side of the grid
STRENGTHS = np.array([3.0, 10.0, 30.0])  # events that the wider scale's shares may be worth
HALF_LIFE = 365.0  # days
WHOLE_CITY = 0.5  # chance beforehand that kinds do not differ from place to place


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """Hold which kinds have happened where, up to `now`; never changed, learning gives a new one.

    What is believed of the mix at a place is an average over forecasters: the whole city's shares, and, for each
    strength, the shares at each scale, a Dirichlet whose prior is the wider scale's. Each weighs as much as it has made
    the kinds of past events likely, each event forecast from those before it (Bayes). So all events together cost at
    most ln 2 more than the whole city's shares would have, however many there are.
    """

    cells: Cells
    widths: Floats  # in cells, ascending
    now: float  # days
    counts: Floats  # (kinds,) discounted events, those outside the cells too
    sums: Floats  # (kinds, widths, cells) discounted Gaussians
    credit: Floats  # (forecasters,) logarithms of weights: the whole city, then by strength from wide to narrow

    @property
    def areas(self) -> Floats:
        """Give the effective area of each width's kernel, in cells."""
        return np.asarray(np.minimum(1 + 4 * np.pi * self.widths**2, self.cells.count))

    @property
    def weights(self) -> Floats:
        """Give how much each forecaster is believed; they sum to one."""
        heap = np.exp(self.credit - self.credit.max())
        return np.asarray(heap / heap.sum())


def start_kinds(cells: Cells, begin: float) -> Kinds:
    """Begin at `begin` (days) with nothing seen: every kind is as likely as any other.

    >>> share_kinds(start_kinds(Cells(np.ones((9, 9), bool), 0.0, 0.0, 250.0), 0.0))[:, 0].round(3).tolist()
    [0.167, 0.167, 0.167, 0.167, 0.167, 0.167]
    """
    widths = np.array([width for width in WIDTHS if width <= WIDEST * max(cells.mask.shape)])
    local = len(STRENGTHS) * len(widths)
    credit = np.full(1 + local, np.log((1 - WHOLE_CITY) / max(local, 1)))
    credit[0] = np.log(WHOLE_CITY)
    sums = np.zeros((len(KINDS), len(widths), cells.count))
    return Kinds(cells, widths, begin, np.zeros(len(KINDS)), sums, credit)


def learn_kinds(kinds: Kinds, events: Events, kind: Ints, until: float) -> Kinds:
    """Learn, one after the other, from the events between `now` and `until`; `kind` holds the row of each in KINDS.

    >>> cells = Cells(np.ones((20, 20), bool), 0.0, 0.0, 250.0)
    >>> x, t = np.tile([500.0, 4500.0], 50), np.arange(100.0)
    >>> events = Events(x, x, t, np.ones(100), np.zeros(100))
    >>> shares = share_kinds(learn_kinds(start_kinds(cells, 0.0), events, np.arange(100) % 2, 100.0))
    >>> shares[:2, cells.find(np.array([500.0]), np.array([500.0]))[0]].round(1).tolist()
    [1.0, 0.0]
    """
    cells, first, last = kinds.cells, *np.searchsorted(events.t, [kinds.now, until])
    within = slice(int(first), int(last))
    counts, sums, credit = kinds.counts.copy(), kinds.sums.copy(), kinds.credit.copy()
    told = events.between(kinds.now, until)
    # Weights grow with time instead of all sums shrinking at every event; at the end both are as of `until`.
    grown = 2.0 ** ((told.t - kinds.now) / HALF_LIFE)
    learn_places(
        counts, sums, credit, cells.numbers, cells.find(told.x, told.y),
        (told.x - cells.x0) / cells.h, (told.y - cells.y0) / cells.h, told.blur / cells.h,
        told.true, grown, kind[within], kinds.widths, kinds.areas, STRENGTHS,
    )  # fmt: skip
    faded = 0.5 ** ((until - kinds.now) / HALF_LIFE)
    return replace(kinds, now=until, counts=counts * faded, sums=sums * faded, credit=credit)


def share_kinds(kinds: Kinds) -> Floats:
    """Return (kinds, cells): the share of each kind in what is expected of each cell; over kinds they sum to one."""
    shares = np.empty((len(KINDS), kinds.cells.count))
    share_places(kinds.counts, kinds.sums, kinds.areas, STRENGTHS, kinds.weights, shares)
    return shares


def share_city(kinds: Kinds) -> Floats:
    """Return (kinds,): each kind's share in all that has happened, one of each taken to have happened besides."""
    return np.asarray((kinds.counts + 1) / (kinds.counts.sum() + len(KINDS)))


def weigh_kinds(shares: Floats, factors: Floats) -> Floats:
    """Return the area (km2) that the mean event harms, by place and hour: (places, hours).

    `shares` are of the kinds at each place, (kinds, places); `factors` how many times likelier each is at each hour,
    (kinds, hours). Place and hour are taken to speak of the kind independently.

    >>> bomb_or_shots, evening = np.eye(6)[:2].T, np.ones((6, 2))
    >>> weigh_kinds(bomb_or_shots, evening).round(4).tolist()
    [[0.0094, 0.0094], [0.0011, 0.0011]]
    """
    likely = {kind: np.outer(share, factor) for kind, share, factor in zip(KINDS, shares, factors, strict=True)}
    return np.asarray(weigh_by_severity(likely) / (shares.T @ factors))


def number_kinds(kinds: Sequence[IncidentKind]) -> Ints:
    """Return the row of each kind in KINDS."""
    rows = {kind: row for row, kind in enumerate(KINDS)}
    return np.array([rows[kind] for kind in kinds], dtype=np.int64)
