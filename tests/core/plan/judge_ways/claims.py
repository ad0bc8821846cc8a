"""List claims of a plan about itself, and odd plans: one rule of the judge broken by each, or none."""

from __future__ import annotations

from dataclasses import replace

from judge_town import Town, way

from safeconduct.core.plan import LegKind


@way("plan.json is for case 'EXERCISE city', not 'EXERCISE town'", honest=False)
def answers_another_case(town: Town) -> None:
    town.plan = replace(town.plan, case="EXERCISE city")


@way("plan.json claims cost", honest=False)
def claims_too_low_a_cost(town: Town) -> None:
    town.plan = replace(town.plan, cost=town.plan.cost * 0.9985)


@way("", honest=False)
def claims_a_cost_that_is_close_enough(town: Town) -> None:
    town.plan = replace(town.plan, cost=town.plan.cost * 0.9995)


@way("plan.json claims cost", honest=False)
def claims_no_number_as_its_cost(town: Town) -> None:
    town.plan = replace(town.plan, cost=float("nan"))


@way("plan.json claims out 8, the judge finds 7", honest=False)
def claims_one_more_out(town: Town) -> None:
    town.plan = replace(town.plan, out=8)


@way("plan.json claims left 4, the judge finds 5", honest=False)
def claims_one_less_left(town: Town) -> None:
    town.plan = replace(town.plan, left=4)


@way("above the cost", honest=False)
def claims_a_bound_above_its_cost(town: Town) -> None:
    town.plan = replace(town.plan, lower_bound=town.plan.cost * 1.00001)


@way("not a number", honest=False)
def claims_no_number_as_its_bound(town: Town) -> None:
    town.plan = replace(town.plan, lower_bound=float("inf"))


@way("", honest=False)
def claims_its_cost_as_its_bound(town: Town) -> None:
    town.plan = replace(town.plan, lower_bound=town.plan.cost)


@way("")
def leaves_everybody(town: Town) -> None:
    town.plan = replace(town.plan, legs=(), trips=())


@way("")
def turns_away_from_a_wait(town: Town) -> None:
    town.add_leg("P1", -3, LegKind.WALK, "bend", "stop", "06:05", "06:13", links=("bend>stop",))
    town.add_leg("P1", -2, LegKind.WAIT, "stop", "stop", "06:13", "06:14", site_id="T")
    town.add_leg("P1", -1, LegKind.WALK, "stop", "bend", "06:14", "06:22", links=("stop>bend",))
    for seq, depart, arrive in ((0, "06:22", "06:30"), (1, "06:30", "06:32"), (2, "06:32", "06:35")):
        town.leg("P1", seq, depart=depart, arrive=arrive)
    town.trip(depart="06:32", arrive="06:35")
    town.leg("P1", 3, depart="06:35", arrive="06:45")
    town.leg("P1", 4, depart="06:45")


@way("")
def lives_where_no_hazard_is_given(town: Town) -> None:
    town.case = replace(town.case, hazard=None)
