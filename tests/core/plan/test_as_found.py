"""Promise that a replan begins with parties where they were found, and that the judge accepts what it makes of them."""

from __future__ import annotations

import judge_town
import pytest
from judge_town import at

from safeconduct.core.basics import Window
from safeconduct.core.plan import judge_plan
from safeconduct.core.plan.replanning import FlightChanged, PartiesAdded, SiteChanged, replan, stand_up
from safeconduct.core.plan.replanning.as_found import put_as_found

WHOLE = Window(at("06:00"), at("23:00"))


def find(seen, now, no_shows=()):
    """Return the town as found, and its replan with F1 gone."""
    case = judge_town.make_case()
    plan = judge_town.make_plan(case)
    found = put_as_found(case, plan, plan, seen, no_shows, at(now))
    events = [FlightChanged("F1", cancelled=True), *([PartiesAdded(found.unplaced)] if found.unplaced else [])]
    result = replan(stand_up(found.case, found.plan), events, now=at(now))
    verdict = judge_plan(result.changed.case, result.plan)
    assert verdict.feasible, verdict.violations
    return found, result


def test_who_is_early_waits_there_for_the_ride_that_it_has():
    """P1 at the stop at 06:05 is there from then on, and keeps its bus."""
    found, result = find({"P1": "T"}, "06:05")
    party = next(one for one in found.case.parties if one.party_id == "P1")
    assert (party.node_id, party.ready, found.unplaced) == ("stop", at("06:05"), ())
    kinds = [leg.kind for leg in result.plan.legs if leg.party_id == "P1"]
    assert kinds[0] in ("wait", "ride")
    assert kinds[-1] == "fly"


def test_who_is_where_the_plan_never_takes_it_gets_another_future_from_there():
    """P2, who was to drive to the gate, was seen at the stop: it goes on from there."""
    case = judge_town.make_case()
    plan = judge_town.make_plan(case)
    ahead = [leg for leg in plan.legs if leg.party_id == "P2" and leg.seq > 0]
    assert all(leg.to_node != "stop" for leg in ahead)
    found, result = find({"P2": "T"}, "06:10")
    assert [(one.party_id, one.node_id) for one in found.unplaced] == [("P2", "stop")]
    first = next(leg for leg in result.plan.legs if leg.party_id == "P2")
    assert first.from_node == "stop"


@pytest.mark.parametrize("site", ["T", "G"])
def test_who_has_been_there_as_planned_stays_as_planned(site):
    """A check-in in time changes nothing: at 06:45 P1 has passed the stop and the gate."""
    case = judge_town.make_case()
    plan = judge_town.make_plan(case)
    found = put_as_found(case, plan, plan, {"P1": site}, (), at("06:45"))
    assert (found.case.parties, found.plan.legs, found.unplaced) == (case.parties, plan.legs, ())


def test_who_did_not_set_out_is_at_home_still():
    """P2 was to leave at 06:30 and did not: it has no legs, and gets some that begin at home, later."""
    found, result = find({}, "06:50", {"P2"})
    assert [(one.party_id, one.node_id) for one in found.unplaced] == [("P2", "depot")]
    legs = [leg for leg in result.plan.legs if leg.party_id == "P2"]
    assert not legs or legs[0].depart >= at("06:50")


def test_who_lost_its_place_is_looked_at_again_but_not_who_is_stranded_somewhere():
    """With the gate closed nobody moves; opened again, who was at home is placed anew."""
    case = judge_town.make_case()
    plan = judge_town.make_plan(case)
    closed = replan(stand_up(case, plan), [SiteChanged("G", WHOLE, closed=True)], now=at("06:15")).plan
    assert "P1" in closed.notes
    found = put_as_found(case, closed, plan, {}, (), at("06:15"))
    assert [one.party_id for one in found.unplaced] == ["P2"]
