"""Promise that parties are told over HTTP what was shown, once, and that a STOP leaves at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from api_site import OFFICER, SERVICES, Site, TestClient, make_operation
from judge_town import make_case, make_plan

from safeconduct.app import queue_messages
from safeconduct.app.name_instruction_key import name_instruction_key
from safeconduct.core.operation import Role
from safeconduct.core.record import Outgoing
from safeconduct.interfaces.api import Shelf, build_api

PLANNER = Role.MOVEMENT_PLANNER
REACH = {"P1": ("uk", ["sms"], 4), "P2": ("en", ["sms"], 3), "P3": ("fa", ["none"], 5)}
CHANNELS = '[channel.text]\nkind = "letters"\ncontact = "sms"\nfolder = "out"\n'


@pytest.fixture
def town(room: Path):
    """Give an exercise that is served, whose plan is adopted and whose parties are registered, under GO."""
    make_operation(room / "op")
    case = make_case()
    SERVICES.cases.write(case, room / "cases" / "town")
    SERVICES.plans.write(make_plan(case), case.utc_offset_seconds, room / "plans" / "first")
    (room / "op" / "channels.toml").write_text(CHANNELS)
    with TestClient(build_api(SERVICES, room / "op", None, Shelf(room / "cases", room / "plans"))) as client:
        site = Site(room / "op", client)
        name_instruction_key(site.desk.door, OFFICER, SERVICES.instruction_keys, room / "op")
        for party, (language, channels, size) in REACH.items():
            said = {"party": party, "organisation": "north", "size": size, "language": language, "channels": channels}
            opened = {"case": party, "party": party}
            site.desk.door.act_all(OFFICER, [("party.registered", said), ("case.opened", opened)])
        yield site


def post(site, path, role=PLANNER, key="", /, **said):
    headers = site.session(role) | ({"Idempotency-Key": key} if key else {})
    return site.client.post(path, headers=headers, json=said)


def get(site, path, role=PLANNER, **params):
    return site.client.get(path, headers=site.session(role), params=params)


def adopt(site):
    assert post(site, "/plans", Role.DUTY_OFFICER, case="town", plan="first").status_code == 201
    assert post(site, "/orders", Role.DUTY_OFFICER, level="GO").status_code == 201


def test_what_was_shown_is_told_once(town):
    """Preview by language and district; another count queues nothing; a repeated key is answered with what was done."""
    assert get(town, "/tell/preview").status_code == 409
    adopt(town)
    shown = get(town, "/tell/preview").json()
    assert (shown["parties"], shown["people"], shown["by_channel"], shown["cost"]) == (2, 7, {"text": 2}, None)
    tongues = [(one["language"], one["name"], one["rtl"], one["reviewed"]) for one in shown["by_language"]]
    assert tongues == [("en", "English", False, True), ("uk", "Ukrainian", False, False)]
    assert "EXERCISE" in shown["by_language"][0]["text"]
    assert [(one["parties"], one["people"]) for one in shown["nobody"]] == [(1, 5)]
    assert post(town, "/tell", what="plan", count=3).status_code == 409
    assert post(town, "/tell", what="plan").status_code == 422
    assert get(town, "/messages").json()["messages"] == []
    first = post(town, "/tell", PLANNER, "k1", what="plan", count=2)
    assert (first.status_code, first.json()["queued"], first.json()["sms"]) == (201, 2, shown["sms"])
    assert post(town, "/tell", PLANNER, "k1", what="plan", count=2).json() == first.json()
    assert post(town, "/tell", PLANNER, "k1", what="plan", count=1).status_code == 422
    assert post(town, "/tell", PLANNER, "k1", what="silent", count=2).status_code == 422
    held = get(town, "/messages").json()["messages"]
    assert sorted((one["party"], one["state"], one["channel"]) for one in held) == [
        ("P1", "queued", None), ("P2", "queued", None)
    ]  # fmt: skip
    assert get(town, "/tell/preview").json()["left_out"] == [{"why": "told the same already", "parties": 2}]
    assert post(town, "/tell", what="plan", count=0).json()["queued"] == 0
    assert post(town, "/tell", Role.ANALYST, what="plan", count=0).status_code == 403


def test_a_telling_that_was_cut_off_goes_on_where_it_was(town, monkeypatch):
    """The same key again queues who is missing, and nobody twice."""
    adopt(town)
    monkeypatch.setattr(queue_messages, "AT_ONCE", 1)
    monkeypatch.setattr("safeconduct.interfaces.api.telling.AT_ONCE", 1)
    act, calls = type(town.desk.door).act_all, []

    def cut(door, actor, acts, **more):
        calls.append(acts[0][0])
        if calls.count("message.queued") == 2:
            raise RuntimeError
        return act(door, actor, acts, **more)

    with monkeypatch.context() as cable:
        cable.setattr(type(town.desk.door), "act_all", cut)
        assert post(town, "/tell", PLANNER, "k1", what="plan", count=2).status_code == 500
    assert len(get(town, "/messages").json()["messages"]) == 1
    assert post(town, "/tell", PLANNER, "k1", what="plan", count=2).json()["queued"] == 2
    held = get(town, "/messages").json()["messages"]
    assert sorted((one["party"], one["state"]) for one in held) == [("P1", "queued"), ("P2", "queued")]


def test_a_stop_leaves_at_once_by_one_person(town):
    """The order first, then its text to all who were told; a count is not asked for; again, nobody is told twice."""
    adopt(town)
    post(town, "/tell", what="plan", count=2)
    assert post(town, "/tell", Role.AUDITOR, what="stop").status_code == 403
    made = post(town, "/tell", Role.GATE, "k1", what="stop", why="shots")
    assert (made.status_code, made.json()["queued"], made.json()["events"]) == (201, 2, 3)
    assert post(town, "/tell", Role.GATE, "k1", what="hold").status_code == 422
    again = post(town, "/tell", Role.GATE, "k1", what="stop", why="shots").json()
    assert (again["order"], again["queued"]) == (made.json()["order"], 2)
    states = sorted((one["about"], one["state"]) for one in get(town, "/messages").json()["messages"])
    assert states == [("instruction", "superseded")] * 2 + [("stop", "queued")] * 2
    (town.folder / "channels.toml").write_text("nonsense")
    broken = post(town, "/tell", Role.GATE, what="stop", subject="site:G")
    assert (broken.status_code, "STOP is on record" in broken.json()["detail"]) == (503, True)
    assert [one["subject"] for one in get(town, "/orders").json()["orders"]] == ["everybody", "site:G"]


def test_a_plan_that_is_not_on_the_shelf_is_not_told(town):
    """404 once its case was changed there."""
    adopt(town)
    case = make_case()
    SERVICES.cases.write(type(case)(**{one: getattr(case, one) for one in case.__dataclass_fields__} | {
        "deadline": case.deadline + 60}), town.folder.parent / "cases" / "town")  # fmt: skip
    assert get(town, "/tell/preview").status_code == 404


def test_a_reply_is_read_and_settled_by_a_person(town):
    """Its words are shown, and let go once somebody has said what it means."""
    said = {"reply": "r1", "channel": "text", "meaning": "unclear", "digest": "d" * 32, "party": "P1"}
    words = [Outgoing("reply", {"reply": "r1", "text": "where is it"})]
    town.desk.door.act("system", "reply.received", said, follows=words)
    (waits,) = get(town, "/replies").json()
    assert (waits["reply"], waits["party"], waits["means"], waits["text"]) == ("r1", "P1", "unclear", "where is it")
    assert get(town, "/replies", Role.GATE).json() == [waits | {"text": None}]  # people write their names
    assert post(town, "/replies/r1/answer", Role.GATE, means="cannot").status_code == 403
    first = post(town, "/replies/r1/answer", PLANNER, "k1", means="cannot")
    assert first.status_code == 201
    assert post(town, "/replies/r1/answer", PLANNER, "k1", means="cannot").json() == first.json()
    assert post(town, "/replies/r1/answer", PLANNER, "k1", means="help").status_code == 422
    assert get(town, "/replies").json() == []
    assert town.desk.store.outbox(10) == []


def test_a_pass_is_let_through_once(town):
    """Checked as often as liked, used once, shown again with where it was; a repeated key is the same use."""
    now = town.desk.now_millis()
    asked = {"party": "P1", "site": "gate:N", "opens_millis": now - 60_000, "closes_millis": now + 3_600_000}
    made = post(town, "/passes", PLANNER, "k1", **asked).json()
    assert post(town, "/passes", PLANNER, "k1", **asked).json() == made
    assert post(town, "/passes", PLANNER, "k1", **(asked | {"party": "P2"})).status_code == 422
    shown = {"pass": made["text"], "site": "gate:N"}
    found = post(town, "/passes/check", Role.GATE, **shown).json()
    assert (found["good"], found["size"], found["used"], "P1" in str(found)) == (True, 4, [], False)
    assert post(town, "/passes/check", Role.GATE, **(shown | {"site": "gate:S"})).json()["good"] is False
    assert post(town, "/passes/use", PLANNER, **shown).status_code == 403
    used = post(town, "/passes/use", Role.GATE, "g1", **shown, used_millis=now - 1000).json()
    assert (used["good"], used["event"] is not None) == (True, True)
    assert post(town, "/passes/use", Role.GATE, "g1", **shown, used_millis=now - 1000).json()["good"] is True
    again = post(town, "/passes/use", Role.GATE, **shown).json()
    assert (again["good"], again["event"], [one["site"] for one in again["used"]]) == (False, None, ["gate:N"])
    assert post(town, "/passes/use", Role.GATE, **shown, used_millis=now + 10**7).status_code == 422
    ahead = post(town, "/passes", PLANNER, **asked).json()["text"]
    let = post(town, "/passes/use", Role.GATE, **{"pass": ahead, "site": "gate:N"}, used_millis=now + 120_000).json()
    assert let["good"]  # the phone's clock is ahead, and they are through
    assert post(town, f"/passes/{made['nonce']}/revocation", PLANNER).status_code == 201
    listed = next(one for one in get(town, "/passes").json()["passes"] if one["nonce"] == made["nonce"])
    assert (listed["nonce"], listed["party"], listed["revoked"], len(listed["used"])) == (made["nonce"], "P1", True, 1)
    keys = get(town, "/guard/keys", Role.GATE).json()
    assert (len(keys["keys"]), keys["revoked_passes"], len(keys["used"])) == (1, [made["nonce"]], 2)
    assert all(use["millis"] <= keys["now_millis"] for uses in keys["used"].values() for use in uses)
    assert keys["fields"][-1] == "nonce"
