"""Promise that a map of others shows sites and vehicles as the board believes them, for no longer, and nobody."""

from __future__ import annotations

from judge_town import at, make_case, make_plan
from operation_desk import Desk

from safeconduct.app.board_ground import take_ground
from safeconduct.app.mark_map import HOLD_MILLIS, list_marks, list_parties
from safeconduct.core.operation.marks import Thing

CASE = make_case()
GROUND = take_ground(CASE, make_plan(CASE))
NOW = int(at("06:00") * 1000)


def test_every_site_is_marked_with_what_is_believed_and_a_vehicle_where_somebody_said():
    """Unknown where nobody reported; a mark ends with its report; a bus of no place, and a corridor, are not shown."""
    desk = Desk()
    desk.devices["a"].wall = NOW
    first = list_marks(desk.state(), CASE, GROUND, NOW)
    assert [(one.thing, one.ident, one.belief, one.told_millis) for one in first] == [
        (Thing.AIRHEAD, "A", "unknown", None),
        (Thing.CHECKPOINT, "C", "unknown", None),
        (Thing.GATE, "G", "unknown", None),
        (Thing.TRANSIT_POINT, "T", "unknown", None),
    ]
    for place in ("site:G", "corridor:C1"):
        said = {"place": place, "state": "clear", "seen_millis": NOW, "valid_minutes": 5, "replaces": []}
        desk.act("place.reported", "o3", **said)
    said = {"vehicle": "B.0", "state": "ready", "at": "site:T", "valid_minutes": 120, "replaces": []}
    desk.act("vehicle.reported", "o3", **said)
    marks = {one.ident: one for one in list_marks(desk.state(), CASE, GROUND, NOW)}
    assert set(marks) == {"A", "C", "G", "T", "B.0"}
    assert (marks["G"].belief, marks["G"].stale_millis - NOW) == ("clear", 5 * 60_000)
    assert (marks["T"].belief, marks["T"].stale_millis - NOW) == ("unknown", HOLD_MILLIS)
    bus = marks["B.0"]
    assert (bus.thing, bus.belief, bus.lat, bus.lon) == (Thing.VEHICLE, "ready", marks["T"].lat, marks["T"].lon)
    later = NOW + 6 * 60_000
    (gate,) = [one for one in list_marks(desk.state(), CASE, GROUND, later) if one.ident == "G"]
    assert (gate.belief, gate.stale_millis - later) == ("unknown", HOLD_MILLIS)


def test_parties_of_the_case_are_kept_off_the_map():
    """Also those that nobody registered."""
    assert {"P1", "P2", "P3"} <= list_parties(Desk().state(), CASE)
