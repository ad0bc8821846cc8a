"""Name the arrays that the replay runs: a plan as steps of people and vehicles, and one course of events."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MOVE, PASS, ARRIVE, BOARD, PROCESS, FLY = range(6)  # kinds of steps
FORGIVEN = 1.0  # seconds; the plan format forgives as much wherever two times must meet
DAY_SECONDS = 86400.0

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]  # one width for all: numba's heap takes no other


class Steps(NamedTuple):
    """Hold the steps of the actors, parties first, then trips: those of actor a are `first[a]:first[a + 1]`.

    The plan's clock is `time`: what is done by it is on time. Along one actor it never runs back, though the format
    lets a leg begin up to a second before the one before it ends.
    """

    first: Ints  # (actors + 1,)
    kind: Ints  # (steps,)
    ref: Ints  # of MOVE: the set of moments to set off; of PASS: checkpoint; BOARD: trip; PROCESS: gate; FLY: flight
    time: Floats
    written: Floats  # the moment that the plan writes: it decides into which step of throughput people count
    span: Floats  # of PROCESS: seconds that it takes; else 0


class Trips(NamedTuple):
    """Hold the vehicles' trips (trips,) and who boards where."""

    follower: Ints  # the vehicle's next trip, or -1
    is_first: NDArray[np.bool_]  # of its vehicle
    off: NDArray[np.bool_]  # never leaves: nobody drives its vehicle
    gap: Floats  # least seconds from the end of the trip before to this one's departure
    stop: Ints  # where it starts: number of a node where somebody boards, or -1
    gate: Ints  # a gate at its end, or -1
    end: Ints  # row of the node where it ends
    seats: Ints
    stop_first: Ints  # (stops + 1,)
    stop_party: Ints  # those who board at a stop, in the order of the plan


class Flights(NamedTuple):
    """Hold the flights (flights,) and who is planned on each."""

    time: Floats  # infinity where it departs after the deadline
    seats: Ints
    airhead: Ints
    first: Ints  # (flights + 1,)
    party: Ints


class Places(NamedTuple):
    """Hold gates or checkpoints (places,)."""

    room: Floats  # people per step
    windows: Ints  # the set of windows when it is open
    airhead: Ints  # of a gate: which it serves; of a checkpoint: -1


class WindowSets(NamedTuple):
    """Hold sets of sorted windows: those of set w are `first[w]:first[w + 1]`."""

    first: Ints
    start: Floats
    end: Floats


class Script(NamedTuple):
    """Hold a whole plan; every time is in seconds from the start of the case."""

    size: Ints  # (parties,) people
    steps: Steps
    trips: Trips
    flights: Flights
    gates: Places
    posts: Places  # the checkpoints
    windows: WindowSets
    airheads: int
    connection: float  # seconds
    grain: float  # seconds of a step of throughput
    grains: int  # how many there are
    last: float  # the deadline; what comes later does not count


class Course(NamedTuple):
    """Give one sampled course of events; times are seconds from the start of the case."""

    late: Floats  # (parties,) seconds by which each sets out late
    cancelled: NDArray[np.bool_]  # (flights,)
    gate_share: Floats  # (gates, days) share of its throughput that is left, above 0
    shut_from: Floats  # (checkpoints, days) unplanned closure; from = to where there is none
    shut_to: Floats
