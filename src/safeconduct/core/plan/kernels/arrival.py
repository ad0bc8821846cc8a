"""Fill the arrival slots of all gates one after the other, so that each holds as many people as can be.

A state is a node at a step. `dead[v]` is the last step at which node v is of no more use: a slot that is full can be
reached from there, or nobody can be there. Waiting is free, so the dead steps of a node are a beginning of time, and
one number tells them. Between slots the dead only grow; docs/arrival.md says why.

For each slot, phase by phase: look backward from it for states that can still reach it, interval of steps by interval,
as far as the nearest people who can be there, guided by how many links away they are at least; then send them along
arcs that lead to intervals found earlier.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.arrival_reach import count_links, reach_ahead
from safeconduct.core.plan.kernels.arrival_state import Path, Search

FORWARD, WAIT, CANCEL, UNWAIT = 0, 1, 2, 3  # the arc by which a path leaves a state
POSITION = (1 << 32) - 1


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def fill_slots(n, m, first_slot, last_slot, frontier):  # type: ignore[no-untyped-def]
    """Make the arrivals of each slot from `first_slot` to `last_slot` as many as can be without fewer in those before.

    `frontier[t]` becomes the dead when slot t is full. Gives how many phases it took.
    """
    nodes, steps = m.waiting.shape
    size = nodes * steps + 1
    search = Search(
        np.empty(size, np.int32),
        np.empty(size, np.int32),
        np.empty(size, np.int32),
        np.empty(2 * nodes + 2, np.int32),
        np.empty(nodes, np.int32),
        np.empty(nodes, np.int32),
        np.empty(nodes, np.int32),
        np.empty(size, np.int64),
        np.empty(size, np.int32),
        np.empty(size, np.int32),
        np.empty(size, np.int32),
    )
    path = Path(
        np.empty(size, np.int32),
        np.empty(size, np.int32),
        np.empty(size, np.int32),
        np.empty(size, np.int8),
        np.empty(size, np.int64),
    )
    first, queue, waits = np.empty(nodes, np.int32), np.empty(nodes, np.int32), np.zeros(nodes, np.bool_)
    phases = 0
    for t in range(first_slot, last_slot + 1):
        reach_ahead(n, m, t, first, queue, waits)
        count_links(n, m, t, search.ahead, queue)
        sources = 1
        while sources:
            phases += 1
            search.top[:] = m.dead
            search.base[:] = m.dead
            sources = look_back(n, m, search, t)
            for i in range(sources):
                send(n, m, search, path, i, t)
        m.dead[:] = search.top
        frontier[t] = m.dead
    return phases


@_jit
def look_back(n, m, f, slot):  # type: ignore[no-untyped-def]
    """Find states from which a slot can be reached, all of them unless there are sources; give how many sources."""
    steps = m.waiting.shape[1]
    by_step = 1 if n.capacity.shape[1] > 1 else 0
    top, flow, capacity = f.top, m.flow, n.capacity
    f.first[:] = -1
    count, sources, now, stop = 0, 0, 0, len(f.first)
    for k in range(len(n.gate_node)):
        if m.room[k, slot] > 0 and slot > top[n.gate_node[k]]:
            count, sources = note(n, m, f, count, sources, n.gate_node[k], slot, slot, 0)
    now = line_up(f, 0, count, stop - 1)
    while now < stop:
        if sources > 0 and stop == len(f.first):
            stop = now + 1
        i = f.first[now]
        if i < 0:
            now += 1
            continue
        f.first[now] = f.next[i]
        v, level = f.node[i], f.level[i] + 1
        low, high = f.base[v], top[v]
        if low == high:
            continue
        f.base[v] = high
        before = count
        for e in range(n.in_start[v], n.in_start[v + 1]):
            u, q = n.tail[e], high - n.travel[e]
            least = max(top[u], low - n.travel[e])
            while q > least and flow[e, q] >= capacity[e, q * by_step]:
                q -= 1
            if q > least:
                count, sources = note(n, m, f, count, sources, u, q, slot, level)
        for j in range(n.out_start[v], n.out_start[v + 1]):
            e = n.out_link[j]
            w, q = n.head[e], min(high, m.last[e])
            least = max(top[w] - n.travel[e], low)
            while q > least and flow[e, q] == 0:
                q -= 1
            if q > least:
                count, sources = note(n, m, f, count, sources, w, q + n.travel[e], slot, level)
        if high == top[v] and high + 1 < steps and m.waiting[v, high] > 0:
            count, sources = note(n, m, f, count, sources, v, high + 1, slot, level)
        now = line_up(f, before, count, now)
    return sources


@_jit
def line_up(f, begin, end, now):  # type: ignore[no-untyped-def]
    """Put intervals where they are to be looked at; give the most promising place, no later than `now`."""
    for i in range(begin, end):
        at = min(f.level[i] + f.ahead[f.node[i]], len(f.first) - 1)
        f.next[i], f.first[at] = f.first[at], i
        now = min(now, at)
    return now


@_jit
def note(n, m, f, count, sources, v, high, slot, level):  # type: ignore[no-untyped-def]
    """Add an interval that ends with `high` to what was found, and those who can be in it; give both new counts."""
    steps, low = m.waiting.shape[1], f.top[v]
    f.node[count], f.level[count] = v, level
    for x in range(v * steps + low + 1, v * steps + high + 1):
        f.label[x] = count << 32
    f.top[v] = high
    for i in range(n.supply_start[v], n.supply_start[v + 1]):
        if m.supply_left[i] > 0 and n.supply_step[i] <= high:
            f.source[sources], f.source_interval[sources], f.source_step[sources] = i, count, high
            sources += 1
    if n.gate[v] >= 0:
        for s in range(max(slot, low) + 1, high + 1):
            if m.arrived[n.gate[v], s] > 0:
                f.source[sources], f.source_interval[sources], f.source_step[sources] = -1, count, s
                sources += 1
    return count + 1, sources


@_jit
def send(n, m, f, path, i, slot):  # type: ignore[no-untyped-def]
    """Send as many people of a source to a slot as the ways that were found let through."""
    v, s, supply = f.node[f.source_interval[i]], f.source_step[i], f.source[i]
    if supply < 0:  # they would arrive later
        k = n.gate[v]
        sent = send_from(n, m, f, path, v, s, m.arrived[k, s], slot)
        m.arrived[k, s] -= sent
        m.room[k, s] += sent
        return
    if m.supply_left[supply] > 0:
        sent = send_from(n, m, f, path, v, s, m.supply_left[supply], slot)
        m.supply_left[supply] -= sent
        if sent > 0:
            for q in range(n.supply_step[supply], s):
                m.waiting[v, q] += sent


@_jit
def send_from(n, m, f, path, node, step, people, slot):  # type: ignore[no-untyped-def]
    """Send up to `people` from a state to a slot; give how many."""
    steps = m.waiting.shape[1]
    by_step = 1 if n.capacity.shape[1] > 1 else 0
    label, top, dead, flow, capacity = f.label, f.top, m.dead, m.flow, n.capacity
    path.node[0], path.step[0], path.amount[0] = node, step, people
    depth = 0
    while depth >= 0:
        v, s = path.node[depth], path.step[depth]
        x = v * steps + s
        at, own = label[x] & POSITION, label[x] >> 32
        if at == 0:
            k = n.gate[v]
            if k >= 0 and s == slot and m.room[k, s] > 0:
                depth = arrive(m, path, depth, k, slot)
                continue
            at = 1
        first_out, out = n.out_start[v], n.out_start[v + 1] - n.out_start[v]
        first, into = n.in_start[v], n.in_start[v + 1] - n.in_start[v]
        room, e, w, q, kind = path.amount[depth], first, v, s, WAIT
        while at <= into + out + 2:
            if at <= out:
                e = n.out_link[first_out + at - 1]
                w, q, kind = n.head[e], s + n.travel[e], FORWARD
                if dead[w] < q <= top[w] and label[w * steps + q] >> 32 < own:
                    room = capacity[e, s * by_step] - flow[e, s]
                    if room > 0:
                        break
            elif at == out + 1:
                w, q, kind = v, s + 1, WAIT
                if q <= top[v] and label[x + 1] >> 32 <= own:
                    room = path.amount[depth]
                    break
            elif at <= out + 1 + into:
                e = first + at - out - 2
                w, q, kind = n.tail[e], s - n.travel[e], CANCEL
                if dead[w] < q <= top[w] and label[w * steps + q] >> 32 < own:
                    room = flow[e, q]
                    if room > 0:
                        break
            else:
                w, q, kind = v, s - 1, UNWAIT
                if dead[v] < q and label[x - 1] >> 32 < own:
                    room = m.waiting[v, q]
                    if room > 0:
                        break
            at += 1
        label[x] = own << 32 | at
        if at <= into + out + 2:
            path.link[depth], path.kind[depth] = e, kind
            path.amount[depth + 1] = min(path.amount[depth], room)
            depth += 1
            path.node[depth], path.step[depth] = w, q
        else:
            depth -= 1
            if depth >= 0:
                label[path.node[depth] * steps + path.step[depth]] += 1
    return people - path.amount[0]


@_jit
def arrive(m, path, depth, gate, slot):  # type: ignore[no-untyped-def]
    """Move people along the path into a gate's slot; give the state up to which the path is still open."""
    amount = min(path.amount[depth], m.room[gate, slot])
    m.room[gate, slot] -= amount
    m.arrived[gate, slot] += amount
    for i in range(depth):
        kind, e = path.kind[i], path.link[i]
        if kind == FORWARD:
            m.flow[e, path.step[i]] += amount
            m.last[e] = max(m.last[e], path.step[i])
        elif kind == WAIT:
            m.waiting[path.node[i], path.step[i]] += amount
        elif kind == CANCEL:
            m.flow[e, path.step[i + 1]] -= amount
        else:
            m.waiting[path.node[i], path.step[i + 1]] -= amount
    open_to = depth
    for i in range(depth, -1, -1):
        path.amount[i] -= amount
        if path.amount[i] == 0:
            open_to = i - 1
    return open_to
