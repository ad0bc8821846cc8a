"""Turn a case into what the search needs: who can go where, at what cost, with which means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.network import Fleet, Flight, Site
from safeconduct.core.people import Party
from safeconduct.core.plan.access import FOOT_BIASES, Clock
from safeconduct.core.plan.access_rows import AccessTable
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.model import TO_TRANSIT_POINT, Given
from safeconduct.core.plan.kernels.streets import Streets, harm_between, tree_seconds
from safeconduct.core.plan.places import Places
from safeconduct.core.plan.streets import Spans, checkpoints, open_spans, pack
from safeconduct.core.plan.survey import Ground, Survey, survey_ways


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


def prepare(case: Case, tell: Callable[[str], None]) -> Prepared:
    """Return everything the search needs; `tell` hears the phase."""
    tell("ways")
    places, survey = Places.of(case), survey_ways(Ground(case))
    tell("tables")
    given = Given(
        streets=survey.streets,
        **_clock_fields(case, survey.clock),
        **_party_fields(case, places, survey.access),
        **_gate_fields(case, places, survey.streets),
        **_airhead_fields(case, places, survey.streets),
        gate_useful=_useful_turns(case, places, survey),
        **_link_fields(case),
        **_vehicle_fields(case, places, survey),
    )
    return Prepared(case, given, places.gates, places.points, places.airheads, places.flights, places.vehicles)


def _clock_fields(case: Case, clock: Clock) -> dict[str, Any]:
    return {
        "horizon": clock.horizon,
        "step": case.step_seconds,
        "grain": clock.grain,
        "windows": clock.windows,
        "turnaround": 60.0 * case.limits.turnaround_minutes,
        "connection": 60.0 * case.limits.connection_minutes_min,
        "wait_max": 60.0 * min(case.limits.wait_minutes_max, 1e7),
        "sheltered": case.objective.sheltered_factor,
        "crowd_second": case.objective.crowd_rate / 3600,
        "hour_second": case.objective.hour / 3600,
    }


def _party_fields(case: Case, places: Places, access: AccessTable) -> dict[str, Any]:
    return {
        "size": np.array([p.size for p in case.parties], np.int64),
        "leave_cost": np.array([_leave_cost(case, p) for p in case.parties], np.float64),
        "ready": np.ceil([max(0.0, p.ready - case.start) for p in case.parties]),
        "home": np.array([places.node[p.node_id] for p in case.parties], np.int32),
        **access._asdict(),
        "variants_foot": len(FOOT_BIASES),
        "variants_car": 1,
    }


def _gate_fields(case: Case, places: Places, streets: Streets) -> dict[str, Any]:
    per_hour = _bounds([site.throughput for site in places.gates])
    return {
        "gate_node": places.gate_nodes,
        "gate_step_cap": per_hour * (case.step_minutes / 60.0),
        "gate_hour": per_hour,
        "gate_holding": _bounds([site.holding for site in places.gates]),
        "gate_harm": _harm_to_steps(case, streets, places.gate_nodes),
        "gate_airhead": np.array([places.air_row[site.serves or ""] for site in places.gates], np.int32),
        **_open_fields("gate_open", case, places.gates),
    }


def _airhead_fields(case: Case, places: Places, streets: Streets) -> dict[str, Any]:
    holding = _bounds([site.holding for site in places.airheads])
    nodes = np.array([places.node[site.node_id] for site in places.airheads], np.int32)
    owner = np.array([places.air_row[flight.airhead] for flight in places.flights], np.int32)
    return {
        "air_node": nodes,
        "air_holding": holding,
        "air_bound": holding < sum(party.size for party in case.parties),
        "air_harm": _harm_to_steps(case, streets, nodes) * case.objective.sheltered_factor,
        **_open_fields("air_open", case, places.airheads),
        "flight_ptr": np.searchsorted(owner, np.arange(len(places.airheads) + 1)).astype(np.int32),
        "flight_departs": np.array([f.departs - case.start for f in places.flights], np.float64),
        "flight_seats": np.array([f.seats for f in places.flights], np.int64),
        "flight_harm": np.array(
            [
                harm_between(streets, streets.node_profile[nodes[air]], 0.0, f.departs - case.start)
                for air, f in zip(owner, places.flights, strict=True)
            ]
        )
        * case.objective.sheltered_factor,
    }


def _harm_to_steps(case: Case, streets: Streets, nodes: NDArray[np.int32]) -> NDArray[np.float64]:
    """Give the harm per person in the open at each node from the start to the beginning of each step, and one more."""
    steps = int(np.ceil((case.deadline - case.start) / case.step_seconds)) + 2
    harm = np.zeros((len(nodes), steps))
    for row, node in enumerate(nodes):
        profile = streets.node_profile[node]
        harm[row] = [harm_between(streets, profile, 0.0, k * case.step_seconds) for k in range(steps)]
    return harm


def _useful_turns(case: Case, places: Places, survey: Survey) -> NDArray[np.bool_]:
    """Tell in which steps anybody could be processed at each gate: the gate is open, and somebody can have come."""
    steps = int(np.ceil((case.deadline - case.start) / case.step_seconds)) + 1
    waits = int(min(60.0 * case.limits.wait_minutes_max, 1e7) / case.step_seconds)
    access, clock = survey.access, survey.clock
    useful = np.zeros((len(places.gates), steps), bool)
    for gate in range(len(places.gates)):
        own = (access.row_site == gate) & (access.row_kind != TO_TRANSIT_POINT)
        comes = np.isfinite(access.row_cost[own].min(axis=0, initial=np.inf))
        for lane in survey.lanes:
            if lane.gate == gate:
                comes |= np.isfinite(lane.channel.cost[lane.row])
        for column in np.nonzero(comes)[0]:
            first = int((column - 1) * clock.grain / case.step_seconds)
            last = int((column + 1) * clock.grain / case.step_seconds) + waits
            useful[gate, max(first, 0) : last + 1] = True
    return useful


def _link_fields(case: Case) -> dict[str, Any]:
    """Give what checkpoints and links with a capacity let through in a step."""
    hours = case.step_minutes / 60.0
    capacity = case.network.capacity
    is_bound = np.isfinite(capacity)
    rows = np.full(len(capacity), -1, np.int32)
    rows[is_bound] = np.arange(int(is_bound.sum()))
    return {
        "post_step_cap": _bounds([site.throughput for site in checkpoints(case)]) * hours,
        "link_step_cap": np.where(is_bound, capacity * hours, np.inf),
        "link_bound": rows,
    }


def _vehicle_fields(case: Case, places: Places, survey: Survey) -> dict[str, Any]:
    clock, streets, trees, lanes = survey.clock, survey.streets, survey.trees, survey.lanes
    fleet_row = {fleet.fleet_id: row for row, fleet in enumerate(case.fleets)}
    fleet_spans = {row: open_spans(fleet.available, case.start) for row, fleet in enumerate(case.fleets)}
    depots = np.array([places.node[fleet.depot_node_id] for fleet in case.fleets], np.int32)
    bases = np.concatenate([places.gate_nodes, depots])
    empty_seconds = np.zeros((len(bases), len(places.points), clock.windows))
    for row, (first, target) in enumerate(zip(survey.empty, places.point_nodes, strict=True)):
        empty_seconds[:, row] = tree_seconds(streets, trees, first, clock.windows, bases, streets.auto_seconds)
        empty_seconds[bases == target, row] = 0.0
    lane_seconds = np.zeros((len(lanes), clock.windows))
    for row, lane in enumerate(lanes):
        own = places.point_nodes[lane.point : lane.point + 1]
        lane_seconds[row] = tree_seconds(streets, trees, lane.channel.tree, clock.windows, own, streets.auto_seconds)
        if own[0] == places.gate_nodes[lane.gate]:
            lane_seconds[row] = 0.0
    count = len(lanes)
    return {
        "trees": trees,
        "point_node": places.point_nodes,
        **_open_fields("point_open", case, places.points),
        "lane_ptr": np.searchsorted([lane.point for lane in lanes], np.arange(len(places.points) + 1)).astype(np.int32),
        "lane_gate": np.array([lane.gate for lane in lanes], np.int32),
        "lane_tree": np.array([lane.channel.tree for lane in lanes], np.int32),
        "lane_post": _stack([lane.channel.post[lane.row] for lane in lanes], (count, clock.windows), np.int16),
        "lane_lead": _stack([lane.channel.lead[lane.row] for lane in lanes], (count, clock.windows), np.float32),
        "lane_seconds": lane_seconds,
        "lane_cost": _stack([lane.channel.cost[lane.row] for lane in lanes], (count, clock.columns), np.float32),
        "vehicle_seats": np.array([fleet.seats for fleet, _ in places.vehicles], np.int64),
        "vehicle_depot": depots[[fleet_row[fleet.fleet_id] for fleet, _ in places.vehicles]],
        "vehicle_fleet": np.array([fleet_row[fleet.fleet_id] for fleet, _ in places.vehicles], np.int32),
        **_named("fleet_open", pack(fleet_spans, len(case.fleets))),
        "empty_tree": np.array(survey.empty, np.int32),
        "empty_seconds": empty_seconds,
    }


def _bounds(values: Sequence[float | None]) -> NDArray[np.float64]:
    """Write "no bound" as infinity."""
    return np.array([np.inf if value is None else value for value in values], np.float64)


def _stack(rows: Sequence[NDArray[Any]], shape: tuple[int, int], kind: type[np.generic]) -> NDArray[Any]:
    return np.array(rows, kind).reshape(shape)


def _open_fields(name: str, case: Case, sites: Sequence[Site]) -> dict[str, Any]:
    """Give when sites can be used: open, and their node not closed."""
    closed: dict[str, Spans] = defaultdict(list)
    for closure in case.closures:
        if closure.what == "node":
            closed[closure.ident].append((closure.window.start - case.start, closure.window.end - case.start))
    spans = {row: _without(open_spans(s.open, case.start), closed[s.node_id]) for row, s in enumerate(sites)}
    return _named(name, pack(spans, len(sites)))


def _named(name: str, packed: tuple[NDArray[Any], NDArray[Any], NDArray[Any]]) -> dict[str, Any]:
    return dict(zip((f"{name}_ptr", f"{name}_from", f"{name}_to"), packed, strict=True))


def _leave_cost(case: Case, party: Party) -> float:
    hours = (case.deadline - case.start) / 3600
    return party.size * (party.priority * case.objective.left_behind + case.objective.hour * hours)


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
