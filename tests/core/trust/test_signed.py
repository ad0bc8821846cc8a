"""Promise that genuine instructions and passes are taken, and that each way to fail has its word."""

from __future__ import annotations

import random
from dataclasses import astuple, replace

import pytest
import segno

from forging import NOW, OPERATION, OURS, THIEF, TRIALS, Told, World, find_refused
from safeconduct.core.trust import (
    Bulletin,
    GatePass,
    Newest,
    Reason,
    Revocations,
    address,
    check_instruction,
    check_pass,
    hear_bulletin,
    mark,
    name_key,
    seal_bulletin,
    seal_instruction,
    seal_pass,
    to_base45,
)
from safeconduct.core.trust.signed import NUMBER_AHEAD_SECONDS, seal
from safeconduct.core.trust.used_passes import UsedPasses


@pytest.fixture
def world() -> World:
    return World(random.Random(7), 40)


def test_genuine_ones_are_taken(world):
    """A genuine instruction is taken once and again, after an older one too; a genuine pass is let through."""
    assert find_refused(world) == 0


def test_what_was_signed_is_what_is_read(world):
    """The verdict holds every field as it was signed, and what to keep in mind; a refusal holds nothing."""
    one = world.told[0]
    verdict = check_instruction(one.sealed, one.told.addressee, NOW, None, world.trust, world.verify)
    assert (verdict.reason, verdict.told) == (Reason.GENUINE, one.told)
    assert verdict.newest == Newest(one.told.number, mark(one.sealed[64:]))
    refused = check_instruction(one.sealed, "0" * 16, NOW, None, world.trust, world.verify)
    assert (refused.reason, refused.told, refused.newest) == (Reason.OTHER_ADDRESSEE, None, None)


EXPECTED = {
    "truncated": Reason.MALFORMED,
    "something appended": Reason.MALFORMED,
    "bits of the signature flipped": Reason.FORGED,
    "signature of another": Reason.FORGED,
    "signed by an unknown key": Reason.FORGED,
    "signature malleated": Reason.FORGED,
    "signed by a revoked key": Reason.REVOKED,
    "exercise said live": Reason.MIXED,
    "of another kind": Reason.MALFORMED,
    "written in another way": Reason.MALFORMED,
    "expired": Reason.EXPIRED,
    "not yet valid": Reason.NOT_YET,
    "replayed": Reason.REPLAYED,
    "numbered ahead": Reason.AHEAD,
    "re-addressed": Reason.OTHER_ADDRESSEE,
    "revoked": Reason.REVOKED,
    "after its window": Reason.EXPIRED,
    "before its window": Reason.NOT_YET,
    "used before": Reason.USED,
    "at another gate": Reason.OTHER_GATE,
}


@pytest.mark.parametrize(("what", "name"), [(what, name) for what, (_, names) in TRIALS.items() for name in names])
def test_every_attack_is_refused_for_its_reason(world, what, name):
    """Of each class none is accepted; where a class fails in one way alone, the word for it comes out every time."""
    found = {TRIALS[what][0](world, name) for _ in range(100)}
    assert Reason.GENUINE not in found
    assert name not in EXPECTED or found == {EXPECTED[name]}


def test_20_000_forgeries_in_turn_are_refused():
    """The short form of benchmarks/forgeries.py: none is accepted, and more than half reach a signature's check."""
    world = World(random.Random(11))
    classes = [(attack, name) for attack, names in TRIALS.values() for name in names]
    reached = 0
    for at in range(20_000):
        attack, name = classes[at % len(classes)]
        before = world.verified
        assert attack(world, name) is not Reason.GENUINE, name
        reached += world.verified > before
    assert reached > 10_000


def test_the_attacks_would_be_noticed(world, monkeypatch):
    """With a reader who believes every signature, the attacks on signatures come through: they do reach it."""
    monkeypatch.setattr(World, "verify", lambda *_: True)
    believed = {
        name
        for what, (attack, names) in TRIALS.items()
        for name in names
        if Reason.GENUINE in {attack(world, name) for _ in range(60)}
    }
    assert believed >= {
        "bits of the signature flipped",
        "signature of another",
        "fields of another",
        "a field changed",
        "signed by an unknown key",
        "signature malleated",
    }


def test_a_number_far_ahead_of_its_time_is_not_taken(world):
    """A device that is taken over cannot void what others sign later: its key signs no number of next week."""
    one = world.told[0]
    told = replace(one.told, number=one.told.issued + NUMBER_AHEAD_SECONDS)
    last = seal_instruction(told, OURS[1])
    assert check_instruction(last, told.addressee, NOW, None, world.trust, world.verify).reason is Reason.GENUINE
    beyond = replace(told, number=told.number + 1)
    with pytest.raises(ValueError, match="a number of its time"):
        seal_instruction(beyond, OURS[1])
    sealed = seal(["instruction/1", *astuple(beyond)], OURS[1])
    assert check_instruction(sealed, told.addressee, NOW, None, world.trust, world.verify).reason is Reason.AHEAD


def test_other_people_sign_nothing(world):
    """A key that was not named signs nothing, though it be the reader's only one that fits."""
    told = replace(world.told[0].told, number=99)
    one = Told(told, seal_instruction(told, THIEF[1]))
    assert world.read(one.sealed, one) is Reason.FORGED


@pytest.mark.parametrize(
    "wrong",
    [
        {"addressee": "Maria from next door"},
        {"number": 0},
        {"valid_until": 0},
        {"text": ""},
        {"text": "a\r\nb"},
        {"text": "a\x00"},
        {"map_digest": "ab"},
        {"operation": ""},
    ],
)
def test_nothing_is_signed_that_nobody_would_take(world, wrong):
    """A name as addressee, no number, an end before its beginning, control signs: not signed."""
    with pytest.raises(ValueError, match="an instruction has"):
        seal_instruction(replace(world.told[0].told, **wrong), OURS[1])


NO_PASS = [{"size": 0}, {"gate": "g" * 25}, {"closes": 0}, {"nonce": "7"}, {"party": "P00001"}]


@pytest.mark.parametrize("wrong", NO_PASS)
def test_no_pass_is_signed_that_no_guard_would_take(world, wrong):
    """Nobody in it, a gate too long for the code, an end before the beginning, a party by its id: not signed."""
    with pytest.raises(ValueError, match="a pass has"):
        seal_pass(replace(world.shown[0].shown, **wrong), OURS[1])


def test_a_pass_fits_into_a_code_that_a_cheap_phone_reads():
    """The longest pass there can be is a QR code of version 10 at most, with correction M."""
    longest = GatePass(OPERATION, True, "0a" * 8, 10**4, "G" * 24, 10**10 - 2, 10**10 - 1, 10**6, "0b" * 8)
    code = segno.make(to_base45(seal_pass(longest, OURS[1]), "P1:"), error="m", boost_error=False, micro=False)
    assert (code.mode, code.version <= 10) == ("alphanumeric", True)


def test_a_guard_learns_size_and_window_and_nobody(world):
    """A pass holds no party id: the same party has another address under another secret."""
    assert world.shown[0].shown.party == address("P00000", bytes(32)) != address("P00000", bytes([1]) * 32)
    with pytest.raises(ValueError, match="16 bytes"):
        address("0700000001", b"")


def test_a_key_has_a_name_that_people_compare():
    """Another key has another name, of signs that nobody takes for others."""
    assert name_key(OURS[0]) != name_key(THIEF[0])
    assert not set("01OIL") & set(name_key(OURS[0]))


def test_a_bulletin_is_heard_and_takes_nothing_back(world):
    """What it revokes is refused afterwards; an older, emptier one changes nothing."""
    one = world.shown[0]
    sealed = seal_bulletin(Bulletin(OPERATION, True, NOW, Revocations(passes=frozenset({one.shown.nonce}))), OURS[1])
    heard, trust = hear_bulletin(sealed, world.trust, world.verify)
    assert heard is Reason.GENUINE
    assert check_pass(one.sealed, one.shown.gate, NOW, UsedPasses(), trust, world.verify).reason is Reason.REVOKED
    empty = seal_bulletin(Bulletin(OPERATION, True, 0, Revocations()), OURS[1])
    assert hear_bulletin(empty, trust, world.verify) == (Reason.GENUINE, trust)


@pytest.mark.parametrize("names", [("b" * 16, "a" * 16), ("a" * 16, "a" * 16), ("a" * 15,), ("Maria",)])
def test_a_bulletin_of_another_form_is_not_heard(world, names):
    """Names out of order, twice, or of another form are refused, though the key be the operation's own."""

    sealed = seal(["revoked/1", OPERATION, True, NOW, [], [], list(names)], OURS[1])
    assert hear_bulletin(sealed, world.trust, world.verify) == (Reason.MALFORMED, world.trust)


def test_a_bulletin_of_a_thief_is_not_heard(world):
    """Forged, of another operation, or no bulletin at all: what is believed stays as it was."""
    said = Bulletin(OPERATION, True, NOW, Revocations(keys=frozenset({OURS[0]})))
    for sealed, reason in (
        (seal_bulletin(said, THIEF[1]), Reason.FORGED),
        (seal_bulletin(replace(said, operation="0" * 16), OURS[1]), Reason.OTHER_OPERATION),
        (world.shown[0].sealed, Reason.MALFORMED),
    ):
        assert hear_bulletin(sealed, world.trust, world.verify) == (reason, world.trust)


@pytest.mark.parametrize("word", ["instruction/2", "pass/1", ""])
def test_a_signed_list_of_another_name_is_no_instruction_though_it_has_the_shape(world, word):
    """What the operation signed under another word is not read as an instruction or a pass."""
    told, shown = world.told[0], world.shown[0]
    said = seal([word, *astuple(told.told)], OURS[1])
    assert world.read(said, told) is Reason.MALFORMED
    said = seal([word.replace("pass", "past"), *astuple(shown.shown)], OURS[1])
    assert world.guard(said, shown) is Reason.MALFORMED
