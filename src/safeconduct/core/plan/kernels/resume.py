"""Put a plan that is given, trip by trip and party by party, into an empty one, as far as it can still be kept."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from safeconduct.core.plan.kernels.insert import insert
from safeconduct.core.plan.kernels.model import LEFT, PASSES_MAX, TO_GATE_BY_CAR
from safeconduct.core.plan.kernels.place import place_direct, place_rider
from safeconduct.core.plan.kernels.rooms import tree_of_row
from safeconduct.core.plan.kernels.streets import free_seconds
from safeconduct.core.plan.kernels.trips import drop_trip, empty_arrival, position, start_trip, window_of


class Wanted(NamedTuple):
    """Say what is to be kept; times are seconds since the start."""

    trip_vehicle: NDArray[np.int64]  # (trips,) in order of departure
    trip_lane: NDArray[np.int64]
    trip_point: NDArray[np.int64]
    trip_depart: NDArray[np.float64]
    trip_taken: NDArray[np.float64]
    party: NDArray[np.int64]  # (parties that move,) in order of their flights
    row: NDArray[np.int64]  # access row, or -1 = no row is like the plan's way
    ride: NDArray[np.int64]  # number among the trips, or -1
    arrive: NDArray[np.float64]  # at the gate, of who goes by itself
    taken: NDArray[np.float64]  # on the way, of who goes by itself
    step: NDArray[np.int64]  # in which processing starts


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def _longer(g, tree, node, by_car, taken):  # type: ignore[no-untyped-def]
    """Give the whole seconds by which a way takes longer than it must."""
    seconds = g.streets.auto_seconds if by_car else g.streets.walk_seconds
    return max(0.0, np.round(taken - np.ceil(free_seconds(g.streets, g.trees[tree], node, seconds) - 1e-6)))


@_jit
def resume(g, d, wanted, prices):  # type: ignore[no-untyped-def]
    """Keep what fits; a party that cannot go as it was to go gets the best place that is free."""
    posts, times = np.empty(PASSES_MAX, np.int64), np.empty(PASSES_MAX)
    numbers = np.full(len(wanted.trip_vehicle), -1)
    for i in range(len(numbers)):
        vehicle, point, depart = wanted.trip_vehicle[i], wanted.trip_point[i], wanted.trip_depart[i]
        place = d.runs[vehicle]
        node, free_at, end = position(g, d, vehicle, place)
        if empty_arrival(g, vehicle, node, point, free_at, posts, times) <= depart:
            lane = wanted.trip_lane[i]
            tree = g.lane_tree[lane] + window_of(g, depart)
            longer = _longer(g, tree, g.point_node[point], True, wanted.trip_taken[i])
            numbers[i] = start_trip(g, d, vehicle, place, lane, point, depart, longer, posts, times)
    for i in range(len(wanted.party)):
        p, row, k = wanted.party[i], wanted.row[i], wanted.step[i]
        if row < 0:
            continue
        limit = g.leave_cost[p]
        if wanted.ride[i] < 0:
            tree, by_car = tree_of_row(g, row, wanted.arrive[i]), g.row_kind[row] == TO_GATE_BY_CAR
            longer = _longer(g, tree, g.home[p], by_car, wanted.taken[i])
            place_direct(g, d, p, row, wanted.arrive[i], k, longer, limit, posts, times, True)
        elif numbers[wanted.ride[i]] >= 0:
            place_rider(g, d, p, row, numbers[wanted.ride[i]], k, limit, posts, times, True)
    for trip in numbers:
        if trip >= 0 and d.trip_load[trip] == 0:
            drop_trip(g, d, trip)
    for i in range(len(wanted.party)):
        if d.kind[wanted.party[i]] == LEFT:
            insert(g, d, wanted.party[i], prices, 0.0, posts, times)
