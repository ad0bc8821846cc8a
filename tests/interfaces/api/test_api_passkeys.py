"""Promise that an operator joins and logs in by a passkey over the service, and that nobody else does."""

from __future__ import annotations

import pytest
from api_site import OFFICER, SERVICES, make_operation
from fastapi.testclient import TestClient
from software_authenticator import Authenticator
from typer.testing import CliRunner

from safeconduct.core.operation import Role
from safeconduct.interfaces.api import build_api
from safeconduct.interfaces.cli import build_cli


@pytest.fixture
def code(site) -> str:
    """Give the code of a new gate operator."""
    return site.client.post("/invitations", headers=site.session(), json={"roles": ["gate"]}).json()["code"]


def join(site, code, device):
    """Join as the page does; return the last answer."""
    begun = site.client.post("/join/passkey", headers=site.session(), json={"code": code}).json()
    said = {"code": code, "proof": device.create(begun["options"])}
    return site.client.post("/join/passkey", headers=site.session(), json=said)


def test_who_was_invited_joins_and_logs_in_by_a_passkey(site, code):
    """Options, a new passkey, its proof; then options again and an answer give a session that serves."""
    device = Authenticator()
    joined = join(site, code, device).json()
    assert joined["joined"]
    operator = joined["operator"]
    assert site.desk.door.state().operators[operator].roles == {Role.GATE}
    assert [one.payload["by"] for one in site.desk.door.events() if one.kind == "operator.joined"][-1] == "passkey"
    for _ in range(2):
        asked = site.client.post("/login/passkey", json={"operator": operator}).json()
        assert asked["token"] is None
        said = {"operator": operator, "proof": device.get(asked["options"])}
        token = site.client.post("/login/passkey", json=said).json()["token"]
        who = site.client.get("/operation", headers={"Authorization": f"Bearer {token}"}).json()["operator"]
        assert who == operator
        assert site.client.post("/login/passkey", json=said).status_code == 401  # an answer serves once


def test_nobody_outside_joins_by_a_passkey(site, code):
    """Without a colleague's session a code is not even looked at."""
    assert site.client.post("/join/passkey", json={"code": code}).status_code == 401
    assert site.client.post("/join/passkey", json={"code": "00000-00000-0"}).status_code == 401
    assert site.denials() == 0


def test_another_device_or_another_site_does_not_pass(site, code):
    """A passkey of another site does not join; an answer by another key, or to no question, does not log in."""
    assert join(site, code, Authenticator(origin="https://elsewhere.example")).status_code == 403
    device = Authenticator()
    operator = join(site, code, device).json()["operator"]
    options = site.client.post("/login/passkey", json={"operator": operator}).json()["options"]
    stranger = {"operator": operator, "proof": Authenticator(ident=device.ident).get(options)}
    assert site.client.post("/login/passkey", json=stranger).status_code == 401
    late = {"operator": operator, "proof": device.get(options)}
    assert site.client.post("/login/passkey", json=late).status_code == 401  # the question is used up


def test_who_has_no_passkey_is_told_no_more_than_that(site):
    """An operator with digits and somebody who does not exist get the same answer, which is not on record."""
    answers = [site.client.post("/login/passkey", json={"operator": name}) for name in (OFFICER, "o-nobody")]
    assert [one.status_code for one in answers] == [401, 401]
    assert answers[0].json() == answers[1].json()
    assert site.denials() == 0


def test_a_passkey_is_made_once(site, code):
    """Who has joined by one is not given options again."""
    join(site, code, Authenticator())
    assert site.client.post("/join/passkey", headers=site.session(), json={"code": code}).status_code == 403


def test_the_service_makes_passkeys_for_the_address_that_it_is_told(room):
    """`origin` names the site; serve takes no address at which a browser makes none."""
    make_operation(room / "op")
    with TestClient(build_api(SERVICES, room / "op", origin="https://laptop-1.example:8443")) as client:
        desk = client.app.state.desk
        made = Authenticator("laptop-1.example", "https://laptop-1.example:8443").create(desk.passkeys.enrol("o9"))
        assert desk.passkeys.prove("o9", made, 0)
    for origin in ("http://laptop-1.example", "https://192.0.2.7", "laptop-1"):
        refused = CliRunner().invoke(build_cli(SERVICES), ["serve", str(room / "op"), "--origin", origin])
        assert refused.exit_code == 2
        assert "--origin" in refused.output


def test_the_page_runs_its_own_script_alone(site):
    """Its policy allows one script and one style by their hashes, and no request but to this service."""
    answer = site.client.get("/join")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; connect-src 'self'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "//" not in answer.text.replace("<!doctype html>", "")
    assert "EXERCISE" not in answer.text
