"""State the traffic that a replay of a plan puts on the roads: the plan's own vehicles and others beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from road_times import as_graph, drive_seconds, open_links
from safeconduct.core.plan import Case, Leg, LegKind, Plan

MAIN_KMH = 40.0
ZONES, ROUNDS = 20, 4  # of the background: places, and assignments of all trips between them, each to evener ways


@dataclass(frozen=True, slots=True)
class Run:
    """Put one vehicle on the road: link rows, seconds since the start, and the slack of each party aboard."""

    depart: float
    arrive: float
    links: tuple[int, ...]
    parties: tuple[tuple[int, float], ...]  # (people, seconds it may be late and still keep the connection)
    is_trip: bool  # a fleet's vehicle, not a party's own car


@dataclass(frozen=True, slots=True)
class Roads:
    """Hold the roads as a simulator gets them: chains of links that no route leaves half-way are one link."""

    chain_of: dict[int, int]  # first link -> chain; only where a chain begins
    metres: list[float]
    seconds: list[float]
    per_hour: list[float]
    ends: list[tuple[int, int]]
    links: list[tuple[int, ...]]


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
            runs.append(Run(move.depart - start, move.arrive - start, links, ((size[ident], slack),), False))
    for trip in plan.trips:
        if trip.links and aboard[trip.trip_id]:
            links = tuple(row[link] for link in trip.links)
            runs.append(Run(trip.depart - start, trip.arrive - start, links, tuple(aboard[trip.trip_id]), True))
    return sorted(runs, key=lambda run: (run.depart, run.links))


def background(case: Case, ratio: float, seed: int) -> tuple[list[tuple[int, ...]], float, dict[str, float]]:
    """Return ways between random places, how many trips an hour make the base load, and what that load is."""
    network, rng = case.network, np.random.default_rng(seed)
    seconds, kept = drive_seconds(case), open_links(case)
    link_of = {(int(network.tail[link]), int(network.head[link])): int(link) for link in kept}
    capacity, uses = road_capacity(case), np.zeros(len(network.link_ids))
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


def chains_of(roads: Roads, links: Sequence[int]) -> list[int]:
    """Return a way as chains."""
    return [roads.chain_of[link] for link in links if link in roads.chain_of]


def lay_roads(case: Case, routes: Sequence[tuple[int, ...]]) -> Roads:
    """Join links that every route takes one after the other; UXsim moves a vehicle over one joint a second at most."""
    after, before = defaultdict(set), defaultdict(set)
    for route in routes:
        before[route[0]].add(-1)
        after[route[-1]].add(-1)
        for one, other in pairwise(route):
            after[one].add(other)
            before[other].add(one)
    seconds, network, capacity = drive_seconds(case), case.network, road_capacity(case)
    roads = Roads({}, [], [], [], [], [])
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
        roads.links.append(tuple(chain))
        roads.ends.append((int(network.tail[chain[0]]), int(network.head[chain[-1]])))
    return roads


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


def road_capacity(case: Case) -> NDArray[np.float64]:
    """Return vehicles an hour: the case's own, else 900 below 40 km/h, 1,200 below 60, 1,600 above, for one lane."""
    speed = case.network.speed_kmh
    usual = np.where(speed < 40, 900.0, np.where(speed < 60, 1200.0, 1600.0))
    return np.where(np.isfinite(case.network.capacity), case.network.capacity, usual)
