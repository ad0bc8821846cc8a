"""Replay a plan through one course of events: who is out in the end, and where the others were held up.

Events run in the order of time. Everybody keeps to the plan, never earlier, and who is held up goes on from there as
docs/sufficiency.md says.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import Any, TypeVar

import numba
import numpy as np

from safeconduct.core.plan.kernels.struct import _MAKERS, bundle
from safeconduct.core.sufficiency.kernels import jit
from safeconduct.core.sufficiency.kernels.departure import enter_gate, let_fly
from safeconduct.core.sufficiency.kernels.script import ARRIVE, BOARD, MOVE, PASS, PROCESS, Course, Script
from safeconduct.core.sufficiency.kernels.state import ACTOR, AT_STOP, FLIGHT, STAYS, TRIP, State, begin_state
from safeconduct.core.sufficiency.kernels.travel import end_trip, go_on, leave_stop, meet_post, set_off

T = TypeVar("T", bound=tuple[Any, ...])


class Replay:
    """Run one script as often as wanted."""

    def __init__(self, script: Script) -> None:
        """Hand the script to the compiled code once."""
        self._script, self._compiled = script, bundle(script)
        self._bundle_state = bundle_like(begin_state(script))
        self._bundle_course: Callable[[Course], Any] | None = None

    def run(self, course: Course) -> State:
        """Return the state after the last event of one course."""
        state = begin_state(self._script)
        if self._bundle_course is None:
            self._bundle_course = bundle_like(course)
        run_events(self._compiled, self._bundle_course(course), self._bundle_state(state))
        return state


def bundle_like(first: T) -> Callable[[T], Any]:
    """Return what bundles flat values of the same types as the first: asking for the types takes longer than a day."""
    make = _MAKERS[numba.typeof(bundle(first))]
    return lambda values: make(*values)


@jit
def run_events(s: Any, course: Any, state: Any) -> Any:
    """Let everything happen until the deadline, in the order of time."""
    parties = len(s.size)
    heap = [(0.0, ACTOR, 0)]
    heap.pop()
    lay_out_events(s, course, state, heap)
    while len(heap) > 0:
        when, what, number = heapq.heappop(heap)
        if when > s.last:
            break
        if what == FLIGHT:
            let_fly(s, course, state, number)
        elif what == TRIP:
            if not state.gone[number]:
                leave_stop(s, state, heap, number, when)
        else:
            take_step(s, course, state, heap, number, when, parties)


@jit
def lay_out_events(s: Any, course: Any, state: Any, heap: Any) -> Any:
    """Put the first event of everybody on the heap; who is late sets out late."""
    parties = len(s.size)
    for party in range(parties):
        if state.fate[party] != STAYS:
            heapq.heappush(heap, (s.steps.time[s.steps.first[party]] + course.late[party], ACTOR, party))
    for trip in range(len(s.trips.follower)):
        if s.trips.is_first[trip]:
            heapq.heappush(heap, (s.steps.time[s.steps.first[parties + trip]], TRIP, trip))
    for flight in range(len(s.flights.time)):
        if s.flights.time[flight] < np.inf:
            heapq.heappush(heap, (s.flights.time[flight], FLIGHT, flight))


@jit
def take_step(s: Any, course: Any, state: Any, heap: Any, actor: Any, when: Any, parties: Any) -> Any:
    """Let a party or a vehicle do what comes next."""
    step = state.at[actor]
    kind = s.steps.kind[step]
    if kind == MOVE:
        set_off(s, state, heap, actor, when)
    elif kind == PASS:
        meet_post(s, course, state, heap, actor, when)
    elif kind == ARRIVE:
        if actor < parties:
            go_on(s, state, heap, actor, when)
        else:
            end_trip(s, state, heap, actor - parties, when)
    elif kind == BOARD:
        state.fate[actor] = AT_STOP
        state.stop[actor] = s.trips.stop[s.steps.ref[step]]
    elif kind == PROCESS:
        enter_gate(s, course, state, actor, when)
