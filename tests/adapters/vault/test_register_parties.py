"""Promise that registering seals who people are, records what planning needs, and finds the same people twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.adapters.vault.keeper import VaultFiles
from safeconduct.adapters.vault.leave import sign_leave
from safeconduct.app.access import Door
from safeconduct.app.anchor_vault import find_vault_flaws
from safeconduct.app.join_operation import begin
from safeconduct.app.register_parties import register_parties
from safeconduct.core.basics import DeniedError, SafeconductError
from safeconduct.core.people import Registration
from safeconduct.core.record import ActorId
from safeconduct.core.vault import CaseId, Field, Identity, Role, VaultLockedError, VaultRefusedError
from vault_process import PASSPHRASE, Keyd, invent

OFFICER = ActorId("o1")
ADA = Identity(("Ada Quill",), 1990, ("+56 9 5555 0101",))


@pytest.fixture
def keyd(room: Path) -> Iterator[Keyd]:
    """Give a vault that answers an importer."""
    held = Keyd(room / "vault").start(Role.IMPORTER)
    yield held
    if held.process is not None:
        held.stop()


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
    outcome = register_parties(
        door, keyd.client, OFFICER, [Registration("north", "7", 3, (ADA,), frozenset({"infant"}))]
    )
    state, (made,) = door.read(OFFICER), outcome.made
    assert outcome.same == ()
    assert (state.parties[made.party].size, state.cases[made.party].outcome) == (3, "")
    keyd.stop()
    keyd.start()
    opened = keyd.client.open_identity(CaseId(f"{made.party}.1"), "correct_record", [Field.NAMES])
    assert opened.names == ("Ada Quill",)
    for file in (one for one in tmp_path.rglob("*") if one.is_file()):
        assert b"Quill" not in file.read_bytes()
        assert b"5555" not in file.read_bytes()


def test_the_same_person_of_two_organisations_is_found(door, keyd):
    """Two spellings of one phone number meet in a fingerprint, and both parties are named."""
    north = Registration("north", "7", 1, (ADA,))
    south = Registration("south", "x1", 1, (Identity(("A. Quill",), None, ("0056 955550101",)),))
    outcome = register_parties(door, keyd.client, OFFICER, [north, south])
    assert [set(group.parties) for group in outcome.same] == [{one.party for one in outcome.made}]


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


def test_a_corrected_table_registers_new_parties_alone(door, keyd):
    """Who is registered stays as they are, and is named by the same id; only what is new goes in."""
    first = register_parties(door, keyd.client, OFFICER, [Registration("north", "Quarry 7", 1, (ADA,))])
    held = door.state().parties[first.made[0].party]
    corrected = [Registration("north", "Quarry 7", 4, (ADA,)), Registration("south", "Quarry 7", 1, (ADA,))]
    second = register_parties(door, keyd.client, OFFICER, corrected)
    assert second.before == first.made
    assert [one.organisation for one in second.made] == ["south"]
    assert door.state().parties[first.made[0].party] == held
    assert all("Quarry" not in str(event.payload) for event in door.events())


def test_what_the_record_would_refuse_is_not_sealed(door, keyd):
    """Where one party of a table does not fit the record, nobody of the table stands in the vault without a party."""
    wrong = Registration("north" * 500, "8", 1, (ADA,))
    with pytest.raises(DeniedError):
        register_parties(door, keyd.client, OFFICER, [Registration("north", "7", 1, (ADA,)), wrong])
    assert keyd.client.read_status()["cases"] == 0
    assert door.state().parties == {}


def test_a_vault_that_was_put_back_is_seen(door, room):
    """The record notes how far the vault's ledger is: a vault from before does not hold it, nor once it has gone on."""
    keyd = Keyd(room / "vault").start(Role.IMPORTER)
    try:
        register_parties(door, keyd.client, OFFICER, [Registration("north", "1", 1, (ADA,))])
        keyd.stop()
        shutil.copytree(keyd.folder, room / "before")
        keyd.start(Role.IMPORTER)
        register_parties(door, keyd.client, OFFICER, [Registration("north", "2", 1, (ADA,))])
        assert find_vault_flaws(door.events(), keyd.client) == (2, [])
        keyd.stop()
        shutil.rmtree(keyd.folder)
        shutil.copytree(room / "before", keyd.folder)
        keyd.start(Role.IMPORTER)
        (_, (flaw,)) = find_vault_flaws(door.events(), keyd.client)
        assert flaw.what == "it is not there any more"
        keyd.client.seal_all([(CaseId(f"other.{number}"), ADA) for number in range(9)])
        (_, (flaw,)) = find_vault_flaws(door.events(), keyd.client)
        assert flaw.what == "it is another entry now"
        register_parties(door, keyd.client, OFFICER, [Registration("north", "3", 1, (ADA,))])
        assert len(find_vault_flaws(door.events(), keyd.client)[1]) == 1  # what went on from there does not hide it
    finally:
        keyd.stop()


class Killed(BaseException):
    """End a process where it stands."""


class Dying:
    """Pass everything on, and be killed at the n-th call that changes something, before it or after."""

    def __init__(self, real: object, calls: list[int]) -> None:
        self._real, self._calls = real, calls

    def __getattr__(self, name: str) -> object:
        found = getattr(self._real, name)
        if name not in ("tag_references", "seal_all", "fingerprint_all", "act_all"):
            return found

        def call(*given: object) -> object:
            self._calls[0] -= 1
            if self._calls[0] == 0:
                raise Killed
            answer = found(*given)
            self._calls[0] -= 1
            if self._calls[0] == 0:
                raise Killed
            return answer

        return call


@pytest.mark.parametrize("last", range(1, 15))
def test_killed_at_any_moment_registering_again_completes_it(door, keyd, last):
    """Whatever was sealed or recorded by then, each party is there once in the end, and nobody is sealed twice."""
    table = [Registration("north", str(number), 20, (invent(number),) * 20) for number in range(2)]
    with pytest.raises(Killed):
        register_parties(Dying(door, calls := [last]), Dying(keyd.client, calls), OFFICER, table)  # type: ignore[arg-type]
    between = keyd.client.read_status()["cases"], len(door.state().parties)
    outcome = register_parties(door, keyd.client, OFFICER, table)
    assert (len(outcome.made) + len(outcome.before), len(outcome.before)) == (2, between[1])
    state = door.state()
    assert sorted(state.cases) == sorted(state.parties) == sorted(one.party for one in outcome.made + outcome.before)
    assert keyd.client.read_status()["cases"] == 40 >= between[0]


def test_a_keyd_that_is_killed_meanwhile_has_kept_what_it_answered(door, keyd):
    """After a kill of keyd itself, what was registered stands, and the rest goes in when it runs again."""
    table = [Registration("north", str(number), 1, (invent(number),)) for number in range(80)]

    def kill(share: float) -> None:
        if share < 1:
            keyd.stop(kill=True)

    with pytest.raises(VaultLockedError):
        register_parties(door, keyd.client, OFFICER, table, kill)
    keyd.start(Role.IMPORTER)
    outcome = register_parties(door, keyd.client, OFFICER, table)
    assert (len(outcome.before), len(outcome.made)) == (32, 48)
    assert keyd.client.read_status()["cases"] == 80


def test_the_service_registers_many_by_leave_alone(door, room):
    """Without leave a long table is refused before one opening is spent; a leave is given once, by passphrase."""
    keyd = Keyd(room / "vault").start(Role.SERVICE)
    try:
        table = [Registration("north", str(number), 1, (invent(number),)) for number in range(70)]
        with pytest.raises(VaultRefusedError, match="vault allow FOLDER --people 70"):
            register_parties(door, keyd.client, OFFICER, table)
        assert keyd.client.read_status()["left"]["identities"] == 60
        with pytest.raises(SafeconductError):
            VaultFiles().allow(keyd.folder, "some other words altogether", 70, "o1")
        VaultFiles().allow(keyd.folder, PASSPHRASE, 70, "o1")
        assert len(register_parties(door, keyd.client, OFFICER, table).made) == 70
        left = keyd.client.read_status()["left"]
        assert (left["identities"], left["fingerprints"], left["references"]) == (60, 0, 0)
        tag = sign_leave(keyd.key, 9, "once")
        keyd.client.allow(9, "once", tag)
        keyd.pass_time(3_600_000)
        assert keyd.client.read_status()["left"]["fingerprints"] == 0
        for nonce in ("once", "twice"):
            with pytest.raises(VaultRefusedError, match="leave"):
                keyd.client.allow(9, nonce, tag)
    finally:
        keyd.stop()
