"""Promise that registering seals who people are, records what planning needs, and finds the same people twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.app.access import Door
from safeconduct.app.join_operation import begin
from safeconduct.app.register_parties import register_parties
from safeconduct.core.basics import DeniedError, SafeconductError
from safeconduct.core.people import Registration
from safeconduct.core.record import ActorId
from safeconduct.core.vault import CaseId, Field, Identity

OFFICER = ActorId("o1")
ADA = Identity(("Ada Quill",), 1990, ("+56 9 5555 0101",))


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    """Give the door of a new exercise with one duty officer."""
    folder = OperationFolder()
    folder.create(tmp_path / "op", "EXERCISE harbour", exercise=True)
    with folder.open(tmp_path / "op") as store:
        made = Door(store, encode_state, decode_state, lambda: 2_000_000_000_000)
        begin(made, "EXERCISE harbour", OFFICER)
        yield made


def test_who_people_are_stands_in_the_vault_alone(door, keyd, tmp_path):
    """The record holds the party, its need and its open case; a name or a number stands in no file."""
    ((made,), same) = register_parties(
        door, keyd.client, OFFICER, [Registration("north", "7", 3, (ADA,), frozenset({"infant"}))]
    )
    state = door.read(OFFICER)
    assert same == []
    assert (state.parties[made.party].size, state.cases[made.party].outcome) == (3, "")
    opened = keyd.client.open_identity(CaseId(f"{made.party}.1"), "correct_record", [Field.NAMES])
    assert opened.names == ("Ada Quill",)
    for file in (one for one in tmp_path.rglob("*") if one.is_file()):
        assert b"Quill" not in file.read_bytes()
        assert b"5555" not in file.read_bytes()


def test_the_same_person_of_two_organisations_is_found(door, keyd):
    """Two spellings of one phone number meet in a fingerprint, and both parties are named."""
    north = Registration("north", "7", 1, (ADA,))
    south = Registration("south", "x1", 1, (Identity(("A. Quill",), None, ("0056 955550101",)),))
    made, (group,) = register_parties(door, keyd.client, OFFICER, [north, south])
    assert set(group.parties) == {one.party for one in made}


def test_who_may_not_register_registers_nothing(door, keyd):
    """An act that is denied leaves no party on record, and nobody in the vault."""
    with pytest.raises(DeniedError):
        register_parties(door, keyd.client, ActorId("stranger"), [Registration("north", "7", 1, (ADA,))])
    assert door.state().parties == {}
    assert keyd.client.read_status()["cases"] == 0


def test_without_the_vault_there_is_no_party(door, keyd):
    """Where nothing can be sealed, nothing is recorded either."""
    keyd.stop()
    with pytest.raises(SafeconductError):
        register_parties(door, keyd.client, OFFICER, [Registration("north", "7", 1, (ADA,))])
    assert door.state().parties == {}
