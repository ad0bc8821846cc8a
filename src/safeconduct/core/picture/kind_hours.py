"""Give each kind of incident its own hours of the day, leaning on those of all kinds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.picture.cells import Floats, Ints
from safeconduct.core.picture.forecast import Events
from safeconduct.core.picture.kind_kernels import learn_clock
from safeconduct.core.picture.kinds import HALF_LIFE, KINDS

STRENGTHS = np.array([10.0, 30.0, 100.0])  # events that the profile of all kinds may be worth
FLAT = 30.0  # events, evenly over the day, that the profile of all kinds leans on
SPILL = 0.25  # of an event counts for each neighbouring hour
ALL_KINDS = 0.5  # chance beforehand that kinds do not differ in their hours


@dataclass(frozen=True, slots=True, eq=False)
class KindHours:
    """Hold at which local hours the kinds have happened, up to `now`; learned as Kinds are, at the same cost."""

    now: float  # days
    seen: Floats  # (kinds, 24) discounted events
    credit: Floats  # (strengths + 1,) logarithms of weights; last the profile of all kinds


def start_hours(begin: float) -> KindHours:
    """Begin at `begin` (days) with nothing seen."""
    own = np.log((1 - ALL_KINDS) / len(STRENGTHS))
    return KindHours(begin, np.zeros((len(KINDS), 24)), np.append(np.full(len(STRENGTHS), own), np.log(ALL_KINDS)))


def learn_hours(hours: KindHours, events: Events, kind: Ints, timed: NDArray[np.bool_], until: float) -> KindHours:
    """Learn from the events between `now` and `until`; those that are not `timed` say nothing of the hour."""
    first, last = np.searchsorted(events.t, [hours.now, until])
    within = slice(int(first), int(last))
    seen, credit = hours.seen.copy(), hours.credit.copy()
    grown = 2.0 ** ((events.t[within] - hours.now) / HALF_LIFE)
    clock = np.floor(events.t[within] % 1.0 * 24).astype(np.int64) % 24
    learn_clock(
        credit, seen, clock, timed[within].astype(np.float64), SPILL, kind[within], events.true[within], grown,
        STRENGTHS, FLAT,
    )  # fmt: skip
    return replace(hours, now=until, seen=seen * 0.5 ** ((until - hours.now) / HALF_LIFE), credit=credit)


def kind_factors(hours: KindHours) -> Floats:
    """Give how many times likelier each kind is at each local hour than it is over all of them: (kinds, 24).

    >>> bool(np.allclose(kind_factors(start_hours(0.0)), np.ones((len(KINDS), 24))))
    True
    """
    weights = np.exp(hours.credit - hours.credit.max())
    weights /= weights.sum()
    common = (hours.seen.sum(axis=0) + FLAT / 24) / (hours.seen.sum() + FLAT)
    heap = weights[-1] * np.broadcast_to(common, hours.seen.shape)
    for weight, strength in zip(weights, STRENGTHS, strict=False):
        own = (hours.seen + strength * common) / (hours.seen.sum(axis=1, keepdims=True) + strength)
        heap = heap + weight * own
    return np.asarray(heap / common)
