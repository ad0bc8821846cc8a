"""Promise that no answer of the service holds more than one identity, and none that is not on record."""

from __future__ import annotations

import json
import re
import zlib
from contextlib import suppress
from itertools import product

import pytest
from api_site import OFFICER, SERVICES
from api_warnings import ask_for_warning, release_warning
from kept_answer import MADE, TEXT

from safeconduct.app.name_instruction_key import name_instruction_key
from safeconduct.core.operation import Role
from vault_process import invent

TRIED = 6  # identities that the crawl asks for: the quota is sixty


STEMS = ("Zarmina", "زرمینه", "+9997", "XQ", "Lane ", "someone")
"""What every mark begins with, so that it is looked for in few places."""


def list_marks(number):
    """Return what tells an invented person from all others."""
    person = invent(number)
    return [
        *person.names,
        *person.phones,
        person.documents[0].number,
        person.home,
        *(one.address for one in person.contacts),
    ]


@pytest.fixture(scope="module")
def marks():
    """Give by stem the marks that begin with it, and whose they are."""
    made = [(mark, number) for number in range(200) for mark in list_marks(number)]
    assert all(mark.startswith(STEMS) for mark, _ in made)
    return {stem: [one for one in made if one[0].startswith(stem)] for stem in STEMS}


def count_people(answer, marks):
    """Return how many people's fields stand in an answer: its head, its body, also unpacked and unescaped."""
    texts = [str(answer.headers), answer.text]
    with suppress(zlib.error):
        texts.append(zlib.decompress(answer.content).decode())
    for text in tuple(texts[1:]):
        with suppress(ValueError):
            texts.append(json.dumps(json.loads(text), ensure_ascii=False))
    whole = "\n".join(texts)
    places = ((stem, found.start()) for stem in STEMS for found in re.finditer(re.escape(stem), whole))
    return len({number for stem, at in places for mark, number in marks[stem] if whole.startswith(mark, at)})


UNANSWERED = {
    ("GET", "/replans/jobs/{job}"), ("GET", "/replans/{replan}"), ("POST", "/replans/{replan}/approval"),
    ("POST", "/replans/{replan}/refusal"), ("GET", "/exercise"), ("POST", "/exercise/pace"),
    ("POST", "/exercise/injects"), ("GET", "/sufficiency/jobs/{job}"), ("GET", "/plan/changes"),
}  # fmt: skip
"""Beside the logins, which take a device and give a token: nothing is replanned there, and nobody drives the clock."""


def list_values(site, bundle):
    """Return by name what parameters and fields are filled with; a name that is not here fails the crawl."""
    party, digest = site.parties[0].party, "d" * 64
    asked = {"what": "mass warning", "content": digest, "count": 4000}
    release = site.client.post("/releases", headers=site.session(), json=asked).json()["release"]
    now = site.desk.now_millis()
    asked = {"corridor": "corridor:C1", "holders": ["H1"]}
    assert site.client.post("/corridors", headers=site.session(), json=asked).is_success
    asked = {"corridor": "corridor:C1", "holder": "H1", "from_millis": now, "until_millis": now + 3_600_000}
    notice = site.client.post("/notices", headers=site.session(), json={**asked, "people_about": 9}).json()["notice"]
    return {
        "case": [*(f"{one.party}.1" for one in site.parties[:TRIED]), party, "c3"],  # sealed, on record, on the shelf
        "plan": ["p3"],
        "notice": [notice],
        "vehicle": ["B1.0"],
        "flight": ["F1"],
        "corridor": ["corridor:C1"],
        "holders": [["H1"]],
        "along": [["site:K1"]],
        "name": [""],
        "holder": ["H1"],
        "from_millis": [now],
        "until_millis": [now + 3_600_000],
        "people_about": [9],
        "vehicles": [2],
        "marking": ["white flag on roof"],
        "answer": ["acknowledged"],
        "by_word": ["radio"],
        "at": [None],
        "replan": ["replan-1a2b3c4d"],
        "job": ["1a2b3c4d"],
        "seconds": [0],
        "notice_minutes": [15],
        "no_shows": [[]],
        "pace": [60],
        "inject": ["gate-closes"],
        "release": [release],
        "warning": [release_warning(site.desk.warnings), ask_for_warning(site.desk.warnings, "sc-2")],
        "what": ["mass warning", "silent"],
        "content": [digest],
        "count": [4000, 0, 40],
        "silent_hours": [None],
        "reply": ["r1"],
        "means": ["going"],
        "nonce": ["0a1b2c3d4e5f6071"],
        "pass": [_issue_pass(site, party)],
        "opens_millis": [0],
        "closes_millis": [9000],
        "used_millis": [None],
        "hours": [24],
        "thing": ["F1"],
        "units": [1],
        "taker": [site.desk.operation.device],
        "own": [False],
        "party": [party, "P1"],
        "device": [site.desk.operation.device],
        "outcome": ["not found"],
        "waiting": [None],
        "place": ["site:G1"],
        "state": ["unknown"],
        "valid_minutes": [60],
        "seen_millis": [None],
        "source": [""],
        "site": ["G1"],
        "kind": [None],
        "after": [None, ""],
        "limit": [None, 500],
        "cell": ["r0c0"],
        "hour": [None],
        "Last-Event-ID": [None],
        "Idempotency-Key": [None],
        "purpose": ["correct_record"],
        "fields": [["names", "birth_year", "phones", "documents", "home", "contacts"]],
        "level": ["HOLD"],
        "subject": ["everybody"],
        "why": ["asked twice"],
        "roles": [["gate"]],
        "code": [site.client.post("/invitations", headers=site.session(), json={"roles": ["gate"]}).json()["code"]],
        "digits": [None],
        "signature": [""],
        "proof": [None, "{}"],
        "operator": ["o-gate"],
        "bundle": [bundle],
        "days": [1],
        "brief": [True],
        "area": [{"site": "G1", "metres": 500}],
        "danger": ["fire"],
        "action": ["stay"],
        "people": [4000, None],
        "minutes": [120],
        "per_km2": [5000],
        "target": [""],
        "changes": [False],
    }


def _issue_pass(site, party):
    """Return a pass of now for a party at G1; and let a reply of it wait, for somebody to settle."""
    folder = site.folder
    (folder / "channels.toml").write_text('[channel.out]\nkind = "letters"\nfolder = "out"\n')
    name_instruction_key(site.desk.door, OFFICER, SERVICES.instruction_keys, folder)
    said = {"reply": "r1", "channel": "out", "meaning": "unclear", "digest": "d" * 32, "party": party}
    site.desk.door.record("reply.received", said)
    asked = {"party": party, "site": "G1", "opens_millis": 0, "closes_millis": 2**41}
    return site.client.post("/passes", headers=site.session(), json=asked).json()["text"]


def list_requests(schema, values):
    """Return each endpoint of an OpenAPI with all ways of filling it in: method, path, and what is sent."""
    for path, methods in schema["paths"].items():
        for method, said in methods.items():
            asked = said.get("parameters", [])
            body = said.get("requestBody", {}).get("content", {})
            fields = []
            if "application/json" in body:
                named = body["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
                fields = list(schema["components"]["schemas"][named]["properties"])
            for chosen in product(*(values[one["name"]] for one in asked), *(values[one] for one in fields)):
                filled = dict(zip([one["name"] for one in asked] + fields, chosen, strict=True))
                place = path.format(**{one["name"]: filled[one["name"]] for one in asked if one["in"] == "path"})
                query = [one["name"] for one in asked if one["in"] == "query" and filled[one["name"]] is not None]
                sent = {"params": {name: filled[name] for name in query}}
                if fields:
                    sent["json"] = {name: filled[name] for name in fields if filled[name] is not None}
                elif body:
                    sent["content"] = values["bundle"][0]
                yield method.upper(), path, place, sent


def test_the_largest_answer_holds_one_identity(peopled, marks):
    """Every GET and POST of the OpenAPI, by each of the seven roles, with 200 people sealed: at most one of them."""
    schema = peopled.client.app.openapi()
    bundle = peopled.client.get("/events", headers=peopled.session()).content
    values = list_values(peopled, bundle)
    SERVICES.answers.keep(peopled.folder, MADE, TEXT)
    answered, most = set(), 0
    for role in Role:
        headers = {**peopled.session(role), "Content-Type": "application/octet-stream"}
        for method, path, place, sent in list_requests(schema, values):
            if "json" in sent:
                headers.pop("Content-Type", None)
            answer = peopled.client.request(method, place, headers=headers, **sent)
            most = max(most, count_people(answer, marks))
            assert most <= 1, path
            if answer.is_success:
                answered.add((method, path))
    every = {(method.upper(), path) for path, methods in schema["paths"].items() for method in methods}
    assert every - answered == {("POST", "/login"), ("POST", "/login/passkey")} | UNANSWERED
    assert most == 1  # the crawl did open identities


def test_an_identity_is_opened_on_record_with_what_was_asked_alone(peopled):
    """The event stands before the answer; other fields of the person, and other people, are not in it."""
    case = f"{peopled.parties[7].party}.1"
    answer = peopled.client.post(
        f"/cases/{case}/identity", headers=peopled.session(Role.CASEWORKER),
        json={"purpose": "call_back", "fields": ["phones"]},
    )  # fmt: skip
    assert answer.json()["phones"] == list(invent(7).phones)
    assert "Zarmina" not in answer.text
    newest, anchored = list(peopled.desk.door.events())[-2:]
    assert (newest.kind, newest.actor) == ("identity.opened", "o-caseworker")
    assert (anchored.kind, anchored.actor) == ("vault.anchored", "system")
    assert dict(newest.payload) == {"case": case, "purpose": "call_back"}


@pytest.mark.parametrize(
    ("case", "purpose", "fields", "status"),
    [
        ("P-nobody.1", "call_back", ["names"], 403),
        ("NINTH", "call_back", ["names"], 404),
        ("", "call_back", ["home"], 422),
        ("", "curiosity", ["names"], 422),
        ("", "call_back", [], 422),
        ("", "call_back", ["names", "religion"], 422),
    ],
)
def test_what_may_not_be_asked_is_not_opened(peopled, marks, case, purpose, fields, status):
    """An unknown case, a purpose that sees no such field, none, or a field that is none: no person in the answer."""
    answer = peopled.client.post(
        f"/cases/{case.replace('NINTH', peopled.parties[0].party + '.9') or peopled.parties[0].party + '.1'}/identity",
        headers=peopled.session(Role.CASEWORKER), json={"purpose": purpose, "fields": fields},
    )  # fmt: skip
    assert (answer.status_code, count_people(answer, marks)) == (status, 0)


def test_a_refusal_of_the_vault_is_on_record(peopled):
    """Where the vault refuses, the record says so, by the case and a code."""
    case = f"{peopled.parties[0].party}.9"
    peopled.client.post(
        f"/cases/{case}/identity", headers=peopled.session(Role.CASEWORKER),
        json={"purpose": "call_back", "fields": ["names"]},
    )  # fmt: skip
    newest = list(peopled.desk.door.events())[-1]
    assert (newest.kind, newest.payload["operator"]) == ("access.denied", "o-caseworker")
    assert newest.payload["why"] == f"the vault refused case {case}: case"


def test_the_quota_is_said_with_when_to_come_back(peopled, marks):
    """At sixty in an hour it is 429, with Retry-After; opened are no more than sixty of the 200."""
    headers, opened = peopled.session(Role.CASEWORKER), 0
    for one in peopled.parties:
        said = {"purpose": "call_back", "fields": ["names"]}
        answer = peopled.client.post(f"/cases/{one.party}.1/identity", headers=headers, json=said)
        if answer.status_code == 429:
            break
        opened += 1
        assert count_people(answer, marks) == 1
    assert opened <= 60
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 3_600


def test_parties_are_listed_in_pages_without_identities(peopled):
    """All 200 by following `next`, each once, with what planning may know."""
    found, after = [], ""
    while after is not None:
        said = peopled.client.get("/parties", headers=peopled.session(), params={"after": after, "limit": 64}).json()
        found, after = found + said["parties"], said["next"]
    assert sorted(one.party for one in peopled.parties) == [one["party"] for one in found]
    place = {"lon": 61.5, "lat": -24.5, "precision_metres": 500.0}
    assert found[0] | {"party": ""} == {"party": "", "size": 1, "people": 1, "needs": ["infant"], "place": place}
