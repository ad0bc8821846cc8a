"""Replay a plan in the traffic simulator UXsim, which nobody here wrote: when do its vehicles arrive?

Every trip with people aboard and every drive of a party's own car goes in as one vehicle, at its planned moment and
by its planned way. Background traffic goes in beside them: trips between random places, spread over ways of nearly the
same time, so many an hour that at 100 % the busiest link that they use carries 90 % of its capacity. Walks are not
simulated, nor checkpoints and gates; a vehicle that is late does not put its own next trip off. All runs use one
engine, UXsim's C++ one: it and the Python one differ.

Example: .venv/bin/python benchmarks/replay_uxsim.py ../shared/exam/cases/helsinki-300 out/helsinki-plan
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra
from uxsim import World

from road_times import as_graph, drive_seconds, open_links
from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.basics import overlaps
from safeconduct.core.plan import Case, Leg, LegKind, Plan

RESULT = Path(__file__).resolve().parent / "results" / "replay_uxsim.json"
MAIN_KMH = 40.0
BLOCK, BEFORE, AFTER = 3600, 900, 1800  # seconds: what is measured, what runs before it and after it
ZONES, ROUNDS = 20, 4  # of the background: places, and assignments of all trips between them, each to evener ways


@dataclass(frozen=True, slots=True)
class Run:
    """Put one vehicle on the road: link rows, seconds since the start, and the slack of each party aboard."""

    depart: float
    arrive: float
    links: tuple[int, ...]
    parties: tuple[tuple[int, float], ...]  # (people, seconds it may be late and still make the flight)


@dataclass(frozen=True, slots=True)
class Roads:
    """Hold the roads as UXsim gets them: chains of links that no route leaves half-way are one link."""

    chain_of: dict[int, int]  # first link -> chain; only where a chain begins
    metres: list[float]
    seconds: list[float]
    per_hour: list[float]
    ends: list[tuple[int, int]]


def main() -> None:
    """Replay each plan at each load and write benchmarks/results/replay_uxsim.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="CASE PLAN", help="folder of a case, then of its plan")
    parser.add_argument("--loads", type=float, nargs="+", default=[0.0, 50.0, 100.0], help="percent of the base load")
    parser.add_argument("--ratio", type=float, default=0.9, help="volume/capacity of the busiest link at 100 %%")
    parser.add_argument("--seeds", type=int, default=1, help="how many draws of the background at each load")
    parser.add_argument("--out", type=Path, default=RESULT, help="file to write; other cases in it are kept")
    options = parser.parse_args()
    if len(options.folders) % 2:
        parser.error("give folders in pairs: a case, then its plan")
    known = json.loads(options.out.read_text(encoding="utf-8"))["rows"] if options.out.exists() else []
    rows = [row for row in known if row["case"] not in {folder.name for folder in options.folders[::2]}]
    for case_folder, plan_folder in zip(options.folders[::2], options.folders[1::2], strict=True):
        case = CaseFolder().read(case_folder)
        plan = PlanFolder().read(plan_folder, case)
        for load in options.loads:
            for seed in range(1, options.seeds + 1 if load else 2):
                rows.append({"case": case_folder.name, **replay(case, plan, load / 100, options.ratio, seed)})
                print(json.dumps(rows[-1]), flush=True)
    told = {
        "base_load": f"the busiest link of the background carries {options.ratio:g} of its capacity",
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "versions": {name: version(name) for name in ("uxsim", "numpy", "scipy")},
        "engine": "C++",
        "rows": rows,
    }
    options.out.parent.mkdir(exist_ok=True)
    options.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def replay(case: Case, plan: Plan, load: float, ratio: float, seed: int) -> dict[str, object]:
    """Return how late the vehicles of a plan are at a share of the base load."""
    began = time.monotonic()
    runs = planned_runs(case, plan)
    ways, per_hour, busy = background(case, ratio, seed) if load else ([], 0.0, {})
    roads = lay_roads(case, [run.links for run in runs] + ways)
    rng = np.random.default_rng(seed)
    late: dict[int, float] = {}
    for block in sorted({int(run.depart // BLOCK) for run in runs}):
        late.update(run_block(case, roads, runs, block * BLOCK, ways, load * per_hour, rng))
        gc.collect()  # a world refers to itself, and is large
    return {
        "load": load,
        "seed": seed,
        "vehicles": len(runs),
        "people": sum(people for run in runs for people, _ in run.parties),
        "background_per_hour": load * per_hour,
        "links": len(roads.metres),
        **busy,
        **word_delays(runs, late, 60.0 * case.limits.connection_minutes_min),
        "seconds": time.monotonic() - began,
    }


def planned_runs(case: Case, plan: Plan) -> list[Run]:
    """Return the plan's trips with people aboard and its drives, in order of departure."""
    row, start = case.network.link_index(), case.start
    size = {party.party_id: party.size for party in case.parties}
    legs: dict[str, dict[str, Leg]] = defaultdict(dict)
    for leg in plan.legs:
        legs[leg.party_id].setdefault(leg.kind, leg)
    aboard: dict[str, list[tuple[int, float]]] = defaultdict(list)
    runs = []
    for ident, own in legs.items():
        move = own.get(LegKind.RIDE) or own.get(LegKind.DRIVE)
        if move is None:
            continue
        done, flies = own[LegKind.PROCESS].arrive, own[LegKind.FLY].depart
        waited = own[LegKind.PROCESS].depart - move.arrive
        slack = waited + flies - done - 60 * case.limits.connection_minutes_min
        if move.kind == LegKind.RIDE:
            aboard[move.trip_id].append((size[ident], slack))
        elif move.links:
            links = tuple(row[link] for link in move.links)
            runs.append(Run(move.depart - start, move.arrive - start, links, ((size[ident], slack),)))
    for trip in plan.trips:
        if trip.links and aboard[trip.trip_id]:
            links = tuple(row[link] for link in trip.links)
            runs.append(Run(trip.depart - start, trip.arrive - start, links, tuple(aboard[trip.trip_id])))
    return sorted(runs, key=lambda run: (run.depart, run.links))


def background(case: Case, ratio: float, seed: int) -> tuple[list[tuple[int, ...]], float, dict[str, float]]:
    """Return ways between random places, how many trips an hour make the base load, and what that load is."""
    network, rng = case.network, np.random.default_rng(seed)
    seconds, kept = drive_seconds(case), open_links(case)
    link_of = {(int(network.tail[link]), int(network.head[link])): int(link) for link in kept}
    capacity, uses = _capacity(case), np.zeros(len(network.link_ids))
    zones = rng.choice(np.unique(network.tail[kept]), size=ZONES, replace=False)
    ways: list[tuple[int, ...]] = []
    for _ in range(ROUNDS):
        load = uses / max(1e-12, (uses / capacity).max()) / capacity  # 1 on the busiest link
        _, before = dijkstra(as_graph(case, kept, seconds * (1 + load)), indices=zones, return_predecessors=True)
        for source in range(ZONES):
            ways += [way for zone in zones if (way := _trace(before[source], int(zone), link_of))]
        uses = np.bincount(np.concatenate([np.array(way) for way in ways]), minlength=len(uses)) / len(ways)
    main = np.flatnonzero((uses > 0) & (network.speed_kmh >= MAIN_KMH))
    per_hour = ratio / float((uses / capacity).max())
    shares = uses / capacity * per_hour
    return ways, per_hour, {
        "main_links": len(main), "main_ratio": float(shares[main].mean()), "highest_ratio": float(shares.max()),
    }  # fmt: skip


def _trace(before: NDArray[np.int32], node: int, link_of: dict[tuple[int, int], int]) -> tuple[int, ...]:
    """Follow the predecessors of a node back to where they begin; return the links in order."""
    way = []
    while before[node] >= 0:
        way.append(link_of[int(before[node]), node])
        node = int(before[node])
    return tuple(reversed(way))


def lay_roads(case: Case, routes: Sequence[tuple[int, ...]]) -> Roads:
    """Join links that every route takes one after the other; UXsim moves a vehicle over one joint a second at most."""
    after, before = defaultdict(set), defaultdict(set)
    for route in routes:
        before[route[0]].add(-1)
        after[route[-1]].add(-1)
        for one, other in pairwise(route):
            after[one].add(other)
            before[other].add(one)
    seconds, network, capacity = drive_seconds(case), case.network, _capacity(case)
    roads = Roads({}, [], [], [], [])
    for link in sorted(after):
        if len(before[link]) == 1 and (before_it := next(iter(before[link]))) >= 0 and len(after[before_it]) == 1:
            continue  # in the midst of a chain
        chain = [link]
        while len(after[chain[-1]]) == 1 and (onward := next(iter(after[chain[-1]]))) >= 0:
            if len(before[onward]) > 1:
                break
            chain.append(onward)
        roads.chain_of[link] = len(roads.metres)
        roads.metres.append(float(network.length[chain].sum()))
        roads.seconds.append(float(seconds[chain].sum()))
        roads.per_hour.append(float(capacity[chain].min()))
        roads.ends.append((int(network.tail[chain[0]]), int(network.head[chain[-1]])))
    return roads


def run_block(
    case: Case, roads: Roads, runs: Sequence[Run], begin: float, ways: Sequence[tuple[int, ...]], per_hour: float,
    rng: np.random.Generator,
) -> Iterator[tuple[int, float]]:  # fmt: skip
    """Simulate an hour, with time before and after it; give (number, seconds late) for the runs that depart in it."""
    first, span = begin - BEFORE, BEFORE + BLOCK + AFTER
    world = World(
        name="", deltan=1, reaction_time=1, tmax=span, random_seed=int(rng.integers(1 << 30)), print_mode=0,
        save_mode=0, show_mode=0, vehicle_logging_timestep_interval=-1, duo_update_time=10 * span, cpp=True,
    )  # fmt: skip
    for node in sorted({end for ends in roads.ends for end in ends}):
        world.addNode(str(node), float(case.network.x[node]), float(case.network.y[node]))
    for number, (tail, head) in enumerate(roads.ends):
        world.addLink(
            str(number), str(tail), str(head), length=roads.metres[number],
            free_flow_speed=roads.metres[number] / roads.seconds[number], capacity_out=roads.per_hour[number] / 3600,
        )  # fmt: skip
    measured = {}
    for number, run in enumerate(runs):
        if first <= run.depart < begin + BLOCK:
            vehicle = send(world, roads, run.links, run.depart - first)
            if run.depart >= begin:
                measured[number] = vehicle
    for depart in np.sort(rng.uniform(0, span, rng.poisson(per_hour * span / 3600))):
        at = case.start + first + depart
        if not overlaps(case.curfew_windows(), at, at + 1):
            send(world, roads, ways[int(rng.integers(len(ways)))], float(np.floor(depart)))
    world.exec_simulation()
    for number, vehicle in measured.items():
        arrived = vehicle.arrival_time
        yield number, (first + arrived - runs[number].arrive) if arrived >= 0 else np.inf


def send(world: World, roads: Roads, links: tuple[int, ...], depart: float):  # type: ignore[no-untyped-def]
    """Put a vehicle in at a moment, by a way that it may not leave."""
    chains = [roads.chain_of[link] for link in links if link in roads.chain_of]
    origin, end = roads.ends[chains[0]][0], roads.ends[chains[-1]][1]
    vehicle = world.addVehicle(str(origin), str(end), depart)
    vehicle.enforce_route([str(chain) for chain in chains])
    return vehicle


def word_delays(runs: Sequence[Run], late: dict[int, float], connection: float) -> dict[str, object]:
    """Sum up how late the runs are, in seconds, and what that does to those aboard.

    Who keeps the least connection time is counted, and who could be processed before the flight leaves at all; that the
    gate's later steps may be full is not.
    """
    if not runs:
        return {}
    delays = np.array([late[number] for number in range(len(runs))])
    planned = np.array([run.arrive - run.depart for run in runs])
    there = np.isfinite(delays)
    slack = [(people, spare, late[number]) for number, run in enumerate(runs) for people, spare in run.parties]
    people = sum(people for people, _, _ in slack)
    return {
        "planned_seconds_median": float(np.median(planned)),
        "late_median": _rank(delays, 0.5),
        "late_p90": _rank(delays, 0.9),
        "late_worst": float(delays[there].max(initial=0.0)),
        "not_arrived": int((~there).sum()),
        "within_1_s": float((delays <= 1).mean()),
        "within_1_min": float((delays <= 60).mean()),
        "within_5_min": float((delays <= 300).mean()),
        "people_under_1_min_slack": sum(n for n, spare, _ in slack if spare < 60) / people,
        "people_keep_connection": sum(n for n, spare, delay in slack if delay <= spare + 1) / people,
        "people_before_flight": sum(n for n, spare, delay in slack if delay <= spare + connection) / people,
    }


def _rank(values: NDArray[np.float64], share: float) -> float | None:
    """Return the value that so many do not exceed; None where that is one that never arrived."""
    value = float(np.sort(values)[int(np.ceil(share * (len(values) - 1)))])
    return value if np.isfinite(value) else None


def _capacity(case: Case) -> NDArray[np.float64]:
    """Return vehicles an hour: the case's own, else 900 below 40 km/h, 1,200 below 60, 1,600 above, for one lane."""
    speed = case.network.speed_kmh
    usual = np.where(speed < 40, 900.0, np.where(speed < 60, 1200.0, 1600.0))
    return np.where(np.isfinite(case.network.capacity), case.network.capacity, usual)


if __name__ == "__main__":
    main()
