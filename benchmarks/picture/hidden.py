"""Hide events district by district, and see whether the true rate stays under the bound, and how high the bound is.

Truth. Of the real series, the smooth estimate that forecasts each event best from all others, before and after it: a
Gaussian in place and time whose widths, and a share spread evenly, are chosen by leave-one-out likelihood over ALL
events (nothing of the tool takes part). Of invented worlds, the rate that the events were drawn from.
Oracle. The same estimator with every event known. Cells count alike in `covered`, by their true rate in `by rate`;
`bound` is the sum of all bounds over the sum of the oracle's means.
Realised. What the belief says of the whole scored time's events in each cell, all of them, hidden ones too: the chance
that its count is within the 95 % quantile of its negative binomial (said), and how often it was (was).

Example: PYTHONPATH=src .venv/bin/python benchmarks/picture/hidden.py
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import numpy as np
from hidden_worlds import World, invent_worlds
from numpy.typing import NDArray
from scipy.cluster.vq import kmeans2
from scipy.stats import nbinom
from series import Floats, Ints, Series, boko_haram, chicago

from safeconduct.core.picture.cells import Cells
from safeconduct.core.picture.forecast import make_events
from safeconduct.core.picture.forecast.hindcast import hindcast
from safeconduct.core.picture.visibility import (
    CAP,
    Prior,
    Scales,
    bound_sight,
    infer_seen,
    make_scales,
    observe,
    start,
)

FILE = Path(__file__).resolve().parents[1] / "results" / "hidden.json"
SHARES = (0.5, 0.8, 0.95)
DISTRICTS = {"A": 40, "B": 40}  # of invented worlds, 25
WIDTHS, WEEKS, EVEN = (0.7, 1.0, 1.5, 2.0, 3.0, 4.0), (2.0, 4.0, 8.0, 16.0, 32.0, 1e6), (0.0, 0.02, 0.05)
RECENT = 0.5 ** (1 / 8)  # kept a week, where nobody says who watches
NEAR = 4.0  # cells


@dataclass(frozen=True)
class Run:
    """Hold what the tool said in each scored week: means and bounds, (weeks, cells), and the last relative variance."""

    mean: Floats
    u95: Floats
    variance: Floats


def make_world(series: Series) -> World:
    """Cut a series into weeks, and smooth all its events into what is taken for the truth."""
    weeks = int(series.periods * series.step // 7)
    training = int((series.begin - series.events[0, 2]) // 7)
    cut = replace(series, begin=series.begin - 7 * training, step=7.0, periods=training + weeks)
    counts = cut.counts.astype(np.float64)
    return World(series.name, series.mask, counts, smooth_truth(counts, series.mask)[training:])


def smooth_truth(counts: Floats, mask: NDArray[np.bool_]) -> Floats:
    """Give the smooth rates, (weeks, cells), under which each event is likeliest given all the others."""
    best, chosen = -np.inf, counts
    week = np.arange(len(counts))
    field = np.zeros((len(counts), *mask.shape))
    field[:, mask] = counts
    for width in WIDTHS:
        rows, columns = (np.exp(-((np.arange(n)[:, None] - np.arange(n)) ** 2) / (2 * width**2)) for n in mask.shape)
        near, area = (rows @ field @ columns)[:, mask], (rows @ mask.astype(np.float64) @ columns)[mask]
        for weeks in WEEKS:
            kernel = np.exp(-((week[:, None] - week) ** 2) / (2 * weeks**2))
            heap, whole = kernel @ near, kernel.sum(axis=1)[:, None] * area
            for even in EVEN:
                ground = even * counts.mean()
                others = np.maximum((1 - even) * (heap - 1) / whole + ground, 1e-300)
                score = float((counts * np.log(others)).sum())
                if score > best:
                    best, chosen = score, (1 - even) * heap / whole + ground
    return chosen


def draw_districts(mask: NDArray[np.bool_], number: int, seed: int) -> Ints:
    """Divide the cells into compact districts (k-means of their places)."""
    places = np.column_stack(np.nonzero(mask)).astype(np.float64)
    return np.asarray(kmeans2(places, number, minit="++", seed=seed)[1], dtype=np.int64)


def thin_districts(district: Ints, events: Floats, share: float, rng: np.random.Generator) -> Floats:
    """Give each district its own chance that an event is known (logits of deviation 1), hiding `share` of all."""
    weight = np.bincount(district, events)
    logits = rng.normal(size=len(weight))
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        seen = 1 / (1 + np.exp(-logits - middle))
        low, high = (middle, high) if weight @ (1 - seen) > share * weight.sum() else (low, middle)
    return np.asarray(seen[district])


def darken_districts(district: Ints, events: Floats, share: float, rng: np.random.Generator) -> Floats:
    """Darken whole districts, in random order, until the hidden share is as near as can be; the others see all."""
    weight = np.bincount(district, events)
    order = rng.permutation(len(weight))
    hidden = np.concatenate([[0.0], np.cumsum(weight[order])]) / weight.sum()
    dark = np.zeros(len(weight), bool)
    dark[order[: int(np.abs(hidden - share).argmin())]] = True
    return np.where(dark[district], 0.0, 1.0)


def run_tool(world: World, known: Floats, seen: Floats | None, told_from: int = 0) -> Run:
    """Bound every scored week from the known events before it.

    `seen` is what the tool is told, from week `told_from` on; before it that all is seen. None: it must infer it.
    """
    cells = Cells(world.mask, 0.0, 0.0, 1.0)
    sight = start(cells, 7.0, Prior(rate=1 / cells.count, acceptable=1 / cells.count))
    full, scales = np.full(cells.count, CAP), make_scales(world.mask)
    recent, expected = np.zeros(cells.count), np.zeros(cells.count)
    means, bounds = [], []
    for week, events in enumerate(known):
        watched = full
        if week >= world.training:
            made, sight = bound_sight(sight)
            means.append(made.mean)
            bounds.append(made.u95)
            recent, expected = RECENT * recent + events, RECENT * expected + made.mean
            if seen is None:
                watched = infer_seen(sum_near(scales, recent), sum_near(scales, expected))
        if seen is not None and week >= told_from:
            watched = np.minimum(seen, CAP)
        sight = observe(sight, events, watched)
    assert sight.pooled is not None
    return Run(np.array(means), np.array(bounds), sight.pooled.variance)


def run_forecaster(world: World, known: Floats, seen: Floats) -> Run:
    """Bound every scored week by the hindcast, which joins the forecaster of known events with who watches."""
    rows, columns = np.nonzero(world.mask)
    week, cell = np.nonzero(known)
    times = known[week, cell].astype(np.int64)
    week, cell = np.repeat(week, times), np.repeat(cell, times)
    events = make_events(columns[cell] + 0.5, rows[cell] + 0.5, 7.0 * week + 3.5)
    cells, span = Cells(world.mask, 0.0, 0.0, 1.0), (7.0 * world.training, 7.0 * len(known), 7.0)
    made = hindcast(cells, events, *span, lambda _: None, np.minimum(seen, CAP))
    return Run(made.expected, made.u95, np.full(cells.count, np.nan))


def sum_near(scales: Scales, values: Floats) -> Floats:
    """Sum values round each cell with a Gaussian of NEAR cells and peak one."""
    inner = int(np.flatnonzero(scales.widths == NEAR)[0]) + 1
    return np.asarray(scales.ring_sums(values)[inner:].sum(axis=0))


def score(world: World, made: Run, oracle: Run, dark: NDArray[np.bool_]) -> dict[str, float]:
    """Give how often the truth is covered, how high the bound is, and whether the realised counts agree."""
    below = world.true <= made.u95
    total, mean = world.counts[world.training :].sum(axis=0), made.mean.sum(axis=0)
    shape = 1 / made.variance
    most = nbinom.ppf(0.95, shape, shape / (shape + mean))
    said = nbinom.cdf(most, shape, shape / (shape + mean))
    top = mean >= np.quantile(mean, 0.9)
    return {
        "covered": float(below.mean()),
        "by rate": float((world.true * below).sum() / world.true.sum()),
        "in the dark": float(below[:, dark].mean()) if dark.any() else float("nan"),
        "bound": float(made.u95.sum() / oracle.mean.sum()),
        "mean": float(made.mean.sum() / world.true.sum()),
        "said": float(said.mean()),
        "was": float((total <= most).mean()),
        "said top": float(said[top].mean()),
        "was top": float((total <= most)[top].mean()),
    }


def score_world(world: World, seeds: int, shares: tuple[float, ...]) -> list[dict[str, object]]:
    """Run every way of hiding; each row is the mean over the seeds, with the worst coverage and the highest bound."""
    seen_all = np.ones(world.counts.shape[1])
    oracle = run_tool(world, world.counts, seen_all)
    rows: list[dict[str, object]] = [
        {"world": world.name, "hidden": 0.0, "how": "nothing hidden"} | score(world, oracle, oracle, seen_all < 0.3)
    ]
    forecaster = score(world, run_forecaster(world, world.counts, seen_all), oracle, seen_all < 0.3)
    rows.append({"world": world.name, "hidden": 0.0, "how": "nothing hidden, with the forecaster"} | forecaster)
    print(json.dumps(rows), file=sys.stderr, flush=True)
    for share in shares:
        by_way: dict[str, list[dict[str, float]]] = {}
        for seed in range(seeds):
            for way, found in hide_and_run(world, oracle, share, seed):
                by_way.setdefault(way, []).append(found)
        for way, found_all in by_way.items():
            means = {key: float(np.mean([found[key] for found in found_all])) for key in found_all[0]}
            worst = {
                "least covered": min(found["covered"] for found in found_all),
                "highest bound": max(found["bound"] for found in found_all),
            }
            rows.append({"world": world.name, "hidden": share, "how": way} | means | worst)
            print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    return rows


def hide_and_run(world: World, oracle: Run, share: float, seed: int) -> list[tuple[str, dict[str, float]]]:
    """Hide a share of the events in each way and score the tool."""
    rng = np.random.default_rng(seed)
    district = draw_districts(world.mask, DISTRICTS.get(world.name, 25), seed)
    events = world.counts.sum(axis=0)
    thin = thin_districts(district, events, share, rng)
    dark = darken_districts(district, events, share, rng)
    wrong = rng.uniform(0.7, 1.3, district.max() + 1)[district]
    thinned = rng.binomial(world.counts.astype(np.int64), thin).astype(np.float64)
    late_thin, late_dark = world.counts.copy(), world.counts.copy()
    late_thin[world.training :] = thinned[world.training :]
    late_dark[world.training :] *= dark
    ways = [
        ("thinned, told", thin, thinned, thin, 0),
        ("thinned, misjudged by up to 30 %", thin, thinned, thin * wrong, 0),
        ("thinned, all judged 30 % too high", thin, thinned, thin * 1.3, 0),
        ("thinned, all judged 30 % too low", thin, thinned, thin * 0.7, 0),
        ("thinned, not told: taken for watched", thin, thinned, np.ones(len(thin)), 0),
        ("dark from the first day, told", dark, world.counts * dark, dark, 0),
        ("dark when scoring begins, told", dark, late_dark, dark, world.training),
        ("thinned when scoring begins, told", thin, late_thin, thin, world.training),
        ("thinned when scoring begins, not told: taken for watched", thin, late_thin, np.ones(len(thin)), 0),
        ("thinned when scoring begins, not told: inferred", thin, late_thin, None, 0),
        ("dark when scoring begins, not told: inferred", dark, late_dark, None, 0),
    ]
    scored = [
        (way, score(world, run_tool(world, known, told, since), oracle, seen < 0.3))
        for way, seen, known, told, since in ways
    ]
    joined = run_forecaster(world, thinned, thin)
    return [("thinned, told, with the forecaster", score(world, joined, oracle, thin < 0.3)), *scored]


def main() -> None:
    """Score both series and the invented worlds, write benchmarks/results/hidden.json and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3, help="ways to draw districts and what is hidden in them")
    parser.add_argument("--only", help="only this series or world; nothing is then written")
    options = parser.parse_args()
    began = time.perf_counter()
    worlds = [make_world(series()) for series in (chicago, boko_haram)] + invent_worlds(7)
    rows = [
        row
        for world in worlds
        if options.only in (None, world.name)
        for row in score_world(world, options.seeds, SHARES)
    ]
    result = {
        "seeds": options.seeds,
        "seconds": round(time.perf_counter() - began),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load": os.getloadavg()[0],
        "versions": {name: version(name) for name in ("safeconduct", "numpy", "scipy")},
        "rows": rows,
    }
    if not options.only:
        FILE.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(word_table(rows))


def word_table(rows: list[dict[str, object]]) -> str:
    """Put the rows into a table in Markdown."""
    head = ("covered", "least covered", "by rate", "in the dark", "bound", "highest bound", "said", "was")
    lines = ["| world | hidden | how | " + " | ".join(head) + " |", "| --- " * (3 + len(head)) + "|"]
    for row in rows:
        figures = [f"{row[key]:.3f}" if key in row else "" for key in head]
        lines.append(f"| {row['world']} | {row['hidden']:.0%} | {row['how']} | " + " | ".join(figures) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
