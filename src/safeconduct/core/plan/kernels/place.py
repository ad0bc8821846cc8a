"""Put one party into a place in the plan, and take it out again, exactly as the judge counts."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.lists import join_list, leave_list, link_first, unlink
from safeconduct.core.plan.kernels.log import PLACED, log_party, log_step
from safeconduct.core.plan.kernels.model import DIRECT, LEFT, RIDER, TO_GATE_BY_CAR
from safeconduct.core.plan.kernels.rooms import (
    count_posts,
    crowd_added,
    find_flight,
    fits_posts,
    hold_in_airhead,
    leads_on,
    process_seconds,
    stand_at_gate,
    tree_of_row,
    use_links,
)
from safeconduct.core.plan.kernels.streets import free_seconds, harm_between, lies_within, run_timed


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def after_arrival(g, d, p, gate, arrive, k):  # type: ignore[no-untyped-def]
    """Price what follows the arrival at a gate when processing starts in step k.

    Returns (feasible, start, done, flight, cost of the party from arrival on, crowd gained).
    """
    size = g.size[p]
    start = max(arrive, np.ceil(k * g.step))
    if int(start / g.step) != k:
        return False, 0.0, 0.0, -1, 0.0, 0.0
    done = start + process_seconds(g, gate, size)
    if d.gate_used[gate, k] + size > g.gate_step_cap[gate] + 1e-9 or start - arrive > g.wait_max:
        return False, 0.0, 0.0, -1, 0.0, 0.0
    if not lies_within(g.gate_open_ptr, g.gate_open_from, g.gate_open_to, gate, arrive, done):
        return False, 0.0, 0.0, -1, 0.0, 0.0
    air = g.gate_airhead[gate]
    flight = find_flight(g, d, air, done, size)
    if flight < 0:
        return False, 0.0, 0.0, -1, 0.0, 0.0
    crowd = crowd_added(g, d, gate, arrive, done, size)
    if crowd == np.inf:
        return False, 0.0, 0.0, -1, 0.0, 0.0
    s = g.streets
    departs = g.flight_departs[flight]
    harm = harm_between(s, s.node_profile[g.gate_node[gate]], arrive, done)
    harm += g.sheltered * harm_between(s, s.node_profile[g.air_node[air]], done, departs)
    return True, start, done, flight, size * (harm + g.hour_second * departs), crowd


@_jit
def slowest(free, passed):  # type: ignore[no-untyped-def]
    """Give the most seconds that a leg may take whose way takes `free` at free flow and passes so many checkpoints."""
    return np.floor(1.5 * free + 1800.0 * passed + 60.0)


@_jit
def place_direct(g, d, p, row, arrive, k, longer, limit, posts, times, commit):  # type: ignore[no-untyped-def]
    """Send a party to a gate by itself; with commit False only price it. Returns cost with crowd, or infinity.

    It is on its way for `longer` whole seconds more than it must be.
    """
    s, gate = g.streets, g.row_site[row]
    tree = tree_of_row(g, row, arrive)
    if not leads_on(g, tree, g.home[p], g.gate_node[gate]):
        return np.inf
    by_car = g.row_kind[row] == TO_GATE_BY_CAR
    seconds = s.auto_seconds if by_car else s.walk_seconds
    free = free_seconds(s, g.trees[tree], g.home[p], seconds)
    taken = np.ceil(free - 1e-6) + longer
    depart = arrive - taken
    if depart < g.ready[p]:
        return np.inf
    fine, start, done, flight, tail, crowd = after_arrival(g, d, p, gate, arrive, k)
    if not fine or tail + crowd >= limit:
        return np.inf
    fine, taken, harm, count = run_timed(s, g.trees[tree], g.home[p], seconds, free, taken, depart, posts, times)
    if not fine or not fits_posts(g, d, count, posts, times, g.size[p]):
        return np.inf
    if longer > 0.0 and taken > slowest(free, count):
        return np.inf
    if by_car and not use_links(g, d, tree, g.home[p], depart, taken, 0):
        return np.inf
    cost = tail + g.size[p] * harm * (g.sheltered if by_car else 1.0)
    if commit:
        d.kind[p], d.tree[p], d.by_car[p] = DIRECT, tree, by_car
        d.depart[p], d.reach[p] = depart, arrive
        _enter(g, d, p, gate, arrive, start, done, flight, cost, crowd, count, posts, times)
    return cost + crowd


@_jit
def place_rider(g, d, p, row, trip, k, limit, posts, times, commit):  # type: ignore[no-untyped-def]
    """Send a party to a transit point and onto a trip; with commit False only price it."""
    s = g.streets
    size = g.size[p]
    if d.trip_load[trip] + size > g.vehicle_seats[d.trip_vehicle[trip]]:
        return np.inf
    tree = tree_of_row(g, row, d.trip_depart[trip])
    if not leads_on(g, tree, g.home[p], g.point_node[d.trip_point[trip]]):
        return np.inf
    free = free_seconds(s, g.trees[tree], g.home[p], s.walk_seconds)
    taken = np.ceil(free - 1e-6)
    depart = d.trip_depart[trip] - taken
    if depart < g.ready[p]:
        return np.inf
    gate = g.lane_gate[d.trip_lane[trip]]
    fine, start, done, flight, tail, crowd = after_arrival(g, d, p, gate, d.trip_arrive[trip], k)
    if not fine or tail + crowd >= limit:
        return np.inf
    own, aboard = d.trip_passes[trip], d.trip_post[trip]
    if not fits_posts(g, d, own, aboard, d.trip_at[trip], size):
        return np.inf
    count_posts(g, d, own, aboard, d.trip_at[trip], size)  # so that a checkpoint passed twice in one step counts twice
    next_link = g.trees[tree]
    fine, taken, harm, count = run_timed(s, next_link, g.home[p], s.walk_seconds, free, taken, depart, posts, times)
    fine = fine and fits_posts(g, d, count, posts, times, size)
    count_posts(g, d, own, aboard, d.trip_at[trip], -size)
    if not fine:
        return np.inf
    cost = tail + size * (harm + d.trip_harm[trip])
    if commit:
        d.kind[p], d.tree[p], d.by_car[p], d.trip[p], d.point[p] = RIDER, tree, 0, trip, d.trip_point[trip]
        d.depart[p], d.reach[p] = depart, d.trip_depart[trip]
        _enter(g, d, p, gate, d.trip_arrive[trip], start, done, flight, cost, crowd, count, posts, times)
    return cost + crowd


@_jit
def _enter(g, d, p, gate, arrive, start, done, flight, cost, crowd, count, posts, times):  # type: ignore[no-untyped-def]
    """Write down the rest of where a party goes, and count it in."""
    d.gate[p], d.flight[p] = gate, flight
    d.arrive[p], d.start[p], d.done[p] = arrive, start, done
    d.passes[p] = count
    d.post[p, :count], d.passed[p, :count] = posts[:count], times[:count]
    d.totals[1] += crowd
    d.totals[0] += cost - d.cost[p]
    d.cost[p] = cost
    count_in(g, d, p)
    log_step(d, PLACED, p)


@_jit
def take_out(g, d, p, posts, times):  # type: ignore[no-untyped-def]
    """Undo the placing of a party: it stays home."""
    if d.kind[p] == LEFT:
        return
    log_party(d, p)
    count_out(g, d, p)
    d.totals[1] -= crowd_added(g, d, d.gate[p], d.arrive[p], d.done[p], g.size[p])
    d.totals[0] += g.leave_cost[p] - d.cost[p]
    stay_home(g, d, p)


@_jit
def stay_home(g, d, p):  # type: ignore[no-untyped-def]
    """Write down that a party that is counted out stays home."""
    d.cost[p] = g.leave_cost[p]
    d.kind[p], d.tree[p], d.gate[p], d.flight[p], d.point[p], d.trip[p] = LEFT, -1, -1, -1, -1, -1


@_jit
def count_in(g, d, p):  # type: ignore[no-untyped-def]
    """Count a party, where it is written to be, into everything that it uses; costs are not touched."""
    _count(g, d, p, 1)
    gate, k = d.gate[p], int(d.start[p] / g.step)
    link_first(d.turn_next, d.turn_before, d.turn_first[gate], k, p)
    if d.kind[p] == RIDER:
        link_first(d.rider_next, d.rider_before, d.rider_first, d.trip[p], p)
    leave_list(g, d, p)


@_jit
def count_out(g, d, p):  # type: ignore[no-untyped-def]
    """Count a party out of everything that it uses; where it was stays written."""
    _count(g, d, p, -1)
    gate, k = d.gate[p], int(d.start[p] / g.step)
    unlink(d.turn_next, d.turn_before, d.turn_first[gate], k, p)
    if d.kind[p] == RIDER:
        unlink(d.rider_next, d.rider_before, d.rider_first, d.trip[p], p)
    join_list(g, d, p)


@_jit
def _count(g, d, p, sign):  # type: ignore[no-untyped-def]
    gate, flight, people = d.gate[p], d.flight[p], sign * g.size[p]
    count_posts(g, d, d.passes[p], d.post[p], d.passed[p], people)
    if d.by_car[p] and d.kind[p] == DIRECT:
        use_links(g, d, d.tree[p], g.home[p], d.depart[p], d.reach[p] - d.depart[p], sign)
    if d.kind[p] == RIDER:
        trip = d.trip[p]
        d.trip_load[trip] += people
        count_posts(g, d, d.trip_passes[trip], d.trip_post[trip], d.trip_at[trip], people)
    d.gate_used[gate, int(d.start[p] / g.step)] += people
    d.seats_used[flight] += people
    stand_at_gate(g, d, gate, d.arrive[p], d.done[p], people)
    hold_in_airhead(g, d, g.gate_airhead[gate], d.done[p], g.flight_departs[flight], people)
