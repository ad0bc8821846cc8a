"""Say how well each cell is watched: the chance that an event there becomes known."""

from __future__ import annotations

import numpy as np

from safeconduct.core.picture.cells import Floats

CAP = 0.98  # nobody sees everything
BASE = 0.005  # what comes to light although nobody watches; its silence is evidence of nothing
LEAN = 2.0  # events that the judgement of how much is still seen leans on


def combine_sources(seen: Floats) -> Floats:
    """Give the chance that at least one of the sources, (sources, cells), tells of an event: from BASE to CAP.

    >>> combine_sources(np.array([[0.5, 0.0, 1.0], [0.5, 0.0, 0.3]])).tolist()
    [0.75, 0.005, 0.98]
    """
    return np.asarray(np.clip(1 - np.prod(1 - np.clip(seen, 0.0, 1.0), axis=0), BASE, CAP))


def decay_seen(seen: Floats, days_silent: Floats | float, half_life_days: float) -> Floats:
    """Let what a source saw when it last reported decay to the base.

    >>> decay_seen(np.array([0.5]), 2.0, 2.0).round(2).tolist(), decay_seen(np.array([0.5]), 1e6, 2.0).tolist()
    ([0.25], [0.005])
    """
    kept = 0.5 ** (np.maximum(days_silent, 0.0) / half_life_days)
    return np.asarray(BASE + np.maximum(seen - BASE, 0.0) * kept)


def share_heard(seen: Floats) -> Floats:
    """Give how far a cell's silence counts, from 0 (watched by nobody) to 1 (watched as well as can be)."""
    return np.asarray(np.clip((seen - BASE) / (CAP - BASE), 0.0, 1.0))


def infer_seen(known: Floats, expected: Floats) -> Floats:
    """Judge how well cells are watched when nobody says so: by what became known near them beside what was expected.

    `known` and `expected` are recent events in each cell's surroundings, the second as if all were seen. Fewer than
    expected are taken for blindness and not for calm, so that a fall in the hazard itself is never learned this way.

    >>> infer_seen(np.array([0.0, 3.0, 9.0]), np.array([8.0, 8.0, 8.0])).tolist()
    [0.2, 0.5, 0.98]
    """
    return np.clip((known + LEAN) / (expected + LEAN), BASE, CAP)
