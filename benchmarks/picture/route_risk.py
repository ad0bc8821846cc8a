"""See how often the interval of a route's risk holds what is true, beside one that takes its links for independent.

Example: PYTHONPATH=src .venv/bin/python benchmarks/picture/route_risk.py
"""

from __future__ import annotations

import json
import os
import platform
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from hidden_page import replace_part
from numpy.typing import NDArray
from route_worlds import NOW, Town, draw_routes, draw_town, lay_lattice, walk_truth

from safeconduct.core.picture.draws import Exposures, draw_risk

ROOT = Path(__file__).resolve().parents[2]
FILE, PAGE = ROOT / "benchmarks" / "results" / "route_risk.json", ROOT / "docs" / "risk.md"
BLOCKS, TOWNS, ROUTES, DRAWS = 24, 40, 30, 400
WORLDS = (  # spread of each scale's factor, share that becomes known, known incidents
    ("alike", 0.15, 0.5, 150.0),
    ("uneven", 0.4, 0.5, 150.0),
    ("hardly watched", 0.4, 0.15, 60.0),
    ("well watched", 0.4, 0.6, 600.0),
)
FIGURES = (
    "covered",
    "independent covered",
    "above",
    "below",
    "width",
    "independent width",
    "all covered",
    "all independent",
    "mean over true mean",
)
Floats = NDArray[np.float64]


def main() -> None:
    """Run all worlds, write benchmarks/results/route_risk.json and the table of docs/risk.md, and print it."""
    began = time.perf_counter()
    rows = [run_world(*world) for world in WORLDS]
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    result = {"towns": TOWNS, "routes": ROUTES, "draws": DRAWS, "rows": rows, "machine": machine}
    result |= {"seconds": round(time.perf_counter() - began, 1), "load": os.getloadavg()[0]}
    FILE.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(replace_part(PAGE.read_text(encoding="utf-8"), "routes", word_table(result)), encoding="utf-8")
    print(word_table(result))


def run_world(name: str, spread: float, watched: float, known: float) -> dict[str, object]:
    """Return how often both intervals cover the truth, of routes and of a town's routes together, and their widths."""
    network, routes_held, towns_held = lay_lattice(BLOCKS), [], []
    for seed in range(TOWNS):
        rng = np.random.default_rng([seed, len(name)])
        town = draw_town(network, spread, watched, known, rng)
        of_routes, together = compare(town, draw_routes(network, BLOCKS, ROUTES, rng), rng)
        routes_held.append(of_routes)
        towns_held.append(together)
    table, plans = np.concatenate(routes_held), np.array(towns_held)
    figures = [*table[:, :6].mean(axis=0), *plans[:, :2].mean(axis=0), table[:, 6].sum() / table[:, 7].sum()]
    row: dict[str, object] = {"world": name, "spread": spread, "watched": watched, "known": known}
    return row | {key: round(float(value), 3) for key, value in zip(FIGURES, figures, strict=True)}


def compare(town: Town, routes: Exposures, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return what both intervals make of each route, and of all together."""
    stays = replace(routes, owner=np.arange(len(routes.owner)))
    count = int(routes.owner.max()) + 1
    made = draw_risk(
        town.network, (), NOW, town.background_rate, town.seen, stays, len(stays.owner), draws=DRAWS, rng=rng
    )
    truth = walk_truth(town, routes, count)
    each = [judge(made.harm[routes.owner == route], truth[route], rng) for route in np.unique(routes.owner)]
    return np.array(each), judge(made.harm, float(truth.sum()), rng)


def judge(links: Floats, true: float, rng: np.random.Generator) -> Floats:
    """Return what the interval of these links' sum makes of the truth, and one that draws each link by itself."""
    mean = float(links.sum(axis=0).mean())
    low, high = np.quantile(links.sum(axis=0), [0.05, 0.95])
    low_alone, high_alone = np.quantile(rng.permuted(links, axis=1).sum(axis=0), [0.05, 0.95])
    covered, alone = low <= true <= high, low_alone <= true <= high_alone
    widths = (high - low) / mean, (high_alone - low_alone) / mean
    return np.array([covered, alone, true > high, true < low, *widths, mean, true], dtype=np.float64)


def word_table(result: dict[str, object]) -> str:
    """Word every row; one that covers less than 85 % or more than 97 % of the routes is marked."""
    lines = [
        f"{result['towns']} towns of each kind, {result['routes']} walks in each, {result['draws']} draws; "
        f"{result['machine']}, {result['seconds']} s. * is outside 85 to 97 %.",
        "",
        "| towns | spread | watched | known | covered | independent | above, below | width | independent "
        "| all walks | independent |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    rows = result["rows"]
    assert isinstance(rows, list)
    for row in rows:
        mark = "" if 0.85 <= row["covered"] <= 0.97 else " *"
        lines.append(
            f"| {row['world']} | {row['spread']} | {row['watched']} | {row['known']:.0f} | {row['covered']:.1%}{mark} "
            f"| {row['independent covered']:.1%} | {row['above']:.1%}, {row['below']:.1%} | {row['width']:.2f} "
            f"| {row['independent width']:.2f} | {row['all covered']:.1%} | {row['all independent']:.1%} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
