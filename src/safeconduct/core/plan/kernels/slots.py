"""Bound from below what it costs to be somewhere at some time, with time cut into short slots.

Being at a node in slot i stands for any moment of [i, i + 1) slots. A link takes at least its free-flow time rounded
down to slots, and costs the least that entering it at any moment of the slot can cost. To pause costs the least rate at
the place; the first slots that are crossed are free, since no more than a moment may have passed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.streets import harm_between

FOOT, CAR, RIDE = 0, 1, 2
LAYERS = 3
EDGE = 1.0  # the second that the judge forgives
JOINS = 2.0  # seconds that it forgives where a leg joins a wait and the wait another leg


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def least_harm(s, profile, begin, delta, taken):  # type: ignore[no-untyped-def]
    """Give the least harm of `taken` seconds in a row that begin in [begin, begin + delta]."""
    low, high = s.piece_ptr[profile], s.piece_ptr[profile + 1]
    if high - low == 1:
        return s.piece_rate[low] * taken
    least = min(
        harm_between(s, profile, begin, begin + taken),
        harm_between(s, profile, begin + delta, begin + delta + taken),
    )
    for i in range(low + 1, high):  # in between it is linear, but for where an end meets a change of rate
        for moment in (s.piece_start[i], s.piece_start[i] - taken):
            if begin < moment < begin + delta:
                least = min(least, harm_between(s, profile, moment, moment + taken))
    return least


@_jit
def least_harms(s, profile, begins, delta, taken):  # type: ignore[no-untyped-def]
    """Give the least harm of each duration that begins within `delta` of each moment, (durations, moments)."""
    out = np.empty((len(taken), len(begins)))
    for i in range(len(taken)):
        for j in range(len(begins)):
            out[i, j] = least_harm(s, profile, begins[j], delta, taken[i])
    return out


@_jit
def pause_harm(s, delta, slots):  # type: ignore[no-untyped-def]
    """Give the least harm in the open of pausing through each slot at each node: (on the way there, at the node).

    On the way it is infinite where a curfew holds throughout the slot, and nothing at the end of a link without length:
    the time of a leg over such links alone is spent on none of them.
    """
    nodes = len(s.post)
    on_way, at_node = np.full((nodes, slots), np.inf), np.full((nodes, slots), np.inf)
    for i in range(slots):
        begin = i * delta
        for n in range(nodes):
            at_node[n, i] = least_harm(s, s.node_profile[n], begin - JOINS, delta + 2 * JOINS, delta)
        for m in range(len(s.head)):
            here = 0.0
            if s.length[m] > 0:
                here = least_harm(s, s.profile[m], begin - JOINS, delta + 2 * JOINS, delta)
            on_way[s.head[m], i] = min(on_way[s.head[m], i], here)
        for c in range(len(s.curfew_from)):
            if begin >= s.curfew_from[c] + EDGE and begin + delta <= s.curfew_to[c] - EDGE:
                on_way[:, i] = np.inf
    return on_way, at_node


@_jit
def can_enter(s, link, taken, begin, delta, home, is_site):  # type: ignore[no-untyped-def]
    """Tell whether some moment of [begin, begin + delta) may serve to enter a link that takes so many seconds."""
    end = begin + delta
    for c in range(len(s.curfew_from)):
        if begin + taken > s.curfew_from[c] + EDGE and end <= s.curfew_to[c] - EDGE:
            return False
    for c in range(s.shut_ptr[link], s.shut_ptr[link + 1]):
        if begin + taken > s.shut_from[c] + EDGE and end <= s.shut_to[c] - EDGE:
            return False
    node = s.tail[link]
    for c in range(s.node_shut_ptr[node], s.node_shut_ptr[node + 1]):
        if begin > s.node_shut_from[c] + EDGE and end <= s.node_shut_to[c] - EDGE:
            return False
    post = s.post[node]
    if post < 0 or node == home or is_site[node]:
        return True
    for c in range(s.post_open_ptr[post], s.post_open_ptr[post + 1]):
        if end > s.post_open_from[c] - EDGE and begin <= s.post_open_to[c] + EDGE:
            return True
    return False


@_jit
def _linger(line, ends, i, cost, most, harm, paid):  # type: ignore[no-untyped-def]
    """Give the least cost of being in the next slot, having come in slot i or before and paused, at most so many slots.

    The line holds (slot of arrival, cost less what pausing had cost up to then) of those who may still be the best, the
    second rising along it; `ends` say where it begins and ends. `harm` is that of pausing through slot i, infinity
    where nobody can, and `paid` the sum of it from the first slot on, slot i included.
    """
    first, last = ends[0], ends[1]
    if harm == np.inf:
        first = last
    if cost < np.inf:
        while last > first and cost - paid <= line[last - 1, 1]:
            last -= 1
        line[last, 0], line[last, 1] = i, cost - paid
        last += 1
    while last > first and line[first, 0] + most < i + 1:
        first += 1
    ends[0], ends[1] = first, last
    return line[first, 1] + paid if last > first else np.inf


@_jit
def _seconds(s):  # type: ignore[no-untyped-def]
    """Give the seconds of every link on foot and by car, (2, links), and the longest of them that is not infinite.

    A whole leg may be a second faster than free flow; here every link is. It may begin a second before the last one
    ended, as may a wait before it: so the next link may be entered JOINS sooner still.
    """
    seconds = np.empty((2, len(s.head)))
    longest = 0.0
    for m in range(len(s.head)):
        seconds[FOOT, m] = max(0.0, s.walk_seconds[m] - EDGE)
        seconds[CAR, m] = max(0.0, s.auto_seconds[m] - EDGE)
        for taken in seconds[:, m]:
            if taken < np.inf:
                longest = max(longest, taken)
    return seconds, longest


@_jit
def _steady_rates(s, begin, seconds):  # type: ignore[no-untyped-def]
    """Give the rate of each profile that does not change for so many seconds from a moment on, else -1."""
    rates = np.full(len(s.piece_ptr) - 1, -1.0)
    for profile in range(len(rates)):
        low, high = s.piece_ptr[profile], s.piece_ptr[profile + 1]
        at = low + np.searchsorted(s.piece_start[low:high], begin, side="right") - 1
        if at + 1 == high or s.piece_start[at + 1] >= begin + seconds:
            rates[profile] = s.piece_rate[at]
    return rates


@_jit
def spread(s, cost, first, delta, home, sheltered, walks, boards, is_site, is_gate, pauses, on_way, at_node):  # type: ignore[no-untyped-def]
    """Carry the least costs (LAYERS, nodes, slots) forward from what is written in them, from a slot on.

    Who goes by car or rides gets off at any site or gate and is then on foot; boarding is allowed where `boards` says.
    `pauses` are the slots for which one pauses at most: on the way on foot, in a vehicle, and at a site. What is
    returned, (nodes, slots), is the least cost of being there on foot, having waited or not.
    """
    nodes, links, slots = len(s.post), len(s.head), boards.shape[1]
    arrived = np.full((LAYERS, nodes, slots + 1), np.inf)  # where the way there may have taken longer than it had to
    there = np.full((nodes, slots + 1), np.inf)
    lines, ends = np.empty((LAYERS + 1, nodes, slots, 2)), np.zeros((LAYERS + 1, nodes, 2), np.int64)
    paid_on_way, paid_at_node = np.zeros(nodes), np.zeros(nodes)
    tail, head, profile = s.tail, s.head, s.profile  # out of the bundle once: each look into it takes a while
    seconds, longest = _seconds(s)
    # Links are rounded down to slots, and legs may have gaps: who came a little before may in truth have come now.
    on_way_free, at_node_free = 1 + int(np.ceil(3 * JOINS / delta)), int(np.ceil(2 * JOINS / delta))
    for i in range(first, slots):
        early = EDGE if i == 0 else 0.0  # the second before the start belongs to the first slot
        begin, wide = i * delta - early, delta + early
        rates = _steady_rates(s, begin, wide + longest)
        changed = True
        while changed:  # more than once only where a link takes less than a slot
            changed = False
            for n in range(nodes):
                for layer in range(LAYERS):
                    arrived[layer, n, i] = min(arrived[layer, n, i], cost[layer, n, i])
                off = min(arrived[CAR, n, i] if is_site[n] else np.inf, arrived[RIDE, n, i] if is_gate[n] else np.inf)
                arrived[FOOT, n, i] = min(arrived[FOOT, n, i], off)
                there[n, i] = min(there[n, i], arrived[FOOT, n, i])
                if boards[n, i]:
                    arrived[RIDE, n, i] = min(arrived[RIDE, n, i], there[n, i])
            for m in range(links):
                u, v = tail[m], head[m]
                for layer in (FOOT, CAR, RIDE):
                    here = there[u, i] if layer == FOOT else arrived[layer, u, i]
                    taken = seconds[min(layer, CAR), m]
                    if here == np.inf or taken == np.inf or (layer == FOOT and not walks):
                        continue
                    then = i + int(max(0.0, taken - JOINS) / delta)
                    if then >= slots or here >= cost[layer, v, then]:
                        continue
                    harm = rates[profile[m]] * taken
                    if harm < 0.0:
                        harm = least_harm(s, profile[m], begin, wide, taken)
                    value = here + (harm if layer == FOOT else sheltered * harm)
                    if value < cost[layer, v, then] and can_enter(s, m, taken, begin, wide, home, is_site):
                        cost[layer, v, then] = value
                        changed = changed or then == i
        for n in range(nodes):
            paid_on_way[n] += on_way[n, i] if on_way[n, i] < np.inf else 0.0
            paid_at_node[n] += at_node[n, i]
            for layer in (FOOT, CAR, RIDE):
                paid = paid_on_way[n] * (1.0 if layer == FOOT else sheltered)
                most = pauses[min(layer, CAR)]
                came = cost[layer, n, max(first, i - on_way_free) : i + 1].min()
                value = _linger(lines[layer, n], ends[layer, n], i, came, most, on_way[n, i], paid)
                arrived[layer, n, i + 1] = min(arrived[layer, n, i + 1], value)
            if is_site[n]:
                came = arrived[FOOT, n, max(first, i - at_node_free) : i + 1].min()
                value = _linger(lines[LAYERS, n], ends[LAYERS, n], i, came, pauses[2], at_node[n, i], paid_at_node[n])
                there[n, i + 1] = min(there[n, i + 1], value)
    return there[:, :slots]
