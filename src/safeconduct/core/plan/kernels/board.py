"""Keep the account of all scarce room while a plan is repaired: steps, seats, places to stand, and who uses them.

Times are whole seconds since the start of the case. Unlike the search of a whole plan, which knows ways by their trees,
this account takes any plan as it is written: every leg is booked by its own links and moments.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from safeconduct.core.plan.kernels.follow import follow
from safeconduct.core.plan.kernels.streets import Streets

WALK, DRIVE, WAIT, RIDE, PROCESS, HOLD, FLY = range(7)
NEAR_EDGE = 0.01  # a moment this close to the edge of a step is counted in both steps


class Board(NamedTuple):
    """Hold the case and the account; arrays of the second half change while a plan is repaired."""

    streets: Streets
    horizon: float
    step: float
    connection: float
    wait_max: float
    sheltered: float
    crowd_second: float
    hour_second: float
    grain: float  # seconds of one entry of `present`
    bound: NDArray[np.int32]  # (links,) row of a link with a capacity, or -1
    bound_cap: NDArray[np.float64]  # (bound links,) vehicles per step
    site_node: NDArray[np.int32]  # (sites,) in the case's order
    site_holding: NDArray[np.float64]
    site_in_open: NDArray[np.bool_]  # transit points and gates
    site_open_ptr: NDArray[np.int32]
    site_open_from: NDArray[np.float64]
    site_open_to: NDArray[np.float64]
    gate_site: NDArray[np.int32]
    gate_air: NDArray[np.int32]
    gate_hour: NDArray[np.float64]  # (gates, steps) people per hour
    gate_cap: NDArray[np.float64]  # (gates, steps) people
    point_site: NDArray[np.int32]
    air_site: NDArray[np.int32]
    air_bound: NDArray[np.bool_]
    flight_ptr: NDArray[np.int32]  # (airheads+1,) flights sorted by departure
    flight_departs: NDArray[np.float64]
    flight_seats: NDArray[np.int64]
    post_cap: NDArray[np.float64]  # (checkpoints, steps)
    gate_used: NDArray[np.int64]
    post_used: NDArray[np.int64]
    link_used: NDArray[np.int64]  # (bound links, steps)
    seats_used: NDArray[np.int64]
    present: NDArray[np.int32]  # (sites, grains)
    trip_on: NDArray[np.int64]  # (trips,) 0 = nobody can ride on it
    trip_point: NDArray[np.int64]
    trip_gate: NDArray[np.int64]
    trip_seats: NDArray[np.int64]
    trip_load: NDArray[np.int64]
    trip_depart: NDArray[np.float64]
    trip_arrive: NDArray[np.float64]
    trip_harm: NDArray[np.float64]  # per person, sheltered
    trip_passes: NDArray[np.int64]
    trip_post: NDArray[np.int64]  # (trips, NOTES_MAX)
    trip_at: NDArray[np.float64]


class Moves(NamedTuple):
    """Lay legs out as arrays; `rows[ptr[i]:ptr[i + 1]]` are the links of leg i, -1 stands for "none"."""

    kind: NDArray[np.int64]
    size: NDArray[np.int64]  # people
    node: NDArray[np.int64]  # where it begins
    depart: NDArray[np.float64]
    arrive: NDArray[np.float64]
    site: NDArray[np.int64]
    gate: NDArray[np.int64]
    flight: NDArray[np.int64]
    trip: NDArray[np.int64]
    ptr: NDArray[np.int64]
    rows: NDArray[np.int64]


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def count_steps(b, used, rows, times, count, amount):  # type: ignore[no-untyped-def]
    """Count an amount into (or out of) the steps in which these moments fall."""
    last = used.shape[1] - 1
    for i in range(count):
        low = min(int(np.floor((times[i] - NEAR_EDGE) / b.step)), last)
        high = min(int(np.floor((times[i] + NEAR_EDGE) / b.step)), last)
        if low >= 0:
            used[rows[i], low] += amount
        if high != low:
            used[rows[i], high] += amount


@_jit
def fits_steps(b, used, cap, rows, times, count):  # type: ignore[no-untyped-def]
    """Tell whether the steps of these moments are within their room; `cap` is by row and step."""
    last = used.shape[1] - 1
    for i in range(count):
        for edge in (-NEAR_EDGE, NEAR_EDGE):
            k = min(int(np.floor((times[i] + edge) / b.step)), last)
            if k >= 0 and used[rows[i], k] > cap[rows[i], k] + 1e-6:
                return False
    return True


@_jit
def stand(b, site, begin, end, people):  # type: ignore[no-untyped-def]
    """Count people into (or out of) a site over [begin, end)."""
    here = b.present[site]
    for i in range(max(0, int(np.floor(begin / b.grain))), min(len(here), int(np.ceil(end / b.grain)))):
        here[i] += people


@_jit
def crowd_with(b, site, begin, end, people):  # type: ignore[no-untyped-def]
    """Give what the crowd costs more when so many more people stand at a site; infinity where it cannot hold them."""
    here, total, most = b.present[site], 0.0, 0
    first, last = max(0, int(np.floor(begin / b.grain))), min(len(here), int(np.ceil(end / b.grain)))
    for i in range(first, last):
        most = max(most, here[i])
        total += here[i]
    if (last > first and most + people > b.site_holding[site]) or people > b.site_holding[site]:
        return np.inf
    if not b.site_in_open[site]:
        return 0.0
    return b.crowd_second * b.grain * (2.0 * people * total + people * (people - 1.0) * (last - first))


@_jit
def _crowd_more(b, site, begin, end, people):  # type: ignore[no-untyped-def]
    """Give what the crowd at an open site costs more with so many more people, room or not."""
    here, total = b.present[site], 0.0
    first, last = max(0, int(np.floor(begin / b.grain))), min(len(here), int(np.ceil(end / b.grain)))
    for i in range(first, last):
        total += here[i]
    return b.crowd_second * b.grain * (2.0 * people * total + people * (people - 1.0) * (last - first))


@_jit
def board_trip(b, trip, people):  # type: ignore[no-untyped-def]
    """Let people board (or, negative, leave) a trip, and count them at the checkpoints that it passes."""
    b.trip_load[trip] += people
    count_steps(b, b.post_used, b.trip_post[trip], b.trip_at[trip], b.trip_passes[trip], people)


@_jit
def count_process(b, gate, moment, people):  # type: ignore[no-untyped-def]
    """Count people into (or out of) the step of a gate in which their processing begins."""
    k = int(np.floor(moment / b.step))
    if gate >= 0 and 0 <= k < b.gate_used.shape[1]:
        b.gate_used[gate, k] += people


@_jit
def book(b, kind, size, node, depart, arrive, site, gate, flight, trip, rows, sign, post, post_at, entry, entry_at):  # type: ignore[no-untyped-def]
    """Enter a leg into the account, or take it out (sign -1); return what the crowd of its site then costs more."""
    crowd = 0.0
    if kind in (WALK, DRIVE):
        code, harm, passed, entered = follow(
            b.streets, rows, node, depart, arrive, kind == DRIVE, 1.0, b.bound, post, post_at, entry, entry_at
        )
        count_steps(b, b.post_used, post, post_at, passed, sign * size)
        for i in range(entered):
            entry[i] = b.bound[entry[i]]
        count_steps(b, b.link_used, entry, entry_at, entered, sign)
    elif kind == RIDE:
        if trip >= 0:
            board_trip(b, trip, sign * size)
    elif kind == FLY:
        if flight >= 0:
            b.seats_used[flight] += sign * size
    elif site >= 0:
        if b.site_in_open[site] and sign < 0:
            stand(b, site, depart, arrive, -size)
            crowd = -_crowd_more(b, site, depart, arrive, size)
        elif b.site_in_open[site]:
            crowd = _crowd_more(b, site, depart, arrive, size)
            stand(b, site, depart, arrive, size)
        elif b.site_holding[site] < np.inf:
            stand(b, site, depart, arrive, sign * size)
        if kind == PROCESS:
            count_process(b, gate, depart, sign * size)
    return crowd


@_jit
def book_all(b, m, post, post_at, entry, entry_at):  # type: ignore[no-untyped-def]
    """Enter all legs into an account in which nobody stands anywhere yet.

    Comings and goings are noted first and added up once: who holds for hours would be counted second by second.
    """
    last = b.present.shape[1] - 1
    for i in range(len(m.kind)):
        kind, site, size = m.kind[i], m.site[i], m.size[i]
        if kind in (WAIT, PROCESS, HOLD) and site >= 0:
            begin, end = int(np.floor(m.depart[i] / b.grain)), int(np.ceil(m.arrive[i] / b.grain))
            if end > begin:
                b.present[site, min(max(begin, 0), last)] += size
                b.present[site, min(max(end, 0), last)] -= size
            if kind == PROCESS:
                count_process(b, m.gate[i], m.depart[i], size)
        else:
            book(
                b, kind, size, m.node[i], m.depart[i], m.arrive[i], site, m.gate[i], m.flight[i], m.trip[i],
                m.rows[m.ptr[i] : m.ptr[i + 1]], 1, post, post_at, entry, entry_at,
            )  # fmt: skip
    for site in range(b.present.shape[0]):
        if b.site_in_open[site] or b.site_holding[site] < np.inf:
            here = b.present[site]
            for i in range(1, last + 1):
                here[i] += here[i - 1]


@_jit
def run_trip(b, trip, rows, node, forgiven, post, post_at, entry, entry_at, sign):  # type: ignore[no-untyped-def]
    """Look at a trip on its way and keep what it passes and costs; count the vehicle on its links (sign 1, -1 or 0).

    Returns follow's code.
    """
    code, harm, passed, entered = follow(
        b.streets, rows, node, b.trip_depart[trip], b.trip_arrive[trip], True, forgiven, b.bound,
        post, post_at, entry, entry_at,
    )  # fmt: skip
    b.trip_harm[trip] = harm * b.sheltered
    b.trip_passes[trip] = passed
    b.trip_post[trip, :passed], b.trip_at[trip, :passed] = post[:passed], post_at[:passed]
    for i in range(entered):
        entry[i] = b.bound[entry[i]]
    count_steps(b, b.link_used, entry, entry_at, entered, sign)
    return code


@_jit
def crowd_cost(b):  # type: ignore[no-untyped-def]
    """Add up what the crowds at all open sites cost."""
    total = 0.0
    for site in range(len(b.site_node)):
        if b.site_in_open[site]:
            for n in b.present[site]:
                if n > 1:
                    total += float(n) * (n - 1)
    return total * b.crowd_second * b.grain


@_jit
def count_exact(b, counts):  # type: ignore[no-untyped-def]
    """Add the people aboard every trip to the checkpoints' steps, each in the one step that the judge counts."""
    for trip in range(len(b.trip_load)):
        for i in range(b.trip_passes[trip]):
            k = int(np.floor(b.trip_at[trip, i] / b.step))
            if 0 <= k < counts.shape[1]:
                counts[b.trip_post[trip, i], k] += b.trip_load[trip]


@_jit
def trip_fits(b, trip, people):  # type: ignore[no-untyped-def]
    """Tell whether so many people on an empty trip may pass its checkpoints, and the vehicle its links."""
    board_trip(b, trip, people)
    fine = fits_steps(b, b.post_used, b.post_cap, b.trip_post[trip], b.trip_at[trip], b.trip_passes[trip])
    board_trip(b, trip, -people)
    for row in range(len(b.bound_cap)):
        for k in range(b.link_used.shape[1]):
            if b.link_used[row, k] > b.bound_cap[row] + 1e-6:
                return False
    return fine
