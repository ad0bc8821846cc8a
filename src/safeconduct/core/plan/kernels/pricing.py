"""Evaluate the Lagrangian of a relaxed case: whatever the prices, a lower bound on the cost of any plan."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray


class Relaxed(NamedTuple):
    """Hold the relaxed case: every party picks a gate, a step and a flight, or stays.

    A party may be divided between choices; steps, gates at night and flights hold so many people.
    """

    size: NDArray[np.float64]  # (parties,) people
    leave: NDArray[np.float64]  # (parties,) least cost of staying
    kind: NDArray[np.int64]  # (parties,) which of the sizes it has
    access: NDArray[np.float64]  # (parties, gates) least cost until at the gate; infinity = cannot be
    first: NDArray[np.int32]  # (parties, gates, days) first step in which it can be processed when it comes on that day
    until: NDArray[np.int64]  # (gates, days) last step in which those who come on that day can be processed
    catches: NDArray[
        np.int32
    ]  # (parties, gates, days) first flight that it can catch when processed in that first step
    stand: NDArray[np.float64]  # (sizes, gates, steps) least cost per person of being processed from that step on
    gate_air: NDArray[np.int64]  # (gates,)
    room: NDArray[np.float64]  # (gates, steps) people
    night: NDArray[np.int64]  # (gates, steps) group of steps in one curfew, or -1
    night_room: NDArray[np.float64]  # (groups,) people
    flight_first: NDArray[
        np.int32
    ]  # (sizes, gates, steps) first flight that can be caught; those of an airhead in a row
    flight_last: NDArray[np.int64]  # (airheads,) end of its flights
    flight_cost: NDArray[np.float64]  # (flights, steps) least cost per person from that step to departure
    flight_departs: NDArray[np.float64]  # (flights,) seconds
    seats: NDArray[np.float64]  # (flights,)


AIM = 0.05  # by what share more than the best so far a step of the ascent aims at


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def _onward(r, gate_price, night_price, flight_price):  # type: ignore[no-untyped-def]
    """Give the least priced cost per person of a step and one of an airhead's flights from each on, without `stand`.

    Returns (cost, flight), both (gates, steps, flights + 1).
    """
    gates, steps = r.room.shape
    flights = len(r.seats)
    cost, flight = np.full((gates, steps, flights + 1), np.inf), np.zeros((gates, steps, flights + 1), np.int32)
    for gate in range(gates):
        end = r.flight_last[r.gate_air[gate]]
        for k in range(steps):
            if r.room[gate, k] <= 0:
                continue
            here = gate_price[gate, k]
            if r.night[gate, k] >= 0:
                here += night_price[r.night[gate, k]]
            least, chosen = np.inf, 0
            for f in range(end - 1, r.flight_first[0, gate, k] - 1, -1):
                priced = here + flight_price[f] + r.flight_cost[f, k]
                if priced < least:
                    least, chosen = priced, f
                cost[gate, k, f], flight[gate, k, f] = least, chosen
    return cost, flight


@_jit
def _best_steps(r, onward):  # type: ignore[no-untyped-def]
    """Give the least cost of a step or a later one of the day, and that step: (sizes, gates, days, steps) each."""
    sizes, gates, steps = r.stand.shape
    days = r.until.shape[1]
    best = np.full((sizes, gates, days, steps + 1), np.inf)
    step = np.zeros((sizes, gates, days, steps + 1), np.int32)
    for s in range(sizes):
        for gate in range(gates):
            for day in range(days):
                least, at = np.inf, 0
                for k in range(r.until[gate, day], -1, -1):
                    here = onward[gate, k, r.flight_first[s, gate, k]] + r.stand[s, gate, k]
                    if here < least:
                        least, at = here, k
                    best[s, gate, day, k], step[s, gate, day, k] = least, at
    return best, step


@_jit
def lagrange(r, gate_price, night_price, flight_price, gate_use, night_use, flight_use):  # type: ignore[no-untyped-def]
    """Return the Lagrangian at these prices, and write how much of each room its minimiser uses.

    For prices of zero or more it is never above the cost of any plan of the relaxed case.
    """
    gates, days = r.until.shape
    gate_use[:], night_use[:], flight_use[:] = 0.0, 0.0, 0.0
    onward, flight = _onward(r, gate_price, night_price, flight_price)
    best, step = _best_steps(r, onward)
    total = 0.0
    for p in range(len(r.size)):
        least, chosen, at, flies = r.leave[p], -1, 0, 0
        s = r.kind[p]
        for gate in range(gates):
            if r.access[p, gate] >= least:
                continue
            for day in range(days):
                first = r.first[p, gate, day]
                if first > r.until[gate, day]:
                    continue
                own = r.access[p, gate] + r.size[p] * (
                    onward[gate, first, r.catches[p, gate, day]] + r.stand[s, gate, first]
                )
                if own < least:
                    least, chosen, at, flies = own, gate, first, flight[gate, first, r.catches[p, gate, day]]
                later = r.access[p, gate] + r.size[p] * best[s, gate, day, first + 1]
                if later < least:
                    least, chosen, at = later, gate, step[s, gate, day, first + 1]
                    flies = flight[gate, at, r.flight_first[s, gate, at]]
        total += least
        if chosen >= 0:
            gate_use[chosen, at] += r.size[p]
            flight_use[flies] += r.size[p]
            if r.night[chosen, at] >= 0:
                night_use[r.night[chosen, at]] += r.size[p]
    return total - _worth(r, gate_price, night_price, flight_price)


@_jit
def _worth(r, gate_price, night_price, flight_price):  # type: ignore[no-untyped-def]
    """Give what all the room is worth at these prices."""
    total = (night_price * r.night_room).sum() + (flight_price * r.seats).sum()
    for gate in range(r.room.shape[0]):
        for k in range(r.room.shape[1]):
            if r.room[gate, k] > 0:
                total += gate_price[gate, k] * r.room[gate, k]
    return total


@_jit
def _overuse(r, gate_use, night_use, flight_use):  # type: ignore[no-untyped-def]
    """Give by how much each room is used over what it holds: a supergradient of the Lagrangian."""
    gate = np.where(r.room > 0, gate_use - r.room, 0.0).ravel()
    return np.concatenate((gate, night_use - r.night_room, flight_use - r.seats))


@_jit
def _evaluate(r, prices, gate_use, night_use, flight_use):  # type: ignore[no-untyped-def]
    """Return the Lagrangian at prices in one row, and its supergradient."""
    nights, split = len(r.night_room), r.room.size
    gate = prices[:split].copy().reshape(r.room.shape)
    night, flight = prices[split : split + nights].copy(), prices[split + nights :].copy()
    total = lagrange(r, gate, night, flight, gate_use, night_use, flight_use)
    return total, _overuse(r, gate_use, night_use, flight_use)


@_jit
def ascend(r, start, rounds):  # type: ignore[no-untyped-def]
    """Climb from some prices towards those that prove most; return (the Lagrangian there, prices).

    The volume algorithm (Barahona and Anbil, 2000): steps along a running mean of the supergradients. Prices stand in
    one row: gates by steps, nights, flights.
    """
    gate_use, night_use, flight_use = np.zeros(r.room.shape), np.zeros(len(r.night_room)), np.zeros(len(r.seats))
    best, mean = _evaluate(r, start, gate_use, night_use, flight_use)
    prices, stride, fails = start.copy(), 0.3, 0
    for i in range(rounds):
        along = np.where((prices <= 0) & (mean < 0), 0.0, mean)
        length = (along * along).sum()
        if length <= 1e-12:
            break
        tried = np.maximum(0.0, prices + stride * AIM * abs(best) / length * mean)
        total, over = _evaluate(r, tried, gate_use, night_use, flight_use)
        fresh = 0.1 if 3 * i < rounds else 0.03 if 3 * i < 2 * rounds else 0.01
        if total > best:
            best, prices, fails = total, tried, 0
            if (over * mean).sum() > 0:
                stride = min(1.1 * stride, 2.0)
        else:
            fails += 1
            if fails == 20:
                stride, fails = max(0.66 * stride, 1e-6), 0
        mean = fresh * over + (1.0 - fresh) * mean
    return best, prices
