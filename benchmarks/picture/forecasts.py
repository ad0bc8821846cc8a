"""Forecast the frozen series by our engine and by every peer, rolling, and score all in one run.

Example: .cache/peers-picture/bin/python benchmarks/picture/forecasts.py ../shared/data/events

Writes benchmarks/results/picture.json and docs/benchmarks-picture.md. OPEN_CP names a folder with a copy of
QuantCrimAtLeeds/PredictCode, BSTPP_PYTHON the interpreter that has BSTPP. What peers said is kept in .cache/picture.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import forecasts_page
import numpy as np
from ours import NAME, Engine, hindcast
from peers.counts import Counts
from peers.cox import LogGaussianCox
from peers.cox_hawkes import CoxHawkes
from peers.etas import EtasPeer
from peers.grid_kde import GridKde
from peers.hotspots import ProspectiveHotspot, RetrospectiveHotspot
from peers.peer import Peer, cut_past
from peers.sklearn_kde import SklearnKde
from runs import Run, run_peer, time_interleaved
from scipy.stats import poisson
from scores import Tally, compare, coverage, decile_ratios, interval, tally_gain, tally_hits
from series import Floats, Series, boko_haram, chicago

ROOT = Path(__file__).resolve().parents[2]
SHARES = (0.01, 0.02, 0.05)
PEERS: tuple[Callable[[], Peer], ...] = (
    Counts, GridKde, SklearnKde, partial(EtasPeer, "exponential"), partial(EtasPeer, "power law"),
    LogGaussianCox, RetrospectiveHotspot, ProspectiveHotspot, CoxHawkes,
)  # fmt: skip
PACKAGES = ("safeconduct", "numpy", "scipy", "numba", "scikit-learn")


def main() -> None:
    """Run what is not in the cache, score, and write the results and the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path, help="folder of the event series")
    parser.add_argument(
        "--cache", type=Path, default=ROOT / ".cache" / "picture", help="where peers' forecasts are kept"
    )
    parser.add_argument("--days", type=int, default=25, help="days of series A on which all are timed in turn")
    parser.add_argument("--leave-out", action="append", default=[], help="a peer's name; may be repeated")
    options = parser.parse_args()
    shared = options.events.resolve().parents[1]
    peers = [make for make in PEERS if make().name not in options.leave_out]
    found = {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load": round(os.getloadavg()[0], 1),
        "versions": {name: version(name) for name in PACKAGES},
        "series": [
            measure_series(series, peers, options.cache, options.days if series.name == "A" else 0)
            for series in (chicago(shared), boko_haram(shared))
        ],
    }
    results = ROOT / "benchmarks" / "results" / "picture.json"
    results.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    (ROOT / "docs" / "benchmarks-picture.md").write_text(forecasts_page.write_page(found), encoding="utf-8")


def measure_series(series: Series, peers: list[Callable[[], Peer]], cache: Path, days: int) -> dict[str, Any]:
    """Return the scores of all forecasters on one series, and ours compared with each."""
    runs = {}
    for make in peers:
        print(f"{series.name}: {make().name}", file=sys.stderr, flush=True)
        runs[make().name] = run_peer(make, series, cache)
    ours = hindcast(series)
    rows = [score_forecasts(NAME, series, ours.expected, ours.totals_low, ours.totals_high)]
    for name, run in runs.items():
        scores = score_forecasts(name, series, run.expected, *range_totals(run.expected))
        rows.append(scores | describe_run(run))
    found: dict[str, Any] = {
        "name": series.name,
        "periods": series.periods,
        "cells": series.cells,
        "events": int(series.counts.sum()),
        "block": series.block,
        "above_u95": float((series.counts > ours.u95).mean()),
        "hindcast_seconds": ours.seconds,
        "rows": rows,
        "against": [compare_forecasts(series, ours.expected, name, run.expected) for name, run in runs.items()],
    }
    if days:
        engine = Engine()
        engine.fit(cut_past(series, series.begin))
        spent = time_interleaved([engine, *(run.fitted for run in runs.values())], series, days)
        found |= {"timed_days": days, "milliseconds": {name: 1000 * seconds for name, seconds in spent.items()}}
    return found


def range_totals(expected: Floats) -> tuple[Floats, Floats]:
    """Return the 90 % interval of each period's total for a forecaster that gives none: Poisson about its mean."""
    totals = expected.sum(axis=1)
    return poisson.ppf(0.05, totals), poisson.ppf(0.95, totals)


def score_forecasts(name: str, series: Series, expected: Floats, low: Floats, high: Floats) -> dict[str, Any]:
    """Return all scores of one forecaster on one series."""
    tallies: dict[str, Tally] = {"gain": tally_gain(series, expected)}
    tallies |= {f"hit@{share:g}": tally_hits(series, expected, share) for share in SHARES}
    ratios = decile_ratios(series, expected)
    return {
        "system": name,
        **{key: {"score": tally.score, "interval": interval(tally, series.block)} for key, tally in tallies.items()},
        "deciles": [float(ratio) for ratio in ratios],
        "worst_decile": float(np.abs(ratios - 1).max()),
        "coverage": coverage(series, low, high),
        "expected_to_observed": float(expected.sum() / series.counts.sum()),
    }


def describe_run(run: Run) -> dict[str, Any]:
    """Return what a peer chose when it was fitted, and what its run cost."""
    chosen = {key: value for key in ("bandwidth", "option", "fitted") if (value := getattr(run.fitted, key, None))}
    words = {key: asdict(value) if hasattr(value, "__dataclass_fields__") else value for key, value in chosen.items()}
    return {"chosen": words, "fit_seconds": run.fit_seconds, "seconds_per_period": run.seconds_per_period}


def compare_forecasts(series: Series, ours: Floats, name: str, theirs: Floats) -> dict[str, Any]:
    """Return ours beside one peer: differences of IG and ratios of hit rates, with 95 % paired intervals."""
    found: dict[str, Any] = {"system": name}
    found["gain"] = asdict(compare(tally_gain(series, ours), tally_gain(series, theirs), series.block))
    for share in SHARES:
        pair = tally_hits(series, ours, share), tally_hits(series, theirs, share)
        found[f"hit@{share:g}"] = asdict(compare(*pair, series.block))
    return found


if __name__ == "__main__":
    main()
