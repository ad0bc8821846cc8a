"""Mend a tree of cheapest ways some of whose links may not be used any more; the ways off them stay as they are."""

from __future__ import annotations

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.heap import pop, push

UNKNOWN, SOUND, CUT = 0, 1, 2


@njit(cache=True, nogil=True)
def mend_tree(s, next_link, weight, metres_max):  # type: ignore[no-untyped-def]
    """Give every node whose way is cut the cheapest way that is left (Dijkstra over those alone).

    `weight` is infinite on the links that are lost; all others weigh what they did when the tree was grown. `next_link`
    is changed in place. Returns the nodes that were cut and have a way again, each after the node that it goes on to;
    a cut node without a way has -1 for its next link. Ways longer than `metres_max` are none.
    """
    n = len(next_link)
    state, cost, metres = np.zeros(n, np.int8), np.full(n, np.inf), np.full(n, np.inf)
    _follow_ways(s, next_link, weight, state, cost, metres)
    keys, nodes = np.empty(len(s.head) + 1), np.empty(len(s.head) + 1, np.int32)
    size = 0
    for node in range(n):
        if state[node] == CUT:
            next_link[node] = -1
    for node in range(n):
        if state[node] == SOUND:
            size = _relax(s, node, next_link, weight, metres_max, state, cost, metres, keys, nodes, size)
    order, settled = np.empty(n, np.int32), 0
    while size > 0:
        size, _, node = pop(keys, nodes, size)
        if state[node] == SOUND:
            continue
        state[node] = SOUND
        order[settled] = node
        settled += 1
        size = _relax(s, node, next_link, weight, metres_max, state, cost, metres, keys, nodes, size)
    return order[:settled]


@njit(cache=True, nogil=True)
def _follow_ways(s, next_link, weight, state, cost, metres):  # type: ignore[no-untyped-def]
    """Tell for every node that has a way whether it is cut, and what the sound ones weigh and how long they are."""
    path = np.empty(len(next_link), np.int32)
    for start in range(len(next_link)):
        node, count = start, 0
        while state[node] == UNKNOWN and next_link[node] >= 0:
            path[count] = node
            count += 1
            node = s.head[next_link[node]]
        if state[node] == UNKNOWN and count > 0:  # the target
            state[node], cost[node], metres[node] = SOUND, 0.0, 0.0
        while count > 0:
            count -= 1
            node = path[count]
            link = next_link[node]
            onward = s.head[link]
            if state[onward] == CUT or weight[link] == np.inf:
                state[node] = CUT
            else:
                state[node] = SOUND
                cost[node], metres[node] = cost[onward] + weight[link], metres[onward] + s.length[link]


@njit(cache=True, nogil=True)
def _relax(s, node, next_link, weight, metres_max, state, cost, metres, keys, nodes, size):  # type: ignore[no-untyped-def]
    """Offer the way of a sound node to the cut nodes before it; give the new size of the heap."""
    for e in range(s.into_ptr[node], s.into_ptr[node + 1]):
        link = s.into_link[e]
        tail = s.tail[link]
        if state[tail] != CUT or weight[link] == np.inf:
            continue
        offered, far = cost[node] + weight[link], metres[node] + s.length[link]
        if offered < cost[tail] and far <= metres_max:
            cost[tail], metres[tail], next_link[tail] = offered, far, link
            size = push(keys, nodes, size, offered, tail)
    return size
