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


def live_at_a_gate_in_an_endless_curfew() -> tuple[Case, Plan]:
    """Be processed at home: one needs no street, so it does not matter that they are under curfew all day."""
    sites = [Site("A", SiteKind.AIRHEAD, "n0"), gate("G", "n0", throughput=40.0)]
    limits = Limits(walk_kmh=3.24, wait_minutes_max=0.0, curfew=((0, 0),))
    case = village([(0, 1, 90.0, True, True)], sites, 1800, limits=limits)
    return judged(case, *fly("P", "n0", "G", 0, 900, 1800, "n0"))


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


def wait_into_the_curfew() -> tuple[Case, Plan]:
    """Come as a long curfew begins, to a gate that then holds no one more, and wait as long as allowed."""
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1", throughput=40.0, holding=20.0)]
    limits = Limits(walk_kmh=3.24, wait_minutes_max=60.0, curfew=((8 * 60, 13 * 60),))
    case = village([(0, 1, 810.0, True, True)], sites, 13000, limits=limits, parties=(party("P"), party("Q")))
    legs: list[Leg] = []
    for ident, begins in (("P", 10800), ("Q", 9900)):
        legs.append(leg(ident, LegKind.WALK, "n0 n1", 7201 - 900, 7201, links=("l0",)))
        legs.append(leg(ident, LegKind.WAIT, "n1 n1", 7201, begins, site_id="G"))
        legs += fly(ident, "n1", "G", begins, begins + 900, 13000, "n1")
    return judged(case, *legs)


def wait_at_one_site_after_another() -> tuple[Case, Plan]:
    """Sit a curfew out at two transit points on one corner, which no one could at either."""
    sites = [Site("A", SiteKind.AIRHEAD, "n2"), gate("G", "n2")]
    sites += [Site(ident, SiteKind.TRANSIT_POINT, "n1") for ident in ("T", "U")]
    limits = Limits(walk_kmh=3.24, wait_minutes_max=60.0, curfew=((8 * 60, 10 * 60),))
    case = village(
        [(0, 1, 810.0, True, True), (1, 2, 90.0, True, True)], sites, 14500, limits=limits,
        closures=(shut("n0", 7100, 9 * HOUR),), hazard=(HazardRow("node", "n2", Window(START, START + 14400), 1.0),),
    )  # fmt: skip
    return judged(
        case,
        leg("P", LegKind.WALK, "n0 n1", 6300, 7200, links=("l0",)),
        leg("P", LegKind.WAIT, "n1 n1", 7200, 10800, site_id="T"),
        leg("P", LegKind.WAIT, "n1 n1", 10800, 14400, site_id="U"),
        leg("P", LegKind.WALK, "n1 n2", 14400, 14500, links=("l1",)),
        *fly("P", "n2", "G", 14500, 14500, 14500, "n2"),
    )


def change_sites_between_two_curfews() -> tuple[Case, Plan]:
    """Sit two curfews out that touch, each at a transit point, and go from one to the other in between."""
    sites = [Site("A", SiteKind.AIRHEAD, "n3"), gate("G", "n3"), Site("T", SiteKind.TRANSIT_POINT, "n1")]
    sites.append(Site("U", SiteKind.TRANSIT_POINT, "n2"))
    limits = Limits(walk_kmh=3.24, wait_minutes_max=60.0, curfew=((8 * 60, 9 * 60), (9 * 60, 10 * 60)))
    streets = [(0, 1, 810.0, True, True), (1, 2, 2.25, True, True), (2, 3, 810.0, True, True)]
    case = village(streets, sites, 15300, limits=limits, closures=(shut("n0", 7200, 9 * HOUR),))
    return judged(
        case,
        leg("P", LegKind.WALK, "n0 n1", 6300, 7200, links=("l0",)),
        leg("P", LegKind.WAIT, "n1 n1", 7200, 10799, site_id="T"),
        leg("P", LegKind.WALK, "n1 n2", 10799, 10801, links=("l1",)),
        leg("P", LegKind.WAIT, "n2 n2", 10801, 14400, site_id="U"),
        leg("P", LegKind.WALK, "n2 n3", 14400, 15300, links=("l2",)),
        *fly("P", "n3", "G", 15300, 15300, 15300, "n3"),
    )


def drive_then_walk_in_a_large_party() -> tuple[Case, Plan]:
    """Walk a metre more than allowed from where one's car is left, since no vehicle has seats for all."""
    sites = [Site("A", SiteKind.AIRHEAD, "n2"), gate("G", "n2"), Site("T", SiteKind.TRANSIT_POINT, "n1")]
    streets = [(0, 1, 9000.0, False, True), (1, 2, 811.0, True, True)]
    case = village(
        streets, sites, 7200, parties=(party("P", "n0", Mode.AUTO),), fleets=(Fleet("B", "n1", 3, 9),),
        limits=Limits(walk_kmh=3.24, walk_metres_max=810.0),
    )  # fmt: skip
    drive = leg("P", LegKind.DRIVE, "n0 n1", 7200 - 902 - 1081, 7200 - 902, links=("l0",))
    walk = leg("P", LegKind.WALK, "n1 n2", 7200 - 902, 7200, links=("l1",))
    return judged(case, drive, walk, *fly("P", "n2", "G", 7200, 7200, 7200, "n2"))


def come_after_the_curfew_in_the_same_step() -> tuple[Case, Plan]:
    """Let two parties be held or queue when a curfew begins, and two come after it in the hour in which it ends."""
    sites = [Site("A", SiteKind.AIRHEAD, "n2", holding=10.0), gate("G", "n1", holding=10.0)]
    flights = tuple(Flight(f"F{i}", "A", START + at, 10) for i, at in enumerate((14300, 16250, 16900, 17500)))
    case = village(
        [(0, 1, 90.0, True, True), (1, 2, 90.0, True, True)], sites, 0, step_minutes=60.0, flights=flights,
        parties=tuple(party(ident) for ident in "PQRS"),
        limits=Limits(walk_kmh=3.24, wait_minutes_max=120.0, curfew=((8 * 60, 10 * 60 + 30),)),
    )  # fmt: skip
    legs = [leg("Q", LegKind.WAIT, "n1 n1", 7201, 14400, site_id="G")]
    for i, (ident, arrives, begins) in enumerate(
        (("P", 7100, 7100), ("Q", 7201, 14400), ("R", 16300, 16300), ("S", 16900, 16900))
    ):
        legs.append(replace(leg(ident, LegKind.WALK, "n0 n1", arrives - 100, arrives, links=("l0",)), seq=-1))
        legs += [
            replace(one, flight_id=one.flight_id and f"F{i}")
            for one in fly(ident, "n1", "G", begins, begins, flights[i].departs - START, "n2")
        ]
    return judged(case, *legs)


def pass_a_checkpoint_on_the_second_day() -> tuple[Case, Plan]:
    """Pass a checkpoint after a long curfew, on the way to a gate that stands where its airhead does."""
    sites = [Site("A", SiteKind.AIRHEAD, "n2"), gate("G", "n2"), Site("C", SiteKind.CHECKPOINT, "n1")]
    case = village(
        [(0, 1, 90.0, True, True), (1, 2, 90.0, True, True)], sites, 15000,
        limits=Limits(walk_kmh=3.24, wait_minutes_max=0.0, curfew=((8 * 60, 10 * 60),)),
    )  # fmt: skip
    case = replace(case, parties=(replace(party("P"), ready=START + 14400),))
    walk = leg("P", LegKind.WALK, "n0 n2", 14800, 15000, links=("l0", "l1"))
    return judged(case, walk, *fly("P", "n2", "G", 15000, 15000, 15000, "n2"))


def be_held_no_longer_than_one_must() -> tuple[Case, Plan]:
    """Be held for the connection less every second that may be forgiven, in an airhead that is always dangerous."""
    sites, flight = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1")], 3 * HOUR
    case = village(
        [(0, 1, 810.0, True, True)], sites, flight, limits=Limits(walk_kmh=3.24, connection_minutes_min=60.0),
        hazard=(HazardRow("node", "n1", Window(START - 100, START + 8 * HOUR), 1.0),),
    )  # fmt: skip
    done = flight - HOUR - 3
    walk = leg("P", LegKind.WALK, "n0 n1", done - 900, done, links=("l0",))
    processed, _, flown = fly("P", "n1", "G", done, done, flight, "n1")
    spans = (done + 1, done + 900), (done + 901, done + 1900), (done + 1901, flight - 1)
    holds = [
        replace(leg("P", LegKind.HOLD, "n1 n1", begin, end, site_id="A"), seq=10**7 + 1 + number)
        for number, (begin, end) in enumerate(spans)
    ]
    return judged(case, walk, processed, *holds, replace(flown, seq=10**7 + 9))


VILLAGES = {
    "no longer than the connection": be_held_no_longer_than_one_must,
    "gate that lets nobody in": stop_at_a_gate_that_lets_nobody_in,
    "long processing": be_processed_for_long,
    "slow walk, hour steps": lambda: linger_on_the_way(60.0, 7259, 8461),
    "slow walk, quarter steps": lambda: linger_on_the_way(15.0, 7214, 8401),
    "round a checkpoint": walk_round_a_checkpoint,
    "no lane": ride_a_way_that_is_no_lane,
    "endless curfew": live_at_a_gate_in_an_endless_curfew,
    "checkpoint on the spot": pass_a_checkpoint_on_the_spot,
    "wait into the curfew": wait_into_the_curfew,
    "one site after another": wait_at_one_site_after_another,
    "sites between two curfews": change_sites_between_two_curfews,
    "after the curfew in its step": come_after_the_curfew_in_the_same_step,
    "checkpoint on the second day": pass_a_checkpoint_on_the_second_day,
    "large party": drive_then_walk_in_a_large_party,
}
