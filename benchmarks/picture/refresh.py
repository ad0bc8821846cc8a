"""Measure how long the threat picture of 60,000 links and 24 hours takes: mean, U95, and hazard for the planner.

Held: the past is learned up to yesterday, as a running operation holds it; measured are the last day, the forecast, the
streets, the reports, and the hazard as arrays. From nothing: two months are replayed besides.

Example: PYTHONPATH=src .venv/bin/python benchmarks/picture/refresh.py
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from city import DAY, HOUR, NOW, draw_incidents, draw_reports, lay_streets, place_sites
from hidden_page import replace_part

from safeconduct.core.basics import Window
from safeconduct.core.intake import Report
from safeconduct.core.picture import (
    Incident,
    Past,
    Scene,
    forecast_incidents,
    hazard_profiles,
    hazard_rows,
    make_picture,
    remember_incidents,
)

ROOT = Path(__file__).resolve().parents[2]
FILE, PAGE = ROOT / "benchmarks" / "results" / "refresh.json", ROOT / "docs" / "incidents.md"
WINDOW, BACKGROUND, KAPPA = Window(NOW, NOW + 24 * HOUR), 2e-5, 0.2
STEPS = ("incidents over streets", "reports and spans", "hazard as arrays")


@dataclass(frozen=True)
class Lap:
    """Hold the seconds of each step of one refresh on the clock, and those of the processor for all of them."""

    seconds: tuple[float, ...]
    processor: float


def main() -> None:
    """Print the table, and write benchmarks/results/refresh.json and the table of docs/incidents.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--links", type=int, default=60_000)
    parser.add_argument("--incidents", type=int, default=500, help="of 60 days")
    parser.add_argument("--reports", type=int, default=50)
    parser.add_argument("--runs", type=int, default=11)
    options = parser.parse_args()
    rng = np.random.default_rng(5)
    network = lay_streets(options.links)
    scene = Scene(network, 16_200, BACKGROUND, 0.6, place_sites(network, rng))
    incidents = draw_incidents(network, rng, options.incidents, 60.0)
    reports = draw_reports(network, rng, options.reports, 24.0)
    past = remember_incidents(scene, incidents, NOW - DAY)

    def refresh(held: Past | None) -> Callable[[], Lap]:
        return lambda: take_lap(scene, incidents, reports, held)

    rows = {
        "held up to yesterday": measure(refresh(past), options.runs),
        "from nothing": measure(refresh(None), options.runs),
    }
    result = {
        "links": len(network.link_ids),
        "nodes": len(network.node_ids),
        "cells": past.ground.cells.count,
        "incidents": options.incidents,
        "reports": options.reports,
        "runs": options.runs,
        "seconds": rows,
        "rows one by one": time_rows(scene, incidents, reports, past),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load": os.getloadavg()[0],
    }
    FILE.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    table = word_table(result)
    PAGE.write_text(replace_part(PAGE.read_text(encoding="utf-8"), "refresh", table), encoding="utf-8")
    print(table)


def take_lap(scene: Scene, incidents: tuple[Incident, ...], reports: tuple[Report, ...], past: Past | None) -> Lap:
    """Make the picture once, and the hazard that a planner would take from it."""
    busy, moments = time.process_time(), [time.perf_counter()]
    seen = forecast_incidents(
        scene.network, incidents, WINDOW, scene.utc_offset_seconds, BACKGROUND, scene.watched, scene.sites, past
    )
    moments.append(time.perf_counter())
    picture = make_picture(scene.network, reports, WINDOW, BACKGROUND, seen)
    moments.append(time.perf_counter())
    hazard_profiles(picture, kappa=KAPPA)
    moments.append(time.perf_counter())
    return Lap(tuple(float(step) for step in np.diff(moments)), time.process_time() - busy)


def measure(refresh: Callable[[], Lap], runs: int) -> dict[str, float]:
    """Return the medians of several laps, after two that warm up, and the longest."""
    laps = [refresh() for _ in range(runs + 2)][2:]
    steps = {name: statistics.median(lap.seconds[row] for lap in laps) for row, name in enumerate(STEPS)}
    totals = [sum(lap.seconds) for lap in laps]
    processor = statistics.median(lap.processor for lap in laps)
    return {**steps, "in all": statistics.median(totals), "longest": max(totals), "processor": processor}


def time_rows(scene: Scene, incidents: tuple[Incident, ...], reports: tuple[Report, ...], past: Past) -> float:
    """Return how long it takes to write the same hazard as rows, one object each."""
    seen = forecast_incidents(
        scene.network, incidents, WINDOW, scene.utc_offset_seconds, BACKGROUND, scene.watched, scene.sites, past
    )
    picture = make_picture(scene.network, reports, WINDOW, BACKGROUND, seen)
    spent = []
    for _ in range(5):
        began = time.perf_counter()
        hazard_rows(picture, kappa=KAPPA)
        spent.append(time.perf_counter() - began)
    return statistics.median(spent)


def word_table(result: dict[str, object]) -> str:
    """Word the times in milliseconds."""
    seconds = result["seconds"]
    assert isinstance(seconds, dict)
    names = [*STEPS, "in all", "longest", "processor"]
    lines = [
        f"{result['links']:,} links, {result['nodes']:,} nodes, {result['cells']:,} cells, "
        f"{result['incidents']} incidents of 60 days, {result['reports']} reports, 24 hours; milliseconds, medians of "
        f"{result['runs']} runs after two that warm up ({result['machine']}, load {result['load']:.1f}).",
        "",
        "| past | " + " | ".join(names) + " |",
        "| --- |" + " ---: |" * len(names),
    ]
    for name, row in seconds.items():
        lines.append(f"| {name} | " + " | ".join(f"{1e3 * row[step]:.0f}" for step in names) + " |")
    one_by_one = result["rows one by one"]
    assert isinstance(one_by_one, float)
    lines += ["", "Times are on the clock but the last, the processor's, which says more where the load is above 1."]
    lines += ["", f"As `HazardRow` objects instead of arrays the hazard takes {1e3 * one_by_one:.0f} ms more."]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
