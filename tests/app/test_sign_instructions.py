"""Promise that instructions are signed under numbers that rise, on record, by who may."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.adapters.trust.instruction_key import InstructionKeyFiles
from safeconduct.app.access import Door
from safeconduct.app.handle_passes import issue_pass
from safeconduct.app.join_operation import begin
from safeconduct.app.name_instruction_key import find_signer, name_instruction_key
from safeconduct.app.sign_instructions import ToTell, sign_instructions
from safeconduct.core.basics import DeniedError, StoreError, Window
from safeconduct.core.operation.trusting import find_trust
from safeconduct.core.record import ActorId
from safeconduct.core.trust import Newest, Reason, address, check_instruction
from safeconduct.core.trust.gate_pass import NUMBER_MAX

OFFICER, NOW = ActorId("o1"), int(time.time())
KEYS = InstructionKeyFiles()
ASKED = [ToTell(f"P{at}", f"07{at:08}", NOW + 3_600, "en", f"Stay at home. {at}") for at in range(3)]


class Desk:
    """Sign and read instructions of one exercise."""

    def __init__(self, folder: Path, door: Door, operation) -> None:
        self.folder, self.door, self.operation = folder, door, operation

    def sign(self, asked: list[ToTell], issued: int = NOW, by: ActorId = OFFICER) -> list[bytes]:
        """Sign by the device's key."""
        signer = KEYS.read(self.folder)
        assert signer is not None
        return sign_instructions(self.door, by, signer, self.operation, asked, issued)

    def read(self, sealed: bytes, reach_code: str, newest: Newest | None = None):
        """Let a party read what it was sent."""
        signer = KEYS.read(self.folder)
        assert signer is not None
        trust = find_trust(self.door.state(), self.operation.ident, self.operation.exercise)
        return check_instruction(sealed, address(reach_code, signer.secret), NOW, newest, trust, KEYS.verify)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give an exercise with a duty officer and a named key."""
    OperationFolder().create(tmp_path / "a", "EXERCISE harbour", exercise=True)
    with OperationFolder().open(tmp_path / "a") as store:
        door = Door(store, encode_state, decode_state, lambda: NOW * 1000)
        begin(door, "EXERCISE harbour", OFFICER)
        name_instruction_key(door, OFFICER, KEYS, tmp_path / "a")
        yield Desk(tmp_path / "a", door, store.operation())


def test_each_party_reads_its_own_and_no_other(desk):
    """What was signed is genuine for its addressee alone, and the record holds its number and mark."""
    sealed = desk.sign(ASKED)
    for one, asked in zip(sealed, ASKED, strict=True):
        verdict = desk.read(one, asked.reach_code)
        assert (verdict.reason, verdict.told.text) == (Reason.GENUINE, asked.text)
        assert desk.door.state().told[asked.party] == verdict.newest
    assert desk.read(sealed[0], ASKED[1].reach_code).reason is Reason.OTHER_ADDRESSEE


def test_numbers_rise_whatever_the_clock_says(desk):
    """A second instruction of the same second, or of a clock put back, has a higher number; the first is then old."""
    (first,), (second,), (third,) = (desk.sign(ASKED[:1], issued) for issued in (NOW, NOW, NOW - 100))
    newest = desk.read(third, ASKED[0].reach_code).newest
    assert newest is not None
    assert newest.number == NOW + 2
    assert {desk.read(one, ASKED[0].reach_code, newest).reason for one in (first, second)} == {Reason.REPLAYED}


def test_a_revoked_instruction_is_refused(desk):
    """By its mark, which the record holds, and for good."""
    (sealed,) = desk.sign(ASKED[:1])
    desk.door.act(OFFICER, "instruction.revoked", {"mark": desk.door.state().told["P0"].mark})
    assert desk.read(sealed, ASKED[0].reach_code).reason is Reason.REVOKED


def test_nothing_is_signed_in_part(desk):
    """One text that no reader would take, or a party that stands there twice, and nothing is signed or on record."""
    for wrong in ([*ASKED, replace(ASKED[0], party="P9", text="")], [*ASKED, ASKED[0]]):
        with pytest.raises(StoreError):
            desk.sign(wrong)
    assert desk.door.state().told == {}
    assert desk.sign([]) == []


def test_who_may_not_signs_nothing(desk):
    """A stranger is denied before anything is signed; no device signs by a key that is not named, or is revoked."""
    with pytest.raises(DeniedError):
        desk.sign(ASKED, by=ActorId("o9"))
    key = find_signer(desk.door, OFFICER, KEYS, desk.folder).public_key
    desk.door.act(OFFICER, "instruction_key.revoked", {"key": key})
    with pytest.raises(StoreError, match="revoked"):
        find_signer(desk.door, OFFICER, KEYS, desk.folder)
    KEYS.make(desk.folder)
    with pytest.raises(StoreError, match="on record"):
        find_signer(desk.door, OFFICER, KEYS, desk.folder)


def test_a_state_with_instructions_is_kept_as_it_is(desk):
    """Keys, marks, passes and their use come back from a kept state."""
    desk.sign(ASKED)
    desk.door.act(OFFICER, "pass.revoked", {"nonce": "0a" * 8})
    state = desk.door.state()
    assert decode_state(encode_state(state)) == state


def test_no_number_of_another_device_is_the_last(desk):
    """Passes go on being issued after one with the highest number that a guard takes."""
    desk.door.act(OFFICER, "party.registered", {"party": "P0", "organisation": "north", "size": 4})
    window, signer = Window(NOW, NOW + 3_600), KEYS.read(desk.folder)
    said = {"party": "P0", "gate": "gate:N", "size": 4, "opens_millis": 1, "closes_millis": 2, "nonce": "0a" * 8}
    desk.door.act(OFFICER, "pass.issued", {**said, "number": NUMBER_MAX})
    shown, _ = issue_pass(desk.door, OFFICER, signer, desk.operation, "P0", "gate:N", window, "0b" * 8)
    assert 1 <= shown.number < NUMBER_MAX
