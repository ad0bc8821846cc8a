"""Put one party into a place in the plan, and take it out again, exactly as the judge counts."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.lists import join_list, leave_list, link_first, unlink
from safeconduct.core.plan.kernels.log import PLACED, log_party, log_step
from safeconduct.core.plan.kernels.model import BIN_SECONDS, DIRECT, LEFT, RIDER, TO_GATE_BY_CAR
from safeconduct.core.plan.kernels.streets import free_seconds, harm_between, lies_within, run_timed

NEAR_EDGE = 0.01  # a moment this close to the edge of a step is counted in both steps


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def column(g, when):  # type: ignore[no-untyped-def]
    """Give the column of the cost tables nearest to a moment."""
    return min(max(int(when / g.grain + 0.5), 0), g.row_cost.shape[1] - 1)


@_jit
def tree_of_row(g, row, when):  # type: ignore[no-untyped-def]
    """Give the tree that a party on this row follows so as to arrive at a moment."""
    j = column(g, when)
    window = j * g.windows // g.row_cost.shape[1]
    variants = g.variants_car if g.row_kind[row] == TO_GATE_BY_CAR else g.variants_foot
    return g.row_tree[row] + window * variants + g.row_variant[row, j]


@_jit
def leads_on(g, tree, node, target):  # type: ignore[no-untyped-def]
    """Tell whether the tree leads from a node to its target, or the node is the target."""
    return node == target or g.trees[tree, node] >= 0


@_jit
def process_seconds(g, gate, size):  # type: ignore[no-untyped-def]
    """Give the whole seconds that a gate needs for a party: at most one step."""
    if g.gate_hour[gate] == np.inf:
        return 0.0
    return np.floor(min(g.step, np.ceil(3600.0 * size / g.gate_hour[gate] - 1e-9)))


@_jit
def fits_posts(g, d, count, posts, times, people):  # type: ignore[no-untyped-def]
    """Tell whether so many people may pass these checkpoints at these moments."""
    for i in range(count):
        cap = g.post_step_cap[posts[i]]
        for edge in (-NEAR_EDGE, NEAR_EDGE):
            k = int(np.floor((times[i] + edge) / g.step))
            if k >= 0 and d.post_used[posts[i], k] + people > cap + 1e-9:
                return False
    return True


@_jit
def room_at_post(g, d, post, when):  # type: ignore[no-untyped-def]
    """Give the people whom a checkpoint (-1 = none) still lets pass in the step of a moment."""
    if post < 0 or when < 0:
        return np.inf
    return g.post_step_cap[post] - d.post_used[post, int(when / g.step)]


@_jit
def count_posts(g, d, count, posts, times, people):  # type: ignore[no-untyped-def]
    """Count people into (or, negative, out of) the steps in which they pass checkpoints."""
    for i in range(count):
        low = int(np.floor((times[i] - NEAR_EDGE) / g.step))
        high = int(np.floor((times[i] + NEAR_EDGE) / g.step))
        if low >= 0:
            d.post_used[posts[i], low] += people
        if high != low:
            d.post_used[posts[i], high] += people


@_jit
def use_links(g, d, tree, node, depart, taken, sign):  # type: ignore[no-untyped-def]
    """Count one vehicle over the bound links of its way; with sign 0 only tell whether there is room."""
    if d.link_used.shape[0] == 0:
        return True
    s = g.streets
    next_link = g.trees[tree]
    free = free_seconds(s, next_link, node, s.auto_seconds)
    stretch = taken / free if free > 0 else 1.0
    at = depart
    while next_link[node] >= 0:
        link = next_link[node]
        row = g.link_bound[link]
        if row >= 0:
            low = max(int(np.floor((at - NEAR_EDGE) / g.step)), 0)
            high = int(np.floor((at + NEAR_EDGE) / g.step))
            for k in range(low, high + 1):
                if sign == 0 and d.link_used[row, k] + 1 > g.link_step_cap[link] + 1e-9:
                    return False
                d.link_used[row, k] += sign
        at += s.auto_seconds[link] * stretch
        node = s.head[link]
    return True


@_jit
def crowd_added(g, d, gate, begin, end, people):  # type: ignore[no-untyped-def]
    """Give what the crowd term gains when so many more people stand at a gate; infinity when it cannot hold them.

    Within one bin, two parties are taken to overlap as two random spans of it would: the sum then does not depend on
    the order in which parties come and go. The judge has the exact figure.
    """
    total = people * (people - 1) * (end - begin)
    for b in range(int(begin / BIN_SECONDS), int(np.ceil(end / BIN_SECONDS))):
        if d.gate_present[gate, b] + people > g.gate_holding[gate]:
            return np.inf
        share = min(end, (b + 1) * BIN_SECONDS) - max(begin, b * BIN_SECONDS)
        total += 2.0 * people * share * d.gate_seconds[gate, b] / BIN_SECONDS
    return total * g.crowd_second


@_jit
def stand_at_gate(g, d, gate, begin, end, people):  # type: ignore[no-untyped-def]
    """Count people into (or out of) a gate's bins."""
    for b in range(int(begin / BIN_SECONDS), int(np.ceil(end / BIN_SECONDS))):
        share = min(end, (b + 1) * BIN_SECONDS) - max(begin, b * BIN_SECONDS)
        d.gate_present[gate, b] += people
        d.gate_seconds[gate, b] += people * share


@_jit
def find_flight(g, d, air, done, size):  # type: ignore[no-untyped-def]
    """Give the earliest flight with seats that a party processed by `done` can take, or -1."""
    low, high = g.flight_ptr[air], g.flight_ptr[air + 1]
    at = low + np.searchsorted(g.flight_departs[low:high], done + g.connection)
    for f in range(at, high):
        if d.seats_used[f] + size > g.flight_seats[f]:
            continue
        if not lies_within(g.air_open_ptr, g.air_open_from, g.air_open_to, air, done, g.flight_departs[f]):
            return -1
        if g.air_bound[air]:
            for b in range(int(done / BIN_SECONDS), int(np.ceil(g.flight_departs[f] / BIN_SECONDS))):
                if d.air_present[air, b] + size > g.air_holding[air]:
                    return -1
        return f
    return -1


@_jit
def hold_in_airhead(g, d, air, done, departs, people):  # type: ignore[no-untyped-def]
    """Count people into (or out of) an airhead's bins."""
    if g.air_bound[air]:
        for b in range(int(done / BIN_SECONDS), int(np.ceil(departs / BIN_SECONDS))):
            d.air_present[air, b] += people


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
