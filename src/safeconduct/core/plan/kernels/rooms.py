"""Say what room is left at checkpoints, links, gates, airheads and flights, and count people into it and out of it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.model import BIN_SECONDS, TO_GATE_BY_CAR
from safeconduct.core.plan.kernels.streets import free_seconds, lies_within

NEAR_EDGE = 0.01  # a moment this close to the edge of a step is counted in both steps


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def column(g, when):  # type: ignore[no-untyped-def]
    """Give the column of the cost tables nearest to a moment."""
    return min(max(int(when / g.grain + 0.5), 0), g.row_cost.shape[1] - 1)


@_jit
def tree_of_row(g, row, when):  # type: ignore[no-untyped-def]
    """Give the tree that a party on this row follows so as to arrive at a moment."""
    j = column(g, when)
    window = j * g.windows // g.row_cost.shape[1]
    variants = g.variants_car if g.row_kind[row] == TO_GATE_BY_CAR else g.variants_foot
    return g.row_tree[row] + window * variants + g.row_variant[row, j]


@_jit
def leads_on(g, tree, node, target):  # type: ignore[no-untyped-def]
    """Tell whether the tree leads from a node to its target, or the node is the target."""
    return node == target or g.trees[tree, node] >= 0


@_jit
def process_seconds(g, gate, size):  # type: ignore[no-untyped-def]
    """Give the whole seconds that a gate needs for a party: at most one step."""
    if g.gate_hour[gate] == np.inf:
        return 0.0
    return np.floor(min(g.step, np.ceil(3600.0 * size / g.gate_hour[gate] - 1e-9)))


@_jit
def fits_posts(g, d, count, posts, times, people):  # type: ignore[no-untyped-def]
    """Tell whether so many people may pass these checkpoints at these moments."""
    for i in range(count):
        cap = g.post_step_cap[posts[i]]
        for edge in (-NEAR_EDGE, NEAR_EDGE):
            k = int(np.floor((times[i] + edge) / g.step))
            if k >= 0 and d.post_used[posts[i], k] + people > cap + 1e-9:
                return False
    return True


@_jit
def room_at_post(g, d, post, when):  # type: ignore[no-untyped-def]
    """Give the people whom a checkpoint (-1 = none) still lets pass in the step of a moment."""
    if post < 0 or when < 0:
        return np.inf
    return g.post_step_cap[post] - d.post_used[post, int(when / g.step)]


@_jit
def count_posts(g, d, count, posts, times, people):  # type: ignore[no-untyped-def]
    """Count people into (or, negative, out of) the steps in which they pass checkpoints."""
    for i in range(count):
        low = int(np.floor((times[i] - NEAR_EDGE) / g.step))
        high = int(np.floor((times[i] + NEAR_EDGE) / g.step))
        if low >= 0:
            d.post_used[posts[i], low] += people
        if high != low:
            d.post_used[posts[i], high] += people


@_jit
def use_links(g, d, tree, node, depart, taken, sign):  # type: ignore[no-untyped-def]
    """Count one vehicle over the bound links of its way; with sign 0 only tell whether there is room."""
    if d.link_used.shape[0] == 0:
        return True
    s = g.streets
    next_link = g.trees[tree]
    free = free_seconds(s, next_link, node, s.auto_seconds)
    stretch = taken / free if free > 0 else 1.0
    at = depart
    while next_link[node] >= 0:
        link = next_link[node]
        row = g.link_bound[link]
        if row >= 0:
            low = max(int(np.floor((at - NEAR_EDGE) / g.step)), 0)
            high = int(np.floor((at + NEAR_EDGE) / g.step))
            for k in range(low, high + 1):
                if sign == 0 and d.link_used[row, k] + 1 > g.link_step_cap[link] + 1e-9:
                    return False
                d.link_used[row, k] += sign
        at += s.auto_seconds[link] * stretch
        node = s.head[link]
    return True


@_jit
def crowd_added(g, d, gate, begin, end, people):  # type: ignore[no-untyped-def]
    """Give what the crowd term gains when so many more people stand at a gate; infinity when it cannot hold them.

    Within one bin, two parties are taken to overlap as two random spans of it would: the sum then does not depend on
    the order in which parties come and go. The judge has the exact figure.
    """
    total = people * (people - 1) * (end - begin)
    for b in range(int(begin / BIN_SECONDS), int(np.ceil(end / BIN_SECONDS))):
        if d.gate_present[gate, b] + people > g.gate_holding[gate]:
            return np.inf
        share = min(end, (b + 1) * BIN_SECONDS) - max(begin, b * BIN_SECONDS)
        total += 2.0 * people * share * d.gate_seconds[gate, b] / BIN_SECONDS
    return total * g.crowd_second


@_jit
def stand_at_gate(g, d, gate, begin, end, people):  # type: ignore[no-untyped-def]
    """Count people into (or out of) a gate's bins."""
    for b in range(int(begin / BIN_SECONDS), int(np.ceil(end / BIN_SECONDS))):
        share = min(end, (b + 1) * BIN_SECONDS) - max(begin, b * BIN_SECONDS)
        d.gate_present[gate, b] += people
        d.gate_seconds[gate, b] += people * share


@_jit
def find_flight(g, d, air, done, size):  # type: ignore[no-untyped-def]
    """Give the earliest flight with seats that a party processed by `done` can take, or -1."""
    low, high = g.flight_ptr[air], g.flight_ptr[air + 1]
    at = low + np.searchsorted(g.flight_departs[low:high], done + g.connection)
    for f in range(at, high):
        if d.seats_used[f] + size > g.flight_seats[f]:
            continue
        if not lies_within(g.air_open_ptr, g.air_open_from, g.air_open_to, air, done, g.flight_departs[f]):
            return -1
        if g.air_bound[air]:
            for b in range(int(done / BIN_SECONDS), int(np.ceil(g.flight_departs[f] / BIN_SECONDS))):
                if d.air_present[air, b] + size > g.air_holding[air]:
                    return -1
        return f
    return -1


@_jit
def hold_in_airhead(g, d, air, done, departs, people):  # type: ignore[no-untyped-def]
    """Count people into (or out of) an airhead's bins."""
    if g.air_bound[air]:
        for b in range(int(done / BIN_SECONDS), int(np.ceil(departs / BIN_SECONDS))):
            d.air_present[air, b] += people
