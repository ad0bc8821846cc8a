"""Take back what no longer fits into a flow of people: links, gates or supplies that let fewer through than before."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def clip(n, m):  # type: ignore[no-untyped-def]
    """Take back what is over capacity, with all that those people did before and after; supplies get them back.

    `m.supply_left` and `m.room` may be negative at the start where supplies or gates have become smaller.
    """
    nodes, steps = m.waiting.shape
    more, less = np.zeros(nodes * steps, np.int64), np.zeros(nodes * steps, np.int64)  # inflow over outflow; under it
    varies = n.capacity.shape[1] > 1
    for e in range(len(n.tail)):
        for s in range(steps - n.travel[e]):
            over = m.flow[e, s] - n.capacity[e, s if varies else 0]
            if over > 0:
                m.flow[e, s] -= over
                more[n.tail[e] * steps + s] += over
                less[n.head[e] * steps + s + n.travel[e]] += over
    for k in range(len(n.gate_node)):
        for s in range(steps):
            if m.room[k, s] < 0:
                m.arrived[k, s] += m.room[k, s]
                more[n.gate_node[k] * steps + s] -= m.room[k, s]
                m.room[k, s] = 0
    for v in range(nodes):
        for i in range(n.supply_start[v], n.supply_start[v + 1]):
            if m.supply_left[i] < 0:
                less[v * steps + n.supply_step[i]] -= m.supply_left[i]
                m.supply_left[i] = 0
    changed = True
    while changed:  # a sweep forward and one backward do, but for links that take no time
        changed = False
        for s in range(steps):
            for v in range(nodes):
                x = v * steps + s
                both = min(more[x], less[x])
                more[x] -= both
                less[x] -= both
                if less[x] > 0:
                    changed = True
                    drop_onward(n, m, less, v, s)
        for s in range(steps - 1, -1, -1):
            for v in range(nodes):
                if more[v * steps + s] > 0:
                    changed = True
                    drop_before(n, m, more, v, s)


@_jit
def drop_onward(n, m, less, v, s):  # type: ignore[no-untyped-def]
    """Let fewer people go on from a state, since fewer come to it."""
    steps = m.waiting.shape[1]
    missing = less[v * steps + s]
    less[v * steps + s] = 0
    if n.gate[v] >= 0:
        taken = min(missing, m.arrived[n.gate[v], s])
        m.arrived[n.gate[v], s] -= taken
        m.room[n.gate[v], s] += taken
        missing -= taken
    for j in range(n.out_start[v], n.out_start[v + 1]):
        e = n.out_link[j]
        taken = min(missing, m.flow[e, s])
        if taken > 0:
            m.flow[e, s] -= taken
            less[n.head[e] * steps + s + n.travel[e]] += taken
            missing -= taken
    if missing > 0:
        m.waiting[v, s] -= missing
        less[v * steps + s + 1] += missing


@_jit
def drop_before(n, m, more, v, s):  # type: ignore[no-untyped-def]
    """Let fewer people come to a state, since fewer go on from it."""
    steps = m.waiting.shape[1]
    extra = more[v * steps + s]
    more[v * steps + s] = 0
    for e in range(n.in_start[v], n.in_start[v + 1]):
        q = s - n.travel[e]
        taken = min(extra, m.flow[e, q]) if q >= 0 else 0
        if taken > 0:
            m.flow[e, q] -= taken
            more[n.tail[e] * steps + q] += taken
            extra -= taken
    taken = min(extra, m.waiting[v, s - 1]) if s > 0 else 0
    if taken > 0:
        m.waiting[v, s - 1] -= taken
        more[v * steps + s - 1] += taken
        extra -= taken
    for i in range(n.supply_start[v], n.supply_start[v + 1]):
        if n.supply_step[i] == s and extra > 0:
            taken = min(extra, n.supply_people[i] - m.supply_left[i])
            m.supply_left[i] += taken
            extra -= taken
