"""Draw which threats that are reported are real: an origin is right or wrong about all its ground at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.picture.cells import Floats
from safeconduct.core.picture.draws.scores import rank_draws
from safeconduct.core.picture.mix import Mixer

LEAST_VOICE = 1e-6  # of an origin that moves no belief, but that may be all there is


@dataclass(frozen=True, slots=True, eq=False)
class Voices:
    """Say whose word it is in each state; a state is a set of reports that speak of one place and moment."""

    origins: NDArray[np.intp]  # (voices,) numbers of the mixer
    share: Floats  # (states, voices); rows sum to 1, or to 0 where nobody who counts speaks of a threat


def find_voices(mixer: Mixer, states: NDArray[np.bool_]) -> Voices:
    """Return by how much each origin has made the threat of each state believed."""
    origins, first = np.unique(mixer.origin, return_index=True)
    if not len(origins):
        return Voices(origins, np.zeros((len(states), 0)))
    told = np.where(states & mixer.counts, np.maximum(mixer.log_odds, LEAST_VOICE), 0.0)
    loudest = np.maximum.reduceat(told, first, axis=1)  # the reports are sorted by origin
    total = loudest.sum(axis=1, keepdims=True)
    return Voices(origins, np.divide(loudest, total, out=np.zeros_like(loudest), where=total > 0.0))


def draw_threats(
    mixer: Mixer, states: NDArray[np.bool_], lowered: Floats, voices: Voices, count: int, rng: np.random.Generator
) -> Floats:
    """Return (states, draws) how large the threat is, over what is expected; a state without a threat has ones.

    Each origin has one draw, and those that copy each other are one in as many draws as they do. The draw of a state is
    the sum of its voices' as they weigh; the threat is of at least some size in as many draws as that is believed, and
    in `lowered` times as many where a person believes less of it.
    """
    if not voices.share.shape[1]:
        return np.ones((len(states), count))
    scores = np.zeros((len(states), count))
    first = np.unique(mixer.origin, return_index=True)[1]
    level = rng.choice(len(mixer.groups.share), count, p=mixer.groups.share)
    for number, group in enumerate(mixer.groups.group):
        at = np.flatnonzero(level == number)
        belongs = (group[first][:, None] == np.unique(group)).astype(np.float64)
        weight = voices.share @ belongs
        weight /= np.maximum(np.sqrt((weight * weight).sum(axis=1, keepdims=True)), 1e-300)
        scores[:, at] = weight @ rng.standard_normal((belongs.shape[1], len(at)))
    ranks = rank_draws(scores)
    sizes, chances = mixer.believe_sizes(states)
    chances = chances * lowered[:, None]
    steps = np.diff(sizes, prepend=0.0)
    drawn = np.zeros((len(states), count))
    for number, step in enumerate(steps):
        drawn += step * (ranks >= count - np.maximum(np.round(chances[:, number, None] * count), 0.0))
    mean = drawn.mean(axis=1, keepdims=True)
    ratio: Floats = np.divide(drawn, mean, out=np.ones_like(drawn), where=mean > 0.0)
    return ratio
