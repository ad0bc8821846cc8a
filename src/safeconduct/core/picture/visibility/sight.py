"""Carry what is known of all cells from period to period, forgetting slowly and never taking silence for calm."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from safeconduct.core.picture.cells import Cells, Floats
from safeconduct.core.picture.visibility.bound import Bound, Prior, bound, hold_up
from safeconduct.core.picture.visibility.pool import Pooled, gather_evidence, pool_evidence
from safeconduct.core.picture.visibility.scales import Scales, make_scales
from safeconduct.core.picture.visibility.spreads import USUAL, learn_spreads
from safeconduct.core.picture.visibility.stretch import stretch_belief
from safeconduct.core.picture.visibility.watch import BASE, share_heard

MEMORY_DAYS = 730.0  # after which an event, and a watched period, counts half
VISIBLE_DAYS = 7.0  # after which a cell that nobody watches any more is half as visible
REFRESH_DAYS = 7.0  # how old the belief behind a bound may be
HALF_HEARD = 0.1  # so well heard, a bound may fall half way at once: the evidence has weighed the silence already
RELEARN_DAYS = 182.0  # how old the spreads may be; they are learned anew as well when twice the events are known


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """Hold what has been seen; never changed, each observation gives a new one."""

    scales: Scales
    prior: Prior
    step: float  # days in a period
    events: Floats  # discounted known events by cell
    exposure: Floats  # discounted periods by cell, each as far as the cell was watched
    periods: float  # the same, as if nothing were hidden
    visibility: Floats
    held: Floats  # the bound of the last period
    heard: Floats  # how far cells have been heard of since
    spreads: Floats
    pooled: Pooled | None = None
    pooled_age: float = np.inf  # days
    spreads_age: float = np.inf
    spreads_events: float = 0.0  # that the spreads were learned from


def start(cells: Cells, step: float, prior: Prior) -> Sight:
    """Begin with nothing seen, for periods of `step` days."""
    scales = make_scales(cells.mask)
    nothing = np.zeros(cells.count)
    spreads = np.full(len(scales.widths) + 1, USUAL)
    return Sight(scales, prior, step, nothing, nothing, 0.0, nothing + BASE, nothing, nothing, spreads)


def refresh(sight: Sight) -> Sight:
    """Bring the belief up to date if it is too old, and the spreads."""
    if sight.pooled is not None and sight.pooled_age < REFRESH_DAYS:
        return sight
    evidence = gather_evidence(sight.scales, sight.events, sight.exposure)
    spreads, age, learned_from = sight.spreads, sight.spreads_age, sight.spreads_events
    known = float(sight.events.sum())
    if sight.exposure.any() and (age >= RELEARN_DAYS or known >= 2 * learned_from + 1):
        spreads, age, learned_from = learn_spreads(evidence, sight.prior.rate, spreads), 0.0, known
    levels = pool_evidence(evidence, spreads, sight.prior.rate)
    near = sight.scales.mean_near(sight.exposure > 0)
    pooled = stretch_belief(levels, evidence, float(spreads[-1]), near)
    return replace(sight, pooled=pooled, pooled_age=0.0, spreads=spreads, spreads_age=age, spreads_events=learned_from)


def bound_sight(sight: Sight, forecast: Floats | None = None, *, unsure: float = 0.0) -> tuple[Bound, Sight]:
    """Bound every cell's rate in the period that begins now; the sight returned holds the bound until we hear more.

    `forecast` is what a forecaster of *known* events expects of each cell. It is believed as far as the cell was and is
    visible; the rest is the pooled belief, so that where nobody watches the forecaster's zero weighs nothing. The bound
    is the higher of what follows from the forecast and from the pooled belief alone.

    >>> cells = Cells(np.ones((5, 5), bool), 0.0, 0.0, 100.0)
    >>> sight = start(cells, 1.0, Prior(rate=1.0, acceptable=0.5))
    >>> made, sight = bound_sight(sight)
    >>> watched = np.where(np.arange(25) < 10, 0.9, 0.0)
    >>> for day in range(30):
    ...     sight = observe(sight, np.zeros(25), watched)
    ...     later, sight = bound_sight(sight)
    >>> bool(later.u95[0] < made.u95[0]), bool(later.u95[24] >= made.u95[24])
    (True, True)
    """
    sight = refresh(sight)
    assert sight.pooled is not None
    made = bound(sight.pooled.mean, sight.pooled, sight.visibility, sight.prior, unsure=unsure)
    if forecast is not None:
        mean = _blend(sight, sight.pooled.mean, forecast)
        sharp = bound(mean, sight.pooled, sight.visibility, sight.prior, unsure=unsure)
        # A forecaster that is sharp in the middle is often too sure of the quiet cells: the higher bound of both holds.
        made = replace(sharp, u95=np.maximum(sharp.u95, made.u95))
    made = hold_up(made, sight.held, sight.heard, sight.prior)
    return made, replace(sight, held=made.u95, heard=np.zeros(len(made.u95)))


def _blend(sight: Sight, pooled: Floats, forecast: Floats) -> Floats:
    seen = sight.exposure / max(sight.periods, 1e-9)
    believed = share_heard(np.minimum(seen, sight.visibility))
    return np.asarray((1 - believed) * pooled + believed * forecast / np.maximum(seen, BASE))


def observe(sight: Sight, events: Floats, seen: Floats, heard: Floats | None = None) -> Sight:
    """Take in a period: its known events by cell, and how well each cell was watched, from 0 to 1.

    `heard` is how far silence in the period counts, 0 where nobody has reported although an older report still makes
    the cell visible; what `seen` says unless given. Silence of an unwatched cell is no evidence: it has no exposure.
    """
    own = share_heard(seen)
    heard = own if heard is None else np.minimum(heard, own)
    let_fall = heard * (1 + HALF_HEARD) / (heard + HALF_HEARD)
    kept, still = 0.5 ** (sight.step / MEMORY_DAYS), 0.5 ** (sight.step / VISIBLE_DAYS)
    visibility = np.maximum(np.clip(seen, BASE, None), BASE + (sight.visibility - BASE) * still)
    return replace(
        sight,
        events=kept * sight.events + events,
        exposure=kept * sight.exposure + np.where(own > 0, seen, 0.0),
        periods=kept * sight.periods + 1,
        visibility=visibility,
        heard=1 - (1 - sight.heard) * (1 - let_fall),
        pooled_age=sight.pooled_age + sight.step,
        spreads_age=sight.spreads_age + sight.step,
    )
