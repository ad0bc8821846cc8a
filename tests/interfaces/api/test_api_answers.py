"""Promise that the service answers who has proved themselves, within their role, and in one form."""

from __future__ import annotations

import json
import logging
import re
import time

import pyotp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeconduct.core.operation import Role
from safeconduct.core.record import ActorId

OPEN = {("GET", "/health"), ("GET", "/join"), ("POST", "/login"), ("POST", "/login/passkey")}
BODIES = {
    "/orders": {"level": "GO"},
    "/stop": {},
    "/invitations": {"roles": ["gate"]},
    "/join": {"code": "00041-06105-A"},
    "/join/passkey": {"code": "00041-06105-A"},
    "/cases/{case}/identity": {"purpose": "call_back", "fields": ["names"]},
    "/login": {"operator": "o1", "digits": "000000"},
    "/releases": {"what": "mass warning", "content": "d" * 64, "count": 4000},
    "/releases/{release}/approval": {"content": "d" * 64, "count": 4000},
    "/shares": {"thing": "F1", "units": 60, "taker": "d1"},
    "/promises": {"thing": "F1", "units": 4},
    "/coordinator": {"device": "d1"},
    "/cases/{case}/decision": {"outcome": "moved"},
    "/cases/{case}/reopening": {"why": "was found"},
    "/places": {"place": "site:G1", "state": "clear", "valid_minutes": 60},
    "/check-ins": {"party": "P1", "site": "G1"},
    "/plans": {"case": "c3", "plan": "p3"},
    "/corridors": {"corridor": "corridor:C1", "holders": ["H1"]},
    "/notices": {"corridor": "corridor:C1", "holder": "H1", "from_millis": 1, "until_millis": 2, "people_about": 9},
    "/notices/{notice}/answer": {"answer": "refused"},
    "/notices/{notice}/withdrawal": {},
    "/vehicles/{vehicle}/report": {"state": "lost"},
    "/flights/{flight}/report": {"state": "boarding"},
    "/replans": {"why": "gate closed"},
    "/replans/{replan}/approval": {},
    "/replans/{replan}/refusal": {},
    "/exercise/pace": {"pace": 60},
    "/exercise/injects": {"inject": "gate-closes"},
    "/login/passkey": {"operator": "o1"},
    "/tell": {"what": "silent", "count": 0},
    "/replies/{reply}/answer": {"means": "going"},
    "/passes": {"party": "P1", "site": "G1", "opens_millis": 0, "closes_millis": 9000},
    "/passes/check": {"pass": "P1:0", "site": "G1"},
    "/passes/use": {"pass": "P1:0", "site": "G1"},
    "/passes/{nonce}/revocation": {},
    "/sufficiency": {"days": 1},
    "/warnings": {
        "area": {"circle": [24.5, 60.5, 800]}, "danger": "fire", "action": "stay", "place": "Quay", "people": 40,
    },
    "/warnings/{warning}/ask": {},
    "/warnings/{warning}/approve": {"count": 40},
    "/warnings/{warning}/correction": {"minutes": 60},
}  # fmt: skip
FILLED = {
    "case": "P1.1", "release": "R1", "reply": "r1", "nonce": "0a1b2c3d4e5f6071", "notice": "N1", "vehicle": "B1.0",
    "flight": "F1", "replan": "r1", "job": "j1", "cell": "r0c0", "party": "P1",
    "warning": "sc-1",
}  # fmt: skip
DENIED = {
    "/orders": (Role.GATE, "POST"),
    "/stop": (Role.AUDITOR, "POST"),
    "/invitations": (Role.GATE, "POST"),
    "/cases/{case}/identity": (Role.DUTY_OFFICER, "POST"),
    "/releases": (Role.GATE, "POST"),
    "/releases/{release}/approval": (Role.DUTY_OFFICER, "POST"),
    "/shares": (Role.GATE, "POST"),
    "/promises": (Role.ANALYST, "POST"),
    "/coordinator": (Role.MOVEMENT_PLANNER, "POST"),
    "/cases/{case}/decision": (Role.MOVEMENT_PLANNER, "POST"),
    "/cases/{case}/reopening": (Role.GATE, "POST"),
    "/places": (Role.CASEWORKER, "POST"),
    "/check-ins": (Role.MOVEMENT_PLANNER, "POST"),
    "/plans": (Role.ANALYST, "POST"),
    "/warnings": (Role.GATE, "POST"),
    "/warnings/{warning}/ask": (Role.GATE, "POST"),
    "/warnings/{warning}/approve": (Role.DUTY_OFFICER, "POST"),
    "/warnings/{warning}/correction": (Role.ANALYST, "POST"),
    "/warnings/{warning}/send": (Role.GATE, "POST"),
    "/warnings/{warning}/cancel": (Role.CASEWORKER, "POST"),
    "/tell": (Role.GATE, "POST"),
    "/replies/{reply}/answer": (Role.GATE, "POST"),
    "/passes/use": (Role.MOVEMENT_PLANNER, "POST"),
    "/passes/{nonce}/revocation": (Role.GATE, "POST"),
    "/corridors": (Role.GATE, "POST"),
    "/notices": (Role.GATE, "POST"),
    "/notices/{notice}/answer": (Role.GATE, "POST"),
    "/notices/{notice}/withdrawal": (Role.CASEWORKER, "POST"),
    "/vehicles/{vehicle}/report": (Role.CASEWORKER, "POST"),
    "/flights/{flight}/report": (Role.ANALYST, "POST"),
    "/sufficiency": (Role.GATE, "POST"),
    "/replans": (Role.GATE, "POST"),
    "/replans/{replan}/approval": (Role.ANALYST, "POST"),
    "/replans/{replan}/refusal": (Role.APPROVER, "POST"),
    "/exercise/pace": (Role.GATE, "POST"),
    "/exercise/injects": (Role.ANALYST, "POST"),
    "/log": (Role.MOVEMENT_PLANNER, "GET"),
}


def list_endpoints(site):
    return [
        (method.upper(), path) for path, methods in site.client.app.openapi()["paths"].items() for method in methods
    ]


def ask(site, method, path, headers=None, **sent):
    """Call an endpoint with a body that fits, if none is given."""
    if not sent and method == "POST":
        sent = {"json": BODIES[path]} if path in BODIES else {"content": b"no bundle"}
    if "content" in sent:
        headers = {"Content-Type": "application/octet-stream", **(headers or {})}
    if path == "/stream":  # it ends on its own, if asked to
        sent = {"params": {"seconds": 0}}
    place = re.sub(r"{(\w+)}", lambda found: FILLED[found[1]], path)
    return site.client.request(method, place, headers=headers, **sent)


def is_problem(answer):
    """Tell whether an answer has the form of a problem."""
    said = answer.json()
    return (
        answer.headers["content-type"] == "application/problem+json"
        and set(said) == {"type", "title", "status", "detail", "faults"}
        and said["status"] == answer.status_code
    )


def test_nobody_is_answered_without_a_session(site):
    """Every endpoint but four says 401, with no token, a wrong one and one of another kind, and nothing is recorded."""
    before = site.desk.door.state().events
    asked = [one for one in list_endpoints(site) if one not in OPEN]
    assert len(asked) == 77
    for method, path in asked:
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic bzE6bzE="}):
            answer = ask(site, method, path, headers)
            assert (answer.status_code, is_problem(answer)) == (401, True), (method, path)
            assert answer.headers["www-authenticate"] == "Bearer"
    assert site.desk.door.state().events == before


@pytest.mark.parametrize("path", DENIED)
def test_the_wrong_role_is_denied_on_record(site, path):
    """403, and the denial is an event that names who and what."""
    role, method = DENIED[path]
    before = site.denials()
    answer = ask(site, method, path, site.session(role))
    assert (answer.status_code, is_problem(answer)) == (403, True)
    assert site.denials() == before + 1


def test_an_ended_operator_is_denied_everywhere(site):
    """A session that still stands is worth nothing once its operator has ended; each attempt is on record."""
    headers = site.session(Role.GATE)
    site.desk.door.act(ActorId("o-duty-officer"), "operator.ended", {"operator": "o-gate"})
    asked = [one for one in list_endpoints(site) if one not in OPEN]
    before = site.denials()
    for method, path in asked:
        assert ask(site, method, path, headers).status_code == 403, path
    assert site.denials() == before + len(asked)


def test_digits_give_a_session_and_wrong_ones_do_not(site):
    """Login by the digits of the phone, once; five slips lock the operator for five minutes."""
    operator = ActorId("o-gate")
    secret = pyotp.parse_uri(site.desk.factor.enrol(operator))
    right = secret.at(int(time.time()))
    answer = site.client.post("/login", json={"operator": operator, "digits": right})
    assert answer.status_code == 200
    headers = {"Authorization": f"Bearer {answer.json()['token']}"}
    assert site.client.get("/operation", headers=headers).json()["operator"] == operator
    assert site.client.post("/login", json={"operator": operator, "digits": right}).status_code == 401
    for _ in range(5):
        site.client.post("/login", json={"operator": operator, "digits": "000000"})
    later = secret.at(int(time.time()) + 30)
    assert site.client.post("/login", json={"operator": operator, "digits": later}).status_code == 401


def test_an_invited_operator_joins_over_a_colleagues_session(site):
    """Invitation, code, phone, digits: then the new operator logs in."""
    invited = site.client.post("/invitations", headers=site.session(), json={"roles": ["analyst"]}).json()
    colleague = site.session(Role.GATE)
    first = site.client.post("/join", headers=colleague, json={"code": invited["code"]}).json()
    assert (first["operator"], first["joined"]) == (invited["operator"], False)
    digits = pyotp.parse_uri(first["enrol"]).at(int(time.time()))
    second = site.client.post("/join", headers=colleague, json={"code": invited["code"], "digits": digits}).json()
    assert (second["operator"], second["joined"], second["enrol"]) == (invited["operator"], True, None)
    assert site.desk.door.state().operators[ActorId(invited["operator"])].joined


def test_a_repeated_key_records_once_and_is_one_operators(site):
    """The same key gives the same event; another operator's same key another; the same key for else is refused."""
    headers = {**site.session(), "Idempotency-Key": "k1"}
    first = site.client.post("/stop", headers=headers, json={"why": "shots"})
    assert first.status_code == 201
    assert site.client.post("/stop", headers=headers, json={"why": "shots"}).json() == first.json()
    assert site.client.post("/stop", headers=headers, json={"why": "else"}).status_code == 422
    other = {**site.session(Role.GATE), "Idempotency-Key": "k1"}
    assert site.client.post("/stop", headers=other, json={"why": "shots"}).json() != first.json()
    order = site.client.post("/orders", headers=headers, json={"level": "GO"})
    assert order.json() != first.json()
    again = site.client.post("/orders", headers=headers, json={"level": "GO"})
    assert (again.status_code, again.json()) == (201, order.json())


def test_orders_that_stand_are_listed(site):
    """STOP by the gate; the officer's HOLD replaces it; pages follow each other."""
    assert site.client.post("/stop", headers=site.session(Role.GATE), json={"subject": "site:G1"}).status_code == 201
    assert site.client.post("/orders", headers=site.session(), json={"level": "HOLD"}).status_code == 201
    assert site.client.post("/orders", headers=site.session(), json={"level": "HOLD", "subject": "site:G1"}).is_success
    first = site.client.get("/orders", headers=site.session(), params={"limit": 1}).json()
    rest = site.client.get("/orders", headers=site.session(), params={"after": first["next"]}).json()
    found = [(one["subject"], one["level"]) for one in first["orders"] + rest["orders"]]
    assert (found, rest["next"]) == ([("everybody", "HOLD"), ("site:G1", "HOLD")], None)


def test_what_does_not_fit_is_named_without_its_value(site):
    """Fields nobody knows, wrong types and broken JSON are 422, and what was sent is not sent back."""
    for sent in (
        {"json": {"level": "GO", "Ada Quill": 1}},
        {"json": {"level": "Ada Quill"}},
        {"content": b'{"Ada Quill'},
    ):
        answer = site.client.post("/orders", headers=site.session(), **sent)
        assert (answer.status_code, is_problem(answer)) == (422, True)
        assert answer.json()["faults"]
        assert "Quill" not in answer.text


def test_too_much_is_refused(site):
    """Bodies have an end: 64 KiB, and 16 MiB for a bundle."""
    assert ask(site, "POST", "/stop", site.session(), content=b" " * 65_537).status_code == 413
    assert ask(site, "POST", "/events", site.session(), content=b" " * 16_777_217).status_code == 413


def test_a_failure_tells_nothing_of_what_it_failed_on(site, caplog, monkeypatch):
    """500 in the same form; log and answer hold neither traceback nor words of the error."""

    def fail(_):
        raise RuntimeError("Ada Quill")

    monkeypatch.setattr(type(site.desk.store), "heads", fail)
    with caplog.at_level(logging.DEBUG):
        answer = site.client.get("/operation", headers=site.session())
    assert (answer.status_code, is_problem(answer)) == (500, True)
    assert [one.getMessage() for one in caplog.records if "safeconduct" in one.name] == ["api.failed RuntimeError"]
    assert "Quill" not in answer.text + caplog.text


def test_no_answer_is_kept_on_the_way(site):
    """Every answer says no-store."""
    for method, path in list_endpoints(site):
        assert ask(site, method, path, site.session()).headers["cache-control"] == "no-store"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(sorted({name for body in BODIES.values() for name in body} | {"subject", "why", "digits"}))
BODY = st.dictionaries(FIELDS, JSON | st.sampled_from(["GO", "o-gate", "000000", ["names"], "call_back"]), max_size=4)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(BODIES)), BODY | JSON, st.sampled_from(list(Role)))
def test_no_body_breaks_the_service(site, path, body, role):
    """Whatever JSON is sent, by whatever role: an answer below 500, but for the vault that is not there."""
    answer = ask(site, "POST", path, site.session(role), content=json.dumps(body).encode())
    assert answer.status_code < 500 or (answer.status_code == 503 and "identity" in path)
    assert answer.is_success or is_problem(answer)


PAGED = [
    "/orders",
    "/parties",
    "/events",
    "/cases",
    "/shares",
    "/places",
    "/releases",
    "/arrivals",
    "/log",
    "/messages",
    "/passes",
    "/notices",
]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(PAGED),
    st.text(max_size=30),
    st.text(max_size=5),
)
def test_no_parameter_breaks_the_service(site, path, after, limit):
    """Whatever stands in the address."""
    answer = site.client.get(path, headers=site.session(), params={"after": after, "limit": limit})
    assert answer.status_code < 500
