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
    access: NDArray[np.float64]  # (parties, gates) least cost until processed; infinity = cannot be
    first: NDArray[np.int64]  # (parties, gates) first step in which it can be processed
    gate_air: NDArray[np.int64]  # (gates,)
    room: NDArray[np.float64]  # (gates, steps) people
    night: NDArray[np.int64]  # (gates, steps) group of steps in one curfew, or -1
    night_room: NDArray[np.float64]  # (groups,) people
    flight_first: NDArray[np.int64]  # (airheads, steps) first flight that can be caught; flights of an airhead in a row
    flight_last: NDArray[np.int64]  # (airheads,) end of its flights
    flight_cost: NDArray[np.float64]  # (flights, steps) least cost per person from that step to departure
    flight_departs: NDArray[np.float64]  # (flights,) seconds
    seats: NDArray[np.float64]  # (flights,)


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def lagrange(r, gate_price, night_price, flight_price, gate_use, night_use, flight_use):  # type: ignore[no-untyped-def]
    """Return the Lagrangian at these prices, and write how much of each room its minimiser uses.

    For prices of zero or more it is never above the cost of any plan of the relaxed case.
    """
    gates, steps = r.room.shape
    gate_use[:], night_use[:], flight_use[:] = 0.0, 0.0, 0.0
    best = np.full((gates, steps + 1), np.inf)
    best_step = np.zeros((gates, steps + 1), np.int64)
    best_flight = np.zeros((gates, steps + 1), np.int64)
    for gate in range(gates):
        air = r.gate_air[gate]
        for k in range(steps - 1, -1, -1):
            best[gate, k] = best[gate, k + 1]
            best_step[gate, k], best_flight[gate, k] = best_step[gate, k + 1], best_flight[gate, k + 1]
            if r.room[gate, k] <= 0:
                continue
            here = gate_price[gate, k]
            if r.night[gate, k] >= 0:
                here += night_price[r.night[gate, k]]
            for f in range(r.flight_first[air, k], r.flight_last[air]):
                cost = here + flight_price[f] + r.flight_cost[f, k]
                if cost < best[gate, k]:
                    best[gate, k], best_step[gate, k], best_flight[gate, k] = cost, k, f
    total = 0.0
    for p in range(len(r.size)):
        least, chosen = r.leave[p], -1
        for gate in range(gates):
            if r.access[p, gate] < np.inf:
                cost = r.access[p, gate] + r.size[p] * best[gate, min(r.first[p, gate], steps)]
                if cost < least:
                    least, chosen = cost, gate
        total += least
        if chosen >= 0:
            k = best_step[chosen, r.first[p, chosen]]
            gate_use[chosen, k] += r.size[p]
            flight_use[best_flight[chosen, r.first[p, chosen]]] += r.size[p]
            if r.night[chosen, k] >= 0:
                night_use[r.night[chosen, k]] += r.size[p]
    for gate in range(gates):
        for k in range(steps):
            if r.room[gate, k] > 0:
                total -= gate_price[gate, k] * r.room[gate, k]
    for i in range(len(night_price)):
        total -= night_price[i] * r.night_room[i]
    for f in range(len(flight_price)):
        total -= flight_price[f] * r.seats[f]
    return total
