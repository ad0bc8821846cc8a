"""Relax a case: what is left of it when most constraints are dropped, so that its optimum bounds every plan.

docs/planning.md derives why. In short: take for each party the least harm by which it can be processed at each gate,
over all ways and hours; keep what gates process in a step, what they hold in a curfew, and the seats.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.network import Flight, Site, SiteKind
from safeconduct.core.people import Mode
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.pricing import Relaxed
from safeconduct.core.plan.kernels.streets import Streets, grow_tree, harm_between
from safeconduct.core.plan.streets import Spans, open_spans

FORGIVEN = 5.0  # seconds by which the rounding of times may shorten all the legs of a party together
MARGIN = 30.0  # seconds by which it may bring forward the moment when a party can be processed

FlightArrays = tuple[
    NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]
]


def relax(case: Case, streets: Streets) -> Relaxed:
    """Return the relaxed case."""
    node = case.network.node_index()
    gates = serving_gates(case)
    size = np.array([p.size for p in case.parties], np.float64)
    access, earliest = _reach_gates(case, streets, gates)
    least = _least_rates(streets, streets.node_profile, case)
    need = np.zeros((len(case.parties), len(gates)))
    for column, gate in enumerate(gates):
        if gate.throughput:
            need[:, column] = np.minimum(case.step_seconds, 3600 * size / gate.throughput)
            access[size > gate.throughput * case.step_minutes / 60 + 1e-6, column] = np.inf
    need = np.maximum(0.0, need - 1.0)
    at_gate = least[[node[g.node_id] for g in gates]] if gates else np.zeros(0)
    crowd = case.objective.crowd_rate / 3600 * (size - 1)
    access += need * (at_gate[None, :] + crowd[:, None])
    access = np.maximum(0.0, access - FORGIVEN * dearest_second(case, streets)) * size[:, None]
    room, night, night_room = _gate_room(case, gates)
    flights = _flights(case, streets, room.shape[1])
    never = room.shape[1] * case.step_seconds
    first = np.maximum(0, (np.minimum(earliest - MARGIN, never)) // case.step_seconds)
    hours = (case.deadline - case.start) / 3600
    leave = size * (
        np.array([p.priority for p in case.parties]) * case.objective.left_behind + case.objective.hour * hours
    )
    airheads = [s.site_id for s in case.sites if s.kind is SiteKind.AIRHEAD]
    gate_air = np.array([airheads.index(g.serves or "") for g in gates], np.int64)
    return Relaxed(size, leave, access, first.astype(np.int64), gate_air, room, night, night_room, *flights)


def serving_gates(case: Case) -> tuple[Site, ...]:
    """List the gates that serve an airhead and let anybody in, in the case's order."""
    airheads = {s.site_id for s in case.sites if s.kind is SiteKind.AIRHEAD}
    gates = (s for s in case.sites if s.kind is SiteKind.GATE)
    return tuple(gate for gate in gates if gate.serves in airheads and gate.throughput != 0)


def counted_flights(case: Case) -> tuple[Flight, ...]:
    """List the flights that count, with the second that the judge forgives, by airhead and departure."""
    row = {s.site_id: number for number, s in enumerate(s for s in case.sites if s.kind is SiteKind.AIRHEAD)}
    counted = (f for f in case.flights if f.departs <= case.deadline + 1 and f.airhead in row and f.seats > 0)
    return tuple(sorted(counted, key=lambda f: (row[f.airhead], f.departs, f.flight_id)))


def _least_rates(streets: Streets, profiles: NDArray[np.int32], case: Case) -> NDArray[np.float64]:
    """Give the least rate, per person-second, that each profile's owner has at any time of the case."""
    horizon = case.deadline - case.start
    least = np.empty(len(streets.piece_ptr) - 1)
    for profile in range(len(least)):
        low, high = streets.piece_ptr[profile], streets.piece_ptr[profile + 1]
        begin, end = streets.piece_start[low:high], np.append(streets.piece_start[low + 1 : high], np.inf)
        least[profile] = streets.piece_rate[low:high][(begin < horizon + MARGIN) & (end > -MARGIN)].min()
    return least[profiles]


def dearest_second(case: Case, streets: Streets) -> float:
    """Give what a second on the streets costs a person at the least hour of the worst link."""
    worst = float(_least_rates(streets, streets.profile, case).max(initial=0.0))
    return worst * max(1.0, case.objective.sheltered_factor)


def _never_open(streets: Streets, case: Case) -> NDArray[np.bool_]:
    """Tell which links one closure shuts for the whole case."""
    horizon = case.deadline - case.start
    shut = np.zeros(len(streets.head), np.bool_)
    for link in np.nonzero(np.diff(streets.shut_ptr))[0]:
        own = slice(streets.shut_ptr[link], streets.shut_ptr[link + 1])
        shut[link] = bool(((streets.shut_from[own] <= 0) & (streets.shut_to[own] >= horizon)).any())
    return shut


def _reach_gates(
    case: Case, streets: Streets, gates: tuple[Site, ...]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the least harm per person, and the earliest moment, by which each party can be at each gate.

    Harm and time are each the least over all ways, as if every hour had the least hazard of the case: home to a site
    on foot (no further than allowed) or by car, then between sites on foot or, from a transit point to a gate, riding.
    """
    node = case.network.node_index()
    # Everybody may get off and walk on at a gate that lets nobody in, too.
    stops = [*gates, *(s for s in case.sites if s.kind is SiteKind.GATE and s not in gates)]
    sites = [*stops, *(s for s in case.sites if s.kind is SiteKind.TRANSIT_POINT)]
    rate = _least_rates(streets, streets.profile, case)
    closed = _never_open(streets, case)
    home = np.array([node[p.node_id] for p in case.parties], np.int64)
    at = np.array([node[s.node_id] for s in sites], np.int64)
    foot = _pairs(streets, streets.walk_seconds, rate, closed, at, home, case.limits.walk_metres_max + 1)
    car = _pairs(streets, streets.auto_seconds, rate * case.objective.sheltered_factor, closed, at, home, np.inf)
    walks = np.array([Mode.WALK in p.modes for p in case.parties], np.bool_)
    drives = np.array([Mode.AUTO in p.modes for p in case.parties], np.bool_)
    most = max((f.seats for f in case.fleets if f.vehicles > 0), default=0)
    rides = np.array([p.size <= most for p in case.parties], np.bool_)
    ready = np.array([max(0.0, p.ready - case.start) for p in case.parties])
    result = []
    for what in (0, 1):  # harm, then seconds
        by_foot = np.where(walks[:, None], foot[what][0], np.inf)
        by_car = np.where(drives[:, None], car[what][0], np.inf)
        to_site = np.minimum(by_foot, by_car)
        onward = foot[what][1].copy()  # (sites, sites)
        without = _close(onward)
        onward[len(stops) :, : len(stops)] = np.minimum(
            onward[len(stops) :, : len(stops)], car[what][1][len(stops) :, : len(stops)]
        )
        with_rides = _close(onward)
        for row in range(len(case.parties)):
            ways = with_rides if rides[row] else without
            to_site[row, : len(gates)] = (to_site[row][:, None] + ways[:, : len(gates)]).min(axis=0, initial=np.inf)
        result.append(to_site[:, : len(gates)])
    return result[0], ready[:, None] + result[1]


def _pairs(
    streets: Streets,
    seconds: NDArray[np.float64],
    rate: NDArray[np.float64],
    closed: NDArray[np.bool_],
    at: NDArray[np.int64],
    home: NDArray[np.int64],
    metres_max: float,
) -> tuple[tuple[NDArray[np.float64], NDArray[np.float64]], tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Give ((harm home-site, harm site-site), (seconds home-site, seconds site-site)), infinity where too far."""
    shape_home, shape_site = (len(home), len(at)), (len(at), len(at))
    harm = np.full(shape_home, np.inf), np.full(shape_site, np.inf)
    time = np.full(shape_home, np.inf), np.full(shape_site, np.inf)
    cost = np.full(len(seconds), np.inf)
    np.multiply(seconds, rate, out=cost, where=np.isfinite(seconds) & ~closed)
    pace = np.where(closed, np.inf, seconds)
    for column, target in enumerate(at):
        near = grow_tree(streets, target, seconds, np.where(np.isfinite(pace), streets.length, np.inf), metres_max)[3]
        within = np.isfinite(near)
        least = grow_tree(streets, target, seconds, cost, np.inf)[3]
        quick = grow_tree(streets, target, seconds, pace, np.inf)[3]
        for rows, out in ((home, 0), (at, 1)):
            harm[out][:, column] = np.where(within[rows], least[rows], np.inf)
            time[out][:, column] = np.where(within[rows], quick[rows], np.inf)
    return harm, time


def _close(ways: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the least sums over chains (Floyd and Warshall), standing still being free."""
    ways = ways.copy()
    np.fill_diagonal(ways, 0.0)
    for middle in range(len(ways)):
        ways = np.minimum(ways, ways[:, middle : middle + 1] + ways[middle : middle + 1, :])
    return ways


def _gate_room(
    case: Case, gates: tuple[Site, ...]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]:
    """Give the people each gate can take in each step, and in each curfew those that it can hold.

    In a curfew nobody arrives at a gate: who is processed then was there, in wait, when it began.
    """
    step, horizon = case.step_seconds, case.deadline - case.start
    steps = int(np.ceil(horizon / step)) + 1
    people = float(sum(p.size for p in case.parties))
    room, night = np.zeros((len(gates), steps)), np.full((len(gates), steps), -1, np.int64)
    night_room: list[float] = []
    begins = np.arange(steps, dtype=np.float64) * step
    lived_at = {p.node_id for p in case.parties} | {s.node_id for s in case.sites if s.kind is SiteKind.TRANSIT_POINT}
    places = [s.node_id for s in case.sites if s.kind in (SiteKind.GATE, SiteKind.AIRHEAD)]
    for row, gate in enumerate(gates):
        cap = np.floor(gate.throughput * case.step_minutes / 60 + 1e-6) if gate.throughput else people
        room[row] = np.where(_touches(open_spans(gate.open, case.start), begins - 2, begins + step + 2), cap, 0.0)
        room[row, 0] *= 2  # the judge lets the second before the start have a step of its own
        if gate.node_id in lived_at or places.count(gate.node_id) > 1:
            continue  # somebody may step in without using a street
        for window in case.curfew_windows():
            low, high = window.start - case.start, window.end - case.start
            inside = (begins > low + 2) & (begins + step < high - 2)
            too_late = inside & (begins > low + 60 * case.limits.wait_minutes_max + 60)
            room[row, too_late] = 0.0
            if inside.any() and gate.holding is not None:
                night[row, inside] = len(night_room)
                night_room.append(float(np.floor(gate.holding)))
    return room, night, np.array(night_room)


def _touches(spans: Spans, begins: NDArray[np.float64], ends: NDArray[np.float64]) -> NDArray[np.bool_]:
    touch = np.zeros(len(begins), np.bool_)
    for begin, end in spans:
        touch |= (begin < ends) & (end > begins)
    return touch


def _flights(case: Case, streets: Streets, steps: int) -> FlightArrays:
    """Give (first flight by airhead and step, end by airhead, least cost by flight and step, departures, seats)."""
    node = case.network.node_index()
    airheads = [s for s in case.sites if s.kind is SiteKind.AIRHEAD]
    row = {s.site_id: number for number, s in enumerate(airheads)}
    flights = counted_flights(case)
    owner = np.array([row[f.airhead] for f in flights], np.int64)
    departs = np.array([f.departs - case.start for f in flights], np.float64)
    last = np.searchsorted(owner, np.arange(len(airheads)), side="right").astype(np.int64)
    first = np.zeros((len(airheads), steps), np.int64)
    cost = np.zeros((len(flights), steps))
    begins = np.arange(steps) * case.step_seconds
    connection = 60 * case.limits.connection_minutes_min
    for air in range(len(airheads)):
        start = int(np.searchsorted(owner, air))
        first[air] = start + np.searchsorted(departs[start : last[air]], begins + connection - MARGIN)
    for f in range(len(flights)):
        profile = streets.node_profile[node[airheads[owner[f]].node_id]]
        for k in range(steps):
            held_from = begins[k] + 2 * case.step_seconds + MARGIN
            cost[f, k] = case.objective.hour / 3600 * departs[f]
            if held_from < departs[f]:
                cost[f, k] += case.objective.sheltered_factor * harm_between(streets, profile, held_from, departs[f])
    return first, last, cost, departs, np.array([f.seats for f in flights], np.float64)
