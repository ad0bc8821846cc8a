"""Promise that warnings are drafted, released, sent, corrected and withdrawn over HTTP, by place and count."""

from __future__ import annotations

import pytest
from api_site import OFFICER, OPERATORS, SERVICES
from api_warnings import draft, release_warning
from judge_town import make_case, make_plan

from safeconduct.app.adopt_plan import adopt_plan
from safeconduct.core.operation import Role

CHANNELS = '[channel.text]\nkind = "letters"\ncontact = "sms"\nfolder = "out"\ncost = 0.25\n'
ASKED = {
    "area": {"site": "C", "metres": 700}, "danger": "attack", "action": "keep-away", "place": "North post",
    "people": 49, "minutes": 120, "per_km2": 0,
}  # fmt: skip
PLACE = {"lon": 0.0135, "lat": 0.0, "precision_metres": 100.0}


def register(site, party, place, *channels):
    said = {"party": party, "organisation": "north", "size": 40, "place": place, "channels": list(channels)}
    site.desk.door.act(OFFICER, "party.registered", said)


@pytest.fixture
def town(site):
    """Give an exercise with an adopted plan of a town, a party in it that has SMS, and what an SMS costs."""
    case, room = make_case(), site.folder.parent
    SERVICES.cases.write(case, room / "cases" / "town")
    SERVICES.plans.write(make_plan(case), case.utc_offset_seconds, room / "plans" / "first")
    (site.folder / "channels.toml").write_text(CHANNELS)
    adopt_plan(site.desk.door, SERVICES.cases, SERVICES.plans, OFFICER, room / "cases/town", room / "plans/first", True)
    register(site, "P-one", PLACE, "sms")
    return site


def post(site, path, role=Role.DUTY_OFFICER, key="", **said):
    headers = {**site.session(role), **({"Idempotency-Key": key} if key else {})}
    return site.client.post(f"/warnings{path}", headers=headers, json=said)


def show(site, name):
    answer = site.client.get(f"/warnings/{name}", headers=site.session(Role.GATE))
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_warning_is_drafted_released_sent_corrected_and_withdrawn(town):
    """By two people each time, by one at the end; each row says where it stands, and what SMS of it cost."""
    made = post(town, "", key="k1", **ASKED)
    assert made.status_code == 201, made.text
    name = made.json()["warning"]
    assert post(town, "", key="k1", **ASKED).json() == {"warning": name}
    assert post(town, "", key="k1", **{**ASKED, "action": "stay"}).status_code == 422
    whole = show(town, name)
    assert (whole["state"], whole["count"], whole["follows"]) == ("draft", None, None)
    (circle,) = whole["area"]["circles"]
    assert circle == [0.0135, 0.0, 700.0]
    assert (whole["coverage"]["people"], whole["coverage"]["reachable"], whole["coverage"]["told"]) == (49, 40, None)
    assert whole["coverage"]["nobody"]
    assert all(one["district"] != "elsewhere in the area" for one in whole["coverage"]["nobody"])
    texts = {one["language"]: one for one in whole["texts"]}
    assert [texts[one]["rtl"] for one in ("en", "ar", "uk")] == [False, True, False]
    assert not texts["en"]["reviewed"]
    assert (whole["sms"], whole["cost"]) == (texts["en"]["parts"], 0.25 * texts["en"]["parts"])
    asked = post(town, f"/{name}/ask", key="k2")
    assert asked.status_code == 201, asked.text
    assert post(town, f"/{name}/ask", key="k2").json() == asked.json()
    assert [show(town, name)[one] for one in ("state", "asked_by", "approved_by")] == ["asked", OFFICER, None]
    assert post(town, f"/{name}/approve", count=49).status_code == 403  # who asks
    other = post(town, f"/{name}/approve", Role.APPROVER, count=48)
    assert (other.status_code, other.json()["detail"]) == (403, "what is approved is not what was asked for")
    approved = post(town, f"/{name}/approve", Role.APPROVER, "k3", count=49)
    assert approved.status_code == 201, approved.text
    assert post(town, f"/{name}/approve", Role.APPROVER, "k3", count=49).json() == approved.json()
    assert [show(town, name)[one] for one in ("state", "count")] == ["approved", 49]
    assert post(town, f"/{name}/correction", action="stay").status_code == 409  # not sent
    assert post(town, f"/{name}/send").status_code == 201
    corrected = post(town, f"/{name}/correction", key="k4", action="leave", target="the depot", minutes=60)
    assert corrected.json() == {"warning": f"{name}.2"}, corrected.text
    register(town, "P-two", PLACE, "sms")  # who has come since is told the correction too
    update = show(town, f"{name}.2")
    assert (update["kind"], update["action"], update["follows"]) == ("update", "leave", name)
    assert update["sms"] == 2 * next(one["parts"] for one in update["texts"] if one["language"] == "en")
    officer, approver = Role.DUTY_OFFICER, Role.APPROVER
    for step, role, said in (("ask", officer, {}), ("approve", approver, {"count": 49}), ("send", officer, {})):
        answer = post(town, f"/{name}.2/{step}", role, **said)
        assert answer.status_code == 201, answer.text
    told = town.desk.door.state().threads
    assert told["P-one"].warned == (name, f"{name}.2")
    assert told["P-two"].warned == (f"{name}.2",)
    again = post(town, f"/{name}.2/cancel", Role.APPROVER)
    assert again.json() == post(town, f"/{name}.2/cancel", Role.APPROVER).json()
    rows = town.client.get("/warnings", headers=town.session()).json()
    assert {one["warning"]: one["state"] for one in rows} == {
        name: "ended", f"{name}.2": "ended", f"{name}.2.c": "sent", f"{name}.3": "draft"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("area", "problem"),
    [
        ({}, "no area"),
        ({"site": "C", "district": "Quay"}, "more than one area"),
        ({"site": "X"}, "no such site"),
        ({"district": "Quay"}, "no such district"),
        ({"circle": [24.5, 60.5, 800]}, "theatre"),
        ({"polygon": [[0.0, 0.0], [0.001, 0.0]]}, ""),
    ],
)
def test_ground_that_is_none_or_elsewhere_is_refused(town, area, problem):
    """No area, two, a site that is not there, ground outside the theatre, a line: 422, and nothing is kept."""
    answer = post(town, "", **{**ASKED, "area": area})
    assert answer.status_code == 422, answer.text
    assert problem in answer.text
    assert town.client.get("/warnings", headers=town.session()).json() == []


def test_a_drawn_area_is_settled_and_listed(town):
    """A polygon that is not closed and runs clockwise is written closed, the other way round."""
    drawn = [[0.008, -0.002], [0.008, 0.002], [0.018, 0.002], [0.018, -0.002]]
    assert post(town, "", **{**ASKED, "area": {"polygon": drawn}}).status_code == 201
    (row,) = town.client.get("/warnings", headers=town.session()).json()
    (ring,) = row["area"]["polygons"]
    assert (ring[0], len(ring), sorted(map(tuple, ring[:-1]))) == (ring[-1], 5, sorted(map(tuple, drawn)))


def test_no_plan_is_no_theatre_and_what_is_not_here_is_not_found(site):
    """Nothing is drafted before a plan is adopted; steps of a warning that nobody drafted are 404."""
    assert post(site, "", **ASKED).status_code == 409
    for step, role, said in (
        ("ask", Role.DUTY_OFFICER, {}), ("approve", Role.APPROVER, {"count": 1}), ("send", Role.DUTY_OFFICER, {}),
        ("cancel", Role.DUTY_OFFICER, {}), ("correction", Role.DUTY_OFFICER, {}),
    ):  # fmt: skip
        assert post(site, f"/sc-9/{step}", role, **said).status_code == 404
    assert site.client.get("/warnings/sc-9", headers=site.session()).status_code == 404


def test_warnings_are_listed_with_whom_nobody_tells(site):
    """A draft, and once two people released it what stands with its correction; no party is named."""
    register(site, "P-one", {"lon": 24.5, "lat": 60.5, "precision_metres": 100.0}, "none")
    draft(site.desk.warnings)
    answer = site.client.get("/warnings", headers=site.session(Role.GATE))
    (row,) = answer.json()
    assert (row["warning"], row["state"], row["standing"], row["kind"]) == ("sc-1", "draft", "drafted", "alert")
    assert row["area"] == {"polygons": [], "circles": [[24.5, 60.5, 800.0]]}
    assert row["coverage"]["nobody"] == [{"district": "elsewhere in the area", "people": 40}]
    assert row["coverage"]["told"] is None
    assert "P-one" not in answer.text
    release_warning(site.desk.warnings, "sc-1")
    assert post(site, "/sc-1/send", Role.GATE).status_code == 403
    sent = post(site, "/sc-1/send")
    assert sent.status_code == 201, sent.text
    assert post(site, "/sc-1/send").json() == sent.json()
    rows = {one["warning"]: one for one in site.client.get("/warnings", headers=site.session()).json()}
    assert {name: one["state"] for name, one in rows.items()} == {"sc-1": "sent", "sc-1.2": "draft"}
    assert (rows["sc-1"]["standing"], rows["sc-1"]["count"]) == ("stands", 40)
    assert rows["sc-1"]["approved_by"] == OPERATORS[Role.APPROVER]
    assert rows["sc-1"]["coverage"]["reached"] == {"nobody told": 40}
    assert rows["sc-1.2"]["follows"] == "sc-1"
    assert site.client.get("/warnings").status_code == 401


def test_one_person_withdraws_a_warning_over_http(site):
    """What was not released is not sent; what was sent is withdrawn by one, and again it is the same event."""
    register(site, "P-one", {"lon": 24.5, "lat": 60.5, "precision_metres": 100.0}, "none")
    name = draft(site.desk.warnings)
    assert post(site, f"/{name}/send").status_code == 403
    release_warning(site.desk.warnings, name)
    sent = post(site, f"/{name}/send").json()
    gone = [post(site, f"/{name}/cancel", Role.APPROVER).json() for _ in range(2)]
    assert gone[0] == gone[1] != sent
    assert site.desk.door.state().alerts[name].ended_by == f"{name}.c"
    assert (site.folder / "feed" / f"{name}.c.cap.xml").exists()


def test_the_feed_gives_everybody_what_was_sent_and_nothing_else(site):
    """RSS, Atom and CAP without a session, by their types; no draft, no other file, nothing that was changed since."""
    register(site, "P-one", {"lon": 24.5, "lat": 60.5, "precision_metres": 100.0}, "none")
    assert site.client.get("/feed/rss.xml").status_code == 404
    name = release_warning(site.desk.warnings)
    assert post(site, f"/{name}/send").status_code == 201
    for file, kind in (("rss.xml", "rss"), ("atom.xml", "atom"), (f"{name}.cap.xml", "cap")):
        answer = site.client.get(f"/feed/{file}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, f"application/{kind}+xml; charset=utf-8")
        assert answer.content == (site.folder / "feed" / file).read_bytes()
    assert f"http://localhost:8000/feed/{name}.cap.xml" in site.client.get("/feed/rss.xml").text
    (site.folder / "feed" / "other.xml").write_text("<a/>")
    (site.folder / "feed" / "sc-9.cap.xml").write_text("<a/>")
    (site.folder / "feed" / f"{name}.cap.xml").write_text("<a/>")
    for file in ("other.xml", "sc-9.cap.xml", f"{name}.cap.xml", f"{name}.2.cap.xml", "..%2Falerts%2Fsc-1.cap.xml"):
        assert site.client.get(f"/feed/{file}").status_code in (404, 422)
    assert site.client.post("/feed/rss.xml").status_code == 405
