"""Forecast invented series whose true rates are known, by our engine and by the peers that run within a minute.

Example: .cache/peers-picture/bin/python benchmarks/picture/worlds.py

Writes benchmarks/results/picture_worlds.json and docs/benchmarks-picture-worlds.md.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import forecasts_page
import numpy as np
from ours import NAME, hindcast
from peers.counts import Counts
from peers.cox import LogGaussianCox
from peers.etas import EtasPeer
from peers.grid_kde import GridKde
from peers.kernels import spread_events
from peers.peer import Peer
from runs import run_peer
from scores import compare, coverage, decile_deviation, tally_gain, tally_hits
from series import Floats, Series

ROOT = Path(__file__).resolve().parents[2]
PEERS: tuple[Callable[[], Peer], ...] = (Counts, GridKde, partial(EtasPeer, "exponential"), LogGaussianCox)
H = 1000.0  # metres
SIDE = 60  # cells
BLOCK = 14  # periods, of the bootstrap
Rng = np.random.Generator


@dataclass(frozen=True)
class World:
    """Hold a series and what was truly to be expected of each period and cell, given the events before it."""

    series: Series
    truth: Floats


def main() -> None:
    """Draw every world for every seed, forecast, score, and write the results and the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path, nargs="?", help="not read: these worlds are invented")
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "picture", help="of peers' forecasts")
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    rows = []
    for draw in WORLDS:
        for seed in range(options.seeds):
            rows.append(measure_world(draw(np.random.default_rng(seed)), seed, options.cache))
            print(json.dumps(rows[-1]), flush=True)
    (ROOT / "benchmarks" / "results" / "picture_worlds.json").write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    (ROOT / "docs" / "benchmarks-picture-worlds.md").write_text(write_page(rows), "utf-8")


def measure_world(world: World, seed: int, cache: Path) -> dict[str, Any]:
    """Return all scores in one world, and ours beside each peer."""
    series = world.series
    ours = hindcast(series)
    expected = {"the truth": world.truth, NAME: ours.expected}
    expected |= {make().name: run_peer(make, series, cache).expected for make in PEERS}
    own = tally_gain(series, ours.expected)
    return {
        "world": series.name,
        "seed": seed,
        "events": int(series.counts.sum()),
        "coverage": coverage(series, ours.totals_low, ours.totals_high),
        "truth_above_u95": float((world.truth > ours.u95).mean()),
        "systems": [
            {
                "system": name,
                "gain": tally_gain(series, said).score,
                "hit@0.05": tally_hits(series, said, 0.05).score,
                "worst_decile": decile_deviation(series, said),
                "ours_less_this": asdict(compare(own, tally_gain(series, said), series.block)),
            }
            for name, said in expected.items()
        ],
    }


def draw_clusters(rng: Rng) -> World:
    """Twelve places that do not change, 4 events a day."""
    share = place_clusters(rng, 12)
    return draw_world("clusters", rng, lambda _: 4.0 * share, 300, 150)


def draw_regime_change(rng: Rng) -> World:
    """The same, until all places change and the rate doubles, a third into what is scored."""
    before, after = place_clusters(rng, 12), place_clusters(rng, 12)
    return draw_world("regime change", rng, lambda day: 4.0 * before if day < 350 else 8.0 * after, 300, 150)


def draw_weekdays(rng: Rng) -> World:
    """The same, with three times as many events on two days of seven."""
    share = place_clusters(rng, 12)
    return draw_world("weekdays", rng, lambda day: (7.5 if day % 7 >= 5 else 2.5) * share, 300, 150)


def draw_drift(rng: Rng) -> World:
    """Six places that wander 3 km a month."""
    begin, ways = rng.uniform(10, SIDE - 10, (6, 2)) * H, rng.normal(0, 100.0, (6, 2))

    def rate(day: float) -> Floats:
        return 4.0 * share_round((begin + ways * day).clip(0, SIDE * H), np.full(6, 1 / 6), 1.5 * H, 0.1)

    return draw_world("drift", rng, rate, 300, 150)


def draw_bursts(rng: Rng) -> World:
    """Events that set off 0.7 more each, within about a week and a kilometre, on a wide background."""
    return draw_world("bursts", rng, lambda _: np.full(SIDE**2, 1.2 / SIDE**2), 300, 150, (0.7, 7.0, 1.0 * H))


def draw_sparse(rng: Rng) -> World:
    """An event in ten days, in a wide land with five places where most happens."""
    share = place_clusters(rng, 5)
    return draw_world("sparse", rng, lambda _: 0.1 * share, 1092, 728, step=7.0)


WORLDS = (draw_clusters, draw_regime_change, draw_weekdays, draw_drift, draw_bursts, draw_sparse)


def draw_world(
    name: str,
    rng: Rng,
    rate: Callable[[float], Floats],
    begin: int,
    days: int,
    children: tuple[float, float, float] | None = None,
    step: float = 1.0,
) -> World:
    """Draw day by day from rates per cell and day; `children`: how many an event sets off, mean delay, deviation."""
    mask = np.ones((SIDE, SIDE), dtype=bool)
    empty = Series(
        name, mask, 0.0, 0.0, H, np.empty((0, 3)), float(begin), step, int(days / step), max(int(28 / step), 4)
    )
    events, truths = np.empty((0, 3)), []
    for day in range(begin + days):
        due = rate(float(day))
        if children is not None and len(events):
            due = due + expect_children(empty, events, float(day), *children)
        if day >= begin:
            truths.append(due)
        cells = np.repeat(np.arange(SIDE**2), rng.poisson(due))
        places = empty.centres[cells] + rng.uniform(-H / 2, H / 2, (len(cells), 2))
        events = np.vstack([events, np.column_stack([places, day + np.sort(rng.random(len(cells)))])])
    series = Series(name, mask, 0.0, 0.0, H, events, empty.begin, step, empty.periods, empty.block)
    return World(series, np.array(truths).reshape(series.periods, int(step), -1).sum(axis=1))


def expect_children(series: Series, events: Floats, now: float, children: float, delay: float, away: float) -> Floats:
    """Return what past events are expected to set off within a day."""
    age = now - events[:, 2]
    recent = age < 8 * delay
    mass = children * (np.exp(-age[recent] / delay) - np.exp(-(age[recent] + 1) / delay))
    return spread_events(series, events[recent], mass, away)


def place_clusters(rng: Rng, count: int) -> Floats:
    """Return shares of the cells round some places of unlike weight and width, a tenth of them anywhere."""
    places, weights = rng.uniform(5, SIDE - 5, (count, 2)) * H, rng.dirichlet(np.full(count, 2.0))
    shares = [share_round(place[None], np.ones(1), H * rng.uniform(0.7, 3.0), 0.1) for place in places]
    return np.asarray(weights @ np.array(shares))


def share_round(places: Floats, weights: Floats, deviation: float, even: float) -> Floats:
    """Return shares of the cells by Gaussians round places, `even` of it spread over all."""
    grid = Series("", np.ones((SIDE, SIDE), dtype=bool), 0.0, 0.0, H, np.empty((0, 3)), 0.0, 1.0, 1, 1)
    return (1 - even) * spread_events(grid, places, weights, deviation) + even / SIDE**2


def write_page(rows: list[dict[str, Any]]) -> str:
    """Return the page."""
    seeds = len({row["seed"] for row in rows})
    head = ("world", "system", "IG", "hit@5 %", "worst decile", "ours less this, IG, per seed")
    notes = "\n".join(f"- {draw.__name__[5:].replace('_', ' ')}: {word_promise(draw)}" for draw in WORLDS)
    return f"""# The threat picture's forecasts in invented worlds

Written by benchmarks/picture/worlds.py, never by hand. {seeds} seeds of each; figures are means over them; the truth is
what was to be expected, given the events before. `!` marks where a peer's IG is above ours by its 95 % interval.

{notes}

{forecasts_page.table(head, summarise_worlds(rows))}

{forecasts_page.table(("world", "events scored", "totals in 90 %", "true rates above U95, %"), word_bounds(rows))}
"""


def word_promise(draw: Callable[[Rng], World]) -> str:
    """Return a world's first line, as a sentence within a list."""
    line = str(draw.__doc__).splitlines()[0]
    return line[0].lower() + line[1:]


def summarise_worlds(rows: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """Give a line for each world and system."""
    for world in dict.fromkeys(row["world"] for row in rows):
        each = [row["systems"] for row in rows if row["world"] == world]
        for same in zip(*each, strict=True):
            differences = [one["ours_less_this"]["difference"] for one in same]
            shown = ", ".join(f"{figure:+.3f}{' !' if high < 0 else ''}" for figure, _, high in differences)
            means = [float(np.mean([one[key] for one in same])) for key in ("gain", "hit@0.05", "worst_decile")]
            name = same[0]["system"]
            yield (world, name, *(f"{mean:.3f}" for mean in means), "" if name == NAME else shown)


def word_bounds(rows: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """Give a line for each world on what was covered."""
    for world in dict.fromkeys(row["world"] for row in rows):
        each = [row for row in rows if row["world"] == world]
        events, covered, above = (
            float(np.mean([row[key] for row in each])) for key in ("events", "coverage", "truth_above_u95")
        )
        yield (world, f"{events:.0f}", f"{covered:.3f}", f"{100 * above:.2f}")


if __name__ == "__main__":
    main()
