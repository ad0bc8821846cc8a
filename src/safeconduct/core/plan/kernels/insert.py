"""Find the cheapest place for a party among all that are free, and put it there."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.model import BIN_SECONDS, TO_TRANSIT_POINT
from safeconduct.core.plan.kernels.place import place_direct, place_rider
from safeconduct.core.plan.kernels.rooms import column, fits_posts, process_seconds, room_at_post
from safeconduct.core.plan.kernels.streets import lies_within

TRIES = 6  # candidates that are looked at exactly, best first


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def find_turns(g, d, prices, size, first, turns, counts, onward):  # type: ignore[no-untyped-def]
    """List for each gate the steps from a first one on in which so many people can be processed and then fly.

    `onward[gate, k]` gets what it costs per person from processing on, prices included; infinity where they cannot.
    """
    for gate in range(len(g.gate_node)):
        air, f, count = g.gate_airhead[gate], g.flight_ptr[g.gate_airhead[gate]], 0
        high, cap = g.flight_ptr[air + 1], g.gate_step_cap[gate] + 1e-9 - size
        taken = process_seconds(g, gate, size)
        for k in range(first, d.gate_used.shape[1]):
            onward[gate, k] = np.inf
            if d.gate_used[gate, k] > cap or not g.gate_useful[gate, k]:
                continue
            ready = k * g.step + taken + g.connection
            while f < high and (g.flight_departs[f] < ready or d.seats_used[f] + size > g.flight_seats[f]):
                f += 1
            if f == high:
                continue
            rate = (g.gate_harm[gate, k + 1] - g.gate_harm[gate, k]) / g.step
            onward[gate, k] = (
                prices.flight[f] + prices.gate[gate, k] + g.hour_second * g.flight_departs[f]
                + g.flight_harm[f] - g.air_harm[air, k] + rate * taken
            )  # fmt: skip
            turns[gate, count] = k
            count += 1
        counts[gate] = count


@_jit
def _offer(keys, rows, trips, steps, arrives, key, row, trip, k, arrive):  # type: ignore[no-untyped-def]
    """Keep a candidate if it is among the best."""
    i = len(keys) - 1
    if key >= keys[i]:
        return
    while i > 0 and keys[i - 1] > key:
        keys[i], rows[i], trips[i] = keys[i - 1], rows[i - 1], trips[i - 1]
        steps[i], arrives[i] = steps[i - 1], arrives[i - 1]
        i -= 1
    keys[i], rows[i], trips[i], steps[i], arrives[i] = key, row, trip, k, arrive


@_jit
def insert(g, d, p, prices, noise, posts, times):  # type: ignore[no-untyped-def]
    """Put a party into its cheapest feasible place, if that is better than leaving it; tell whether it moved.

    The prices are added only to rank places; `noise` blurs the ranking by that share.
    """
    if g.best_cost[p] == np.inf:
        return False
    size, gates, steps = g.size[p], d.gate_used.shape[0], d.gate_used.shape[1]
    onward, turns, counts = np.empty((gates, steps)), np.empty((gates, steps), np.int64), np.empty(gates, np.int64)
    find_turns(g, d, prices, size, int(g.ready[p] / g.step), turns, counts, onward)
    keys = np.full(TRIES, g.leave_cost[p] / size)
    rows, trips = np.zeros(TRIES, np.int64), np.full(TRIES, -1)
    at_steps, arrives = np.zeros(TRIES, np.int64), np.zeros(TRIES)
    for row in range(g.row_ptr[p], g.row_ptr[p + 1]):
        if g.row_kind[row] == TO_TRANSIT_POINT:
            _offer_trips(g, d, p, row, onward, noise, keys, rows, trips, at_steps, arrives)
        else:
            gate = g.row_site[row]
            own = turns[gate, : counts[gate]]
            _offer_turns(g, d, p, row, own, onward[gate], noise, keys, rows, trips, at_steps, arrives)
    for i in range(TRIES):
        if keys[i] >= g.leave_cost[p] / size:
            return False
        limit = g.leave_cost[p]
        if trips[i] >= 0:
            cost = place_rider(g, d, p, rows[i], trips[i], at_steps[i], limit, posts, times, True)
        else:
            cost = place_direct(g, d, p, rows[i], arrives[i], at_steps[i], 0.0, limit, posts, times, True)
        if cost < np.inf:
            return True
    return False


@_jit
def _offer_trips(g, d, p, row, onward, noise, keys, rows, trips, at_steps, arrives):  # type: ignore[no-untyped-def]
    """Offer every trip from the row's transit point that has seats, with the next turn at its gate."""
    site, size, waits = g.row_site[row], g.size[p], waits_of(g)
    ready, least = g.ready[p], g.row_least[row]
    for i in range(d.calls[site]):
        trip = d.call_trip[site, i]
        if least + d.trip_harm[trip] >= keys[TRIES - 1]:
            continue
        if d.trip_depart[trip] < ready or d.trip_load[trip] + size > g.vehicle_seats[d.trip_vehicle[trip]]:
            continue
        base = g.row_cost[row, column(g, d.trip_depart[trip])] + d.trip_harm[trip]
        if base >= keys[TRIES - 1]:
            continue
        gate, arrive = g.lane_gate[d.trip_lane[trip]], d.trip_arrive[trip]
        first = int(arrive / g.step)
        for k in range(first, min(onward.shape[1], first + 1 + waits)):
            if onward[gate, k] == np.inf:
                continue
            key = base + onward[gate, k]
            if k > first:
                key += g.gate_harm[gate, k] - g.gate_harm[gate, first]
            key *= 1.0 + noise * np.random.random()
            if key < keys[TRIES - 1] and (
                lies_within(g.gate_open_ptr, g.gate_open_from, g.gate_open_to, gate, arrive, max(arrive, k * g.step))
                and fits_posts(g, d, d.trip_passes[trip], d.trip_post[trip], d.trip_at[trip], size)
            ):
                _offer(keys, rows, trips, at_steps, arrives, key, row, trip, k, 0.0)
            break


@_jit
def waits_of(g):  # type: ignore[no-untyped-def]
    """Give how many steps one may wait at a gate."""
    return int(min(g.wait_max, 1e7) / g.step)


@_jit
def _offer_turns(g, d, p, row, turns, onward, noise, keys, rows, trips, at_steps, arrives):  # type: ignore[no-untyped-def]
    """Offer every free turn at the row's gate to a party that goes by itself.

    It comes when the turn is about free; where it cannot, at the end of the step, or in time for the last flight;
    where it cannot either, as late before the step as it can.
    """
    gate, size, waits = g.row_site[row], g.size[p], waits_of(g)
    cap, least = g.gate_step_cap[gate], g.row_least[row]
    end = g.flight_ptr[g.gate_airhead[gate] + 1] - 1  # there is a flight, or there would be no turns
    latest = g.flight_departs[end] - g.connection - process_seconds(g, gate, size) if len(turns) else 0.0
    for k in turns:
        if least + onward[k] >= keys[TRIES - 1]:
            continue
        arrive = np.ceil(k * g.step)
        last = max(arrive, min(np.ceil((k + 1) * g.step) - 1.0, latest))
        if cap < np.inf:
            arrive = min(np.ceil((k + d.gate_used[gate, k] / cap) * g.step), last)
        base = g.row_cost[row, column(g, arrive)]
        if base == np.inf:
            arrive, base = last, g.row_cost[row, column(g, last)]
        if base < np.inf and (base + onward[k] >= keys[TRIES - 1] or _has_room(g, d, row, gate, arrive, arrive, size)):
            _offer_turn(g, gate, row, k, arrive, base + onward[k], noise, keys, rows, trips, at_steps, arrives)
            continue
        for j in range(k - 1, max(k - 1 - waits, -1), -1):
            arrive = np.ceil((j + 1) * g.step) if j == k - 1 else np.ceil(j * g.step)
            base = g.row_cost[row, column(g, arrive)]
            if base == np.inf:
                continue
            base += onward[k] + g.gate_harm[gate, k] - g.gate_harm[gate, j]
            if base >= keys[TRIES - 1]:
                break
            if _has_room(g, d, row, gate, arrive, k * g.step, size):
                _offer_turn(g, gate, row, k, arrive, base, noise, keys, rows, trips, at_steps, arrives)
                break


@_jit
def _has_room(g, d, row, gate, arrive, begin, size):  # type: ignore[no-untyped-def]
    """Tell whether the first checkpoint on the way has room, and the gate for who waits from arrival on."""
    window = column(g, arrive) * g.windows // g.row_cost.shape[1]
    if size > room_at_post(g, d, g.row_post[row, window], arrive - g.row_lead[row, window]):
        return False
    if begin > arrive and g.gate_holding[gate] < np.inf:
        most = max(
            d.gate_present[gate, int(arrive / BIN_SECONDS)],
            d.gate_present[gate, int((begin - 1.0) / BIN_SECONDS)],
        )
        return most + size <= g.gate_holding[gate]
    return True


@_jit
def _offer_turn(g, gate, row, k, arrive, key, noise, keys, rows, trips, at_steps, arrives):  # type: ignore[no-untyped-def]
    key *= 1.0 + noise * np.random.random()
    if key < keys[TRIES - 1] and lies_within(
        g.gate_open_ptr, g.gate_open_from, g.gate_open_to, gate, arrive, max(arrive, k * g.step)
    ):
        _offer(keys, rows, trips, at_steps, arrives, key, row, -1, k, arrive)
