"""Let a party or a whole trip come at another moment, faster or slower, by the same way."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.insert import waits_of
from safeconduct.core.plan.kernels.model import DIRECT, TO_GATE_BY_CAR, TO_TRANSIT_POINT
from safeconduct.core.plan.kernels.place import place_direct, place_rider, take_out
from safeconduct.core.plan.kernels.rooms import tree_of_row
from safeconduct.core.plan.kernels.streets import free_seconds
from safeconduct.core.plan.kernels.trips import empty_arrival, empty_trip, position, start_trip, window_of

RETIMES = 4  # other moments at which a party is tried
OTHER_LANE = 0.3  # share of trips that go another way, to another gate or by another checkpoint, when they are retimed


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def row_now(g, d, p):  # type: ignore[no-untyped-def]
    """Give the row by which a party goes to its gate by itself or to its transit point, or -1."""
    found = -1
    for row in range(g.row_ptr[p], g.row_ptr[p + 1]):
        if d.kind[p] != DIRECT:
            if g.row_kind[row] == TO_TRANSIT_POINT and g.row_site[row] == d.point[p]:
                return row
            continue
        same = g.row_site[row] == d.gate[p] and (g.row_kind[row] == TO_GATE_BY_CAR) == (d.by_car[p] == 1)
        if same and g.row_kind[row] != TO_TRANSIT_POINT and tree_of_row(g, row, d.arrive[p]) == d.tree[p]:
            found = row
    return found


@_jit
def longer_now(g, d, p):  # type: ignore[no-untyped-def]
    """Give how much longer a party that goes by itself is under way than it must be."""
    s = g.streets
    free = free_seconds(s, g.trees[d.tree[p]], g.home[p], s.auto_seconds if d.by_car[p] else s.walk_seconds)
    return max(0.0, d.reach[p] - d.depart[p] - np.ceil(free - 1e-6))


@_jit
def _stretch(arrive, was, longer, taken, passes, passed):  # type: ignore[no-untyped-def]
    """Draw how much longer a way takes that is to end at a moment, when now it takes `taken` and ends at `was`.

    As long as now; or as short as can be; or so that the first checkpoint is passed when it is passed now.
    """
    draw = np.random.random()
    if draw < 0.3 or taken <= 0.0:
        return longer
    if draw < 0.5 or passes == 0 or passed >= was:
        return 0.0
    rest = (was - passed) / taken  # the share of the way after the checkpoint
    return max(0.0, np.round((arrive - passed) / rest - (taken - longer)))


@_jit
def retime_party(g, d, p, posts, times):  # type: ignore[no-untyped-def]
    """Let a party that goes by itself come at the best of a few other moments near its own."""
    if d.kind[p] != DIRECT:
        return
    was, k_was, row = d.arrive[p], int(d.start[p] / g.step), row_now(g, d, p)
    if row < 0:
        return
    longer, taken, passes, passed = longer_now(g, d, p), d.reach[p] - d.depart[p], d.passes[p], d.passed[p, 0]
    by_car = d.by_car[p] == 1
    before = d.totals[0] + d.totals[1]
    take_out(g, d, p, posts, times)
    stays = d.totals[0] + d.totals[1]
    least, arrive_best, k_best, longer_best = before - stays + g.leave_cost[p], was, k_was, longer
    for _ in range(RETIMES):
        arrive = np.round(was + g.step * (np.random.random() ** 2) * (1.0 if np.random.random() < 0.5 else -1.0))
        k = int(arrive / g.step)
        if arrive < 0 or k >= d.gate_used.shape[1]:
            continue
        if k < k_was and np.random.random() < 0.5:
            k = k_was
        tried = _stretch(arrive, was, longer, taken, passes, passed) if by_car else 0.0
        cost = place_direct(g, d, p, row, arrive, k, tried, g.leave_cost[p], posts, times, False)
        if cost < least - 1e-12:
            least, arrive_best, k_best, longer_best = cost, arrive, k, tried
    place_direct(g, d, p, row, arrive_best, k_best, longer_best, g.leave_cost[p], posts, times, True)


@_jit
def retime_trip(g, d, vehicle, place, bag, posts, times):  # type: ignore[no-untyped-def]
    """Let a trip come at another moment, maybe by another lane, with the same riders.

    Returns how many riders it has lost; they are in the bag.
    """
    trip = d.run_trip[vehicle, place]
    lane, point, was, depart = d.trip_lane[trip], d.trip_point[trip], d.trip_arrive[trip], d.trip_depart[trip]
    passes, passed, taken = d.trip_passes[trip], d.trip_at[trip, 0], was - depart
    s, node, count = g.streets, g.point_node[point], 0
    longer = max(0.0, taken - np.ceil(free_seconds(s, g.trees[d.trip_tree[trip]], node, s.auto_seconds) - 1e-6))
    p = d.rider_first[trip]
    while p >= 0 and count < len(bag):
        bag[count] = p
        count += 1
        p = d.rider_next[p]
    empty_trip(g, d, trip, posts, times)
    arrive = np.round(was + g.step * (np.random.random() ** 2) * (1.0 if np.random.random() < 0.5 else -1.0))
    if np.random.random() < OTHER_LANE:
        lane = np.random.randint(g.lane_ptr[point], g.lane_ptr[point + 1])
        longer = 0.0
        if np.random.random() < 0.5:
            arrive = depart + np.ceil(g.lane_seconds[lane, window_of(g, depart)])
    else:
        longer = _stretch(arrive, was, longer, taken, passes, passed)
    depart = arrive - longer - np.ceil(g.lane_seconds[lane, window_of(g, arrive)])
    origin, free_at, end = position(g, d, vehicle, place)
    if not 0.0 <= depart < np.inf or empty_arrival(g, vehicle, origin, point, free_at, posts, times) > depart:
        return count
    trip = start_trip(g, d, vehicle, place, lane, point, depart, longer, posts, times)
    if trip < 0:
        return count
    return _board_again(g, d, trip, bag, count, posts, times)


@_jit
def _board_again(g, d, trip, bag, count, posts, times):  # type: ignore[no-untyped-def]
    """Put the parties of the bag onto a trip, each with the first turn that is free; return how many find none."""
    lost, first, site, gate = 0, int(d.trip_arrive[trip] / g.step), d.trip_point[trip], g.lane_gate[d.trip_lane[trip]]
    last = min(d.gate_used.shape[1], first + 1 + waits_of(g))
    if np.random.random() < 0.5:
        bag[:count] = bag[:count][np.argsort(-g.size[bag[:count]])]
    for i in range(count):
        p, cost, row, k = bag[i], np.inf, g.row_ptr[bag[i]], first
        while g.row_kind[row] != TO_TRANSIT_POINT or g.row_site[row] != site:
            row += 1
        while k < last and d.gate_used[gate, k] + g.size[p] > g.gate_step_cap[gate]:
            k += 1
        if k < last:
            cost = place_rider(g, d, p, row, trip, k, g.leave_cost[p], posts, times, True)
        if cost == np.inf:
            bag[lost] = p
            lost += 1
    return lost
