"""Process people at gates and let flights depart."""

from __future__ import annotations

from typing import Any

from safeconduct.core.sufficiency.kernels import jit
from safeconduct.core.sufficiency.kernels.room import pass_gate
from safeconduct.core.sufficiency.kernels.script import FORGIVEN
from safeconduct.core.sufficiency.kernels.state import AT_GATE, IN_AIRHEAD, OUT


@jit
def enter_gate(s: Any, course: Any, state: Any, party: Any, when: Any) -> Any:
    """Be processed at the gate and wait to fly: with the planned flight, or in the queue if that has gone."""
    step, people = state.at[party], s.size[party]
    planned = s.steps.ref[step]
    counted_at = s.steps.written[step] if when <= s.steps.time[step] + FORGIVEN else when
    gate, span = state.gate[party], s.steps.span[step]
    if gate < 0:
        gate = planned
    elif gate != planned:
        counted_at = when
        span = min(s.grain, s.grain * people / s.gates.room[gate]) if s.gates.room[gate] > 0.0 else s.grain
    begin, end = pass_gate(s, course, state, gate, when, counted_at, people, span)
    if end > s.last:
        state.fate[party] = AT_GATE
        return
    airhead, flight = s.gates.airhead[gate], s.steps.ref[step + 1]
    state.fate[party], state.gate[party] = IN_AIRHEAD, gate
    state.begun[party], state.processed[party], state.airhead[party] = begin, end, airhead
    if state.flown[flight] or s.flights.airhead[flight] != airhead:
        join_queue(state, airhead, party)


@jit
def join_queue(state: Any, airhead: Any, party: Any) -> Any:
    """Let a party that missed its flight wait for a seat that is left, behind those who missed theirs before it."""
    state.queue[airhead, state.queued[airhead]] = party
    state.queued[airhead] += 1


@jit
def let_fly(s: Any, course: Any, state: Any, flight: Any) -> Any:
    """Let a flight depart unless it is cancelled: those planned on it first, then the queue while seats last.

    Who is planned on it, is in the airhead and does not leave with it joins the queue.
    """
    airhead, latest = s.flights.airhead[flight], s.flights.time[flight] - s.connection + FORGIVEN
    seats = 0 if course.cancelled[flight] else s.flights.seats[flight]
    waiting = state.queued[airhead]
    for i in range(s.flights.first[flight], s.flights.first[flight + 1]):
        party = s.flights.party[i]
        if state.fate[party] != IN_AIRHEAD or state.airhead[party] != airhead:
            continue
        if state.processed[party] <= latest and s.size[party] <= seats:
            seats -= s.size[party]
            state.fate[party], state.flight[party] = OUT, flight
        else:
            join_queue(state, airhead, party)
    kept = 0
    for i in range(state.queued[airhead]):
        party = state.queue[airhead, i]
        if i < waiting and state.processed[party] <= latest and s.size[party] <= seats:
            seats -= s.size[party]
            state.fate[party], state.flight[party] = OUT, flight
        else:
            state.queue[airhead, kept] = party
            kept += 1
    state.queued[airhead] = kept
    state.flown[flight] = True
