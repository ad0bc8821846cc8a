"""Let who waits at a gate go inside as soon as gate and airhead have room: the crowd at the gate gets smaller.

Ways, rides, gates and flights stay as they are. Processing may begin in an earlier step that has room left, and last
until the airhead has room, though never longer than a step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.network import Site
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.judging.clock import is_open, is_shut
from safeconduct.core.plan.mixing.exposure import Ints
from safeconduct.core.plan.plan import Leg, LegKind, Plan


def hasten_plan(case: Case, plan: Plan) -> Plan:
    """Return the plan with shorter stays at gates; what it claims of its cost no longer holds."""
    legs: dict[str, list[Leg]] = defaultdict(list)
    for leg in plan.legs:
        legs[leg.party_id].append(leg)
    for own in legs.values():
        own.sort(key=lambda leg: leg.seq)
    rooms = _Rooms(case, legs)
    waiting = [stay for party_id, own in legs.items() if (stay := _read_stay(rooms, party_id, own)) is not None]
    for stay in sorted(waiting, key=lambda stay: (stay.begin, stay.party_id)):
        begin, done = rooms.find_earlier(stay)
        if done < stay.done:
            rooms.move(stay, begin, done)
            legs[stay.party_id] = _rewrite(legs[stay.party_id], stay, begin, done)
    return replace(plan, legs=tuple(leg for own in legs.values() for leg in own))


@dataclass(frozen=True, slots=True)
class _Stay:
    """Give one party's stay at a gate, in whole seconds since the start of the case."""

    party_id: str
    size: int
    gate: Site
    arrive: int
    begin: int
    done: int
    departs: int


def _read_stay(rooms: _Rooms, party_id: str, own: Sequence[Leg]) -> _Stay | None:
    """Read the stay of a party that waits at its gate; None where it does not, or times are not whole seconds."""
    kinds = [leg.kind for leg in own]
    if kinds[-4:] != [LegKind.WAIT, LegKind.PROCESS, LegKind.HOLD, LegKind.FLY] or party_id not in rooms.size:
        return None
    wait, process, hold = own[-4:-1]
    gate, start = rooms.sites.get(process.site_id), rooms.case.start
    times = [wait.depart - start, process.depart - start, process.arrive - start, hold.arrive - start]
    joined = wait.site_id == process.site_id and wait.arrive == process.depart and process.arrive == hold.depart
    if gate is None or gate.serves is None or not joined or any(time != int(time) or time < 0 for time in times):
        return None
    return _Stay(party_id, rooms.size[party_id], gate, *(int(time) for time in times))


class _Rooms:
    """Count the people whose processing begins in each step, and those inside each airhead in each second."""

    def __init__(self, case: Case, legs: dict[str, list[Leg]]) -> None:
        self.case, self.step = case, case.step_seconds
        self.sites = {site.site_id: site for site in case.sites}
        self.size = {party.party_id: party.size for party in case.parties}
        self.begun: dict[tuple[str, int], int] = defaultdict(int)
        seconds = int(case.deadline - case.start) + 2
        self.inside: dict[str, Ints] = defaultdict(lambda: np.zeros(seconds, np.int64))
        self.shut: dict[str, list[Window]] = defaultdict(list)
        for closure in case.closures:
            if closure.what == "node":
                self.shut[closure.ident].append(closure.window)
        for leg in (leg for own in legs.values() for leg in own):
            begin, end = leg.depart - case.start, leg.arrive - case.start
            people = self.size.get(leg.party_id, 0)
            if leg.kind == LegKind.PROCESS:
                self.begun[leg.site_id, int(begin // self.step)] += people
            elif leg.kind == LegKind.HOLD:
                self.inside[leg.site_id][max(0, int(begin)) : max(0, int(np.ceil(end)))] += people

    def find_earlier(self, stay: _Stay) -> tuple[int, int]:
        """Give when processing can begin and end so that it ends earliest; as it was where nothing is better."""
        pace = stay.gate.throughput
        need = int(np.ceil(min(self.step, 3600 * stay.size / pace))) if pace else 0
        need = min(need, int(self.step))
        room = np.inf if pace is None else pace * self.step / 3600
        soonest = self._find_room_inside(stay, stay.arrive + need)
        for step in range(int(stay.arrive // self.step), int(stay.begin // self.step) + 1):
            own = stay.size if step == int(stay.begin // self.step) else 0
            if self.begun[stay.gate.site_id, step] - own + stay.size > room:
                continue
            first, last = max(stay.arrive, int(np.ceil(step * self.step))), int(np.ceil((step + 1) * self.step)) - 1
            done = max(first + need, soonest)
            begin = min(last, done - need)
            if begin >= first and done - begin <= self.step and done < stay.done:
                return begin, done
        return stay.begin, stay.done

    def _find_room_inside(self, stay: _Stay, earliest: int) -> int:
        """Give the first second from which the airhead has room for the party until it is inside anyhow."""
        airhead = self.sites[stay.gate.serves or ""]
        if earliest >= stay.done:
            return stay.done
        since = self.case.start + earliest
        windows, closed = sorted(airhead.open), self.shut[airhead.node_id]
        if not is_open(windows, since, self.case.start + stay.done) or is_shut(
            closed, since, self.case.start + stay.done
        ):
            return stay.done
        if airhead.holding is None:
            return earliest
        full = np.nonzero(self.inside[airhead.site_id][earliest : stay.done] + stay.size > airhead.holding)[0]
        return earliest + int(full[-1]) + 1 if len(full) else earliest

    def move(self, stay: _Stay, begin: int, done: int) -> None:
        """Count the party where it is now."""
        self.begun[stay.gate.site_id, int(stay.begin // self.step)] -= stay.size
        self.begun[stay.gate.site_id, int(begin // self.step)] += stay.size
        self.inside[stay.gate.serves or ""][done : stay.done] += stay.size


def _rewrite(own: Sequence[Leg], stay: _Stay, begin: int, done: int) -> list[Leg]:
    """Give the party's legs with the new times; a wait that takes no time is left out."""
    *before, wait, process, hold, fly = own
    start = wait.depart - stay.arrive
    legs = [*before]
    if begin > stay.arrive:
        legs.append(replace(wait, arrive=start + begin))
    legs.append(replace(process, depart=start + begin, arrive=start + done))
    return [*legs, replace(hold, depart=start + done), fly]
