"""Forecast a past series period by period, each period seeing only what was before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.picture.cells import Cells, Floats
from safeconduct.core.picture.forecast.engine import Events, absorb, forecast, observe, start
from safeconduct.core.picture.visibility import CAP, Prior, Sight, bound_sight
from safeconduct.core.picture.visibility import observe as see
from safeconduct.core.picture.visibility import start as start_sight

REPLAYED = 2000  # periods of the past, at most, from which weights are learned before the first forecast
MOST_DOUBLES = 50_000_000  # values in one array, above which they are written in single precision


@dataclass(frozen=True, slots=True)
class Hindcast:
    """Hold the forecasts: arrays by period, and by cell in mask order."""

    starts: Floats  # days
    expected: NDArray[np.floating[Any]]  # events, (periods, cells)
    u95: NDArray[np.floating[Any]]  # upper bound of the true rate in events per period, (periods, cells)
    totals: Floats
    totals_low: Floats
    totals_high: Floats


def count_periods(begin: float, end: float, step: float) -> int:
    """Count the periods from `begin` up to `end`; the last may go beyond it.

    >>> count_periods(3206.0, 4571.0, 7.0)
    195
    """
    return max(int(np.ceil((end - begin) / step - 1e-9)), 0)


def hindcast(
    cells: Cells,
    events: Events,
    begin: float,
    end: float,
    step: float,
    tell: Callable[[float], None],
    watched: Floats | None = None,
) -> Hindcast:
    """Forecast every period from `begin` to `end`; `tell` hears the share that is done.

    `watched` says how well cells are watched, from 0 to 1: (cells,) at all times, or (periods, cells), the past before
    the first period like that one. With it what is hidden is expected too, and bounds stay up where nobody watches;
    without it all cells count as watched.
    """
    periods = count_periods(begin, end, step)
    first = min(float(events.t[0]), begin) if len(events.t) else begin
    warm = count_periods(first, begin, step)
    state = start(cells, step, begin - warm * step)
    if warm > REPLAYED:
        state = absorb(state, events, begin - REPLAYED * step)
        warm = REPLAYED
    wide = (periods, cells.count)
    kind: type[np.floating[Any]] = np.float64 if periods * cells.count < MOST_DOUBLES else np.float32
    expected, u95 = np.empty(wide, dtype=kind), np.empty(wide, dtype=kind)
    totals = np.empty((3, periods))
    seen = np.broadcast_to(np.float64(1) if watched is None else watched, wide)
    sight = start_sight(cells, step, Prior(1 / cells.count, 1 / cells.count))
    for number in range(-warm, periods):
        made = forecast(state)
        if number >= 0:
            bounded, sight = bound_sight(sight, made.expected)
            expected[number] = made.expected if watched is None else bounded.mean
            u95[number] = np.maximum(bounded.u95, expected[number])
            totals[:, number] = made.total, made.total_low, made.total_high
        sight = _see_period(sight, cells, events.between(state.now, state.now + step), seen[max(number, 0)])
        state = observe(state, events, made)
        tell((number + warm + 1) / (warm + periods))
    starts = begin + step * np.arange(periods, dtype=np.float64)
    return Hindcast(starts, expected, u95, totals[0], totals[1], totals[2])


def _see_period(sight: Sight, cells: Cells, events: Events, seen: Floats) -> Sight:
    cell = cells.find(events.x, events.y)
    inside = cell >= 0
    known = np.bincount(cell[inside], events.true[inside], minlength=cells.count).astype(np.float64)
    return see(sight, known, np.minimum(seen, CAP))
