"""Promise that letting people in sooner breaks nothing and crowds no gate."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bound_villages import VILLAGES
from judge_town import Town
from mixing_towns import claim, planned_cases

from safeconduct.core.plan import LegKind, judge_plan
from safeconduct.core.plan.mixing.hasten import hasten_plan


def test_every_plan_stays_feasible_and_everybody_flies_as_before() -> None:
    """Whatever plan it is given, also odd ones: the judge finds no fault, and flights and ways are the same."""
    for case, plan in [*planned_cases(), *(make() for make in VILLAGES.values())]:
        changed = claim(case, hasten_plan(case, plan))
        assert judge_plan(case, changed).feasible, (case.name, judge_plan(case, changed).violations[:3])
        for kind in (LegKind.FLY, LegKind.WALK, LegKind.DRIVE, LegKind.RIDE):
            assert sorted(map(repr, (leg for leg in changed.legs if leg.kind == kind))) == sorted(
                map(repr, (leg for leg in plan.legs if leg.kind == kind))
            )


def wait_in_town(*, holding: float | None = 30.0) -> Town:
    """Let P1 wait at the gate from 06:23 to 06:50, though it could go in."""
    town = Town()
    town.leg("P1", 3, depart="06:50", arrive="06:57")
    town.leg("P1", 4, depart="06:57")
    town.add_leg("P1", 9, LegKind.WAIT, "gate", "gate", "06:23", "06:50", site_id="G")
    order = {9: 3, 3: 4, 4: 5, 5: 6}
    legs = (replace(leg, seq=order.get(leg.seq, leg.seq)) if leg.party_id == "P1" else leg for leg in town.plan.legs)
    town.plan = replace(town.plan, legs=tuple(legs))
    town.site("A", holding=holding)
    town.plan = claim(town.case, town.plan)
    assert judge_plan(town.case, town.plan).feasible
    return town


def processed(town: Town) -> tuple[float, float]:
    """Give from when to when P1 is processed, in minutes from six."""
    plan = hasten_plan(town.case, town.plan)
    leg = next(leg for leg in plan.legs if leg.party_id == "P1" and leg.kind == LegKind.PROCESS)
    return (leg.depart - town.case.start) / 60, (leg.arrive - town.case.start) / 60


def test_who_waits_for_nothing_is_let_in_at_once() -> None:
    """Four people need six minutes: from 06:23 to 06:29."""
    assert processed(wait_in_town()) == pytest.approx((23, 29))


def test_nobody_is_let_in_where_the_airhead_is_full() -> None:
    """Room for four, of whom three are in from 06:40 on: P1 stays outside as long as before."""
    town = wait_in_town()
    town.site("A", holding=6.0)
    assert processed(town) == pytest.approx((50, 57))


def test_no_step_of_the_gate_gets_more_than_it_can_take() -> None:
    """Ten a step: seven others from 06:15 leave P1 to the next step, which begins at 06:30."""
    town = wait_in_town()
    town.party("P3", node_id="gate", size=7)
    for seq, kind, to, begin, end, more in (
        (0, LegKind.PROCESS, "gate", "06:15", "06:29", {"site_id": "G"}),
        (1, LegKind.HOLD, "home", "06:29", "11:00", {"site_id": "A"}),
    ):
        town.add_leg("P3", seq, kind, "gate", to, begin, end, **more)
    town.add_leg("P3", 2, LegKind.FLY, "home", "home", "11:00", "11:00", flight_id="F2")
    town.flight("F2", seats=20)
    town.site("A", holding=None)
    begin, _ = processed(town)
    assert begin == pytest.approx(30)
