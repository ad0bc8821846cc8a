"""Take parties and trips out of a plan, a few at a time, to be put back in another way."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.log import TAKEN, TIGHT
from safeconduct.core.plan.kernels.model import LEFT, TO_TRANSIT_POINT
from safeconduct.core.plan.kernels.place import take_out
from safeconduct.core.plan.kernels.rooms import column
from safeconduct.core.plan.kernels.trips import drop_trip, empty_trip

MADE_FREE = 8  # parties in the bag, at which no more is taken out for one
TOURNAMENT = 12  # parties among which the dearest is looked for


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def ruin_turns(g, d, bag, gate, first, last, most, posts, times):  # type: ignore[no-untyped-def]
    """Take out at most so many parties that a gate processes in some steps; return how many are in the bag."""
    count = 0
    for k in range(max(first, 0), min(last + 1, d.turn_first.shape[1])):
        skip = np.random.randint(4)  # so that it is not always those who came last
        p = d.turn_first[gate, k]
        while p >= 0 and count < most:
            following = d.turn_next[p]
            if skip > 0 and following >= 0:
                skip -= 1
            else:
                bag[count] = p
                count += 1
                take_out(g, d, p, posts, times)
            p = following
    return count


@_jit
def ruin_around(g, d, bag, centre, width, most, posts, times):  # type: ignore[no-untyped-def]
    """Take out parties that are processed at any gate about when the centre party is."""
    k, count = int(d.start[centre] / g.step), 0
    gates = len(g.gate_node)
    shift = np.random.randint(gates)
    own = bag[count:]
    for i in range(gates):
        share = most - count if i == gates - 1 else (most - count) // (gates - i) + 1
        count += ruin_turns(g, d, own[count:], (i + shift) % gates, k - width, k + width, share, posts, times)
    return count


@_jit
def ruin_dear(g, d, bag, most, posts, times):  # type: ignore[no-untyped-def]
    """Take out parties that cost much more than they need to, by tournament."""
    count, parties = 0, len(g.size)
    while count < most:
        chosen, excess = -1, 0.0
        for _ in range(TOURNAMENT):
            p = np.random.randint(parties)
            over = d.cost[p] - g.size[p] * g.best_cost[p]
            if d.kind[p] != LEFT and over > excess:
                chosen, excess = p, over
        if chosen < 0:
            break
        take_out(g, d, chosen, posts, times)
        bag[count] = chosen
        count += 1
    return count


@_jit
def ruin_trips(g, d, bag, vehicle, place, most, posts, times):  # type: ignore[no-untyped-def]
    """Call off so many trips of a vehicle in a row; return how many parties that put into the bag."""
    count = 0
    for _ in range(most):
        if place >= d.runs[vehicle] or d.log_length[0] > TIGHT:
            break
        trip = d.run_trip[vehicle, place]
        p = d.rider_first[trip]
        while p >= 0:
            bag[count] = p
            count += 1
            p = d.rider_next[p]
        empty_trip(g, d, trip, posts, times)
    return count


@_jit
def add_left(g, d, bag, count, most):  # type: ignore[no-untyped-def]
    """Add so many parties at home that could go somewhere to the bag."""
    for _ in range(most):
        if d.counts[0] == 0 or count == len(bag):
            break
        p = d.home_list[np.random.randint(d.counts[0])]
        known = False
        for i in range(count):
            known = known or bag[i] == p
        if not known:
            bag[count] = p
            count += 1
    return count


@_jit
def turn_for(g, d, p):  # type: ignore[no-untyped-def]
    """Draw a gate and a step in which a party could be processed as far as its ways tell, or (-1, -1).

    The third figure is the trip that would bring it, or -1.
    """
    first, last = g.row_ptr[p], g.row_ptr[p + 1]
    for _ in range(8):
        row = first + np.random.randint(last - first)
        if g.row_kind[row] == TO_TRANSIT_POINT:
            point = g.row_site[row]
            if d.calls[point] == 0:
                continue
            trip = d.call_trip[point, np.random.randint(d.calls[point])]
            enough = g.vehicle_seats[d.trip_vehicle[trip]] >= g.size[p]
            if enough and g.row_cost[row, column(g, d.trip_depart[trip])] < np.inf:
                return g.lane_gate[d.trip_lane[trip]], int(d.trip_arrive[trip] / g.step), trip
            continue
        k = np.random.randint(d.gate_used.shape[1])
        if g.gate_useful[g.row_site[row], k] and g.row_cost[row, column(g, k * g.step)] < np.inf:
            return g.row_site[row], k, -1
    return -1, -1, -1


@_jit
def make_room(g, d, bag, p, posts, times):  # type: ignore[no-untyped-def]
    """Take out whoever stands in the way of a party at home in a turn drawn for it; return how many are in the bag."""
    bag[0], count = p, 1
    gate, k, trip = turn_for(g, d, p)
    if gate < 0:
        return count
    if trip >= 0:
        seats = g.vehicle_seats[d.trip_vehicle[trip]]
        while d.trip_load[trip] + g.size[p] > seats and count < MADE_FREE:
            out = _closest(g, d.rider_first[trip], d.rider_next, d.trip_load[trip] + g.size[p] - seats)
            take_out(g, d, out, posts, times)
            bag[count] = out
            count += 1
    while d.gate_used[gate, k] + g.size[p] > g.gate_step_cap[gate] and count < MADE_FREE:
        if d.turn_first[gate, k] < 0:
            break
        over = d.gate_used[gate, k] + g.size[p] - int(min(g.gate_step_cap[gate], 1e9))
        out = _closest(g, d.turn_first[gate, k], d.turn_next, over)
        take_out(g, d, out, posts, times)
        bag[count] = out
        count += 1
    return count


@_jit
def _closest(g, first, following, over):  # type: ignore[no-untyped-def]
    """Give the party of a linked list whose size is best to free so many seats; ties and near ties by chance."""
    best, least, p = first, np.inf, first
    while p >= 0:
        misfit = abs(g.size[p] - over) + (2.0 if g.size[p] < over else 0.0) + 4.0 * np.random.random()
        if misfit < least:
            best, least = p, misfit
        p = following[p]
    return best


@_jit
def drop_idle(g, d):  # type: ignore[no-untyped-def]
    """Call off the trips that nobody rides any longer since the moment to which the plan can be taken back."""
    for at in range(d.log_length[0]):
        trip = d.log_ints[at, 5]
        if d.log_ints[at, 0] == TAKEN and trip >= 0 and d.trip_on[trip] and d.trip_load[trip] == 0:
            drop_trip(g, d, trip)
