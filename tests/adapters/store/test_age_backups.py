"""Promise that a backup brings an operation back, whole or not at all, and shows nothing to who has no key."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pyrage
import pytest
from store_logs import Bench, note

from safeconduct.adapters.store.age_backups import AgeBackups
from safeconduct.adapters.store.operation_folder import DATABASE, OperationFolder, name_device
from safeconduct.core.basics import CannotReadError, MixedError, StoreError
from safeconduct.core.record import Outgoing

IDENTITY = pyrage.x25519.Identity.generate()
TO, BY = [str(IDENTITY.to_public())], [str(IDENTITY)]


def fill(bench: Bench) -> None:
    """Record events of two devices, what follows from them, and a request."""
    device = bench.meet("a")
    bench.store.append([note("secret-word"), note()], [Outgoing("sms", {"to": "P1"})], request="r1")
    bench.store.receive([device.record(), device.record()])


def test_a_restored_store_holds_all_and_has_a_new_name(bench: Bench, tmp_path: Path):
    """From either database: every event, device, request and outgoing thing is there; the log of the old name rests."""
    fill(bench)
    size = AgeBackups().write(bench.store, tmp_path / "b.age", TO)
    assert size == (tmp_path / "b.age").stat().st_size
    device = AgeBackups().restore(tmp_path / "b.age", tmp_path / "new", True, BY)
    with OperationFolder().open(tmp_path / "new", exercise=True) as store:
        assert list(store.read()) == list(bench.store.read())
        assert store.devices().items() >= bench.store.devices().items()
        assert [one for _, one in store.outbox()] == [Outgoing("sms", {"to": "P1"})]
        assert store.verify(bench.store.heads()) == []
        assert store.append([note()], request="r1") == bench.store.append([note()], request="r1")
        (own,) = store.append([note()])
        assert (own.event.ident.device, own.event.ident.number) == (device, 1)
        assert device != bench.device
        assert store.operation().ident == bench.store.operation().ident


def test_a_backup_goes_into_postgresql_too(postgresql, bench: Bench, tmp_path: Path):
    """A backup of any database is restored into any other."""
    fill(bench)
    AgeBackups().write(bench.store, tmp_path / "b.age", TO)
    AgeBackups().restore(tmp_path / "b.age", tmp_path / "new", True, BY, postgresql=postgresql.make_database())
    with OperationFolder().open(tmp_path / "new") as store:
        assert list(store.read()) == list(bench.store.read())
        store.append([note()])
        assert store.verify() == []


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Give a backup of an exercise."""
    OperationFolder().create(tmp_path / "op", "Harbour", exercise=True)
    with OperationFolder().open(tmp_path / "op") as store:
        store.append([note("secret-word") for _ in range(300)])
        AgeBackups().write(store, tmp_path / "b.age", TO)
    return tmp_path / "b.age"


@pytest.mark.promises  # age takes a second or more for each passphrase
def test_a_passphrase_opens_what_it_closed(backup: Path):
    """A passphrase serves instead of a key."""
    with OperationFolder().open(backup.with_name("op")) as store:
        AgeBackups().write(store, backup, passphrase="correct horse")
    AgeBackups().restore(backup, backup.with_name("new"), True, passphrase="correct horse")


def test_another_key_opens_nothing(backup: Path):
    """Who has another key than the backup was made for gets nothing."""
    with pytest.raises(CannotReadError, match="with this key"):
        AgeBackups().restore(backup, backup.with_name("new"), True, [str(pyrage.x25519.Identity.generate())])
    assert not backup.with_name("new").exists()


def test_a_backup_shows_nothing(backup: Path):
    """Neither what was recorded nor the device's name stands in the file, and nothing else is left beside it."""
    data = backup.read_bytes()
    with OperationFolder().open(backup.with_name("op")) as store:
        device = store.operation().device
    assert b"secret-word" not in data
    assert device.encode() not in data
    assert sorted(file.name for file in backup.parent.iterdir()) == ["b.age", "op"]
    assert backup.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("harm", ["cut", "flipped", "cut at a part", "emptied"])
def test_a_harmed_backup_restores_nothing(backup: Path, harm: str):
    """A backup that was cut or changed is refused, and no folder is left."""
    data = backup.read_bytes()
    harmed = {
        "cut": data[:-10],
        "flipped": data[:-50] + bytes([data[-50] ^ 1]) + data[-49:],
        "cut at a part": data[: len(data) // 2],
        "emptied": b"",
    }
    backup.write_bytes(harmed[harm])
    with pytest.raises((CannotReadError, StoreError)):
        AgeBackups().restore(backup, backup.with_name("new"), True, BY)
    assert sorted(file.name for file in backup.parent.iterdir()) == ["b.age", "op"]


def test_a_backup_of_the_other_kind_is_refused(backup: Path):
    """A backup of an exercise is not restored as a live operation."""
    with pytest.raises(MixedError, match="of an exercise, not of a live operation"):
        AgeBackups().restore(backup, backup.with_name("new"), False, BY)
    assert not backup.with_name("new").exists()


def test_a_backup_whose_logs_are_broken_is_refused(backup: Path, tmp_path: Path):
    """What was edited before the backup was made does not become a new store unseen."""
    with sqlite3.connect(tmp_path / "op" / DATABASE) as connection:
        connection.execute("UPDATE event SET actor = 'o9' WHERE number = 7")
    connection.close()
    with OperationFolder().open(tmp_path / "op") as store:
        AgeBackups().write(store, backup, TO)
    with pytest.raises(StoreError, match=":7, what the event says is not what was sealed"):
        AgeBackups().restore(backup, backup.with_name("new"), True, BY)
    assert not backup.with_name("new").exists()


def test_what_is_there_is_not_replaced(backup: Path):
    """A folder that holds something is left as it is."""
    with pytest.raises(StoreError, match="not empty"):
        AgeBackups().restore(backup, backup.with_name("op"), True, BY)


def test_a_backup_that_fails_leaves_the_older_one(backup: Path, tmp_path: Path):
    """Where a key is wrong or the store cannot be read, the older backup is still there, and nothing beside it."""
    before = backup.read_bytes()
    with OperationFolder().open(tmp_path / "op") as store, pytest.raises(StoreError, match="no key to encrypt for"):
        AgeBackups().write(store, backup, ["age1nonsense"])

    class Failing:
        def export(self, _):
            yield b"line\n"
            raise StoreError("cannot read: the disk failed")

    with pytest.raises(StoreError, match="the disk failed"):
        AgeBackups().write(Failing(), backup, TO)
    assert backup.read_bytes() == before
    assert sorted(file.name for file in backup.parent.iterdir()) == ["b.age", "op"]


def test_deleted_bytes_leave_the_store_with_the_next_backup(tmp_path: Path):
    """What is taken out of the outbox is nowhere in the store's files once a backup was made."""
    OperationFolder().create(tmp_path / "op", "Harbour", exercise=True)
    with OperationFolder().open(tmp_path / "op") as store:
        store.append([note()], [Outgoing("sms", "secret-word")])
        store.settle([number for number, _ in store.outbox()])
        AgeBackups().write(store, tmp_path / "b.age", TO)
        assert all(b"secret-word" not in file.read_bytes() for file in (tmp_path / "op").iterdir())


def test_the_wal_is_empty_once_a_store_is_closed(tmp_path: Path):
    """Nothing is left beside the database's file, and no one but its owner reads that."""
    OperationFolder().create(tmp_path / "op", "Harbour", exercise=True)
    with OperationFolder().open(tmp_path / "op") as store:
        store.append([note()])
    assert sorted(file.name for file in (tmp_path / "op").iterdir()) == ["device.key", DATABASE]
    assert all(file.stat().st_mode & 0o077 == 0 for file in (tmp_path / "op").iterdir())


def test_a_device_is_never_named_as_another():
    """The names that devices are given are long enough that no two are alike."""
    assert len({name_device() for _ in range(1000)}) == 1000
