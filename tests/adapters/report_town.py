"""Lay out a town with hostile names and a plan for it, for the report to show."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim, Report
from safeconduct.core.network import Closure, Fleet, Flight, Site, SiteKind, StreetNetwork
from safeconduct.core.people import Mode, Party
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan import Case, Leg, LegKind, Limits, Objective, Plan, Trip, Verdict, judge_plan
from safeconduct.core.plan.shown import InstructionSample, PictureView, Span, SufficiencyView, WhatIf

HOSTILE = '<script>alert("x")</script>&\'"'
START = 1_930_467_600.0  # 2031-03-05 06:00 in the town, three hours behind UTC


def hour(hours: float) -> float:
    """Give the moment so many hours after the start."""
    return START + 3600 * hours


def make_town(name: str = "EXERCISE town", size: int = 30) -> tuple[Case, Plan]:
    """Give a case on a street of five nodes, and a feasible plan: P1 rides, P2 drives, the third stays."""
    pairs = [(i, i + 1) for i in range(4)] + [(i + 1, i) for i in range(4)]
    count = len(pairs)
    network = StreetNetwork(
        node_ids=("n0", "n1", "n2", "n3", "n4"),
        x=np.linspace(-71.3, -71.28, 5),
        y=np.linspace(-29.9, -29.905, 5),
        link_ids=tuple(f"L{k}" for k in range(count)),
        tail=np.array([a for a, _ in pairs], np.int32),
        head=np.array([b for _, b in pairs], np.int32),
        length=np.full(count, 500.0),
        speed_kmh=np.full(count, 30.0),
        walk=np.ones(count, np.bool_),
        auto=np.ones(count, np.bool_),
        capacity=np.full(count, np.nan),
        names=(HOSTILE,) * count,
    )
    both = frozenset({Mode.WALK, Mode.AUTO})
    case = Case(
        name=name,
        start=START,
        deadline=hour(12),
        utc_offset_seconds=-10800,
        step_minutes=15.0,
        limits=Limits(4.0, 800.0, 60.0, 60.0, 10.0, ((9 * 60, 10 * 60),)),
        objective=Objective(0.02, 2e-5, 0.1, 5e-7, 1e-7),
        network=network,
        sites=(
            Site("T1", SiteKind.TRANSIT_POINT, "n1", name=HOSTILE, holding=200.0),
            Site("C1", SiteKind.CHECKPOINT, "n2", throughput=800.0),
            Site("G1", SiteKind.GATE, "n3", holding=200.0, throughput=400.0, serves="A1"),
            Site("A1", SiteKind.AIRHEAD, "n4", holding=300.0),
        ),
        parties=(
            Party("P1", "n1", size, 1.0, frozenset({Mode.WALK}), START),
            Party("P2", "n0", 20, 2.0, both, START),
            Party(HOSTILE, "n3", 7, 1.0, frozenset({Mode.AUTO}), hour(11.5)),
        ),
        fleets=(Fleet("B1", "n1", 1, 45),),
        flights=(Flight("F1", "A1", hour(3), 45), Flight("F2", "A1", hour(11), 30)),
        closures=(Closure("link", "L7", Window(START, hour(1)), HOSTILE),),
        hazard=(
            HazardRow("link", "L1", Window(hour(5), hour(6)), 2e-3),
            HazardRow("link", "L1", Window(hour(5.5), hour(7)), 9e-3),
            HazardRow("node", "n3", Window(hour(5), hour(6)), 5e-4),
        ),
        reports=(
            Report("R1", HOSTILE, "radio", "B", -71.29, -29.9, 800.0, Window(hour(5), hour(7)), Claim.THREAT, 9e-3),
            Report("R2", "", "forum", "F", -71.29, -29.9, 400.0, Window(hour(5), hour(7)), Claim.CLEAR),
        ),
    )
    return case, _plan(case)


def _plan(case: Case) -> Plan:
    legs = (
        Leg("P1", 0, LegKind.WAIT, "n1", "n1", hour(0.5), hour(0.75), site_id="T1"),
        Leg("P1", 1, LegKind.RIDE, "n1", "n3", hour(0.75), hour(0.8), trip_id="R1"),
        Leg("P1", 2, LegKind.PROCESS, "n3", "n3", hour(0.8), hour(1), site_id="G1"),
        Leg("P1", 3, LegKind.HOLD, "n3", "n4", hour(1), hour(3), site_id="A1"),
        Leg("P1", 4, LegKind.FLY, "n4", "n4", hour(3), hour(3), flight_id="F1"),
        Leg("P2", 0, LegKind.DRIVE, "n0", "n3", hour(1), hour(1.1), ("L0", "L1", "L2")),
        Leg("P2", 1, LegKind.PROCESS, "n3", "n3", hour(1.1), hour(1.25), site_id="G1"),
        Leg("P2", 2, LegKind.HOLD, "n3", "n4", hour(1.25), hour(11), site_id="A1"),
        Leg("P2", 3, LegKind.FLY, "n4", "n4", hour(11), hour(11), flight_id="F2"),
    )
    trips = (Trip("R1", "B1", 0, "n1", "n3", hour(0.75), hour(0.8), ("L1", "L2")),)
    plan = Plan(case.name, {"name": HOSTILE}, 7, legs, trips, 0.0, 0, 0)
    verdict = judge_plan(case, plan)
    return replace(plan, cost=verdict.cost.total, out=verdict.out, left=verdict.left, lower_bound=0.05)


def judged(case: Case, plan: Plan) -> Verdict:
    """Give the judge's word, and hold that the town's plan is sound."""
    verdict = judge_plan(case, plan)
    assert verdict.feasible, verdict.violations
    return verdict


PICTURE = PictureView(frozenset({"L2"}), START, (f"Two outlets contradict each other. {HOSTILE}",))
SUFFICIENCY = SufficiencyView(
    people=57,
    people_planned=50,
    all_out=Span(0.0, 0.0, 0.0),
    planned_out=Span(0.62, 0.55, 0.69),
    days=400,
    out_bad_day=40,
    out_typical_day=48,
    out_good_day=50,
    as_of=START,
    held_up=((f"no seat {HOSTILE}", 2.5), ("held at a gate", 0.0)),
    what_if=(
        WhatIf(f"one more bus {HOSTILE}", Span(7.0, 3.0, 9.0), Span(-0.14, -0.2, -0.1), 6, False),
        WhatIf("10 % more throughput at gate G1", Span(-1.0, -2.0, 0.5), Span(0.01, -0.01, 0.03), 0, True),
    ),
    luck=WhatIf("the same means, planned with another seed", Span(0.5, -0.5, 1.5), Span(-0.01, -0.02, 0.01), 0, False),
    not_tried=(("C1", HOSTILE),),
)
SAMPLE = InstructionSample("P1", "fa", (f"Leave at 00:30. {HOSTILE}",), "rtl")
