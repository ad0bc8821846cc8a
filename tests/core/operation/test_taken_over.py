"""Promise that a device that is taken over acts only as those who have joined there, and takes nothing back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from attacks import Team, attack, sign
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.core.operation import Level, find_order
from safeconduct.core.operation.binding import name_operation, write_succession, write_vouch

ATTACKS = settings(max_examples=60, deadline=None)
LATER = 10**15


def last_refusal(team: Team) -> str:
    return team.state().refused[-1].why


@ATTACKS
@given(st.randoms(use_true_random=False))
def test_whatever_it_signs_nobody_acts_but_who_joined_there(dice):
    """Any events of any kind in any name: people who joined elsewhere have done nothing, and the STOP stands.

    Nobody who lifts a STOP has joined there; what those who have may do, the device may do in their name.
    """
    team = Team(on_d="caseworker")
    team.act("order.stopped", "o3", "b", subject="everybody")
    before = team.state()
    attack(team, dice, 40)
    after = team.state()
    assert find_order(after.orders).level is Level.STOP
    assert (after.name, after.operators["o3"].devices) == (before.name, before.operators["o3"].devices)
    assert not any(
        one.devices != before.operators[name].devices for name, one in after.operators.items() if name < "o4"
    )
    assert not any(release.own_key for release in after.releases.values())
    assert not any(release.done for release in after.releases.values())


@ATTACKS
@given(st.randoms(use_true_random=False))
def test_a_duty_officers_device_makes_no_approver(dice):
    """Where approvals take own keys, a taken-over duty officer's device approves nothing, whomever it invites."""
    team = Team(taken="a")
    attack(team, dice, 60)
    assert not any(release.approved_by for release in team.state().releases.values())


@pytest.mark.parametrize("device", ["b", "d"])
def test_nobody_begins_anew(device):
    """A second beginning is refused, and one of another device is refused before the first is heard."""
    team = Team()
    said = {"name": "theirs", "operator": "o9", "key": team.devices["a"].key}
    team.act("operation.begun", "system", device, **said)
    assert last_refusal(team) == "the operation has begun already"
    assert team.state("d").name == ""
    assert name_operation("a", team.devices["a"].key) == team.state().operation


def test_an_operator_acts_where_they_joined():
    """The same act counts on one device and not on the other, but for a STOP."""
    team = Team()
    team.act("order.set", "o1", "d", subject="everybody", level="GO", replaces=[])
    assert last_refusal(team) == "o1 has not joined on device d"
    team.act("order.stopped", "o1", "d", subject="everybody")
    assert find_order(team.state().orders).level is Level.STOP


def test_only_the_operator_asks_to_join_elsewhere_and_only_the_named_device_lets_in():
    """A code for another device is asked for by oneself, where one has joined; other devices do not let in by it."""
    team = Team()
    team.act("operator.moving", "o3", "d", device="d", code="", expires_millis=LATER)
    assert last_refusal(team) == "o3 has not joined on device d"
    team.act("operator.moving", "o3", "b", device="a", code="", expires_millis=LATER)
    team.act("operator.joined", "system", "d", operator="o3", by="totp")
    assert last_refusal(team) == "o3 is invited to join on device a"
    team.act("operator.joined", "system", "a", operator="o3", by="totp")
    assert team.state().operators["o3"].devices == {"a", "b"}


def test_wrong_codes_on_one_device_void_nothing_elsewhere():
    """Who guesses on a device that they took over does not keep others from joining where they were invited."""
    team = Team()
    team.act("operator.invited", "o1", "a", operator="o7", roles=["gate"], code="", expires_millis=LATER, device="b")
    for _ in range(9):
        team.act("access.denied", "system", "d", operator="system", use_case="join", why="wrong")
    assert team.state().operators["o7"].wrong_codes == 0


def test_an_approval_takes_the_approvers_own_signature_of_this_very_release():
    """Signed by another, for another release, or with another count, it is refused; signed rightly it counts."""
    team = Team()
    asked = {"release": "r1", "content": "d", "count": 9}
    team.ask("r1")
    good = team.approval("o2", "r1")
    for signature in (None, sign("o4", b""), team.approval("o4", "r1"), good[:-1] + ("0" if good[-1] != "0" else "1")):
        team.act("release.approved", "o2", "b", **asked, **({} if signature is None else {"signature": signature}))
        assert last_refusal(team) == "this is not signed with the own key of o2"
    team.act("release.approved", "o2", "b", **asked, signature=good)
    release = team.state().releases["r1"]
    assert (release.approved_by, release.own_key) == ("o2", True)
    team.ask("r2")
    team.act("release.approved", "o2", "b", **asked | {"release": "r2"}, signature=good)
    assert last_refusal(team) == "this is not signed with the own key of o2"


def test_the_second_approvers_key_takes_the_firsts_word():
    """Without a vouch, with a vouch for another key, or with none at all a new approver is not let in."""
    team = Team()
    said = {"operator": "o8", "roles": ["approver"], "code": "", "expires_millis": LATER}
    operation, key = team.state().operation, team.public("o8")
    team.act("operator.invited", "o1", "a", **said)
    assert "take own keys" in last_refusal(team)
    team.act("operator.invited", "o1", "a", **said, key=key)
    assert "has to vouch" in last_refusal(team)
    for name, other in (("o8", key), ("o2", team.public("o4"))):
        vouch = sign(name, write_vouch(operation, "o8", other))
        team.act("operator.invited", "o1", "a", **said, key=key, voucher="o2", signature=vouch)
        assert last_refusal(team) == "this was not signed with the own key of o2"
    vouch = sign("o2", write_vouch(operation, "o8", key))
    team.act("operator.invited", "o1", "a", **said, key=key, voucher="o2", signature=vouch)
    assert team.state().operators["o8"].key == key


def test_a_release_leaves_from_where_it_was_asked_for_or_approved():
    """Another device does not say that it has left, which would keep it from leaving."""
    team = Team()
    team.ask("r1")
    team.act("release.approved", "o2", "b", release="r1", content="d", count=9, signature=team.approval("o2", "r1"))
    team.act("release.done", "system", "d", release="r1")
    assert not team.state().releases["r1"].done
    team.act("release.done", "system", "a", release="r1")
    assert team.state().releases["r1"].done


def restore(team: Team, lost: str, name: str, heir: str) -> None:
    """Let a new device claim to stand in for a lost one."""
    key = team.meet(name)
    words = write_succession(team.state().operation, lost, name, key)
    team.act("device.restored", "system", name, device=lost, key=key, signature=sign(heir, words))


def test_who_has_the_backup_of_a_lost_device_goes_on():
    """Its operators, its shares and its part as coordinator are on the new one; of the old one a STOP alone counts."""
    team = Team()
    team.act("share.dealt", "o1", "a", thing="F1", units=7, taker="a")
    restore(team, "a", "n", "heir of a")
    state = team.state()
    assert (state.coordinator, state.shares["F1"]["n"], state.operators["o1"].devices) == ("n", 7, {"a", "n"})
    team.act("party.registered", "o1", "a", party="P1", organisation="north", size=1)
    assert last_refusal(team) == "device a was closed"
    team.act("party.registered", "o1", "n", party="P1", organisation="north", size=1)
    team.act("order.stopped", "o1", "a", subject="everybody")
    assert "P1" in team.state().parties
    assert find_order(team.state().orders).level is Level.STOP


def test_nobody_else_stands_in_for_a_device():
    """Another device's key does not prove it, and nothing stands in for a device that a duty officer closed."""
    team = Team()
    restore(team, "a", "n", "heir of d")
    assert last_refusal(team) == "this was not signed with the key in a backup of a"
    team.act("device.closed", "o1", "a", device="d")
    restore(team, "d", "m", "heir of d")
    assert last_refusal(team) == "a duty officer closed d: nothing stands in for it"


def test_who_restores_a_device_in_secret_is_closed_with_it_and_begins_no_second():
    """Closing a device closes what stands in for it, unheard of; closing a successor rules out the next one."""
    team = Team()
    team.let_in("o6", ["duty officer"], "b")
    restore(team, "a", "n", "heir of a")
    restore(team, "n", "m", "heir of n")
    assert "was not signed with the key" in last_refusal(team)  # it has named none yet
    team.act("device.closed", "o6", "b", device="a")
    team.act("party.registered", "o1", "n", party="P1", organisation="north", size=1)
    assert last_refusal(team) == "device n was closed"
    again = Team()
    again.let_in("o6", ["duty officer"], "b")
    restore(again, "a", "n", "heir of a")
    again.act("device.closed", "o6", "b", device="n")
    restore(again, "a", "m", "heir of a")
    assert last_refusal(again) == "a duty officer closed a: nothing stands in for it"
    assert again.state().closed == {"a": None, "n": None}


def test_the_last_duty_officers_device_is_not_closed():
    """Somebody is left who can let others in."""
    team = Team()
    team.act("device.closed", "o1", "a", device="a")
    assert "no duty officer has joined" in last_refusal(team)


def test_a_case_is_decided_once_and_apart_shows():
    """A device does not overwrite its decision; two apart that differ are a conflict until the case is opened again."""
    team = Team()
    team.act("case.opened", "o1", "a", case="c1", party="P1")
    team.act("operator.moving", "o1", "a", device="b", code="", expires_millis=LATER)
    team.act("operator.joined", "system", "b", operator="o1", by="totp")
    team.act("case.decided", "o1", "a", case="c1", outcome="moved")
    team.act("case.decided", "o1", "a", case="c1", outcome="not found")
    assert last_refusal(team) == "it is decided: open it again first"
    assert team.state().cases["c1"].outcome == "moved"
    team.act("case.decided", "o1", "b", case="c1", outcome="not found")
    case = team.state().cases["c1"]
    assert (case.outcome, case.conflict) == ("", ("moved", "not found"))
    team.act("case.reopened", "o1", "b", case="c1", why="look again")
    team.act("case.decided", "o1", "a", case="c1", outcome="moved")
    assert team.state().cases["c1"].outcome == "moved"


def test_an_operation_of_older_software_goes_on_as_it_was():
    """Where the ident is of the older form, operators act on every device as they did."""
    team = Team()
    old = replace(team, operation="0123456789abcdef")
    team.act("order.set", "o1", "d", subject="everybody", level="GO", replaces=[])
    assert find_order(old.state().orders).level is Level.GO


def queue(team: Team, ident: str) -> None:
    """Queue a message on the first device, to a party that waits for word."""
    said = {"message": ident, "case": "P1.1", "party": "P1", "about": "instruction", "channels": ["sms"], "count": 1}
    team.act("message.queued", "o1", "a", **said, digest="d", not_after_millis=LATER)
    team.act("message.handing", "system", "a", message=ident, channel="sms", reference=1, parts=["0"])


FALSE_WORD = [
    ("message.receipt", {"message": "m1", "channel": "sms", "part": 0, "said": "delivered"}),
    ("message.handed", {"message": "m1", "channel": "sms", "part": 0}),
    ("message.failed", {"message": "m1", "channel": "sms", "part": 0, "again": "never"}),
    ("message.closed", {"message": "m1", "how": "confirmed"}),
    ("reply.received", {"reply": "r1", "channel": "sms", "meaning": "going", "digest": "d", "party": "P1"}),
    ("menu.queued", {"message": "m9", "case": "P1.1", "party": "P1", "about": "menu", "channels": ["sms"], "count": 1,
                     "digest": "d", "not_after_millis": LATER}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "said"), FALSE_WORD, ids=[kind for kind, _ in FALSE_WORD])
def test_a_guards_device_does_not_say_that_people_were_told(kind, said):
    """What it signs of messages that another device hands over changes nothing: they are sent, and silence shows."""
    team = Team(on_d="gate")
    team.act("operator.ended", "o1", "a", operator="o5")
    team.act("party.registered", "o1", "a", party="P1", organisation="north", size=4)
    queue(team, "m1")
    before = team.state()
    team.act(kind, "system", "d", **said)
    assert "nobody has joined there who may send" in last_refusal(team)
    after = team.state()
    assert (after.messages, after.threads, after.replies) == (before.messages, before.threads, before.replies)
    team.act(kind, "system", "a", **said)
    assert team.state() != before


def test_what_a_stranger_writes_to_any_device_waits_for_a_person():
    """A call of somebody unknown hides nothing, so that it counts wherever it was heard."""
    team = Team(on_d="gate")
    team.act("operator.ended", "o1", "a", operator="o5")
    team.act("reply.received", "system", "d", reply="r1", channel="sms", meaning="help", digest="d")
    assert "r1" in team.state().replies


def test_a_number_beyond_all_seconds_keeps_nobody_from_being_instructed():
    """Who signs with a planner's device leaves a higher number for the next instruction, and a lower one is refused."""
    team = Team()
    last = team.act("instructions.signed", "o4", "d", number=2**53 - 1, parties=["P1"], marks=["0b" * 16])
    assert "the second of signing" in last_refusal(team)
    ahead = last.event.time.millis // 1000 + 2 * 3_600
    team.act("instructions.signed", "o4", "d", number=ahead, parties=["P1"], marks=["0b" * 16])
    assert "the second of signing" in last_refusal(team)
    assert "P1" not in team.state().told
