"""Promise what the judge says of a small town's plan, broken one rule at a time, and what it costs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from judge_town import Town, at, between, claim, make_case, make_plan
from judge_ways import WAYS, Way

from safeconduct.core.network import Site, SiteKind
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan import LegKind, judge_plan
from safeconduct.core.plan.judging.exposure import Exposure, integrate

pytestmark = pytest.mark.core


@pytest.mark.parametrize("broken", WAYS, ids=lambda way: way.change.__name__)
def test_every_rule_is_held(broken: Way) -> None:
    """A plan that breaks one rule is found out in words that name the fault; an odd plan that breaks none passes."""
    town = broken.apply()
    violations = judge_plan(town.case, town.plan).violations
    assert len(violations) == broken.count, violations
    if broken.words:
        assert any(broken.words in violation for violation in violations), violations


def test_a_good_plan_is_feasible_and_counted() -> None:
    """The good plan breaks nothing; who is out, who is left and the largest crowd are counted."""
    case = make_case()
    verdict = judge_plan(case, make_plan(case))
    assert verdict.feasible
    assert (verdict.out, verdict.left, verdict.parties_out) == (7, 5, 2)
    # P1 waits 2 minutes, walks 8, is processed 7; P2 is processed 6
    assert verdict.person_hours_open == pytest.approx((4 * 17 + 3 * 6) / 60)
    assert (verdict.largest_open_crowd, verdict.largest_open_crowd_site) == (4, "T")
    assert verdict.largest_open_crowd_at == at("06:18")


def test_the_cost_is_what_one_can_work_out_by_hand() -> None:
    """Left, exposure, crowd and time add up as docs/formats.md, "The cost", says."""
    case = make_case()
    cost = judge_plan(case, make_plan(case)).cost
    background, hour = 2e-5, 3600
    walk = 4 * 480 * background
    wait = 4 * 120 * background
    ride = 4 * 0.1 * (120 * background + 60 * 3e-3)  # the hazard is on the second link for the second minute
    process_1 = 4 * (120 * background + 300 * 1e-3)
    hold = 0.1 * (4 * 90 * 60 + 3 * 260 * 60) * background
    drive = 3 * 0.1 * 240 * background
    process_2 = 3 * 360 * 1e-3
    assert cost.left == pytest.approx(5 * 0.02)
    assert cost.exposure == pytest.approx((walk + wait + ride + process_1 + hold + drive + process_2) / hour)
    assert cost.crowd == pytest.approx(5e-7 * (4 * 3 * 9 + 3 * 2 * 6) * 60 / hour)
    assert cost.time == pytest.approx(1e-7 * (4 * 2 + 3 * 5 + 5 * 6))
    assert cost.total == cost.left + cost.exposure + cost.crowd + cost.time


def test_a_crowd_is_everybody_at_one_open_site() -> None:
    """Two parties at one gate make each other's crowd, those inside the airhead make none."""
    town = Town()
    town.leg("P2", 0, depart="06:22", arrive="06:26")
    town.leg("P2", 1, depart="06:26", arrive="06:32")
    town.leg("P2", 2, depart="06:32")
    verdict = judge_plan(town.case, claim(town.case, town.plan))
    assert verdict.feasible
    assert verdict.largest_open_crowd == 7
    assert verdict.cost.crowd == pytest.approx(5e-7 * (4 * 3 * 5 + 7 * 6 * 4 + 3 * 2 * 2) * 60 / 3600)


def test_no_hazard_given_means_the_background_alone() -> None:
    """A case whose hazard is None and one with no rows cost the same: the background rate everywhere."""
    case = make_case()
    plan = make_plan(case)
    none, empty = (judge_plan(replace(case, hazard=rows), plan).cost for rows in (None, ()))
    assert none == empty
    assert none.exposure < judge_plan(case, plan).cost.exposure


def test_who_is_left_costs_by_priority() -> None:
    """A party left costs its size times its priority, and the hours to the deadline."""
    case = make_case()
    cost = judge_plan(case, replace(make_plan(case), legs=(), trips=())).cost
    assert cost.left == pytest.approx((4 + 3 * 2 + 5) * 0.02)
    assert cost.time == pytest.approx(1e-7 * 12 * 6)
    assert cost.exposure == cost.crowd == 0.0


def test_every_violation_is_collected() -> None:
    """Nothing is capped: 60 parties that are not in the case are 60 violations."""
    town = Town()
    for number in range(60):
        town.add_leg(f"X{number}", 0, LegKind.WAIT, "stop", "stop", "06:10", "06:20", site_id="T")
    assert len(judge_plan(town.case, town.plan).violations) == 60


def test_raw_claims_are_judged_where_a_file_made_them() -> None:
    """What plan.json said is held against the plan as it was written: junk is no claim, true is 1, 7.0 is 7."""
    town = Town()
    sound = {"case": "EXERCISE town", "cost": town.plan.cost, "out": 7.0, "left": 5}

    def violations(**claims: object) -> tuple[str, ...]:
        return judge_plan(town.case, replace(town.plan, claims={**sound, **claims})).violations

    assert violations() == ()
    assert violations(lower_bound=None) == ()
    assert "claims cost None" in violations(cost=None)[0]
    assert "claims cost True" in violations(cost=True)[0]
    assert "claims cost 1000" in violations(cost=10**400)[0]
    assert "claims out 7, the judge finds 7" in violations(out="7")[0]
    assert "claims the lower bound 'low', not a number" in violations(lower_bound="low")[0]
    assert "claims the lower bound False, not a number" in violations(lower_bound=False)[0]


def test_only_a_bound_that_is_a_number_is_passed_on() -> None:
    """The verdict carries the claimed bound and the gap to it, and none where the claim is junk."""
    town = Town()
    half = judge_plan(town.case, replace(town.plan, lower_bound=town.plan.cost / 2))
    assert half.gap == pytest.approx(0.5)
    assert judge_plan(town.case, replace(town.plan, lower_bound=float("nan"))).lower_bound is None
    assert judge_plan(town.case, town.plan).gap is None


def test_of_equal_crowds_the_last_site_and_moment_is_named() -> None:
    """Equal crowds are told apart by site id, then by time, so that the figure never depends on the order of rows."""
    town = Town()
    town.add_site(Site("S", SiteKind.TRANSIT_POINT, "stop"))
    town.leg("P1", 1, arrive="06:19")
    town.add_leg("P1", 11, LegKind.WAIT, "stop", "stop", "06:19", "06:20", site_id="S")
    for seq in (2, 3, 4, 5):
        town.leg("P1", seq, seq=seq + 10)
    verdict = judge_plan(town.case, claim(town.case, town.plan))
    assert (verdict.largest_open_crowd_site, verdict.largest_open_crowd_at) == ("T", at("06:18"))


def test_the_judgement_does_not_depend_on_the_order_of_rows() -> None:
    """Legs and trips may stand in any order in their files."""
    town = Town()
    turned = replace(town.plan, legs=town.plan.legs[::-1], trips=town.plan.trips[::-1])
    assert judge_plan(town.case, turned) == judge_plan(town.case, town.plan)


def test_hazard_rows_that_overlap_add_up_and_replace_the_background() -> None:
    """Where rows apply their sum counts, even when it is below the background; elsewhere the background does."""
    rows = [
        HazardRow("node", "n", between("06:00", "08:00"), 1.0),
        HazardRow("node", "n", between("07:00", "09:00"), 2.0),
        HazardRow("node", "n", between("09:00", "10:00"), 0.0),
        HazardRow("link", "n", between("06:00", "12:00"), 9.0),
    ]
    exposure = Exposure(rows, background_rate=0.5)
    assert exposure.at_node("n", at("05:00"), at("11:00")) == pytest.approx(0.5 + 1 + 3 + 2 + 0 + 0.5)
    assert exposure.at_node("n", at("06:30"), at("06:30")) == 0.0
    assert exposure.at_node("elsewhere", at("06:00"), at("08:00")) == pytest.approx(1.0)


def test_an_integral_is_the_sum_of_its_parts() -> None:
    """Cutting a span in two changes nothing, wherever the cut falls."""
    profile = ([10.0, 20.0, 35.0], [1.0, 4.0, 0.0, 2.0])
    whole = integrate(profile, 0.0, 50.0)
    assert whole == pytest.approx((10 * 1 + 10 * 4 + 15 * 0 + 15 * 2) / 3600)
    for cut in range(51):
        assert integrate(profile, 0.0, cut) + integrate(profile, cut, 50.0) == pytest.approx(whole)
