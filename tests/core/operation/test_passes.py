"""Promise what the record keeps of instruction keys and gate passes, and that double use shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from operation_desk import Desk

from forging import OURS
from safeconduct.core.operation import State, advance, find_refusal
from safeconduct.core.operation.trusting import find_revocations, find_trust, find_used
from safeconduct.core.record import Json, Record, join
from safeconduct.core.trust import Revocations

NONCE, MARK = "0a" * 8, "0b" * 16
KEY = OURS[0]
ISSUED: dict[str, Json] = {
    "party": "P1",
    "nonce": NONCE,
    "gate": "gate:N",
    "size": 4,
    "opens_millis": 1,
    "closes_millis": 10**9,
    "number": 1,
}


def test_the_record_says_whom_to_believe():
    """Keys that were named, the revoked ones too; instructions and passes that were revoked."""
    desk = Desk()
    desk.act("instruction_key.named", "o1", key=KEY, secret="0c")
    desk.act("instruction_key.named", "o1", key="ab" * 32, secret="0c")
    desk.act("instruction_key.revoked", "o1", key="ab" * 32, why="laptop lost")
    desk.act("instruction.revoked", "o4", mark=MARK)
    desk.act("pass.revoked", "o4", nonce=NONCE)
    trust = find_trust(desk.state(), "op", True)
    assert (trust.keys, trust.operation, trust.exercise) == ({KEY, "ab" * 32}, "op", True)
    assert trust.revocations == Revocations({"ab" * 32}, {MARK}, {NONCE})
    assert desk.state().refused == ()


def test_a_revoked_key_is_not_named_again():
    """Whoever names it again is told; what it signed stays refused."""
    desk = Desk()
    desk.act("instruction_key.revoked", "o1", key=KEY)
    desk.act("instruction_key.named", "o1", key=KEY, secret="0c")
    assert desk.state().refused[-1].why == "this instruction key was revoked: make a new one"
    assert KEY in find_revocations(desk.state()).keys


def test_two_guards_apart_use_one_pass_and_it_shows():
    """Each lets it through, as neither heard the other; together they know where and when, twice."""
    desk = Desk("a", "b")
    for device, gate, millis in (("a", "gate:N", 1_000), ("b", "gate:E", 2_000)):
        desk.act("pass.used", "o3", device, nonce=NONCE, gate=gate, used_millis=millis)
    assert find_used(desk.state("a")).find_double() == {}
    ((nonce, uses),) = find_used(desk.state()).find_double().items()
    assert nonce == NONCE
    assert [(use.second, use.gate, use.guard) for use in uses] == [(1, "gate:N", "o3/a"), (2, "gate:E", "o3/b")]


@pytest.mark.parametrize("before", ["pass.used", "pass.revoked"])
def test_a_guard_who_heard_is_held_back(before):
    """Where this device has heard that a pass was used or revoked, a use is refused before it is on record."""
    desk = Desk()
    said: dict[str, Json] = {"nonce": NONCE, "gate": "gate:N", "used_millis": 1}
    used = Desk().act("pass.used", "o3", **said).event
    if before == "pass.used":
        desk.act(before, "o3", **said)
    else:
        desk.act(before, "o4", nonce=NONCE)
    assert NONCE in find_refusal(desk.state(), [used])


def test_a_pass_is_issued_to_a_party_that_is_known_once():
    """What was issued stands under its nonce; not for a stranger, and not twice."""
    desk = Desk()
    desk.act("pass.issued", "o4", **ISSUED)
    assert desk.state().refused[-1].why == "P1 is not known"
    desk.act("party.registered", "o4", party="P1", organisation="north", size=4)
    desk.act("pass.issued", "o4", **ISSUED)
    assert desk.state().passes[NONCE].party == "P1"
    desk.act("pass.issued", "o4", **ISSUED)
    assert desk.state().refused[-1].why == f"pass {NONCE} was issued already"
    for wrong in ({"size": 0}, {"number": 0}, {"closes_millis": 1}, {"nonce": "7"}):
        desk.act("pass.issued", "o4", **{**ISSUED, "nonce": "0d" * 8, **wrong})
    assert (desk.state().refusals, len(desk.state().passes)) == (6, 1)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("instruction_key.named", {"key": "12", "secret": "0c"}),
        ("instruction_key.revoked", {"key": "12"}),
        ("instruction.revoked", {"mark": "12"}),
        ("pass.revoked", {"nonce": "12"}),
        ("pass.used", {"nonce": "12", "gate": "gate:N", "used_millis": 1}),
        ("pass.used", {"nonce": NONCE, "gate": "gate:N", "used_millis": 10**15}),
    ],
)
def test_what_no_reader_would_know_is_not_followed(kind, said):
    """Keys, marks and nonces of another form change nothing, and nothing is used in the time to come."""
    desk = Desk()
    desk.act(kind, "o3" if kind == "pass.used" else "o1", **said)
    state = desk.state()
    assert (state.refusals, state.revoked, state.used, state.instruction_keys) == (1, {}, {}, {})


ACTS = st.sampled_from(
    [
        ("pass.revoked", "o4", {"nonce": NONCE}),
        ("instruction.revoked", "o4", {"mark": MARK}),
        ("instruction_key.revoked", "o1", {"key": KEY}),
        ("instruction_key.named", "o1", {"key": KEY, "secret": "0c"}),
        ("pass.used", "o3", {"nonce": NONCE, "gate": "gate:N", "used_millis": 1}),
    ]
)


@given(st.lists(st.tuples(st.sampled_from("ab"), ACTS), max_size=12))
def test_devices_that_meet_never_know_less(acts):
    """What either device holds revoked or used is revoked and used for both, whatever else they did apart."""
    desk = Desk("a", "b")
    beginning = list(desk.devices["a"].log)
    for device, (kind, actor, said) in acts:
        desk.act(kind, actor, device, **said)
    both = desk.state()
    for device in desk.devices.values():
        heard = join(Record(), [*beginning, *device.log]).in_order()
        alone = advance(State(), [one.event for one in heard])
        assert find_revocations(alone) <= find_revocations(both)
        assert all(set(uses) <= set(both.used[nonce]) for nonce, uses in alone.used.items())
