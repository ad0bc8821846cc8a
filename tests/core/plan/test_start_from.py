"""Promise that a planner can go on from a plan, of the same case or of one that has changed a little."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bound_villages import VILLAGES, fly, gate, judged, leg, party, village
from random_cases import make_random_case

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.basics import Window
from safeconduct.core.network import Closure, Site, SiteKind
from safeconduct.core.people import Mode
from safeconduct.core.plan import Case, LegKind, Plan, judge_plan
from safeconduct.core.plan.planners import PLANNERS

CASES = range(64, 68)


@pytest.fixture(params=sorted(PLANNERS))
def planner(request: pytest.FixtureRequest) -> str:
    """Name each planner in turn."""
    return str(request.param)


def plan(planner: str, case: Case, rounds: int, start_from: Plan | None = None) -> Plan:
    """Ask a planner, for so many rounds."""
    return PLANNERS[planner].plan(
        case, seed=3, stop=lambda done: done >= rounds, tell=lambda _: None, start_from=start_from
    )


def test_a_plan_of_its_own_is_taken_over_as_it_is(planner: str) -> None:
    """Begun from its own plan with no rounds left, a planner gives a plan that costs the same, to half a percent."""
    moved = 0
    for number in CASES:
        case = make_random_case(number)
        before = plan(planner, case, 100)
        after = plan(planner, case, 0, start_from=before)
        assert after.cost <= before.cost * 1.005, number
        moved += before.out
    assert moved > 0


def test_a_slow_drive_is_taken_over_as_slow(planner: str) -> None:
    """Who is to wait in the car at a checkpoint still does so when a planner goes on from the plan."""
    sites = [Site("A", SiteKind.AIRHEAD, "n2"), gate("G", "n2"), Site("C", SiteKind.CHECKPOINT, "n1")]
    streets = [(0, 1, 5000.0, False, True), (1, 2, 5000.0, False, True)]
    case = village(streets, sites, 7200, parties=(party("P", "n0", Mode.AUTO),))
    drive = leg("P", LegKind.DRIVE, "n0 n2", 3600, 6000, links=("l0", "l1"))
    case, before = judged(case, drive, *fly("P", "n2", "G", 6000, 6000, 7200, "n2"))
    after = plan(planner, case, 0, start_from=before)
    kept = next(one for one in after.legs if one.kind == LegKind.DRIVE)
    assert (kept.depart, kept.arrive) == (drive.depart, drive.arrive)


def test_a_plan_of_another_case_never_makes_one_that_breaks_rules(planner: str) -> None:
    """Streets closed, vehicles and flights gone, gates halved: what fits is kept and the plan is feasible."""
    for number in CASES:
        case = make_random_case(number)
        before = plan(planner, case, 100)
        used = [link for leg in before.legs for link in leg.links][:3]
        always = Window(case.start - 1, case.deadline + 1)
        harder = replace(
            case,
            closures=(*case.closures, *(Closure("link", link, always) for link in set(used))),
            fleets=case.fleets[1:],
            flights=case.flights[:-1],
            sites=tuple(replace(s, throughput=s.throughput / 2 if s.throughput else s.throughput) for s in case.sites),
        )
        verdict = judge_plan(harder, plan(planner, harder, 50, start_from=before))
        assert verdict.feasible, (number, verdict.violations[:3])


@pytest.mark.shared
@pytest.mark.parametrize("name", ["greedy-tiny", "hand-tiny"])
def test_a_plan_from_elsewhere_is_taken_over(name: str, planner: str, shared: Path) -> None:
    """A plan that another program made costs no more after it has been taken over."""
    case = CaseFolder().read(shared / "exam/cases/tiny")
    given = PlanFolder().read(shared / "exam/plans" / name, case)
    assert plan(planner, case, 0, start_from=given).cost <= given.cost * (1 + 1e-9)


@pytest.mark.parametrize("name", sorted(VILLAGES))
def test_a_plan_that_no_planner_would_make_is_taken_over_feasibly(name: str, planner: str) -> None:
    """What cannot be kept as it was is placed anew: the plan breaks no rule."""
    case, given = VILLAGES[name]()
    verdict = judge_plan(case, plan(planner, case, 0, start_from=given))
    assert verdict.feasible, verdict.violations
