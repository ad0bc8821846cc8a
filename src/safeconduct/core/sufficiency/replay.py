"""Replay a plan through one course of events: who is out in the end, and where the others were held up.

The hot loop of the stage, compiled by numba. Events run in the order of time; everybody keeps to the plan, never
earlier, and who is held up goes on from there as docs/sufficiency.md says.
"""

from __future__ import annotations

import heapq
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from safeconduct.core.sufficiency.script import ARRIVE, BOARD, FLY, MOVE, PASS, PROCESS, Script

OUT, STAYS, ON_THE_WAY, AT_CHECKPOINT, AT_STOP, AT_GATE, IN_AIRHEAD = range(7)
CAUSES = {
    ON_THE_WAY: "no time left to move",
    AT_CHECKPOINT: "held at a checkpoint",
    AT_STOP: "missed the vehicle",
    AT_GATE: "held at a gate",
    IN_AIRHEAD: "no seat left",
}
FORGIVEN = 1.0  # seconds; the plan format forgives as much
ACTOR, TRIP, FLIGHT = range(3)  # at one moment people come first, then vehicles leave, then flights


class State(NamedTuple):
    """Hold what has happened so far."""

    at: NDArray[np.int32]  # (actors,) the step each comes to next
    fate: NDArray[np.int8]  # (parties,)
    stop: NDArray[np.int32]  # (parties,) where it waits for a vehicle, or -1
    ride: NDArray[np.int32]  # (parties,) the trip it is on, or -1
    gate: NDArray[np.int32]  # (parties,) another gate than planned, or -1
    processed: NDArray[np.float64]  # (parties,) when it is through the gate
    airhead: NDArray[np.int32]  # (parties,) where it waits to fly, or -1
    gone: NDArray[np.bool_]  # (trips,) has left, or never will
    aboard: NDArray[np.int32]  # (trips,) people
    flown: NDArray[np.bool_]  # (flights,) has left, or never will
    post_used: NDArray[np.float64]  # (checkpoints, steps) people
    gate_used: NDArray[np.float64]  # (gates, steps)
    queue: NDArray[np.int32]  # (airheads, parties) who has missed the flight, in order
    queued: NDArray[np.int32]  # (airheads,)


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def _next_fit(s, windows, when, span):  # type: ignore[no-untyped-def]
    """Give the earliest moment from `when` on at which `span` seconds fit into one window, or infinity."""
    for i in range(s.windows_first[windows], s.windows_first[windows + 1]):
        begin = max(when, s.windows_from[i] - FORGIVEN)
        if begin > when:
            begin = s.windows_from[i]
        if begin + span <= s.windows_to[i] + FORGIVEN:
            return begin
    return np.inf


@_jit
def _take_room(used, row, step, people, room):  # type: ignore[no-untyped-def]
    """Take room for people in a step if there is any; who is too many for any step takes a free one and the next."""
    if used[row, step] + people <= room + 1e-6:
        used[row, step] += people
        return True
    if used[row, step] > 0.0 or people <= room or room <= 0.0:
        return False
    rest = float(people)
    while rest > 0.0 and step < used.shape[1]:
        used[row, step] += min(rest, room)
        rest -= room
        step += 1
    return True


@_jit
def _pass_post(s, course, state, post, when, people):  # type: ignore[no-untyped-def]
    """Give when people pass a checkpoint: open, not shut that day, with room in the step; infinity if never."""
    while True:
        open_at = _next_fit(s, s.post_windows[post], when, 0.0)
        for i in range(course.shut_from.shape[1]):
            if course.shut_from[post, i] <= open_at < course.shut_to[post, i]:
                open_at = course.shut_to[post, i]
        if open_at > when:
            when = open_at
            if when == np.inf:
                return np.inf
            continue
        step = int(np.floor(when / s.step))
        if step >= s.steps:
            return np.inf
        if _take_room(state.post_used, post, step, people, s.post_room[post]):
            return when
        when = (step + 1) * s.step


@_jit
def _pass_gate(s, course, state, gate, when, people, span):  # type: ignore[no-untyped-def]
    """Give (when processing starts, when it ends) at a gate that may be slow that day; infinity if never."""
    while True:
        step = int(np.floor(when / s.step))
        if step >= s.steps:
            return np.inf, np.inf
        share = course.gate_share[gate, min(int(when / 86400.0), course.gate_share.shape[1] - 1)]
        if share > 0.0:
            begin = _next_fit(s, s.gate_windows[gate], when, span / share)
            if begin == np.inf:
                return np.inf, np.inf
            if begin > when:
                when = begin
                continue
            if _take_room(state.gate_used, gate, step, people, s.gate_room[gate] * share):
                return when, when + span / share
        when = (step + 1) * s.step


@_jit
def _go_on(s, state, heap, actor, when):  # type: ignore[no-untyped-def]
    """Send an actor that is done with its step to the next: in motion after as long as planned, else not before."""
    here = state.at[actor]
    there = here + 1
    late = max(0.0, when - s.time[here])
    if late <= FORGIVEN:
        late = 0.0
    moving = s.kind[here] == MOVE or s.kind[here] == PASS
    planned = s.time[there]
    then = planned + late if moving else max(planned, s.time[here] + late)
    if then <= planned + FORGIVEN:
        then = planned
    state.at[actor] = there
    heapq.heappush(heap, (then, ACTOR, actor))


@_jit
def _set_off(s, state, heap, party, when, step):  # type: ignore[no-untyped-def]
    """Begin a movement outside the curfew; one that the plan itself timed is not asked again."""
    begin = when
    if when > s.time[step] + FORGIVEN:
        begin = _next_fit(s, s.ref[step], when, s.span[step])
    if begin == np.inf:
        return
    if begin > when:
        heapq.heappush(heap, (begin, ACTOR, party))
    else:
        _go_on(s, state, heap, party, when)


@_jit
def _meet_post(s, course, state, heap, actor, when, step):  # type: ignore[no-untyped-def]
    """Pass a checkpoint, or stand before it for good."""
    parties = len(s.size)
    people = s.size[actor] if actor < parties else state.aboard[actor - parties]
    passed = _pass_post(s, course, state, s.ref[step], when, people)
    if passed < np.inf:
        _go_on(s, state, heap, actor, passed)
    elif actor < parties:
        state.fate[actor] = AT_CHECKPOINT
    else:
        trip = actor - parties
        for party in range(parties):
            if state.ride[party] == trip:
                state.fate[party] = AT_CHECKPOINT
        _call_off(s, state, s.trip_next[trip])


@_jit
def _call_off(s, state, trip):  # type: ignore[no-untyped-def]
    """Call off a trip and all that its vehicle was to do after it."""
    while trip >= 0:
        state.gone[trip] = True
        trip = s.trip_next[trip]


@_jit
def _leave_stop(s, state, heap, trip, when):  # type: ignore[no-untyped-def]
    """Let a vehicle leave: those planned on it who are there, then in the seats left those who missed theirs."""
    parties = len(s.size)
    actor = parties + trip
    begin = when
    if when > s.time[s.first[actor]] + FORGIVEN:
        begin = _next_fit(s, s.ref[s.first[actor]], when, s.span[s.first[actor]])
    if begin == np.inf:
        _call_off(s, state, trip)
        return
    if begin > when:
        heapq.heappush(heap, (begin, TRIP, trip))
        return
    stop = s.trip_stop[trip]
    for turn in range(2):
        if stop < 0 or (turn == 1 and s.trip_gate[trip] < 0):
            continue
        for i in range(s.stop_first[stop], s.stop_first[stop + 1]):
            party = s.stop_party[i]
            if state.stop[party] != stop:
                continue
            own = s.ref[state.at[party]]
            if own != trip and (turn == 0 or not state.gone[own]):
                continue
            if state.aboard[trip] + s.size[party] <= s.trip_seats[trip]:
                state.aboard[trip] += s.size[party]
                state.ride[party] = trip
                state.stop[party] = -1
    state.gone[trip] = True
    state.at[actor] = s.first[actor]
    _go_on(s, state, heap, actor, when)


@_jit
def _end_trip(s, state, heap, trip, when):  # type: ignore[no-untyped-def]
    """Let everybody out, and send the vehicle to its next trip."""
    stop = s.trip_stop[trip]
    if stop >= 0 and state.aboard[trip] > 0:
        for i in range(s.stop_first[stop], s.stop_first[stop + 1]):
            party = s.stop_party[i]
            if state.ride[party] != trip:
                continue
            state.ride[party] = -1
            step = state.at[party]
            if s.trip_end[s.ref[step]] != s.trip_end[trip]:
                state.gate[party] = s.trip_gate[trip]
                while s.kind[step] != PROCESS:
                    step += 1
                state.at[party] = step
                heapq.heappush(heap, (when, ACTOR, party))
                continue
            then = s.time[step + 1]
            state.at[party] = step + 1
            # On the plan's clock the ride ends when the trip does; what follows is not begun before its time.
            heapq.heappush(heap, (then if when <= then + FORGIVEN else when, ACTOR, party))
    follower = s.trip_next[trip]
    if follower >= 0:
        planned = s.time[s.first[len(s.size) + follower]]
        ready = when + s.trip_gap[follower]
        heapq.heappush(heap, (planned if ready <= planned + FORGIVEN else ready, TRIP, follower))


@_jit
def _enter(s, course, state, party, when, step):  # type: ignore[no-untyped-def]
    """Be processed at the gate and wait to fly: with the planned flight, or in the queue if that has gone."""
    gate = state.gate[party] if state.gate[party] >= 0 else s.ref[step]
    begin, end = _pass_gate(s, course, state, gate, when, s.size[party], s.span[step])
    if begin == np.inf:
        state.fate[party] = AT_GATE
        return
    airhead = s.gate_airhead[gate]
    state.fate[party] = IN_AIRHEAD
    state.airhead[party], state.processed[party] = airhead, end
    flight = s.ref[step + 1]
    if state.flown[flight] or s.flight_airhead[flight] != airhead:
        state.queue[airhead, state.queued[airhead]] = party
        state.queued[airhead] += 1


@_jit
def _fly(s, course, state, flight):  # type: ignore[no-untyped-def]
    """Let a flight depart, unless it is cancelled; who is planned on it and missed it joins the queue."""
    airhead, latest = s.flight_airhead[flight], s.flight_time[flight] - s.connection + FORGIVEN
    seats = 0 if course.cancelled[flight] else s.flight_seats[flight]
    waiting = state.queued[airhead]
    for i in range(s.flight_first[flight], s.flight_first[flight + 1]):
        party = s.flight_party[i]
        if state.airhead[party] != airhead or state.fate[party] != IN_AIRHEAD:
            continue
        if state.processed[party] <= latest and s.size[party] <= seats:
            seats -= s.size[party]
            state.fate[party] = OUT
        else:
            state.queue[airhead, state.queued[airhead]] = party
            state.queued[airhead] += 1
    kept = 0
    for i in range(state.queued[airhead]):
        party = state.queue[airhead, i]
        if i < waiting and state.processed[party] <= latest and s.size[party] <= seats:
            seats -= s.size[party]
            state.fate[party] = OUT
        else:
            state.queue[airhead, kept] = party
            kept += 1
    state.queued[airhead] = kept
    state.flown[flight] = True


@_jit
def _begin(s, course, heap):  # type: ignore[no-untyped-def]
    """Lay out what is planned and the state before anything has happened."""
    parties, trips, flights = len(s.size), len(s.trip_next), len(s.flight_time)
    state = State(
        s.first[:-1].copy(),
        np.full(parties, STAYS, np.int8),
        np.full(parties, -1, np.int32),
        np.full(parties, -1, np.int32),
        np.full(parties, -1, np.int32),
        np.full(parties, np.inf),
        np.full(parties, -1, np.int32),
        np.zeros(trips, np.bool_),
        np.zeros(trips, np.int32),
        np.zeros(flights, np.bool_),
        np.zeros((len(s.post_room), s.steps)),
        np.zeros((len(s.gate_room), s.steps)),
        np.zeros((s.airheads, parties), np.int32),
        np.zeros(s.airheads, np.int32),
    )
    for party in range(parties):
        if s.first[party] < s.first[party + 1]:
            state.fate[party] = ON_THE_WAY
            heapq.heappush(heap, (s.time[s.first[party]] + course.late[party], ACTOR, party))
    for trip in range(trips):
        if s.trip_is_first[trip]:
            heapq.heappush(heap, (s.time[s.first[parties + trip]], TRIP, trip))
    for flight in range(flights):
        if s.flight_time[flight] < np.inf:
            heapq.heappush(heap, (s.flight_time[flight], FLIGHT, flight))
    return state


@_jit
def replay_course(s, course):  # type: ignore[no-untyped-def]
    """Return the fate of every party (parties,): OUT, STAYS (not in the plan), or where it was held up."""
    parties = len(s.size)
    heap = [(0.0, ACTOR, 0)]
    heap.pop()
    state = _begin(s, course, heap)
    while len(heap) > 0:
        when, what, number = heapq.heappop(heap)
        if what == FLIGHT:
            _fly(s, course, state, number)
            continue
        if what == TRIP:
            if not state.gone[number]:
                _leave_stop(s, state, heap, number, when)
            continue
        step = state.at[number]
        kind = s.kind[step]
        if kind == MOVE:
            _set_off(s, state, heap, number, when, step)
        elif kind == PASS:
            _meet_post(s, course, state, heap, number, when, step)
        elif kind == ARRIVE:
            if number < parties:
                _go_on(s, state, heap, number, when)
            else:
                _end_trip(s, state, heap, number - parties, when)
        elif kind == BOARD:
            state.fate[number] = AT_STOP
            state.stop[number] = s.trip_stop[s.ref[step]]
        elif kind == PROCESS:
            _enter(s, course, state, number, when, step)
    return state.fate


__all__ = ["CAUSES", "FLY", "OUT", "STAYS", "Script", "replay_course"]
