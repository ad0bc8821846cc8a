"""Promise which passkeys let an operator in, and which answers are refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st
from software_authenticator import Authenticator, encode

from safeconduct.adapters.operators.passkey import VALID_MILLIS, Passkeys
from safeconduct.core.basics import CannotReadError, DeniedError
from safeconduct.core.record import ActorId

OPERATOR = ActorId("o7")
NOW = 1_900_000_000_000


def make_passkeys(folder: Path) -> Passkeys:
    """Return the passkeys of an operation that is served on this laptop."""
    return Passkeys(folder / "passkeys.json", "EXERCISE harbour", "localhost", "http://localhost:8000")


@pytest.fixture
def passkeys(tmp_path: Path) -> Passkeys:
    """Give the passkeys of a new operation."""
    return make_passkeys(tmp_path)


@pytest.fixture
def device(passkeys: Passkeys) -> Authenticator:
    """Give an operator's device, which has made a passkey."""
    made = Authenticator()
    assert passkeys.prove(OPERATOR, made.create(passkeys.enrol(OPERATOR)), NOW)
    return made


def test_a_passkey_that_was_made_proves_again_and_again(passkeys, device, tmp_path):
    """Each new challenge is answered, also to a service that was started anew."""
    for _ in range(3):
        assert passkeys.prove(OPERATOR, device.get(passkeys.ask(OPERATOR, NOW)), NOW)
    anew = make_passkeys(tmp_path)
    assert anew.prove(OPERATOR, device.get(anew.ask(OPERATOR, NOW)), NOW)


@pytest.mark.usefixtures("device")
def test_the_browser_is_told_to_verify_the_person(passkeys):
    """The options name site, operation and the one passkey, hold the id and no name, and want the person verified."""
    made = json.loads(passkeys.enrol(ActorId("o8")))
    assert (made["rp"], made["user"]["name"]) == ({"id": "localhost", "name": "EXERCISE harbour"}, "o8")
    assert made["authenticatorSelection"]["userVerification"] == "required"
    asked = json.loads(passkeys.ask(OPERATOR, NOW))
    assert (asked["rpId"], asked["userVerification"], len(asked["allowCredentials"])) == ("localhost", "required", 1)


def test_an_answer_is_taken_once(passkeys, device):
    """What somebody has recorded is refused: without a challenge that waits, and to the next challenge."""
    answer = device.get(passkeys.ask(OPERATOR, NOW))
    assert passkeys.prove(OPERATOR, answer, NOW)
    assert not passkeys.prove(OPERATOR, answer, NOW)
    passkeys.ask(OPERATOR, NOW)
    assert not passkeys.prove(OPERATOR, answer, NOW)


def test_a_challenge_is_used_up_by_a_wrong_answer(passkeys, device):
    """Nobody tries several answers to one challenge."""
    options = passkeys.ask(OPERATOR, NOW)
    assert not passkeys.prove(OPERATOR, "{}", NOW)
    assert not passkeys.prove(OPERATOR, device.get(options), NOW)


def test_a_newer_challenge_replaces_an_older_one(passkeys, device):
    """Only the newest challenge is answered, and for two minutes."""
    old = passkeys.ask(OPERATOR, NOW)
    passkeys.ask(OPERATOR, NOW)
    assert not passkeys.prove(OPERATOR, device.get(old), NOW)
    assert not passkeys.prove(OPERATOR, device.get(passkeys.ask(OPERATOR, NOW)), NOW + VALID_MILLIS)
    assert passkeys.prove(OPERATOR, device.get(passkeys.ask(OPERATOR, NOW)), NOW + VALID_MILLIS - 1)


WRONG = {
    "another origin": {"origin": "http://localhost:8001"},
    "a look-alike": {"origin": "https://localhost.example.org"},
    "another site": {"site": "example.org"},
    "a person who was not verified": {"verified": False},
    "another key": {"key": ec.generate_private_key(ec.SECP256R1())},
    "the same count": {"count": 4},
    "a lower count": {"count": 1},
    "another credential": {"ident": b"another passkey"},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_in_one_thing_is_refused(passkeys, device, wrong):
    """All else is as it should be; the right answer to the next challenge is taken even so."""
    device.count = 4
    assert passkeys.prove(OPERATOR, device.get(passkeys.ask(OPERATOR, NOW)), NOW)
    assert not passkeys.prove(OPERATOR, replace(device, **WRONG[wrong]).get(passkeys.ask(OPERATOR, NOW)), NOW)
    assert passkeys.prove(OPERATOR, device.get(passkeys.ask(OPERATOR, NOW)), NOW)


@pytest.mark.parametrize("wrong", ["another origin", "another site", "a person who was not verified"])
def test_a_passkey_made_elsewhere_is_not_enrolled(passkeys, wrong):
    """It proves nothing, and the operator enrols anew."""
    assert not passkeys.prove(OPERATOR, Authenticator(**WRONG[wrong]).create(passkeys.enrol(OPERATOR)), NOW)
    assert passkeys.prove(OPERATOR, Authenticator().create(passkeys.enrol(OPERATOR)), NOW)


def test_an_answer_to_another_challenge_enrols_nobody(passkeys):
    """A passkey that was made for an earlier offer is refused."""
    old = passkeys.enrol(OPERATOR)
    passkeys.enrol(OPERATOR)
    assert not passkeys.prove(OPERATOR, Authenticator().create(old), NOW)


def test_one_operators_passkey_is_nobody_elses(passkeys, device):
    """A second operator is not proved by the first one's device, nor by one that was never enrolled."""
    other = Authenticator()
    assert passkeys.prove(ActorId("o8"), other.create(passkeys.enrol(ActorId("o8"))), NOW)
    assert not passkeys.prove(ActorId("o8"), device.get(passkeys.ask(ActorId("o8"), NOW)), NOW)
    assert not passkeys.prove(ActorId("o9"), device.get(passkeys.ask(OPERATOR, NOW)), NOW)
    with pytest.raises(DeniedError, match="join here first"):
        passkeys.ask(ActorId("o9"), NOW)


@pytest.mark.usefixtures("device")
def test_a_passkey_that_was_made_is_not_replaced(passkeys):
    """Nobody takes an operator's place by enrolling again."""
    with pytest.raises(ValueError, match="invite anew"):
        passkeys.enrol(OPERATOR)


@given(st.integers(0, 10_000), st.sampled_from(["clientDataJSON", "authenticatorData", "signature"]))
def test_a_bent_answer_is_refused(tmp_path_factory, at, name):
    """Whatever sign of an answer is changed, nobody is let in."""
    passkeys = make_passkeys(tmp_path_factory.mktemp("bent"))
    device = Authenticator()
    assert passkeys.prove(OPERATOR, device.create(passkeys.enrol(OPERATOR)), NOW)
    answer = json.loads(device.get(passkeys.ask(OPERATOR, NOW)))
    told = answer["response"][name]
    place = at % (len(told) - 2)  # the last sign may hold bits that nobody reads
    answer["response"][name] = told[:place] + ("A" if told[place] != "A" else "B") + told[place + 1 :]
    assert not passkeys.prove(OPERATOR, json.dumps(answer), NOW)


JSON = st.recursive(st.none() | st.integers() | st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one))


@given(st.one_of(st.text(), JSON.map(json.dumps), st.integers(0, 10_000)), st.booleans())
def test_what_is_no_answer_is_refused_and_breaks_nothing(tmp_path_factory, proof, made):
    """Any text, any JSON and any answer that is cut short is refused without an error, before and after enrolling."""
    passkeys = make_passkeys(tmp_path_factory.mktemp("none"))
    device = Authenticator()
    answer = device.create(passkeys.enrol(OPERATOR))
    if made:
        assert passkeys.prove(OPERATOR, answer, NOW)
        answer = device.get(passkeys.ask(OPERATOR, NOW))
    assert not passkeys.prove(OPERATOR, answer[: proof % len(answer)] if isinstance(proof, int) else proof, NOW)


@pytest.mark.parametrize("of_key", [b"", b"\x00" * 18, b"\xff" * 60, bytes(16) + b"\x00\x04abcd\x9f\x9f\x9f"])
def test_a_broken_key_is_refused(passkeys, of_key):
    """An attestation whose inside is no key is refused without an error."""
    made = json.loads(Authenticator().create(passkeys.enrol(OPERATOR)))
    attested = {"fmt": "none", "attStmt": {}, "authData": Authenticator().tell(0x40) + of_key}
    made["response"]["attestationObject"] = encode(cbor2.dumps(attested))
    assert not passkeys.prove(OPERATOR, json.dumps(made), NOW)


def test_a_damaged_file_is_said(passkeys, tmp_path):
    """Nobody is let in by a file that cannot be read, and no operator is lost in silence."""
    (tmp_path / "passkeys.json").write_text('{"o7": {"other": 1}}')
    with pytest.raises(CannotReadError, match="is damaged"):
        passkeys.ask(OPERATOR, NOW)
