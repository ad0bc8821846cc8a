"""Move away from a new hazard those for whom that saves more than it costs to tell them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan.kernels.audit import audit_legs
from safeconduct.core.plan.kernels.board import board_trip
from safeconduct.core.plan.kernels.follow import FINE
from safeconduct.core.plan.kernels.forest import trace
from safeconduct.core.plan.kernels.struct import bundle
from safeconduct.core.plan.plan import Leg, LegKind
from safeconduct.core.plan.replanning.account import Account
from safeconduct.core.plan.replanning.days import Run
from safeconduct.core.plan.replanning.refit import keep_tail, refit
from safeconduct.core.plan.replanning.repair import GO_ON_AT_ANY_COST, has_set_out
from safeconduct.core.plan.replanning.standpoint import stand_after


def avoid_hazard(account: Account, compiled_before: object, change_cost: float) -> set[int]:
    """Give other ways to the trips and parties that a new hazard makes dearer; return these parties.

    `compiled_before` are the streets with the hazard as it was. Whoever has been touched already is left alone.
    """
    dearer = _find_dearer(account, compiled_before)
    _send_trips_round(account, change_cost)
    touched = {party for party in np.flatnonzero(dearer > 0).tolist() if party not in account.touched}
    for party in sorted(touched, key=lambda p: (-dearer[p], p)):
        if dearer[party] > change_cost * account.case.parties[party].size:
            _move_party(account, party, change_cost)
    return touched


def _find_dearer(account: Account, compiled_before: object) -> NDArray[np.float64]:
    """Give by how much the legs of each party that are not over cost more than they did."""
    before = bundle(account.board._replace(streets=compiled_before))  # type: ignore[arg-type]
    codes, costs = np.zeros_like(account.code), np.zeros_like(account.cost)
    audit_legs(before, account.moves, codes, costs, np.zeros_like(account.post_exact), *account.scratch)
    more = np.where(account.moves.arrive > account.now, account.cost - costs, 0.0)
    sums = np.concatenate([[0.0], np.cumsum(more)])
    by_party = sums[account.flat.ptr[1:]] - sums[account.flat.ptr[:-1]]
    return np.where(by_party > 1e-12, by_party, 0.0)


def _move_party(account: Account, party: int, change_cost: float) -> None:
    """Give a party a cheaper future, if there is one that is worth telling it."""
    old, before = account.legs(party), account.legs_before(party)
    start, margin = account.case.start, change_cost * account.case.parties[party].size
    stays = account.cost_of([party])
    begun = sum(leg.depart - start < account.now for leg in before)
    if begun and before[begun - 1].kind in (LegKind.WALK, LegKind.DRIVE):
        begun -= int(before[begun - 1].arrive - start > account.now)  # it can turn on the way
    at = stand_after(account, party, before, begun)
    if at.flown:
        return
    account.set_legs(party, at.kept)
    worth = GO_ON_AT_ANY_COST if has_set_out(account, party) else float(account.leave_cost[party])
    place = refit(account, party, at, whole=False, worth=worth)
    account.set_legs(party, old if place is None else place.legs)
    if place is not None and account.cost_of([party]) + margin >= stays:
        account.set_legs(party, old)


def _send_trips_round(account: Account, change_cost: float) -> None:
    """Let trips that have not begun go another way where that saves their people more than telling the driver costs."""
    board, seconds = account.board, account.board.streets.auto_seconds
    riders: dict[int, list[int]] = {}
    for leg in np.flatnonzero(account.moves.trip >= 0).tolist():
        party = int(np.searchsorted(account.flat.ptr, leg, side="right")) - 1
        if party not in account.touched:
            riders.setdefault(int(account.moves.trip[leg]), []).append(party)
    for number, run in list(account.days.trips.items()):
        own, harm, load = riders.get(number, []), float(board.trip_harm[number]), int(board.trip_load[number])
        if not own or run.depart < account.now or harm * load < change_cost:
            continue
        if sum(account.case.parties[party].size for party in own) != load:
            continue  # others came aboard during the repair
        for variant in range(int(account.forest.car_variants)):
            gate = int(board.trip_gate[number])
            rows = trace(account.b, account.f, gate, variant, run.from_node, run.arrive)
            free, taken = float(seconds[rows].sum()), run.arrive - run.depart
            if not len(rows) or np.array_equal(rows, run.rows):
                continue
            arrive = run.depart + (taken if free <= taken <= 1.5 * free + 60.0 else float(np.ceil(free - 1e-6)))
            other = Run(run.trip_id, run.vehicle, run.from_node, run.to_node, run.depart, arrive, rows)
            if _swap(account, number, other, own, (harm * load - change_cost) / load):
                break


def _swap(account: Account, number: int, other: Run, riders: list[int], harm_max: float) -> bool:
    """Let a trip go another way with all its riders, if it then costs less a person; else leave all as it was."""
    old = {party: account.legs(party) for party in riders}
    was, load = account.days.trips[number], int(account.board.trip_load[number])
    kept: dict[int, tuple[Leg, ...]] = {}
    for party, legs in old.items():
        ride = next(n for n, leg in enumerate(legs) if leg.kind == LegKind.RIDE)
        kept[party] = legs[:ride]
        account.set_legs(party, kept[party])
    account.leave_run(number)
    fine = account.days.fits(other, anew=False) and account.enter_run(number, other, 0.0) == FINE
    fine = fine and float(account.board.trip_harm[number]) < harm_max
    for party in riders:
        tail = keep_tail(account, party, kept[party], number) if fine else None
        if tail is None or not _passes(account, number, account.case.parties[party].size):
            fine = False
            break
        account.set_legs(party, tail)
    if fine:
        return True
    for party in riders:
        account.set_legs(party, kept[party])
    if number in account.days.trips:
        account.leave_run(number)
    account.enter_run(number, was, 1.0)
    for party, legs in old.items():
        account.set_legs(party, legs)
    assert int(account.board.trip_load[number]) == load
    return False


def _passes(account: Account, number: int, people: int) -> bool:
    """Tell whether a trip may take so many more people past its checkpoints."""
    board = account.board
    board_trip(account.b, number, people)
    steps = np.minimum(
        (board.trip_at[number, : board.trip_passes[number]] // board.step).astype(int), board.post_cap.shape[1] - 1
    )
    posts = board.trip_post[number, : board.trip_passes[number]]
    fine = bool((board.post_used[posts, steps] <= board.post_cap[posts, steps] + 1e-6).all())
    board_trip(account.b, number, -people)
    return fine
