"""Promise that the service shows the boards of the adopted plan, and takes notices, answers and reports."""

from __future__ import annotations

import pytest
from adoptable import write_adoptable
from api_site import SERVICES
from judge_town import make_case, make_plan

from safeconduct.core.operation import Role

HOUR = 3_600_000
PLANNER, GATE = Role.MOVEMENT_PLANNER, Role.GATE


def post(site, path, role=PLANNER, key="", /, **said):
    """Send a body to an endpoint as an operator in a role."""
    headers = site.session(role) | ({"Idempotency-Key": key} if key else {})
    return site.client.post(path, headers=headers, json=said)


def look(site):
    """Return the boards."""
    answer = site.client.get("/board", headers=site.session(Role.AUDITOR))
    assert answer.status_code == 200, answer.text
    return answer.json()


def write_town(folder):
    """Write the town's case and plan on the shelf."""
    case = make_case()
    plan = make_plan(case)
    SERVICES.cases.write(case, folder / "cases" / "town")
    SERVICES.plans.write(plan, case.utc_offset_seconds, folder / "plans" / "town")


def test_the_boards_follow_the_adopted_plan_and_what_is_reported(site, room):
    """Before it is adopted nobody is expected; then all are, with vehicles, flights and their seats."""
    write_town(room)
    assert [look(site)[name] for name in ("places", "corridors", "vehicles", "flights", "expected")] == [[]] * 5
    assert post(site, "/plans", case="town", plan="town").status_code == 201
    board = look(site)
    assert [one["party"] for one in board["expected"]] == ["P1", "P2"]
    assert {one["kind"] for one in board["places"]} == {"transit", "checkpoint", "gate", "airhead"}
    assert [(one["flight"], one["seats"], one["empty"], one["state"]) for one in board["flights"]] == [
        ("F1", 10, 10, "unknown"),
        ("F2", 10, 10, "unknown"),
    ]
    assert post(site, "/check-ins", GATE, party="P2", site="G").status_code == 201
    assert post(site, "/vehicles/B.0/report", GATE, "k1", state="lost", at="site:T").status_code == 201
    first = post(site, "/flights/F2/report", GATE, "k1", state="boarding")
    assert post(site, "/flights/F2/report", GATE, "k1", state="boarding").json() == first.json()
    assert post(site, "/flights/F2/report", GATE, "k1", state="departed").status_code == 422
    board = look(site)
    assert [(one["party"], one["state"], one["do"]) for one in board["expected"]] == [
        ("P1", "expected", ""),
        ("P2", "arrived", ""),
    ]
    (bus,) = board["vehicles"]
    assert (bus["vehicle"], bus["state"], bus["at"]) == ("B.0", "lost", "site:T")
    assert [(one["state"], one["arrived"], one["empty"]) for one in board["flights"]] == [
        ("unknown", 0, 10),
        ("boarding", 3, 7),
    ]


def test_a_plan_that_is_not_on_the_shelf_leaves_what_was_reported(site, room):
    """Its folder is gone: places and flights that were reported are shown, nobody is expected."""
    write_adoptable(room)
    assert post(site, "/plans", case="c3", plan="p3").status_code == 201
    (room / "plans" / "p3").rename(room / "plans" / ".p3")
    assert post(site, "/flights/F9/report", state="cancelled").status_code == 201
    (flight,) = look(site)["flights"]
    assert (flight["state"], flight["seats"], flight["empty"], flight["departs_millis"]) == (
        "cancelled", None, None, None,
    )  # fmt: skip


def test_a_corridor_opens_by_every_holders_word_alone(site):
    """Named, told, heard, cleared; a withdrawn notice clears nothing; each step is said as it is."""
    now = site.desk.now_millis()
    asked = {"corridor": "corridor:C1", "from_millis": now - HOUR, "until_millis": now + HOUR, "people_about": 61}
    assert post(site, "/notices", holder="H1", **asked).status_code == 403
    assert post(site, "/corridors", corridor="corridor:C1", holders=["H1", "H2"], name="east").status_code == 201
    assert _corridor(site) == (False, "H1 has not been told", ["none", "none"])
    told = {holder: post(site, "/notices", PLANNER, holder, holder=holder, **asked) for holder in ("H1", "H2")}
    assert post(site, "/notices", PLANNER, "H1", holder="H1", **asked).json() == told["H1"].json()
    notices = {holder: answer.json()["notice"] for holder, answer in told.items()}
    assert _corridor(site)[2] == ["notified", "notified"]
    assert post(site, f"/notices/{notices['H1']}/answer", answer="cleared", valid_minutes=30).status_code == 201
    assert post(site, f"/notices/{notices['H2']}/answer", answer="acknowledged", by_word="radio").status_code == 201
    assert _corridor(site) == (False, "H2 has heard and has not cleared it", ["cleared", "acknowledged"])
    assert post(site, f"/notices/{notices['H2']}/answer", answer="cleared").status_code == 422  # for how long?
    assert post(site, f"/notices/{notices['H2']}/answer", answer="cleared", valid_minutes=30).status_code == 201
    assert _corridor(site) == (True, "", ["cleared", "cleared"])
    assert post(site, "/stop", GATE, subject="corridor:C1").status_code == 201
    assert _corridor(site)[:2] == (False, "STOP stands over it")
    assert post(site, "/orders", subject="corridor:C1", level="GO").status_code == 201
    assert post(site, f"/notices/{notices['H2']}/withdrawal").status_code == 201
    assert _corridor(site) == (False, "H2 has not been told", ["cleared", "none"])
    said = site.client.get("/notices", headers=site.session()).json()["notices"]
    assert {one["holder"]: (one["state"], one["people_about"]) for one in said} == {
        "H1": ("cleared", 80),
        "H2": ("withdrawn", 80),
    }


@pytest.mark.parametrize("more", [{"party": "P1"}, {"marking": "family Quill"}, {"destination": "G1"}])
def test_a_notice_takes_nothing_beyond_what_is_needed(site, more):
    """No field and no word for who comes or where to; what was sent is not sent back."""
    now = site.desk.now_millis()
    assert post(site, "/corridors", corridor="corridor:C1", holders=["H1"]).status_code == 201
    asked = {"corridor": "corridor:C1", "holder": "H1", "from_millis": now, "until_millis": now + HOUR}
    answer = post(site, "/notices", **asked, people_about=9, **more)
    assert answer.status_code == 422
    assert "Quill" not in answer.text


def _corridor(site):
    (one,) = look(site)["corridors"]
    return one["open"], one["why"], [held["state"] for held in one["holders"]]
