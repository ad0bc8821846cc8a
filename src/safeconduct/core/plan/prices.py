"""Find the prices of scarce room: a small linear program for a sample of the parties, then an ascent for all."""

from __future__ import annotations

import numpy as np

from safeconduct.core.plan.kernels.pricing import Relaxed, Rooms, ascend, rooms_of
from safeconduct.core.plan.price_program import solve_program

SAMPLE = 800  # parties in the linear program and the first ascent
ROUNDS_SAMPLE, ROUNDS_ALL = 3000, 200  # of the ascents; fewer for more than 8,000 parties


def find_prices(r: Relaxed) -> Rooms:
    """Return prices per person of all rooms, each at least zero."""
    sample = _sample(r)
    row = np.concatenate([price.ravel() for price in solve_program(sample)])
    if len(sample.size) < len(r.size):
        row = ascend(sample, row, ROUNDS_SAMPLE)[1]
    rounds = int(np.clip(ROUNDS_ALL * 8000 / max(1, len(r.size)), ROUNDS_ALL / 4, ROUNDS_ALL))
    prices: Rooms = rooms_of(r, ascend(r, row, rounds)[1])
    return prices


def _sample(r: Relaxed) -> Relaxed:
    """Take some parties, and of all room their share."""
    if len(r.size) <= SAMPLE:
        return r
    rows = np.sort(np.random.default_rng(len(r.size)).permutation(len(r.size))[:SAMPLE])
    share = r.size[rows].sum() / r.size.sum()
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
