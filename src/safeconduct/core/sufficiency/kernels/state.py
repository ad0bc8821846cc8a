"""Hold what has happened so far in a replay."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.sufficiency.kernels.script import Floats, Ints, Script

OUT, STAYS, ON_THE_WAY, AT_CHECKPOINT, AT_STOP, AT_GATE, IN_AIRHEAD = range(7)  # fates
ACTOR, TRIP, FLIGHT = range(3)  # whose an event is: at one moment people come first, then vehicles leave, then flights


class State(NamedTuple):
    """Hold the state; `fate` at the end is the answer, the rest shows how it came about."""

    at: Ints  # (actors,) the step each comes to next
    fate: NDArray[np.int8]  # (parties,)
    stop: Ints  # (parties,) where it waits for a vehicle, or -1
    ride: Ints  # (parties,) the trip it is on, or -1
    gate: Ints  # (parties,) the gate where it was let out or is processed, or -1
    begun: Floats  # (parties,) when its processing began; infinity if never
    processed: Floats  # (parties,) when it is through the gate
    airhead: Ints  # (parties,) where it waits to fly, or -1
    flight: Ints  # (parties,) the flight it left with, or -1
    gone: NDArray[np.bool_]  # (trips,) has left, or never will
    aboard: Ints  # (trips,) people
    flown: NDArray[np.bool_]  # (flights,) has left, or never will
    post_used: Floats  # (checkpoints, steps) people
    gate_used: Floats  # (gates, steps)
    queue: Ints  # (airheads, parties) who has missed the flight, in order
    queued: Ints  # (airheads,)


def begin_state(s: Script) -> State:
    """Return the state before anything has happened."""
    parties, trips, flights = len(s.size), len(s.trips.follower), len(s.flights.time)
    planned = s.steps.first[:parties] < s.steps.first[1 : parties + 1]
    nowhere, never = np.full(parties, -1, np.int64), np.full(parties, np.inf)
    return State(
        at=s.steps.first[:-1].copy(),
        fate=np.where(planned, ON_THE_WAY, STAYS).astype(np.int8),
        stop=nowhere.copy(),
        ride=nowhere.copy(),
        gate=nowhere.copy(),
        begun=never.copy(),
        processed=never.copy(),
        airhead=nowhere.copy(),
        flight=nowhere.copy(),
        gone=s.trips.off.copy(),
        aboard=np.zeros(trips, np.int64),
        flown=np.zeros(flights, np.bool_),
        post_used=np.zeros((len(s.posts.room), s.grains)),
        gate_used=np.zeros((len(s.gates.room), s.grains)),
        queue=np.zeros((s.airheads, parties), np.int64),
        queued=np.zeros(s.airheads, np.int64),
    )
