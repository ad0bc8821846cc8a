"""Bound from below what it costs to be somewhere at some time, with time cut into short slots.

Being at a node in slot i stands for any moment of [i, i + 1) slots. A link takes at least its free-flow time rounded
down to slots, and costs the least that entering it at any moment of the slot can cost. To pause costs the least rate at
the place; the first slot that is crossed is free, since no more than a moment may have passed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.streets import harm_between

FOOT, CAR, RIDE = 0, 1, 2
LAYERS = 3
EDGE = 1.0  # the second that the judge forgives


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
def pause_harm(s, delta, slots):  # type: ignore[no-untyped-def]
    """Give the least harm in the open of pausing through each slot at each node: (on the way there, at the node).

    On the way it is infinite where a curfew holds throughout the slot.
    """
    nodes = len(s.post)
    on_way, at_node = np.full((nodes, slots), np.inf), np.full((nodes, slots), np.inf)
    for i in range(slots):
        begin = i * delta
        for n in range(nodes):
            at_node[n, i] = least_harm(s, s.node_profile[n], begin, delta, delta)
        for m in range(len(s.head)):
            here = least_harm(s, s.profile[m], begin, delta, delta)
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
        if begin >= s.node_shut_from[c] + EDGE and end <= s.node_shut_to[c] - EDGE:
            return False
    post = s.post[node]
    if post < 0 or node == home or is_site[node]:
        return True
    for c in range(s.post_open_ptr[post], s.post_open_ptr[post + 1]):
        if end > s.post_open_from[c] - EDGE and begin <= s.post_open_to[c] + EDGE:
            return True
    return False


@_jit
def _linger(here, later, first, most, harm, share):  # type: ignore[no-untyped-def]
    """Carry a cost at one slot on to later ones by pausing for at most so many slots."""
    cost = here
    for i in range(first + 1, min(first + most + 1, len(later))):
        if i > first + 1:
            if harm[i - 1] == np.inf:
                return
            cost += share * harm[i - 1]
        later[i] = min(later[i], cost)


@_jit
def spread(s, cost, first, delta, home, sheltered, walks, boards, is_site, is_gate, pauses, on_way, at_node):  # type: ignore[no-untyped-def]
    """Carry the least costs (LAYERS, nodes, slots) forward from what is written in them, from a slot on.

    Who goes by car or rides gets off at any site or gate and is then on foot; boarding is allowed where `boards` says.
    `pauses` are the slots for which one pauses at most: on the way on foot, in a vehicle, and at a site. What is
    returned, (nodes, slots), is the least cost of being there on foot, having waited or not.
    """
    nodes, links, slots = len(s.post), len(s.head), boards.shape[1]
    arrived = np.full((LAYERS, nodes, slots), np.inf)  # where the way there may have taken longer than it had to
    there = np.full((nodes, slots), np.inf)
    for i in range(first, slots):
        begin = i * delta
        changed = True
        while changed:  # more than once only where a link takes less than a slot
            changed = False
            for n in range(nodes):
                for layer in (FOOT, CAR, RIDE):
                    arrived[layer, n, i] = min(arrived[layer, n, i], cost[layer, n, i])
                off = min(arrived[CAR, n, i] if is_site[n] else np.inf, arrived[RIDE, n, i] if is_gate[n] else np.inf)
                arrived[FOOT, n, i] = min(arrived[FOOT, n, i], off)
                there[n, i] = min(there[n, i], arrived[FOOT, n, i])
                if boards[n, i]:
                    arrived[RIDE, n, i] = min(arrived[RIDE, n, i], there[n, i])
            for m in range(links):
                u, v = s.tail[m], s.head[m]
                for layer in (FOOT, CAR, RIDE):
                    here = there[u, i] if layer == FOOT else arrived[layer, u, i]
                    taken = s.walk_seconds[m] if layer == FOOT else s.auto_seconds[m]
                    if here == np.inf or taken == np.inf or (layer == FOOT and not walks):
                        continue
                    taken = max(0.0, taken - EDGE)  # a whole leg may be that much faster; here every link is
                    then = i + int(taken / delta)
                    if then >= slots or here >= cost[layer, v, then]:
                        continue
                    value = here + (1.0 if layer == FOOT else sheltered) * least_harm(
                        s, s.profile[m], begin, delta, taken
                    )
                    if value < cost[layer, v, then] and can_enter(s, m, taken, begin, delta, home, is_site):
                        cost[layer, v, then] = value
                        changed = changed or then == i
        for n in range(nodes):
            for layer in (FOOT, CAR, RIDE):
                if cost[layer, n, i] < np.inf:
                    share = 1.0 if layer == FOOT else sheltered
                    _linger(cost[layer, n, i], arrived[layer, n], i, pauses[min(layer, CAR)], on_way[n], share)
            if is_site[n] and arrived[FOOT, n, i] < np.inf:
                _linger(arrived[FOOT, n, i], there[n], i, pauses[2], at_node[n], 1.0)
    return there
