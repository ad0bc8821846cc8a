"""Promise that warnings are shown over HTTP by place and count."""

from __future__ import annotations

from api_site import OFFICER, OPERATORS
from api_warnings import draft, release_warning

from safeconduct.core.operation import Role


def test_warnings_are_listed_with_whom_nobody_tells(site):
    """A draft, and once two people released it what stands with its correction and cancel; no party is named."""
    place = {"lon": 24.5, "lat": 60.5, "precision_metres": 100.0}
    said = {"party": "P-one", "organisation": "north", "size": 40, "place": place, "channels": ["none"]}
    site.desk.door.act(OFFICER, "party.registered", said)
    draft(site.desk.warnings)
    answer = site.client.get("/warnings", headers=site.session(Role.GATE))
    (row,) = answer.json()["warnings"]
    assert (row["warning"], row["state"], row["kind"], row["count"]) == ("sc-1", "drafted", "alert", 40)
    assert row["area"] == {"polygons": [], "circles": [[24.5, 60.5, 800.0]]}
    assert row["coverage"]["nobody"] == [{"district": "elsewhere in the area", "people": 40}]
    assert row["coverage"]["told"] is None
    assert "P-one" not in answer.text
    release_warning(site.desk.warnings, "sc-1")
    assert site.client.post("/warnings/sc-1/send", headers=site.session(Role.GATE)).status_code == 403
    sent = site.client.post("/warnings/sc-1/send", headers=site.session())
    assert sent.status_code == 201, sent.text
    assert site.client.post("/warnings/sc-1/send", headers=site.session()).json() == sent.json()
    rows = {one["warning"]: one for one in site.client.get("/warnings", headers=site.session()).json()["warnings"]}
    assert {name: one["state"] for name, one in rows.items()} == {
        "sc-1": "stands", "sc-1.2": "drafted", "sc-1.c": "drafted"
    }  # fmt: skip
    assert rows["sc-1"]["approved_by"] == OPERATORS[Role.APPROVER]
    assert rows["sc-1"]["coverage"]["reached"] == {"nobody told": 40}
    assert rows["sc-1.c"]["follows"] == "sc-1"
    assert site.client.get("/warnings").status_code == 401


def test_one_person_withdraws_a_warning_over_http(site):
    """What was not released is not sent; what was sent is withdrawn by one, and again it is the same event."""
    place = {"lon": 24.5, "lat": 60.5, "precision_metres": 100.0}
    said = {"party": "P-one", "organisation": "north", "size": 40, "place": place, "channels": ["none"]}
    site.desk.door.act(OFFICER, "party.registered", said)
    name, approver = draft(site.desk.warnings), site.session(Role.APPROVER)
    assert site.client.post(f"/warnings/{name}/send", headers=site.session()).status_code == 403
    release_warning(site.desk.warnings, name)
    sent = site.client.post(f"/warnings/{name}/send", headers=site.session()).json()
    gone = [site.client.post(f"/warnings/{name}/cancel", headers=approver).json() for _ in range(2)]
    assert gone[0] == gone[1] != sent
    assert site.desk.door.state().alerts[name].ended_by == f"{name}.c"
    assert (site.folder / "feed" / f"{name}.c.cap.xml").exists()
