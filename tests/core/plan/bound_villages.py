"""Make villages of a few streets, each with a hand-made plan that uses a freedom of the format to the full.

No planner here would make such plans; a bound must lie below them all the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from safeconduct.core.basics import Window, parse_time
from safeconduct.core.network import Closure, Fleet, Flight, Site, SiteKind, StreetNetwork
from safeconduct.core.people import Mode, Party
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan import Case, Leg, LegKind, Limits, Objective, Plan, Trip, judge_plan

START = parse_time("2031-03-04T06:00:00+00:00")
HOUR = 3600.0
METRES_A_SECOND = 0.9  # on foot in these villages: 3.24 km/h
Street = tuple[int, int, float, bool, bool]  # from, to, metres, on foot, by car


def village(streets: list[Street], sites: list[Site], flight: float, **more: Any) -> Case:
    """Give a case of seven hours on streets between nodes n0, n1, ..., with one flight at a second from the start."""
    tail, head, length, walk, auto = zip(*streets, strict=True)
    nodes, links = 1 + max(*tail, *head), len(streets)
    network = StreetNetwork(
        tuple(f"n{i}" for i in range(nodes)), np.arange(nodes) * 0.001, np.zeros(nodes),
        tuple(f"l{i}" for i in range(links)), np.array(tail, np.int32), np.array(head, np.int32),
        np.array(length, np.float64), np.full(links, 30.0), np.array(walk, np.bool_), np.array(auto, np.bool_),
        np.full(links, np.nan), ("",) * links,
    )  # fmt: skip
    case = Case(
        name="EXERCISE village", start=START, deadline=START + 7 * HOUR, utc_offset_seconds=0, step_minutes=15.0,
        limits=Limits(walk_kmh=3.24), objective=Objective(5.0, 1e-2), network=network, sites=tuple(sites),
        parties=(party("P"),), fleets=(), flights=(Flight("F", "A", START + flight, 100),),
    )  # fmt: skip
    return replace(case, **more)


def party(ident: str, node: str = "n0", *more: Mode) -> Party:
    """Give ten people who walk."""
    return Party(ident, node, 10, 1.0, frozenset({Mode.WALK, *more}), START)


def gate(ident: str, node: str, **more: Any) -> Site:
    """Give a gate of airhead A."""
    return Site(ident, SiteKind.GATE, node, serves="A", **more)


def shut(node: str, begin: float, end: float) -> Closure:
    """Close a node between two seconds from the start."""
    return Closure("node", node, Window(START + begin, START + end))


def leg(ident: str, kind: LegKind, ends: str, begin: float, end: float, **more: Any) -> Leg:
    """Give a leg between two nodes, "n0 n1", and two seconds from the start."""
    origin, to = ends.split()
    return Leg(ident, int(begin * 10), kind, origin, to, START + begin, START + end, **more)


def fly(ident: str, node: str, site: str, begin: float, done: float, flight: float, away: str) -> tuple[Leg, ...]:
    """Give the legs from processing on."""
    legs = (
        leg(ident, LegKind.PROCESS, f"{node} {node}", begin, done, site_id=site),
        leg(ident, LegKind.HOLD, f"{node} {away}", done, flight, site_id="A"),
        leg(ident, LegKind.FLY, f"{away} {away}", flight, flight, flight_id="F"),
    )
    return tuple(replace(one, seq=10**7 + number) for number, one in enumerate(legs))


def judged(case: Case, *legs: Leg, trips: tuple[Trip, ...] = ()) -> tuple[Case, Plan]:
    """Give the case and the plan, which is feasible and claims what is true."""
    plan = Plan(case.name, {"name": "hand"}, 0, legs, trips, 0.0, 0, 0)
    verdict = judge_plan(case, plan)
    plan = replace(plan, cost=verdict.cost.total, out=verdict.out, left=verdict.left)
    assert judge_plan(case, plan).feasible, judge_plan(case, plan).violations
    assert plan.left == 0
    return case, plan


def stop_at_a_gate_that_lets_nobody_in() -> tuple[Case, Plan]:
    """Drive to a gate that processes nobody, and walk on to the one that does."""
    sites = [Site("A", SiteKind.AIRHEAD, "n2"), gate("G0", "n1", throughput=0.0), gate("G", "n2")]
    streets = [(0, 1, 9000.0, False, True), (1, 2, 90.0, True, False)]
    case = village(streets, sites, 7200, parties=(party("P", "n0", Mode.AUTO),))
    drive = leg("P", LegKind.DRIVE, "n0 n1", 7200 - 100 - 1081, 7100, links=("l0",))
    walk = leg("P", LegKind.WALK, "n1 n2", 7100, 7200, links=("l1",))
    return judged(case, drive, walk, *fly("P", "n2", "G", 7200, 7200, 7200, "n2"))


def be_processed_for_long() -> tuple[Case, Plan]:
    """Stay at the gate for a whole step, since the airhead is the more dangerous place."""
    case = village(
        [(0, 1, 810.0, True, True), (1, 2, 810.0, True, True)],
        [Site("A", SiteKind.AIRHEAD, "n2"), gate("G", "n1", throughput=600.0)], 3 * HOUR + 900,
        limits=Limits(walk_kmh=3.24, wait_minutes_max=0.0, curfew=((9 * 60, 20 * 60),)),
        objective=Objective(5.0, 2e-3), hazard=(HazardRow("node", "n2", Window(START - 100, START + 8 * HOUR), 1.0),),
    )  # fmt: skip
    walk = leg("P", LegKind.WALK, "n0 n1", 3 * HOUR - 900, 3 * HOUR, links=("l0",))
    return judged(case, walk, *fly("P", "n1", "G", 3 * HOUR, 3 * HOUR + 900, 3 * HOUR + 900, "n2"))


def linger_on_the_way(step_minutes: float, leaves: float, opens: float) -> tuple[Case, Plan]:
    """Walk as slowly as allowed, from just before home is closed until just when the corner opens."""
    case = village(
        [(0, 1, 810.0, True, True), (1, 2, 81.9, True, True)], [Site("A", SiteKind.AIRHEAD, "n2"), gate("G", "n2")],
        opens + 91, step_minutes=step_minutes, closures=(shut("n0", leaves, 7 * HOUR), shut("n1", 0, opens)),
    )  # fmt: skip
    slow = leg("P", LegKind.WALK, "n0 n1", leaves, opens, links=("l0",))
    walk = leg("P", LegKind.WALK, "n1 n2", opens, opens + 91, links=("l1",))
    return judged(case, slow, walk, *fly("P", "n2", "G", opens + 91, opens + 91, opens + 91, "n2"))


def walk_round_a_checkpoint() -> tuple[Case, Plan]:
    """Pass a checkpoint twenty times, since each time allows for half an hour more."""
    opens = HOUR + 5.5 * HOUR
    sites = [Site("A", SiteKind.AIRHEAD, "n3"), gate("G", "n3")]
    sites.append(Site("C", SiteKind.CHECKPOINT, "n1", open=(Window(START + opens - 2800, START + 9 * HOUR),)))
    streets = [(0, 1, 810.0, True, True), (1, 2, 1.0, True, True), (2, 1, 1.0, True, True), (1, 3, 90.0, True, True)]
    case = village(
        streets, sites, opens, limits=Limits(walk_kmh=3.24, walk_metres_max=2000.0, wait_minutes_max=0.0),
        closures=(shut("n0", HOUR, 8 * HOUR),),
    )  # fmt: skip
    walk = leg("P", LegKind.WALK, "n0 n3", HOUR, opens, links=("l0", *("l1", "l2") * 20, "l3"))
    return judged(case, walk, *fly("P", "n3", "G", opens, opens, opens, "n3"))


def begin_a_second_early() -> tuple[Case, Plan]:
    """Let two parties be processed at once, one in the second before the start."""
    case = village(
        [(0, 1, 90.0, True, True)], [Site("A", SiteKind.AIRHEAD, "n0"), gate("G", "n0", throughput=40.0)], 900,
        parties=(party("P"), party("Q")),
    )  # fmt: skip
    return judged(case, *fly("P", "n0", "G", -1, 899, 900, "n0"), *fly("Q", "n0", "G", 0, 900, 900, "n0"))


def be_processed_across_two_windows() -> tuple[Case, Plan]:
    """Be at a gate while one window ends and the next begins a second later."""
    windows = (Window(START, START + 7199), Window(START + 7200, START + 6 * HOUR))
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1", throughput=40.0, open=windows)]
    case = village([(0, 1, 810.0, True, True)], sites, 7650)
    walk = leg("P", LegKind.WALK, "n0 n1", 6750 - 900, 6750, links=("l0",))
    return judged(case, walk, *fly("P", "n1", "G", 6750, 7650, 7650, "n1"))


def ride_a_way_that_is_no_lane() -> tuple[Case, Plan]:
    """Ride a dangerous short cut, so that a planner that begins from this plan must find another way and hour."""
    streets = [(0, 1, 2500.0, False, True), (0, 2, 5000.0, False, True), (2, 1, 5000.0, False, True)]
    streets.append((3, 1, 80.0, True, False))
    case = village(
        streets,
        [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1", throughput=40.0), Site("T", SiteKind.TRANSIT_POINT, "n0")],
        3 * HOUR, parties=(party("P", "n3"), party("Q")), fleets=(Fleet("B", "n0", 1, 20),),
        hazard=(HazardRow("link", "l0", Window(START - 100, START + 8 * HOUR), 0.5),),
    )  # fmt: skip
    walk = leg("P", LegKind.WALK, "n3 n1", 5300, 5400, links=("l3",))
    ride = leg("Q", LegKind.RIDE, "n0 n1", 4500, 4800, trip_id="R")
    trip = Trip("R", "B", 0, "n0", "n1", START + 4500, START + 4800, ("l0",))
    return judged(
        case, walk, *fly("P", "n1", "G", 5400, 6300, 3 * HOUR, "n1"), ride,
        *fly("Q", "n1", "G", 4800, 5700, 3 * HOUR, "n1"), trips=(trip,),
    )  # fmt: skip


def use_a_closed_street_at_once() -> tuple[Case, Plan]:
    """Walk three metres in the second before the start and the one after, though the street is closed all the time."""
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1")]
    closure = Closure("link", "l0", Window(START, START + 7 * HOUR))
    case = village([(0, 1, 2.7, True, True)], sites, 900, closures=(closure,))
    return judged(case, leg("P", LegKind.WALK, "n0 n1", -1, 1, links=("l0",)), *fly("P", "n1", "G", 1, 1, 900, "n1"))


def live_at_a_gate_in_an_endless_curfew() -> tuple[Case, Plan]:
    """Be processed at home: one needs no street, so it does not matter that they are under curfew all day."""
    sites = [Site("A", SiteKind.AIRHEAD, "n0"), gate("G", "n0", throughput=40.0)]
    limits = Limits(walk_kmh=3.24, wait_minutes_max=0.0, curfew=((0, 0),))
    case = village([(0, 1, 90.0, True, True)], sites, 1800, limits=limits)
    return judged(case, *fly("P", "n0", "G", 0, 900, 1800, "n0"))


def step_out_between_two_curfews() -> tuple[Case, Plan]:
    """Walk three metres at the moment when one curfew ends and the next begins."""
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1")]
    limits = Limits(walk_kmh=3.24, wait_minutes_max=0.0, curfew=((0, 8 * 60), (8 * 60, 0)))
    case = village([(0, 1, 2.7, True, True)], sites, 7201, limits=limits)
    walk = leg("P", LegKind.WALK, "n0 n1", 7199, 7201, links=("l0",))
    return judged(case, walk, *fly("P", "n1", "G", 7201, 7201, 7201, "n1"))


def set_out_as_the_deadline_comes() -> tuple[Case, Plan]:
    """Walk three metres when the curfew and the case end together, and fly a second later."""
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1")]
    limits = Limits(walk_kmh=3.24, wait_minutes_max=0.0, curfew=((5 * 60, 13 * 60),))
    late = 7 * HOUR + 1
    case = village([(0, 1, 2.7, True, True)], sites, late, limits=limits)
    walk = leg("P", LegKind.WALK, "n0 n1", late - 2, late, links=("l0",))
    return judged(case, walk, *fly("P", "n1", "G", late, late, late, "n1"))


def pass_a_checkpoint_on_the_spot() -> tuple[Case, Plan]:
    """Take half an hour along a street without length, at whose end stands a checkpoint: the time is on no link."""
    sites = [Site("A", SiteKind.AIRHEAD, "n2"), gate("G", "n2"), Site("C", SiteKind.CHECKPOINT, "n1")]
    streets = [(0, 1, 0.0, True, True), (1, 2, 90.0, True, True)]
    case = village(
        streets, sites, HOUR + 1950, limits=Limits(walk_kmh=3.24, wait_minutes_max=0.0),
        closures=(shut("n0", HOUR, 8 * HOUR), shut("n2", 0, HOUR + 1950)),
    )  # fmt: skip
    slow = leg("P", LegKind.WALK, "n0 n1", HOUR, HOUR + 1850, links=("l0",))
    walk = leg("P", LegKind.WALK, "n1 n2", HOUR + 1850, HOUR + 1950, links=("l1",))
    return judged(case, slow, walk, *fly("P", "n2", "G", HOUR + 1950, HOUR + 1950, HOUR + 1950, "n2"))


def hurry_from_leg_to_leg() -> tuple[Case, Plan]:
    """Take the judge's second from every leg and between any two, as the gate is about to close."""
    sites = [Site("A", SiteKind.AIRHEAD, "n3"), gate("G", "n3", open=(Window(START, START + 63),))]
    streets = [(i, i + 1, 23.55 * METRES_A_SECOND, True, True) for i in range(3)]
    case = village(streets, sites, 900)
    legs = [leg("P", LegKind.WALK, f"n{i} n{i + 1}", 21.6 * i - 1, 21.6 * i + 21.6, links=(f"l{i}",)) for i in range(3)]
    return judged(case, *legs, *fly("P", "n3", "G", 63.8, 63.8, 900, "n3"))


def be_processed_before_the_gate_closes() -> tuple[Case, Plan]:
    """Begin a second before the start, since the gate closes too soon for those who begin at the start."""
    windows = (Window(START - 900, START + 897),)
    sites = [Site("A", SiteKind.AIRHEAD, "n0"), gate("G", "n0", throughput=40.0, open=windows)]
    return judged(village([(0, 1, 90.0, True, True)], sites, 900), *fly("P", "n0", "G", -1, 898, 900, "n0"))


def leave_before_the_danger() -> tuple[Case, Plan]:
    """Walk, and be processed, in part before the start, from when on both are dangerous."""
    sites = [Site("A", SiteKind.AIRHEAD, "n2"), gate("G", "n1", throughput=40.0)]
    danger = tuple(
        HazardRow(what, ident, Window(START, START + 8 * HOUR), 50.0)
        for what, ident in (("link", "l0"), ("node", "n1"))
    )
    case = village(
        [(0, 1, 2.7, True, True), (1, 2, 90.0, True, True)], sites, 900, hazard=danger, objective=Objective(50.0, 1e-2)
    )
    walk = leg("P", LegKind.WALK, "n0 n1", -1, 1, links=("l0",))
    return judged(case, walk, *fly("P", "n1", "G", 0, 899, 900, "n2"))


def be_processed_before_the_danger() -> tuple[Case, Plan]:
    """Be processed where one lives, a second of it before the start."""
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n0", throughput=40.0)]
    danger = (HazardRow("node", "n0", Window(START, START + 8 * HOUR), 3.0),)
    case = village([(0, 1, 90.0, True, True)], sites, 900, hazard=danger)
    return judged(case, *fly("P", "n0", "G", -1, 898, 900, "n1"))


VILLAGES = {
    "gate that lets nobody in": stop_at_a_gate_that_lets_nobody_in,
    "long processing": be_processed_for_long,
    "slow walk, hour steps": lambda: linger_on_the_way(60.0, 7259, 8461),
    "slow walk, quarter steps": lambda: linger_on_the_way(15.0, 7214, 8401),
    "round a checkpoint": walk_round_a_checkpoint,
    "second before the start": begin_a_second_early,
    "two windows": be_processed_across_two_windows,
    "no lane": ride_a_way_that_is_no_lane,
    "closed street": use_a_closed_street_at_once,
    "endless curfew": live_at_a_gate_in_an_endless_curfew,
    "between two curfews": step_out_between_two_curfews,
    "curfew until the deadline": set_out_as_the_deadline_comes,
    "checkpoint on the spot": pass_a_checkpoint_on_the_spot,
    "from leg to leg": hurry_from_leg_to_leg,
    "gate about to close": be_processed_before_the_gate_closes,
    "danger from the start": leave_before_the_danger,
    "danger at the gate from the start": be_processed_before_the_danger,
}
