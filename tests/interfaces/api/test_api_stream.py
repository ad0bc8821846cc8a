"""Promise that open pages hear what has changed: at once, all of it, and nothing more than that."""

from __future__ import annotations

import json
import threading
import time

import pytest
from api_site import OFFICER, SERVICES

from safeconduct.core.operation import KINDS, Role
from safeconduct.core.operation.shown_parts import CHANGED_BY, PARTS, list_parts


def read_messages(text):
    """Return the data of the messages of a stream, each by its `id`."""
    blocks = [dict(line.split(": ", 1) for line in part.splitlines()) for part in text.split("\n\n") if "data" in part]
    assert all(block["event"] == "changed" and block["id"] == str(json.loads(block["data"])["seq"]) for block in blocks)
    return [json.loads(block["data"]) for block in blocks]


def listen(site, seconds=0, role=Role.DUTY_OFFICER, **sent):
    answer = site.client.get("/stream", params={"seconds": seconds, **sent}, headers=site.session(role))
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert (answer.headers["x-accel-buffering"], answer.headers["cache-control"]) == ("no", "no-store")
    return read_messages(answer.text)


def until_seen(site, number):
    """Wait until the watcher has seen an event."""
    until = time.monotonic() + 5
    while site.client.app.state.watcher.newest < number and time.monotonic() < until:
        time.sleep(0.01)


def test_every_kind_of_event_says_what_it_changes():
    """The table has a row for each kind; what is not known may change everything, and reading the log nothing."""
    assert CHANGED_BY.keys() == KINDS.keys()
    assert all(changed <= frozenset(PARTS) for changed in CHANGED_BY.values())
    assert list_parts(["something.new"]) == PARTS
    assert list_parts(["log.read"]) == ()


def test_who_comes_back_is_told_at_once_what_came_meanwhile(site):
    """From a number on, by header or query: the kinds since, in one message; a number that lies ahead: everything."""
    first = listen(site)[0]
    assert (first["kinds"], first["parts"]) == ([], [])
    site.client.post("/stop", headers=site.session(), json={})
    site.client.post("/check-ins", headers=site.session(), json={"party": "P1", "site": "G1"})
    until_seen(site, first["seq"] + 2)
    told = listen(site, after=first["seq"])
    assert told == [
        {
            "seq": first["seq"] + 2,
            "kinds": ["checkin.made", "order.stopped"],
            "parts": ["today", "parties", "plan", "tell", "board", "log"],
        }
    ]
    headers = {**site.session(), "Last-Event-ID": str(first["seq"] + 1)}
    answer = site.client.get("/stream?seconds=0", headers=headers)
    assert "checkin.made" in read_messages(answer.text)[0]["kinds"]  # what came together is told together
    assert listen(site, after=10**9)[0]["parts"] == list(PARTS)
    older = listen(site, after=1)[0]  # from before this process began
    assert {"operator.invited", "order.stopped"} <= set(older["kinds"])


def test_what_is_recorded_is_told_within_a_second(site):
    """By this process, and by another one on the same store, while the page waits."""
    heard = {}

    def wait():
        heard["messages"] = listen(site, seconds=2)

    page = threading.Thread(target=wait)
    page.start()
    while not site.client.app.state.watcher.pages:
        time.sleep(0.01)
    site.client.post("/stop", headers=site.session(), json={})
    time.sleep(0.3)
    with SERVICES.stores.open(site.folder) as store:  # another process, as far as the store knows
        SERVICES.doors(store).act(OFFICER, "checkin.made", {"party": "P1", "site": "G1"})
    page.join()
    assert [one["kinds"] for one in heard["messages"][:3]] == [[], ["order.stopped"], ["checkin.made"]]
    assert site.client.app.state.watcher.pages == 0


def test_the_stream_ends_with_its_operator(site):
    """Where somebody ends the operator the stream ends at once, and no other with it."""
    ended = threading.Event()

    def wait():
        listen(site, seconds=20, role=Role.GATE)
        ended.set()

    page = threading.Thread(target=wait)
    page.start()
    while not site.client.app.state.watcher.pages:
        time.sleep(0.01)
    site.desk.door.act(OFFICER, "operator.ended", {"operator": "o-gate"})
    assert ended.wait(5)
    page.join()


@pytest.mark.parametrize("sent", [{"after": -1}, {"after": "x"}, {"seconds": 10**6}])
def test_a_stream_from_nowhere_is_refused(site, sent):
    """Numbers that are none are 422, in the common form."""
    assert site.client.get("/stream", params=sent, headers=site.session()).status_code == 422
