"""Avoid chosen cells for 30 days and see that their bound never falls while nobody looks; and time the bound.

Of series A, three choices of a tenth of the cells: the worst by the bound, a compact patch, and any. They are avoided
for 30 days, nobody reports from them and no event there is known, at five moments of the scored year; all others stay
watched.
The bound that nobody told of it, so that silence counts for calm, is shown beside it.

Example: PYTHONPATH=src .venv/bin/python benchmarks/picture/avoided.py
"""

from __future__ import annotations

import json
import os
import platform
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from series import Floats, Series, chicago

from safeconduct.core.picture import Status
from safeconduct.core.picture.cells import Cells
from safeconduct.core.picture.forecast import State, absorb, forecast, make_events
from safeconduct.core.picture.forecast import observe as learn
from safeconduct.core.picture.forecast import start as start_state
from safeconduct.core.picture.visibility import CAP, Pooled, Prior, Sight, bound, bound_sight, observe, start

FILE = Path(__file__).resolve().parents[1] / "results" / "avoided.json"
DAYS, STARTS = 30, (365, 430, 500, 570, 640)
SHARE = 0.1


def main() -> None:
    """Run all, write benchmarks/results/avoided.json and print it."""
    series = chicago()
    rows = [row for first in STARTS for row in avoid_all(series, float(first))]
    result = {"rows": rows, "falls": sum(int(str(row["falls"])) for row in rows), "seconds": time_bound()}
    result["machine"] = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    result["load"] = os.getloadavg()[0]
    FILE.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print("| " + " | ".join(rows[0]) + " |\n" + "| --- " * len(rows[0]) + "|")
    for row in rows:
        print(
            "| "
            + " | ".join(f"{value:.3g}" if isinstance(value, float) else str(value) for value in row.values())
            + " |"
        )
    print(f"60,000 places x 24 h: {result['seconds']} s")


def avoid_all(series: Series, first: float) -> list[dict[str, object]]:
    """Avoid each choice of cells from `first` on."""
    cells = Cells(series.mask, series.x0, series.y0, series.h)
    sight = start(cells, 1.0, Prior(rate=1 / cells.count, acceptable=2 / cells.count))
    for day in range(int(first)):
        sight = observe(sight, count_day(series, cells, day), np.full(cells.count, CAP))
    made, sight = bound_sight(sight)
    rng = np.random.default_rng(int(first))
    number = round(SHARE * cells.count)
    centre = series.centres[rng.integers(cells.count)]
    choices = {
        "the worst": np.argsort(-made.u95)[:number],
        "a patch": np.argsort(((series.centres - centre) ** 2).sum(axis=1))[:number],
        "any": rng.choice(cells.count, number, replace=False),
    }
    return [avoid(series, cells, sight, made.u95, first, name, chosen) for name, chosen in choices.items()]


def avoid(
    series: Series, cells: Cells, sight: Sight, before: Floats, first: float, name: str, chosen: NDArray[np.int64]
) -> dict[str, object]:
    """Let 30 days pass in which nobody looks at the chosen cells, and count the falls of their bounds."""
    avoided = np.zeros(cells.count, bool)
    avoided[chosen] = True
    known = series.events[~((series.events[:, 2] >= first) & avoided[series.cell_of])]
    events = make_events(known[:, 0], known[:, 1], known[:, 2])
    state: State = learn(absorb(start_state(cells, 1.0, 0.0), events, first - 100), events)
    while state.now < first - 0.5:
        state = learn(state, events)
    plain, untold = [before[avoided].sum()], sight
    bounds, seen = [before[avoided]], np.where(avoided, 0.0, CAP)
    for day in range(int(first), int(first) + DAYS):
        today = np.where(avoided, 0.0, count_day(series, cells, day))
        sight, untold = observe(sight, today, seen), observe(untold, today, np.full(cells.count, CAP))
        state = learn(state, events)
        made_plain = forecast(state)
        made, sight = bound_sight(sight, made_plain.expected)
        bounds.append(made.u95[avoided])
        silent, untold = bound_sight(untold, made_plain.expected)
        plain.append(silent.u95[avoided].sum())
    heights = np.array(bounds)
    return {
        "from day": int(first),
        "avoided": name,
        "cell-days": heights[1:].size,
        "falls": int((np.diff(heights, axis=0) < 0).sum()),
        "bound after / before": float(heights[-1].sum() / heights[0].sum()),
        "untold bound after / before": float(plain[-1] / plain[0]),
        "known low after": int((made.status[avoided] == Status.KNOWN_CLEAR).sum()),
    }


def count_day(series: Series, cells: Cells, day: int) -> Floats:
    """Count a day's events by cell."""
    a, b = np.searchsorted(series.events[:, 2], [day, day + 1])
    inside = series.cell_of[a:b]
    return np.bincount(inside[inside >= 0], minlength=cells.count).astype(np.float64)


def time_bound() -> dict[str, float]:
    """Time 60,000 cells: the update and pooling once, and 24 hours of mean, bound and status; medians of five."""
    rng = np.random.default_rng(1)
    cells = Cells(np.ones((240, 250), bool), 0.0, 0.0, 100.0)
    sight = start(cells, 1.0, Prior(1e-3, 1e-3))
    for _ in range(30):
        sight = observe(sight, rng.poisson(0.01, cells.count).astype(np.float64), rng.random(cells.count))
    _, sight = bound_sight(sight)  # spreads are learned here, once in half a year
    hours = rng.gamma(0.5, size=(24, cells.count))
    update, bounding = [], []
    for _ in range(5):
        began = time.perf_counter()
        later = sight
        for _ in range(7):
            later = observe(later, np.zeros(cells.count), np.full(cells.count, 0.5))
        _, later = bound_sight(later)
        middle = time.perf_counter()
        assert later.pooled is not None
        wide = Pooled(hours, np.broadcast_to(later.pooled.variance, hours.shape))
        bound(hours, wide, np.broadcast_to(later.visibility, hours.shape), later.prior)
        update.append(middle - began)
        bounding.append(time.perf_counter() - middle)
    return {"seven updates, pooling, bound": float(np.median(update)), "24 h of bounds": float(np.median(bounding))}


if __name__ == "__main__":
    main()
