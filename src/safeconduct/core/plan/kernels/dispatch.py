"""Send vehicles on trips: find when one can be where, start a trip, fill it, call it off."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.insert import find_turns
from safeconduct.core.plan.kernels.log import STARTED, log_step, log_trip
from safeconduct.core.plan.kernels.model import BIN_SECONDS
from safeconduct.core.plan.kernels.place import (
    column,
    place_rider,
    room_at_post,
    slowest,
    take_out,
    use_links,
)
from safeconduct.core.plan.kernels.streets import free_seconds, lies_within, run_along, run_timed

PICKED = 24  # parties that are considered for one trip
CALLERS_LOOKED = 400  # parties at home that are looked at for one trip, where more could come to its transit point
POINTS_LOOKED = 40  # transit points that are looked at for one trip of a first plan, where there are more
LOOK_AHEAD = 7200.0  # seconds within which a free vehicle must find a trip, or it is asked again later
DELAYS = 3  # times that a trip may be put off by two steps to find people and room


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
def gain_of(g, p, cost, patience):  # type: ignore[no-untyped-def]
    """Say per person what taking a party now is worth, when a later place costs about its best one plus `patience`."""
    return min(g.leave_cost[p] / g.size[p], g.best_cost[p] + patience) - cost


@_jit
def pick(g, d, point, depart, seats, patience, rows, gains):  # type: ignore[no-untyped-def]
    """Pick the parties at home that gain most from a trip leaving a transit point then; best first.

    Writes rows and gains (per person); returns (how many, people, worth).
    """
    count, j, callers, first = 0, column(g, depart), d.callers[point], 0
    looked = min(callers, CALLERS_LOOKED)
    if looked < callers:
        first = np.random.randint(callers)
    for i in range(looked):
        row = g.at_row[d.calling[g.at_ptr[point] + (first + i) % callers]]
        p = g.row_party[row]
        if g.size[p] > seats:
            continue
        cost = g.row_cost[row, j]
        if cost == np.inf:
            continue
        gain = gain_of(g, p, cost, patience)
        if gain <= 0 or (count == PICKED and gain <= gains[PICKED - 1]):
            continue
        at = min(count, PICKED - 1)
        while at > 0 and gains[at - 1] < gain:
            gains[at], rows[at] = gains[at - 1], rows[at - 1]
            at -= 1
        gains[at], rows[at] = gain, row
        count = min(count + 1, PICKED)
    people, worth = 0, 0.0
    for i in range(count):
        size = g.size[g.row_party[rows[i]]]
        if people + size <= seats:
            people += size
            worth += gains[i] * size
    return count, people, worth


@_jit
def fill(g, d, trip, patience, posts, times):  # type: ignore[no-untyped-def]
    """Board the parties that gain most, while gate, checkpoints and flights have room; return how many people."""
    rows, gains = np.empty(PICKED, np.int64), np.empty(PICKED)
    seats = g.vehicle_seats[d.trip_vehicle[trip]]
    gate = g.lane_gate[d.trip_lane[trip]]
    count, people, worth = pick(g, d, d.trip_point[trip], d.trip_depart[trip], seats, patience, rows, gains)
    first = int(d.trip_arrive[trip] / g.step)
    last = min(d.gate_used.shape[1], first + 2 + min(8, int(min(g.wait_max, 1e9) / g.step)))
    for i in range(count):
        p = g.row_party[rows[i]]
        for k in range(first, last):
            if d.gate_used[gate, k] + g.size[p] > g.gate_step_cap[gate]:
                continue
            limit = min(g.leave_cost[p], g.size[p] * (g.best_cost[p] + patience))
            if place_rider(g, d, p, rows[i], trip, k, limit, posts, times, True) < np.inf:
                break
    return d.trip_load[trip]


@_jit
def room_at_gate(g, d, gate, arrive):  # type: ignore[no-untyped-def]
    """Give the people whom a gate can still take in the step of a moment, and half of the next.

    Before a curfew all later steps for which one may wait count in full, as far as the gate can hold who waits.
    """
    k, s = int(arrive / g.step), g.streets
    if k >= d.gate_used.shape[1]:
        return 0.0
    if not lies_within(g.gate_open_ptr, g.gate_open_from, g.gate_open_to, gate, arrive, arrive + 60.0):
        return 0.0
    room = g.gate_step_cap[gate] - d.gate_used[gate, k]
    last, share = min(k + 1, d.gate_used.shape[1] - 1), 0.5
    for i in range(len(s.curfew_from)):
        if arrive <= s.curfew_from[i] < arrive + 2.0 * g.step:
            last, share = min(k + int(min(g.wait_max, 1e7) / g.step), d.gate_used.shape[1] - 1), 1.0
    for later in range(k + 1, last + 1):
        room += share * (g.gate_step_cap[gate] - d.gate_used[gate, later])
    return max(min(room, g.gate_holding[gate] - d.gate_present[gate, int(arrive / BIN_SECONDS)]), 0.0)


@_jit
def about_there(g, d, vehicle, place, point, free_at):  # type: ignore[no-untyped-def]
    """Estimate when an empty vehicle can be at a transit point: free flow, put off by the curfew."""
    s = g.streets
    if place == 0:
        base = len(g.gate_node) + g.vehicle_fleet[vehicle]
    else:
        base = g.lane_gate[d.trip_lane[d.run_trip[vehicle, place - 1]]]
    taken = g.empty_seconds[base, point, window_of(g, free_at)]
    for i in range(len(s.curfew_from)):
        if s.curfew_from[i] < free_at + taken and s.curfew_to[i] > free_at:
            free_at = s.curfew_to[i]
    return free_at + np.ceil(taken)


@_jit
def onward_from(g, onward, gate, arrive):  # type: ignore[no-untyped-def]
    """Give what it costs a person from an arrival at a gate on, turns and flights being as free as they are."""
    k = int(arrive / g.step)
    for later in range(k, min(k + 1 + int(min(g.wait_max, 1e7) / g.step), onward.shape[1])):
        if onward[gate, later] < np.inf:
            return onward[gate, later] + g.gate_harm[gate, later] - g.gate_harm[gate, k]
    return np.inf


@_jit
def _least_onward(g, onward, point, ready):  # type: ignore[no-untyped-def]
    """Give the least that a person can cost from a transit point on, over all lanes."""
    least = np.inf
    for lane in range(g.lane_ptr[point], g.lane_ptr[point + 1]):
        arrive = ready + np.ceil(g.lane_seconds[lane, window_of(g, ready)])
        if arrive < g.horizon:
            here = onward_from(g, onward, g.lane_gate[lane], arrive)
            least = min(least, here + g.sheltered * g.lane_cost[lane, column(g, arrive)])
    return least


@_jit
def dispatch(g, d, prices, vehicle, place, not_before, before, points, patience, noise, posts, times):  # type: ignore[no-untyped-def]
    """Send a vehicle on the trip from one of some transit points that is worth most per second, within a gap, setting
    off empty not before and departing with people before given moments.

    Returns the trip's number, or -1 when no trip gains anything.
    """
    node, free_at, end = position(g, d, vehicle, place)
    free_at = max(free_at, not_before)
    rows, gains = np.empty(PICKED, np.int64), np.empty(PICKED)
    seats = g.vehicle_seats[vehicle]
    gates, steps = d.gate_used.shape
    onward, turns, counts = np.empty((gates, steps)), np.empty((gates, steps), np.int64), np.empty(gates, np.int64)
    find_turns(g, d, prices, 1, int(free_at / g.step), turns, counts, onward)
    best, best_lane, best_point, best_depart = 0.0, -1, -1, 0.0
    for delay in range(DELAYS):
        for point in points:
            if d.callers[point] == 0:
                continue
            ready = about_there(g, d, vehicle, place, point, free_at) + 2.0 * delay * g.step
            if ready >= min(end, before) or _least_onward(g, onward, point, ready) >= patience:
                continue
            count, people, worth = pick(g, d, point, ready, seats, patience, rows, gains)
            if people == 0:
                continue
            for lane in range(g.lane_ptr[point], g.lane_ptr[point + 1]):
                arrive = ready + np.ceil(g.lane_seconds[lane, window_of(g, ready)])
                if arrive > end or arrive >= g.horizon:
                    continue
                harm = g.lane_cost[lane, column(g, arrive)]
                if harm == np.inf:
                    continue
                gate, window = g.lane_gate[lane], window_of(g, ready)
                carried = min(people, room_at_gate(g, d, gate, arrive))
                carried = min(
                    carried, room_at_post(g, d, g.lane_post[lane, window], arrive - g.lane_lead[lane, window])
                )
                value = worth * carried / people - carried * (g.sheltered * harm + onward_from(g, onward, gate, arrive))
                value /= arrive - free_at + 2.0 * g.turnaround + 60.0
                value *= 1.0 + noise * np.random.random()
                if value > best:
                    best, best_lane, best_point, best_depart = value, lane, point, np.ceil(ready)
        if best_lane >= 0:
            break
    if best_lane < 0:
        return -1
    there = empty_arrival(g, vehicle, node, best_point, free_at, posts, times)
    best_depart = max(best_depart, there)
    if best_depart >= min(end, before):
        return -1
    trip = start_trip(g, d, vehicle, place, best_lane, best_point, best_depart, 0.0, posts, times)
    if trip >= 0 and fill(g, d, trip, patience, posts, times) == 0:
        drop_trip(g, d, trip)
        return -1
    return trip


@_jit
def dispatch_all(g, d, prices, patience, noise, posts, times):  # type: ignore[no-untyped-def]
    """Send every vehicle on trip after trip in the gaps of its runs, always the one that is free first.

    Returns how many trips.
    """
    vehicles = len(g.vehicle_seats)
    free, points = np.zeros(vehicles), np.arange(len(g.point_node))
    places = np.zeros(vehicles, np.int64)
    many, sent = len(points) > POINTS_LOOKED, 0
    while vehicles > 0:
        vehicle = int(np.argmin(free))
        if free[vehicle] >= g.horizon:
            break
        place, now = places[vehicle], free[vehicle]
        if place < d.runs[vehicle] and d.trip_depart[d.run_trip[vehicle, place]] <= now:
            free[vehicle] = max(now, d.trip_arrive[d.run_trip[vehicle, place]] + g.turnaround)
            places[vehicle] += 1
            continue
        if many:
            points = np.random.randint(0, len(g.point_node), POINTS_LOOKED)
        trip = dispatch(g, d, prices, vehicle, place, now, now + LOOK_AHEAD, points, patience, noise, posts, times)
        if trip < 0:
            free[vehicle] += 4 * g.step
            continue
        free[vehicle] = d.trip_arrive[trip] + g.turnaround
        places[vehicle] += 1
        sent += 1
    return sent


@_jit
def empty_trip(g, d, trip, posts, times):  # type: ignore[no-untyped-def]
    """Take everybody off a trip and call it off."""
    while d.rider_first[trip] >= 0:
        take_out(g, d, d.rider_first[trip], posts, times)
    drop_trip(g, d, trip)
