"""Move people and vehicles: set off, past checkpoints, there; board and get off."""

from __future__ import annotations

import heapq
from typing import Any

import numpy as np

from safeconduct.core.sufficiency.kernels import jit
from safeconduct.core.sufficiency.kernels.room import next_fit, pass_post
from safeconduct.core.sufficiency.kernels.script import FORGIVEN, MOVE, PROCESS
from safeconduct.core.sufficiency.kernels.state import ACTOR, AT_CHECKPOINT, ON_THE_WAY, TRIP


@jit
def go_on(s: Any, state: Any, heap: Any, actor: Any, when: Any) -> Any:
    """Send an actor that is done with its step to the next: who is on time keeps to the plan's clock.

    Who is late moves as long as planned, and catches up where the plan has it wait.
    """
    here = state.at[actor]
    late, planned = when - s.steps.time[here], s.steps.time[here + 1]
    if late > FORGIVEN:
        planned = planned + late if s.steps.kind[here] == MOVE else max(planned, when)
    state.at[actor] = here + 1
    heapq.heappush(heap, (planned, ACTOR, actor))


@jit
def find_start(s: Any, step: Any, when: Any) -> Any:
    """Give when one may set off, from `when` on; what the plan itself timed is not asked again."""
    if when <= s.steps.time[step] + FORGIVEN:
        return when
    return next_fit(s, s.steps.ref[step], when, 0.0)


@jit
def set_off(s: Any, state: Any, heap: Any, actor: Any, when: Any) -> Any:
    """Begin a movement, or the rest of one after a checkpoint, as soon as all of it is free."""
    start = find_start(s, state.at[actor], when)
    if start == np.inf:
        stay_put(s, state, actor, ON_THE_WAY)
    elif start > when:
        heapq.heappush(heap, (start, ACTOR, actor))
    else:
        go_on(s, state, heap, actor, when)


@jit
def meet_post(s: Any, course: Any, state: Any, heap: Any, actor: Any, when: Any) -> Any:
    """Pass a checkpoint, or stand before it till the deadline."""
    step, parties = state.at[actor], len(s.size)
    people = s.size[actor] if actor < parties else state.aboard[actor - parties]
    counted_at = s.steps.written[step] if when <= s.steps.time[step] + FORGIVEN else when
    passed = pass_post(s, course, state, s.steps.ref[step], when, counted_at, people)
    if passed < np.inf:
        go_on(s, state, heap, actor, passed)
    else:
        stay_put(s, state, actor, AT_CHECKPOINT)


@jit
def stay_put(s: Any, state: Any, actor: Any, fate: Any) -> Any:
    """Leave a party, or a vehicle with all aboard, where it is for good; the vehicle's later trips are off."""
    parties = len(s.size)
    if actor < parties:
        state.fate[actor] = fate
        return
    trip = actor - parties
    for party in range(parties):
        if state.ride[party] == trip:
            state.fate[party] = fate
    call_off(s, state, s.trips.follower[trip])


@jit
def call_off(s: Any, state: Any, trip: Any) -> Any:
    """Call off a trip and all that its vehicle was to do after it."""
    while trip >= 0:
        state.gone[trip] = True
        trip = s.trips.follower[trip]


@jit
def leave_stop(s: Any, state: Any, heap: Any, trip: Any, when: Any) -> Any:
    """Let a vehicle leave with those planned on it who are there, then with those who missed theirs while seats last.

    It waits for nobody. Only where it goes to a gate does it take others than its own.
    """
    actor = len(s.size) + trip
    start = find_start(s, state.at[actor], when)
    if start == np.inf:
        call_off(s, state, trip)
        return
    if start > when:
        heapq.heappush(heap, (start, TRIP, trip))
        return
    stop = s.trips.stop[trip]
    for turn in range(2):
        if stop < 0 or (turn == 1 and s.trips.gate[trip] < 0):
            continue
        for i in range(s.trips.stop_first[stop], s.trips.stop_first[stop + 1]):
            party = s.trips.stop_party[i]
            if state.stop[party] != stop:
                continue
            own = s.steps.ref[state.at[party]]
            if (own == trip or (turn == 1 and state.gone[own])) and (
                state.aboard[trip] + s.size[party] <= s.trips.seats[trip]
            ):
                state.aboard[trip] += s.size[party]
                state.ride[party], state.stop[party] = trip, -1
                state.fate[party] = ON_THE_WAY
    state.gone[trip] = True
    go_on(s, state, heap, actor, when)


@jit
def end_trip(s: Any, state: Any, heap: Any, trip: Any, when: Any) -> Any:
    """Let everybody out, and send the vehicle to its next trip.

    Who was brought elsewhere than planned is processed at the gate there.
    """
    stop = s.trips.stop[trip]
    if stop >= 0 and state.aboard[trip] > 0:
        for i in range(s.trips.stop_first[stop], s.trips.stop_first[stop + 1]):
            party = s.trips.stop_party[i]
            if state.ride[party] != trip:
                continue
            state.ride[party] = -1
            step = state.at[party] + 1
            if s.trips.end[s.steps.ref[step - 1]] != s.trips.end[trip]:
                state.gate[party] = s.trips.gate[trip]
                while s.steps.kind[step] != PROCESS:
                    step += 1
                heapq.heappush(heap, (when, ACTOR, party))
            else:
                heapq.heappush(heap, (max(when, s.steps.time[step]), ACTOR, party))
            state.at[party] = step
    follower = s.trips.follower[trip]
    if follower >= 0:
        planned = s.steps.time[s.steps.first[len(s.size) + follower]]
        ready = when + s.trips.gap[follower]
        heapq.heappush(heap, (planned if ready <= planned + FORGIVEN else ready, TRIP, follower))
