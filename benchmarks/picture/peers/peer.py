"""Say what a peer is: fitted once on the training part, then asked period by period, knowing the past alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

import numpy as np
from series import Floats, Series

Option = TypeVar("Option")


class Peer(Protocol):
    """Forecast the events of a period from those before it.

    Both methods get a series that holds nothing but the past: its `begin` is now, and its one period is what is asked.
    """

    name: str

    def fit(self, training: Series) -> None:
        """Choose what is chosen once: bandwidths, weights, kernels."""

    def forecast(self, past: Series) -> Floats:
        """Return the expected counts of the period from `past.begin` on: one for each cell, in mask order."""


def cut_past(series: Series, now: float, periods: int = 1) -> Series:
    """Return the series as it is known at `now`, with the periods that follow."""
    known = series.events[series.events[:, 2] < now]
    return replace(series, events=known, begin=now, periods=periods)


def count_cells(past: Series, since: float = -np.inf) -> Floats:
    """Count the past events of each cell, in mask order."""
    kept = (past.cell_of >= 0) & (past.events[:, 2] >= since)
    return np.bincount(past.cell_of[kept], minlength=past.cells).astype(np.float64)


def lay_out(past: Series, values: Floats) -> Floats:
    """Lay values in mask order on the grid, zero outside the mask."""
    grid = np.zeros(past.mask.shape)
    grid[past.mask] = values
    return grid


def forecast_shares(past: Series, share: Floats) -> Floats:
    """Turn one period's spatial share into expected counts by the protocol: trailing rate, 5 % spread evenly."""
    return np.asarray(past.spread(share[None, :])[0])


def last_quarter(training: Series) -> Series:
    """Return the last quarter of the training period as periods of a week, to choose on."""
    first = min(0.0, float(training.events[0, 2]))
    now = first + 0.75 * (training.begin - first)
    return replace(training, begin=now, step=7.0, periods=int((training.begin - now) // 7))


def choose_best(training: Series, options: Sequence[Option], share_of: Callable[[Series, Option], Floats]) -> Option:
    """Return the option whose shares, rolling a week at a time, say best where the last quarter's events fall."""
    weeks = last_quarter(training)

    def likelihood(option: Option) -> float:
        share = np.array([share_of(past, option) for past in walk(weeks)])
        return float((weeks.counts * np.log(np.maximum(weeks.spread(share), 1e-300))).sum())

    return max(options, key=likelihood)


def walk(series: Series) -> Iterator[Series]:
    """Give, period by period, the series as it is known at the period's beginning."""
    for start in series.starts:
        yield cut_past(series, float(start))
