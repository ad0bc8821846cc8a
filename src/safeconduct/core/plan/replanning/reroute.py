"""Send a trip that cannot run as planned another way, by another vehicle, or a little later."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan.kernels.board import trip_fits
from safeconduct.core.plan.kernels.follow import FINE, time_at
from safeconduct.core.plan.kernels.forest import trace
from safeconduct.core.plan.replanning.account import Account
from safeconduct.core.plan.replanning.days import Run

DELAYS = (0.0, 0.5, 1.0, 2.0, 4.0)  # steps by which a trip may be put off


def reroute_trip(account: Account, number: int, people: int) -> bool:
    """Give a trip, whose people are all off it, another way, vehicle or hour; tell whether it runs again.

    Keeps its hour and vehicle where it can: then few have to be told. One that is under way can only turn at the next
    node.
    """
    run, code = account.days.trips[number], int(account.trip_code[number])
    account.leave_run(number)
    if run.depart < account.now:
        return _turn(account, number, run, people)
    for delay in DELAYS:
        depart = run.depart + np.ceil(delay * account.board.step)
        for rows in _ways(account, run, depart, keep=delay == 0.0 and code == FINE):
            arrive = _arrival(account, run, depart, rows)
            for vehicle in _vehicles(account, run, people):
                other = Run(run.trip_id, vehicle, run.from_node, run.to_node, depart, arrive, rows)
                if account.days.fits(other, anew=vehicle != run.vehicle or delay > 0) and _enter(
                    account, number, other, people
                ):
                    return True
    return False


def _enter(account: Account, number: int, run: Run, people: int) -> bool:
    """Let the trip run if its way is open and all its people may pass; else take it out again."""
    code = account.enter_run(number, run, 0.0)
    if code == FINE and trip_fits(account.b, number, people):
        account.trip_code[number] = FINE
        return True
    account.leave_run(number)
    return False


def _ways(account: Account, run: Run, depart: float, *, keep: bool) -> Iterator[NDArray[np.int64]]:
    """Give ways from the trip's transit point to its gate, its own first, no way twice."""
    known: set[bytes] = set()
    if keep or depart > run.depart:
        known.add(run.rows.tobytes())
        yield run.rows
    gate = _gate_at(account, run.to_node)
    if gate < 0:
        return
    for variant in range(int(account.forest.car_variants)):
        rows = trace(account.b, account.f, gate, variant, run.from_node, depart + 600.0)
        if (len(rows) or run.from_node == run.to_node) and rows.tobytes() not in known:
            known.add(rows.tobytes())
            yield rows


def _gate_at(account: Account, node: int) -> int:
    """Give the number of a gate at a node, or -1."""
    return next((n for n, site in enumerate(account.board.gate_site) if account.board.site_node[site] == node), -1)


def _arrival(account: Account, run: Run, depart: float, rows: NDArray[np.int64]) -> float:
    """Keep the time that the trip took where the way allows it, else take free flow."""
    free = float(account.board.streets.auto_seconds[rows].sum())
    taken = run.arrive - run.depart
    return depart + (taken if free <= taken <= 1.5 * free + 60.0 else float(np.ceil(free - 1e-6)))


def _vehicles(account: Account, run: Run, people: int) -> Iterator[tuple[str, int]]:
    """Give the trip's own vehicle, then those that have the seats, the fewest seats first."""
    yield run.vehicle
    others = [vehicle for vehicle in account.days.runs if vehicle != run.vehicle]
    for vehicle in sorted(others, key=lambda v: (v[0] != run.vehicle[0], account.days.seats(v), v)):
        if account.days.seats(vehicle) >= people:
            yield vehicle


def _turn(account: Account, number: int, run: Run, people: int) -> bool:
    """Send a trip under way from its next node on to its gate, or to any other."""
    seconds = account.board.streets.auto_seconds
    at, count = run.depart, 0
    while count < len(run.rows) and at < account.now:
        count += 1
        at = float(time_at(run.rows, seconds, run.depart, run.arrive, count))
    if not count:
        return False
    node = int(account.board.streets.head[run.rows[count - 1]])
    free = float(seconds[run.rows].sum())
    stretch = max(1.0, (run.arrive - run.depart) / free) if free > 0 else 1.0
    own = _gate_at(account, run.to_node)
    for gate in sorted(range(len(account.board.gate_site)), key=lambda n: n != own):
        target = int(account.board.site_node[account.board.gate_site[gate]])
        for variant in range(int(account.forest.car_variants)):
            rows = trace(account.b, account.f, gate, variant, node, at + 600.0)
            if not len(rows) and node != target:
                continue
            rows = np.concatenate([run.rows[:count], rows])
            arrive = run.depart + float(np.ceil(seconds[rows].sum() * stretch - 1e-6))
            other = Run(run.trip_id, run.vehicle, run.from_node, target, run.depart, arrive, rows)
            if account.days.fits(other, anew=False) and _enter(account, number, other, people):
                return True
    return False
