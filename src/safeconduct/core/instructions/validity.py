"""Find until when an instruction may still be started, and by when the next message comes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from safeconduct.core.instructions.directory import Directory, find_shuts_at
from safeconduct.core.plan import Leg, LegKind

MARGIN_LEAST = 5 * 60.0  # seconds; people walk a little faster when they are late
MARGIN_MOST = 15 * 60.0  # seconds
CADENCE_HOURS = 12.0  # nobody hears nothing for longer
_MOVES = (LegKind.WALK, LegKind.DRIVE)


@dataclass(frozen=True, slots=True)
class Holds:
    """Say how long an instruction holds; both are POSIX seconds, full minutes."""

    until: float  # after it the party does not set out; for one that stays, until when it should have another text
    next_by: float  # by when it hears again, "no change" included


def find_holds(directory: Directory, legs: tuple[Leg, ...], told_at: float, cadence_hours: float) -> Holds:
    """Return how long an instruction holds that is told at a moment (POSIX second).

    The next message comes a cadence after this one, and not after there is nothing more to say: the flight of a party
    that moves, the deadline of one that stays. One told later than that hears at once.
    """
    until = latest_start(directory, legs) if legs else directory.case.deadline
    end = legs[-1].depart if legs else directory.case.deadline
    next_by = max(told_at, min(told_at + cadence_hours * 3600.0, end))
    return Holds(until, next_by // 60.0 * 60.0)


def latest_start(directory: Directory, legs: tuple[Leg, ...]) -> float:
    """Return the POSIX second, a full minute, after which a party must not set out any more.

    It is the first leg's departure and a margin: the time the party would wait before its first vehicle or gate, at
    least 5 and at most 15 minutes, and never so much that a known curfew, closure or closing time is run into. A party
    whose first leg is a ride or a gate has no margin: neither waits.
    """
    before = list(takewhile(lambda leg: leg.kind in (*_MOVES, LegKind.WAIT), legs))
    slack = sum(leg.arrive - leg.depart for leg in before if leg.kind is LegKind.WAIT)
    margin = min(max(slack, MARGIN_LEAST), MARGIN_MOST) if before else 0.0
    for leg in before:
        if leg.kind in _MOVES:
            margin = min(margin, _room_after(directory, leg))
    return max(legs[0].depart // 60.0 * 60.0, (legs[0].depart + margin) // 60.0 * 60.0)


def _room_after(directory: Directory, leg: Leg) -> float:
    """Return by how many seconds a move may be late before something on its way shuts; 0 where that is not clear."""
    shuts = [window.start for window in directory.curfew]
    shuts += find_shuts_at(leg.to_node, directory.sites_at, directory.closed)
    for link in directory.shuts.keys() & set(leg.links):
        shuts += directory.shuts[link]
    return max(0.0, min((shut - leg.arrive for shut in shuts if shut > leg.depart), default=float("inf")))
