"""Promise that the record knows of every alert by whose release it left, and which still stand."""

from __future__ import annotations

import pytest
from operation_desk import SOON, Desk

from safeconduct.core.operation import find_standing

SENT = {"alert": "a1", "digest": "d1", "release": "r1", "sent_millis": 5, "references": []}


def release(desk: Desk, name: str = "r1", content: str = "d1", what: str = "mass warning") -> None:
    """Let two people release a content."""
    said = {"release": name, "content": content, "count": 9}
    desk.act("release.asked", "o1", **said, what=what, expires_millis=SOON)
    desk.act("release.approved", "o2", **said)
    desk.act("release.done", "system", release=name)


def test_what_two_people_released_is_sent_and_stands():
    """By the operator who let it leave."""
    desk = Desk()
    release(desk)
    desk.act("alert.sent", "o2", **SENT)
    state = desk.state()
    assert (state.alerts["a1"].by, state.refusals) == ("o2", 0)
    assert find_standing(state.alerts) == ["a1"]


@pytest.mark.parametrize(
    ("actor", "change", "why"),
    [
        ("o1", {"release": "r2"}, "r2 does not release these bytes"),
        ("o1", {"digest": "d2"}, "r1 does not release these bytes"),
        ("o1", {"references": ["a0"]}, "a0 was not sent"),
        ("o3", {}, "o3 may not send warning"),
    ],
)
def test_what_was_not_released_is_not_followed(actor, change, why):
    """Another release, other bytes, a reference to nothing, somebody without the role."""
    desk = Desk()
    release(desk)
    desk.act("alert.sent", actor, **{**SENT, **change})
    state = desk.state()
    assert (state.alerts, [one.why for one in state.refused]) == ({}, [why])


def test_a_disclosure_releases_no_warning_and_no_release_serves_twice():
    """Two people released one thing, once."""
    desk = Desk()
    release(desk, "r0", "d1", "disclosure")
    release(desk)
    desk.act("alert.sent", "o1", **{**SENT, "release": "r0"})
    desk.act("alert.sent", "o1", **SENT)
    desk.act("alert.sent", "o1", **SENT)
    desk.act("alert.sent", "o1", **{**SENT, "alert": "a2"})
    assert [one.why for one in desk.state().refused] == [
        "r0 does not release these bytes",
        "a1 was sent already",
        "r1 was used already",
    ]


def test_a_correction_ends_what_it_replaces_and_a_cancel_what_it_withdraws():
    """A cancel takes one person; it is no warning that stands."""
    desk = Desk()
    release(desk)
    release(desk, "r2", "d2")
    desk.act("alert.sent", "o1", **SENT)
    desk.act("alert.sent", "o1", **{**SENT, "alert": "a2", "digest": "d2", "release": "r2", "references": ["a1"]})
    assert find_standing(desk.state().alerts) == ["a2"]
    cancel = {"alert": "a2.c", "digest": "d3", "sent_millis": 9}
    desk.act("alert.cancelled", "o3", **cancel, references=["a2"])
    desk.act("alert.cancelled", "o2", **cancel, references=[])
    desk.act("alert.cancelled", "o2", **cancel, references=["a2", "a1"])
    state = desk.state()
    assert find_standing(state.alerts) == []
    assert (state.alerts["a1"].ended_by, state.alerts["a2"].ended_by) == ("a2", "a2.c")
    assert [one.why for one in state.refused] == ["o3 may not cancel warning", "a cancel names what it cancels"]


def test_what_two_devices_did_apart_is_followed_on_both():
    """One corrects while the other cancels: both left, and the correction still stands for somebody to withdraw."""
    desk = Desk("a", "b")
    release(desk)
    release(desk, "r2", "d2")
    desk.act("alert.sent", "o1", **SENT)
    for sealed in desk.devices["a"].log:
        desk.devices["b"].listen(sealed)
    desk.act("alert.sent", "o1", "a", **{**SENT, "alert": "a2", "digest": "d2", "release": "r2", "references": ["a1"]})
    cancel = {"alert": "a1.c", "digest": "d3", "sent_millis": 9, "references": ["a1"]}
    desk.act("alert.cancelled", "o2", "b", **cancel)
    state = desk.state()
    assert state.refusals == 0
    assert find_standing(state.alerts) == ["a2"]
    assert state.alerts.keys() == {"a1", "a2", "a1.c"}
