"""Find whom the events touch: whose legs can no longer be, and who must give way where room has shrunk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan.kernels.audit import TOO_QUICK
from safeconduct.core.plan.kernels.board import FLY, PROCESS, crowd_with
from safeconduct.core.plan.kernels.follow import FINE, NOTES_MAX, follow
from safeconduct.core.plan.kernels.gate_arrival import process_seconds
from safeconduct.core.plan.plan import LegKind
from safeconduct.core.plan.replanning.account import Account


def find_broken(account: Account) -> dict[int, int]:
    """Return the parties that cannot do what the plan says, with how many of their first legs they can keep.

    Only what is not over yet counts. Those who have no legs in the plan and were not in its case are among them.
    """
    m, now = account.moves, account.now
    broken = (account.code != FINE) & (account.code != TOO_QUICK) & _is_ahead(account)
    riding = m.trip >= 0
    broken[riding] |= (account.trip_code[m.trip[riding]] != FINE) & (m.arrive[riding] > now)
    keep: dict[int, int] = {}
    for leg in np.flatnonzero(broken).tolist():
        party, count = _keep_before(account, leg)
        keep.setdefault(party, count)
    return keep


def _is_ahead(account: Account) -> NDArray[np.bool_]:
    m, now = account.moves, account.now
    return np.asarray((m.arrive > now) | ((m.kind == FLY) & (m.depart >= now)))


def _party_of(account: Account, leg: int) -> int:
    return int(np.searchsorted(account.flat.ptr, leg, side="right")) - 1


def mend_processing(account: Account, broken: dict[int, int]) -> dict[int, int]:
    """Let processing take as long as gates now need; return those who then miss their flight or find no room there."""
    missed: dict[int, int] = {}
    for leg in np.flatnonzero((account.code == TOO_QUICK) & (account.moves.depart >= account.now)).tolist():
        party = _party_of(account, leg)
        if party in broken:
            continue
        legs, place, m = list(account.legs(party)), leg - int(account.flat.ptr[party]), account.moves
        step = int(m.depart[leg] // account.board.step)
        done = legs[place].depart + process_seconds(account.b, m.gate[leg], step, m.size[leg])
        fly = next((own for own in legs if own.kind == LegKind.FLY), None)
        account.set_legs(party, tuple(legs[:place]))
        begin, end = m.depart[leg], done - account.case.start
        full = crowd_with(account.b, account.board.gate_site[m.gate[leg]], begin, end, m.size[leg]) == np.inf
        if fly is None or fly.depart - done < account.board.connection or full:
            missed[party] = place
            continue
        legs[place] = replace(legs[place], arrive=done)
        legs[place + 1] = replace(legs[place + 1], depart=done)
        account.set_legs(party, tuple(legs))
    return missed


def find_crowded_out(account: Account) -> Iterator[tuple[int, int]]:
    """Give, one by one, parties that must give way where more are booked than there is room, as `find_broken`.

    The caller takes each out of its place before it asks for the next. Those for whom waiting costs least go first.
    """
    yield from _crowded_gates(account)
    yield from _crowded_flights(account)
    yield from _crowded_posts(account)


def _by_cost(account: Account, legs: NDArray[np.int64]) -> list[int]:
    """Order legs by what it costs per person to leave their party behind."""
    worth = [account.leave_cost[_party_of(account, leg)] / account.moves.size[leg] for leg in legs.tolist()]
    return [int(legs[i]) for i in np.argsort(worth, kind="stable")]


def _keep_before(account: Account, leg: int) -> tuple[int, int]:
    """Give a leg's party and how many first legs it keeps: those before it, and before processing that is too quick."""
    party = _party_of(account, leg)
    first = int(account.flat.ptr[party])
    quick = np.flatnonzero((account.code[first:leg] == TOO_QUICK) & (account.moves.depart[first:leg] >= account.now))
    return party, int(quick[0]) if len(quick) else leg - first


def _crowded_gates(account: Account) -> Iterator[tuple[int, int]]:
    board, m = account.board, account.moves
    for gate, step in np.argwhere(board.gate_used > board.gate_cap + 1e-6).tolist():
        inside = (m.kind == PROCESS) & (m.gate == gate) & (np.floor(m.depart / board.step) == step)
        for leg in _by_cost(account, np.flatnonzero(inside & (m.depart >= account.now))):
            if board.gate_used[gate, step] <= board.gate_cap[gate, step] + 1e-6:
                break
            yield _keep_before(account, leg)


def _crowded_flights(account: Account) -> Iterator[tuple[int, int]]:
    board, m = account.board, account.moves
    for flight in np.flatnonzero(board.seats_used > board.flight_seats).tolist():
        aboard = (m.kind == FLY) & (m.flight == flight) & (m.depart >= account.now)
        for leg in _by_cost(account, np.flatnonzero(aboard)):
            if board.seats_used[flight] <= board.flight_seats[flight]:
                break
            yield _keep_before(account, leg)


def _crowded_posts(account: Account) -> Iterator[tuple[int, int]]:
    """Take out who passes a checkpoint on foot, by car or on a trip in a step that has less room now."""
    board = account.board
    over = account.passes_exactly() > board.post_cap + 1e-6
    if not over.any():
        return
    over[:, : int(account.now // board.step)] = False
    for leg in _by_cost(account, np.flatnonzero(_passes(account, over))):
        party = _party_of(account, leg)
        if not (over & (board.post_used > board.post_cap + 1e-6)).any():
            return
        place = leg - int(account.flat.ptr[party])
        if account.legs(party)[: place + 1] == account.legs_before(party)[: place + 1]:
            yield _keep_before(account, leg)


def _passes(account: Account, over: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell of every leg whether it passes a checkpoint in one of the steps."""
    board, m = account.board, account.moves
    post, at = np.zeros(NOTES_MAX, np.int64), np.zeros(NOTES_MAX)
    entry, entry_at = np.zeros(NOTES_MAX, np.int64), np.zeros(NOTES_MAX)
    trips = [
        any(over[p, min(int(t // board.step), over.shape[1] - 1)] for p, t in zip(ps[:n], ts[:n], strict=True))
        for ps, ts, n in zip(board.trip_post, board.trip_at, board.trip_passes, strict=True)
    ]
    found = np.zeros(len(m.kind), np.bool_)
    for leg in range(len(m.kind)):
        if m.trip[leg] >= 0:
            found[leg] = trips[m.trip[leg]]
        elif m.ptr[leg + 1] > m.ptr[leg] and m.arrive[leg] > account.now:
            rows = m.rows[m.ptr[leg] : m.ptr[leg + 1]]
            _, _, count, _ = follow(
                account.streets, rows, m.node[leg], m.depart[leg], m.arrive[leg], m.kind[leg] == 1, 1.0, board.bound,
                post, at, entry, entry_at,
            )  # fmt: skip
            steps = np.minimum((at[:count] // board.step).astype(np.int64), over.shape[1] - 1)
            found[leg] = over[post[:count], steps].any()
    return found
