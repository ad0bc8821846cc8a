"""Find odds of striking and prices for the floor, from a linear program in which people flow.

The program knows no parties and no streets: people come to gates outside curfews, are processed, hold and fly. Nothing
here has to be right for the floor to hold: whatever odds and prices come out, floor.py proves what they are worth.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from safeconduct.core.plan.case import Case
from safeconduct.core.plan.mixing.exposure import Floats
from safeconduct.core.plan.mixing.floor import Prices, Yard

COARSE_SECONDS = 300.0
FINE_BEFORE, FINE_AFTER = 900.0, 3600.0  # seconds around the beginning of a curfew in which the clock is the floor's
KINDS = 4  # of people, by the size of their party, as many in each
UNDER_WAY, JUST_BEGUN = 1, 2  # of a curfew
Terms = list[tuple[int, float]]


@dataclass(slots=True, eq=False)
class Rows:
    """Collect the rows of one kind of a sparse program."""

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    sides: list[float] = field(default_factory=list)

    def add(self, terms: Terms, side: float) -> int:
        """Add one row and return its number."""
        number = len(self.sides)
        self.rows += [number] * len(terms)
        self.columns += [column for column, _ in terms]
        self.values += [value for _, value in terms]
        self.sides.append(side)
        return number

    def matrix(self, width: int) -> Any:
        """Give the rows as a matrix."""
        return coo_array((self.values, (self.rows, self.columns)), shape=(len(self.sides), width))


def find_prices(case: Case, yard: Yard, budget: float) -> Prices | None:
    """Return odds and prices that are good where people are many and parties small; None where nothing is solved."""
    if not len(yard.gates) or not np.isfinite(yard.relaxed.least).any():
        return None
    flow = _Flow(case, yard)
    flow.write(budget)
    goal = np.zeros(flow.width)
    goal[flow.value] = 1.0
    equal, upper = flow.equal, flow.upper
    solved = linprog(  # type: ignore[call-overload]  # it takes sparse matrices too; the stubs do not know
        goal, upper.matrix(flow.width), np.array(upper.sides), equal.matrix(flow.width), np.array(equal.sides),
        bounds=np.stack([np.zeros(flow.width), flow.most], axis=1), method="highs",
    )  # fmt: skip
    if solved.status != 0:
        return None
    return flow.read(np.maximum(0.0, -solved.ineqlin.marginals), np.maximum(0.0, -solved.upper.marginals))


class _Flow:
    """Number the variables of the program and write its rows; moment n is the beginning of cell n."""

    def __init__(self, case: Case, yard: Yard) -> None:
        self.case, self.yard, self.relaxed = case, yard, yard.relaxed
        self.edges = _cut_clock(case, yard)
        cells = self.cells = len(self.edges) - 1
        gates, airs, flights = len(yard.gates), len(yard.holding), len(self.relaxed.seats)
        self._group_parties()
        shapes = [(gates, cells), (KINDS, gates, cells), (KINDS, gates, cells), (gates, cells + 1)]
        shapes += [(airs, cells + 1), (airs, cells + 1), (cells + 1,), (flights,), (len(self.levels),), (1,)]
        ends = np.cumsum([0] + [int(np.prod(shape)) for shape in shapes])
        blocks = [np.arange(a, b).reshape(s) for a, b, s in zip(ends[:-1], ends[1:], shapes, strict=True)]
        # Who comes; who is inside in a cell, begun in its own step or the one before; at the gate; inside; inside ever;
        # come ever; who flies; who stays; and what is to be least.
        self.come, self.own, self.early, self.wait, self.hold, self.done, self.ever, self.fly, self.stay, last = blocks
        self.value, self.width = int(last[0]), int(ends[-1])
        self.most = np.full(self.width, np.inf)
        self.equal, self.upper = Rows(), Rows()

    def _group_parties(self) -> None:
        """Sort people by how long they are processed and what leaving them costs; some are left in any plan."""
        relaxed = self.relaxed
        can = np.isfinite(relaxed.least).any(axis=1)
        access = relaxed.least[can].min(axis=1)
        self.fixed = float(relaxed.leave[~can].sum() + access.sum())
        self.size, self.first = relaxed.size[can], relaxed.least_first[can].min(axis=(1, 2)) * self.yard.step
        order = np.argsort(self.size, kind="stable")
        kind = np.empty(len(order), np.int64)
        kind[order] = np.minimum(np.cumsum(self.size[order]) / self.size.sum() * KINDS, KINDS - 1).astype(np.int64)
        need = self.yard.need[can]
        self.pace = np.array([_mean(need[kind == k], self.size[kind == k]) for k in range(KINDS)])
        levels = np.stack([kind, np.round((relaxed.leave[can] - access) / self.size, 4)])
        (self.kind_of_level, self.levels), group = np.unique(levels, axis=1, return_inverse=True)
        self.people = np.bincount(group.ravel(), self.size, len(self.levels))

    def write(self, budget: float) -> None:
        """Write all rows; those that a price is read from are remembered."""
        self._bound_variables()
        self._write_gates()
        self._write_airheads()
        for n in range(self.cells):
            come = [(int(column), 1.0) for column in self.come[:, n]]
            self.equal.add([(int(self.ever[n + 1]), -1.0), (int(self.ever[n]), 1.0), *come], 0.0)
        for kind in range(KINDS):
            own = np.concatenate(
                [self.own[kind].ravel(), self.early[kind].ravel(), self.stay[self.kind_of_level == kind]]
            )
            people = float(self.people[self.kind_of_level == kind].sum())
            self.equal.add([(int(column), 1.0) for column in own], people)
        hour = self.case.objective.hour / 3600
        costs = [(int(c), hour * float(d)) for c, d in zip(self.fly, self.relaxed.flight_departs, strict=True)]
        costs += [(int(c), float(level)) for c, level in zip(self.stay, self.levels, strict=True)]
        self.budget_row = self.upper.add(costs, budget - self.fixed)

    def _bound_variables(self) -> None:
        middle = (self.edges[:-1] + self.edges[1:]) / 2
        for low, high in self.yard.curfew:
            self.most[self.come[:, (middle > low) & (middle < high)]] = 0.0
        for block in (self.wait[:, 0], self.hold[:, 0], self.done[:, 0], self.ever[:1]):
            self.most[block] = 0.0
        self.most[self.hold[:, 1:-1]] = self.yard.holding[:, None]
        self.most[self.hold[:, -1]] = 0.0  # who is inside flies
        ready = np.sort(self.first)
        people = np.concatenate([[0.0], np.cumsum(self.size[np.argsort(self.first)])])
        self.most[self.ever[1:]] = people[np.searchsorted(ready, self.edges[1:], side="right")]
        self.most[self.fly], self.most[self.stay] = self.relaxed.seats, self.people

    def _write_gates(self) -> None:
        steps, slots = self.relaxed.room.shape[1], self.yard.slots
        middle, length = (self.edges[:-1] + self.edges[1:]) / 2, np.diff(self.edges)
        step_of = np.minimum((middle // self.yard.step).astype(np.int64), steps - 1)
        slot_of = np.minimum((middle // self.yard.slot).astype(np.int64), slots - 1)
        queues = self._find_queues(middle)
        gates = range(len(self.yard.gates))
        self.room_rows = np.zeros((len(gates), steps), np.int64)
        self.odds_rows = np.zeros((len(gates), slots), np.int64)
        for g in gates:
            for n in range(self.cells):
                flow = [(self.wait[g, n + 1], -1.0), (self.wait[g, n], 1.0), (self.come[g, n], 1.0)]
                inside = [(int(c), -1.0) for c in (*self.own[:, g, n], *self.early[:, g, n])]
                self.equal.add([*flow, *inside], 0.0)
            for k in range(steps):
                begun = self.own[:, g, step_of == k].ravel(), self.early[:, g, step_of == k + 1].ravel()
                terms = [(int(c), 1.0) for c in np.concatenate(begun)]
                self.room_rows[g, k] = self.upper.add(terms, float(self.relaxed.room[g, k]))
            for slot in range(slots):
                terms = [(self.value, -1.0)]
                for n in np.nonzero(slot_of == slot)[0].tolist():
                    if queues[n]:  # who is inside in a curfew waited; at other times it was processed
                        terms.append((int(self.wait[g, n + 1]), length[n] / self.yard.slot))
                    if not queues[n] or queues[n] == JUST_BEGUN:
                        paces = self.pace[:, g] / self.yard.slot
                        for block in (self.own, self.early):
                            terms += [(int(c), float(p)) for c, p in zip(block[:, g, n], paces, strict=True)]
                self.odds_rows[g, slot] = self.upper.add(terms, 0.0)

    def _find_queues(self, middle: Floats) -> list[int]:
        """Say of each cell whether it lies in a curfew, and whether at its very beginning."""
        found = np.zeros(len(middle), np.int64)
        for low, high in self.yard.curfew:
            found[(middle > low) & (middle < high)] = UNDER_WAY
            found[(middle > low) & (middle < low + 2 * self.yard.bin)] = JUST_BEGUN
        return found.tolist()

    def _write_airheads(self) -> None:
        departs, first = self.relaxed.flight_departs, 0
        for air, last in enumerate(self.relaxed.flight_last.tolist()):
            gates = np.nonzero(self.relaxed.gate_air == air)[0]
            flights = np.arange(first, last)
            cell_of = np.searchsorted(self.edges, departs[flights], side="left") - 1
            for n in range(self.cells):
                both = self.own[:, gates, n].ravel(), self.early[:, gates, n].ravel()
                inside = [(int(c), 1.0) for c in np.concatenate(both)]
                self.equal.add([(self.done[air, n + 1], -1.0), (self.done[air, n], 1.0), *inside], 0.0)
                gone = [(int(self.fly[f]), -1.0) for f in flights[cell_of == n]]
                self.equal.add([(self.hold[air, n + 1], -1.0), (self.hold[air, n], 1.0), *inside, *gone], 0.0)
            for f in flights:  # who flies has been inside for the least connection
                moment = int(np.searchsorted(self.edges, departs[f] - self.yard.connection, side="right"))
                boarded = [(int(self.fly[e]), 1.0) for e in range(first, f + 1)]
                self.upper.add([*boarded, (int(self.done[air, min(moment, self.cells)]), -1.0)], 0.0)
            first = last

    def read(self, rows: Floats, bounds: Floats) -> Prices:
        """Turn the marginals of the rows and of the variables' upper bounds into the prices of the floor."""
        odds = rows[self.odds_rows]
        hold = np.zeros((len(self.yard.holding), self.yard.bins + 1))
        moments = np.clip(np.round(self.edges / self.yard.bin), 0, self.yard.bins).astype(np.int64)
        limited = np.isfinite(self.yard.holding)
        for air in np.nonzero(limited)[0]:
            np.add.at(hold[air], moments[1:-1], bounds[self.hold[air, 1:-1]])
        total = max(float(odds.sum()), 1.0)
        cost, seat = float(rows[self.budget_row]), bounds[self.fly]
        return Prices(odds / total, cost / total, rows[self.room_rows] / total, seat / total, hold / total)


def _mean(values: Floats, weights: Floats) -> Floats:
    """Give the mean of rows by weight; zeros where there are none."""
    return np.asarray(weights @ values / weights.sum() if len(weights) else np.zeros(values.shape[1]), np.float64)


def _cut_clock(case: Case, yard: Yard) -> Floats:
    """Give the moments at which the program's cells begin and end: few, but many where a curfew begins."""
    horizon = case.deadline - case.start
    bins = np.arange(int(np.ceil(horizon / yard.bin)) + 1) * yard.bin
    every = max(1, int(min(COARSE_SECONDS, yard.slot, yard.step) // yard.bin))
    keep = np.arange(len(bins)) % every == 0
    keep[-1] = True
    for low, _ in yard.curfew:
        keep |= (bins >= low - FINE_BEFORE) & (bins <= low + FINE_AFTER)
    return np.asarray(bins[keep], np.float64)
