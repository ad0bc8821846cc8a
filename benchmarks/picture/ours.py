"""Run `safeconduct hindcast` over a series, as anybody would."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from series import Floats, Series


@dataclass(frozen=True)
class Hindcast:
    """Hold what the engine expected, its upper bounds, and the CPU seconds of the whole command."""

    expected: Floats
    u95: Floats
    total_low: Floats | None  # 90 % interval of each period's total, where the engine gives one
    total_high: Floats | None
    seconds: float


def hindcast(series: Series) -> Hindcast:
    """Return the engine's rolling forecasts of the series."""
    with tempfile.TemporaryDirectory() as folder:
        events, cells, out = (Path(folder) / name for name in ("events.npy", "cells.npz", "out.npz"))
        np.save(events, series.events)
        np.savez(cells, mask=series.mask, x0=series.x0, y0=series.y0, h=series.h)
        end = series.begin + series.step * series.periods
        command = [Path(sys.executable).with_name("safeconduct"), "hindcast", "--events", events, "--cells", cells]
        command += ["--from", series.begin, "--to", end, "--step", series.step, "--out", out]
        before = _children_seconds()
        subprocess.run([str(word) for word in command], check=True)
        seconds = _children_seconds() - before
        found = dict(np.load(out))
    return Hindcast(found["expected"], found["u95"], found.get("total_low"), found.get("total_high"), seconds)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
