"""Evaluate the Lagrangian of a relaxed case: whatever the prices, a lower bound on the cost of any plan."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray


class Rooms(NamedTuple):
    """Give a figure for every scarce room: its price per person, or how many people use it."""

    gate: NDArray[np.float64]  # (gates, steps)
    night: NDArray[np.float64]  # (groups,) at a gate during a curfew
    flight: NDArray[np.float64]  # (flights,) seats
    hold: NDArray[np.float64]  # (flights,) room in the airhead just before the flight departs
    dusk: NDArray[np.float64]  # (dusks,) room in an airhead and at its gates together when a curfew begins
    post: NDArray[np.float64]  # (checkpoints, steps)


class Relaxed(NamedTuple):
    """Hold the relaxed case: every party picks a gate, a step and a flight, or stays.

    A party may be divided between choices; steps, gates at night and flights hold so many people.
    """

    size: NDArray[np.float64]  # (parties,) people
    leave: NDArray[np.float64]  # (parties,) least cost of staying
    kind: NDArray[np.int64]  # (parties,) which of the sizes it has
    access: NDArray[
        np.float64
    ]  # (parties, gates) least cost until at the gate, past no checkpoint; infinity = cannot be
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
    inside: NDArray[np.int64]  # (airheads, steps) first flight before which who is processed in a step is surely inside
    held: NDArray[np.float64]  # (flights,) people whom its airhead holds
    dusk_air: NDArray[np.int64]  # (dusks,) airhead
    dusk_until: NDArray[np.int64]  # (dusks,) last step in which they are processed who were there when the curfew began
    dusk_flight: NDArray[np.int64]  # (dusks,) first flight after it
    dusk_room: NDArray[np.float64]  # (dusks,) people
    least: NDArray[np.float64]  # (parties, gates) least cost until at the gate, past checkpoints or not
    least_first: NDArray[np.int32]  # (parties, gates, days) first step in which it can be processed then
    post_access: NDArray[np.float64]  # (parties, checkpoints) least cost until it is passed
    post_first: NDArray[np.int32]  # (parties, checkpoints, days) first step in which it can be passed
    post_begin: NDArray[np.int64]  # (days,) first step in which anybody passes
    post_until: NDArray[np.int64]  # (days,) last step
    post_room: NDArray[np.float64]  # (checkpoints, steps) people
    post_onward: NDArray[np.float64]  # (checkpoints, gates) least cost per person from there on, past no other
    post_lead: NDArray[np.int64]  # (checkpoints, gates) steps that this takes at the least
    post_across: NDArray[np.float64]  # (checkpoints, checkpoints) least cost per person from one to the next
    post_between: NDArray[np.int64]  # (checkpoints, checkpoints) steps
    post_least: NDArray[np.int64]  # (checkpoints, gates) steps from a checkpoint to a gate, past others or not


AIM = 0.05  # a step of the ascent aims at this share more than the best so far,
AIM_STAKE = 2e-3  # and this share of all that is at stake


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def _onward(r, price):  # type: ignore[no-untyped-def]
    """Give the least priced cost per person of a step and one of an airhead's flights from each on, without `stand`.

    Returns (cost, flight), both (gates, steps, flights + 1).
    """
    gates, steps = r.room.shape
    flights = len(r.seats)
    cost, flight = np.full((gates, steps, flights + 1), np.inf), np.zeros((gates, steps, flights + 1), np.int32)
    until = np.zeros(flights + 1)  # what it costs to be held past each flight
    for f in range(flights):
        until[f + 1] = until[f] + price.hold[f]
    for gate in range(gates):
        air = r.gate_air[gate]
        for k in range(steps):
            if r.room[gate, k] <= 0:
                continue
            here = price.gate[gate, k]
            if r.night[gate, k] >= 0:
                here += price.night[r.night[gate, k]]
            least, chosen, inside = np.inf, 0, r.inside[air, k]
            for f in range(r.flight_last[air] - 1, r.flight_first[0, gate, k] - 1, -1):
                priced = here + price.flight[f] + r.flight_cost[f, k]
                if f >= inside:
                    priced += until[f + 1] - until[inside]
                for n in range(len(r.dusk_air)):
                    if r.dusk_air[n] == air and k <= r.dusk_until[n] and f >= r.dusk_flight[n]:
                        priced += price.dusk[n]
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
def _past_posts(r, price, best):  # type: ignore[no-untyped-def]
    """Give the least cost per person of passing a checkpoint in a step or a later one of the day, and what follows.

    Returns (cost, that step, the checkpoint passed next or -1), (sizes, checkpoints, gates, days, steps) each.
    """
    sizes, gates, days, wide = best.shape
    posts = len(r.post_room)
    cost = np.full((sizes, posts, gates, days, wide), np.inf, np.float64)
    step = np.zeros((sizes, posts, gates, days, wide), np.int32)
    after = np.full((sizes, posts, gates, days, wide), -1, np.int8)
    for s in range(sizes):
        for gate in range(gates):
            for day in range(days):
                own, own_step, own_after = cost[s, :, gate, day], step[s, :, gate, day], after[s, :, gate, day]
                for j in range(r.post_until[day], r.post_begin[day] - 1, -1):
                    _pass_in_step(r, price, best[s, gate, day], gate, j, own, own_step, own_after)
    return cost, step, after


@_jit
def _pass_in_step(r, price, best, gate, j, cost, step, after):  # type: ignore[no-untyped-def]
    """Work out one step for one size, gate and day; those after it are done."""
    posts, wide = cost.shape
    for c in range(posts):
        cost[c, j], step[c, j], after[c, j] = cost[c, j + 1], step[c, j + 1], after[c, j + 1]
        then = j + r.post_lead[c, gate]
        if r.post_room[c, j] > 0 and then < wide:
            here = price.post[c, j] + r.post_onward[c, gate] + best[then]
            if here < cost[c, j]:
                cost[c, j], step[c, j], after[c, j] = here, j, -1
    for _ in range(posts):
        changed = False
        for c in range(posts):
            if r.post_room[c, j] <= 0:
                continue
            for b in range(posts):
                then = j + r.post_between[c, b]
                if r.post_across[c, b] == np.inf or then >= wide:
                    continue
                here = price.post[c, j] + r.post_across[c, b] + cost[b, then]
                if here < cost[c, j]:
                    cost[c, j], step[c, j], after[c, j] = here, j, b
                    changed = True
        if not changed:
            break


@_jit
def lagrange(r, price, use):  # type: ignore[no-untyped-def]
    """Return the Lagrangian at these prices, and write into `use` how much of each room its minimiser uses.

    For prices of zero or more it is never above the cost of any plan of the relaxed case.
    """
    gates, days = r.until.shape
    posts = len(r.post_room)
    use.gate[:], use.night[:], use.flight[:], use.hold[:], use.dusk[:] = 0.0, 0.0, 0.0, 0.0, 0.0
    use.post[:] = 0.0
    onward, flight = _onward(r, price)
    best, step = _best_steps(r, onward)
    past, passed, after = _past_posts(r, price, best)
    total = 0.0
    for p in range(len(r.size)):
        least, chosen, at, flies, by, then, early, on = r.leave[p], -1, 0, 0, -1, 0, False, 0
        s, size = r.kind[p], r.size[p]
        for gate in range(gates):
            if r.least[p, gate] >= least:
                continue
            for day in range(days):
                first = r.first[p, gate, day]
                if first <= r.until[gate, day] and r.access[p, gate] < least:
                    caught = max(r.catches[p, gate, day], r.flight_first[s, gate, first])
                    own = r.access[p, gate] + size * (onward[gate, first, caught] + r.stand[s, gate, first])
                    if own < least:
                        least, chosen, at, flies, by = own, gate, first, flight[gate, first, caught], -1
                    later = r.access[p, gate] + size * best[s, gate, day, first + 1]
                    if later < least:
                        least, chosen, at, by = later, gate, step[s, gate, day, first + 1], -1
                        flies = flight[gate, at, r.flight_first[s, gate, at]]
                soonest = r.least_first[p, gate, day]
                if soonest > r.until[gate, day]:
                    continue
                for c in range(posts):
                    j = r.post_first[p, c, day]
                    if j > r.post_until[day]:
                        continue
                    if r.post_lead[c, gate] <= r.post_least[c, gate]:
                        late = soonest - r.post_lead[c, gate]
                        for i in range(j, min(late, r.post_until[day] + 1)):  # who passes early has to wait
                            via = max(0.0, r.post_access[p, c]) + size * (
                                price.post[c, i] + best[s, gate, day, soonest]
                            )
                            if r.post_room[c, i] > 0 and via < least:
                                least, chosen, by, then, early = via, gate, c, i, True
                                at = step[s, gate, day, soonest]
                                flies = flight[gate, at, r.flight_first[s, gate, at]]
                        j = max(j, late)
                    via = max(r.post_access[p, c] + size * past[s, c, gate, day, j], 0.0)
                    if via < least:
                        least, chosen, by, then, early, on = via, gate, c, j, False, day
        total += least
        if chosen >= 0 and by >= 0 and not early:
            while by >= 0:
                then, last = passed[s, by, chosen, on, then], by
                use.post[by, then] += size
                by = after[s, by, chosen, on, then]
                then += r.post_between[last, by] if by >= 0 else r.post_lead[last, chosen]
            at = step[s, chosen, on, then]
            flies = flight[chosen, at, r.flight_first[s, chosen, at]]
        elif chosen >= 0 and by >= 0:
            use.post[by, then] += size
        if chosen >= 0:
            _use(r, use, size, chosen, at, flies)
    _sum_holds(r, use)
    return total - _worth(r, price)


@_jit
def _use(r, use, size, gate, step, flight):  # type: ignore[no-untyped-def]
    """Count people who are processed in a step and take a flight; of holds, where they begin and end."""
    use.gate[gate, step] += size
    use.flight[flight] += size
    if r.night[gate, step] >= 0:
        use.night[r.night[gate, step]] += size
    air = r.gate_air[gate]
    inside = r.inside[air, step]
    if flight >= inside:
        use.hold[inside] += size
        if flight + 1 < r.flight_last[air]:
            use.hold[flight + 1] -= size
    for n in range(len(r.dusk_air)):
        if r.dusk_air[n] == air and step <= r.dusk_until[n] and flight >= r.dusk_flight[n]:
            use.dusk[n] += size


@_jit
def _sum_holds(r, use):  # type: ignore[no-untyped-def]
    """Turn where holds begin and end into how many there are."""
    begin = 0
    for end in r.flight_last:
        for f in range(begin + 1, end):
            use.hold[f] += use.hold[f - 1]
        begin = end


@_jit
def _worth(r, price):  # type: ignore[no-untyped-def]
    """Give what all the room is worth at these prices."""
    total = (price.night * r.night_room).sum() + (price.flight * r.seats).sum()
    total += (price.hold * r.held).sum() + (price.dusk * r.dusk_room).sum()
    return total + (price.gate * r.room).sum() + (price.post * r.post_room).sum()


@_jit
def rooms_of(r, row):  # type: ignore[no-untyped-def]
    """Take the figures for all rooms from one row, in the order of their names."""
    a = r.room.size
    b = a + len(r.night_room)
    c = b + len(r.seats)
    d = c + len(r.seats)
    e = d + len(r.dusk_room)
    gate, post = row[:a].copy().reshape(r.room.shape), row[e:].copy().reshape(r.post_room.shape)
    return Rooms(gate, row[a:b].copy(), row[b:c].copy(), row[c:d].copy(), row[d:e].copy(), post)


@_jit
def _evaluate(r, row, use):  # type: ignore[no-untyped-def]
    """Return the Lagrangian at prices in one row, and by how much each room is used over what it holds."""
    total = lagrange(r, rooms_of(r, row), use)
    over = use.night - r.night_room, use.flight - r.seats, use.hold - r.held, use.dusk - r.dusk_room
    gate, post = (use.gate - r.room).ravel(), (use.post - r.post_room).ravel()
    return total, np.concatenate((gate, over[0], over[1], over[2], over[3], post))


@_jit
def ascend(r, start, rounds):  # type: ignore[no-untyped-def]
    """Climb from some prices, in one row, towards those that prove most; return (the Lagrangian there, prices).

    The volume algorithm (Barahona and Anbil, 2000): steps along a running mean of the supergradients.
    """
    use = rooms_of(r, np.zeros(len(start)))
    best, mean = _evaluate(r, start, use)
    prices, stride, fails = start.copy(), 0.3, 0
    stake = AIM_STAKE * r.leave.sum()
    for i in range(rounds):
        along = np.where((prices <= 0) & (mean < 0), 0.0, mean)
        length = (along * along).sum()
        if length <= 1e-12:
            break
        tried = np.maximum(0.0, prices + stride * (AIM * abs(best) + stake) / length * mean)
        total, over = _evaluate(r, tried, use)
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
