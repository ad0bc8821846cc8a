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
from numpy.typing import NDArray
from route_worlds import NOW, Town, draw_routes, draw_town, lay_lattice, walk_truth

from safeconduct.core.picture.draws import Exposures, draw_risk

FILE = Path(__file__).resolve().parents[1] / "results" / "route_risk.json"
BLOCKS, TOWNS, ROUTES, DRAWS = 24, 20, 30, 400
WORLDS = (  # spread of each scale's factor, share that becomes known, known incidents
    ("alike", 0.15, 0.5, 150.0),
    ("uneven", 0.4, 0.5, 150.0),
    ("hardly watched", 0.4, 0.15, 60.0),
    ("well watched", 0.4, 0.6, 600.0),
)
Floats = NDArray[np.float64]


def main() -> None:
    """Run all worlds, write benchmarks/results/route_risk.json and print it."""
    began = time.perf_counter()
    rows = [run_world(*world) for world in WORLDS]
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    result = {"towns": TOWNS, "routes": ROUTES, "draws": DRAWS, "rows": rows, "machine": machine}
    result |= {"seconds": round(time.perf_counter() - began, 1), "load": os.getloadavg()[0]}
    FILE.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    for row in rows:
        print(row)


def run_world(name: str, spread: float, watched: float, known: float) -> dict[str, object]:
    """Return how often both intervals cover the truth, and how wide they are over the mean."""
    network, held = lay_lattice(BLOCKS), []
    for seed in range(TOWNS):
        rng = np.random.default_rng([seed, len(name)])
        town = draw_town(network, spread, watched, known, rng)
        routes = draw_routes(network, BLOCKS, ROUTES, rng)
        held.append(compare(town, routes, rng))
    table = np.concatenate(held)
    figures = [*table[:, :6].mean(axis=0), table[:, 6].sum() / table[:, 7].sum()]
    names = ("covered", "independent covered", "above", "below", "width", "independent width", "mean over true mean")
    row: dict[str, object] = {"world": name, "spread": spread, "watched": watched, "known": known}
    return row | {key: round(float(value), 3) for key, value in zip(names, figures, strict=True)}


def compare(town: Town, routes: Exposures, rng: np.random.Generator) -> Floats:
    """Return for each route what both intervals make of it."""
    stays = replace(routes, owner=np.arange(len(routes.owner)))
    count = int(routes.owner.max()) + 1
    made = draw_risk(
        town.network, (), NOW, town.background_rate, town.seen, stays, len(stays.owner), draws=DRAWS, rng=rng
    )
    truth, rows = walk_truth(town, routes, count), []
    for route in np.unique(routes.owner):
        links = made.harm[routes.owner == route]
        low, high = np.quantile(links.sum(axis=0), [0.05, 0.95])
        low_alone, high_alone = np.quantile(rng.permuted(links, axis=1).sum(axis=0), [0.05, 0.95])
        true, mean = truth[route], links.sum(axis=0).mean()
        covered, alone = low <= true <= high, low_alone <= true <= high_alone
        rows.append(
            (covered, alone, true > high, true < low, (high - low) / mean, (high_alone - low_alone) / mean, mean, true)
        )
    return np.array(rows, dtype=np.float64)


if __name__ == "__main__":
    main()
