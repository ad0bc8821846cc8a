"""Relax a case: what is left of it when most constraints are dropped, so that its optimum bounds every plan.

docs/planning.md derives why. In short: take for each party the least harm by which it can be processed at each gate,
over all ways and hours; keep what gates process in a step, what they hold in a curfew, and the seats.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.network import Site, SiteKind
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.departures import Departures
from safeconduct.core.plan.kernels.pricing import Relaxed
from safeconduct.core.plan.kernels.slots import least_harms
from safeconduct.core.plan.kernels.streets import Streets
from safeconduct.core.plan.reach import Reach, least_rates, reach_gates
from safeconduct.core.plan.streets import Spans, checkpoints, open_spans

FORGIVEN = 5.0  # seconds by which the rounding of times may shorten all the legs of a party together
SIZE_RATIO = 1.3  # between the sizes that are told apart
NEVER = np.iinfo(np.int32).max
QUICK = 10.0  # seconds after the beginning of a curfew by when everybody has come who is at a gate in it
MARGIN = 30.0  # seconds by which it may bring forward the moment when a party can be processed


def relax(case: Case, streets: Streets) -> Relaxed:
    """Return the relaxed case."""
    gates = serving_gates(case)
    size = np.array([p.size for p in case.parties], np.float64)
    sizes = np.unique(np.append(_rounded_down(size), 1.0))  # never empty
    kind = np.searchsorted(sizes, _rounded_down(size))
    reach = reach_gates(case, streets, gates)
    steps = int(np.ceil((case.deadline - case.start) / case.step_seconds)) + 1
    least = reach.least_harm
    need = np.zeros((len(sizes), len(gates)))  # seconds that processing takes at the least
    for column, gate in enumerate(gates):
        if gate.throughput:
            least[size > gate.throughput * case.step_minutes / 60 + 1e-6, column] = np.inf
            need[:, column] = np.maximum(0.0, np.minimum(case.step_seconds, 3600 * sizes / gate.throughput) - 1.0)
    forgiven = FORGIVEN * dearest_second(case, streets)
    access = np.where(np.isfinite(least), np.maximum(0.0, reach.harm - forgiven) * size[:, None], np.inf)
    room, night, night_room = _gate_room(case, gates, size @ (reach.least_seconds <= MARGIN))
    flights = Departures.of(case, gates)
    first, until, soon = _arrivals(case, gates, reach.seconds, reach.apart, steps)
    catches = flights.first_caught(soon + need[kind][:, :, None])
    begins = np.arange(steps, dtype=np.float64) * case.step_seconds
    hours = (case.deadline - case.start) / 3600
    leave = size * (
        np.array([p.priority for p in case.parties]) * case.objective.left_behind + case.objective.hour * hours
    )
    return Relaxed(
        size=size,
        leave=leave,
        kind=kind.astype(np.int64),
        access=access,
        first=first,
        until=until,
        catches=catches,
        stand=_at_gates(case, streets, gates, sizes, need, steps),
        gate_air=flights.gate_air,
        room=room,
        night=night,
        night_room=night_room,
        flight_first=flights.first_caught(need[:, :, None] + begins),
        flight_last=flights.last,
        flight_cost=flights.costs(case, streets, begins),
        flight_departs=flights.departs,
        seats=flights.seats,
        inside=flights.first_inside(begins + 2 * case.step_seconds + MARGIN),
        held=flights.held(float(size.sum())),
        **_dusks(case, gates, reach, flights, until),
        least_first=_arrivals(case, gates, reach.least_seconds, reach.apart, steps)[0],
        least=np.maximum(0.0, least - forgiven) * size[:, None],
        **_posts(case, reach, forgiven, steps),
    )


def _rounded_down(size: NDArray[np.float64]) -> NDArray[np.float64]:
    """Let parties of nearly the same size count as of one: to be processed takes larger ones at least as long."""
    kept: NDArray[np.float64] = np.floor(SIZE_RATIO ** np.floor(np.log(size + 0.5) / np.log(SIZE_RATIO)) + 0.5)
    return np.minimum(size, kept)


def _posts(case: Case, reach: Reach, forgiven: float, steps: int) -> dict[str, NDArray[Any]]:
    """Give what parties need to pass each checkpoint, what lies between it and each gate, and what it lets through."""
    posts, step, horizon = checkpoints(case), case.step_seconds, case.deadline - case.start
    size = np.array([p.size for p in case.parties])
    ready = np.array([max(0.0, p.ready - case.start) for p in case.parties])
    days = _days(case, reach.apart)[0]
    access = (reach.post_harm - forgiven) * size[:, None]
    first = np.full((len(size), len(posts), max(1, len(days))), NEVER, np.int32)
    until = np.zeros(max(1, len(days)), np.int64)
    room = np.zeros((len(posts), steps))
    begins = np.arange(steps, dtype=np.float64) * step
    moves = np.ones((len(posts), steps), np.bool_)
    # Who is there as the curfew begins or ends broke it, where it takes time to get on from there, or there.
    dusk, dawn = np.where(reach.far_after, -1.0, 2.0)[:, None], np.where(reach.far_before, 1e-6, -2.0)[:, None]
    for window in case.curfew_windows():
        low, high = window.start - case.start, window.end - case.start
        moves &= ~((begins > low + dusk) & (begins + step < high + dawn))
    for day, (begin, end) in enumerate(days):
        until[day] = min(steps - 1, (min(end, horizon) + MARGIN) // step)
        soon = np.maximum(ready, begin)[:, None] + reach.post_seconds - MARGIN
        fits = np.isfinite(soon) & (soon <= end + 2 * MARGIN) & (soon < (until[day] + 1) * step)
        first[:, :, day][fits] = np.maximum(0, soon[fits] // step)
    soonest = reach.post_seconds
    for _ in posts:  # past others too
        soonest = np.minimum(soonest, (soonest[:, :, None] + reach.across_seconds).min(axis=1, initial=np.inf))
    early = size @ (soonest <= MARGIN)
    for row, post in enumerate(posts):
        cap = size.sum() if post.throughput is None else np.floor(post.throughput * case.step_minutes / 60 + 1e-6)
        access[size > cap, row] = np.inf
        is_open = _touches(open_spans(post.open, case.start), begins - 2, begins + step + 2)
        room[row] = np.where(is_open & moves[row], cap, 0.0)
        room[row, 0] += min(room[row, 0], early[row])
    begun = [first[:, :, day].min(initial=NEVER) for day in range(first.shape[2])]
    return {
        "post_access": access,
        "post_first": first,
        "post_begin": np.minimum(begun, steps).astype(np.int64),
        "post_until": until,
        "post_room": room,
        "post_onward": reach.onward_harm,
        "post_lead": _steps_for(reach.onward_seconds, step, steps),
        "post_across": np.where(np.eye(len(posts), dtype=bool), np.inf, reach.across_harm),
        "post_between": _steps_for(reach.across_seconds, step, steps),
        "post_least": _steps_for(_over_posts(reach), step, steps),
    }


def _steps_for(seconds: NDArray[np.float64], step: float, steps: int) -> NDArray[np.int64]:
    """Give the steps that lie between two moments at the least."""
    whole = np.where(np.isfinite(seconds), seconds, (steps + 1) * step)
    return np.minimum(steps, np.maximum(0.0, whole - MARGIN) // step).astype(np.int64)


def _over_posts(reach: Reach) -> NDArray[np.float64]:
    """Give the least seconds from each checkpoint to each gate, past others or not."""
    between, onward = reach.across_seconds.copy(), reach.onward_seconds.copy()
    for _ in range(len(between)):
        onward = np.minimum(onward, (between[:, :, None] + onward).min(axis=1, initial=np.inf))
    return onward


def _dusks(
    case: Case, gates: tuple[Site, ...], reach: Reach, flights: Departures, until: NDArray[np.int64]
) -> dict[str, NDArray[Any]]:
    """Give what airheads and their gates hold together when a curfew begins that parts two days.

    Who is processed before it or in it, and flies after it, is then at a gate or in the airhead.
    """
    days, stepped_into, rows = _days(case, reach.apart)[0], _stepped_into(case), []
    for air, site in enumerate(flights.airheads):
        own = [row for row, serves in enumerate(flights.gate_air) if serves == air]
        room = [site.holding, *(gates[row].holding for row in own)]
        if not own or None in room or any(gates[row].node_id in stepped_into for row in own):
            continue
        for day, (_, end) in enumerate(days):
            if end < case.deadline - case.start:
                first = int(flights.first_inside(np.array([end + MARGIN]))[air, 0])
                # Not in the step in which somebody may be processed who has set out after the curfew.
                after = days[day + 1][0] if day + 1 < len(days) else np.inf
                last = min(until[own[0], day], (after - MARGIN) // case.step_seconds - 1)
                rows.append((air, last, first, sum(np.floor(some or 0.0) for some in room)))
    column = np.array(rows, np.float64).reshape(-1, 4).T
    names = "dusk_air", "dusk_until", "dusk_flight"
    # In one piece each, as every array that a kernel is given: another layout would be compiled anew, for a minute.
    return {**{name: column[i].astype(np.int64) for i, name in enumerate(names)}, "dusk_room": column[3].copy()}


def _arrivals(
    case: Case, gates: tuple[Site, ...], seconds: NDArray[np.float64], apart: bool, steps: int
) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.float64]]:
    """Give the first step of processing by party, gate and day, the last by gate and day, and the earliest moment.

    A curfew that lasts longer than anybody may wait at a site finds everybody at home or at a gate, and parts two days:
    whoever comes on the later one sets out after it. Where a gate can be entered without a street there is but one.
    """
    step, horizon = case.step_seconds, case.deadline - case.start
    days, waits = _days(case, apart)
    ready = np.array([max(0.0, p.ready - case.start) for p in case.parties])
    most = max(1, len(days))
    first = np.full((len(ready), len(gates), most), NEVER, np.int32)
    until = np.full((len(gates), most), -1, np.int64)
    moment = np.zeros(first.shape)
    stepped_into = _stepped_into(case)
    for row, gate in enumerate(gates):
        own = [(-np.inf, np.inf)] * most if gate.node_id in stepped_into else days
        until[row] = steps - 1 if gate.node_id in stepped_into else -1
        for day, (begin, end) in enumerate(own):
            last = min(steps - 1, (min(end, horizon) + waits + MARGIN) // step)
            soon = np.maximum(ready, begin) + seconds[:, row] - MARGIN
            until[row, day] = last
            fits = np.isfinite(soon) & (soon <= end + 2 * MARGIN) & (soon < (last + 1) * step)
            first[fits, row, day] = np.maximum(0, soon[fits] // step)
            moment[fits, row, day] = soon[fits]
    return first, until, moment


def _days(case: Case, apart: bool) -> tuple[Spans, float]:
    """Give the spans between curfews that nobody can sit out at a site, and the longest wait at one, in seconds.

    Where one curfew begins as another ends there is a span too: a step takes a moment.
    """
    waits = 60.0 * min(case.limits.wait_minutes_max, 1e7)
    curfews = [(window.start - case.start, window.end - case.start) for window in case.curfew_windows()]
    days: Spans = [(-np.inf, np.inf)]
    for begin, end in curfews:
        if apart and end - begin > waits + 2 * MARGIN:
            days[-1:] = [(days[-1][0], begin), (end, np.inf)]
    horizon = case.deadline - case.start
    return [(begin, end) for begin, end in days if begin <= end and end > -MARGIN and begin < horizon + MARGIN], waits


def _stepped_into(case: Case) -> set[str]:
    """Give the nodes of gates that somebody may step into without using a street."""
    shared = Counter(site.node_id for site in case.sites if site.kind is not SiteKind.CHECKPOINT)
    return {party.node_id for party in case.parties} | {node for node, count in shared.items() if count > 1}


def _at_gates(
    case: Case,
    streets: Streets,
    gates: tuple[Site, ...],
    sizes: NDArray[np.float64],
    need: NDArray[np.float64],
    steps: int,
) -> NDArray[np.float64]:
    """Give the least harm per person of being processed from each step on, (sizes, gates, steps)."""
    node, step = case.network.node_index(), case.step_seconds
    stand = np.zeros((len(sizes), len(gates), steps))
    for row, gate in enumerate(gates):
        profile = streets.node_profile[node[gate.node_id]]
        taken = np.ascontiguousarray(need[:, row])
        stand[:, row] = least_harms(streets, profile, np.arange(steps) * step - 1.0, step + 1.0, taken)
        stand[:, row] += (need[:, row] * case.objective.crowd_rate / 3600 * (sizes - 1))[:, None]
    return stand


def serving_gates(case: Case) -> tuple[Site, ...]:
    """List the gates that serve an airhead and let anybody in, in the case's order."""
    airheads = {s.site_id for s in case.sites if s.kind is SiteKind.AIRHEAD}
    gates = (s for s in case.sites if s.kind is SiteKind.GATE)
    return tuple(gate for gate in gates if gate.serves in airheads and gate.throughput != 0)


def _gate_room(
    case: Case, gates: tuple[Site, ...], early: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]:
    """Give the people each gate can take in each step, and in each curfew those that it can hold.

    In a curfew nobody arrives at a gate: who is processed then was there, in wait, when it began. The judge lets the
    second before the start have a step of its own, which is of use only to the `early` people who live that close.
    """
    step, horizon = case.step_seconds, case.deadline - case.start
    steps = int(np.ceil(horizon / step)) + 1
    people = float(sum(p.size for p in case.parties))
    least = min((p.size for p in case.parties), default=1)
    room, night = np.zeros((len(gates), steps)), np.full((len(gates), steps), -1, np.int64)
    night_room: list[float] = []
    begins = np.arange(steps, dtype=np.float64) * step
    stepped_into = _stepped_into(case)
    for row, gate in enumerate(gates):
        cap = np.floor(gate.throughput * case.step_minutes / 60 + 1e-6) if gate.throughput else people
        room[row] = np.where(_touches(open_spans(gate.open, case.start), begins - 2, begins + step + 2), cap, 0.0)
        room[row, 0] += min(room[row, 0], early[row])
        if gate.node_id in stepped_into:
            continue
        for window in case.curfew_windows():
            low, high = window.start - case.start, window.end - case.start
            # Who begins at the very beginning of the curfew is still there seconds later, if processing takes so long;
            # the last may step out of home two seconds after it, and begin to wait another later.
            quick = not gate.throughput or min(step, 3600 * least / gate.throughput) < QUICK
            inside = (begins > low + (QUICK if quick else -1)) & (begins + step < high - 2)
            too_late = inside & (begins > low + 60 * case.limits.wait_minutes_max + 60)
            room[row, too_late] = 0.0
            if inside.any() and gate.holding is not None:
                night[row, inside] = len(night_room)
                night_room.append(float(np.floor(gate.holding)))
    return room, night, np.array(night_room)


def dearest_second(case: Case, streets: Streets) -> float:
    """Give what a second on the streets costs a person at the least hour of the worst link."""
    worst = float(least_rates(streets, streets.profile, case).max(initial=0.0))
    return worst * max(1.0, case.objective.sheltered_factor)


def _touches(spans: Spans, begins: NDArray[np.float64], ends: NDArray[np.float64]) -> NDArray[np.bool_]:
    touch = np.zeros(len(begins), np.bool_)
    for begin, end in spans:
        touch |= (begin < ends) & (end > begins)
    return touch
