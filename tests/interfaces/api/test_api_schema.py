"""Promise that the OpenAPI says what the service does: whatever it lets anybody ask is answered as it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from adoptable import write_adoptable
from api_site import SERVICES, Site, TestClient, make_operation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from safeconduct.core.operation import Role
from safeconduct.interfaces.api import Shelf, build_api

CONFORMS = [content_type_conformance, response_schema_conformance, status_code_conformance]
NOT_HERE = {"/cases/{case}/identity"}  # it needs a vault, which is not there: 503
CHANNELS = '[channel.text]\nkind = "letters"\ncontact = "sms"\nfolder = "out"\n'
SENT = {"method", "url", "params", "json", "content", "data", "headers"}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give an exercise with people in all roles, a plan that stands, one before it, a party, a case and a release."""
    room: Path = tmp_path_factory.mktemp("schema")
    make_operation(room / "op")
    (room / "op" / "channels.toml").write_text(CHANNELS)
    for seed in (3, 4):
        write_adoptable(room, seed)
    with TestClient(build_api(SERVICES, room / "op", None, Shelf(room / "cases", room / "plans"))) as client:
        site = Site(room / "op", client)
        for seed in (3, 4):
            said = {"case": f"c{seed}", "plan": f"p{seed}"}
            assert client.post("/plans", headers=site.session(), json=said).status_code == 201
        yield site


def try_endpoints(site: Site, examples: int) -> int:
    """Ask each endpoint so many things that the OpenAPI allows, by operators of every role; return how many in all."""
    schema = schemathesis.openapi.from_dict(site.client.app.openapi())
    sessions = {role: site.session(role) for role in Role}
    asked = 0

    def check(case: Case, role: Role) -> None:
        nonlocal asked
        if case.operation.path == "/stream":
            case.query = {**(case.query or {}), "seconds": 0}
        sent = case.as_transport_kwargs(base_url="http://testserver", headers=sessions[role])
        body = sent.pop("data", None)
        sent["content" if isinstance(body, bytes | str) else "data"] = body
        answer = site.client.request(**{name: value for name, value in sent.items() if name in SENT})
        asked += 1
        assert answer.status_code < 500 or case.operation.path in NOT_HERE, (case.operation.label, answer.text)
        case.validate_response(answer, checks=CONFORMS)

    for found in schema.get_all_operations():
        operation = found.ok()
        ask = given(case=operation.as_strategy(), role=st.sampled_from(Role))(check)
        settings(
            max_examples=examples, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )(ask)()  # fmt: skip
    return asked


def test_what_the_openapi_allows_is_answered_as_it_says(planned):
    """Four tries at every endpoint: no failure of the service, and only answers that are described."""
    endpoints = sum(len(methods) for methods in planned.client.app.openapi()["paths"].values())
    assert try_endpoints(planned, 4) >= endpoints


@pytest.mark.promises
def test_what_the_openapi_allows_is_answered_as_it_says_at_length(planned):
    """Two hundred tries at every endpoint."""
    assert try_endpoints(planned, 200) > 10_000
