"""Build a first plan, then improve it by ruin and recreate with simulated annealing."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.dispatch import dispatch, dispatch_all, drop_trip, empty_trip, position
from safeconduct.core.plan.kernels.model import DIRECT, LEFT, PASSES_MAX, TO_GATE_BY_CAR, TO_TRANSIT_POINT
from safeconduct.core.plan.kernels.place import insert, place_direct, take_out, tree_of_row

RUIN_MAX = 48  # parties that are taken out at once
RETIMED, RETIMES = 4, 4  # parties that are tried at other moments in one round, and how many moments
DISPATCHES = 3  # gaps that are tried for a new trip in one round


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def construct(g, d, prices, patience, cars_first, seed):  # type: ignore[no-untyped-def]
    """Build a plan from nothing: who can go alone, then trips in order of time, then whoever still fits."""
    np.random.seed(seed)
    posts, times = np.empty(PASSES_MAX, np.int64), np.empty(PASSES_MAX)
    order = np.argsort(-g.leave_cost / g.size)
    if cars_first:
        for p in order:
            insert(g, d, p, prices, 0.0, posts, times)
    dispatch_all(g, d, prices, patience, 0.0, posts, times)
    for p in order:
        if d.kind[p] == LEFT:
            insert(g, d, p, prices, 0.0, posts, times)


@_jit
def _ruin_around(g, d, bag, centre, width, most, same_gate, posts, times):  # type: ignore[no-untyped-def]
    """Take out parties that are processed about when the centre party is; return how many are in the bag."""
    count = 0
    begin, gate = d.start[centre], d.gate[centre]
    parties = len(g.size)
    first = np.random.randint(parties)
    for i in range(parties):
        p = (first + i) % parties
        if d.kind[p] == LEFT or abs(d.start[p] - begin) > width or (same_gate and d.gate[p] != gate):
            continue
        bag[count] = p
        count += 1
        if count == most:
            break
    for i in range(count):
        take_out(g, d, bag[i], posts, times)
    return count


@_jit
def _ruin_dear(g, d, bag, most, posts, times):  # type: ignore[no-untyped-def]
    """Take out parties that cost much more than they need to, by tournament."""
    count, parties = 0, len(g.size)
    while count < most:
        chosen, excess = -1, 0.0
        for _ in range(12):
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
def _ruin_trips(g, d, bag, vehicle, most, posts, times):  # type: ignore[no-untyped-def]
    """Call off one to three trips of a vehicle in a row; return how many parties that put into the bag."""
    count = 0
    place = np.random.randint(d.runs[vehicle])
    for _ in range(1 + np.random.randint(3)):
        if place >= d.runs[vehicle]:
            break
        trip = d.run_trip[vehicle, place]
        for p in range(len(g.size)):
            if d.trip[p] == trip and count < len(bag):
                bag[count] = p
                count += 1
        empty_trip(g, d, trip, posts, times)
    return count, place


@_jit
def _add_left(g, d, bag, count, most):  # type: ignore[no-untyped-def]
    """Add parties at home that could go somewhere to the bag."""
    parties = len(g.size)
    for _ in range(4 * most):
        if most == 0 or count == len(bag):
            break
        p = np.random.randint(parties)
        if d.kind[p] == LEFT and g.best_cost[p] < np.inf:
            known = False
            for i in range(count):
                known = known or bag[i] == p
            if not known:
                bag[count] = p
                count += 1
                most -= 1
    return count


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
            keys[i] = -g.leave_cost[p] / g.size[p] - 1e-3 * g.size[p] * g.leave_cost[p] / g.size[p]
        elif rule == 2:
            keys[i] = -g.size[p] + 0.5 * np.random.random()
        else:
            keys[i] = (g.best_cost[p] - g.leave_cost[p] / g.size[p]) * (0.8 + 0.4 * np.random.random())
    chosen = bag[:count][np.argsort(keys)]
    bag[:count] = chosen


@_jit
def _send_somewhere(g, d, prices, patience, posts, times):  # type: ignore[no-untyped-def]
    """Try to put a new trip into a random gap of a random vehicle."""
    vehicle = np.random.randint(len(g.vehicle_seats))
    place = np.random.randint(d.runs[vehicle] + 1)
    node, free_at, end = position(g, d, vehicle, place)
    if end - free_at < g.turnaround:
        return
    begin = free_at + np.random.random() * np.random.random() * (end - free_at)
    dispatch(g, d, prices, vehicle, place, begin, begin + 7200.0, patience, 0.2, posts, times)


@_jit
def _retime(g, d, posts, times):  # type: ignore[no-untyped-def]
    """Let a party that goes by itself come at the best of a few other moments near its own."""
    p = np.random.randint(len(g.size))
    if d.kind[p] != DIRECT:
        return
    was, k_was, gate = d.arrive[p], int(d.start[p] / g.step), d.gate[p]
    row_was, before = -1, d.totals[0] + d.totals[1]
    for row in range(g.row_ptr[p], g.row_ptr[p + 1]):
        same = g.row_site[row] == gate and (g.row_kind[row] == TO_GATE_BY_CAR) == (d.by_car[p] == 1)
        if same and g.row_kind[row] != TO_TRANSIT_POINT and tree_of_row(g, row, was) == d.tree[p]:
            row_was = row
    if row_was < 0:
        return
    take_out(g, d, p, posts, times)
    stays = d.totals[0] + d.totals[1]
    least, arrive_best, k_best = before - stays + g.leave_cost[p], was, k_was
    for _ in range(RETIMES):
        arrive = np.round(was + g.step * (np.random.random() ** 2) * (1.0 if np.random.random() < 0.5 else -1.0))
        k = int(arrive / g.step)
        if arrive < 0 or k >= d.gate_used.shape[1]:
            continue
        cost = place_direct(g, d, p, row_was, arrive, k, g.leave_cost[p], posts, times, False)
        if cost < least - 1e-12:
            least, arrive_best, k_best = cost, arrive, k
    place_direct(g, d, p, row_was, arrive_best, k_best, g.leave_cost[p], posts, times, True)


@_jit
def _drop_idle(d, g):  # type: ignore[no-untyped-def]
    """Call off the trips that carry nobody."""
    for trip in range(len(d.trip_on)):
        if d.trip_on[trip] and d.trip_load[trip] == 0:
            drop_trip(g, d, trip)


@_jit
def improve(g, d, best_ints, best_floats, prices, seed, rounds, temperature):  # type: ignore[no-untyped-def]
    """Run so many rounds of ruin and recreate; the best plan goes into the two buffers. Returns its cost.

    A round that makes the plan worse by x is kept with probability exp(-x / temperature).
    """
    np.random.seed(seed)
    posts, times = np.empty(PASSES_MAX, np.int64), np.empty(PASSES_MAX)
    bag = np.empty(4 * RUIN_MAX, np.int64)
    ints, floats = d.ints.copy(), d.floats.copy()
    best = best_floats[-2] + best_floats[-1]
    parties, vehicles = len(g.size), len(g.vehicle_seats)
    if parties == 0:
        return best
    for _ in range(rounds):
        before = d.totals[0] + d.totals[1]
        most = 2 + np.random.randint(RUIN_MAX)
        draw = np.random.random()
        count, vehicle, place = 0, -1, 0
        patience = 10.0 ** (-4.0 + 4.0 * np.random.random())
        if draw < 0.35 and vehicles > 0:
            vehicle = np.random.randint(vehicles)
            if d.runs[vehicle] > 0:
                count, place = _ruin_trips(g, d, bag, vehicle, most, posts, times)
        elif draw < 0.55:
            count = _ruin_dear(g, d, bag, min(most, 16), posts, times)
        else:
            centre = np.random.randint(parties)
            if d.kind[centre] != LEFT:
                width = g.step * (0.5 + 8.0 * np.random.random() ** 2)
                same = np.random.random() < 0.5
                count = _ruin_around(g, d, bag, centre, width, most, same, posts, times)
        count = _add_left(g, d, bag, count, 6)
        _drop_idle(d, g)
        if vehicle >= 0 and np.random.random() < 0.7:
            for _ in range(3):
                place = min(place, d.runs[vehicle])
                node, free_at, end = position(g, d, vehicle, place)
                begin = free_at
                if np.random.random() < 0.5:
                    begin += np.random.random() ** 2 * max(0.0, end - free_at)
                if dispatch(g, d, prices, vehicle, place, begin, begin + 14400.0, patience, 0.1, posts, times) < 0:
                    break
                place += 1
        if vehicles > 0 and np.random.random() < 0.3:
            for _ in range(1 + np.random.randint(DISPATCHES)):
                _send_somewhere(g, d, prices, patience, posts, times)
        _sort_bag(g, bag, count)
        noise = 0.3 * np.random.random() ** 2
        for i in range(count):
            if d.kind[bag[i]] == LEFT:
                insert(g, d, bag[i], prices, noise, posts, times)
        _drop_idle(d, g)
        for _ in range(RETIMED):
            _retime(g, d, posts, times)
        after = d.totals[0] + d.totals[1]
        if after <= before or np.random.random() < np.exp((before - after) / temperature):
            ints[:] = d.ints
            floats[:] = d.floats
            if after < best - 1e-12:
                best = after
                best_ints[:] = d.ints
                best_floats[:] = d.floats
        else:
            d.ints[:] = ints
            d.floats[:] = floats
    return best
