"""Find the prices of scarce room: a small linear program for a sample of the parties, then an ascent for all."""

from __future__ import annotations

import numpy as np

from safeconduct.core.plan.kernels.pricing import Relaxed, Rooms, ascend, rooms_of
from safeconduct.core.plan.price_program import solve_program

SAMPLE = 800  # parties in the linear program and the first ascent
ROUNDS_SAMPLE, ROUNDS_ALL = 3000, 200  # of the ascents


def find_prices(r: Relaxed) -> Rooms:
    """Return prices per person of all rooms, each at least zero."""
    sample = _sample(r)
    row = np.concatenate([price.ravel() for price in solve_program(sample)])
    if len(sample.size) < len(r.size):
        row = ascend(sample, row, ROUNDS_SAMPLE)[1]
    prices: Rooms = rooms_of(r, ascend(r, row, ROUNDS_ALL)[1])
    return prices


def _sample(r: Relaxed) -> Relaxed:
    """Take some of the parties that could get out, and of all room their share."""
    able = np.nonzero(np.isfinite(r.least).any(axis=1))[0]
    if len(able) <= SAMPLE:
        return r
    rows = np.sort(np.random.default_rng(len(able)).permutation(able)[:SAMPLE])
    share = r.size[rows].sum() / r.size[able].sum()
    fewer = {
        name: getattr(r, name)[rows]
        for name in (
            "size",
            "leave",
            "kind",
            "access",
            "first",
            "catches",
            "least",
            "least_first",
            "post_access",
            "post_first",
        )
    }
    room = {
        name: getattr(r, name) * share for name in ("room", "night_room", "seats", "held", "dusk_room", "post_room")
    }
    return r._replace(**fewer, **room)
