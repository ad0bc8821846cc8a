"""Forecast events in cells, period by period, each from its past alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.ndimage import gaussian_filter

from safeconduct.core.picture.cells import Cells, Floats, Ints
from safeconduct.core.picture.forecast.kernels import find_moments, lean_counts, spread_events, weigh_rows
from safeconduct.core.picture.forecast.ladder import Ladder, choose_ladder
from safeconduct.core.picture.forecast.level import (
    Level,
    forecast_total,
    learn_total,
    start_level,
    total_interval,
)

SHAPES = (1.5, 5.0)  # how strongly a fine count leans on the coarser one
DEALT = 3.0  # events that the mixture's prior is worth, dealt out evenly over the layers
MEMORY = 1000.0  # events after which what a layer has explained counts half
RIDGE = 30.0  # strength of the pool's prior
KEEP = 0.5 ** (1 / 4000)  # of what the pool has learned is kept at each event


@dataclass(frozen=True, slots=True)
class Events:
    """Hold events: x, y in metres, t in days, P(true), and how uncertain the place is (metres)."""

    x: Floats
    y: Floats
    t: Floats
    true: Floats
    blur: Floats

    def between(self, begin: float, end: float) -> Events:
        """Give those from `begin` up to but without `end`; the times must ascend."""
        a, b = np.searchsorted(self.t, [begin, end])
        return Events(self.x[a:b], self.y[a:b], self.t[a:b], self.true[a:b], self.blur[a:b])


@dataclass(frozen=True, slots=True)
class Forecast:
    """Say what is expected of each cell in the period that begins at `begin`."""

    begin: float  # days
    expected: Floats  # events per cell
    share: Floats  # the same, summing to one
    total: float
    total_low: float
    total_high: float
    features: Floats  # logarithms of shares, (features, cells)


@dataclass(frozen=True, slots=True)
class State:
    """Hold what has been learned up to `now`; never changed, each observation gives a new one."""

    cells: Cells
    ladder: Ladder
    begin: float
    now: float
    lean: (
        Floats  # how many times the mean cell is expected beforehand round each: (widths, cells), the cell's own first
    )
    sums: Floats  # (half-lives, widths, cells), discounted to now
    explained: Floats  # events that each layer of the mixture, and the base, has explained
    pool: Floats  # weights of the features
    precision: Floats
    level: Level


def make_events(x: Floats, y: Floats, t: Floats, true: Floats | None = None, blur: Floats | None = None) -> Events:
    """Put events in order of time; those without a place or a time are left out."""
    keep = np.isfinite(x) & np.isfinite(y) & np.isfinite(t)
    order = np.flatnonzero(keep)[np.argsort(t[keep], kind="stable")]
    chance = np.ones(len(t)) if true is None else true
    vague = np.zeros(len(t)) if blur is None else blur
    return Events(x[order], y[order], t[order], chance[order], vague[order])


def start(cells: Cells, step: float, begin: float, base: Floats | None = None) -> State:
    """Begin at `begin` (days) with nothing seen, for periods of `step` days.

    `base` is how events would fall on the cells if nothing had happened yet, and sums to one: evenly, unless given.
    """
    ladder = choose_ladder(cells, step)
    lives, widths = len(ladder.half_lives), len(ladder.widths)
    leaned = (lives - ladder.first_slow) * len(SHAPES)
    pool = start_pool(leaned + 2)
    state = State(
        cells,
        ladder,
        begin,
        begin,
        np.ones((widths, cells.count)),
        np.zeros((lives, widths, cells.count)),
        np.zeros(lives * widths + 1),
        pool,
        RIDGE * np.eye(len(pool)),
        start_level(step),
    )
    return state if base is None else rebase(state, base)


def rebase(state: State, base: Floats) -> State:
    """Take another base from now on, as when what places have to do with events has been learned anew."""
    return replace(state, lean=smooth_lean(state.cells, state.ladder.widths, base * state.cells.count))


def smooth_lean(cells: Cells, widths: Floats, lean: Floats) -> Floats:
    """Average what is expected of cells beforehand over the surroundings of each, by widths in cells.

    >>> smooth_lean(Cells(np.ones((1, 3), bool), 0.0, 0.0, 1.0), np.array([0.0, 9.0]), np.array([3.0, 0, 0])).round(1)
    array([[3., 0., 0.],
           [1., 1., 1.]])
    """
    field, inside = np.zeros(cells.mask.shape), cells.mask.astype(np.float64)
    field[cells.mask] = lean
    smoothed = []
    for width in widths:
        whole, within = (gaussian_filter(one, width, mode="constant") for one in (field, inside))
        smoothed.append(whole[cells.mask] / within[cells.mask])
    return np.array(smoothed)


def forecast(state: State) -> Forecast:
    """Forecast the period that begins now.

    >>> cells = Cells(np.ones((9, 9), bool), 0.0, 0.0, 100.0)
    >>> seen = make_events(np.array([450.0]), np.array([450.0]), np.array([0.5]))
    >>> state = observe(start(cells, 1.0, 0.0), seen)
    >>> int(forecast(state).expected.argmax())
    40
    """
    features = _features(state)
    pooled = np.zeros(state.cells.count)
    weigh_rows(state.pool, features, pooled)
    share = np.exp(pooled - pooled.max())
    share /= share.sum()
    total = forecast_total(state.level, state.now)
    low, high = total_interval(state.level, total)
    return Forecast(state.now, share * total, share, total, low, high, features)


def observe(state: State, events: Events, made: Forecast | None = None) -> State:
    """Learn from the events of the period that begins now, and go to its end.

    `made` saves making the forecast anew. Events outside the period or the mask are left out.
    """
    made = made or forecast(state)
    end = state.now + state.ladder.step
    inside, cell = _keep_inside(state.cells, events.between(state.now, end))
    explained, pool, precision = state.explained, state.pool, state.precision
    if len(cell):
        explained = _explain(state, cell, inside.true)
        pool, precision = _refit(state, made, cell, inside.true)
    return replace(
        _add(state, inside, end),
        explained=explained,
        pool=pool,
        precision=precision,
        level=learn_total(state.level, state.now, inside.t, inside.true),
    )


def absorb(state: State, events: Events, until: float) -> State:
    """Take in events up to `until` without learning weights from them: a long past, quickly."""
    inside, _ = _keep_inside(state.cells, events.between(state.now, until))
    return _add(state, inside, until)


def _keep_inside(cells: Cells, events: Events) -> tuple[Events, Ints]:
    cell = cells.find(events.x, events.y)
    kept = cell >= 0
    taken = Events(events.x[kept], events.y[kept], events.t[kept], events.true[kept], events.blur[kept])
    return taken, cell[kept]


def _add(state: State, events: Events, end: float) -> State:
    cells, lives = state.cells, state.ladder.half_lives
    sums = state.sums * (0.5 ** ((end - state.now) / lives))[:, None, None]
    if len(events.t):
        weights = events.true[:, None] * 0.5 ** ((end - events.t)[:, None] / lives)
        column, row = (events.x - cells.x0) / cells.h, (events.y - cells.y0) / cells.h
        spread_events(sums, cells.numbers, column, row, events.blur / cells.h, weights, state.ladder.widths)
    return replace(state, now=end, sums=sums)


def _mixture_weights(state: State) -> Floats:
    heap = state.explained + DEALT / len(state.explained)
    return np.asarray(heap / heap.sum())


def _masses(state: State) -> Floats:
    return np.repeat(state.sums[:, 0].sum(axis=1), state.sums.shape[1])


def _features(state: State) -> Floats:
    """Give the logarithms of the leaned shares, of the layers' mixture, and the square that bends them."""
    ladder, count = state.ladder, state.cells.count
    elapsed = max(state.now - state.begin, ladder.step)
    areas = np.minimum(ladder.areas, count)
    slow = range(len(ladder.half_lives) - 1, ladder.first_slow - 1, -1)
    features = np.empty((len(state.pool), count))
    number = 0
    for k in slow:
        life = ladder.half_lives[k] / np.log(2)
        exposure = life * -np.expm1(-elapsed / life) / ladder.step
        for shape in SHAPES:
            lean_counts(state.sums[k], exposure, areas, shape, state.lean, features[number])
            features[number] /= features[number].sum()
            number += 1
    weights = _mixture_weights(state)
    each = weights[:-1] / (_masses(state) + 1)
    layers = state.sums.reshape(-1, count)
    features[number] = (each.sum() + weights[-1]) / count * state.lean[0]
    weigh_rows(each, layers, features[number])
    features[number] /= features[number].sum()
    np.log(features[: number + 1], out=features[: number + 1])
    middle = 0.5 * features[number] + 0.5 * features[:number].mean(axis=0) + np.log(count)
    features[number + 1] = middle**2 / 2
    return features


def _explain(state: State, cell: Ints, mass: Floats) -> Floats:
    """Credit each layer with its part in what has happened (online EM); old credit is forgotten."""
    count = state.cells.count
    layers, base = state.sums.reshape(-1, count)[:, cell], state.lean[0, cell] / count
    said = np.vstack([(layers + base) / (_masses(state) + 1)[:, None], base])
    credit = _mixture_weights(state)[:, None] * said
    credit /= credit.sum(axis=0)
    return np.asarray(state.explained * 0.5 ** (mass.sum() / MEMORY) + credit @ mass)


def _refit(state: State, made: Forecast, cell: Ints, mass: Floats) -> tuple[Floats, Floats]:
    """Take one Newton step of the pool on the period's conditional likelihood, pulled to its prior."""
    prior = start_pool(len(state.pool))
    features, share, events = made.features, made.share, float(mass.sum())
    mean, spread = find_moments(features, share)
    gradient = (features[:, cell] - mean[:, None]) @ mass
    kept = KEEP**events
    lost = (1 - kept) * RIDGE
    precision = kept * state.precision + lost * np.eye(len(mean)) + events * spread
    pool = state.pool + np.linalg.solve(precision, gradient - lost * (state.pool - prior))
    return pool, precision


def start_pool(size: int) -> Floats:
    """Give the pool's prior: half to the mixture, half evenly to the leaned shares, nothing to the square."""
    return np.concatenate([np.full(size - 2, 0.5 / (size - 2)), [0.5, 0.0]])
