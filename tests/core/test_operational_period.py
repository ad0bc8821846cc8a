"""Promise that the chain gives every part of its answer, and that the threat picture reaches the plan."""

from __future__ import annotations

from dataclasses import replace

from judge_town import at, between, make_case

from safeconduct.adapters.words import load_phrasebook
from safeconduct.core.intake import Claim, Report
from safeconduct.core.operational_period import OperationalPeriod, run_operational_period
from safeconduct.core.plan import Case, judge_plan, with_picture
from safeconduct.core.plan.plan_case import plan_case
from safeconduct.core.plan.planners import PLANNERS

# A danger on the whole street, reported by an origin that can be trusted, over by half past eight.
DANGER = Report("R1", "watch", "radio", "A", 0.011, 0.0, 3000.0, between("06:00", "08:30"), Claim.THREAT, 0.05)


def run(case: Case) -> OperationalPeriod:
    """Run the chain, briefly."""
    return run_operational_period(
        case,
        PLANNERS["default"],
        load_phrasebook(),
        seed=1,
        stop=lambda rounds: rounds >= 300,
        tell=lambda _: None,
        days=20,
    )


def test_every_stage_gives_its_part() -> None:
    """One period gives a feasible plan with a bound, an instruction for every party, and a chance with its interval."""
    case = make_case()
    period = run(case)
    assert period.verdict.feasible
    assert period.plan.lower_bound is not None
    assert [one.party_id for one in period.instructions] == [party.party_id for party in case.parties]
    assert 0.0 <= period.sufficiency.planned_out.low <= period.sufficiency.planned_out.high <= 1.0
    assert period.sufficiency.days == 20


def test_a_reported_danger_moves_the_plan() -> None:
    """Without hazard.csv the plan keeps out of what the reports tell of, and its claims hold for the case as given."""
    quiet = replace(make_case(), hazard=None)
    warned = replace(quiet, reports=(DANGER,))
    before, after = run(quiet), run(warned)
    assert min(leg.depart for leg in before.plan.legs) < at("08:30")
    assert after.plan.planner["hazard"] == "picture"
    assert after.verdict.feasible
    seen = with_picture(warned)
    exposure = [judge_plan(seen, period.plan).cost.exposure for period in (before, after)]
    assert exposure[1] < 0.5 * exposure[0]


def test_a_hazard_file_wins_over_the_picture() -> None:
    """Where the case gives a hazard, reports change nothing in its plan."""
    case = replace(make_case(), hazard=())
    assert case.hazard is not None
    plans = [
        plan_case(given, PLANNERS["greedy"], seed=1, stop=lambda _: True, tell=lambda _: None)[0]
        for given in (case, replace(case, reports=(DANGER,)))
    ]
    assert plans[0].legs == plans[1].legs
    assert "hazard" not in plans[1].planner
