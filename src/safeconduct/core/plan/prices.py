"""Find the prices of scarce room: a small linear program for a sample of the parties, then an ascent for all.

In the program people flow from home to a gate, queue there at no cost, are processed in steps, wait for a flight and
fly. The queues make one variable per party, gate and day enough: no party is copied for every step.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

from safeconduct.core.plan.kernels.pricing import Relaxed, Rooms, ascend, rooms_of

SAMPLE = 800  # parties in the linear program and the first ascent
ROUNDS_SAMPLE, ROUNDS_ALL = 3000, 1000  # of the ascents; fewer for more than 8,000 parties


def find_prices(r: Relaxed) -> Rooms:
    """Return prices per person of all rooms, each at least zero."""
    sample = _sample(r)
    row = np.concatenate([price.ravel() for price in _solve(sample)])
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
    fewer = {
        name: getattr(r, name)[rows]
        for name in (
            "size",
            "leave",
            "kind",
            "access",
            "first",
            "catches",
            "least",
            "least_first",
            "post_access",
            "post_first",
        )
    }
    room = {
        name: getattr(r, name) * share for name in ("room", "night_room", "seats", "held", "dusk_room", "post_room")
    }
    return r._replace(**fewer, **room)


@dataclass(slots=True)
class _Rows:
    """Collect the rows of a sparse matrix and what each amounts to."""

    columns: int
    rows: list[NDArray[np.int64]] = field(default_factory=list)
    cells: list[NDArray[np.int64]] = field(default_factory=list)
    values: list[NDArray[np.float64]] = field(default_factory=list)
    amounts: list[NDArray[np.float64]] = field(default_factory=list)
    count: int = 0

    def begin(self, amounts: NDArray[np.float64]) -> int:
        """Begin so many rows; return the number of the first."""
        self.amounts.append(amounts)
        self.count += len(amounts)
        return self.count - len(amounts)

    def add(self, row: NDArray[np.int64] | int, cell: NDArray[np.int64], value: float) -> None:
        """Put a value into the cells of the rows."""
        self.rows.append(np.broadcast_to(np.asarray(row, np.int64), cell.shape))
        self.cells.append(cell)
        self.values.append(np.full(len(cell), value))

    def matrix(self) -> coo_array:
        """Return the matrix."""
        row, cell, value = (np.concatenate([*part, np.zeros(0)]) for part in (self.rows, self.cells, self.values))
        place = row.astype(np.int64), cell.astype(np.int64)
        return coo_array((value, place), shape=(self.count, self.columns))

    def amount(self) -> NDArray[np.float64]:
        """Return what each row amounts to."""
        return np.concatenate([*self.amounts, np.zeros(0)])


def _solve(r: Relaxed) -> Rooms:
    """Return the duals of the relaxed case as a linear program, with harm and times at gates as for average parties.

    Variables: people of a party sent to a gate on a day, past no checkpoint; sent to a checkpoint on a day; queued there
    and gone on to a gate by step; queued at a gate and processed by step; passed over and taken by each flight. Falls
    back to prices of zero, which are valid too, when the solver gives up.
    """
    gates, steps = r.room.shape
    flights, cells, posts, days = len(r.seats), gates * steps, len(r.post_room), len(r.post_until)
    air = np.repeat(r.gate_air, steps)
    owner = np.searchsorted(r.flight_last, np.arange(flights), side="right")
    cell, every = np.arange(cells), np.arange(flights)
    shares = np.bincount(r.kind, weights=r.size, minlength=len(r.stand))
    usual = int(np.searchsorted(np.cumsum(shares), 0.5 * shares.sum()))  # the size of the party of half the people
    catches = r.flight_first[usual].ravel().astype(np.int64)
    flies = catches < r.flight_last[air] if cells else np.zeros(0, np.bool_)
    party, gate, day = np.nonzero(np.isfinite(r.access)[:, :, None] & (r.first <= r.until))
    leads_on = (r.post_least < steps).any(axis=1)
    by, post, passes = np.nonzero(
        np.isfinite(r.post_access)[:, :, None]
        & (r.post_first <= r.post_until)
        & leads_on[:, None]
        & np.isfinite(r.least).any(axis=1)[:, None, None]
    )
    from_post, to_gate, when = np.nonzero(
        np.isfinite(r.post_onward)[:, :, None]
        & (r.post_room > 0)[:, None, :]
        & (np.arange(steps) + r.post_lead[:, :, None] < steps)
    )
    soon = r.least_first.min(axis=1, initial=steps)
    begins = np.maximum(
        r.post_first[by, post, passes],
        np.minimum(soon[by, passes] - r.post_least.min(axis=1, initial=steps)[post], steps - 1),
    )
    useful = (r.post_least < steps).any(axis=1)
    here, there, moment = np.nonzero(
        (np.isfinite(r.post_across) & useful[None, :])[:, :, None]
        & (r.post_room > 0)[:, None, :]
        & (np.arange(steps) + r.post_between[:, :, None] < steps)
    )
    sent_by = len(party)
    at_post = sent_by + len(by)
    on = at_post + posts * steps
    cross = on + len(when)
    queue = cross + len(moment)
    done, passed = queue + cells, queue + 2 * cells
    fly = passed + flights
    count = fly + flights
    like = r.room, r.night_room, r.seats, r.held, r.dusk_room, r.post_room
    nothing = Rooms(*(np.zeros(room.shape) for room in like))
    if count == 0:  # no gate and no flight: nothing to price
        return nothing

    cost = np.zeros(count)
    cost[:sent_by] = (r.access[party, gate] - r.leave[party]) / r.size[party]
    cost[sent_by:at_post] = (r.post_access[by, post] - r.leave[by]) / r.size[by]
    cost[on:cross] = r.post_onward[from_post, to_gate]
    cost[cross:queue] = r.post_across[here, there]
    cost[done:passed] = np.tensordot(shares / max(1.0, shares.sum()), r.stand, 1).ravel()
    cost[fly:] = r.flight_cost.min(axis=1, initial=np.inf)
    upper = np.full(count, np.inf)
    upper[:sent_by], upper[sent_by:at_post] = r.size[party], r.size[by]
    row, ends = np.nonzero(r.until >= 0)
    upper[queue + row * steps + r.until[row, ends]] = 0.0  # nobody is left queueing from one day to the next
    upper[queue + steps - 1 : done : steps] = 0.0  # nor at the end
    upper[at_post + np.add.outer(np.arange(posts) * steps, r.post_until[:days]).ravel()] = 0.0
    upper[done:passed] = np.where(flies, r.room.ravel(), 0.0)
    upper[passed + r.flight_last[r.flight_last > 0] - 1] = 0.0
    upper[fly:] = r.seats

    equal = _Rows(count)
    base = equal.begin(np.zeros(posts * steps))  # who queues at a checkpoint
    spot = np.arange(posts * steps)
    equal.add(base + post * steps + np.minimum(begins, r.post_until[passes]), sent_by + np.arange(len(by)), -1.0)
    equal.add(base + spot, at_post + spot, 1.0)
    equal.add(base + from_post * steps + when, on + np.arange(len(when)), 1.0)
    equal.add(base + here * steps + moment, cross + np.arange(len(moment)), 1.0)
    equal.add(base + there * steps + moment + r.post_between[here, there], cross + np.arange(len(moment)), -1.0)
    onward = spot[spot % max(1, steps) > 0]
    equal.add(base + onward, at_post + onward - 1, -1.0)
    base = equal.begin(
        np.zeros(cells)
    )  # who queues at a gate: those of the step before and who comes, less those processed
    equal.add(base + gate * steps + r.first[party, gate, day], np.arange(sent_by), -1.0)
    equal.add(base + to_gate * steps + when + r.post_lead[from_post, to_gate], on + np.arange(len(when)), -1.0)
    equal.add(base + cell, queue + cell, 1.0)
    equal.add(base + cell, done + cell, 1.0)
    later = cell[cell % max(1, steps) > 0]
    equal.add(base + later, queue + later - 1, -1.0)
    base = equal.begin(np.zeros(flights))  # who waits for a flight takes it or is passed over
    equal.add(base + catches[flies], done + cell[flies], -1.0)
    equal.add(base + every, fly + every, 1.0)
    equal.add(base + every, passed + every, 1.0)
    onward = every[1:][owner[1:] == owner[:-1]]
    equal.add(base + onward, passed + onward - 1, -1.0)

    most = _Rows(count)
    most.begin(r.size)
    most.add(party, np.arange(sent_by), 1.0)
    most.add(by, sent_by + np.arange(len(by)), 1.0)
    night = most.begin(r.night_room)
    by_night = np.nonzero(r.night.ravel() >= 0)[0]
    most.add(night + r.night.ravel()[by_night], done + by_night, 1.0)
    hold = most.begin(r.held)
    inside = r.inside[r.gate_air].ravel()
    most.add(hold + onward, passed + onward - 1, 1.0)
    for f in range(flights):  # inside just before a flight: who was passed over, and who came in since
        since = np.nonzero(flies & (air == owner[f]) & (catches >= f) & (inside <= f))[0]
        most.add(hold + f, done + since, 1.0)
    dusk = most.begin(r.dusk_room)
    for n in range(len(r.dusk_room)):  # processed by then, and not flown before it
        most.add(dusk + n, done + np.nonzero((air == r.dusk_air[n]) & (cell % steps <= r.dusk_until[n]))[0], 1.0)
        most.add(dusk + n, fly + np.nonzero((owner == r.dusk_air[n]) & (every < r.dusk_flight[n]))[0], -1.0)
    through = most.begin(r.post_room.ravel())
    most.add(through + from_post * steps + when, on + np.arange(len(when)), 1.0)
    most.add(through + here * steps + moment, cross + np.arange(len(moment)), 1.0)
    answer = linprog(  # type: ignore[call-overload]  # it takes sparse matrices too; the stubs do not know
        cost,
        A_ub=most.matrix(),
        b_ub=most.amount(),
        A_eq=equal.matrix(),
        b_eq=equal.amount(),
        bounds=np.column_stack([np.zeros(count), upper]),
        method="highs-ipm",
    )
    if answer.status != 0:
        return nothing
    scarce = -np.minimum(0.0, answer.ineqlin.marginals)
    of_upper = -np.minimum(0.0, answer.upper.marginals)
    room = np.where(flies, of_upper[done:passed], 0.0).reshape(gates, steps)
    past = scarce[through:].reshape(posts, steps)
    return Rooms(room, scarce[night:hold], of_upper[fly:], scarce[hold:dusk], scarce[dusk:through], past)
