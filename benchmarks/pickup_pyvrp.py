"""Give PyVRP the pick-up layer of a finished plan alone, and set its trips beside ours for the same people.

The people are those who ride in the plan, each at the transit point that the plan brings them to, from when they can
be there until the last moment from which they would still make their flight; in a second layer also those whom the plan
leaves and who can walk to a transit point. PyVRP has the same vehicles and seats on each day between curfews, every
gate to unload at, turnarounds and free-flow driving times, and a trip calls at one transit point as in a plan (at
several, which a plan cannot say, with --several). It does not see gate steps, checkpoints, holding, seats on flights,
hazard, or what is closed for a time, and a vehicle begins the second day at whatever gate is nearest: in all of that it
has it easier than a plan. It is told to carry as many people as it can and then to spend the least time on the road.

Example: .venv/bin/python benchmarks/pickup_pyvrp.py ../shared/exam/cases/helsinki-300 out/helsinki-plan --seconds 30
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections import defaultdict
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
from pyvrp import Model, Solution
from pyvrp.stop import MaxRuntime

from road_times import least_seconds, walk_metres
from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.network import SiteKind
from safeconduct.core.people import Mode
from safeconduct.core.plan import Case, Leg, LegKind, Plan

RESULT = Path(__file__).resolve().parent / "results" / "pickup_pyvrp.json"
PRIZE = 50_000  # per person, in seconds on the road: carrying comes first, yet below what PyVRP fines a breach at most
RELOADS = 40
LEFT_OUT = ("gate steps", "checkpoints", "holding", "seats on flights", "hazard and crowds", "closures for a time")


@dataclass(frozen=True, slots=True)
class Demand:
    """Ask for one party to be picked up; seconds since the start."""

    node: int
    size: int
    early: int
    late: int


def main() -> None:
    """Solve each layer a few times and write benchmarks/results/pickup_pyvrp.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="CASE PLAN", help="folder of a case, then of its plan")
    parser.add_argument("--seconds", type=float, default=60.0, help="what PyVRP may take for each run")
    parser.add_argument("--seeds", type=int, default=5, help="runs of PyVRP for each layer")
    parser.add_argument("--several", action="store_true", help="let PyVRP's trips call at several transit points")
    parser.add_argument("--out", type=Path, default=RESULT, help="file to write; other cases in it are kept")
    options = parser.parse_args()
    if len(options.folders) % 2:
        parser.error("give folders in pairs: a case, then its plan")
    known = json.loads(options.out.read_text(encoding="utf-8"))["rows"] if options.out.exists() else []
    who = "PyVRP, several stops" if options.several else "PyVRP"
    anew = {(folder.name, name) for folder in options.folders[::2] for name in (who, "the plan")}
    rows = [row for row in known if (row["case"], row["who"]) not in anew]
    for case_folder, plan_folder in zip(options.folders[::2], options.folders[1::2], strict=True):
        case = CaseFolder().read(case_folder)
        plan = PlanFolder().read(plan_folder, case)
        for left_too in (False, True):
            demands = demands_of(case, plan, left_too)
            layer = {"case": case_folder.name, "left_too": left_too, "parties": len(demands)}
            rows.append({**layer, "who": "the plan", "people": sum(d.size for d in demands), **count_ours(case, plan)})
            for seed in range(1, options.seeds + 1):
                told = solve(case, demands, options.seconds, seed, options.several)
                rows.append({**layer, "who": who, "seed": seed, **told})
                print(json.dumps(rows[-1]), flush=True)
    told = {
        "seconds": options.seconds,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "versions": {name: version(name) for name in ("pyvrp", "numpy", "scipy")},
        "left_out": LEFT_OUT,
        "rows": rows,
    }
    options.out.parent.mkdir(exist_ok=True)
    options.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def demands_of(case: Case, plan: Plan, left_too: bool) -> list[Demand]:
    """Return who rides in the plan; with `left_too` also whom it leaves and who can walk to a transit point."""
    node = case.network.node_index()
    legs: dict[str, dict[str, Leg]] = defaultdict(dict)
    for leg in plan.legs:
        legs[leg.party_id].setdefault(leg.kind, leg)
    gates = [node[site.node_id] for site in case.sites if site.kind is SiteKind.GATE]
    points = sorted({node[site.node_id] for site in case.sites if site.kind is SiteKind.TRANSIT_POINT})
    to_gate = dict(zip(points, least_seconds(case, points, gates).min(axis=1), strict=True))
    metres = walk_metres(case, points)
    demands = []
    for party in case.parties:
        own = legs.get(party.party_id, {})
        ready = max(0.0, party.ready - case.start)
        if LegKind.RIDE in own:
            point = node[own[LegKind.RIDE].from_node]
            walk = own[LegKind.WALK].arrive - own[LegKind.WALK].depart if LegKind.WALK in own else 0.0
            takes = own[LegKind.PROCESS].arrive - own[LegKind.PROCESS].depart
            last = own[LegKind.FLY].depart - case.start - 60 * case.limits.connection_minutes_min - takes
        elif left_too and not own and Mode.WALK in party.modes:
            row = int(np.argmin(metres[:, node[party.node_id]]))
            point, walk = points[row], float(metres[row, node[party.node_id]]) / (case.limits.walk_kmh / 3.6)
            if walk * case.limits.walk_kmh / 3.6 > case.limits.walk_metres_max:
                continue
            departs = max((f.departs for f in case.flights if f.departs <= case.deadline), default=case.start)
            last = departs - case.start - 60 * case.limits.connection_minutes_min
        else:
            continue
        early, late = int(np.ceil(ready + walk)), int(last - to_gate[point])
        if late >= early:
            demands.append(Demand(point, party.size, early, late))
    return demands


def count_ours(case: Case, plan: Plan) -> dict[str, object]:
    """Count what the plan's own trips carry, when the last arrives, and hours on the road, empty runs at free flow."""
    node = case.network.node_index()
    size = {party.party_id: party.size for party in case.parties}
    carried = sum(size[leg.party_id] for leg in plan.legs if leg.kind == LegKind.RIDE)
    runs = defaultdict(list)
    for trip in plan.trips:
        runs[trip.fleet_id, trip.vehicle].append(trip)
    depot = {fleet.fleet_id: node[fleet.depot_node_id] for fleet in case.fleets}
    places = sorted({*depot.values(), *(node[end] for trip in plan.trips for end in (trip.from_node, trip.to_node))})
    row = {place: number for number, place in enumerate(places)}
    least = least_seconds(case, places, places)
    loaded = sum(trip.arrive - trip.depart for trip in plan.trips)
    empty = 0.0
    for (fleet, _), own in runs.items():
        own.sort(key=lambda trip: trip.depart)
        ends = [depot[fleet], *(node[trip.to_node] for trip in own)]
        empty += sum(least[row[end], row[node[trip.from_node]]] for end, trip in zip(ends, own, strict=False))
    return {
        "carried": carried,
        "trips": len(plan.trips),
        "last_hours": max((trip.arrive - case.start for trip in plan.trips), default=0.0) / 3600,
        "road_hours": (loaded + empty) / 3600,
    }


def solve(case: Case, demands: list[Demand], seconds: float, seed: int, several: bool) -> dict[str, object]:
    """Return what PyVRP makes of the layer."""
    began = time.monotonic()
    model = build(case, demands, several)
    found = model.solve(MaxRuntime(seconds), seed=seed, collect_stats=False, display=False)
    best: Solution = found.best
    served = [demands[a.idx] for route in best.routes() for a in route.schedule() if a.is_client()]
    last = max((route.end_time() for route in best.routes()), default=0)
    return {
        "feasible": best.is_feasible(),
        "people": sum(demand.size for demand in demands),
        "carried": sum(demand.size for demand in served),
        "trips": best.num_trips(),
        "last_hours": last / 3600,
        "road_hours": sum(route.travel_duration() for route in best.routes()) / 3600,
        "iterations": found.num_iterations,
        "seconds": time.monotonic() - began,
    }


def build(case: Case, demands: list[Demand], several: bool) -> Model:
    """State the layer: a trip is a stretch between two unloadings; of one transit point, unless of `several`."""
    node = case.network.node_index()
    gates = sorted({node[site.node_id] for site in case.sites if site.kind is SiteKind.GATE})
    points = sorted({demand.node for demand in demands})
    depots = [node[fleet.depot_node_id] for fleet in case.fleets]
    inward, outward = np.ceil(least_seconds(case, points, gates)), np.ceil(least_seconds(case, gates + depots, points))
    between = np.ceil(least_seconds(case, points, points))
    model = Model()
    turnaround = int(60 * case.limits.turnaround_minutes)
    x, y = case.network.x.tolist(), case.network.y.tolist()
    stop_at = {point: model.add_location(x[point], y[point]) for point in points}
    gate_at = [model.add_location(x[gate], y[gate]) for gate in gates]
    home_at = [model.add_location(x[home], y[home]) for home in depots]
    any_gate = model.add_location(0.0, 0.0)  # where days end and later days begin
    reloads = [model.add_depot(place, service_duration=turnaround) for place in gate_at]
    homes = [model.add_depot(place) for place in home_at]
    night = model.add_depot(any_gate)
    for i, point in enumerate(points):
        for j, place in enumerate(gate_at + home_at):
            if j < len(gates) and np.isfinite(inward[i, j]):
                model.add_edge(stop_at[point], place, 0, int(inward[i, j]))
            if np.isfinite(outward[j, i]):
                model.add_edge(place, stop_at[point], 0, int(outward[j, i]))
        for j, other in enumerate(points):
            if several and i != j and np.isfinite(between[i, j]):
                model.add_edge(stop_at[point], stop_at[other], 0, int(between[i, j]))
        model.add_edge(stop_at[point], any_gate, 0, int(inward[i].min()))
        model.add_edge(any_gate, stop_at[point], 0, int(outward[: len(gates), i].min()))
    for place in (*gate_at, *home_at):
        model.add_edge(place, any_gate, 0, 0)
    for demand in demands:
        model.add_client(
            stop_at[demand.node], pickup=demand.size, tw_early=demand.early, tw_late=demand.late,
            prize=PRIZE * demand.size, required=False,
        )  # fmt: skip
    for number, fleet in enumerate(case.fleets):
        for day, (begin, end) in enumerate(days(case, fleet.available)):
            model.add_vehicle_type(
                fleet.vehicles, capacity=fleet.seats, start_depot=night if day else homes[number], end_depot=night,
                tw_early=begin, tw_late=end, unit_distance_cost=0, unit_duration_cost=1, reload_depots=reloads,
                max_reloads=RELOADS,
            )  # fmt: skip
    return model


def days(case: Case, available) -> list[tuple[int, int]]:  # type: ignore[no-untyped-def]
    """Return the spans between curfews in which a fleet may move, in seconds since the start."""
    spans = [(0.0, case.deadline - case.start)]
    for window in case.curfew_windows():
        begin, end = window.start - case.start, window.end - case.start
        spans = [piece for a, b in spans for piece in ((a, min(b, begin)), (max(a, end), b)) if piece[0] < piece[1]]
    if available:
        own = [(window.start - case.start, window.end - case.start) for window in available]
        spans = [(max(a, c), min(b, d)) for a, b in spans for c, d in own if max(a, c) < min(b, d)]
    return [(int(np.ceil(a)), int(b)) for a, b in sorted(spans)]


if __name__ == "__main__":
    main()
