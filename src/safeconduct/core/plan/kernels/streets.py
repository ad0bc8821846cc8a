"""Walk and drive on the compiled street network: harm, shortest-path trees, one run in detail.

All times are seconds since the start of the case.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from safeconduct.core.plan.kernels.heap import pop, push

NOWHERE = -1


class Streets(NamedTuple):
    """Hold the network and everything on it that depends on time, as flat arrays.

    A pair `x_ptr, x_...` is a compressed list: the entries of item i are x_ptr[i]:x_ptr[i+1].
    """

    tail: NDArray[np.int32]  # (m,)
    head: NDArray[np.int32]  # (m,)
    into_ptr: NDArray[np.int32]  # (n+1,) links by their head
    into_link: NDArray[np.int32]  # (m,)
    walk_seconds: NDArray[np.float64]  # (m,) infinity where walking is not allowed
    auto_seconds: NDArray[np.float64]  # (m,) infinity where driving is not allowed
    length: NDArray[np.float64]  # (m,) metres
    profile: NDArray[np.int32]  # (m,) hazard profile of the link; 0 = background
    node_profile: NDArray[np.int32]  # (n,)
    piece_ptr: NDArray[np.int32]  # (profiles+1,)
    piece_start: NDArray[np.float64]  # start of each piece; the first of a profile is -infinity
    piece_rate: NDArray[np.float64]  # expected people harmed per person-second
    shut_ptr: NDArray[np.int32]  # (m+1,) closures of links
    shut_from: NDArray[np.float64]
    shut_to: NDArray[np.float64]
    node_shut_ptr: NDArray[np.int32]  # (n+1,) closures of nodes
    node_shut_from: NDArray[np.float64]
    node_shut_to: NDArray[np.float64]
    post: NDArray[np.int32]  # (n,) checkpoint at the node, or -1
    post_open_ptr: NDArray[np.int32]  # (checkpoints+1,) opening windows, merged
    post_open_from: NDArray[np.float64]
    post_open_to: NDArray[np.float64]
    plain: NDArray[np.bool_]  # (m,) background hazard, never closed, no checkpoint at its end
    curfew_from: NDArray[np.float64]
    curfew_to: NDArray[np.float64]


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def harm_between(s, profile, start, end):  # type: ignore[no-untyped-def]
    """Integrate the hazard rate of a profile over [start, end]: people harmed per person in the open."""
    low, high = s.piece_ptr[profile], s.piece_ptr[profile + 1]
    if high - low == 1:
        return s.piece_rate[low] * (end - start)
    at, top = low, high
    while top - at > 1:
        middle = (at + top) // 2
        if s.piece_start[middle] <= start:
            at = middle
        else:
            top = middle
    total, now = 0.0, start
    while at + 1 < high and s.piece_start[at + 1] < end:
        total += s.piece_rate[at] * (s.piece_start[at + 1] - now)
        now = s.piece_start[at + 1]
        at += 1
    return total + s.piece_rate[at] * (end - now)


@_jit
def meets(ptr, begins, ends, item, start, end):  # type: ignore[no-untyped-def]
    """Tell whether [start, end] meets one of the half-open windows of an item."""
    for i in range(ptr[item], ptr[item + 1]):
        if begins[i] <= end and ends[i] > start and (begins[i] < end or start == end):
            return True
    return False


@_jit
def lies_within(ptr, begins, ends, item, start, end):  # type: ignore[no-untyped-def]
    """Tell whether [start, end] lies in one of the merged windows of an item."""
    for i in range(ptr[item], ptr[item + 1]):  # noqa: SIM110 (numba knows no generators)
        if begins[i] <= start and ends[i] >= end:
            return True
    return False


@_jit
def in_curfew(s, start, end):  # type: ignore[no-untyped-def]
    """Tell whether moving over [start, end] breaks the curfew."""
    for i in range(len(s.curfew_from)):  # noqa: SIM110
        if s.curfew_from[i] < end and s.curfew_to[i] > start:
            return True
    return False


@_jit
def grow_tree(s, target, seconds, weight, metres_max):  # type: ignore[no-untyped-def]
    """Grow the tree of cheapest ways from every node to `target` (Dijkstra, binary heap, backward).

    Returns (next_link, order, metres, cost): the link to take from each node (-1 = none), nodes as settled, the length
    and the weight of the way.
    Ways longer than `metres_max` are not grown further.
    """
    n = len(s.into_ptr) - 1
    best = np.full(n, np.inf)
    metres = np.full(n, np.inf)
    next_link = np.full(n, NOWHERE, np.int32)
    done = np.zeros(n, np.bool_)
    order = np.empty(n, np.int32)
    settled = 0
    heap_key = np.empty(len(s.head) + 1)
    heap_node = np.empty(len(s.head) + 1, np.int32)
    size = push(heap_key, heap_node, 0, 0.0, target)
    best[target] = 0.0
    metres[target] = 0.0
    while size > 0:
        size, key, node = pop(heap_key, heap_node, size)
        if done[node]:
            continue
        done[node] = True
        order[settled] = node
        settled += 1
        for e in range(s.into_ptr[node], s.into_ptr[node + 1]):
            link = s.into_link[e]
            w = weight[link]
            if w == np.inf or seconds[link] == np.inf:
                continue
            u = s.tail[link]
            far = metres[node] + s.length[link]
            if not done[u] and key + w < best[u] and far <= metres_max:
                best[u] = key + w
                metres[u] = far
                next_link[u] = link
                size = push(heap_key, heap_node, size, key + w, u)
    return next_link, order[:settled], metres, best


@_jit
def free_seconds(s, next_link, node, seconds):  # type: ignore[no-untyped-def]
    """Add up the free-flow time of the tree's way from a node."""
    total = 0.0
    while next_link[node] >= 0:
        total += seconds[next_link[node]]
        node = s.head[next_link[node]]
    return total


@_jit
def run_along(s, next_link, node, seconds, depart, pass_post, pass_at):  # type: ignore[no-untyped-def]
    """Follow the tree's way from a node, departing at a whole second, as the judge would.

    Returns (feasible, seconds taken, harm per person in the open, checkpoints passed); the passes are written into
    `pass_post`, `pass_at`. The time taken is the free-flow time rounded up to whole seconds, spread over the links in
    proportion to their free-flow times.
    """
    free = free_seconds(s, next_link, node, seconds)
    return run_timed(s, next_link, node, seconds, free, np.ceil(free - 1e-6), depart, pass_post, pass_at)


@_jit
def run_timed(s, next_link, node, seconds, free, taken, depart, pass_post, pass_at):  # type: ignore[no-untyped-def]
    """Do the same in a time that is given, where the free-flow time of the whole way is known."""
    stretch = taken / free if free > 0 else 1.0
    if in_curfew(s, depart, depart + taken):
        return False, taken, 0.0, 0
    if next_link[node] >= 0 and meets(s.node_shut_ptr, s.node_shut_from, s.node_shut_to, node, depart, depart):
        return False, taken, 0.0, 0
    at, total, passed, background = depart, 0.0, 0, s.piece_rate[0]
    while next_link[node] >= 0:
        link = next_link[node]
        until = at + seconds[link] * stretch
        node = s.head[link]
        if s.plain[link]:
            total += background * (until - at)
            at = until
            continue
        if meets(s.shut_ptr, s.shut_from, s.shut_to, link, at, until):
            return False, taken, 0.0, 0
        if meets(s.node_shut_ptr, s.node_shut_from, s.node_shut_to, node, until, until):
            return False, taken, 0.0, 0
        total += harm_between(s, s.profile[link], at, until)
        at = until
        post = s.post[node]
        if post >= 0:
            if not lies_within(s.post_open_ptr, s.post_open_from, s.post_open_to, post, at, at):
                return False, taken, 0.0, 0
            if passed == len(pass_post):
                return False, taken, 0.0, 0
            pass_post[passed], pass_at[passed] = post, at
            passed += 1
    return True, taken, total, passed


@_jit
def price_arrivals(s, next_link, order, seconds, arrivals, wanted, earliest, out):  # type: ignore[no-untyped-def]
    """Write into out[i, j] the harm per person of leaving node wanted[i] so as to arrive at arrivals[j].

    Infinity where one would have to leave before earliest[i], or that way is closed, under curfew, or does not exist.
    Times are free flow, not rounded.
    """
    n = len(next_link)
    at, cost = np.empty(n), np.empty(n)
    background = s.piece_rate[0]
    for j in range(len(arrivals)):
        for k in range(len(order)):
            node = order[k]
            link = next_link[node]
            if link < 0:
                at[node], cost[node] = arrivals[j], 0.0
                continue
            onward = s.head[link]
            until = at[onward]
            begin = until - seconds[link]
            at[node] = begin
            if s.plain[link]:
                cost[node] = cost[onward] + background * (until - begin)
                continue
            if cost[onward] == np.inf or meets(s.shut_ptr, s.shut_from, s.shut_to, link, begin, until):
                cost[node] = np.inf
                continue
            if meets(s.node_shut_ptr, s.node_shut_from, s.node_shut_to, onward, until, until):
                cost[node] = np.inf
                continue
            post = s.post[onward]
            if post >= 0 and not lies_within(s.post_open_ptr, s.post_open_from, s.post_open_to, post, until, until):
                cost[node] = np.inf
                continue
            cost[node] = cost[onward] + harm_between(s, s.profile[link], begin, until)
        for i in range(len(wanted)):
            node = wanted[i]
            if next_link[node] < 0 and not (len(order) > 0 and node == order[0]):
                out[i, j] = np.inf
            elif in_curfew(s, at[node], arrivals[j]) or at[node] < earliest[i]:
                out[i, j] = np.inf
            else:
                out[i, j] = cost[node]


@_jit
def first_posts(s, next_link, order, seconds, wanted, post_out, lead_out):  # type: ignore[no-untyped-def]
    """Write for each wanted node the first checkpoint on its way along a tree (-1 = none).

    `lead_out` gets the free-flow time from that checkpoint to the end of the way.
    """
    n = len(next_link)
    post, lead, rest = np.full(n, NOWHERE, np.int16), np.zeros(n), np.zeros(n)
    for k in range(len(order)):
        node = order[k]
        link = next_link[node]
        if link < 0:
            continue
        onward = s.head[link]
        rest[node] = rest[onward] + seconds[link]
        if s.post[onward] >= 0:
            post[node], lead[node] = s.post[onward], rest[onward]
        else:
            post[node], lead[node] = post[onward], lead[onward]
    for i in range(len(wanted)):
        post_out[i], lead_out[i] = post[wanted[i]], lead[wanted[i]]


@_jit
def tree_seconds(s, trees, first, windows, nodes, seconds):  # type: ignore[no-untyped-def]
    """Give the free-flow time from each node along each of a channel's trees, (nodes, windows); infinity if no way."""
    out = np.full((len(nodes), windows), np.inf)
    for w in range(windows):
        for i in range(len(nodes)):
            node = nodes[i]
            if trees[first + w, node] >= 0:
                out[i, w] = free_seconds(s, trees[first + w], node, seconds)
    return out
