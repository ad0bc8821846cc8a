"""Promise that what is shown of a plan is what it says: who moves when, by which way, and what another plan changes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from judge_town import at, make_case, make_plan

from safeconduct.core.plan.movements import compare_plans, count_by_hour, list_left, list_movements, show_way
from safeconduct.core.plan.summary import summarise_plan

pytestmark = pytest.mark.core


def test_each_party_that_moves_has_a_line_and_the_others_are_left() -> None:
    """P1 rides and P2 drives to gate G, P3 stays; who leaves first stands first."""
    plan = make_plan(case := make_case())
    moves = {one.party_id: one for one in list_movements(case, plan)}
    assert (set(moves), list_left(case, plan)) == ({"P1", "P2"}, (("P3", 5),))
    assert (moves["P1"].vehicle, moves["P2"].vehicle) == ("B/0", "")
    assert {(one.gate, one.to_site) for one in moves.values()} == {("G", "G")}
    for party, one in moves.items():
        legs = [leg for leg in plan.legs if leg.party_id == party]
        assert one.leave == min(leg.depart for leg in legs)
        assert one.arrive == next(leg.depart for leg in legs if leg.kind == "process")
    assert [one.leave for one in list_movements(case, plan)] == sorted(one.leave for one in moves.values())


def test_a_way_is_a_line_without_gaps() -> None:
    """Each leg begins where the one before ended, on the map as in the plan; a party that is not there is refused."""
    plan = make_plan(case := make_case())
    way = show_way(case, plan, "P1")
    spots = dict(zip(case.network.node_ids, case.network.x.tolist(), strict=True))
    for one in way:
        assert (one.line[0][0], one.line[-1][0]) == pytest.approx((spots[one.leg.from_node], spots[one.leg.to_node]))
    assert all(a.line[-1] == b.line[0] for a, b in pairwise(way))
    assert any("ride in B/0" in one.words for one in way)
    assert show_way(case, plan, "P3") == ()
    with pytest.raises(KeyError):
        show_way(case, plan, "P9")


def test_people_of_a_site_add_up_by_the_hour() -> None:
    """All seven pass the gate in its first hours, and nobody is counted where nobody is served."""
    case = make_case()
    by_hour = count_by_hour(summarise_plan(case, make_plan(case)))
    assert by_hour["G"] == {at("06:00"): 7}
    assert all(sum(hours.values()) > 0 for hours in by_hour.values())


def test_only_who_is_told_something_else_is_a_difference() -> None:
    """A plan differs from itself in nobody; where P1 is left, in P1, who stays."""
    plan = make_plan(case := make_case())
    assert compare_plans(case, plan, plan) == ()
    without = replace(plan, legs=tuple(leg for leg in plan.legs if leg.party_id != "P1"))
    (one,) = compare_plans(case, plan, without)
    assert (one.party_id, one.now) == ("P1", "stays")
    assert one.was.startswith("leaves 03-04 06:")
    assert "gate G" in one.was
