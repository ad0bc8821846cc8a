"""Hold the plan while it is repaired: the legs of every party, the trips, and the room that they leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.network import SiteKind
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.audit import NOT_SERVED, audit_leg, audit_legs
from safeconduct.core.plan.kernels.board import Board, Moves, book, book_all, count_exact, crowd_cost, run_trip
from safeconduct.core.plan.kernels.follow import FINE
from safeconduct.core.plan.kernels.forest import Forest
from safeconduct.core.plan.kernels.gate_arrival import make_found
from safeconduct.core.plan.kernels.struct import bundle
from safeconduct.core.plan.places import Places
from safeconduct.core.plan.plan import Leg, LegKind
from safeconduct.core.plan.replanning.days import Days, Run
from safeconduct.core.plan.replanning.events import Changed
from safeconduct.core.plan.replanning.flatten import Flat, Numbers, make_moves, number_legs


class Account:
    """Know of every leg whether it may still be, and keep count of all room; times in seconds since the start."""

    def __init__(
        self,
        changed: Changed,
        places: Places,
        numbers: Numbers,
        board: Board,
        compiled_streets: Any,
        forest: Forest,
        flat: Flat,
        days: Days,
        notice: float = 0.0,
    ) -> None:
        """Book the plan as it stands, every leg and trip; what can no longer be is marked, not taken out yet."""
        self.changed, self.case, self.places, self.numbers = changed, changed.case, places, numbers
        self.board, self.forest, self.flat, self.days = board, forest, flat, days
        self.now, self.streets = changed.now - self.case.start, compiled_streets
        self.notice = notice  # seconds that it takes to tell who is at home
        self.found = make_found(len(board.air_site), board.gate_used.shape[1], len(board.streets.post))
        self.b: Any = bundle(board._replace(streets=compiled_streets))
        self.f: Any = bundle(forest)
        self.o: Any = bundle(self.found)
        self.scratch = self.found.post, self.found.post_at, self.found.entry, self.found.entry_at
        self.point_sites = [s for s in self.case.sites if s.kind is SiteKind.TRANSIT_POINT]
        self.trip_code = self._load_trips()
        self.trip_number = {run.trip_id: number for number, run in days.trips.items()}
        self.moves = number_legs(flat.moves, flat.legs, numbers, self.trip_number)
        count = len(flat.legs)
        self.code, self.cost = np.zeros(count, np.int64), np.zeros(count)
        self.post_exact = np.zeros(board.post_used.shape, np.int64)
        audit_legs(self.b, self.moves, self.code, self.cost, self.post_exact, *self.scratch)
        book_all(self.b, self.moves, *self.scratch)
        self._own: dict[int, tuple[Leg, ...]] = {}
        self._crowd = 0.0  # by how much the crowds cost more since the plan was booked
        self.leave_cost = _leave_costs(self.case)

    def _load_trips(self) -> NDArray[np.int64]:
        """Put the plan's trips on the board and into the vehicles' days; return what is wrong with each."""
        case, numbers, board = self.case, self.numbers, self.board
        codes = np.zeros(len(board.trip_on), np.int64)
        for number, (trip, rows) in enumerate(zip(self.flat.trips, self.flat.trip_rows, strict=True)):
            run = Run(
                trip.trip_id, (trip.fleet_id, trip.vehicle), numbers.node[trip.from_node],
                numbers.node[trip.to_node], trip.depart - case.start, trip.arrive - case.start, rows,
            )  # fmt: skip
            codes[number] = self.enter_run(number, run, 1.0)
        for number, run in self.days.trips.items():
            if codes[number] == FINE and run.arrive > self.now and not self.days.is_served(number):
                codes[number] = NOT_SERVED
        return codes

    def enter_run(self, number: int, run: Run, forgiven: float) -> int:
        """Put a trip on the board and into its vehicle's day; return follow's code."""
        board = self.board
        gate_sites = {int(board.site_node[site]): gate for gate, site in enumerate(board.gate_site)}
        board.trip_point[number] = self.numbers.point.get(self.case.network.node_ids[run.from_node], -1)
        board.trip_gate[number] = gate_sites.get(run.to_node, -1)
        board.trip_seats[number] = self.days.seats(run.vehicle)
        board.trip_load[number] = 0
        board.trip_depart[number], board.trip_arrive[number] = run.depart, run.arrive
        rideable = board.trip_gate[number] >= 0 and board.trip_point[number] >= 0 and run.depart >= self.now
        board.trip_on[number] = int(rideable)
        self.days.add(number, run)
        return int(run_trip(self.b, number, run.rows, run.from_node, forgiven, *self.scratch, 1))

    def leave_run(self, number: int) -> Run:
        """Take an empty trip off the board and out of its vehicle's day."""
        run = self.days.trips[number]
        run_trip(self.b, number, run.rows, run.from_node, 1.0, *self.scratch, -1)
        self.board.trip_on[number] = 0
        self.days.drop(number)
        return run

    def legs(self, party: int) -> tuple[Leg, ...]:
        """Give a party's legs as they are now."""
        return self._own[party] if party in self._own else self.legs_before(party)

    def legs_before(self, party: int) -> tuple[Leg, ...]:
        """Give a party's legs as the plan had them; a party that is new had none."""
        if party + 1 >= len(self.flat.ptr):
            return ()
        return self.flat.legs[self.flat.ptr[party] : self.flat.ptr[party + 1]]

    def codes(self, party: int) -> NDArray[np.int64]:
        """Give what is wrong with each of a party's legs as the plan had them."""
        if party + 1 >= len(self.flat.ptr):
            return self.code[:0]
        return self.code[self.flat.ptr[party] : self.flat.ptr[party + 1]]

    def set_legs(self, party: int, legs: tuple[Leg, ...]) -> None:
        """Give a party other legs, and book them instead."""
        self._book(party, self.legs(party), -1)
        self._own[party] = legs
        self._book(party, legs, 1)

    @property
    def touched(self) -> dict[int, tuple[Leg, ...]]:
        """Give the parties whose legs were set, with these legs."""
        return self._own

    def party_cost(self, party: int) -> float:
        """Give what a party's legs cost, or its being left, without the crowd and without its trips."""
        legs = self.legs(party)
        if not any(leg.kind == LegKind.FLY for leg in legs):
            return float(self.leave_cost[party])
        moves = self.numbered(party, legs)
        return float(sum(audit_leg(self.b, *self._fields(moves, i), *self.scratch)[1] for i in range(len(legs))))

    def cost_of(self, parties: Sequence[int]) -> float:
        """Give what some parties cost together, with all trips, and with the crowds but for a constant."""
        costs = sum(self.party_cost(party) for party in parties)
        return costs + float((self.board.trip_harm * self.board.trip_load).sum()) + self._crowd

    def total(self) -> float:
        """Give what the whole plan costs, as the judge counts it."""
        flown = np.zeros(len(self.case.parties), np.bool_)
        by_party = np.zeros(len(self.case.parties))
        kept = len(self.flat.ptr) - 1
        sums = np.concatenate([[0.0], np.cumsum(self.cost)])
        by_party[:kept] = sums[self.flat.ptr[1:]] - sums[self.flat.ptr[:-1]]
        flown[:kept] = self.flat.ptr[1:] > self.flat.ptr[:-1]
        by_party[~flown] = self.leave_cost[~flown]
        for party in self._own:
            by_party[party] = self.party_cost(party)
        rides = float((self.board.trip_harm * self.board.trip_load).sum())
        return float(by_party.sum()) + rides + float(crowd_cost(self.b))

    def numbered(self, party: int, legs: Sequence[Leg]) -> Moves:
        """Return a party's legs as arrays."""
        size = np.full(len(legs), self.case.parties[party].size, np.int64)
        return number_legs(make_moves(self.case, self.numbers, legs, size), legs, self.numbers, self.trip_number)

    def passes_exactly(self) -> NDArray[np.int64]:
        """Count who passes each checkpoint in each step as the judge does, before any repair."""
        counts = self.post_exact.copy()
        count_exact(self.b, counts)
        return counts

    def _book(self, party: int, legs: Sequence[Leg], sign: int) -> None:
        moves = self.numbered(party, legs)
        for i in range(len(legs)):
            self._crowd += book(self.b, *self._fields(moves, i), sign, *self.scratch)

    @staticmethod
    def _fields(m: Moves, i: int) -> tuple[Any, ...]:
        """Give the fields of one leg in the order of the kernels."""
        return (
            m.kind[i], m.size[i], m.node[i], m.depart[i], m.arrive[i], m.site[i], m.gate[i], m.flight[i], m.trip[i],
            m.rows[m.ptr[i] : m.ptr[i + 1]],
        )  # fmt: skip


def _leave_costs(case: Case) -> NDArray[np.float64]:
    """Give what it costs to leave each party."""
    objective, hours = case.objective, (case.deadline - case.start) / 3600
    each = [party.priority * objective.left_behind + objective.hour * hours for party in case.parties]
    return np.array(each, np.float64) * np.array([party.size for party in case.parties], np.float64)
