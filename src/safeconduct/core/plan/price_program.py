"""Price the room of a relaxed case by the duals of a linear program over queues.

People flow from home to a gate, past checkpoints or not, queue at them at no cost, are processed in steps, wait for a
flight and fly. The queues make one variable per party, place and day enough: no party is copied for every step.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

from safeconduct.core.plan.kernels.pricing import Relaxed, Rooms

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def solve_program(r: Relaxed) -> Rooms:
    """Return the duals of the relaxed case, with harm at gates as for average parties; zeros where there is no answer.

    Prices of zero are valid too; they only prove less.
    """
    flow = _Flow.of(r)
    answer = None
    if flow.count:
        equal, (most, firsts) = flow.balances(), flow.limits()
        answer = linprog(  # type: ignore[call-overload]  # it takes sparse matrices too; the stubs do not know
            flow.costs(),
            A_ub=most.matrix(),
            b_ub=most.amount(),
            A_eq=equal.matrix(),
            b_eq=equal.amount(),
            bounds=np.column_stack([np.zeros(flow.count), flow.upper()]),
            method="highs-ipm",
        )
    if answer is None or answer.status != 0:
        return Rooms(
            *(np.zeros(room.shape) for room in (r.room, r.night_room, r.seats, r.held, r.dusk_room, r.post_room))
        )
    night, hold, dusk, post = firsts
    scarce, upper = -np.minimum(0.0, answer.ineqlin.marginals), -np.minimum(0.0, answer.upper.marginals)
    gate = np.where(flow.flies, upper[flow.done : flow.passed], 0.0).reshape(r.room.shape)
    past = scarce[post:].reshape(r.post_room.shape)
    return Rooms(gate, scarce[night:hold], upper[flow.fly :], scarce[hold:dusk], scarce[dusk:post], past)


@dataclass(slots=True)
class _Rows:
    """Collect the rows of a sparse matrix and what each amounts to."""

    columns: int
    rows: list[Ints] = field(default_factory=list)
    cells: list[Ints] = field(default_factory=list)
    values: list[Floats] = field(default_factory=list)
    amounts: list[Floats] = field(default_factory=list)
    count: int = 0

    def begin(self, amounts: Floats) -> int:
        """Begin so many rows; return the number of the first."""
        self.amounts.append(amounts)
        self.count += len(amounts)
        return self.count - len(amounts)

    def add(self, row: Ints | int, cell: Ints, value: float) -> None:
        """Put a value into the cells of the rows."""
        self.rows.append(np.broadcast_to(np.asarray(row, np.int64), cell.shape))
        self.cells.append(cell)
        self.values.append(np.full(len(cell), value))

    def matrix(self) -> coo_array:
        """Return the matrix."""
        row, cell, value = (np.concatenate([*part, np.zeros(0)]) for part in (self.rows, self.cells, self.values))
        place = row.astype(np.int64), cell.astype(np.int64)
        return coo_array((value, place), shape=(self.count, self.columns))

    def amount(self) -> Floats:
        """Return what each row amounts to."""
        return np.concatenate([*self.amounts, np.zeros(0)])


@dataclass(frozen=True, slots=True, eq=False)
class _Flow:
    """Number the variables.

    They are, in this order, people sent from home to a gate past no checkpoint, sent to a first checkpoint, in its
    queue, gone on from there to a gate or to another checkpoint, in a gate's queue, processed, passed over by a flight,
    and taken by it; each name below is where its variables begin.
    """

    r: Relaxed
    direct: tuple[Ints, ...]  # party, gate, day
    by_post: tuple[Ints, ...]  # party, checkpoint, day
    onward: tuple[Ints, ...]  # checkpoint, gate, step
    across: tuple[Ints, ...]  # checkpoint, the next, step
    catches: Ints  # (gates x steps,) first flight that the smallest party catches
    flies: NDArray[np.bool_]  # (gates x steps,) whether there is one
    sent: int
    waits: int
    on: int
    cross: int
    queue: int
    done: int
    passed: int
    fly: int
    count: int

    @staticmethod
    def of(r: Relaxed) -> _Flow:
        """Find what can be."""
        gates, steps = r.room.shape
        moment, open_post = np.arange(steps), (r.post_room > 0)[:, None, :]
        leads_on = (r.post_least < steps).any(axis=1)
        reached = (np.isfinite(r.post_access) & leads_on).T & np.isfinite(r.least).any(axis=1)
        direct = _where(np.isfinite(r.access)[:, :, None] & (r.first <= r.until))
        by_post = _where(reached.T[:, :, None] & (r.post_first <= r.post_until))
        to_gate = np.isfinite(r.post_onward)[:, :, None] & (moment + r.post_lead[:, :, None] < steps)
        to_post = (np.isfinite(r.post_across) & leads_on)[:, :, None] & (moment + r.post_between[:, :, None] < steps)
        onward, across = _where(open_post & to_gate), _where(open_post & to_post)
        catches = r.flight_first[0].ravel().astype(np.int64)
        flies = np.less(catches, np.repeat(r.flight_last[r.gate_air], steps), dtype=np.bool_)
        sizes = len(direct[0]), len(by_post[0]), r.post_room.size, len(onward[0]), len(across[0])
        starts = np.cumsum([*sizes, gates * steps, gates * steps, len(r.seats), len(r.seats)]).tolist()
        return _Flow(r, direct, by_post, onward, across, catches, flies, *starts)

    def costs(self) -> Floats:
        """Give what a person costs in each variable."""
        r, cost = self.r, np.zeros(self.count)
        (party, gate, _), (by, post, _) = self.direct, self.by_post
        cost[: self.sent] = (r.access[party, gate] - r.leave[party]) / r.size[party]
        cost[self.sent : self.waits] = (r.post_access[by, post] - r.leave[by]) / r.size[by]
        cost[self.on : self.cross] = r.post_onward[self.onward[:2]]
        cost[self.cross : self.queue] = r.post_across[self.across[:2]]
        shares = np.bincount(r.kind, weights=r.size, minlength=len(r.stand))
        cost[self.done : self.passed] = np.tensordot(shares / max(1.0, shares.sum()), r.stand, 1).ravel()
        cost[self.fly :] = r.flight_cost.min(axis=1, initial=np.inf)
        return cost

    def upper(self) -> Floats:
        """Give how many people there can be in each variable: no queue lasts from one day to the next."""
        r, upper = self.r, np.full(self.count, np.inf)
        steps = r.room.shape[1]
        upper[: self.sent], upper[self.sent : self.waits] = r.size[self.direct[0]], r.size[self.by_post[0]]
        upper[self.waits + np.add.outer(np.arange(len(r.post_room)) * steps, r.post_until).ravel()] = 0.0
        gate, day = np.nonzero(r.until >= 0)
        upper[self.queue + gate * steps + r.until[gate, day]] = 0.0
        upper[self.queue + steps - 1 : self.done : steps] = 0.0
        upper[self.done : self.passed] = np.where(self.flies, r.room.ravel(), 0.0)
        upper[self.passed + r.flight_last[r.flight_last > 0] - 1] = 0.0
        upper[self.fly :] = r.seats
        return upper

    def balances(self) -> _Rows:
        """State that whoever comes somewhere stays or goes on."""
        r, rows = self.r, _Rows(self.count)
        steps, cell, spot = r.room.shape[1], np.arange(r.room.size), np.arange(r.post_room.size)
        (party, gate, day), (by, post, passes) = self.direct, self.by_post
        (c, to_gate, when), (a, b, then) = self.onward, self.across
        on, cross = self.on + np.arange(len(c)), self.cross + np.arange(len(a))
        soon = r.least_first.min(axis=1, initial=steps)[by, passes] - r.post_least.min(axis=1, initial=steps)[post]
        first = np.minimum(np.maximum(r.post_first[by, post, passes], soon), r.post_until[passes])
        base = rows.begin(np.zeros(len(spot)))  # the queues at checkpoints
        rows.add(base + post * steps + first, self.sent + np.arange(len(by)), -1.0)
        rows.add(base + spot, self.waits + spot, 1.0)
        rows.add(base + spot[spot % steps > 0], self.waits + spot[spot % steps > 0] - 1, -1.0)
        rows.add(base + c * steps + when, on, 1.0)
        rows.add(base + a * steps + then, cross, 1.0)
        rows.add(base + b * steps + then + r.post_between[a, b], cross, -1.0)
        base = rows.begin(np.zeros(len(cell)))  # the queues at gates
        rows.add(base + gate * steps + r.first[party, gate, day], np.arange(self.sent), -1.0)
        rows.add(base + to_gate * steps + when + r.post_lead[c, to_gate], on, -1.0)
        rows.add(base + cell, self.queue + cell, 1.0)
        rows.add(base + cell, self.done + cell, 1.0)
        rows.add(base + cell[cell % steps > 0], self.queue + cell[cell % steps > 0] - 1, -1.0)
        flight, later = np.arange(len(r.seats)), self._later_flights()
        base = rows.begin(np.zeros(len(flight)))  # those who wait for a flight
        rows.add(base + self.catches[self.flies], self.done + cell[self.flies], -1.0)
        rows.add(base + flight, self.fly + flight, 1.0)
        rows.add(base + flight, self.passed + flight, 1.0)
        rows.add(base + later, self.passed + later - 1, -1.0)
        return rows

    def limits(self) -> tuple[_Rows, tuple[int, int, int, int]]:
        """State what rooms hold; return where the rows of nights, holds, dusks and checkpoints begin, too."""
        r, rows = self.r, _Rows(self.count)
        steps, cell, flight, later = (
            r.room.shape[1],
            np.arange(r.room.size),
            np.arange(len(r.seats)),
            self._later_flights(),
        )
        air, owner = np.repeat(r.gate_air, steps), self._owner()
        rows.begin(r.size)
        rows.add(self.direct[0], np.arange(self.sent), 1.0)
        rows.add(self.by_post[0], self.sent + np.arange(len(self.by_post[0])), 1.0)
        night = rows.begin(r.night_room)
        in_night = np.nonzero(r.night.ravel() >= 0)[0]
        rows.add(night + r.night.ravel()[in_night], self.done + in_night, 1.0)
        hold = rows.begin(r.held)  # inside just before a flight: who was passed over, and who came in since
        inside = r.inside[r.gate_air].ravel()
        rows.add(hold + later, self.passed + later - 1, 1.0)
        for f in flight:
            since = np.nonzero(self.flies & (air == owner[f]) & (self.catches >= f) & (inside <= f))[0]
            rows.add(hold + int(f), self.done + since, 1.0)
        dusk = rows.begin(r.dusk_room)  # processed by then, and not flown before it
        for n, own in enumerate(r.dusk_air):
            by_then = np.nonzero((air == own) & (cell % steps <= r.dusk_until[n]))[0]
            rows.add(dusk + n, self.done + by_then, 1.0)
            rows.add(dusk + n, self.fly + np.nonzero((owner == own) & (flight < r.dusk_flight[n]))[0], -1.0)
        post = rows.begin(r.post_room.ravel())
        for start, (c, _, when) in ((self.on, self.onward), (self.cross, self.across)):
            rows.add(post + c * steps + when, start + np.arange(len(c)), 1.0)
        return rows, (night, hold, dusk, post)

    def _owner(self) -> Ints:
        """Give the airhead of each flight."""
        return np.searchsorted(self.r.flight_last, np.arange(len(self.r.seats)), side="right").astype(np.int64)

    def _later_flights(self) -> Ints:
        """Give the flights that are not the first of their airhead."""
        owner = self._owner()
        later: Ints = np.nonzero(owner[1:] == owner[:-1])[0] + 1
        return later


def _where(true: NDArray[np.bool_]) -> tuple[Ints, ...]:
    """Give the places of what is true, axis by axis."""
    return tuple(axis.astype(np.int64) for axis in np.nonzero(true))
