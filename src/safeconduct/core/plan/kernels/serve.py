"""Send some vehicle on a trip that arrives at a gate when its turns are free."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.dispatch import PICKED, fill, pick
from safeconduct.core.plan.kernels.insert import waits_of
from safeconduct.core.plan.kernels.model import BIN_SECONDS, TO_TRANSIT_POINT
from safeconduct.core.plan.kernels.rooms import column, room_at_post
from safeconduct.core.plan.kernels.trips import drop_trip, empty_arrival, position, start_trip, window_of

SEEN = 6  # parties at home whose transit points are looked at for one trip
WAIT_MOST = 7200.0  # seconds that people are sent to wait at a gate into a curfew
ASKED = 16  # vehicles that are asked for one trip


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def free_turn(g, d):  # type: ignore[no-untyped-def]
    """Draw a gate and a step with room, better the more room there is; (-1, -1) if there seems to be none."""
    gate_best, k_best, most = -1, -1, 0.0
    steps = d.gate_used.shape[1]
    for _ in range(6):
        gate, k = np.random.randint(len(g.gate_node)), np.random.randint(steps)
        if not g.gate_useful[gate, k]:
            continue
        room = min(g.gate_step_cap[gate] - d.gate_used[gate, k], 1e6) * np.random.random()
        if room > most:
            gate_best, k_best, most = gate, k, room
    return gate_best, k_best


@_jit
def arrival_for(g, d, gate, k):  # type: ignore[no-untyped-def]
    """Draw a moment to arrive at a gate so as to be processed in a step: in it, or before a curfew that it lies in."""
    s, begin, patience = g.streets, k * g.step, min(g.wait_max, WAIT_MOST)
    for i in range(len(s.curfew_from)):
        if s.curfew_from[i] <= begin < s.curfew_to[i]:
            if begin - s.curfew_from[i] > patience:
                return -1.0
            early = np.random.random() ** 2 * (patience - (begin - s.curfew_from[i]))
            return s.curfew_from[i] - np.floor(early)
    if np.random.random() < 0.1 and k > 0:
        return np.floor(begin - np.random.random() * min(g.step, g.wait_max))
    return np.floor(begin + np.random.random() * g.step)


@_jit
def find_vehicle(g, d, point, gate, depart, arrive, people, posts, times):  # type: ignore[no-untyped-def]
    """Find a vehicle that can be at a transit point by a moment and is free until the trip is over.

    Returns (vehicle, place among its runs), or (-1, -1). Of some vehicles, the one whose seats fit best.
    """
    vehicles = len(g.vehicle_seats)
    first, best, best_place, least = np.random.randint(vehicles), -1, -1, np.inf
    for i in range(min(ASKED, vehicles)):
        vehicle = (first + i * 7 + i // 7) % vehicles
        place = 0
        while place < d.runs[vehicle] and d.trip_depart[d.run_trip[vehicle, place]] < depart:
            place += 1
        node, free_at, end = position(g, d, vehicle, place)
        if free_at > depart or arrive > end:
            continue
        base = len(g.gate_node) + g.vehicle_fleet[vehicle]
        if place > 0:
            base = g.lane_gate[d.trip_lane[d.run_trip[vehicle, place - 1]]]
        if free_at + g.empty_seconds[base, point, window_of(g, depart)] > depart:
            continue
        if place < d.runs[vehicle]:
            after = d.trip_point[d.run_trip[vehicle, place]]
            onward = g.empty_seconds[gate, after, window_of(g, arrive)]
            if arrive + g.turnaround + onward > end:
                continue
        misfit = abs(g.vehicle_seats[vehicle] - people) * (1.0 if g.vehicle_seats[vehicle] >= people else 3.0)
        misfit += np.random.random()
        if misfit < least and empty_arrival(g, vehicle, node, point, free_at, posts, times) <= depart:
            best, best_place, least = vehicle, place, misfit
    return best, best_place


@_jit
def _room_from(g, d, gate, k, arrive):  # type: ignore[no-untyped-def]
    """Give the people whom a gate can take in a step and the two after it, as far as it can hold them."""
    room = g.gate_step_cap[gate] - d.gate_used[gate, k]
    last = min(k + waits_of(g), k + 2, d.gate_used.shape[1] - 1)
    for later in range(k + 1, last + 1):
        room += g.gate_step_cap[gate] - d.gate_used[gate, later]
    return min(room, g.gate_holding[gate] - d.gate_present[gate, int(arrive / BIN_SECONDS)])


@_jit
def _best_lane(g, d, prices, point, gate, k, arrive, seats, patience, rows, gains):  # type: ignore[no-untyped-def]
    """Give what a trip from a transit point to a gate by then is worth at most, by which lane, for how many people."""
    best, best_lane, best_people, tried = 0.0, -1, 0, -1.0
    people, worth, window = 0, 0.0, window_of(g, arrive)
    for lane in range(g.lane_ptr[point], g.lane_ptr[point + 1]):
        harm = g.lane_cost[lane, column(g, arrive)]
        depart = np.floor(arrive - g.lane_seconds[lane, window])
        if g.lane_gate[lane] != gate or harm == np.inf or depart < 0.0:
            continue
        if abs(depart - tried) > g.grain or tried < 0.0:
            count, people, worth = pick(g, d, point, depart, seats, patience, rows, gains)
            tried = depart
        if people == 0:
            continue
        post_room = room_at_post(g, d, g.lane_post[lane, window], arrive - g.lane_lead[lane, window])
        carried = min(float(people), post_room)
        value = worth * carried / people - carried * (g.sheltered * harm + prices.gate[gate, k])
        value *= 1.0 + 0.2 * np.random.random()
        if value > best:
            best, best_lane, best_people = value, lane, people
    return best, best_lane, best_people


@_jit
def serve_turn(g, d, prices, gate, k, patience, posts, times):  # type: ignore[no-untyped-def]
    """Send a trip to a gate for a step with room, from where parties at home gain most; return its number or -1."""
    arrive = arrival_for(g, d, gate, k)
    if arrive < 0.0 or arrive >= g.horizon or d.counts[0] == 0:
        return -1
    room = _room_from(g, d, gate, k, arrive)
    rows, gains = np.empty(PICKED, np.int64), np.empty(PICKED)
    seats = min(room, float(g.vehicle_seats.max()))
    if seats < 1.0:
        return -1
    best, best_lane, best_point, best_people = 0.0, -1, -1, 0
    for _ in range(SEEN):
        p = d.home_list[np.random.randint(d.counts[0])]
        row = g.row_ptr[p] + np.random.randint(g.row_ptr[p + 1] - g.row_ptr[p])
        if g.row_kind[row] != TO_TRANSIT_POINT:
            continue
        point = g.row_site[row]
        value, lane, people = _best_lane(g, d, prices, point, gate, k, arrive, int(seats), patience, rows, gains)
        if value > best:
            best, best_lane, best_point, best_people = value, lane, point, people
    if best_lane < 0:
        return -1
    depart = np.floor(arrive - g.lane_seconds[best_lane, window_of(g, arrive)])
    vehicle, place = find_vehicle(g, d, best_point, gate, depart, arrive, best_people, posts, times)
    if vehicle < 0:
        return -1
    trip = start_trip(g, d, vehicle, place, best_lane, best_point, depart, 0.0, posts, times)
    if trip >= 0 and fill(g, d, trip, patience, posts, times) == 0:
        drop_trip(g, d, trip)
        return -1
    return trip
