"""Find the prices of scarce room: a small linear program for a sample of the parties, then an ascent for all.

In the program people flow from home to a gate, queue there at no cost, are processed in steps, gather in the airhead
and fly. The queues make one variable per party, gate and day enough: no party is copied for every step.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.pricing import Relaxed, Rooms, ascend, rooms_of

Triples = list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]]

SAMPLE = 800  # parties in the linear program and the first ascent
ROUNDS_SAMPLE, ROUNDS_ALL = 3000, 1000  # of the ascents; fewer for more than 8,000 parties


def find_prices(r: Relaxed, case: Case) -> Rooms:
    """Return prices per person of all rooms, each at least zero."""
    sample = _sample(r)
    row = np.concatenate([price.ravel() for price in _program(sample, case)])
    if len(sample.size) < len(r.size):
        row = ascend(sample, row, ROUNDS_SAMPLE)[1]
    rounds = int(np.clip(ROUNDS_ALL * 8000 / max(1, len(r.size)), ROUNDS_ALL / 10, ROUNDS_ALL))
    prices: Rooms = rooms_of(r, ascend(r, row, rounds)[1])
    return prices


def _sample(r: Relaxed) -> Relaxed:
    """Take some parties, and of all room their share."""
    if len(r.size) <= SAMPLE:
        return r
    rows = np.sort(np.random.default_rng(len(r.size)).permutation(len(r.size))[:SAMPLE])
    share = r.size[rows].sum() / r.size.sum()
    fewer = {name: getattr(r, name)[rows] for name in ("size", "leave", "kind", "access", "first", "catches")}
    room = {name: getattr(r, name) * share for name in ("room", "night_room", "seats", "held", "dusk_room")}
    return r._replace(**fewer, **room)


def _program(r: Relaxed, case: Case) -> Rooms:
    """Return the duals of the relaxed case as a linear program, with harm at gates as for people of average parties.

    Variables: people of a party sent to a gate; queue and processed by gate and step; airhead pool by step; people on
    each flight. Rows that are kept with equality only balance; the prices are the duals of the others. Falls back to
    prices of zero, which are valid too, when the solver gives up.
    """
    gates, steps = r.room.shape
    airs, flights, nights = len(r.flight_last), len(r.seats), len(r.night_room)
    party, gate, day = np.nonzero(np.isfinite(r.access)[:, :, None] & (r.first <= r.until))
    sends = len(party)
    queue, done = sends, sends + gates * steps
    pool, fly = done + gates * steps, done + gates * steps + airs * steps
    count = fly + flights
    if count == 0:  # no gate and no airhead: nothing to price
        return Rooms(*(np.zeros(like.shape) for like in (r.room, r.night_room, r.seats, r.held, r.dusk_room)))
    lag = _lag(case)

    gain = (r.access[party, gate] - r.leave[party]) / r.size[party]
    cost = np.zeros(count)
    cost[:sends] = gain
    shares = np.bincount(r.kind, weights=r.size, minlength=len(r.stand))
    cost[done:pool] = np.tensordot(shares / max(1.0, shares.sum()), r.stand, 1).ravel()
    departs, owner, slot = _departures(r, case, steps)
    cost[fly:] = case.objective.hour / 3600 * departs
    upper = np.full(count, np.inf)
    upper[:sends] = r.size[party]
    upper[queue + steps - 1 : done : steps] = 0.0  # nobody is left queueing
    row, ends = np.nonzero(r.until >= 0)
    upper[queue + row * steps + r.until[row, ends]] = 0.0  # nor from one day to the next
    upper[pool + steps - 1 : fly : steps] = 0.0  # nor waiting to fly, at the end
    steps_at = np.arange(gates * steps)
    fits = steps_at % steps + lag < steps  # who is processed later than that catches no flight
    upper[done : done + gates * steps] = np.where(fits, r.room.ravel(), 0.0)
    upper[fly:] = r.seats

    equal: Triples = [
        (gate * steps + r.first[party, gate, day], np.arange(sends), np.full(sends, -1.0)),
        (steps_at, queue + steps_at, np.ones(gates * steps)),
        (steps_at, done + steps_at, np.ones(gates * steps)),
    ]
    later = steps_at[steps_at % steps > 0]
    equal.append((later, queue + later - 1, np.full(len(later), -1.0)))
    base, pools = gates * steps, np.arange(airs * steps)
    equal.append((base + pools, pool + pools, np.ones(len(pools))))
    onward = pools[pools % steps > 0]
    equal.append((base + onward, pool + onward - 1, np.full(len(onward), -1.0)))
    arrive = np.minimum(steps_at % steps + lag, steps - 1)
    into = base + r.gate_air[steps_at // steps] * steps + arrive
    equal.append((into[fits], done + steps_at[fits], np.full(int(fits.sum()), -1.0)))
    equal.append((base + owner * steps + slot, fly + np.arange(flights), np.ones(flights)))

    most: Triples = [(party, np.arange(sends), np.ones(sends))]
    by_night = np.nonzero(r.night.ravel() >= 0)[0]
    most.append((len(r.size) + r.night.ravel()[by_night], done + by_night, np.ones(len(by_night))))
    holds = len(r.size) + nights
    for f in range(flights):  # who is inside just before a flight: who waits for it or a later one, and who came since
        air, before = owner[f], slot[f] - 1
        if before >= 0:
            most.append((np.array([holds + f]), np.array([pool + air * steps + before]), np.ones(1)))
        since = np.arange(max(0, before - lag + 1), steps)
        since = since[r.inside[air, since] <= f]
        for own in np.nonzero(r.gate_air == air)[0]:
            most.append((np.full(len(since), holds + f), done + own * steps + since, np.ones(len(since))))
    dusks = holds + flights
    for n, (air, until, first) in enumerate(zip(r.dusk_air, r.dusk_until, r.dusk_flight, strict=True)):
        for own in np.nonzero(r.gate_air == air)[0]:  # processed until then and not flown before it
            most.append((np.full(until + 1, dusks + n), done + own * steps + np.arange(until + 1), np.ones(until + 1)))
        flown = np.nonzero((owner == air) & (np.arange(flights) < first))[0]
        most.append((np.full(len(flown), dusks + n), fly + flown, np.full(len(flown), -1.0)))
    answer = linprog(  # type: ignore[call-overload]  # it takes sparse matrices too; the stubs do not know
        cost,
        A_ub=_matrix(most, dusks + len(r.dusk_room), count),
        b_ub=np.concatenate([r.size, r.night_room, r.held, r.dusk_room]),
        A_eq=_matrix(equal, base + airs * steps, count),
        b_eq=np.zeros(base + airs * steps),
        bounds=np.column_stack([np.zeros(count), upper]),
        method="highs-ipm",
    )
    if answer.status != 0:
        return Rooms(*(np.zeros(like.shape) for like in (r.room, r.night_room, r.seats, r.held, r.dusk_room)))
    room = -np.minimum(0.0, np.where(fits, answer.upper.marginals[done : done + gates * steps], 0.0))
    scarce = -np.minimum(0.0, answer.ineqlin.marginals)
    night, hold, dusk = scarce[len(r.size) : holds], scarce[holds:dusks], scarce[dusks:]
    flight = -np.minimum(0.0, answer.upper.marginals[fly:])
    return Rooms(room.reshape(gates, steps), night, flight, hold, dusk)


def _lag(case: Case) -> int:
    """Give the steps that surely lie between the start of processing and the departure."""
    return max(0, int((60 * case.limits.connection_minutes_min - 30.0) // case.step_seconds))


def _departures(r: Relaxed, case: Case, steps: int) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Give each flight's departure in seconds, its airhead and its step."""
    departs = r.flight_departs
    owner = np.searchsorted(r.flight_last, np.arange(len(r.seats)), side="right")
    return departs, owner.astype(np.int64), np.minimum(departs // case.step_seconds, steps - 1).astype(np.int64)


def _matrix(triples: Triples, rows: int, columns: int) -> coo_array:
    row, column, value = (np.concatenate(part) for part in zip(*triples, strict=True))
    return coo_array((value, (row, column)), shape=(rows, columns))
