"""Say when a vehicle can be where, start a trip, and call it off."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.log import STARTED, log_step, log_trip
from safeconduct.core.plan.kernels.place import slowest, take_out
from safeconduct.core.plan.kernels.rooms import column, use_links
from safeconduct.core.plan.kernels.streets import free_seconds, lies_within, run_along, run_timed


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def window_of(g, when):  # type: ignore[no-untyped-def]
    """Give the window of trees for a moment."""
    return column(g, when) * g.windows // g.row_cost.shape[1]


@_jit
def empty_arrival(g, vehicle, node, point, free_at, posts, times):  # type: ignore[no-untyped-def]
    """Give when an empty vehicle that is free at a node can be at a transit point, or infinity.

    It runs through without a stop, outside the curfew and inside its availability: later than the judge would allow at
    times, never earlier.
    """
    if node == g.point_node[point]:
        return free_at
    s, fleet = g.streets, g.vehicle_fleet[vehicle]
    depart = np.ceil(free_at)
    for _ in range(200):
        if depart >= g.horizon:
            return np.inf
        tree = g.empty_tree[point] + window_of(g, depart)
        if g.trees[tree, node] < 0:
            return np.inf
        fine, taken, harm, count = run_along(s, g.trees[tree], node, s.auto_seconds, depart, posts, times)
        if fine and lies_within(g.fleet_open_ptr, g.fleet_open_from, g.fleet_open_to, fleet, depart, depart + taken):
            return depart + taken
        later = depart + 300.0
        for i in range(len(s.curfew_from)):
            if s.curfew_from[i] < depart + taken and s.curfew_to[i] > depart:
                later = max(later, s.curfew_to[i])
        depart = np.ceil(later)
    return np.inf


@_jit
def position(g, d, vehicle, place):  # type: ignore[no-untyped-def]
    """Give (node, free at, end) of the gap before the vehicle's run number `place`."""
    if place == 0:
        node, free_at = g.vehicle_depot[vehicle], 0.0
    else:
        before = d.run_trip[vehicle, place - 1]
        node = g.gate_node[g.lane_gate[d.trip_lane[before]]]
        free_at = d.trip_arrive[before] + g.turnaround
    end = g.horizon
    if place < d.runs[vehicle]:
        end = d.trip_depart[d.run_trip[vehicle, place]]
    return node, free_at, end


@_jit
def start_trip(g, d, vehicle, place, lane, point, depart, longer, posts, times):  # type: ignore[no-untyped-def]
    """Start an empty-handed trip in a gap of a vehicle; return its number, or -1 where it cannot run.

    It is under way for `longer` whole seconds more than it must be.
    """
    s, gate = g.streets, g.lane_gate[lane]
    if not lies_within(g.point_open_ptr, g.point_open_from, g.point_open_to, point, depart, depart):
        return -1
    tree = g.lane_tree[lane] + window_of(g, depart)
    node = g.point_node[point]
    if g.trees[tree, node] < 0 and node != g.gate_node[gate]:
        return -1
    free = free_seconds(s, g.trees[tree], node, s.auto_seconds)
    taken = np.ceil(free - 1e-6) + longer
    fine, taken, harm, count = run_timed(s, g.trees[tree], node, s.auto_seconds, free, taken, depart, posts, times)
    arrive, fleet = depart + taken, g.vehicle_fleet[vehicle]
    if not fine or arrive >= g.horizon or (longer > 0.0 and taken > slowest(free, count)):
        return -1
    if not lies_within(g.fleet_open_ptr, g.fleet_open_from, g.fleet_open_to, fleet, depart, arrive):
        return -1
    if place < d.runs[vehicle]:
        after = d.run_trip[vehicle, place]
        onward = empty_arrival(
            g,
            vehicle,
            g.gate_node[gate],
            d.trip_point[after],
            arrive + g.turnaround,
            np.empty_like(posts),
            times.copy(),
        )
        if onward > d.trip_depart[after]:
            return -1
    if d.runs[vehicle] == d.run_trip.shape[1] or d.calls[point] == d.call_trip.shape[1]:
        return -1
    if not use_links(g, d, tree, node, depart, taken, 0):
        return -1
    if d.counts[1] == 0:
        return -1
    trip = d.free_trip[d.counts[1] - 1]
    d.trip_vehicle[trip], d.trip_lane[trip] = vehicle, lane
    d.trip_point[trip], d.trip_tree[trip], d.trip_load[trip] = point, tree, 0
    d.trip_depart[trip], d.trip_arrive[trip] = depart, arrive
    d.trip_harm[trip] = harm * g.sheltered
    d.trip_passes[trip] = count
    d.trip_post[trip, :count], d.trip_at[trip, :count] = posts[:count], times[:count]
    put_trip(g, d, trip, place)
    log_step(d, STARTED, trip)
    return trip


@_jit
def put_trip(g, d, trip, place):  # type: ignore[no-untyped-def]
    """Count in a trip, as it is written down, as the vehicle's run number `place`; its number is the top free one."""
    vehicle, point = d.trip_vehicle[trip], d.trip_point[trip]
    d.counts[1] -= 1
    d.trip_on[trip] = 1
    for i in range(d.runs[vehicle], place, -1):
        d.run_trip[vehicle, i] = d.run_trip[vehicle, i - 1]
    d.run_trip[vehicle, place] = trip
    d.runs[vehicle] += 1
    d.call_trip[point, d.calls[point]] = trip
    d.calls[point] += 1
    use_links(g, d, d.trip_tree[trip], g.point_node[point], d.trip_depart[trip],
              d.trip_arrive[trip] - d.trip_depart[trip], 1)  # fmt: skip


@_jit
def pull_trip(g, d, trip):  # type: ignore[no-untyped-def]
    """Count out a trip that carries nobody."""
    vehicle, point = d.trip_vehicle[trip], d.trip_point[trip]
    _cut(d.run_trip[vehicle], d.runs, vehicle, trip, True)
    _cut(d.call_trip[point], d.calls, point, trip, False)
    use_links(g, d, d.trip_tree[trip], g.point_node[point], d.trip_depart[trip],
              d.trip_arrive[trip] - d.trip_depart[trip], -1)  # fmt: skip
    d.trip_on[trip] = 0
    d.free_trip[d.counts[1]] = trip
    d.counts[1] += 1


@_jit
def place_of(d, trip):  # type: ignore[no-untyped-def]
    """Give which run of its vehicle a trip is."""
    vehicle = d.trip_vehicle[trip]
    place = 0
    while d.run_trip[vehicle, place] != trip:
        place += 1
    return place


@_jit
def drop_trip(g, d, trip):  # type: ignore[no-untyped-def]
    """Call off a trip that carries nobody."""
    log_trip(d, trip, place_of(d, trip))
    pull_trip(g, d, trip)


@_jit
def _cut(numbers, counts, owner, trip, ordered):  # type: ignore[no-untyped-def]
    count = counts[owner]
    for i in range(count):
        if numbers[i] == trip:
            if ordered:
                for j in range(i, count - 1):
                    numbers[j] = numbers[j + 1]
            else:
                numbers[i] = numbers[count - 1]
            counts[owner] = count - 1
            return


@_jit
def empty_trip(g, d, trip, posts, times):  # type: ignore[no-untyped-def]
    """Take everybody off a trip and call it off."""
    while d.rider_first[trip] >= 0:
        take_out(g, d, d.rider_first[trip], posts, times)
    drop_trip(g, d, trip)
