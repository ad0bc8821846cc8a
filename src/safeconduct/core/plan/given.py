"""Turn a case into what the search needs: who can go where, at what cost, with which means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.network import Fleet, Flight, Site, SiteKind
from safeconduct.core.people import Mode, Party
from safeconduct.core.plan.access import FOOT_BIASES, Channel, Clock, Forest
from safeconduct.core.plan.bound import serving_gates
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.model import TO_GATE_BY_CAR, TO_GATE_ON_FOOT, TO_TRANSIT_POINT, Given
from safeconduct.core.plan.kernels.streets import Streets, tree_seconds
from safeconduct.core.plan.streets import Spans, checkpoints, compile_streets, open_spans, pack

CAR_ROWS_PER_GATE = 4  # ways by car to one gate that are kept for one party: by different checkpoints
POSTS_TOLD_APART = 12  # beyond so many checkpoints, ways are not made for each of them


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Hold the arrays of the search and the lists that their row numbers stand for."""

    case: Case
    given: Given
    gates: tuple[Site, ...]
    points: tuple[Site, ...]
    airheads: tuple[Site, ...]
    flights: tuple[Flight, ...]  # by airhead, then departure; only those that count
    vehicles: tuple[tuple[Fleet, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """Name one way of the vehicles from a transit point to a gate: a row of a channel."""

    point: int
    gate: int
    channel: Channel
    row: int


class _Rows:
    """Collect the access rows of all parties, as columns."""

    def __init__(self, columns: int, windows: int) -> None:
        empty = np.zeros(0, np.int32)
        costs, posts = np.zeros((0, columns)), np.zeros((0, windows))
        self._parts: list[tuple[NDArray[Any], ...]] = [
            (empty, empty.astype(np.int8), empty, empty, costs.astype(np.float32), costs.astype(np.int8),
             posts.astype(np.int16), posts.astype(np.float32)),
        ]  # fmt: skip

    def add(self, party: NDArray[np.int32], kind: int, site: int, channel: Channel, use: NDArray[np.int64]) -> None:
        """Add rows `use` of a channel for the parties, where there is any way at all."""
        use = use[np.isfinite(channel.cost[use]).any(axis=1)]
        count = len(use)
        self._parts.append((
            party[use], np.full(count, kind, np.int8), np.full(count, site, np.int32),
            np.full(count, channel.tree, np.int32), channel.cost[use], channel.variant[use],
            channel.post[use], channel.lead[use],
        ))  # fmt: skip

    def joined(self) -> list[NDArray[Any]]:
        """Return (party, kind, site, tree, cost, variant, post, lead), sorted by party."""
        joined = [np.concatenate(column) for column in zip(*self._parts, strict=True)]
        order = np.argsort(joined[0], kind="stable")
        self._parts.clear()
        return [column[order] for column in joined]


def prepare(case: Case, tell: Callable[[str], None]) -> Prepared:
    """Return everything the search needs; `tell` hears the phase."""
    streets = compile_streets(case)
    node = case.network.node_index()
    clock = Clock.over(case.deadline - case.start)
    objective = case.objective
    forest = Forest(streets, clock, objective.sheltered_factor, case.limits.walk_metres_max)
    by_kind: dict[SiteKind, list[Site]] = defaultdict(list)
    for site in case.sites:
        by_kind[site.kind].append(site)
    airheads = tuple(by_kind[SiteKind.AIRHEAD])
    gates = serving_gates(case)
    points = tuple(by_kind[SiteKind.TRANSIT_POINT]) if case.fleets else ()
    home = np.array([node[p.node_id] for p in case.parties], np.int32)
    ready = np.array([max(0.0, p.ready - case.start) for p in case.parties], np.float64)
    on_foot = np.array([Mode.WALK in p.modes for p in case.parties], np.bool_)
    by_car = np.array([Mode.AUTO in p.modes for p in case.parties], np.bool_)
    everybody = np.arange(len(case.parties), dtype=np.int32)

    rows = _Rows(clock.columns, clock.windows)
    tell("ways on foot")
    walkers = everybody[on_foot]
    for sites, kind in ((gates, TO_GATE_ON_FOOT), (points, TO_TRANSIT_POINT)):
        for number, site in enumerate(sites):
            channel = forest.foot(node[site.node_id], home[walkers], ready[walkers])
            rows.add(walkers, kind, number, channel, np.arange(len(walkers)))
    tell("ways by car")
    drivers = everybody[by_car]
    point_nodes = np.array([node[site.node_id] for site in points], np.int32)
    lanes: list[Lane] = []
    post_nodes = [node[site.node_id] for site in checkpoints(case)]
    origins = np.concatenate([home[drivers], point_nodes])
    earliest = np.concatenate([ready[drivers], np.zeros(len(points))])
    for number, gate in enumerate(gates):
        ways = []
        for avoid in _avoidances(post_nodes, node[gate.node_id]):
            channel = forest.car(node[gate.node_id], origins, earliest, avoid)
            ways.append(channel)
            _add_lanes(lanes, number, channel, len(drivers), len(points))
        _add_car_rows(rows, drivers, number, ways)
    tell("empty runs")
    empty = [forest.car(int(n), point_nodes[:0], earliest[:0]).tree for n in point_nodes]
    tell("tables")
    return _assemble(
        case, streets, clock, forest, rows, lanes, empty, home, ready, gates, points, airheads, point_nodes
    )


def _avoidances(post_nodes: list[int], gate_node: int) -> list[list[int]]:
    """List the sets of checkpoints to avoid: none, and for each checkpoint all others."""
    if len(post_nodes) < 2 or len(post_nodes) > POSTS_TOLD_APART:
        return [[]]
    return [[], *([n for n in post_nodes if n not in (keep, gate_node)] for keep in post_nodes)]


def _add_lanes(lanes: list[Lane], gate: int, channel: Channel, first: int, points: int) -> None:
    """Make a lane of each transit point that has a way to the gate, unless the same way is there already."""
    for point in range(points):
        row = first + point
        known = any(
            lane.point == point and lane.gate == gate and np.array_equal(lane.channel.cost[lane.row], channel.cost[row])
            for lane in lanes
        )
        if np.isfinite(channel.cost[row]).any() and not known:
            lanes.append(Lane(point, gate, channel, row))


def _add_car_rows(rows: _Rows, drivers: NDArray[np.int32], gate: int, ways: list[Channel]) -> None:
    """Keep for each party the few ways by car to a gate that are best at their best hour."""
    if not len(drivers):
        return
    least = np.stack([way.cost[: len(drivers)].min(axis=1) for way in ways])  # (ways, drivers)
    rank = np.argsort(least, axis=0, kind="stable")
    for chosen in rank[:CAR_ROWS_PER_GATE]:
        for number, way in enumerate(ways):
            rows.add(drivers, TO_GATE_BY_CAR, gate, way, np.nonzero(chosen == number)[0])


def _assemble(  # type: ignore[no-untyped-def]
    case, streets: Streets, clock: Clock, forest: Forest, rows: _Rows, lanes, empty, home, ready, gates, points,
    airheads, point_nodes,
) -> Prepared:  # fmt: skip
    node = case.network.node_index()
    air_row = {site.site_id: row for row, site in enumerate(airheads)}
    hours = case.step_minutes / 60.0
    party, kind, site, tree, cost, variant, post, lead = rows.joined()
    columns = clock.columns
    cost[(kind == TO_GATE_BY_CAR)[:, None] & np.isfinite(cost)] *= case.objective.sheltered_factor
    best = np.full(len(case.parties), np.inf)
    np.minimum.at(best, party, cost.min(axis=1, initial=np.inf))
    to_point = np.nonzero(kind == TO_TRANSIT_POINT)[0].astype(np.int32)
    to_point = to_point[np.argsort(site[to_point], kind="stable")]
    lanes = sorted(lanes, key=lambda lane: lane.point)
    flights = _flights_by_airhead(case, airheads)
    vehicles = tuple((fleet, v) for fleet in case.fleets for v in range(fleet.vehicles))
    fleet_row = {fleet.fleet_id: row for row, fleet in enumerate(case.fleets)}
    closed: dict[str, Spans] = defaultdict(list)
    for closure in case.closures:
        if closure.what == "node":
            closed[closure.ident].append((closure.window.start - case.start, closure.window.end - case.start))

    def usable(sites):  # type: ignore[no-untyped-def]
        spans = {row: _without(open_spans(s.open, case.start), closed[s.node_id]) for row, s in enumerate(sites)}
        return pack(spans, len(sites))

    def bound(values):  # type: ignore[no-untyped-def]
        return np.array([np.inf if v is None else v for v in values], np.float64)

    def stack(parts, width, kind_of):  # type: ignore[no-untyped-def]
        return np.stack(parts) if parts else np.zeros((0, width), kind_of)

    people = sum(p.size for p in case.parties)
    capacity = case.network.capacity
    bound_links = np.full(len(capacity), -1, np.int32)
    bound_links[np.isfinite(capacity)] = np.arange(int(np.isfinite(capacity).sum()))
    holding = np.array([np.inf if s.holding is None else s.holding for s in airheads])
    trees = forest.stacked()
    bases = np.array([node[s.node_id] for s in (*gates,)] + [node[f.depot_node_id] for f in case.fleets], np.int32)
    empty_seconds = np.zeros((len(bases), len(points), clock.windows))
    for row, (first, target) in enumerate(zip(empty, point_nodes, strict=True)):
        empty_seconds[:, row] = tree_seconds(streets, trees, first, clock.windows, bases, streets.auto_seconds)
        empty_seconds[bases == target, row] = 0.0
    lane_seconds = np.zeros((len(lanes), clock.windows))
    for row, lane in enumerate(lanes):
        own = point_nodes[lane.point : lane.point + 1]
        lane_seconds[row] = tree_seconds(streets, trees, lane.channel.tree, clock.windows, own, streets.auto_seconds)
        if own[0] == node[gates[lane.gate].node_id]:
            lane_seconds[row] = 0.0
    given = Given(
        streets=streets,
        horizon=clock.horizon,
        step=case.step_seconds,
        grain=clock.grain,
        windows=clock.windows,
        turnaround=60.0 * case.limits.turnaround_minutes,
        connection=60.0 * case.limits.connection_minutes_min,
        wait_max=60.0 * min(case.limits.wait_minutes_max, 1e7),
        sheltered=case.objective.sheltered_factor,
        crowd_second=case.objective.crowd_rate / 3600,
        hour_second=case.objective.hour / 3600,
        size=np.array([p.size for p in case.parties], np.int64),
        leave_cost=np.array([_leave_cost(case, p) for p in case.parties], np.float64),
        ready=np.ceil(ready),
        home=home,
        row_ptr=np.searchsorted(party, np.arange(len(case.parties) + 1)).astype(np.int64),
        row_party=party,
        row_kind=kind,
        row_site=site,
        row_tree=tree,
        row_cost=cost,
        row_variant=variant,
        row_post=post,
        row_lead=lead,
        variants_foot=len(FOOT_BIASES),
        variants_car=1,
        trees=trees,
        best_cost=best,
        at_ptr=np.searchsorted(site[to_point], np.arange(len(points) + 1)).astype(np.int64),
        at_row=to_point,
        point_node=point_nodes,
        **_named("point_open", usable(points)),
        gate_node=np.array([node[s.node_id] for s in gates], np.int32),
        gate_step_cap=bound([s.throughput for s in gates]) * hours,
        gate_hour=bound([s.throughput for s in gates]),
        gate_holding=np.array([np.inf if s.holding is None else s.holding for s in gates], np.float64),
        gate_airhead=np.array([air_row[s.serves or ""] for s in gates], np.int32),
        **_named("gate_open", usable(gates)),
        air_node=np.array([node[s.node_id] for s in airheads], np.int32),
        air_holding=holding,
        air_bound=holding < people,
        **_named("air_open", usable(airheads)),
        flight_ptr=np.searchsorted(
            np.array([air_row[f.airhead] for f in flights], np.int32), np.arange(len(airheads) + 1)
        ).astype(np.int32),
        flight_departs=np.array([f.departs - case.start for f in flights], np.float64),
        flight_seats=np.array([f.seats for f in flights], np.int64),
        post_step_cap=np.array(
            [np.inf if s.throughput is None else s.throughput * hours for s in checkpoints(case)], np.float64
        ),
        link_step_cap=np.where(np.isfinite(capacity), capacity * hours, np.inf),
        link_bound=bound_links,
        lane_ptr=np.searchsorted([lane.point for lane in lanes], np.arange(len(points) + 1)).astype(np.int32),
        lane_gate=np.array([lane.gate for lane in lanes], np.int32),
        lane_tree=np.array([lane.channel.tree for lane in lanes], np.int32),
        lane_post=stack([lane.channel.post[lane.row] for lane in lanes], clock.windows, np.int16),
        lane_lead=stack([lane.channel.lead[lane.row] for lane in lanes], clock.windows, np.float32),
        lane_seconds=lane_seconds,
        lane_cost=stack([lane.channel.cost[lane.row] for lane in lanes], columns, np.float32),
        vehicle_seats=np.array([fleet.seats for fleet, _ in vehicles], np.int64),
        vehicle_depot=np.array([node[fleet.depot_node_id] for fleet, _ in vehicles], np.int32),
        vehicle_fleet=np.array([fleet_row[fleet.fleet_id] for fleet, _ in vehicles], np.int32),
        **_named(
            "fleet_open",
            pack({r: open_spans(f.available, case.start) for r, f in enumerate(case.fleets)}, len(case.fleets)),
        ),
        empty_tree=np.array(empty, np.int32),
        empty_seconds=empty_seconds,
    )
    return Prepared(case, given, gates, points, airheads, flights, vehicles)


def _named(name: str, packed):  # type: ignore[no-untyped-def]
    return dict(zip((f"{name}_ptr", f"{name}_from", f"{name}_to"), packed, strict=True))


def _leave_cost(case: Case, party: Party) -> float:
    hours = (case.deadline - case.start) / 3600
    return party.size * (party.priority * case.objective.left_behind + case.objective.hour * hours)


def _flights_by_airhead(case: Case, airheads: tuple[Site, ...]) -> tuple[Flight, ...]:
    row = {site.site_id: number for number, site in enumerate(airheads)}
    counted = [f for f in case.flights if f.departs <= case.deadline and f.airhead in row and f.seats > 0]
    return tuple(sorted(counted, key=lambda f: (row[f.airhead], f.departs, f.flight_id)))


def _without(spans: Spans, holes: Spans) -> Spans:
    """Cut the holes out of merged spans."""
    for begin, end in holes:
        cut: Spans = []
        for a, b in spans:
            if end <= a or begin >= b:
                cut.append((a, b))
            else:
                cut.extend(piece for piece in ((a, begin), (end, b)) if piece[0] < piece[1])
        spans = cut
    return spans
