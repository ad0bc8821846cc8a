"""Score the maps and hours of kinds on invented cities in which kinds differ from place to place, or do not.

The log loss, in nats, of the kind of fresh events given their place and hour: by the shares of the whole city, by ours,
by the truth. Means over seeds; what is gained with its 95 % interval over seeds.

Example: PYTHONPATH=src .venv/bin/python benchmarks/picture/kind_worlds.py
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from gains import Floats, Row, Score, publish, summarise

from safeconduct.core.picture.cells import Cells, Ints
from safeconduct.core.picture.forecast import Events
from safeconduct.core.picture.kind_hours import kind_factors, learn_hours, start_hours
from safeconduct.core.picture.kinds import KINDS, learn_kinds, share_city, share_kinds, start_kinds

TOWN = Cells(np.ones((40, 40), bool), 0.0, 0.0, 250.0)
SIDE, DAYS, FRESH, DISTRICTS = 10_000.0, 60.0, 4000, 25
CLUSTERS, CLUSTERED, CLUSTER_METRES = 15, 0.6, 700.0
BLUR = 250.0  # metres, how wide a place is told
Rng = np.random.Generator


@dataclass(frozen=True)
class World:
    """Say how kinds come about: districts round places, each with shares, and the hours of each kind."""

    places: Floats  # (districts, 2) metres
    shares: Floats  # (districts, kinds)
    hours: Floats  # (kinds, 24)


def main() -> None:
    """Print the table, and write benchmarks/results/kinds.json and the table of docs/incidents.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=40)
    seeds = parser.parse_args().seeds
    rows = [
        Row(name, f"{number} events", summarise([score(draw, number, seed) for seed in range(seeds)]))
        for name, draw in WORLDS.items()
        for number in (30, 150, 500)
    ]
    publish("kinds", "incidents.md", rows, seeds, baseline="the city's shares")


def draw_districts(rng: Rng) -> World:
    """Draw districts, each with a mix of its own."""
    shares = rng.dirichlet(np.full(len(KINDS), 0.4), DISTRICTS)
    return World(rng.random((DISTRICTS, 2)) * SIDE, shares, np.full((len(KINDS), 24), 1 / 24))


def draw_alike(rng: Rng) -> World:
    """Draw a city whose mix is the same everywhere and always."""
    return replace(draw_districts(rng), shares=np.tile(rng.dirichlet(np.ones(len(KINDS))), (DISTRICTS, 1)))


def draw_halves(rng: Rng) -> World:
    """Draw shelling in the east and detentions in the west, and a tenth of anything."""
    world = draw_districts(rng)
    shares = np.full((DISTRICTS, len(KINDS)), 0.1 / len(KINDS))
    shares[np.arange(DISTRICTS), np.where(world.places[:, 0] > SIDE / 2, 2, 3)] += 0.9
    return replace(world, shares=shares)


def draw_clock(rng: Rng) -> World:
    """Draw a city whose mix is the same everywhere, each kind with hours of its own."""
    away = np.arange(24) - rng.integers(24, size=len(KINDS))[:, None]
    hours = np.exp(2 * np.cos(away * np.pi / 12))
    return replace(draw_alike(rng), hours=hours / hours.sum(axis=1, keepdims=True))


WORLDS: dict[str, Callable[[Rng], World]] = {
    "25 districts with a mix each": draw_districts,
    "shelling in one half, detentions in the other": draw_halves,
    "alike everywhere, with hours of their own": draw_clock,
    "alike everywhere and always": draw_alike,
}


def score(draw: Callable[[Rng], World], number: int, seed: int) -> Score:
    """Learn from so many events, and score fresh ones."""
    rng = np.random.default_rng(seed)
    world = draw(rng)
    past, kind, _ = draw_events(world, number, rng)
    fresh, fresh_kind, true = draw_events(world, FRESH, rng)
    kinds = learn_kinds(start_kinds(TOWN, 0.0), past, kind, DAYS)
    hours = learn_hours(start_hours(0.0), past, kind, np.ones(number, bool), DAYS)
    clock = np.floor(fresh.t % 1.0 * 24).astype(np.int64)
    said = share_kinds(kinds)[:, TOWN.find(fresh.x, fresh.y)] * kind_factors(hours)[:, clock]
    ours = (said / said.sum(axis=0))[fresh_kind, np.arange(FRESH)]
    baseline = share_city(kinds)[fresh_kind]
    return Score(*(float(-np.log(chance).mean()) for chance in (baseline, ours, true)))


def draw_events(world: World, number: int, rng: Rng) -> tuple[Events, Ints, Floats]:
    """Draw events, more of them in clusters, with the kind of each and the chance that its kind had."""
    middle = rng.random((CLUSTERS, 2))[rng.integers(CLUSTERS, size=number)] * SIDE
    near = middle + rng.normal(0.0, CLUSTER_METRES, (number, 2))
    anywhere = rng.random((number, 2)) * SIDE
    place = np.clip(np.where(rng.random((number, 1)) < CLUSTERED, near, anywhere), 1.0, SIDE - 1.0)
    district = ((place[:, None] - world.places) ** 2).sum(axis=2).argmin(axis=1)
    t = np.sort(rng.random(number)) * DAYS
    mix = world.shares[district] * world.hours[:, np.floor(t % 1.0 * 24).astype(np.int64)].T
    mix /= mix.sum(axis=1, keepdims=True)
    kind = np.minimum((mix.cumsum(axis=1) < rng.random((number, 1))).sum(axis=1), len(KINDS) - 1)
    told = np.clip(place + rng.normal(0.0, BLUR, (number, 2)), 1.0, SIDE - 1.0)
    events = Events(told[:, 0], told[:, 1], t, np.full(number, 0.9), np.full(number, BLUR))
    return events, kind, mix[np.arange(number), kind]


if __name__ == "__main__":
    main()
