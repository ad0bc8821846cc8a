"""Promise that verify finds every edit of a store's rows, and of the bytes of its file."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from store_logs import note

from safeconduct.adapters.store.operation_folder import DATABASE, OperationFolder
from safeconduct.core.basics import StoreError
from safeconduct.core.record import Anchor, Snapshot, fold_order

EVENTS = 12
TEXTS = ("device", "actor", "kind", "payload")
NUMBERS = ("number", "millis", "counter", "exercise", "counts")
BINARY = ("previous", "digest", "signature")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a store with events and a snapshot, closed."""
    OperationFolder().create(tmp_path / "op", "Harbour", exercise=True)
    with OperationFolder().open(tmp_path / "op") as store:
        made = store.append([note(str(number)) for number in range(EVENTS)])
        store.save_snapshot(Snapshot(fold_order(made[4]), 5, b'{"state": 5}'))
    return tmp_path / "op"


def read_anchors(folder: Path) -> list[Anchor]:
    with OperationFolder().open(folder) as store:
        assert store.verify() == []
        return store.heads()


def is_found(folder: Path, anchors: list[Anchor]) -> bool:
    """Tell whether verify, or opening the store, says that something is wrong."""
    try:
        with OperationFolder().open(folder) as store:
            return bool(store.verify(anchors))
    except StoreError:
        return True


def mutate_row(connection: sqlite3.Connection, dice: random.Random) -> str:
    """Edit, delete, exchange or add a row, and say how."""
    at = dice.randrange(1, EVENTS + 1)
    column = dice.choice([*TEXTS, *NUMBERS, *BINARY])
    old = connection.execute(f"SELECT {column} FROM event WHERE arrived = ?", (at,)).fetchone()[0]
    match dice.randrange(8):
        case 0:
            connection.execute("DELETE FROM event WHERE arrived = ?", (at,))
            return f"deleted {at}"
        case 1:
            other = at % EVENTS + 1
            connection.execute("UPDATE event SET arrived = 99, number = 99 WHERE arrived = ?", (at,))
            connection.execute("UPDATE event SET number = ? WHERE arrived = ?", (at, other))
            connection.execute("UPDATE event SET number = ? WHERE arrived = 99", (other,))
            return f"exchanged {at} and {other}"
        case 2:
            connection.execute(
                "INSERT INTO event SELECT 50, device, 13, millis + 1, counter, actor, kind, payload, exercise, digest, "
                "previous, signature, 1 FROM event WHERE arrived = 12"
            )
            return "added one"
        case 3:
            connection.execute("UPDATE snapshot SET state = ?", (dice.choice([b'{"state": 6}', "text", 7]),))
            return "edited the snapshot"
        case 4:
            connection.execute("UPDATE device SET public_key = ?", (dice.choice([b"", bytes(32), "text"]),))
            return "edited the key"
        case 5:
            value = dice.choice([b"\x00", "other", 1.5, -1, 2**62])
            connection.execute(f"UPDATE event SET {column} = ? WHERE arrived = ?", (value, at))
            return f"{column} of {at} is {value!r}"
        case _ if column in NUMBERS:
            new = 1 - old if column in ("exercise", "counts") else old + dice.choice((-1, 1))
        case _ if column in TEXTS:
            new = old + " " if dice.random() < 0.5 else old.upper()
        case _:
            place = dice.randrange(len(old))
            new = old[:place] + bytes([old[place] ^ (1 << dice.randrange(8))]) + old[place + 1 :]
    connection.execute(f"UPDATE event SET {column} = ? WHERE arrived = ?", (new, at))
    return f"{column} of {at}: {old!r} is {new!r}" if new != old else ""


def test_every_edit_of_a_row_is_found(folder: Path):
    """50 rows edited, deleted, exchanged, added or given another type by whoever has the file: each is found."""
    anchors = read_anchors(folder)
    whole = (folder / DATABASE).read_bytes()
    unseen = []
    for seed in range(50):
        (folder / DATABASE).write_bytes(whole)
        connection = sqlite3.connect(folder / DATABASE)
        try:
            said = mutate_row(connection, random.Random(seed))
            connection.commit()
        except sqlite3.IntegrityError:
            said = ""  # the table itself refuses it
        finally:
            connection.close()
        if said and not is_found(folder, anchors):
            unseen.append(said)
    assert unseen == []


def test_changed_bytes_of_events_in_the_file_are_found(folder: Path):
    """A byte changed within what an event says, in the file itself: each of 20 is found."""
    anchors = read_anchors(folder)
    whole = (folder / DATABASE).read_bytes()
    dice = random.Random(3)
    for number in range(20):
        at = whole.index(f'{{"text":"{number % EVENTS}"}}'.encode()) + dice.randrange(9)
        (folder / DATABASE).write_bytes(whole[:at] + bytes([whole[at] ^ (1 << dice.randrange(8))]) + whole[at + 1 :])
        assert is_found(folder, anchors), at


def test_a_damaged_file_is_said(folder: Path):
    """A file whose pages were overwritten is not read as if nothing were: it says to restore the newest backup."""
    content = bytearray((folder / DATABASE).read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    (folder / DATABASE).write_bytes(content)
    with pytest.raises(StoreError, match="restore the newest backup"), OperationFolder().open(folder) as store:
        store.verify()
