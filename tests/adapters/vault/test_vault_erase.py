"""Promise that who is erased can be opened from no key file, no copy and no backup, within a minute."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

from safeconduct.adapters.vault.boxes import open_box
from safeconduct.adapters.vault.case_keys import RECORD, CaseKeys
from safeconduct.adapters.vault.keeper import VaultFiles
from safeconduct.adapters.vault.sealed_file import SealedFile
from safeconduct.core.vault import CaseId, Field, VaultRefusedError
from vault_process import FILLED, Keyd, invent

ERASED, KEPT = CaseId("P7"), CaseId("P8")


def opens(case: CaseId, keys: Path, sealed: Path, keyd: Keyd) -> bool:
    """Tell whether somebody who has even the operation key opens a case from these files."""
    held, boxes = CaseKeys(keys, keyd.key.derive("case keys")), SealedFile(sealed)
    try:
        return not held.is_erased(case) and open_box(boxes.read(case), case, held.private(case)) is not None
    finally:
        held.close()
        boxes.close()


def test_an_erased_person_is_recovered_from_nothing(filled: Keyd, room: Path) -> None:
    """Not by who has the operation key, every copy of the keys and every backup of the boxes; all others still open."""
    copies = {name: room / f"{name}.keys" for name in ("stick", "server")}
    (filled.folder / "copies.json").write_text(json.dumps({name: str(path) for name, path in copies.items()}))
    filled.start()
    keys = filled.folder / "cases.keys"
    wait_for(lambda: all(path.exists() and path.read_bytes() == keys.read_bytes() for path in copies.values()))
    backup = shutil.copy(filled.folder / "identities.sealed", room / "backup.sealed")
    record = find_record(filled.folder / "cases.keys", ERASED)
    assert all(opens(ERASED, path, backup, filled) for path in copies.values())
    begun = time.monotonic()
    assert filled.client.erase(ERASED) == {}
    assert time.monotonic() - begun < 60
    for keys in (filled.folder / "cases.keys", *copies.values()):
        for sealed in (filled.folder / "identities.sealed", backup):
            assert not opens(ERASED, keys, sealed, filled)
            assert opens(KEPT, keys, sealed, filled)
        assert record not in keys.read_bytes()
    with pytest.raises(VaultRefusedError, match="erased"):
        filled.client.open_identity(ERASED, "call_back", [Field.NAMES])
    with pytest.raises(VaultRefusedError, match="erased"):
        filled.client.seal(ERASED, invent(7))


def test_a_copy_that_is_not_reached_is_named_until_it_is_rewritten(filled: Keyd, room: Path) -> None:
    """It is tried again by itself; after a minute it is overdue."""
    stick = room / "stick" / "cases.keys"
    stick.parent.mkdir()
    (filled.folder / "copies.json").write_text(json.dumps({"stick": str(stick)}))
    filled.start()
    wait_for(stick.exists)
    away = stick.parent.rename(room / "away")
    assert filled.client.erase(ERASED) == {"stick": 1}
    filled.pass_time(61_000)
    assert filled.client.read_status()["overdue"] == ["stick"]
    filled.stop()
    (filled.folder / "copies.json").unlink()
    filled.start()
    assert filled.client.read_status()["owed"] == {"stick": 1}, "a copy is not gone by being left out of the list"
    filled.stop()
    away.rename(stick.parent)
    (filled.folder / "copies.json").write_text(json.dumps({"stick": str(stick)}))
    filled.start()
    wait_for(lambda: filled.client.read_status()["owed"] == {})
    assert not opens(ERASED, stick, filled.folder / "identities.sealed", filled)


def test_an_old_key_file_brings_nobody_back(filled: Keyd, room: Path) -> None:
    """Who restores the keys of yesterday has keyd erase again what the ledger says was erased."""
    old = shutil.copy(filled.folder / "cases.keys", room / "yesterday.keys")
    filled.start()
    filled.client.erase(ERASED)
    filled.stop()
    shutil.copy(old, filled.folder / "cases.keys")
    filled.start()
    with pytest.raises(VaultRefusedError, match="erased"):
        filled.client.open_identity(ERASED, "call_back", [Field.NAMES])
    assert not opens(ERASED, filled.folder / "cases.keys", room / "vault" / "identities.sealed", filled)


def test_a_backup_opens_with_a_copy_of_the_keys_and_not_without(filled: Keyd, room: Path) -> None:
    """It holds no key of a case; laid beside a copy it serves everybody who is not erased."""
    stick = room / "stick.keys"
    (filled.folder / "copies.json").write_text(json.dumps({"stick": str(stick)}))
    filled.start()
    VaultFiles().back_up(filled.folder, room / "backup")
    filled.client.erase(ERASED)
    filled.stop()
    wrapped = {find_record(filled.folder / "cases.keys", CaseId(f"P{number}")) for number in range(10)} - {bytes(72)}
    assert len(wrapped) == 9
    assert not any(one in file.read_bytes() for file in (room / "backup").iterdir() for one in wrapped)
    shutil.copy(stick, room / "backup" / "cases.keys")
    restored = Keyd(room / "restored" / "vault", room / "backup")
    restored.start()
    try:
        assert restored.client.open_identity(KEPT, "correct_record", list(Field)) == invent(8)
        with pytest.raises(VaultRefusedError, match="erased"):
            restored.client.open_identity(ERASED, "call_back", [Field.NAMES])
    finally:
        restored.stop()


def test_a_vault_without_its_keys_overwrites_no_copy_of_them(filled: Keyd, room: Path) -> None:
    """Not where they were forgotten when a backup was laid back, and not where older ones were laid there."""
    stick = room / "stick.keys"
    (filled.folder / "copies.json").write_text(json.dumps({"stick": str(stick)}))
    keys = filled.folder / "cases.keys"
    whole = keys.read_bytes()
    stick.write_bytes(whole)
    keys.unlink()
    with pytest.raises(AssertionError, match="the keys are not there"):
        filled.start()
    keys.write_bytes(whole[: 10 * RECORD.size])
    filled.start()
    wait_for(lambda: filled.client.read_status()["stale"] == ["stick"])
    assert filled.client.read_status()["lost"] == FILLED - 10
    filled.client.erase(KEPT)
    filled.stop()
    assert stick.read_bytes() == whole


def test_destroying_the_keys_leaves_none(filled: Keyd, room: Path) -> None:
    """A running keyd is locked, copies are overwritten where they lie, and one that was not reached is named."""
    copies = {"stick": str(room / "stick.keys"), "away": str(room / "away" / "cases.keys")}
    (filled.folder / "copies.json").write_text(json.dumps(copies))
    filled.start()
    keys = filled.folder / "cases.keys"
    wait_for(lambda: (room / "stick.keys").exists() and (room / "stick.keys").stat().st_size == keys.stat().st_size)
    held = [path.open("rb") for path in (keys, room / "stick.keys", filled.folder / "operation.key")]
    assert VaultFiles().destroy(filled.folder, "o1") == ["away"]
    for file in held:
        with file:
            assert not any(file.read()), "what lay on the disk is overwritten, not only its name removed"
    assert filled.process is not None
    assert filled.process.wait(10) == 0
    assert not keys.exists()


def find_record(file: Path, case: CaseId) -> bytes:
    """Return the private key of a case, as wrapped."""
    data = file.read_bytes()
    at = data.index(case.encode() + b"\0")
    return bytes(RECORD.unpack(data[at : at + RECORD.size])[2])


def wait_for(holds: object) -> None:
    """Wait until something holds, at most ten seconds."""
    assert callable(holds)
    until = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)
