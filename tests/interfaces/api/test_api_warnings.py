"""Promise that warnings are shown over HTTP by place and count."""

from __future__ import annotations

import time

from api_site import OFFICER, OPERATORS

from safeconduct.app.draft_warning import draft_warning
from safeconduct.app.release_warning import approve_warning, ask_warning, send_warning
from safeconduct.core.operation import Role
from safeconduct.core.warnings import Action, Circle, Danger, Head, Wanted, box_ring


def test_warnings_are_listed_with_whom_nobody_tells(site):
    """A draft, and once two people released it what stands with its correction and cancel; no party is named."""
    place = {"lon": 24.5, "lat": 60.5, "precision_metres": 100.0}
    said = {"party": "P-one", "organisation": "north", "size": 40, "place": place, "channels": ["none"]}
    site.desk.door.act(OFFICER, "party.registered", said)
    desk, now = site.desk.warnings, time.time()
    wanted = Wanted(Danger.FIRE, Action.STAY, {"en": "Quay"}, now + 7200, circles=(Circle(24.5, 60.5, 800),))
    head = Head("sc-1", "safeconduct:test", now, 0, True)
    draft_warning(desk, OFFICER, wanted, head, None, box_ring(24.0, 60.0, 25.0, 61.0), 40, 0.0)
    answer = site.client.get("/warnings", headers=site.session(Role.GATE))
    (row,) = answer.json()["warnings"]
    assert (row["warning"], row["state"], row["kind"], row["count"]) == ("sc-1", "drafted", "alert", 40)
    assert row["area"] == {"polygons": [], "circles": [[24.5, 60.5, 800.0]]}
    assert row["coverage"]["nobody"] == [{"district": "elsewhere in the area", "people": 40}]
    assert row["coverage"]["told"] is None
    assert "P-one" not in answer.text
    ask_warning(desk, OFFICER, "sc-1", int(now * 1000))
    approve_warning(desk, OPERATORS[Role.APPROVER], "sc-1", int(now * 1000))
    send_warning(desk, OFFICER, "sc-1", int(now * 1000))
    rows = {one["warning"]: one for one in site.client.get("/warnings", headers=site.session()).json()["warnings"]}
    assert {name: one["state"] for name, one in rows.items()} == {
        "sc-1": "stands", "sc-1.2": "drafted", "sc-1.c": "drafted"
    }  # fmt: skip
    assert rows["sc-1"]["approved_by"] == OPERATORS[Role.APPROVER]
    assert rows["sc-1"]["coverage"]["reached"] == {"nobody told": 40}
    assert rows["sc-1.c"]["follows"] == "sc-1"
    assert site.client.get("/warnings").status_code == 401
