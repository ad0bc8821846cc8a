"""Lay out small cases for the tests of mixing, and count exposure slowly."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache

from bound_villages import HOUR, START, gate, village
from random_cases import make_random_case

from safeconduct.core.network import Site, SiteKind
from safeconduct.core.plan import Case, LegKind, Plan, judge_plan
from safeconduct.core.plan.planners import PLANNERS

NUMBERS = (64, 65, 66, 71)


def fork() -> Case:
    """Give ten people and two gates, five minutes on foot either way, where they are processed for ten minutes."""
    streets = [(0, 1, 270.0, True, False), (0, 2, 270.0, True, False), (1, 3, 50.0, True, False)]
    sites = [Site("A", SiteKind.AIRHEAD, "n3"), gate("G1", "n1", throughput=60.0), gate("G2", "n2", throughput=60.0)]
    return village(streets, sites, 3 * HOUR)


def make_plan(case: Case, rounds: int = 100, planner: str = "default") -> Plan:
    """Give a planner's plan."""
    return PLANNERS[planner].plan(case, seed=3, stop=lambda done: done >= rounds, tell=lambda _: None)


@cache
def planned_cases() -> tuple[tuple[Case, Plan], ...]:
    """Give random cases, each with a plan in which somebody moves."""
    pairs = [(case, make_plan(case)) for case in map(make_random_case, NUMBERS)]
    return tuple((case, plan) for case, plan in pairs if plan.out)


def claim(case: Case, plan: Plan) -> Plan:
    """Let the plan claim what is true of it."""
    verdict = judge_plan(case, plan)
    return replace(plan, cost=verdict.cost.total, out=verdict.out, left=verdict.left, lower_bound=None)


def count_slowly(case: Case, plan: Plan, slot_seconds: float) -> dict[tuple[str, str, int], float]:
    """Count people by (what, place, slot), stay by stay and slot by slot; a street is named by its two ends."""
    network, found = case.network, defaultdict(float)
    row = network.link_index()
    size = {party.party_id: party.size for party in case.parties}
    slots = -int(-(case.deadline - case.start) // slot_seconds)

    def stay(what: str, place: str, begin: float, end: float, people: float) -> None:
        for slot in range(-2, slots + 2):
            low = case.start + slot * slot_seconds
            both = min(end, low + slot_seconds) - max(begin, low)
            if both > 0:
                found[what, place, min(max(slot, 0), slots - 1)] += people * both / slot_seconds

    def go(links: tuple[str, ...], begin: float, end: float, people: float, by_car: bool) -> None:
        free = [
            network.length[row[link]] / ((network.speed_kmh[row[link]] if by_car else case.limits.walk_kmh) / 3.6)
            for link in links
        ]
        at = begin
        for link, seconds in zip(links, free, strict=True):
            until = at + seconds * ((end - begin) / sum(free) if sum(free) else 1.0)
            ends = sorted((network.node_ids[network.tail[row[link]]], network.node_ids[network.head[row[link]]]))
            stay("street", "-".join(ends), at, until, people)
            at = until

    sheltered, trips = case.objective.sheltered_factor, {trip.trip_id: trip for trip in plan.trips}
    for leg in plan.legs:
        people = size[leg.party_id]
        if leg.kind == LegKind.WALK:
            go(leg.links, leg.depart, leg.arrive, people, by_car=False)
        elif leg.kind == LegKind.DRIVE:
            go(leg.links, leg.depart, leg.arrive, people * sheltered, by_car=True)
        elif leg.kind == LegKind.RIDE:
            trip = trips[leg.trip_id]
            go(trip.links, trip.depart, trip.arrive, people * sheltered, by_car=True)
        elif leg.kind in (LegKind.WAIT, LegKind.PROCESS):
            stay("node", leg.from_node, leg.depart, leg.arrive, people)
    return found


__all__ = ["START", "claim", "count_slowly", "fork", "make_plan", "planned_cases"]
