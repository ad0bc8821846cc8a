"""Name the arrays that the search works on: what is given, and what is decided.

All times are seconds since the start of the case; costs are expected people harmed. A trip is a vehicle's run from a
transit point to a gate; a lane is one way of doing so (transit point, gate, checkpoint that it goes by).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan.kernels.streets import Streets

LEFT, DIRECT, RIDER = 0, 1, 2  # what a party does: stays, goes to a gate by itself, rides
TO_GATE_ON_FOOT, TO_GATE_BY_CAR, TO_TRANSIT_POINT = 0, 1, 2  # kinds of access row
BIN_SECONDS = 60.0  # grain in which presence at gates and airheads is kept
PASSES_MAX = 12  # checkpoints on one way
LOG_MAX = 4096  # steps between two moments to which a plan can be taken back
LOG_INTS, LOG_FLOATS = 12 + PASSES_MAX, 6 + PASSES_MAX


class Given(NamedTuple):
    """Hold the case as the search sees it; nothing here changes."""

    streets: Streets
    horizon: float  # seconds from start to deadline
    step: float
    grain: float  # seconds between two columns of the cost tables
    windows: int  # the horizon is cut into so many windows, each with its own trees
    turnaround: float
    connection: float
    wait_max: float
    sheltered: float
    crowd_second: float  # crowd_rate per second
    hour_second: float  # the objective's `hour` per second
    size: NDArray[np.int64]  # (parties,)
    leave_cost: NDArray[np.float64]  # (parties,)
    ready: NDArray[np.float64]
    home: NDArray[np.int32]  # node
    row_ptr: NDArray[np.int64]  # (parties+1,) access rows of each party
    row_party: NDArray[np.int32]
    row_kind: NDArray[np.int8]
    row_site: NDArray[np.int32]  # gate or transit point
    row_tree: NDArray[np.int32]  # first tree of the row's channel
    row_cost: NDArray[np.float32]  # (rows, columns) harm per person, all in, arriving at that time
    row_variant: NDArray[np.int8]  # (rows, columns) which of the channel's trees
    row_post: NDArray[np.int16]  # (rows, windows) first checkpoint on the way, -1 = none
    row_lead: NDArray[np.float32]  # (rows, windows) seconds from there to the end
    row_least: NDArray[np.float32]  # (rows,) least of row_cost
    variants_foot: int
    variants_car: int
    trees: NDArray[np.int32]  # (trees, nodes) next link
    best_cost: NDArray[np.float64]  # (parties,) least row_cost over everything
    at_ptr: NDArray[np.int64]  # (transit points+1,) rows that lead to each transit point
    at_row: NDArray[np.int32]
    row_at: NDArray[np.int32]  # (rows,) the row's place among those, or -1
    point_node: NDArray[np.int32]
    point_open_ptr: NDArray[np.int32]
    point_open_from: NDArray[np.float64]
    point_open_to: NDArray[np.float64]
    gate_node: NDArray[np.int32]
    gate_step_cap: NDArray[np.float64]  # people per step
    gate_hour: NDArray[np.float64]  # people per hour; infinity = no bound
    gate_holding: NDArray[np.float64]
    gate_airhead: NDArray[np.int32]
    gate_harm: NDArray[np.float64]  # (gates, steps+1) harm per person in the open there, from the start to each step
    gate_useful: NDArray[np.bool_]  # (gates, steps) whether anybody could ever be processed then
    gate_open_ptr: NDArray[np.int32]
    gate_open_from: NDArray[np.float64]
    gate_open_to: NDArray[np.float64]
    air_node: NDArray[np.int32]
    air_holding: NDArray[np.float64]
    air_bound: NDArray[np.bool_]  # whether its holding can bind at all
    air_harm: NDArray[np.float64]  # (airheads, steps+1) harm per person inside, from the start to each step
    air_open_ptr: NDArray[np.int32]
    air_open_from: NDArray[np.float64]
    air_open_to: NDArray[np.float64]
    flight_ptr: NDArray[np.int32]  # (airheads+1,) flights sorted by departure
    flight_departs: NDArray[np.float64]
    flight_seats: NDArray[np.int64]
    flight_harm: NDArray[np.float64]  # (flights,) harm per person inside its airhead, from the start to departure
    post_step_cap: NDArray[np.float64]
    link_step_cap: NDArray[np.float64]  # (links,) infinity where not binding
    link_bound: NDArray[np.int32]  # (links,) row of a bound link, or -1
    lane_ptr: NDArray[np.int32]  # (transit points+1,)
    lane_gate: NDArray[np.int32]
    lane_tree: NDArray[np.int32]
    lane_post: NDArray[np.int16]  # (lanes, windows)
    lane_lead: NDArray[np.float32]  # (lanes, windows)
    lane_seconds: NDArray[np.float64]  # (lanes, windows) free flow
    lane_cost: NDArray[np.float32]  # (lanes, columns) harm per person in the open, arriving at that time
    vehicle_seats: NDArray[np.int64]
    vehicle_depot: NDArray[np.int32]  # node
    vehicle_fleet: NDArray[np.int32]
    fleet_open_ptr: NDArray[np.int32]
    fleet_open_from: NDArray[np.float64]
    fleet_open_to: NDArray[np.float64]
    empty_tree: NDArray[np.int32]  # (transit points,) first tree of the empty runs to it
    empty_seconds: NDArray[np.float64]  # (gates then fleets, transit points, windows) free flow


class Prices(NamedTuple):
    """Say what scarce room is worth per person; used only to rank places, never to judge a plan."""

    gate: NDArray[np.float64]  # (gates, steps)
    flight: NDArray[np.float64]  # (flights,)


class Decided(NamedTuple):
    """Hold a plan under construction; every field from `kind` to `totals` is a view of one of the two buffers.

    Lists of parties are linked: of a trip's riders, and of those processed at a gate in one step.
    """

    ints: NDArray[np.int64]
    floats: NDArray[np.float64]
    kind: NDArray[np.int64]  # (parties,) LEFT, DIRECT, RIDER
    tree: NDArray[np.int64]  # (parties,) tree of the way on foot or by car; -1 = none needed
    by_car: NDArray[np.int64]
    trip: NDArray[np.int64]
    gate: NDArray[np.int64]
    flight: NDArray[np.int64]
    point: NDArray[np.int64]  # transit point, of a rider
    trip_on: NDArray[np.int64]  # (trips,) 0 = free number
    trip_vehicle: NDArray[np.int64]
    trip_lane: NDArray[np.int64]
    trip_point: NDArray[np.int64]
    trip_tree: NDArray[np.int64]
    trip_load: NDArray[np.int64]
    trip_passes: NDArray[np.int64]  # (trips,) how many
    trip_post: NDArray[np.int64]  # (trips, PASSES_MAX)
    runs: NDArray[np.int64]  # (vehicles,) how many trips
    run_trip: NDArray[np.int64]  # (vehicles, RUNS_MAX) in order of time
    calls: NDArray[np.int64]  # (transit points,) how many trips
    call_trip: NDArray[np.int64]  # (transit points, CALLS_MAX)
    gate_used: NDArray[np.int64]  # (gates, steps)
    post_used: NDArray[np.int64]  # (checkpoints, steps)
    link_used: NDArray[np.int64]  # (bound links, steps)
    seats_used: NDArray[np.int64]  # (flights,)
    gate_present: NDArray[np.int64]  # (gates, bins)
    air_present: NDArray[np.int64]  # (airheads, bins)
    passes: NDArray[np.int64]  # (parties,) how many checkpoints the party passes by itself
    post: NDArray[np.int64]  # (parties, PASSES_MAX)
    rider_first: NDArray[np.int64]  # (trips,) -1 = none
    rider_next: NDArray[np.int64]  # (parties,)
    rider_before: NDArray[np.int64]  # (parties,)
    turn_first: NDArray[np.int64]  # (gates, steps) -1 = nobody is processed
    turn_next: NDArray[np.int64]  # (parties,)
    turn_before: NDArray[np.int64]  # (parties,)
    home_list: NDArray[np.int64]  # (parties,) first those at home that could go somewhere
    home_at: NDArray[np.int64]  # (parties,) place in that list
    calling: NDArray[np.int64]  # (rows to transit points,) by transit point; first the rows of parties at home
    calling_at: NDArray[np.int64]  # (rows to transit points,) place of each of `at_row` in that list
    callers: NDArray[np.int64]  # (transit points,) how many are at home
    free_trip: NDArray[np.int64]  # (trips,) a pile of free numbers
    counts: NDArray[np.int64]  # [0] parties at home that could go somewhere, [1] free numbers
    cost: NDArray[np.float64]  # (parties,) without crowd
    depart: NDArray[np.float64]
    reach: NDArray[np.float64]  # when it reaches the gate or transit point by itself
    arrive: NDArray[np.float64]  # at the gate
    start: NDArray[np.float64]  # of processing
    done: NDArray[np.float64]  # with processing
    trip_depart: NDArray[np.float64]
    trip_arrive: NDArray[np.float64]
    trip_harm: NDArray[np.float64]  # per person, sheltered
    trip_at: NDArray[np.float64]  # (trips, PASSES_MAX) when it passes each checkpoint
    passed: NDArray[np.float64]  # (parties, PASSES_MAX) when the party passes each checkpoint
    gate_seconds: NDArray[np.float64]  # (gates, bins) person-seconds
    totals: NDArray[np.float64]  # [0] sum of cost, [1] crowd
    log_length: NDArray[np.int64]  # [0] steps written down so that they can be undone; -1 = none is written
    log_ints: NDArray[np.int64]  # (LOG_MAX, LOG_INTS)
    log_floats: NDArray[np.float64]  # (LOG_MAX, LOG_FLOATS)


def make_decided(g: Given, trips: int, runs: int, calls: int) -> Decided:
    """Return an empty plan with room for so many trips in all, per vehicle and per transit point."""
    parties, vehicles, points = len(g.size), len(g.vehicle_seats), len(g.point_node)
    gates, airs, callers = len(g.gate_node), len(g.air_node), len(g.at_row)
    steps = int(np.ceil(g.horizon / g.step)) + 1
    bins = int(np.ceil(g.horizon / BIN_SECONDS)) + 2
    bound_links = int(g.link_bound.max(initial=-1)) + 1
    int_shapes: list[tuple[int, ...]] = [
        *[(parties,)] * 7,
        *[(trips,)] * 7,
        (trips, PASSES_MAX),
        (vehicles,),
        (vehicles, runs),
        (points,),
        (points, calls),
        (gates, steps),
        (len(g.post_step_cap), steps),
        (bound_links, steps),
        (len(g.flight_seats),),
        (gates, bins),
        (airs, bins),
        (parties,),
        (parties, PASSES_MAX),
        (trips,),
        *[(parties,)] * 2,
        (gates, steps),
        *[(parties,)] * 4,
        *[(callers,)] * 2,
        (points,),
        (trips,),
        (2,),
    ]
    float_shapes: list[tuple[int, ...]] = [*[(parties,)] * 6, *[(trips,)] * 3, (trips, PASSES_MAX)]
    float_shapes += [(parties, PASSES_MAX), (gates, bins), (2,)]
    ints, int_views = _carve(int_shapes, np.dtype(np.int64))
    floats, float_views = _carve(float_shapes, np.dtype(np.float64))
    log: list[NDArray] = [np.full(1, -1, np.int64), np.zeros((LOG_MAX, LOG_INTS), np.int64)]  # type: ignore[type-arg]
    log.append(np.zeros((LOG_MAX, LOG_FLOATS)))
    decided = Decided(ints, floats, *int_views, *float_views, *log)
    _fill_empty(g, decided)
    return decided


def _fill_empty(g: Given, d: Decided) -> None:
    """Write the plan in which everybody stays home."""
    for numbers in (d.trip, d.tree, d.flight, d.gate, d.point, d.rider_first, d.turn_first):
        numbers[:] = -1
    for numbers in (d.rider_next, d.rider_before, d.turn_next, d.turn_before, d.home_at):
        numbers[:] = -1
    d.cost[:] = g.leave_cost
    d.totals[0] = g.leave_cost.sum()
    could_go = np.nonzero(np.isfinite(g.best_cost))[0]
    d.home_list[: len(could_go)] = could_go
    d.home_at[could_go] = np.arange(len(could_go))
    d.calling[:] = d.calling_at[:] = np.arange(len(g.at_row))
    d.callers[:] = np.diff(g.at_ptr)
    d.free_trip[:] = np.arange(len(d.free_trip))[::-1]
    d.counts[:] = len(could_go), len(d.free_trip)


def _carve(shapes: list[tuple[int, ...]], kind: np.dtype) -> tuple[NDArray, list[NDArray]]:  # type: ignore[type-arg]
    """Cut one buffer into views, so that a whole plan is saved and restored by copying two buffers."""
    buffer = np.zeros(sum(int(np.prod(shape)) for shape in shapes), kind)
    views, at = [], 0
    for shape in shapes:
        count = int(np.prod(shape))
        views.append(buffer[at : at + count].reshape(shape))
        at += count
    return buffer, views
