"""Score the lean on places on invented cities in which places have to do with what happens, or do not.

Minus the log-likelihood, in nats per event, of the cell in which each event of 60 days fell, forecast from the days
before: without any lean, with ours, by the truth. Means over seeds; what is gained with its 95 % interval over seeds.

Example: PYTHONPATH=src .venv/bin/python benchmarks/picture/lean_worlds.py
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from city import lay_streets, place_sites
from gains import Floats, Row, Score, publish, summarise

from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.picture.cells import Cells
from safeconduct.core.picture.forecast import Events, forecast, observe, rebase, start
from safeconduct.core.picture.ground import lay_ground
from safeconduct.core.picture.lean import Covariates, describe_cells, learn_weights, spread_base
from safeconduct.core.picture.past import RELEARN_DAYS

DAYS = 60
HOT_CELLS, HOT_SHARE = 8, 0.3  # of what happens falls on a few cells for no reason that places would tell
DENSE_METRES = 5000.0  # from the middle; beyond there are fewer and fewer streets


@dataclass(frozen=True)
class World:
    """Say how the events that fall on no hot cell come about."""

    by_streets: float  # power of the metres of street in a cell
    at_sites: Mapping[str, float]  # share of events near the sites of a kind; what is left falls by streets


WORLDS: dict[str, World] = {
    "half at gates and checkpoints, the rest by streets": World(1.0, {"near_gate": 0.35, "near_checkpoint": 0.15}),
    "a tenth at gates, the rest by streets": World(1.0, {"near_gate": 0.1}),
    "by streets alone": World(1.0, {}),
    "anywhere": World(0.0, {}),
}


def main() -> None:
    """Print the table, and write benchmarks/results/lean.json and the table of docs/forecast.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=40)
    seeds = parser.parse_args().seeds
    cells, covariates = lay_city()
    rows = [
        Row(name, f"{number} events", summarise([score(cells, covariates, world, number, s) for s in range(seeds)]))
        for name, world in WORLDS.items()
        for number in (20, 200)
    ]
    publish("lean", "forecast.md", rows, seeds, baseline="no lean")


def lay_city() -> tuple[Cells, Covariates]:
    """Lay 40,000 links, thin them out towards the edge, and place an airhead, gates, checkpoints and transit points."""
    rng = np.random.default_rng(0)
    whole = lay_streets(40_000)
    east, north = ((axis - axis.mean())[whole.tail] * METRES_PER_DEGREE for axis in (whole.x, whole.y))
    kept = np.flatnonzero(rng.random(len(whole.tail)) < np.exp(1 - np.maximum(np.hypot(east, north) / DENSE_METRES, 1)))
    columns = ("tail", "head", "length", "speed_kmh", "walk", "auto", "capacity")
    network = replace(
        whole,
        link_ids=tuple(whole.link_ids[row] for row in kept),
        names=("",) * len(kept),
        **{name: getattr(whole, name)[kept] for name in columns},
    )
    ground = lay_ground(network)
    return ground.cells, describe_cells(ground, network, place_sites(network, rng))


def make_truth(covariates: Covariates, world: World, rng: np.random.Generator) -> Floats:
    """Give the chance of each cell."""
    values = dict(zip(covariates.names, covariates.values, strict=True))
    streets = np.expm1(values["street_metres"]) ** world.by_streets + 1e-3
    truth = (1 - sum(world.at_sites.values())) * streets / streets.sum()
    for name, share in world.at_sites.items():
        truth += share * values[name] / values[name].sum()
    truth *= 1 - HOT_SHARE
    np.add.at(truth, rng.integers(len(truth), size=HOT_CELLS), HOT_SHARE / HOT_CELLS)
    return truth / truth.sum()


def score(cells: Cells, covariates: Covariates, world: World, number: int, seed: int) -> Score:
    """Forecast every day from those before it, with the lean and without."""
    rng = np.random.default_rng(seed)
    truth = make_truth(covariates, world, rng)
    events = draw_events(cells, truth, number, rng)
    counts, lost = np.zeros(cells.count), np.zeros(3)
    even = start(cells, 1.0, 0.0)
    leaning = start(cells, 1.0, 0.0, spread_base(covariates, learn_weights(covariates)))
    for day in range(DAYS):
        if day and day % RELEARN_DAYS == 0:
            leaning = rebase(leaning, spread_base(covariates, learn_weights(covariates, counts)))
        today = events.between(day, day + 1)
        here = cells.find(today.x, today.y)
        lost -= [np.log(said[here]).sum() for said in (forecast(even).share, forecast(leaning).share, truth)]
        even, leaning = observe(even, events), observe(leaning, events)
        counts += np.bincount(here, minlength=cells.count)
    return Score(*(lost / number).tolist())


def draw_events(cells: Cells, truth: Floats, number: int, rng: np.random.Generator) -> Events:
    """Draw events over the days, each anywhere in its cell."""
    cell = rng.choice(cells.count, size=number, p=truth)
    row, column = (numbers[cell] + rng.random(number) for numbers in np.nonzero(cells.mask))
    t = np.sort(rng.random(number)) * DAYS
    return Events(cells.x0 + column * cells.h, cells.y0 + row * cells.h, t, np.ones(number), np.zeros(number))


if __name__ == "__main__":
    main()
