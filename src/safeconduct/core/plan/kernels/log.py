"""Write down what is done to a plan, so that it can be undone."""

from __future__ import annotations

from typing import Any

from numba import njit

from safeconduct.core.plan.kernels.model import LOG_MAX

PLACED, TAKEN, STARTED, DROPPED = 0, 1, 2, 3  # kinds of steps
TIGHT = LOG_MAX - 256  # a round that has written so much down begins nothing more


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def log_step(d, kind, number):  # type: ignore[no-untyped-def]
    """Write down that a party was placed or a trip started; return the place, or -1 where nothing is written."""
    at = d.log_length[0]
    if at < 0:
        return -1
    d.log_ints[at, 0], d.log_ints[at, 1] = kind, number
    d.log_length[0] = at + 1
    return at


@_jit
def log_party(d, p):  # type: ignore[no-untyped-def]
    """Write down where a party is that is about to be taken out."""
    at = log_step(d, TAKEN, p)
    if at < 0:
        return
    ints, floats = d.log_ints[at], d.log_floats[at]
    ints[2], ints[3], ints[4], ints[5] = d.kind[p], d.tree[p], d.by_car[p], d.trip[p]
    ints[6], ints[7], ints[8], ints[9] = d.gate[p], d.flight[p], d.point[p], d.passes[p]
    floats[0], floats[1], floats[2] = d.cost[p], d.depart[p], d.reach[p]
    floats[3], floats[4], floats[5] = d.arrive[p], d.start[p], d.done[p]
    for i in range(d.passes[p]):
        ints[12 + i], floats[6 + i] = d.post[p, i], d.passed[p, i]


@_jit
def recall_party(d, at, p):  # type: ignore[no-untyped-def]
    """Write a party to be where it was before that step."""
    ints, floats = d.log_ints[at], d.log_floats[at]
    d.kind[p], d.tree[p], d.by_car[p], d.trip[p] = ints[2], ints[3], ints[4], ints[5]
    d.gate[p], d.flight[p], d.point[p], d.passes[p] = ints[6], ints[7], ints[8], ints[9]
    d.cost[p], d.depart[p], d.reach[p] = floats[0], floats[1], floats[2]
    d.arrive[p], d.start[p], d.done[p] = floats[3], floats[4], floats[5]
    for i in range(d.passes[p]):
        d.post[p, i], d.passed[p, i] = ints[12 + i], floats[6 + i]


@_jit
def log_trip(d, trip, place):  # type: ignore[no-untyped-def]
    """Write down a trip that is about to be called off, the vehicle's run number `place`."""
    at = log_step(d, DROPPED, trip)
    if at < 0:
        return
    ints, floats = d.log_ints[at], d.log_floats[at]
    ints[2], ints[3], ints[4] = place, d.trip_vehicle[trip], d.trip_lane[trip]
    ints[5], ints[6], ints[7] = d.trip_point[trip], d.trip_tree[trip], d.trip_passes[trip]
    floats[0], floats[1], floats[2] = d.trip_depart[trip], d.trip_arrive[trip], d.trip_harm[trip]
    for i in range(d.trip_passes[trip]):
        ints[12 + i], floats[6 + i] = d.trip_post[trip, i], d.trip_at[trip, i]


@_jit
def recall_trip(d, at, trip):  # type: ignore[no-untyped-def]
    """Write a trip to be what it was before that step, with nobody aboard; return its place among the runs."""
    ints, floats = d.log_ints[at], d.log_floats[at]
    d.trip_vehicle[trip], d.trip_lane[trip] = ints[3], ints[4]
    d.trip_point[trip], d.trip_tree[trip], d.trip_passes[trip] = ints[5], ints[6], ints[7]
    d.trip_depart[trip], d.trip_arrive[trip], d.trip_harm[trip] = floats[0], floats[1], floats[2]
    d.trip_load[trip] = 0
    for i in range(d.trip_passes[trip]):
        d.trip_post[trip, i], d.trip_at[trip, i] = ints[12 + i], floats[6 + i]
    return ints[2]
