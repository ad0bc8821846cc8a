"""Price what follows when a party comes to a gate: processing, holding, the flight. State what is asked and found."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from safeconduct.core.plan.kernels.board import crowd_with
from safeconduct.core.plan.kernels.follow import NOTES_MAX, is_open, is_shut
from safeconduct.core.plan.kernels.streets import harm_between

TRIES = 40  # candidates that are looked at exactly
ANY, NONE = -1, -2  # of trips: which one may be taken


class Asked(NamedTuple):
    """Say where a party is and what it may still do; times in seconds since the start."""

    size: int
    worth: float  # a place must cost less than this
    node: int
    since: float  # when it came to the node
    leave_from: float  # it can set out from there from now on
    at_home: bool  # it may choose when to leave; elsewhere it leaves at once, or waits where it is for a trip or gate
    on_foot: bool
    by_car: bool
    metres_left: float  # for the leg that it is on and all that follow
    prefix_node: int  # where the leg began that it is on; `prefix` are the links of it up to the node
    prefix_depart: float
    prefix_car: bool
    stretch: float  # of the leg that it is on: time taken over free flow
    trip: int  # ANY, NONE, or the only trip that it may take
    gate: int  # ANY, or the only gate
    earliest: float  # arrivals at a gate or transit point that are thought of
    latest: float


class Found(NamedTuple):
    """Carry a place out of the kernels."""

    ints: NDArray[np.int64]  # mode (-1 = no way needed), gate, flight, trip, links of the way
    floats: NDArray[np.float64]  # depart, reach (site where the way ends), arrive (gate), start, done, cost
    rows: NDArray[np.int64]
    keys: NDArray[np.float64]  # (TRIES,) scratch, like the others
    picks: NDArray[np.int64]  # (TRIES, 7) mode, target, variant, window, step, trip, gate
    when: NDArray[np.float64]  # (TRIES,) arrival
    onward: NDArray[np.float64]  # (airheads, steps)
    post: NDArray[np.int64]
    post_at: NDArray[np.float64]
    entry: NDArray[np.int64]
    entry_at: NDArray[np.float64]


def make_found(airheads: int, steps: int, nodes: int) -> Found:
    """Make room for one search at a time."""
    return Found(
        np.zeros(5, np.int64), np.zeros(6), np.zeros(2 * nodes + 1000, np.int64), np.zeros(TRIES),
        np.zeros((TRIES, 7), np.int64), np.zeros(TRIES), np.zeros((airheads, steps)), np.zeros(NOTES_MAX, np.int64),
        np.zeros(NOTES_MAX), np.zeros(NOTES_MAX, np.int64), np.zeros(NOTES_MAX),
    )  # fmt: skip


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def process_seconds(b, gate, k, size):  # type: ignore[no-untyped-def]
    """Give the whole seconds that a gate needs for a party in a step: at most one step."""
    if b.gate_hour[gate, k] == np.inf:
        return 0.0
    return np.floor(min(b.step, np.ceil(3600.0 * size / b.gate_hour[gate, k] - 1e-9)))


@_jit
def find_flight(b, air, done, size):  # type: ignore[no-untyped-def]
    """Give the earliest flight with seats that a party processed by `done` can take and wait for, or -1."""
    low, high, site, s = b.flight_ptr[air], b.flight_ptr[air + 1], b.air_site[air], b.streets
    for f in range(low + np.searchsorted(b.flight_departs[low:high], done + b.connection), high):
        if b.seats_used[f] + size > b.flight_seats[f]:
            continue
        departs, node = b.flight_departs[f], b.site_node[site]
        if not is_open(b.site_open_ptr, b.site_open_from, b.site_open_to, site, done, departs, 0.0):
            return -1
        if is_shut(s.node_shut_ptr, s.node_shut_from, s.node_shut_to, node, done, departs, 0.0):
            return -1
        if b.air_bound[air] and crowd_with(b, site, done, departs, size) == np.inf:
            return -1
        return f
    return -1


@_jit
def hold_cost(b, air, done, flight, size):  # type: ignore[no-untyped-def]
    """Give what holding and the hours until the flight cost."""
    s, departs = b.streets, b.flight_departs[flight]
    harm = harm_between(s, s.node_profile[b.site_node[b.air_site[air]]], done, departs)
    return size * (b.sheltered * harm + b.hour_second * departs)


@_jit
def at_gate(b, q, gate, arrive, k):  # type: ignore[no-untyped-def]
    """Price what follows the arrival at a gate when processing starts in step k: (start, done, flight, cost).

    The flight is -1 where it cannot be.
    """
    start = max(arrive, q.leave_from, np.ceil(k * b.step))
    if int(start / b.step) != k or start - arrive > b.wait_max:
        return 0.0, 0.0, -1, np.inf
    if b.gate_used[gate, k] + q.size > b.gate_cap[gate, k] + 1e-6:
        return 0.0, 0.0, -1, np.inf
    site, s = b.gate_site[gate], b.streets
    done, node = start + process_seconds(b, gate, k, q.size), b.site_node[site]
    if not is_open(b.site_open_ptr, b.site_open_from, b.site_open_to, site, arrive, done, 0.0):
        return 0.0, 0.0, -1, np.inf
    if is_shut(s.node_shut_ptr, s.node_shut_from, s.node_shut_to, node, arrive, done, 0.0):
        return 0.0, 0.0, -1, np.inf
    crowd = crowd_with(b, site, arrive, done, q.size)
    if crowd == np.inf:
        return 0.0, 0.0, -1, np.inf
    flight = find_flight(b, b.gate_air[gate], done, q.size)
    if flight < 0:
        return 0.0, 0.0, -1, np.inf
    cost = crowd + hold_cost(b, b.gate_air[gate], done, flight, q.size)
    return start, done, flight, cost + q.size * harm_between(s, s.node_profile[node], arrive, done)


@_jit
def price_onward(b, q, out):  # type: ignore[no-untyped-def]
    """Write into out[air, k] what a person costs from being processed in step k on; infinity where no flight is."""
    for air in range(len(b.air_site)):
        f, high = b.flight_ptr[air], b.flight_ptr[air + 1]
        for k in range(out.shape[1]):
            begin = k * b.step
            while f < high and (
                b.flight_departs[f] < begin + b.connection or b.seats_used[f] + q.size > b.flight_seats[f]
            ):
                f += 1
            out[air, k] = hold_cost(b, air, begin, f, 1) if f < high else np.inf
