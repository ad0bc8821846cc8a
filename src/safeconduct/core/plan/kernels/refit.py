"""Find the cheapest free place for one party, from wherever it is: at home, on the way, at a site.

Candidates are ranked by an estimate and looked at exactly, best first: closures, curfew, checkpoint and gate steps,
holding, seats and connection, as the judge does.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.board import board_trip, count_steps, crowd_with, fits_steps
from safeconduct.core.plan.kernels.follow import FINE, follow, free_flow, is_open, is_shut
from safeconduct.core.plan.kernels.forest import BY_CAR, ON_FOOT, tree_slot, window_at, within_reach
from safeconduct.core.plan.kernels.gate_arrival import NONE, TRIES, at_gate, price_onward
from safeconduct.core.plan.kernels.streets import harm_between, in_curfew

OFFERED, BARRED, NO_WAY = 0, 1, 2


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def _offer(o, key, mode, target, variant, window, k, trip, gate, when):  # type: ignore[no-untyped-def]
    """Keep a candidate if it is among the best."""
    i = TRIES - 1
    if key >= o.keys[i]:
        return
    while i > 0 and o.keys[i - 1] > key:
        o.keys[i], o.when[i] = o.keys[i - 1], o.when[i - 1]
        o.picks[i] = o.picks[i - 1]
        i -= 1
    o.keys[i], o.when[i] = key, when
    o.picks[i, 0], o.picks[i, 1], o.picks[i, 2], o.picks[i, 3] = mode, target, variant, window
    o.picks[i, 4], o.picks[i, 5], o.picks[i, 6] = k, trip, gate


@_jit
def _has_post_room(b, f, slot, node, when, size):  # type: ignore[no-untyped-def]
    """Tell whether the first checkpoint on the tree's way has room when one arrives at a moment."""
    post, at = f.post[slot, node], when - f.lead[slot, node]
    if post < 0 or at < 0:
        return True
    k = min(int(at / b.step), b.post_used.shape[1] - 1)
    return b.post_used[post, k] + size <= b.post_cap[post, k] + 1e-6


@_jit
def _offer_gates(b, f, q, o, mode):  # type: ignore[no-untyped-def]
    """Offer all gates in all steps, by one mode."""
    for gate in range(len(b.gate_site)):
        if q.gate >= 0 and gate != q.gate:
            continue
        here = q.node == f.target[gate]
        far = not q.on_foot or not within_reach(b.streets, f, gate, q.node, q.metres_left)
        if mode == ON_FOOT and not here and far:
            continue
        for window in range(window_at(f, q.earliest), window_at(f, q.latest) + 1):
            if _least_onward(b, f, o, gate, window) >= o.keys[TRIES - 1]:
                continue
            answer = _offer_window(b, f, q, o, mode, gate, 0, window, here)
            if answer == NO_WAY:
                answer = _offer_window(b, f, q, o, mode, gate, 1, window, here)
            if mode == ON_FOOT or answer == OFFERED:
                continue
            for variant in range(2, f.car_variants):
                if _post_has_room(b, f, q, variant - 2, window):
                    _offer_window(b, f, q, o, mode, gate, variant, window, here)


@_jit
def _least_onward(b, f, o, gate, window):  # type: ignore[no-untyped-def]
    """Give the least that a person costs from being processed at a gate in a window on."""
    first, last = int(window * f.window_seconds / b.step), int((window + 1) * f.window_seconds / b.step) + 1
    least = np.inf
    for k in range(first, min(last, o.onward.shape[1])):
        if b.gate_used[gate, k] < b.gate_cap[gate, k]:
            least = min(least, o.onward[b.gate_air[gate], k])
    return least


@_jit
def _post_has_room(b, f, q, post, window):  # type: ignore[no-untyped-def]
    """Tell whether a checkpoint has room for a party in some step of a window in which people may be on the street."""
    begin, end = max(window * f.window_seconds, q.earliest), min((window + 1) * f.window_seconds, q.latest)
    for k in range(int(begin / b.step), min(int(end / b.step) + 1, b.post_used.shape[1])):
        if b.post_used[post, k] + q.size <= b.post_cap[post, k] and not in_curfew(
            b.streets, k * b.step, k * b.step + 1
        ):
            return True
    return False


@_jit
def _offer_window(b, f, q, o, mode, gate, variant, window, here):  # type: ignore[no-untyped-def]
    """Offer the steps of one window by one way: OFFERED, BARRED where a full checkpoint bars some step, or NO_WAY."""
    share = b.sheltered if mode == BY_CAR else 1.0
    slot = tree_slot(b.streets, f, mode, gate, variant, window)
    if not here and f.next_link[slot, q.node] < 0:
        return NO_WAY
    taken = np.ceil(f.seconds[slot, q.node] * q.stretch)
    if q.at_home:
        barred = _offer_steps(b, f, q, o, mode, gate, variant, window, slot, taken, share)
        return BARRED if barred else OFFERED
    if window_at(f, q.leave_from + taken) == window:
        arrive = q.since if here else q.leave_from + taken
        _offer_waits(b, q, o, mode, gate, variant, window, arrive, f.harm[slot, q.node] * share)
    return OFFERED


@_jit
def _offer_waits(b, q, o, mode, gate, variant, window, arrive, harm):  # type: ignore[no-untyped-def]
    """Offer the steps for which a party that comes to a gate at a moment can wait there."""
    rate, air = b.streets.piece_rate[0], b.gate_air[gate]
    for k in range(int(max(arrive, q.leave_from) / b.step), b.gate_used.shape[1]):
        waits = max(0.0, k * b.step - arrive)
        if waits > b.wait_max:
            break
        if b.gate_used[gate, k] + q.size <= b.gate_cap[gate, k] + 1e-6:
            _offer(o, harm + rate * waits + o.onward[air, k], mode, gate, variant, window, k, NONE, gate, arrive)


@_jit
def _offer_steps(b, f, q, o, mode, gate, variant, window, slot, taken, share):  # type: ignore[no-untyped-def]
    """Offer the steps of a window to a party at home; tell whether a full checkpoint bars any."""
    barred = False
    s, air, harm = b.streets, b.gate_air[gate], f.harm[slot, q.node] * share
    begin = max(window * f.window_seconds, q.earliest)
    end = min((window + 1) * f.window_seconds, q.latest)
    for k in range(int(begin / b.step), min(int(np.ceil(end / b.step)), b.gate_used.shape[1])):
        used, cap = b.gate_used[gate, k], b.gate_cap[gate, k]
        if used + q.size > cap + 1e-6:
            continue
        arrive = np.ceil(k * b.step)
        if cap < np.inf:  # so that not everybody of a step stands there at once
            arrive = min(np.ceil((k + used / cap) * b.step), np.ceil((k + 1) * b.step) - 1.0)
        arrive = max(arrive, np.ceil(q.leave_from) + taken)
        if int(arrive / b.step) > k:
            continue
        key = harm + o.onward[air, k]
        if in_curfew(s, arrive - taken, arrive):
            start = np.ceil(k * b.step)
            for i in range(len(s.curfew_from)):
                if s.curfew_from[i] < arrive and s.curfew_to[i] > arrive - taken:
                    arrive = min(arrive, np.floor(s.curfew_from[i]) - 1.0)
            if arrive - taken < q.leave_from or start - arrive > b.wait_max:
                continue
            key += s.piece_rate[0] * (start - arrive)
        if key >= o.keys[TRIES - 1]:
            continue
        if _has_post_room(b, f, slot, q.node, arrive, q.size):
            _offer(o, key, mode, gate, variant, window, k, NONE, gate, arrive)
        else:
            barred = True
    return barred


@_jit
def _offer_trips(b, f, q, o):  # type: ignore[no-untyped-def]
    """Offer the trips with free seats whose transit point the party can reach on foot in time."""
    s, gates = b.streets, len(b.gate_site)
    for trip in range(len(b.trip_on)):
        point, depart = b.trip_point[trip], b.trip_depart[trip]
        if b.trip_on[trip] == 0 or point < 0 or depart < q.leave_from or (q.trip >= 0 and trip != q.trip):
            continue
        if b.trip_load[trip] + q.size > b.trip_seats[trip] or depart < q.earliest or depart > q.latest:
            continue
        number, gate = gates + point, b.trip_gate[trip]
        here = q.node == f.target[number]
        if not (here or q.on_foot) or (q.gate >= 0 and gate != q.gate):
            continue
        if not here and not within_reach(s, f, number, q.node, q.metres_left):
            continue
        first, window = int(b.trip_arrive[trip] / b.step), window_at(f, depart)
        last = min(b.gate_used.shape[1], first + 2 + int(min(b.wait_max, 1e6) / b.step))
        k = first
        while k < last and b.gate_used[gate, k] + q.size > b.gate_cap[gate, k] + 1e-6:
            k += 1
        if k >= last or b.trip_harm[trip] + o.onward[b.gate_air[gate], k] >= o.keys[TRIES - 1]:
            continue
        variant, slot = 0, tree_slot(s, f, ON_FOOT, number, 0, window)
        if not here and f.next_link[slot, q.node] < 0:
            variant, slot = 1, tree_slot(s, f, ON_FOOT, number, 1, window)
            if f.next_link[slot, q.node] < 0:
                continue
        taken, waits = np.ceil(f.seconds[slot, q.node] * q.stretch), 0.0
        if q.at_home:
            if depart - taken < q.leave_from:
                continue
        else:
            waits = depart - (q.since if here else q.leave_from + taken)
            if waits < 0 or waits > b.wait_max:
                continue
        key = f.harm[slot, q.node] + b.trip_harm[trip] + o.onward[b.gate_air[gate], k]
        key += s.piece_rate[0] * (waits + max(0.0, k * b.step - b.trip_arrive[trip]))
        _offer(o, key, ON_FOOT, number, variant, window, k, trip, gate, depart)


@_jit
def _trace(b, f, q, prefix, o, i):  # type: ignore[no-untyped-def]
    """Write the links of a candidate's way, after those already gone; return how many."""
    count = len(prefix)
    o.rows[:count] = prefix
    slot = tree_slot(b.streets, f, o.picks[i, 0], o.picks[i, 1], o.picks[i, 2], o.picks[i, 3])
    node, next_link = q.node, f.next_link[slot]
    while next_link[node] >= 0:
        o.rows[count] = next_link[node]
        node = b.streets.head[next_link[node]]
        count += 1
    return count


@_jit
def _try(b, f, q, prefix, o, i):  # type: ignore[no-untyped-def]
    """Look at a candidate exactly; return its cost, or infinity, and write the place."""
    s, mode, k, trip, gate = b.streets, o.picks[i, 0], o.picks[i, 4], o.picks[i, 5], o.picks[i, 6]
    count = _trace(b, f, q, prefix, o, i)
    rows, car = o.rows[:count], mode == BY_CAR or (len(prefix) > 0 and q.prefix_car)
    seconds = s.auto_seconds if car else s.walk_seconds
    taken = np.ceil(free_flow(rows, seconds) * q.stretch - 1e-6)
    origin, depart, reach = q.prefix_node, q.prefix_depart, q.prefix_depart + taken
    if len(prefix) == 0:
        origin = q.node
        depart = o.when[i] - taken if q.at_home else q.leave_from
        reach = o.when[i] if q.at_home else (q.leave_from + taken if count else q.since)
    if q.at_home and depart < q.leave_from:
        return np.inf
    if not car and s.length[rows].sum() > q.metres_left:
        return np.inf
    harm, passed, entered = 0.0, 0, 0
    if count:
        code, harm, passed, entered = follow(
            s, rows, origin, depart, reach, car, 0.0, b.bound, o.post, o.post_at, o.entry, o.entry_at
        )
        if code != FINE:
            return np.inf
    cost, arrive = q.size * harm * (b.sheltered if car else 1.0), reach
    if not q.at_home and len(prefix) == 0 and count and q.leave_from > q.since:
        cost += q.size * harm_between(s, s.node_profile[q.node], q.since, q.leave_from)
    if trip >= 0:
        arrive = b.trip_arrive[trip]
        site, out = b.point_site[b.trip_point[trip]], b.trip_depart[trip]
        node = b.site_node[site]
        if reach > out or out - reach > b.wait_max:
            return np.inf
        if not is_open(b.site_open_ptr, b.site_open_from, b.site_open_to, site, reach, out, 0.0):
            return np.inf
        if is_shut(s.node_shut_ptr, s.node_shut_from, s.node_shut_to, node, reach, out, 0.0):
            return np.inf
        crowd = crowd_with(b, site, reach, out, q.size) if out > reach else 0.0
        cost += crowd + q.size * (harm_between(s, s.node_profile[node], reach, out) + b.trip_harm[trip])
    if cost >= q.worth:
        return np.inf
    start, done, flight, rest = at_gate(b, q, gate, arrive, k)
    if flight < 0 or cost + rest >= q.worth:
        return np.inf
    if not _fits(b, q, o, passed, entered, trip):
        return np.inf
    o.ints[0], o.ints[1], o.ints[2], o.ints[3] = (int(car) if count else -1), gate, flight, trip
    o.ints[4] = count
    o.floats[0], o.floats[1], o.floats[2] = depart, reach, arrive
    o.floats[3], o.floats[4], o.floats[5] = start, done, cost + rest
    return cost + rest


@_jit
def _fits(b, q, o, passed, entered, trip):  # type: ignore[no-untyped-def]
    """Tell whether checkpoints and links have room for the way, and for one more party on the trip."""
    for i in range(entered):
        o.entry[i] = b.bound[o.entry[i]]
    count_steps(b, b.post_used, o.post, o.post_at, passed, q.size)
    count_steps(b, b.link_used, o.entry, o.entry_at, entered, 1)
    fine = fits_steps(b, b.post_used, b.post_cap, o.post, o.post_at, passed)
    for i in range(entered):
        k = min(int(o.entry_at[i] / b.step), b.link_used.shape[1] - 1)
        fine = fine and b.link_used[o.entry[i], k] <= b.bound_cap[o.entry[i]] + 1e-6
    if trip >= 0:
        board_trip(b, trip, q.size)
        fine = fine and fits_steps(b, b.post_used, b.post_cap, b.trip_post[trip], b.trip_at[trip], b.trip_passes[trip])
        board_trip(b, trip, -q.size)
    count_steps(b, b.post_used, o.post, o.post_at, passed, -q.size)
    count_steps(b, b.link_used, o.entry, o.entry_at, entered, -1)
    return fine


@_jit
def find_place(b, f, q, prefix, o):  # type: ignore[no-untyped-def]
    """Write the cheapest place that a party can have into `o`; tell whether there is one worth having."""
    price_onward(b, q, o.onward)
    o.keys[:] = q.worth / q.size
    if q.trip < 0:
        if q.on_foot or not q.at_home:
            _offer_gates(b, f, q, o, ON_FOOT)
        if q.by_car:
            _offer_gates(b, f, q, o, BY_CAR)
    if q.trip != NONE:
        _offer_trips(b, f, q, o)
    for i in range(TRIES):
        if o.keys[i] >= q.worth / q.size:
            return False
        if _try(b, f, q, prefix, o, i) < np.inf:
            return True
    return False
