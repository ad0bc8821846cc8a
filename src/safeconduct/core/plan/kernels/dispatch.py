"""Send vehicles on trips that are worth most, and fill them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.insert import find_turns
from safeconduct.core.plan.kernels.model import BIN_SECONDS
from safeconduct.core.plan.kernels.place import place_rider
from safeconduct.core.plan.kernels.rooms import column, room_at_post
from safeconduct.core.plan.kernels.streets import lies_within
from safeconduct.core.plan.kernels.trips import drop_trip, empty_arrival, position, start_trip, window_of

PICKED = 24  # parties that are considered for one trip
CALLERS_LOOKED = 400  # parties at home that are looked at for one trip, where more could come to its transit point
POINTS_LOOKED = 40  # transit points that are looked at for one trip of a first plan, where there are more
LOOK_AHEAD = 7200.0  # seconds within which a free vehicle must find a trip, or it is asked again later
DELAYS = 3  # times that a trip may be put off by two steps to find people and room


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


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
