"""Promise that whether the means suffice is asked over HTTP, kept in the operation, and stale once the plan changes."""

from __future__ import annotations

import time
from dataclasses import replace

from adoptable import write_adoptable
from api_site import OFFICER, SERVICES
from judge_town import make_case, make_plan
from typer.testing import CliRunner

from safeconduct.core.operation import Role
from safeconduct.core.plan import judge_plan
from safeconduct.interfaces.cli import build_cli

PATIENCE_SECONDS = 60.0


def _adopt(site, folder, case, plan):
    where = folder / "cases" / "town", folder / "plans" / "town"
    verdict = judge_plan(case, plan)
    said = replace(plan, case=case.name, cost=verdict.cost.total, out=verdict.out, left=verdict.left, lower_bound=None)
    SERVICES.cases.write(case, where[0])
    SERVICES.plans.write(said, case.utc_offset_seconds, where[1])
    answer = site.client.post("/plans", headers=site.session(), json={"case": "town", "plan": "town"})
    assert answer.status_code == 201, answer.text
    return where


def test_the_answer_is_asked_kept_and_goes_stale(site, room):
    """404 before the first; a job finds it; the command and the service share the file; another plan makes it stale."""
    headers = site.session()
    assert site.client.get("/sufficiency", headers=headers).status_code == 404
    assert site.client.get("/today", headers=headers).json()["sufficiency"] is None
    asked = {"days": 30, "changes": False}
    assert site.client.post("/sufficiency", headers=headers, json=asked).status_code == 409
    case = make_case()
    folders = _adopt(site, room, case, make_plan(case))
    job = site.client.post("/sufficiency", headers=headers, json=asked).json()["job"]
    done = _wait(site, job)
    assert (done["state"], done["faults"]) == ("done", [])
    said = site.client.get("/sufficiency", headers=site.session(Role.GATE)).json()
    assert (said["days"], said["people"], said["people_planned"], said["stale"]) == (30, 12, 7, False)
    assert said["made_millis"] == done["made_millis"]
    assert said["bottleneck"]["capacity_people"] >= 7
    assert {one["kind"] for one in said["worst"]} == {"gate", "flight", "checkpoint", "late"}
    assert said["last_departure"]["share"][-1] <= 1.0
    _keep_by_command(site, folders)
    assert site.client.get("/sufficiency", headers=headers).json()["days"] == 7
    write_adoptable(room)
    assert site.client.post("/plans", headers=headers, json={"case": "c3", "plan": "p3"}).status_code == 201
    assert site.client.get("/sufficiency", headers=headers).json()["stale"] is True
    day = site.client.get("/today", headers=headers).json()["sufficiency"]
    assert (day["chance"], day["stale"]) == (0.0, True)


def _keep_by_command(site, folders):
    token = SERVICES.sessions(site.folder).start(OFFICER, time.time_ns() // 1_000_000)
    words = [
        "sufficiency",
        *map(str, folders),
        "--days",
        "7",
        "--no-changes",
        "--for",
        str(site.folder),
        "--by",
        OFFICER,
    ]
    ran = CliRunner().invoke(
        build_cli(SERVICES), [*words, "--as-of", "2099-01-01T00:00:00+00:00"], env={"SAFECONDUCT_SESSION": token}
    )
    assert ran.exit_code == 0, ran.output
    assert "20990101T000000Z.json" in ran.stderr.replace("\n", "")
    assert "STALE" not in ran.stderr


def _wait(site, job):
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        said = site.client.get(f"/sufficiency/jobs/{job}", headers=site.session()).json()
        if said["state"] != "running":
            return said
        assert time.monotonic() < until
        time.sleep(0.05)
