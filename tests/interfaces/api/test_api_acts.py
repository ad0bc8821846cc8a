"""Promise that every use case of an operation has an endpoint, which says strictly what it takes and does it once."""

from __future__ import annotations

import pytest
from adoptable import write_adoptable
from api_site import OFFICER, OPERATORS, SERVICES, TestClient, make_operation

from safeconduct.core.operation import Role
from safeconduct.core.record import DeviceId
from safeconduct.interfaces.api import build_api

DIGEST = "ab" * 32


def post(site, path, role=Role.DUTY_OFFICER, key="", /, **said):
    """Send a body to an endpoint as an operator in a role."""
    headers = site.session(role) | ({"Idempotency-Key": key} if key else {})
    return site.client.post(path, headers=headers, json=said)


def get(site, path, role=Role.ANALYST, **params):
    """Return what an endpoint answers to who may read it."""
    answer = site.client.get(path, headers=site.session(role), params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def register(site, party, size):
    """Register a party without people in a vault, and open its case."""
    said = {"party": party, "organisation": "north", "size": size}
    opened = {"case": party, "party": party}
    site.desk.door.act_all(OFFICER, [("party.registered", said), ("case.opened", opened)])


def test_a_release_takes_two_people_and_its_count_is_told_to_nobody_before(site):
    """Asked by one, denied to them and with another count, approved by another: then its count is told."""
    asked = {"what": "mass warning", "content": DIGEST, "count": 4321}
    release = post(site, "/releases", Role.MOVEMENT_PLANNER, **asked).json()["release"]
    approval = f"/releases/{release}/approval"
    assert post(site, approval, Role.MOVEMENT_PLANNER, content=DIGEST, count=4321).status_code == 403
    assert post(site, approval, Role.APPROVER, content=DIGEST, count=4322).status_code == 403
    assert post(site, approval, Role.APPROVER, content="cd" * 32, count=4321).status_code == 403
    (waits,) = get(site, "/releases")["releases"]
    assert (waits["standing"], waits["count"]) == ("waits", None)
    first = post(site, approval, Role.APPROVER, "k1", content=DIGEST, count=4321)
    assert first.status_code == 201
    assert post(site, approval, Role.APPROVER, "k1", content=DIGEST, count=4321).json() == first.json()
    assert post(site, approval, Role.APPROVER, "k2", content=DIGEST, count=4321).status_code == 403
    (approved,) = get(site, "/releases")["releases"]
    assert (approved["standing"], approved["count"]) == ("approved", 4321)
    assert (approved["asked_by"], approved["approved_by"]) == ("o-movement-planner", "o-approver")


def test_shares_are_dealt_and_promised_and_never_beyond(site):
    """What is left is counted; a device that nobody added is dealt nothing."""
    device = site.desk.operation.device
    assert post(site, "/shares", thing="F1", units=60, taker=device).status_code == 201
    assert post(site, "/shares", thing="F1", units=60, taker="nobody").status_code == 422
    assert post(site, "/shares", thing="F1", units=61, taker=device, own=True).status_code == 403
    assert post(site, "/promises", Role.GATE, thing="F1", units=61, party="P1").status_code == 403
    assert post(site, "/promises", Role.GATE, thing="F1", units=50, party="P1").status_code == 201
    assert post(site, "/promises", Role.GATE, thing="F1", units=-8).status_code == 201
    held = get(site, "/shares")
    assert held["shares"] == [{"thing": "F1", "device": device, "promised": 42, "left": 18, "oversold": 0}]
    assert held["coordinator"] == device


def test_a_coordinating_device_is_named(site):
    """One that was added; then this one deals no first shares any more."""
    here = site.desk.operation.device
    assert post(site, "/coordinator", device="d2").status_code == 403
    site.desk.door.act(OFFICER, "device.added", {"device": "d2", "key": "01" * 32})
    assert post(site, "/coordinator", device="d2").status_code == 201
    assert get(site, "/shares")["coordinator"] == DeviceId("d2")
    assert post(site, "/shares", thing="F1", units=6, taker=here).status_code == 403


def test_cases_are_decided_and_opened_again(site):
    """A decision is one of those there are; an opened case is as old as it was."""
    register(site, "P1", 4)
    opened = get(site, "/cases", waiting=True)["cases"]
    assert post(site, "/cases/P1/decision", outcome="read").status_code == 422
    assert post(site, "/cases/P2/decision", outcome="moved").status_code == 403
    assert post(site, "/cases/P1/decision", Role.CASEWORKER, outcome="moved").status_code == 201
    assert get(site, "/cases", waiting=True)["cases"] == []
    assert get(site, "/cases")["cases"][0]["outcome"] == "moved"
    assert post(site, "/cases/P1/reopening", why="").status_code == 422
    assert post(site, "/cases/P1/reopening", why="was found").status_code == 201
    assert get(site, "/cases")["cases"] == opened


def test_what_was_seen_of_a_place_decays_to_unknown(site):
    """Clear for an hour, an hour ago, is unknown; nobody reports what is still to come."""
    now = site.desk.now_millis()
    seen = {"place": "site:G1", "state": "clear", "valid_minutes": 60}
    assert post(site, "/places", Role.GATE, **seen, seen_millis=now - 3_600_001).status_code == 201
    (held,) = get(site, "/places")["places"]
    assert (held["state"], held["reported"], held["standing"]) == ("unknown", "clear", 1)
    assert post(site, "/places", Role.GATE, **seen, seen_millis=now + 3_600_000).status_code == 403
    assert post(site, "/places", Role.GATE, **seen, source="radio").status_code == 201
    (held,) = get(site, "/places")["places"]
    assert (held["state"], held["source"], held["standing"]) == ("clear", "radio", 1)
    assert post(site, "/places", Role.GATE, **(seen | {"valid_minutes": 0})).status_code == 422


def test_parties_are_checked_in_wherever_they_are_known(site):
    """Also one of which this device has not heard, which is said."""
    register(site, "P1", 4)
    assert post(site, "/check-ins", Role.GATE, party="P1", site="G1").json()["registered"] is True
    assert post(site, "/check-ins", Role.GATE, party="P2", site="G1").json()["registered"] is False
    arrived = [{"party": "P1", "site": "G1", "size": 4}, {"party": "P2", "site": "G1", "size": None}]
    assert get(site, "/arrivals") == {"arrivals": arrived, "next": None}


def test_a_plan_is_judged_and_then_adopted(site, room):
    """One that is not feasible is refused with why; another plan follows the first; two apart are in conflict."""
    for seed, true in ((3, True), (4, True), (5, False)):
        write_adoptable(room, seed, true=true)
    write_adoptable(room, 6, name="harbour")
    first = post(site, "/plans", Role.MOVEMENT_PLANNER, "k", case="c3", plan="p3")
    assert first.status_code == 201
    assert post(site, "/plans", Role.MOVEMENT_PLANNER, "k", case="c3", plan="p3").json() == first.json()
    assert post(site, "/plans", Role.MOVEMENT_PLANNER, "k", case="c4", plan="p4").status_code == 422
    refused = post(site, "/plans", case="c5", plan="p5")
    assert (refused.status_code, "claims cost" in refused.json()["faults"][0]["problem"]) == (422, True)
    assert post(site, "/plans", case="c6", plan="p6").status_code == 409
    assert [one["name"] for one in get(site, "/plans")["plans"]] == ["EXERCISE random 3"]
    assert post(site, "/plans", case="c4", plan="p4").status_code == 201
    assert [one["name"] for one in get(site, "/plans")["plans"]] == ["EXERCISE random 4"]
    apart = {"plan": "p", "case": "c", "name": "EXERCISE", "planner": "x", "moved": 5, "left": 1, "replaces": []}
    site.desk.door.act(OFFICER, "plan.adopted", apart)
    said = get(site, "/plans")
    assert (len(said["plans"]), said["conflict"]) == (2, True)


@pytest.mark.parametrize("name", ["..", ".", "../cases/c3", "none", ""])
def test_only_what_stands_on_the_shelf_is_adopted(site, room, name):
    """No name leads out of the folders that the service was given."""
    write_adoptable(room)
    assert post(site, "/plans", case=name, plan="p3").status_code in (404, 422)


def test_a_service_without_a_shelf_says_so(room):
    """503, with what to do."""
    make_operation(room / "op")
    with TestClient(build_api(SERVICES, room / "op")) as client:
        token = SERVICES.sessions(room / "op").start(OFFICER, client.app.state.desk.now_millis())
        answer = client.post("/plans", headers={"Authorization": f"Bearer {token}"}, json={"case": "c", "plan": "p"})
    assert (answer.status_code, "--cases and --plans" in answer.json()["detail"]) == (503, True)


def test_the_log_is_read_by_who_may_and_that_is_on_record(site):
    """The newest events of a kind, of an operator, and the reading itself."""
    post(site, "/stop", Role.GATE, subject="site:G1", why="shots")
    (line,) = get(site, "/log", Role.AUDITOR, kind="order.stopped", operator=OPERATORS[Role.GATE])["lines"]
    assert (line["by"], line["text"]) == ("o-gate", "ordered STOP for site:G1")
    lines = get(site, "/log", Role.DUTY_OFFICER, limit=2)["lines"]
    assert [one["kind"] for one in lines] == ["log.read", "log.read"]
    assert get(site, "/log", Role.AUDITOR, hours=1e-9)["lines"][0]["kind"] == "log.read"


ACTS = {
    "/releases": (Role.MOVEMENT_PLANNER, {"what": "disclosure", "content": DIGEST, "count": 9}, {"count": 8}),
    "/shares": (Role.DUTY_OFFICER, {"thing": "F9", "units": 6}, {"units": 5}),
    "/promises": (Role.GATE, {"thing": "F1", "units": 1}, {"party": "P1"}),
    "/coordinator": (Role.DUTY_OFFICER, {}, {"device": "d2"}),
    "/cases/P1/decision": (Role.CASEWORKER, {"outcome": "moved"}, {"outcome": "not found"}),
    "/cases/P1/reopening": (Role.CASEWORKER, {"why": "was found"}, {"why": "else"}),
    "/places": (Role.ANALYST, {"place": "site:G1", "state": "threat", "valid_minutes": 9}, {"state": "clear"}),
    "/check-ins": (Role.GATE, {"party": "P1", "site": "G1"}, {"site": "G2"}),
}


@pytest.mark.parametrize("path", ACTS)
def test_a_repeated_key_does_an_act_once(site, path):
    """The same key is answered with the event of then, and is refused for something else."""
    register(site, "P1", 4)
    here = site.desk.operation.device
    post(site, "/shares", thing="F1", units=5, taker=here)
    role, said, other = ACTS[path]
    said = said | {"/shares": {"taker": here}, "/coordinator": {"device": here}}.get(path, {})
    first = post(site, path, role, "k1", **said)
    events = site.desk.door.state().events
    assert (first.status_code, post(site, path, role, "k1", **said).json()) == (201, first.json())
    assert post(site, path, role, "k1", **(said | other)).status_code == 422
    assert site.desk.door.state().events == events
    if path == "/cases/P1/decision":  # which is not decided twice
        assert post(site, path, role, "k2", **said).status_code == 403
        post(site, "/cases/P1/reopening", role, why="was found")
    assert post(site, path, role, "k3", **said).json()["event"] != first.json()["event"]
