"""Promise that a replan follows from the record, is adopted by a person, and goes out of date with what it knows."""

from __future__ import annotations

import shutil

import pytest
from town_operation import GATE, OFFICER, PLANNER, open_town

from safeconduct.app.decide_replan import approve_replan, refuse_replan
from safeconduct.app.propose_replan import Asked, propose_replan
from safeconduct.app.report_place import report_place
from safeconduct.app.set_order import set_order
from safeconduct.app.show_replan import list_change_lines
from safeconduct.core.basics import DeniedError, InputFaultsError, MixedError
from safeconduct.core.operation import Level, Seen, list_plans


@pytest.fixture
def town(tmp_path):
    """Give the town's operation half an hour before its plan begins."""
    with open_town(tmp_path) as made:
        yield made


def cancel(town, flight="F1", state="cancelled"):
    """Report a flight, of which F1 is the one that P1 takes."""
    replaces = list(town.door.state().flights[flight].standing) if flight in town.door.state().flights else []
    said = {"flight": flight, "state": state, "valid_minutes": 600, "replaces": replaces}
    town.door.act(PLANNER, "flight.reported", said)


def register(town, party, size, lon):
    """Register a party that has a car; the town's depot lies at 0, 0."""
    place = {"lon": lon, "lat": 0.0001, "precision_metres": 50.0}
    said = {"party": party, "organisation": "north", "size": size, "place": place, "modes": ["walk", "auto"]}
    town.door.act(OFFICER, "party.registered", said)
    town.door.act(OFFICER, "case.opened", {"case": party, "party": party})


def propose(town, name="R1", who=PLANNER, **asked):
    """Propose a replan of now."""
    asked = Asked("because", seconds=0.0, **asked)
    return propose_replan(town.door, town.shelf, who, True, asked, name, town.now_millis)


def approve(town, name="R1", who=OFFICER):
    return approve_replan(town.door, town.shelf, who, name, True, town.now_millis)


def threaten(town, place="site:C"):
    report_place(town.door, GATE, place, Seen.THREAT, town.now_millis, 600)


def lines(town, name="R1"):
    state = town.door.state()
    return {one.party: one for one in list_change_lines(town.shelf, state, name, state.replans[name])}


def test_a_cancelled_flight_moves_those_on_it_and_nobody_else(town):
    """What is proposed is on record with its figures, says for whom what changes, and adopts nothing yet."""
    before = list_plans(town.door.state().adopted)
    cancel(town)
    proposed = propose(town)
    one = town.door.state().replans["R1"]
    assert (one.changed, one.moved, one.left, one.by) == (1, 7, 5, PLANNER)
    assert proposed.happened.words() == ("flight F1 is cancelled",)
    (line,) = lines(town).values()
    assert (line.party, line.size) == ("P1", 4)
    assert line.was == "leaves 06:10, to T, vehicle B/0 06:20, gate G 06:23, flight F1 08:00"
    assert line.now.endswith("flight F2 11:00")
    assert list_plans(town.door.state().adopted) == before


def test_approval_adopts_the_plan_in_the_same_act(town):
    """One event says who approved, the next that the plan is adopted in place of the one before; both or neither."""
    cancel(town)
    propose(town)
    approved, adopted = approve(town)
    assert (approved.event.kind, adopted.event.kind) == ("replan.approved", "plan.adopted")
    state = town.door.state()
    (standing,) = list_plans(state.adopted)
    one = state.replans["R1"]
    assert (standing.plan, standing.by, one.approved_by) == (one.plan, OFFICER, OFFICER)
    with pytest.raises(DeniedError, match="approved already"):
        approve(town)


def test_a_refused_replan_changes_nothing_and_is_not_approved(town):
    """The plan stands as it was, and the reason is on record."""
    cancel(town)
    propose(town)
    refuse_replan(town.door, OFFICER, "R1", "wait for the next flight")
    assert town.door.state().replans["R1"].refused_why == "wait for the next flight"
    with pytest.raises(DeniedError, match="refused already"):
        approve(town)


def test_a_threat_at_the_only_way_leaves_everybody_at_home(town):
    """A checkpoint under threat is closed; who has no other way stays, and that is said."""
    threaten(town)
    propose(town)
    assert town.door.state().replans["R1"].moved == 0
    assert {one.new_leave_millis for one in lines(town).values()} == {None}


def test_a_hold_over_a_site_closes_it_and_a_clear_report_opens_it_again(town):
    """The second replan goes back to the case before anything had happened, and everybody moves again."""
    threaten(town, "site:G")
    propose(town)
    approve(town)
    assert list_plans(town.door.state().adopted)[0].moved == 0
    report_place(town.door, GATE, "site:G", Seen.CLEAR, town.now_millis, 60)
    propose(town, "R2")
    assert town.door.state().replans["R2"].moved == 7
    approve(town, "R2")
    set_order(town.door, PLANNER, "site:G", Level.HOLD, "")
    propose(town, "R3")
    assert (town.door.state().replans["R3"].moved, len(lines(town, "R3"))) == (0, 2)


def test_what_was_reported_long_ago_is_not_safe_again_by_itself(town):
    """A threat that nobody may believe any more is unknown, never clear: the gate stays closed in a replan."""
    report_place(town.door, GATE, "site:G", Seen.THREAT, town.now_millis, 5)
    town.pass_to("06:00")
    propose(town)
    assert town.door.state().replans["R1"].moved == 0


def test_who_is_under_way_goes_on(town):
    """At 06:21 the bus has left: it arrives, and P1 waits for the other flight."""
    town.pass_to("06:21")
    cancel(town)
    propose(town)
    line = lines(town)["P1"]
    assert line.now.startswith("leaves 06:10, to T, vehicle B/0 06:20, gate G 06:23")


def test_who_comes_new_has_the_notice_to_hear_of_it(town):
    """A party that is added leaves no earlier than the notice after now, and nobody else is touched."""
    register(town, "N1", 2, 0.0)
    register(town, "N2", 2, 0.1)  # far from every street
    propose(town, notice_minutes=20)
    assert list(lines(town)) == ["N1"]
    assert lines(town)["N1"].new_leave_millis >= town.now_millis + 20 * 60_000


def test_who_was_seen_early_goes_on_from_there_and_who_did_not_set_out_from_home(town):
    """P1, checked in at the stop, is taken to be there; P2, who a person says did not set out, gets a later slot."""
    town.door.act(OFFICER, "checkin.made", {"party": "P1", "site": "T"})
    town.pass_to("06:33")
    propose(town, no_shows=frozenset({"P2"}))
    case = town.shelf.cases.read(town.shelf.folders("R1")[0])
    assert lines(town)["P2"].new_leave_millis >= town.now_millis + 15 * 60_000
    assert {party.party_id for party in case.parties} == {"P1", "P2", "P3"}


@pytest.mark.parametrize("what", ["facts", "plan", "time"])
def test_it_goes_out_of_date(town, what):
    """Where something else happened, another plan was adopted, or time ran out, approving is denied on record."""
    cancel(town)
    propose(town)
    if what == "facts":
        threaten(town)
    elif what == "plan":
        cancel(town, state="planned")
        cancel(town, "F2")
        propose(town, "R2")
        approve(town, "R2")
    else:
        town.pass_to("05:46")
    events = town.door.state().events
    with pytest.raises(DeniedError, match="propose anew"):
        approve(town)
    assert town.door.state().events == events + 1
    assert town.door.state().replans["R1"].approved_by == ""


def test_another_plan_in_its_folder_is_not_adopted(town):
    """What is approved is what was proposed, to the digest."""
    cancel(town)
    propose(town)
    plan = town.shelf.folders("R1")[1]
    shutil.rmtree(plan)
    shutil.copytree(town.shelf.plan_shelf / "town", plan)
    with pytest.raises(InputFaultsError):
        approve(town)
    assert town.door.state().replans["R1"].approved_by == ""


def test_nothing_that_happened_is_no_replan(town):
    """Where the plan stays as it was nothing is proposed."""
    with pytest.raises(InputFaultsError, match="nothing on record touches"):
        propose(town)
    assert not town.door.state().replans


def test_a_guard_proposes_and_approves_nothing_and_kinds_never_meet(town):
    """403 for the wrong role; a live operation takes no exercise's plan; without an adopted plan there is none."""
    cancel(town)
    with pytest.raises(DeniedError):
        propose(town, who=GATE)
    propose(town)
    with pytest.raises(DeniedError):
        approve(town, who=GATE)
    with pytest.raises(MixedError):
        propose_replan(town.door, town.shelf, PLANNER, False, Asked("x"), "R2", town.now_millis)
    with pytest.raises(DeniedError):
        approve(town, "R9")


def test_a_case_without_hazard_is_replanned_against_its_picture_and_judged_as_anybody_would(tmp_path):
    """What the picture adds is no claim that the judge refutes."""
    with open_town(tmp_path, hazard=None, kappa=0.5) as town:
        cancel(town)
        propose(town)
        approve(town)
        assert list_plans(town.door.state().adopted)[0].moved == 7
