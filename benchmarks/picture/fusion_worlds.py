"""Simulate worlds in which sources report, copy each other and lie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

NOBODY = -1


@dataclass(frozen=True)
class Setting:
    """Say what a kind of world is like; shares are of the sources."""

    name: str
    sources: tuple[int, int] = (30, 200)
    claims: int = 300
    reports: tuple[int, int] = (2, 8)  # of each claim
    copied: float = 0.2
    lying: float = 0.2
    declared: float = 0.5  # of the copied reports, how many name their origin
    hit: tuple[float, float] = (8.0, 2.0)  # Beta: how often an honest source affirms what is true
    false_alarm: tuple[float, float] = (2.0, 8.0)  # ... and what is false


SETTINGS = (
    Setting("main"),
    Setting("nobody copies", copied=0.0),
    Setting("nobody lies", lying=0.0),
    Setting("neither", copied=0.0, lying=0.0),
    Setting("40 % lie", lying=0.4),
    Setting("40 % copy", copied=0.4),
    Setting("few sources", sources=(10, 20)),
    Setting("few claims", sources=(30, 60), claims=60),
    Setting("many reports of few", sources=(30, 40), claims=600),
    Setting("poor sources", hit=(13.0, 7.0), false_alarm=(7.0, 13.0)),
    Setting("cautious sources", hit=(5.0, 5.0), false_alarm=(1.0, 19.0)),
)


@dataclass(frozen=True)
class World:
    """Hold what is so and what was said: a row is a claim, a source, what it said, and the origin it names."""

    truth: NDArray[np.bool_]  # (claims,)
    claim: NDArray[np.intp]  # (reports,)
    source: NDArray[np.intp]
    said: NDArray[np.bool_]
    names: NDArray[np.intp]  # the source it names as its origin; NOBODY where it names none
    own: NDArray[np.bool_]  # whether it is no copy
    oracle: NDArray[np.float64]  # (claims,) the chance of each claim to who knows all rates, lies and copies


def make_world(setting: Setting, seed: int) -> World:
    """Draw a world.

    Each source has its own rates. A liar turns round what it believes, always (every second liar) or with a chance from
    0.5 to 1. A copier follows one source that does not copy: with a chance from 0.6 to 1, wherever that source has
    spoken and there is a place left to fill, it repeats its word; elsewhere it speaks for itself.
    """
    rng = np.random.default_rng(seed)
    count = int(rng.integers(setting.sources[0], setting.sources[1] + 1))
    copier, liar = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    copier[rng.permutation(count)[: round(setting.copied * count)]] = True
    liar[rng.permutation(count)[: round(setting.lying * count)]] = True
    turn = np.where(liar, np.where(rng.random(count) < 0.5, 1.0, rng.uniform(0.5, 1.0, count)), 0.0)
    honest = np.stack([rng.beta(*setting.false_alarm, count), rng.beta(*setting.hit, count)], axis=1)
    affirms = honest * (1.0 - turn[:, None]) + (1.0 - honest) * turn[:, None]
    follows = np.where(copier, rng.choice(np.flatnonzero(~copier), count), NOBODY)
    eager = rng.uniform(0.6, 1.0, count)
    active = rng.gamma(2.0, 1.0, count)
    base = float(rng.uniform(0.25, 0.6))
    truth = rng.random(setting.claims) < base
    rows: list[tuple[int, int, bool, int, bool]] = []
    for claim, true in enumerate(truth.tolist()):
        wanted = int(rng.integers(setting.reports[0], setting.reports[1] + 1))
        told: dict[int, tuple[bool, int, bool]] = {}
        while len(told) < min(wanted, count):
            able = [c for c in np.flatnonzero(np.isin(follows, list(told))).tolist() if c not in told]
            able = [c for c in able if rng.random() < eager[c]]
            if able and rng.random() < setting.copied:
                source = int(rng.choice(able))
                parent = int(follows[source])
                told[source] = (told[parent][0], parent if rng.random() < setting.declared else NOBODY, False)
                continue
            source = int(rng.choice(count, p=active / active.sum()))
            told.setdefault(source, (bool(rng.random() < affirms[source, int(true)]), NOBODY, True))
        rows += [(claim, source, *word) for source, word in told.items()]
    claim, source, said, names, own = (np.array(column) for column in zip(*rows, strict=True))
    chance = np.where(said[:, None], affirms[source], 1.0 - affirms[source])
    weight = np.where(own, np.log(chance[:, 1] / chance[:, 0]), 0.0)
    oracle = expit(logit(base) + np.bincount(claim, weight, setting.claims))
    return World(truth, claim, source, said, names, own, oracle)
