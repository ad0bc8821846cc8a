"""Tell from where a party can go on: at home, on a street, at a site, inside the airhead."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.people import Mode
from safeconduct.core.plan.kernels.follow import time_at
from safeconduct.core.plan.kernels.gate_arrival import ANY, Asked
from safeconduct.core.plan.plan import Leg, LegKind
from safeconduct.core.plan.replanning.account import Account

MOVES = (LegKind.WALK, LegKind.DRIVE)


def _no_links() -> NDArray[np.int64]:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Standpoint:
    """Hold what is kept of a party's legs, and where it is after them; times in seconds since the start."""

    kept: tuple[Leg, ...]  # waits at the end are not among them: they may become longer or shorter
    node: int
    since: float  # when it comes to the node
    leave_from: float
    at_home: bool
    moving: Leg | None = None  # the leg that it is on and cannot finish
    prefix: NDArray[np.int64] = field(default_factory=_no_links)  # the links of it that it has gone when it can turn
    stretch: float = 1.0
    site_id: str = ""  # where it waits
    airhead: str = ""  # where it holds
    flown: bool = False


def stand_after(account: Account, party: int, legs: tuple[Leg, ...], keep: int) -> Standpoint:
    """Return where a party is when it keeps so many of its legs; of the next one, what lies before now."""
    start, now, node = account.case.start, account.now, account.numbers.node
    kept, ahead = list(legs[:keep]), legs[keep] if keep < len(legs) else None
    if any(leg.kind == LegKind.FLY for leg in kept):
        return Standpoint(tuple(kept), -1, 0.0, 0.0, False, flown=True)
    if ahead is not None and ahead.kind in MOVES and ahead.depart - start < now:
        return _stand_on_street(account, tuple(kept), ahead)
    since, site_id = np.inf, ""
    if ahead is not None and ahead.kind in (LegKind.WAIT, LegKind.PROCESS) and ahead.depart - start < now:
        since, site_id = ahead.depart - start, ahead.site_id
    while kept and kept[-1].kind == LegKind.WAIT:
        since, site_id = kept[-1].depart - start, kept[-1].site_id
        kept.pop()
    while kept and kept[-1].kind == LegKind.HOLD:
        kept.pop()
    if not kept and since >= now:
        home = node[account.case.parties[party].node_id]
        ready = max(now + account.notice, account.case.parties[party].ready - start, 0.0)
        return Standpoint((), home, ready, float(np.ceil(ready)), True)
    if kept and kept[-1].kind == LegKind.PROCESS:
        done = kept[-1].arrive - start
        airhead = next(s.serves or "" for s in account.case.sites if s.site_id == kept[-1].site_id)
        return Standpoint(tuple(kept), -1, done, done, False, airhead=airhead)
    if kept:
        since = min(since, kept[-1].arrive - start)
        place = node[kept[-1].to_node]
    else:
        place = node[account.case.parties[party].node_id]
    return Standpoint(tuple(kept), place, since, float(np.ceil(max(since, now))), False, site_id=site_id)


def _stand_on_street(account: Account, kept: tuple[Leg, ...], leg: Leg) -> Standpoint:
    """Return the next node of a leg under way."""
    start, streets = account.case.start, account.board.streets
    rows = np.array([account.numbers.link[ident] for ident in leg.links], np.int64)
    seconds = streets.walk_seconds if leg.kind == LegKind.WALK else streets.auto_seconds
    free, depart, arrive = float(seconds[rows].sum()), leg.depart - start, leg.arrive - start
    for count in range(1, len(rows) + 1):
        at = float(time_at(rows, seconds, depart, arrive, count))
        if at >= account.now or count == len(rows):
            break
    stretch = max(1.0, (arrive - depart) / free) if free > 0 else 1.0
    node = int(streets.head[rows[count - 1]])
    return Standpoint(kept, node, at, at, False, leg, rows[:count], stretch)


def ask(account: Account, party: int, at: Standpoint, worth: float, earliest: float, latest: float) -> Asked:
    """Return the question that the kernels answer."""
    own, case, moving = account.case.parties[party], account.case, at.moving
    walks, drives = Mode.WALK in own.modes, Mode.AUTO in own.modes and at.at_home
    if moving is not None:
        walks, drives = moving.kind == LegKind.WALK, moving.kind == LegKind.DRIVE
    length, link = case.network.length, account.numbers.link
    walked = sum(float(length[link[ident]]) for leg in at.kept if leg.kind == LegKind.WALK for ident in leg.links)
    return Asked(
        size=own.size,
        worth=float(worth),
        node=at.node,
        since=float(at.since),
        leave_from=float(at.leave_from),
        at_home=at.at_home,
        on_foot=walks,
        by_car=drives,
        metres_left=float(case.limits.walk_metres_max - walked),
        prefix_node=at.node if moving is None else account.numbers.node[moving.from_node],
        prefix_depart=0.0 if moving is None else moving.depart - case.start,
        prefix_car=moving is not None and moving.kind == LegKind.DRIVE,
        stretch=float(at.stretch),
        trip=ANY,
        gate=ANY,
        earliest=float(earliest),
        latest=float(latest),
    )


def renumber(legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """Number legs from 0 on."""
    return tuple(leg if leg.seq == seq else replace(leg, seq=seq) for seq, leg in enumerate(legs))
