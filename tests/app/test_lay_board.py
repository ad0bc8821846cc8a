"""Promise that the boards join the case's places, the plan and what was reported, and that unknown stays unknown."""

from __future__ import annotations

import pytest
from judge_town import at, make_case, make_plan
from operation_desk import Desk

from safeconduct.app.board_ground import take_ground
from safeconduct.app.lay_board import check_adopted, lay_board
from safeconduct.core.basics import InputFaultsError
from safeconduct.core.operation.expected import Presence
from safeconduct.core.sufficiency import digest_case, digest_plan

CASE = make_case()
PLAN = make_plan(CASE)
GROUND = take_ground(CASE, PLAN)


def millis(clock: str) -> int:
    return int(at(clock) * 1000)


def make_desk(clock: str) -> Desk:
    """Return a desk at a time of the town's day."""
    desk = Desk()
    desk.devices["a"].wall = millis(clock)
    return desk


def test_the_ground_says_where_each_party_is_due_and_how_it_comes():
    """P1 rides from the transit point through the checkpoint, P2 drives, P3 stays and is not expected."""
    first, second = GROUND.moves
    assert [(one.site, one.due_millis, one.vehicle) for one in first.stops] == [
        ("T", millis("06:18"), ""),
        ("G", millis("06:23"), "B.0"),
    ]
    assert [(one.site, one.due_millis, one.vehicle) for one in second.stops] == [("G", millis("06:34"), "")]
    assert (first.passes, first.airhead, first.flight, second.flight) == (("C",), "A", "F1", "F2")
    assert GROUND.runs == {"B.0": (millis("06:20"),)}
    assert round(GROUND.margin_minutes, 1) == 35.8


def test_where_nothing_was_reported_every_place_vehicle_and_flight_is_unknown():
    """All places of the case are listed, by name and kind, with no age."""
    board = lay_board(Desk().state(), GROUND, millis("06:00"))
    assert [(one.place, one.kind, one.state.value, one.now, one.decayed) for one in board.places] == [
        ("site:A", "airhead", "unknown", None, False),
        ("site:C", "checkpoint", "unknown", None, False),
        ("site:G", "gate", "unknown", None, False),
        ("site:T", "transit", "unknown", None, False),
    ]
    assert [(one.vehicle, one.state, one.next_leaves_millis) for one in board.vehicles] == [
        ("B.0", "unknown", millis("06:20"))
    ]
    assert {one.state for one in board.flights} == {"unknown"}
    assert board.do == {}


def test_a_report_ages_and_runs_out():
    """Clear for half an hour, then unknown, and the board says that it was reported."""
    desk = make_desk("06:00")
    said = {"place": "site:G", "state": "clear", "seen_millis": millis("06:00"), "valid_minutes": 30, "replaces": []}
    desk.act("place.reported", "o3", **said, source="radio")
    for clock, state, decayed in (("06:30", "clear", False), ("06:31", "unknown", True)):
        (gate,) = [one for one in lay_board(desk.state(), GROUND, millis(clock)).places if one.place == "site:G"]
        assert (gate.state.value, gate.decayed, gate.now.sighting.source) == (state, decayed, "radio")


def test_the_overdue_are_named_with_what_to_do_and_seats_follow_who_came():
    """At 07:10 P1, at the transit point only, is overdue at the gate; P2 was checked in in the airhead."""
    desk = make_desk("06:20")
    desk.act("checkin.made", "o3", party="P1", site="T")
    desk.act("checkin.made", "o3", party="P2", site="A")
    desk.act("vehicle.reported", "o3", vehicle="B.0", state="lost", valid_minutes=600, replaces=[])
    board = lay_board(desk.state(), GROUND, millis("07:10"))
    assert [(one.move.party, one.state, one.stop.site) for one in board.expected] == [
        ("P1", Presence.OVERDUE, "G"),
        ("P2", Presence.ARRIVED, "G"),
    ]
    assert "Vehicle B.0, which was to bring them, is lost" in board.do["P1"]
    first, second = board.flights
    assert (first.planned, first.arrived, first.empty, first.here) == (4, 0, 10, 3)
    assert (second.planned, second.arrived, second.empty, second.here) == (3, 3, 7, 0)


def test_without_a_plan_nobody_is_expected_and_what_was_reported_is_listed():
    """A flight that no timetable has, has no seats to count."""
    desk = Desk()
    desk.act("flight.reported", "o3", flight="F9", state="boarding", valid_minutes=600, replaces=[])
    board = lay_board(desk.state(), None, desk.devices["a"].wall)
    assert [(one.due.flight, one.state, one.empty) for one in board.flights] == [("F9", "boarding", 0)]
    assert (board.expected, board.places, board.vehicles) == ((), (), ())


def test_only_the_plan_that_was_adopted_is_laid_out():
    """Another one is a fault."""
    desk = Desk()
    with pytest.raises(InputFaultsError, match="not the plan that was adopted"):
        check_adopted(desk.state(), CASE, PLAN)
    figures = {"name": "EXERCISE", "planner": "hand", "moved": 7, "left": 5, "replaces": []}
    desk.act("plan.adopted", "o4", plan=digest_plan(PLAN), case=digest_case(CASE), **figures)
    check_adopted(desk.state(), CASE, PLAN)
