"""Promise that a warning asked for on one laptop is read, approved and sent on another, and no other bytes are."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from api_site import LATER, OFFICER, OPERATORS, SERVICES, Site, TestClient, make_operation
from api_warnings import ask_for_warning, draft
from pyrage.x25519 import Identity

from safeconduct.app.exchange_events import add_device, give_events, list_heads, take_events
from safeconduct.app.release_warning import ask_warning, send_warning
from safeconduct.app.warning_desk import make_digest
from safeconduct.core.basics import DeniedError, InputFaultsError
from safeconduct.core.operation import Role
from safeconduct.core.operation.carried import BYTES_MAX, write_lines
from safeconduct.interfaces.api import build_api

APPROVER = OPERATORS[Role.APPROVER]
Two = tuple[Site, Site]


def carry(source: Site, target: Site) -> int:
    """Let a device take what another has; return how many events were new."""
    here, there = target.desk, source.desk
    bundle = give_events(there.store, list_heads(here.door, here.store))
    return take_events(here.door, here.store, bundle, here.now_millis()).new


@pytest.fixture
def two(room: Path) -> Iterator[Two]:
    """Give two laptops of one exercise, both served, with the duty officer and the approver on both."""
    make_operation(room / "a")
    key = Identity.generate()
    with SERVICES.stores.open(room / "a") as store:
        SERVICES.backups.write(store, room / "a.age", [str(key.to_public())])
    SERVICES.backups.restore(room / "a.age", room / "b", True, [str(key)])
    with ExitStack() as stack:
        served = (Site(room / name, stack.enter_context(TestClient(build_api(SERVICES, room / name)))) for name in "ab")
        a, b = served
        device = b.desk.operation.device
        add_device(a.desk.door, a.desk.store, OFFICER, device, b.desk.store.devices()[device].hex())
        for operator in (OFFICER, APPROVER):
            a.desk.door.act(operator, "operator.moving", {"device": device, "code": "", "expires_millis": LATER})
            carry(a, b)
            b.desk.door.record("operator.joined", {"operator": operator, "by": "totp"})
        carry(b, a)
        place = {"lon": 24.5, "lat": 60.5, "precision_metres": 100.0}
        said = {"party": "P-one", "organisation": "north", "size": 40, "place": place, "channels": ["none"]}
        a.desk.door.act(OFFICER, "party.registered", said)
        yield a, b


def post(site: Site, path: str, role: Role = Role.DUTY_OFFICER, **said: object) -> int:
    return site.client.post(f"/warnings/{path}", headers=site.session(role), json=said).status_code


def list_states(site: Site) -> dict[str, str]:
    rows = site.client.get("/warnings", headers=site.session(Role.APPROVER)).json()
    return {row["warning"]: row["state"] for row in rows}


def test_a_warning_asked_for_here_is_approved_and_sent_there(two):
    """The very bytes arrive with the record, and so the correction, asked for there, is approved here."""
    a, b = two
    draft(a.desk.warnings)
    carry(a, b)
    assert list_states(b) == {}  # nobody has asked
    assert post(a, "sc-1/ask") == 201
    carry(a, b)
    assert list_states(b) == {"sc-1": "asked"}
    assert b.desk.warnings.files.read("sc-1") == a.desk.warnings.files.read("sc-1")
    whole = b.client.get("/warnings/sc-1", headers=b.session(Role.APPROVER)).json()
    assert whole["digest"] == make_digest(a.desk.warnings.files.read("sc-1").data)
    assert post(b, "sc-1/approve", count=40) == 403  # the asker, elsewhere
    assert post(b, "sc-1/approve", Role.APPROVER, count=40) == 201
    assert post(b, "sc-1/send") == 201
    assert post(b, "sc-1/correction", action="keep-away", minutes=60) == 201
    assert post(b, "sc-1.2/ask") == 201
    carry(b, a)
    assert list_states(a) == {"sc-1": "sent", "sc-1.2": "asked"}
    send_warning(a.desk.warnings, OFFICER, "sc-1", a.desk.now_millis())  # shown here too; it is on record once
    assert post(a, "sc-1.2/approve", Role.APPROVER, count=40) == 201
    assert post(a, "sc-1.2/send") == 201
    carry(a, b)
    assert post(b, "sc-1.2/cancel", Role.APPROVER) == 201
    carry(b, a)
    assert a.desk.door.state() == b.desk.door.state()
    assert a.desk.door.state().refusals == 0
    assert list_states(b) == {"sc-1": "ended", "sc-1.2": "ended", "sc-1.2.c": "sent"}


def test_what_another_asked_for_takes_the_place_of_what_nobody_asked_for(two):
    """The correction that is drafted with each sending makes room; what was changed here after asking does not."""
    a, b = two
    ask_for_warning(a.desk.warnings, "sc-1")
    assert post(a, "sc-1/approve", Role.APPROVER, count=40) == 201
    assert post(a, "sc-1/send") == 201
    carry(a, b)
    own = a.desk.warnings.files.read("sc-1.2")
    assert list_states(b)["sc-1"] == "sent"
    assert post(b, "sc-1/correction", action="keep-away", minutes=60) == 201
    assert post(b, "sc-1.2/ask") == 201
    carry(b, a)
    assert list_states(a)["sc-1.2"] == "asked"
    assert a.desk.warnings.files.read("sc-1.2") == b.desk.warnings.files.read("sc-1.2") != own
    again = a.client.post("/warnings/sc-1/correction", headers=a.session(), json={"action": "stay"})
    assert again.json() == {"warning": "sc-1.3"}  # beside what waits, not in its place
    assert post(a, "sc-1.3/ask") == 201
    assert list_states(a) == {"sc-1": "sent", "sc-1.2": "asked", "sc-1.3": "asked"}
    changed = replace(b.desk.warnings.files.read("sc-1.2"), data=own.data)
    b.desk.warnings.files.save("sc-1.2", changed)
    assert list_states(b)["sc-1.2"] == "draft"
    assert post(b, "sc-1.2/approve", Role.APPROVER, count=40) == 403


def test_bytes_that_are_not_what_is_asked_for_are_refused(two):
    """A letter changed, half of it, another thing's, or too much: the door denies it, and the fold does not follow."""
    a, _ = two
    draft(a.desk.warnings)
    kept = a.desk.warnings.files.read("sc-1")
    said = {
        "release": "sc-1/1", "what": "mass warning", "content": make_digest(kept.data), "count": 40,
        "expires_millis": a.desk.now_millis() + 60_000, "lines": write_lines(kept.data), "expected": 40.0,
        "theatre": ["24.0 60.0", "25.0 61.0"],
    }  # fmt: skip
    big = b"x" * (BYTES_MAX + 1)
    for change in (
        {"lines": write_lines(kept.data.replace(b"Quay", b"Quai"))}, {"lines": write_lines(kept.data)[:-1]},
        {"lines": ["no base64"]}, {"theatre": ["24.0"]}, {"theatre": []}, {"what": "disclosure"},
        {"lines": write_lines(big), "content": make_digest(big)}, {"lines": ["a" * 201]},
    ):  # fmt: skip
        with pytest.raises(DeniedError):
            a.desk.door.act(OFFICER, "release.asked", {**said, **change})
    with pytest.raises(DeniedError, match="whole"):
        a.desk.door.act(OFFICER, "release.asked", {name: one for name, one in said.items() if name != "theatre"})
    assert not a.desk.door.state().releases
    a.desk.door.act(OFFICER, "release.asked", said)
    assert base64.b64decode("".join(said["lines"])) == kept.data


def test_what_is_no_alert_is_not_kept_though_its_digest_is_right(two):
    """Bytes that are none, or an alert of another name, or under a name that leads elsewhere: nobody lists them."""
    a, b = two
    draft(a.desk.warnings)
    kept = a.desk.warnings.files.read("sc-1")
    for release, data in (("sc-2/1", b"\xff no alert"), ("sc-3/1", kept.data), ("sc/4/1", kept.data)):
        a.desk.door.act(
            OFFICER,
            "release.asked",
            {
                "release": release, "what": "mass warning", "content": make_digest(data), "count": 40,
                "expires_millis": a.desk.now_millis() + 60_000, "lines": write_lines(data), "expected": 40.0,
                "theatre": ["24.0 60.0"],
            },
        )  # fmt: skip
    carry(a, b)
    assert list_states(b) == {}
    assert b.desk.warnings.files.list() == ()


def test_a_theatre_too_large_for_the_record_is_said(two):
    """Before anything is asked for."""
    a, _ = two
    draft(a.desk.warnings)
    kept = a.desk.warnings.files.read("sc-1")
    a.desk.warnings.files.save("sc-1", replace(kept, theatre=kept.theatre * 400))
    with pytest.raises(InputFaultsError):
        ask_warning(a.desk.warnings, OFFICER, "sc-1", a.desk.now_millis())
    assert not a.desk.door.state().releases
