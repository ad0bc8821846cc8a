"""Find how soon an empty vehicle can be somewhere, past curfews, closures and shut checkpoints.

As the judge does it: along the way that is shortest by free flow, standing wherever something is in the way; and, where
that is too late, by a search over all ways. What is found here, the judge finds too, or something sooner.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.heap import pop, push
from safeconduct.core.plan.kernels.streets import grow_tree

FORGIVEN = 1.0  # seconds, as the judge has it


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def _enter(s, link, at, fleet_ptr, fleet_from, fleet_to, fleet):  # type: ignore[no-untyped-def]
    """Give the first moment from `at` on at which a vehicle can enter a link and drive through; infinity = never."""
    taken, node = s.auto_seconds[link], s.head[link]
    for _ in range(1000):
        later = at
        for i in range(len(s.curfew_from)):
            if s.curfew_from[i] < later + taken - FORGIVEN and s.curfew_to[i] > later + FORGIVEN:
                later = s.curfew_to[i]
        for i in range(s.shut_ptr[link], s.shut_ptr[link + 1]):
            if s.shut_from[i] < later + taken - FORGIVEN and s.shut_to[i] > later + FORGIVEN:
                later = s.shut_to[i]
        for i in range(s.node_shut_ptr[node], s.node_shut_ptr[node + 1]):
            if s.node_shut_from[i] + FORGIVEN < later + taken < s.node_shut_to[i] - FORGIVEN:
                later = s.node_shut_to[i] - taken
        post = s.post[node]
        if post >= 0:
            later = _opens(s.post_open_ptr, s.post_open_from, s.post_open_to, post, later + taken, 0.0) - taken
        later = _opens(fleet_ptr, fleet_from, fleet_to, fleet, later, taken)
        if later == at or later == np.inf:
            return later
        at = later
    return np.inf


@_jit
def _opens(ptr, begins, ends, item, at, length):  # type: ignore[no-untyped-def]
    """Give the first moment from `at` on from which an item is open for so long; infinity = never."""
    for i in range(ptr[item], ptr[item + 1]):
        if ends[i] + FORGIVEN >= max(at, begins[i]) + length:
            return at if begins[i] <= at + FORGIVEN else begins[i]
    return np.inf


@_jit
def empty_arrival(  # type: ignore[no-untyped-def]
    s, out_ptr, out_link, next_link, least, node, target, at, latest, fleet_ptr, fleet_from, fleet_to, fleet
):
    """Give when a vehicle that may leave a node from `at` on is at the target; anything after `latest` = too late.

    `next_link` is the tree of the ways to the target that are shortest by free flow, `least` the seconds they take.
    """
    if node == target:
        return at
    if at + least[node] > latest:
        return at + least[node]
    when, here = at, node
    while here != target and when <= latest:
        link = next_link[here]
        when = _enter(s, link, when, fleet_ptr, fleet_from, fleet_to, fleet) + s.auto_seconds[link]
        here = s.head[link]
    if when <= latest:
        return when
    return _search(s, out_ptr, out_link, least, node, target, at, latest, fleet_ptr, fleet_from, fleet_to, fleet)


@_jit
def _search(  # type: ignore[no-untyped-def]
    s, out_ptr, out_link, least, node, target, at, latest, fleet_ptr, fleet_from, fleet_to, fleet
):
    """Give the earliest arrival over all ways (A*: free flow is never slower, and standing is allowed, so sooner is
    never worse); infinity where all are too late.
    """
    best = np.full(len(out_ptr) - 1, np.inf)
    done = np.zeros(len(out_ptr) - 1, np.bool_)
    keys, nodes = np.empty(len(s.head) + 1), np.empty(len(s.head) + 1, np.int32)
    best[node] = at
    size = push(keys, nodes, 0, at + least[node], node)
    while size > 0:
        size, _, here = pop(keys, nodes, size)
        if here == target:
            return best[here]
        if done[here]:
            continue
        done[here] = True
        for e in range(out_ptr[here], out_ptr[here + 1]):
            link = out_link[e]
            head = s.head[link]
            if s.auto_seconds[link] == np.inf or done[head]:
                continue
            when = _enter(s, link, best[here], fleet_ptr, fleet_from, fleet_to, fleet) + s.auto_seconds[link]
            if when < best[head] and when + least[head] <= latest:
                best[head] = when
                size = push(keys, nodes, size, when + least[head], head)
    return np.inf


@_jit
def shortest_tree(s, target):  # type: ignore[no-untyped-def]
    """Give the link to take from every node so as to be at the target soonest by free flow, and the seconds it takes.

    Without a way the link is -1 and the seconds are infinite.
    """
    next_link, _, _, seconds = grow_tree(s, target, s.auto_seconds, s.auto_seconds, np.inf)
    return next_link, seconds
