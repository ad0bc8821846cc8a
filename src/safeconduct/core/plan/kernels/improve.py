"""Improve a plan by ruin and recreate with simulated annealing; a round costs what it touches."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.backfill import backfill, call_for, turn_after_slack
from safeconduct.core.plan.kernels.dispatch import dispatch
from safeconduct.core.plan.kernels.insert import insert
from safeconduct.core.plan.kernels.log import TAKEN, TIGHT
from safeconduct.core.plan.kernels.model import LEFT, PASSES_MAX, TO_TRANSIT_POINT
from safeconduct.core.plan.kernels.retime import retime_party, retime_trip
from safeconduct.core.plan.kernels.ruin import (
    add_left,
    drop_idle,
    make_room,
    ruin_around,
    ruin_dear,
    ruin_trips,
    ruin_turns,
)
from safeconduct.core.plan.kernels.serve import free_turn, serve_turn
from safeconduct.core.plan.kernels.trips import position
from safeconduct.core.plan.kernels.undo import undo

BAG = 512
SERVED = 0.75  # share of rounds in which a trip is sent, most for turns that have become free
RETIMED = 0.2  # share of rounds that only let a party come at another moment
RETIMED_TRIP = 0.1  # share of rounds that let a trip come at another moment
BACKFILLED = 0.2  # share of rounds that hand a gap on to an earlier hour
AFTER_SLACK = 0.5  # share of those gaps that are sought where a checkpoint has room
POINTS = 6  # transit points from which a trip is thought of in one round


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def _sort_bag(g, bag, count):  # type: ignore[no-untyped-def]
    """Put the bag into a random one of four orders."""
    keys = np.empty(count)
    rule = np.random.randint(4)
    for i in range(count):
        p = bag[i]
        if rule == 0:
            keys[i] = np.random.random()
        elif rule == 1:
            keys[i] = -g.leave_cost[p] / g.size[p] - 1e-3 * g.leave_cost[p]
        elif rule == 2:
            keys[i] = -g.size[p] + 0.5 * np.random.random()
        else:
            keys[i] = (g.best_cost[p] - g.leave_cost[p] / g.size[p]) * (0.8 + 0.4 * np.random.random())
    chosen = bag[:count][np.argsort(keys)]
    bag[:count] = chosen


@_jit
def _some_points(g):  # type: ignore[no-untyped-def]
    """Draw a few transit points."""
    return np.random.randint(0, len(g.point_node), min(POINTS, len(g.point_node)))


@_jit
def _send_for_left(g, d, prices, patience, posts, times):  # type: ignore[no-untyped-def]
    """Try to put a new trip into a random gap of a random vehicle, for a party at home if there is one to ride."""
    vehicle = np.random.randint(len(g.vehicle_seats))
    place = np.random.randint(d.runs[vehicle] + 1)
    node, free_at, end = position(g, d, vehicle, place)
    if end - free_at < g.turnaround:
        return
    points = _some_points(g)
    for i in range(len(points)):
        if d.counts[0] == 0:
            return
        p = d.home_list[np.random.randint(d.counts[0])]
        row = g.row_ptr[p] + np.random.randint(g.row_ptr[p + 1] - g.row_ptr[p])
        if g.row_kind[row] == TO_TRANSIT_POINT:
            points[i] = g.row_site[row]
    begin = free_at + np.random.random() ** 2 * (end - free_at)
    dispatch(g, d, prices, vehicle, place, begin, begin + 7200.0, points, patience, 0.2, posts, times)


@_jit
def _send_again(g, d, prices, vehicle, place, patience, posts, times):  # type: ignore[no-untyped-def]
    """Send a vehicle on up to three trips in the gap that its trips left."""
    for _ in range(3):
        if d.log_length[0] > TIGHT:
            return
        place = min(place, d.runs[vehicle])
        node, free_at, end = position(g, d, vehicle, place)
        begin = free_at
        if np.random.random() < 0.5:
            begin += np.random.random() ** 2 * max(0.0, end - free_at)
        points = _some_points(g)
        if dispatch(g, d, prices, vehicle, place, begin, begin + 14400.0, points, patience, 0.1, posts, times) < 0:
            return
        place += 1


@_jit
def _ruin(g, d, bag, posts, times):  # type: ignore[no-untyped-def]
    """Take something out; return (parties in the bag, vehicle whose trips were called off or -1, their place)."""
    draw, vehicles = np.random.random(), len(g.vehicle_seats)
    most = 1 + int(np.random.random() ** 2 * 10)
    if draw < 0.15 and vehicles > 0:
        vehicle = np.random.randint(vehicles)
        if d.runs[vehicle] > 0:
            place = np.random.randint(d.runs[vehicle])
            trips = 1 + int(np.random.random() ** 2 * 3)
            return ruin_trips(g, d, bag, vehicle, place, trips, posts, times), vehicle, place
    elif draw < 0.35:
        return ruin_dear(g, d, bag, min(most, 6), posts, times), -1, 0
    elif draw < 0.75 and d.counts[0] > 0:
        p = d.home_list[np.random.randint(d.counts[0])]
        return make_room(g, d, bag, p, posts, times), -1, 0
    centre = np.random.randint(len(g.size))
    if d.kind[centre] != LEFT:
        k, width = int(d.start[centre] / g.step), int(np.random.random() ** 2 * 5)
        if np.random.random() < 0.3:
            return ruin_around(g, d, bag, centre, width, most, posts, times), -1, 0
        return ruin_turns(g, d, bag, d.gate[centre], k - width, k + width, most, posts, times), -1, 0
    return 0, -1, 0


@_jit
def _freed_turn(g, d):  # type: ignore[no-untyped-def]
    """Give the gate and step of a party taken out in this round, or (-1, -1)."""
    if d.log_length[0] > 0:
        at = np.random.randint(d.log_length[0])
        if d.log_ints[at, 0] == TAKEN:
            return d.log_ints[at, 6], int(d.log_floats[at, 4] / g.step)
    return -1, -1


@_jit
def _send(g, d, prices, vehicle, place, posts, times):  # type: ignore[no-untyped-def]
    """Try to send a trip: of the vehicle that has lost some, or of any for the turns that have become free."""
    patience = 10.0 ** (-4.0 + 4.0 * np.random.random())
    draw = np.random.random()
    if vehicle >= 0 and draw < 0.4:
        _send_again(g, d, prices, vehicle, place, patience, posts, times)
    elif draw < SERVED:
        gate, k = _freed_turn(g, d)
        if gate < 0 and draw < 0.5:
            gate, k = free_turn(g, d)
        if gate >= 0:
            serve_turn(g, d, prices, gate, k, patience, posts, times)
    elif draw < SERVED + 0.03:
        _send_for_left(g, d, prices, patience, posts, times)


@_jit
def _round(g, d, prices, bag, posts, times):  # type: ignore[no-untyped-def]
    """Take something out of the plan and put it back in another way."""
    count, vehicle, place = _ruin(g, d, bag, posts, times)
    drop_idle(g, d)
    if len(g.vehicle_seats) > 0 and len(g.point_node) > 0 and len(g.gate_node) > 0:
        _send(g, d, prices, vehicle, place, posts, times)
    count = add_left(g, d, bag, count, np.random.randint(3))
    _sort_bag(g, bag, count)
    noise = 0.3 * np.random.random() ** 2
    for i in range(count):
        if d.kind[bag[i]] == LEFT:
            insert(g, d, bag[i], prices, noise, posts, times)
    drop_idle(g, d)


@_jit
def _retime_some_trip(g, d, prices, bag, posts, times):  # type: ignore[no-untyped-def]
    """Let a trip come at another moment; riders that it loses get the best place that there is."""
    vehicle = np.random.randint(len(g.vehicle_seats))
    if d.runs[vehicle] == 0:
        return
    count = retime_trip(g, d, vehicle, np.random.randint(d.runs[vehicle]), bag, posts, times)
    for i in range(count):
        insert(g, d, bag[i], prices, 0.0, posts, times)
    drop_idle(g, d)


@_jit
def _fill_gap(g, d, prices, posts, times):  # type: ignore[no-untyped-def]
    """Bring a gap to where it may be of more use, and fill it with parties at home."""
    gate, k = turn_after_slack(g, d) if np.random.random() < AFTER_SLACK else free_turn(g, d)
    if gate < 0 or d.counts[0] == 0:
        return
    gate, k = backfill(g, d, gate, k, posts, times)
    if len(g.vehicle_seats) > 0 and len(g.point_node) > 0 and np.random.random() < 0.5:
        serve_turn(g, d, prices, gate, k, 1.0, posts, times)
    for _ in range(2):
        p = call_for(g, d, gate, k)
        if p >= 0:
            insert(g, d, p, prices, 0.0, posts, times)
    drop_idle(g, d)


@_jit
def improve(g, d, best_ints, best_floats, prices, seed, rounds, temperature):  # type: ignore[no-untyped-def]
    """Run so many rounds of ruin and recreate; the best plan goes into the two buffers. Returns its cost.

    A round that makes the plan worse by x is kept with probability exp(-x / temperature). The best plan is copied
    only when a round would leave it: that round is then lost.
    """
    np.random.seed(seed)
    posts, times = np.empty(PASSES_MAX, np.int64), np.empty(PASSES_MAX)
    bag = np.empty(BAG, np.int64)
    best = best_floats[-2] + best_floats[-1]
    unsaved = False
    if len(g.size) == 0:
        return best
    for _ in range(rounds):
        cost, crowd = d.totals[0], d.totals[1]
        d.log_length[0] = 0
        draw = np.random.random()
        if draw < RETIMED:
            retime_party(g, d, np.random.randint(len(g.size)), posts, times)
        elif draw < RETIMED + RETIMED_TRIP and len(g.vehicle_seats) > 0:
            _retime_some_trip(g, d, prices, bag, posts, times)
        elif draw < RETIMED + RETIMED_TRIP + BACKFILLED and len(g.gate_node) > 0:
            _fill_gap(g, d, prices, posts, times)
        else:
            _round(g, d, prices, bag, posts, times)
        rise = d.totals[0] + d.totals[1] - cost - crowd
        if rise > 0.0 and (unsaved or np.random.random() >= np.exp(-rise / temperature)):
            worse = unsaved and np.random.random() < np.exp(-rise / temperature)
            undo(g, d, cost, crowd)
            if worse:
                best_ints[:], best_floats[:] = d.ints, d.floats
                unsaved = False
        elif cost + crowd + rise < best - 1e-12:
            best, unsaved = cost + crowd + rise, True
    d.log_length[0] = -1
    if unsaved:
        best_ints[:], best_floats[:] = d.ints, d.floats
    return best
