"""Promise that what Prometheus is told are counts and durations, and nothing that anybody sent."""

from __future__ import annotations

import pytest
from api_site import SERVICES, Site, TestClient, make_operation
from prometheus_client.parser import text_string_to_metric_families

from safeconduct.interfaces.api import build_api
from safeconduct.interfaces.api.metrics import ELSEWHERE


@pytest.fixture
def counted(room):
    """Give an exercise that is served and counts."""
    make_operation(room / "op")
    with TestClient(build_api(SERVICES, room / "op", metrics=True)) as client:
        yield Site(room / "op", client)


def read_samples(site):
    """Return name, labels and value of every sample."""
    text = site.client.get("/metrics").text
    return [one for family in text_string_to_metric_families(text) for one in family.samples]


def test_requests_appends_and_pages_are_counted(counted):
    """Each by endpoint and status; one STOP is one append of one event, a page that listens one page."""
    session = counted.session()
    counted.client.post("/stop", headers=session, json={})
    counted.client.get("/cases", headers=session)
    counted.client.get("/cases")
    found = {(one.name, *sorted(one.labels.values())): one.value for one in read_samples(counted)}
    assert found["safeconduct_requests_total", "/stop", "201", "POST"] == 1
    assert found["safeconduct_requests_total", "/cases", "200", "GET"] == 1
    assert found["safeconduct_requests_total", "/cases", "401", "GET"] == 1
    assert found["safeconduct_request_seconds_count", "/cases", "GET"] == 2
    assert found["safeconduct_appends_total",] == found["safeconduct_appended_events_total",] == 1
    assert found["safeconduct_events",] == counted.desk.door.state().events
    assert found["safeconduct_stream_clients",] == 0


def test_no_word_of_who_asks_becomes_a_label(counted):
    """Ids, made-up paths and methods: labels are endpoints of the service, its methods and statuses alone."""
    session = counted.session()
    counted.client.post("/cases/P-secret-7.1/decision", headers=session, json={"outcome": "moved"})
    counted.client.get("/P-secret-7")
    counted.client.request("SECRET", "/stop", headers=session)
    samples = read_samples(counted)
    assert "secret" not in " ".join(str(one.labels) for one in samples).casefold()
    paths = {*counted.client.app.openapi()["paths"], "/metrics", ELSEWHERE}
    assert {one.labels["endpoint"] for one in samples if "endpoint" in one.labels} <= paths


def test_who_was_not_asked_for_counts_tells_none(site):
    """Without `metrics` there is no such page."""
    assert site.client.get("/metrics").status_code == 404
