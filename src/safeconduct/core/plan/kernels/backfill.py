"""Bring a gap in the turns of one gate to an earlier hour: whoever is processed before it waits for it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.insert import waits_of
from safeconduct.core.plan.kernels.model import DIRECT, TO_GATE_BY_CAR, TO_TRANSIT_POINT
from safeconduct.core.plan.kernels.place import place_direct, place_rider, take_out
from safeconduct.core.plan.kernels.retime import longer_now, row_now
from safeconduct.core.plan.kernels.rooms import column

HOPS = 8  # times that a gap is handed on, at the most
MOVED = 4  # parties that move into one gap, at the most
DRAWS = 8  # steps of checkpoints and of gates that are looked at for one gap
BUSY = 4  # steps before and after over which a checkpoint must be used by half to count as busy
ACROSS = 0.3  # share of hops in which a party comes over from another gate
CALLED = 30  # parties at home that are asked whether they could come into a gap


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def turn_after_slack(g, d):  # type: ignore[no-untyped-def]
    """Draw a gate and a step with room, not long after a busy checkpoint has some; (-1, -1) if none is seen."""
    posts, steps = d.post_used.shape
    slack_most, first = 0.0, -1
    for _ in range(DRAWS if posts > 0 else 0):
        c, k = np.random.randint(posts), np.random.randint(steps)
        around = d.post_used[c, max(0, k - BUSY) : k + BUSY + 1]
        if around.sum() < 0.5 * len(around) * g.post_step_cap[c]:
            continue
        slack = (g.post_step_cap[c] - d.post_used[c, k]) * np.random.random()
        if slack > slack_most:
            slack_most, first = slack, k
    gate_best, k_best, most = -1, -1, 0.0
    for _ in range(DRAWS if first >= 0 else 0):
        gate, k = np.random.randint(len(g.gate_node)), first + np.random.randint(3 * waits_of(g) + 2)
        if k < d.gate_used.shape[1] and g.gate_useful[gate, k]:
            room = min(g.gate_step_cap[gate] - d.gate_used[gate, k], 1e6) * np.random.random()
            if room > most:
                gate_best, k_best, most = gate, k, room
    return gate_best, k_best


@_jit
def backfill(g, d, gate, k, posts, times):  # type: ignore[no-untyped-def]
    """Hand a gap on some times, always to an earlier step or another gate; return (gate, step) where it is then."""
    waits = waits_of(g)
    for _ in range(1 + np.random.randint(HOPS)):
        if np.random.random() < ACROSS:
            other = np.random.randint(len(g.gate_node))
            step = k + np.random.randint(3) - 1
            if other == gate or step < 0 or step >= d.gate_used.shape[1]:
                continue
            if _come_over(g, d, other, step, gate, k, posts, times):
                gate, k = other, step
        elif waits > 0:
            step = k - 1 - int(waits * np.random.random() ** 0.5)
            if step >= 0 and _wait_longer(g, d, gate, step, k, posts, times):
                k = step
    return gate, k


@_jit
def _wait_longer(g, d, gate, step, k, posts, times):  # type: ignore[no-untyped-def]
    """Let some parties that are processed in a step come when they do, but wait for a later step; tell if any does."""
    any_moved = False
    for _ in range(MOVED):
        room = g.gate_step_cap[gate] - d.gate_used[gate, k]
        p = _fitting(g, d, gate, step, room, np.ceil(k * g.step) - g.wait_max, False)
        if p < 0 or not _turn_to(g, d, p, k, posts, times):
            break
        any_moved = True
    return any_moved


@_jit
def _fitting(g, d, gate, step, room, not_before, direct):  # type: ignore[no-untyped-def]
    """Give about the largest party that is processed in a step, fits into some room, and came not before a moment."""
    p, best, most = d.turn_first[gate, step], -1, 0.0
    while p >= 0:
        score = g.size[p] + 4.0 * np.random.random()
        if g.size[p] <= room and score > most and d.arrive[p] >= not_before and (not direct or d.kind[p] == DIRECT):
            best, most = p, score
        p = d.turn_next[p]
    return best


@_jit
def _turn_to(g, d, p, k, posts, times):  # type: ignore[no-untyped-def]
    """Give a party another turn at its gate, if it can have it; tell whether it has."""
    row, trip, was, arrive, longer = row_now(g, d, p), d.trip[p], int(d.start[p] / g.step), d.arrive[p], 0.0
    if row < 0:
        return False
    if trip < 0:
        longer = longer_now(g, d, p)
    take_out(g, d, p, posts, times)
    for step in (k, was):
        if trip >= 0:
            cost = place_rider(g, d, p, row, trip, step, np.inf, posts, times, True)
        else:
            cost = place_direct(g, d, p, row, arrive, step, longer, np.inf, posts, times, True)
        if cost < np.inf:
            return step == k
    return False


@_jit
def _come_over(g, d, other, step, gate, k, posts, times):  # type: ignore[no-untyped-def]
    """Let a party that another gate processes about then come to this gate by its own car; tell whether one does."""
    room = g.gate_step_cap[gate] - d.gate_used[gate, k]
    p = _fitting(g, d, other, step, room, 0.0, True)
    if p < 0:
        return False
    row_was, was, k_was, longer = row_now(g, d, p), d.arrive[p], int(d.start[p] / g.step), longer_now(g, d, p)
    if row_was < 0:
        return False
    take_out(g, d, p, posts, times)
    least, row_best, arrive_best = g.leave_cost[p], -1, 0.0
    for row in range(g.row_ptr[p], g.row_ptr[p + 1]):
        if g.row_site[row] != gate or g.row_kind[row] != TO_GATE_BY_CAR:
            continue
        for _ in range(2):
            arrive = np.floor((k + np.random.random()) * g.step)
            cost = place_direct(g, d, p, row, arrive, k, 0.0, least, posts, times, False)
            if cost < least:
                least, row_best, arrive_best = cost, row, arrive
    if row_best >= 0:
        place_direct(g, d, p, row_best, arrive_best, k, 0.0, g.leave_cost[p], posts, times, True)
        return True
    place_direct(g, d, p, row_was, was, k_was, longer, np.inf, posts, times, True)
    return False


@_jit
def call_for(g, d, gate, k):  # type: ignore[no-untyped-def]
    """Give the party at home, of some, that gains most per person from a turn which it can reach by itself, or -1."""
    best, most, room = -1, 0.0, g.gate_step_cap[gate] - d.gate_used[gate, k]
    for _ in range(CALLED if d.counts[0] > 0 else 0):
        p = d.home_list[np.random.randint(d.counts[0])]
        if g.size[p] > room:
            continue
        for row in range(g.row_ptr[p], g.row_ptr[p + 1]):
            if g.row_kind[row] == TO_TRANSIT_POINT or g.row_site[row] != gate:
                continue
            cost = g.row_cost[row, column(g, (k + 0.5) * g.step)]
            gain = (g.leave_cost[p] / g.size[p] - cost) * (0.5 + 0.5 * g.size[p] / room)
            if gain > most:
                best, most = p, gain
    return best
