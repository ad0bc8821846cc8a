"""Promise what an operation's state follows from, and what it refuses to follow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from operation_desk import LATER, SOON, Desk

from safeconduct.core.operation import (
    KINDS,
    PERMISSIONS,
    Level,
    Role,
    Seen,
    State,
    UseCase,
    advance,
    count_backlog,
    find_order,
    find_same,
    find_sighting,
    list_plans,
)
from safeconduct.core.operation.changes import CHANGES
from safeconduct.core.record import Sealed, find_oversold


def last_refusal(state: State) -> str:
    return state.refused[-1].why if state.refused else ""


def test_every_kind_of_event_says_what_it_changes():
    """No kind is without its change, no use case without the roles that may do it."""
    assert KINDS.keys() == CHANGES.keys()
    assert set(PERMISSIONS) == set(UseCase)


def test_a_state_is_the_same_folded_at_once_or_in_parts():
    """Folding on from a kept state gives what folding everything gives."""
    desk = busy_desk()
    events = [one.event for one in desk.devices["a"].log]
    for cut in range(len(events)):
        assert advance(advance(State(), events[:cut]), events[cut:]) == advance(State(), events)


def busy_desk() -> Desk:
    desk = Desk()
    desk.act("party.registered", "o4", party="P1", organisation="north", size=4, fingerprints=["f1"])
    desk.act("case.opened", "o4", case="c1", party="P1")
    desk.act("order.set", "o4", subject="party:P1", level="GO", replaces=[])
    desk.act("place.reported", "o3", place="gate:G1", state="clear", seen_millis=0, valid_minutes=60, replaces=[])
    desk.act("share.dealt", "o1", thing="F1", units=100, taker="a")
    desk.act("share.promised", "o4", thing="F1", units=4, party="P1")
    desk.act("release.asked", "o4", release="r1", what="mass warning", content="d", count=9, expires_millis=SOON)
    desk.act("release.approved", "o2", release="r1", content="d", count=9)
    desk.act("checkin.made", "o3", party="P1", site="G1")
    adopt(desk, "p1")
    return desk


def adopt(desk: Desk, plan: str, on: str = "", /, replaces: tuple[str, ...] = ()) -> Sealed:
    """Adopt a plan on a device, the first one if none is named."""
    figures = {"case": "c1", "name": "EXERCISE", "planner": "greedy", "moved": 4, "left": 0}
    return desk.act("plan.adopted", "o4", on, plan=plan, **figures, replaces=list(replaces))


def test_a_day_of_events_is_followed():
    """What was recorded by those who may stands in the state, and nothing of it is refused."""
    state = busy_desk().state()
    assert state.refused == ()
    assert (state.parties["P1"].size, state.cases["c1"].outcome, state.arrived) == (4, "", {"P1": "G1"})
    assert state.releases["r1"].may_leave(0)


@pytest.mark.parametrize("kind", sorted(kind for kind, one in KINDS.items() if one.use_case is not None))
def test_nobody_acts_without_the_role(kind):
    """An event whose actor nobody invited, or whose role does not allow it, changes nothing and is named."""
    desk = Desk()
    before = desk.state()
    words = {str: "x", int: 1, list: [], dict: {}, float: 1.0}
    payload = {name: words[what] for name, what in KINDS[kind].needs.items()}
    payload |= {name: allowed[0] for name, allowed in KINDS[kind].one_of.items()}
    desk.act(kind, "stranger", **payload)
    after = desk.state()
    assert last_refusal(after) == f"stranger may not {KINDS[kind].use_case.value}"
    assert (after.orders, after.parties, after.operators) == (before.orders, before.parties, before.operators)


def test_an_operator_who_has_ended_acts_no_more():
    """From the event on that ends an operator, nothing of theirs counts."""
    desk = Desk()
    desk.act("operator.ended", "o1", operator="o4")
    desk.act("party.registered", "o4", party="P1", organisation="north", size=4)
    assert last_refusal(desk.state()) == "o4 may not register party"


@pytest.mark.parametrize(
    ("approver", "content", "count", "why"),
    [
        ("o4", "d", 9, "o4 may not approve release"),
        ("o2", "another", 9, "what is approved is not what was asked for"),
        ("o2", "d", 10, "what is approved is not what was asked for"),
    ],
)
def test_a_release_takes_two_people_and_one_content(approver, content, count, why):
    """Nobody releases alone, nor something else than was asked for."""
    desk = Desk()
    desk.act("release.asked", "o4", release="r1", what="mass warning", content="d", count=9, expires_millis=SOON)
    desk.act("release.approved", approver, release="r1", content=content, count=count)
    desk.act("release.done", "system", release="r1")
    state = desk.state()
    assert [one.why for one in state.refused] == [why, "r1 may not leave"]
    assert not state.releases["r1"].done


def test_who_holds_both_roles_still_needs_another():
    """An approver who may also ask does not approve what they asked for."""
    desk = Desk()
    desk.act(
        "operator.invited", "o1", operator="o5", roles=["movement planner", "approver"], code="", expires_millis=LATER
    )
    desk.act("operator.joined", "system", operator="o5", by="totp")
    desk.act("release.asked", "o5", release="r1", what="disclosure", content="d", count=9, expires_millis=SOON)
    desk.act("release.approved", "o5", release="r1", content="d", count=9)
    assert last_refusal(desk.state()) == "who asks does not approve"


def test_a_release_leaves_once():
    """What has left does not leave again on the same approval."""
    desk = busy_desk()
    desk.act("release.done", "system", release="r1")
    desk.act("release.done", "system", release="r1")
    assert last_refusal(desk.state()) == "r1 may not leave"


def test_anybody_on_duty_stops_alone_and_only_a_planner_lifts_it():
    """STOP takes one person; GO after it takes the role, and names the STOP."""
    desk = Desk()
    desk.act("order.set", "o4", subject="everybody", level="GO", replaces=[])
    desk.act("order.stopped", "o3", subject="everybody", why="shots at the gate")
    heard = sorted(desk.state().orders["everybody"].standing)
    desk.act("order.set", "o3", subject="everybody", level="GO", replaces=heard)
    assert find_order(desk.state().orders, "party:P1").level is Level.STOP
    desk.act("order.set", "o4", subject="everybody", level="GO", replaces=heard)
    assert find_order(desk.state().orders).level is Level.GO


def test_an_order_to_one_does_not_lift_the_stop_of_all():
    """The strictest of the orders that concern a party counts."""
    desk = Desk()
    desk.act("order.stopped", "o3", subject="everybody")
    desk.act("order.set", "o4", subject="party:P1", level="GO", replaces=[])
    assert find_order(desk.state().orders, "party:P1").level is Level.STOP
    assert find_order({}, "party:P1") is None


def test_devices_apart_end_in_stop():
    """A STOP on one device that the other had not heard of outlives its GO, however the clocks stand."""
    desk = Desk("a", "b")
    desk.devices["b"].wall -= 3_600_000
    desk.act("order.stopped", "o3", "b", subject="site:G1")
    desk.act("order.set", "o4", "a", subject="site:G1", level="GO", replaces=[])
    assert find_order(desk.state("a").orders, "site:G1").level is Level.GO
    assert find_order(desk.state().orders, "site:G1").level is Level.STOP


def test_what_was_clear_becomes_unknown():
    """A sighting holds for its time; then, and where nothing was heard, a place is unknown."""
    state = busy_desk().state()
    assert find_sighting(state.places, "gate:G1", 3_600_000) is Seen.CLEAR
    assert find_sighting(state.places, "gate:G1", 3_600_001) is Seen.UNKNOWN
    assert find_sighting(state.places, "gate:G2", 0) is Seen.UNKNOWN


def test_an_old_clear_does_not_hide_what_another_device_saw():
    """Of two sightings that did not know of each other, the graver counts: threat, then unknown, then clear."""
    desk = Desk("a", "b")
    told = {"place": "gate:G1", "valid_minutes": 600, "replaces": []}
    desk.act("place.reported", "o3", "a", state="clear", seen_millis=500_000, **told)
    desk.act("place.reported", "o3", "b", state="threat", seen_millis=400_000, **told)
    assert find_sighting(desk.state("a").places, "gate:G1", 600_000) is Seen.CLEAR
    assert find_sighting(desk.state().places, "gate:G1", 600_000) is Seen.THREAT


def test_backlog_counts_from_the_first_opening():
    """Deciding and opening a case again does not make it younger, and nothing but a decision ends it."""
    desk = busy_desk()
    opened = desk.state().cases["c1"].opened_millis
    desk.act("log.read", "o1")
    desk.act("case.decided", "o4", case="c1", outcome="not found")
    desk.act("case.reopened", "o4", case="c1", why="called back")
    desk.act("case.opened", "o4", case="c1", party="P1")
    backlog = count_backlog(desk.state().cases, opened + 5000)
    assert (backlog.open, backlog.oldest_age_millis) == (1, 5000)
    assert "read" not in KINDS["case.decided"].one_of["outcome"]


def test_the_same_people_of_two_organisations_are_found():
    """Equal fingerprints of two organisations are named; within one they are its own business."""
    desk = busy_desk()
    desk.act("party.registered", "o4", party="P2", organisation="south", size=4, fingerprints=["f1", "f2"])
    desk.act("party.registered", "o4", party="P3", organisation="south", size=1, fingerprints=["f2"])
    assert [one.parties for one in find_same(desk.state().parties)] == [("P1", "P2")]


def test_an_erased_party_leaves_nothing_but_its_size():
    """After erasing, no fact or fingerprint stands in the state, and it cannot be registered anew."""
    desk = busy_desk()
    desk.act("party.erased", "o4", party="P1")
    desk.act("party.registered", "o4", party="P1", organisation="north", size=4)
    entry = desk.state().parties["P1"]
    assert (entry.erased, entry.facts, entry.fingerprints) == (True, {}, frozenset())


def test_another_device_is_named_when_the_coordinator_is_lost():
    """After a laptop was lost, a duty officer names another; from then on the old one deals nothing more."""
    desk = Desk("a", "b")
    desk.act("coordinator.named", "o1", "b", device="b")
    desk.devices["a"].listen(desk.devices["b"].log[-1])
    desk.act("share.dealt", "o1", "b", thing="F1", units=50, taker="b")
    assert desk.state().shares == {"F1": {"b": 50}}
    desk.act("share.dealt", "o1", "a", thing="F1", units=50, taker="a")
    assert "deals the first shares" in last_refusal(desk.state())
    assert desk.state().shares == {"F1": {"b": 50}}


def test_only_the_first_device_deals_from_nothing():
    """Units come into the world on the device that began the operation; others hand on what they have."""
    desk = Desk("a", "b")
    desk.act("share.dealt", "o1", "b", thing="F1", units=50, taker="b")
    assert "deals the first shares" in last_refusal(desk.state())
    desk.act("share.dealt", "o1", "a", thing="F2", units=50, taker="a")
    desk.act("share.dealt", "o1", "a", thing="F2", units=20, giver="a", taker="b")
    desk.act("share.promised", "o4", "b", thing="F2", units=21)
    assert [(one.device, one.units) for one in find_oversold(desk.state().shares)] == [("b", 1)]


@given(
    st.sampled_from(sorted(KINDS)),
    st.dictionaries(
        st.sampled_from(["party", "size", "subject", "level", "replaces", "place", "x"]),
        st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.lists(st.text(max_size=2), max_size=2),
    ),
)
def test_a_malformed_event_changes_nothing_and_stops_nothing(kind, payload):
    """Whatever a payload holds, folding goes on, and the event is followed or named."""
    desk = Desk()
    desk.act(kind, "o1", **payload)
    desk.act("order.stopped", "o3", subject="everybody")
    state = desk.state()
    assert state.events == 9 + (desk.first != "a")
    assert find_order(state.orders).level is Level.STOP


def test_devices_apart_that_adopt_different_plans_are_in_conflict_until_one_is_adopted_anew():
    """Whoever has heard of both sees both, in either order of arrival; the same plan twice is one."""
    desk = Desk("a", "b")
    here, there = adopt(desk, "p1", "a"), adopt(desk, "p2", "b")
    assert {one.plan for one in list_plans(desk.state("a", "b").adopted)} == {"p1", "p2"}
    assert desk.state("b", "a") == desk.state("a", "b")
    desk.devices["b"].listen(here)
    adopt(desk, "p1", "b", (str(here.event.ident), str(there.event.ident)))
    assert [one.plan for one in list_plans(desk.state().adopted)] == ["p1"]
    adopt(desk, "p1", "a")
    assert len(desk.state().adopted.standing) == 2
    assert [one.plan for one in list_plans(desk.state().adopted)] == ["p1"]


def test_the_auditor_reads_and_stops_nothing():
    """An auditor sees the log and moves nobody."""
    assert PERMISSIONS[UseCase.READ_LOG] >= {Role.AUDITOR}
    assert Role.AUDITOR not in PERMISSIONS[UseCase.STOP]


def test_nobody_is_opened_who_belongs_to_no_party() -> None:
    """An opening names a case of a party that is registered: one of another is held, and not followed."""
    desk = Desk()
    desk.act("party.registered", "o1", party="P1", organisation="north", size=1)
    desk.act("identity.opened", "o4", case="P1.1", purpose="call_back")
    assert desk.state().refusals == 0
    for case in ("P2.1", "P1", "P1.1.1"):
        desk.act("identity.opened", "o4", case=case, purpose="call_back")
    assert desk.state().refusals == 3
