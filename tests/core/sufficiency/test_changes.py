"""Promise the changed cases, and what comparing them says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from judge_town import Town, at, between, claim, make_case, make_plan
from replay_cases import exam_plan, no_events, run

from safeconduct.core.network import Flight, Site, SiteKind
from safeconduct.core.plan import Case, Plan, judge_plan
from safeconduct.core.plan.planners import PLANNERS
from safeconduct.core.sufficiency import (
    Comparison,
    PlannerBrokeRulesError,
    Replan,
    Uncertainty,
    assess_sufficiency,
    compare_changes,
    digest_case,
    digest_plan,
    list_changes,
    play_plan,
)

RATES = Uncertainty(1.0, 0.3, 0.3, 0.3, 2.0, 0.2, 30.0)


def test_each_means_has_its_change() -> None:
    """A town with two gates and a checkpoint that closes: a vehicle, each gate, all gates, a flight, an hour."""
    town = Town()
    town.add_site(Site("G2", SiteKind.GATE, "bend", throughput=30.0, serves="A"))
    town.add_site(Site("D", SiteKind.CHECKPOINT, "depot", open=(between("06:00", "08:00"), between("08:30", "10:00"))))
    changes, passed = list_changes(town.case)
    assert [(change.kind, change.ident) for change in changes] == [
        ("vehicle", "B"),
        ("gate", "G"),
        ("gate", "G2"),
        ("gates", ""),
        ("flight", "A"),
        ("checkpoint", "D"),
    ]
    assert [(item.ident, item.why) for item in passed] == [("C", "it does not close before the deadline")]
    by_kind = {change.kind: change.case for change in changes}
    assert by_kind["vehicle"].fleets[0].vehicles == 2
    assert [s.throughput for s in by_kind["gates"].sites if s.kind is SiteKind.GATE] == pytest.approx([44.0, 33.0])
    # The first break of half an hour is gone; the second window closes at 11:00.
    assert by_kind["checkpoint"].sites[-1].open == (between("06:00", "11:00"),)


def test_only_what_is_changed_is_changed() -> None:
    """Beside the fleets, sites or flights, a changed case holds the very same values; one gate's change is its own."""
    town = Town()
    town.add_site(Site("G2", SiteKind.GATE, "bend", throughput=30.0, serves="A"))
    for change in list_changes(town.case)[0]:
        touched = {"vehicle": "fleets", "flight": "flights"}.get(change.kind, "sites")
        for name in ("fleets", "flights", "sites", "parties", "network", "limits", "objective", "closures", "deadline"):
            assert (getattr(change.case, name) == getattr(town.case, name)) == (name != touched)
        if change.kind == "gate":
            differ = [a.site_id for a, b in zip(change.case.sites, town.case.sites, strict=True) if a != b]
            assert differ == [change.ident]


def test_one_more_flight_leaves_at_the_deadline_and_counts() -> None:
    """At 12:00: who lost the last flight of all at 11:00 takes it."""
    change = next(change for change in list_changes(make_case())[0] if change.kind == "flight")
    assert change.case.flights[-1] == Flight("MORE-A", "A", at("12:00"), 10)
    lost = no_events(change.case)._replace(cancelled=np.array([True, True, False]))
    assert run(change.case, make_plan(make_case()), lost).flight.tolist() == [2, 2, -1]


def test_one_more_flight_has_an_id_of_its_own_and_the_seats_of_a_flight_that_there_is() -> None:
    """Ids that are taken are passed over; of an even number of flights the lower middle one is the pattern."""
    town = Town()
    more = (Flight("MORE-A", "A", at("07:30"), 4), Flight("L", "A", at("13:00"), 90))
    town.case = replace(town.case, flights=(*town.case.flights, *more))
    change = next(change for change in list_changes(town.case)[0] if change.kind == "flight")
    assert (change.case.flights[-1].flight_id, change.case.flights[-1].seats) == ("MORE1-A", 10)


def test_what_has_no_bound_or_no_pattern_is_named_with_the_reason() -> None:
    """A gate without throughput, an airhead whose flights all leave after the deadline, a checkpoint always open."""
    town = Town()
    town.site("G", throughput=None)
    town.flight("F1", departs=at("13:00"))
    town.flight("F2", departs=at("14:00"))
    changes, passed = list_changes(town.case)
    assert [change.kind for change in changes] == ["vehicle"]
    assert [item.ident for item in passed] == ["G", "A", "C"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("case_name", "plan_name"), [("tiny", "hand-tiny"), ("helsinki-300", "greedy"), ("tiny", "greedy-tiny")]
)
def test_a_change_only_adds(shared: Path, case_name: str, plan_name: str) -> None:
    """The plan as given is feasible in every changed case, at the same cost."""
    case, plan = exam_plan(shared, case_name, plan_name)
    cost = judge_plan(case, plan).cost.total
    for change in list_changes(case)[0]:
        verdict = judge_plan(change.case, plan)
        assert verdict.feasible, change.words
        assert verdict.cost.total == cost


def _compare(case: Case, plan: Plan, replan: Replan, otherwise: Replan | None = None, days: int = 60) -> Comparison:
    played = play_plan(case, plan, RATES, days=days, seed=1)
    changes = list_changes(case)[0]
    return compare_changes(
        case, plan, played, changes, RATES, days=days, seed=1, replan=replan, replan_otherwise=otherwise or replan
    )


def test_where_nothing_is_planned_anew_only_the_day_itself_can_change() -> None:
    """Replanning gives the same plan: no gain by itself, none by a vehicle; the flight takes who lost theirs."""
    case = make_case()
    plan = make_plan(case)
    found = _compare(case, plan, lambda _, plan: plan)
    for gain in (found.anew, found.luck):
        assert (gain.planned_out, gain.out.value, gain.harm.value, gain.harm.low) == (0, 0.0, 0.0, 0.0)
    by_kind = {gain.kind: gain for gain in found.gains}
    assert (by_kind["vehicle"].out.value, by_kind["vehicle"].harm.value) == (0.0, 0.0)
    flight = by_kind["flight"]
    assert flight.out.value > 0.0
    assert flight.planned_out == 0
    # Both parties whom it can help have priorities of 1 and 2: each person out spares 0.02 or 0.04.
    assert -0.04001 * flight.out.value <= flight.harm.value <= -0.01999 * flight.out.value
    assert found.gains[0] is flight


def test_effort_is_not_taken_for_the_change() -> None:
    """A planner that lets P1 fly only when planning anew: that is the gain of planning anew, and of no change."""
    case = make_case()
    good = make_plan(case)
    poor = claim(case, replace(good, legs=tuple(leg for leg in good.legs if leg.party_id != "P1")))
    found = _compare(case, poor, lambda *_: good)
    assert found.anew.planned_out == 4
    assert found.anew.out.value > 0
    assert all(gain.planned_out == 0 for gain in found.gains)
    assert next(gain for gain in found.gains if gain.kind == "vehicle").out.value == 0.0


def test_the_luck_of_the_search_is_shown_as_such() -> None:
    """A planner that finds P1's departure with another seed only: four people more by plan, by luck alone."""
    case = make_case()
    good = make_plan(case)
    poor = claim(case, replace(good, legs=tuple(leg for leg in good.legs if leg.party_id != "P1")))
    found = _compare(case, poor, lambda *_: poor, lambda *_: good)
    assert found.luck.planned_out == 4
    assert found.luck.harm.value < 0.0 < found.luck.out.value
    assert found.anew.out.value == 0.0


def test_a_new_plan_that_does_worse_over_the_days_does_not_count() -> None:
    """A planner that drops P1: the plan as given is kept, with and without each change."""
    case = make_case()
    good = make_plan(case)
    poor = claim(case, replace(good, legs=tuple(leg for leg in good.legs if leg.party_id != "P1")))
    found = _compare(case, good, lambda *_: poor)
    assert all(gain.kept for gain in (found.anew, *found.gains))
    # The new plan's own figures are shown all the same: it takes P1 out on no day.
    assert found.anew.planned_out == -4
    assert found.anew.out.value < 0.0 < found.anew.harm.value
    assert all(gain.planned_out == 0 for gain in found.gains)
    assert min(gain.out.low for gain in found.gains if gain.kind == "vehicle") == 0.0


def test_harm_is_that_of_the_way_and_that_of_who_is_not_out() -> None:
    """On a day without events, the harm that P1's departure saves is the difference of the two plans' costs."""
    case = replace(make_case(), uncertainty={})
    good = make_plan(case)
    poor = claim(case, replace(good, legs=tuple(leg for leg in good.legs if leg.party_id != "P1")))
    still = Uncertainty(0, 0, 0, 0, 0, 0, 0)
    played = play_plan(case, poor, still, days=2, seed=1)
    found = compare_changes(
        case, poor, played, (), still, days=2, seed=1, replan=lambda *_: good, replan_otherwise=lambda *_: good
    )
    assert found.anew.harm.value == pytest.approx(good.cost - poor.cost)
    assert found.anew.out.value == 4.0


def test_an_infeasible_new_plan_is_refused() -> None:
    """A planner that breaks a rule is named; its figures are not shown."""
    case = make_case()
    plan = make_plan(case)
    broken = replace(plan, trips=())
    with pytest.raises(PlannerBrokeRulesError, match="no such trip"):
        _compare(case, plan, lambda *_: broken)


@pytest.mark.shared
def test_what_helps_most_comes_first(shared: Path) -> None:
    """With the greedy planner on the tiny grid: sorted by expected harm, and every interval holds its value."""
    case, plan = exam_plan(shared, "tiny", "greedy-tiny")

    def replan(case: Case, _plan: Plan) -> Plan:
        return PLANNERS["greedy"].plan(case, seed=1, stop=lambda _: True, tell=lambda _: None)

    gains = _compare(case, plan, replan, days=30).gains
    assert len(gains) == len(list_changes(case)[0])
    harms = [gain.harm.value for gain in gains]
    assert harms == sorted(harms)
    assert all(gain.out.low <= gain.out.value <= gain.out.high for gain in gains)


def test_the_chance_that_all_are_out_is_0_where_the_plan_leaves_somebody() -> None:
    """P3 is left from the start: the chance of all is exactly 0, that of all in the plan is counted."""
    case = make_case()
    answer = assess_sufficiency(play_plan(case, make_plan(case), RATES, days=60, seed=1))
    assert (answer.all_out.value, answer.all_out.low, answer.all_out.high) == (0.0, 0.0, 0.0)
    assert 0.0 < answer.planned_out.value < 1.0
    assert (answer.people, answer.people_planned) == (12, 7)
    assert sum(answer.held_up.values()) + answer.out_mean.value == pytest.approx(7.0)
    assert answer.out_bad_day <= answer.out_typical_day <= answer.out_good_day


def test_without_anybody_left_both_chances_are_one() -> None:
    """Without P3 in the case, all of the plan are all."""
    case = make_case()
    case = replace(case, parties=case.parties[:2])
    answer = assess_sufficiency(play_plan(case, make_plan(case), RATES, days=60, seed=1))
    assert answer.all_out == answer.planned_out


def test_no_days_is_refused() -> None:
    """At least one day."""
    case = make_case()
    with pytest.raises(ValueError, match="0 days"):
        play_plan(case, make_plan(case), RATES, days=0, seed=1)


def test_a_digest_marks_every_change_and_no_rewriting() -> None:
    """The same case and plan have the same digest; a gate, street or leg changed has another; claims do not count."""
    case = make_case()
    plan = make_plan(case)
    assert digest_case(case) == digest_case(make_case())
    assert digest_plan(plan) == digest_plan(replace(make_plan(case), cost=9.0, legs=plan.legs[::-1]))
    town = Town()
    town.site("G", throughput=41.0)
    assert digest_case(town.case) != digest_case(case)
    town = Town()
    town.street("bend>post", length=501.0)
    assert digest_case(town.case) != digest_case(case)
    town.leg("P1", 0, depart="06:11")
    assert digest_plan(town.plan) != digest_plan(plan)
