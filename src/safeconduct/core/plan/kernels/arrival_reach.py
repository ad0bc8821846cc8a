"""Find where people who are still to be sent can be: from when on, and how many links away they are."""

from __future__ import annotations

from typing import Any

from numba import njit


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def reach_ahead(n, m, slot, first, queue, waits):  # type: ignore[no-untyped-def]
    """Count as dead the steps of each node at which nobody can be any more who is still to be sent."""
    nodes, steps = m.waiting.shape
    by_step = 1 if n.capacity.shape[1] > 1 else 0
    flow, capacity = m.flow, n.capacity
    first[:] = steps
    count = 0
    for v in range(nodes):
        for i in range(n.supply_start[v], n.supply_start[v + 1]):
            if m.supply_left[i] > 0:
                first[v] = min(first[v], n.supply_step[i])
        if n.gate[v] >= 0:
            for s in range(slot + 1, steps):
                if m.arrived[n.gate[v], s] > 0:
                    first[v] = min(first[v], s)
        waits[v] = first[v] < steps
        if waits[v]:
            queue[count] = v
            count += 1
    at = 0
    while count:
        u = queue[at]
        at = at + 1 if at + 1 < nodes else 0
        count -= 1
        waits[u] = False
        while first[u] > 0 and m.waiting[u, first[u] - 1] > 0:
            first[u] -= 1
        for j in range(n.out_start[u], n.out_start[u + 1]):
            e = n.out_link[j]
            w, q = n.head[e], first[u]
            end = first[w] - n.travel[e]
            while q < end and flow[e, q] >= capacity[e, q * by_step]:
                q += 1
            if q < end:
                first[w] = q + n.travel[e]
                if not waits[w]:
                    waits[w] = True
                    queue[at + count if at + count < nodes else at + count - nodes] = w
                    count += 1
        for e in range(n.in_start[u], n.in_start[u + 1]):
            w, q = n.tail[e], max(0, first[u] - n.travel[e])
            end = min(first[w], m.last[e] + 1)
            while q < end and flow[e, q] == 0:
                q += 1
            if q < end:
                first[w] = q
                if not waits[w]:
                    waits[w] = True
                    queue[at + count if at + count < nodes else at + count - nodes] = w
                    count += 1
    for v in range(nodes):
        m.dead[v] = max(m.dead[v], first[v] - 1)


@_jit
def count_links(n, m, slot, ahead, queue):  # type: ignore[no-untyped-def]
    """Count the links from the nearest people who are still to be sent to each node, full or not."""
    nodes, steps = m.waiting.shape
    ahead[:] = nodes
    count = 0
    for v in range(nodes):
        for i in range(n.supply_start[v], n.supply_start[v + 1]):
            if m.supply_left[i] > 0:
                ahead[v] = 0
        if n.gate[v] >= 0 and m.arrived[n.gate[v], slot + 1 :].any():
            ahead[v] = 0
        if ahead[v] == 0:
            queue[count] = v
            count += 1
    i = 0
    while i < count:
        u = queue[i]
        i += 1
        for e in n.out_link[n.out_start[u] : n.out_start[u + 1]]:
            if ahead[n.head[e]] == nodes:
                ahead[n.head[e]] = ahead[u] + 1
                queue[count] = n.head[e]
                count += 1
        for e in range(n.in_start[u], n.in_start[u + 1]):
            if m.last[e] >= 0 and ahead[n.tail[e]] == nodes:
                ahead[n.tail[e]] = ahead[u] + 1
                queue[count] = n.tail[e]
                count += 1
