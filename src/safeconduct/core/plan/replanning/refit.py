"""Find a party a new future, from where it is, and write it as legs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from safeconduct.core.plan.kernels.board import crowd_with
from safeconduct.core.plan.kernels.follow import FINE
from safeconduct.core.plan.kernels.gate_arrival import ANY, find_flight, hold_cost
from safeconduct.core.plan.kernels.refit import find_place
from safeconduct.core.plan.kernels.struct import bundle
from safeconduct.core.plan.plan import Leg, LegKind
from safeconduct.core.plan.replanning.account import Account
from safeconduct.core.plan.replanning.standpoint import Standpoint, ask, renumber

BEFORE, AFTER = 3 * 3600.0, 9 * 3600.0  # how far from the old arrival a new one is looked for at first


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a possible future: all legs of the party, and what they cost with the crowd that they add to."""

    legs: tuple[Leg, ...]
    cost: float


def refit(account: Account, party: int, at: Standpoint, *, whole: bool, worth: float, trip: int = ANY) -> Place | None:
    """Return the cheapest place for a party from where it is; it must cost less than `worth`.

    What it keeps is booked, nothing else of it. `whole` looks at all hours, else at those near the old arrival; `trip`
    is the only one that it may take.
    """
    before = account.legs_before(party)
    if at.flown:
        return None
    fixed = sum(_leg_costs(account, party, at.kept))
    if at.airhead:
        return _fly_later(account, party, at, worth, fixed)
    arrival = next((leg.depart for leg in before if leg.kind == LegKind.PROCESS), None)
    middle = at.leave_from if arrival is None else arrival - account.case.start
    earliest, latest = (
        (at.leave_from, account.board.horizon)
        if whole or arrival is None
        else (max(at.leave_from, middle - BEFORE), max(at.leave_from, middle) + AFTER)
    )
    asked = ask(account, party, at, worth - fixed, min(earliest, latest), latest)
    asked = asked._replace(trip=trip)
    if not find_place(account.b, account.f, bundle(asked), at.prefix, account.o):
        return None
    tail = tuple(_write_tail(account, party, at))
    return Place(renumber((*at.kept, *tail)), float(account.found.floats[5]) + fixed)


def _leg_costs(account: Account, party: int, legs: tuple[Leg, ...]) -> Iterator[float]:
    """Give what the first legs of a party cost, of those that are as the plan had them."""
    if legs:
        first = account.flat.ptr[party]
        yield from account.cost[first : first + len(legs)].tolist()


def _fly_later(account: Account, party: int, at: Standpoint, worth: float, fixed: float) -> Place | None:
    """Give somebody inside an airhead the earliest flight that has seats."""
    case, size = account.case, account.case.parties[party].size
    air = account.places.air_row[at.airhead]
    flight = int(find_flight(account.b, air, max(at.since, account.now - account.board.connection), size))
    if flight < 0:
        return None
    cost = fixed + float(hold_cost(account.b, air, at.since, flight, size))
    if cost >= worth:
        return None
    who, gate_node = case.parties[party].party_id, at.kept[-1].to_node
    return Place(renumber((*at.kept, *_hold_and_fly(account, who, gate_node, at.since, air, flight))), cost)


def _hold_and_fly(account: Account, who: str, gate_node: str, done: float, air: int, flight: int) -> tuple[Leg, Leg]:
    start, site, taken = account.case.start, account.places.airheads[air], account.places.flights[flight]
    hold = Leg(who, 0, LegKind.HOLD, gate_node, site.node_id, start + done, taken.departs, site_id=site.site_id)
    fly = Leg(who, 0, LegKind.FLY, site.node_id, site.node_id, taken.departs, taken.departs, flight_id=taken.flight_id)
    return hold, fly


def _write_tail(account: Account, party: int, at: Standpoint) -> Iterator[Leg]:
    """Write what the kernels found as legs, in order; their seq is not set yet."""
    case, board, nodes = account.case, account.board, account.case.network.node_ids
    who, start = case.parties[party].party_id, case.start
    mode, gate, flight, trip, count = (int(value) for value in account.found.ints)
    depart, reach, arrive, begin, done = (float(value) for value in account.found.floats[:5])
    links = tuple(case.network.link_ids[row] for row in account.found.rows[:count].tolist())
    gate_site = account.places.gates[gate]

    def leg(kind: LegKind, origin: str, to: str, a: float, b: float, **more: Any) -> Leg:
        return Leg(who, 0, kind, origin, to, start + a, start + b, **more)

    def wait(site_id: str, node: str, a: float, b: float) -> Iterator[Leg]:
        if b > a:
            yield leg(LegKind.WAIT, node, node, a, b, site_id=site_id)

    here = nodes[at.node]
    if count:
        if at.site_id and at.moving is None:
            yield from wait(at.site_id, here, at.since, depart)
        head = nodes[board.streets.head[account.found.rows[count - 1]]]
        origin = here if at.moving is None else at.moving.from_node
        yield leg(LegKind.DRIVE if mode == 1 else LegKind.WALK, origin, head, depart, reach, links=links)
    if trip >= 0:
        run, site = account.days.trips[trip], account.point_sites[board.trip_point[trip]]
        yield from wait(site.site_id, site.node_id, reach, run.depart)
        yield leg(LegKind.RIDE, site.node_id, gate_site.node_id, run.depart, run.arrive, trip_id=run.trip_id)
    yield from wait(gate_site.site_id, gate_site.node_id, arrive, begin)
    yield leg(LegKind.PROCESS, gate_site.node_id, gate_site.node_id, begin, done, site_id=gate_site.site_id)
    air = int(board.gate_air[gate])
    yield from _hold_and_fly(account, who, gate_site.node_id, done, air, flight)


def keep_tail(account: Account, party: int, kept: tuple[Leg, ...], trip: int) -> tuple[Leg, ...] | None:
    """Return the legs of a rider whose trip goes another way, if all else can stay as it was; else None."""
    before, run, start = account.legs_before(party), account.days.trips[trip], account.case.start
    ride = next((n for n, leg in enumerate(before) if leg.kind == LegKind.RIDE), -1)
    process = next((n for n, leg in enumerate(before) if leg.kind == LegKind.PROCESS), -1)
    codes = account.codes(party)
    if ride < 0 or process < 0 or (codes[process:] != FINE).any() or kept != before[:ride]:
        return None
    nodes, begin = account.case.network.node_ids, before[process].depart
    at_stop = abs(before[ride].depart - start - run.depart) < 0.5 and before[ride].from_node == nodes[run.from_node]
    if not at_stop or before[process].from_node != nodes[run.to_node] or start + run.arrive > begin:
        return None
    size = account.case.parties[party].size
    site = account.numbers.site[before[process].site_id]
    waits = begin - start - run.arrive
    if waits > account.board.wait_max or crowd_with(account.b, site, run.arrive, begin - start, size) == np.inf:
        return None
    if not _has_room(account, party, before[process:], size):
        return None
    leg = before[ride]
    moved = Leg(leg.party_id, 0, leg.kind, leg.from_node, leg.to_node, leg.depart, start + run.arrive, (), run.trip_id)
    gate = before[process]
    wait = Leg(gate.party_id, 0, LegKind.WAIT, gate.from_node, gate.to_node, moved.arrive, begin, site_id=gate.site_id)
    return renumber((*kept, moved, *((wait,) if waits > 0 else ()), *before[process:]))


def _has_room(account: Account, party: int, legs: tuple[Leg, ...], size: int) -> bool:
    """Tell whether the gate's step, the airhead and the flight still have room for what a party did there."""
    board, m = account.board, account.numbered(party, legs)
    for i, leg in enumerate(legs):
        step = int(m.depart[i] // board.step)
        if leg.kind == LegKind.PROCESS and board.gate_used[m.gate[i], step] + size > board.gate_cap[m.gate[i], step]:
            return False
        if leg.kind == LegKind.HOLD and crowd_with(account.b, m.site[i], m.depart[i], m.arrive[i], size) == np.inf:
            return False
        if leg.kind == LegKind.FLY and board.seats_used[m.flight[i]] + size > board.flight_seats[m.flight[i]]:
            return False
    return True
