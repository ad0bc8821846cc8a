"""Say who is expected where by when, who has arrived, and who is overdue: no word of somebody is never good news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safeconduct.core.operation.state import State

MINUTE_MILLIS = 60_000
MARGIN_MIN, MARGIN_MAX = 15.0, 120.0  # minutes
LATER_THAN_MARGIN = 0.05
"""Of parties that are late as the case says they are, no more than so many are called overdue for that alone."""


class Presence(StrEnum):
    """Name where a party stands against its plan."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Stop:
    """Name a site at which a party is checked in, and when it is due there."""

    site: str
    due_millis: int
    vehicle: str = ""  # that brings it there; "" = its own way


@dataclass(frozen=True, slots=True)
class Move:
    """Hold what the adopted plan has a party do, as far as it can be checked in."""

    party: str
    size: int  # people
    leave_millis: int
    stops: tuple[Stop, ...]  # in order; the last is its gate
    airhead: str = ""  # behind the gate: who was checked in there has arrived, too
    flight: str = ""
    passes: tuple[str, ...] = ()  # sites that it passes, checkpoints among them


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """Hold where a party is due next."""

    move: Move
    stop: Stop  # of who has arrived: the last
    state: Presence
    overdue_minutes: int  # since it was due, without the margin; 0 where it is not overdue
    strayed: str = ""  # the site where it was checked in last, which its plan does not have

    @property
    def is_near(self) -> bool:
        """Tell whether it was checked in on its way already."""
        return self.stop is not self.move.stops[0]


def find_margin(late_chance: float, late_minutes: float, step_minutes: float) -> float:
    """Return after how many minutes who has not come is overdue.

    A party is late with this chance, by this mean, as the case's [uncertainty] says; of such delays no more than one in
    twenty of all parties has is longer than the margin. A plan's times are whole steps, so one step comes on top. It is
    a quarter of an hour at least, which people take to be checked in, and two hours at most.

    >>> round(find_margin(0.1, 30.0, 10.0), 1), find_margin(0.0, 30.0, 5.0), find_margin(1.0, 600.0, 5.0)
    (30.8, 15.0, 120.0)
    """
    tail = late_minutes * log(late_chance / LATER_THAN_MARGIN) if late_chance > LATER_THAN_MARGIN else 0.0
    return min(max(tail + step_minutes, MARGIN_MIN), MARGIN_MAX)


def list_expected(moves: Iterable[Move], state: State, now_millis: int, margin_minutes: float) -> list[ExpectedRow]:
    """Return a row for each party that the plan moves, the longest overdue first, then by when they are due.

    Left out is who is erased, and whose case somebody has decided otherwise than moved. Arrived is who was checked in
    at the last stop of the plan, or whose case is decided as moved; who was checked in where the plan does not take
    them is not.
    """
    rows = [
        _find_row(move, state, now_millis, margin_minutes)
        for move in moves
        if move.stops and not _is_settled(state, move.party)
    ]
    return sorted(rows, key=lambda row: (_ORDER[row.state], row.stop.due_millis, row.move.party))


def count_presence(
    moves: Iterable[Move], state: State, now_millis: int, margin_minutes: float
) -> Mapping[Presence, int]:
    """Count the same rows by where they stand, without making a list of them; of what is not there, none."""
    margin, counted = margin_minutes * MINUTE_MILLIS, Counter[Presence]()
    for move in moves:
        if not move.stops or _is_settled(state, move.party):
            continue
        if move.party in state.arrived or (move.party in state.cases and state.cases[move.party].outcome):
            counted[_find_row(move, state, now_millis, margin_minutes).state] += 1
        else:
            late = now_millis - move.stops[0].due_millis > margin
            counted[Presence.OVERDUE if late else Presence.EXPECTED] += 1
    return counted


def _find_row(move: Move, state: State, now_millis: int, margin_minutes: float) -> ExpectedRow:
    where = state.arrived.get(move.party, "")
    sites = [stop.site for stop in move.stops]
    case = state.cases.get(move.party)
    if where in (sites[-1], move.airhead or sites[-1]) or (case is not None and case.outcome == "moved"):
        return ExpectedRow(move, move.stops[-1], Presence.ARRIVED, 0)
    stop = move.stops[sites.index(where) + 1] if where in sites else move.stops[0]
    strayed = where if where not in sites else ""
    late = now_millis - stop.due_millis
    if late <= margin_minutes * MINUTE_MILLIS:
        return ExpectedRow(move, stop, Presence.EXPECTED, 0, strayed)
    return ExpectedRow(move, stop, Presence.OVERDUE, late // MINUTE_MILLIS, strayed)


def _is_settled(state: State, party: str) -> bool:
    entry, case = state.parties.get(party), state.cases.get(party)
    return (entry is not None and entry.erased) or (case is not None and case.outcome not in ("", "moved"))


_ORDER: Mapping[Presence, int] = {Presence.OVERDUE: 0, Presence.EXPECTED: 1, Presence.ARRIVED: 2}
