"""Run our engine: the whole series by `safeconduct hindcast`, as anybody would, and day by day to be timed."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from series import Floats, Series

from safeconduct.core.picture.cells import Cells
from safeconduct.core.picture.forecast import forecast, make_events, observe, start
from safeconduct.core.picture.visibility import CAP, Prior, bound_sight
from safeconduct.core.picture.visibility import observe as see
from safeconduct.core.picture.visibility import start as start_sight

NAME = "safeconduct"


@dataclass(frozen=True)
class Hindcast:
    """Hold what the engine expected, its upper bounds, and the CPU seconds of the whole command."""

    expected: Floats
    u95: Floats
    totals_low: Floats  # 90 % interval of each period's total
    totals_high: Floats
    seconds: float


def hindcast(series: Series) -> Hindcast:
    """Return the engine's rolling forecasts of the series."""
    with tempfile.TemporaryDirectory() as folder:
        events, cells, out = (Path(folder) / name for name in ("events.npy", "cells.npz", "out.npz"))
        np.save(events, series.events)
        np.savez(cells, mask=series.mask, x0=series.x0, y0=series.y0, h=series.h)
        end = series.begin + series.step * series.periods
        command = [Path(sys.executable).with_name("safeconduct"), "hindcast", "--events", events, "--cells", cells]
        command += ["--from", series.begin, "--to", end, "--step", series.step, "--out", out, "--json"]
        before = _count_child_seconds()
        subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)
        seconds = _count_child_seconds() - before
        found = dict(np.load(out))
    return Hindcast(found["expected"], found["u95"], found["totals_low"], found["totals_high"], seconds)


def _count_child_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Engine:
    """Run the engine as the peers are run: learn from what is new since the last forecast, then forecast."""

    name = NAME

    def fit(self, training: Series) -> None:
        """Go through the training period, learning, as the command does."""
        cells = Cells(training.mask, training.x0, training.y0, training.h)
        first = min(float(training.events[0, 2]), training.begin)
        periods = int(np.ceil((training.begin - first) / training.step - 1e-9))
        self.state = start(cells, training.step, training.begin - periods * training.step)
        self.sight = start_sight(cells, training.step, Prior(1 / cells.count, 1 / cells.count))
        self.forecast(training)

    def forecast(self, past: Series) -> Floats:
        """Return the expected counts of the next period; the upper bounds are worked out too."""
        events = make_events(*past.events.T)
        while self.state.now < past.begin - past.step / 2:
            cells, now = self.state.cells, events.between(self.state.now, self.state.now + past.step)
            where = cells.find(now.x, now.y)
            known = np.bincount(where[where >= 0], minlength=cells.count).astype(np.float64)
            self.sight = see(self.sight, known, np.full(cells.count, CAP))
            self.state = observe(self.state, events)
        made = forecast(self.state)
        _, self.sight = bound_sight(self.sight, made.expected)
        return made.expected
