"""Promise that a store of an older version is brought to the newest with all it holds, or stays as it was."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from record_logs import Device
from sqlalchemy import event, insert, inspect, select, text
from store_logs import note

from safeconduct.adapters.store.engines import Engines, open_sqlite
from safeconduct.adapters.store.event_store import SqlEventStore
from safeconduct.adapters.store.migrate import bring_up, read_version
from safeconduct.adapters.store.operation_folder import DATABASE, OperationFolder
from safeconduct.adapters.store.rows import to_row
from safeconduct.adapters.store.tables import DEVICE, EVENT, METADATA, OPERATION, OUTBOX, REQUEST, VERSION
from safeconduct.core.basics import StoreError
from safeconduct.core.record import Outgoing

OLDER = sorted((Path(__file__).parent / "older").glob("v*.sql"))
NEW_TABLES = {1: {"operation", "event"}, 2: {"request", "outbox"}, 3: {"device", "snapshot"}, 4: {"fork"}}
KILLED = 9

Open = Callable[[], Engines]


def fill(open_database: Open, version: int) -> list[object]:
    """Make a store of a version with the events of two devices, and return them."""
    engines = open_database()
    bring_up(engines.write, version)
    devices = [Device("a"), Device("b")]
    log = [device.record(text="seen", at=at) for at in range(3) for device in devices]
    operation = {"one": 1, "ident": "op", "name": "Harbour", "device": "a", "exercise": True, "copied": False}
    with engines.write.begin() as connection:
        connection.execute(insert(OPERATION), operation)
        connection.execute(insert(EVENT), [to_row(one, counts=True) for one in log])
        if version >= 3:
            connection.execute(insert(DEVICE), [{"device": name, "public_key": b""} for name in "ab"])
        if version >= 2:
            connection.execute(insert(REQUEST), {"key": "r1", "device": "a", "first": 2, "events": 1})
            connection.execute(insert(OUTBOX), {"topic": "sms", "body": '{"to":"P1"}'})
    engines.dispose()
    return log


@pytest.mark.parametrize("version", [1, 2, 3])
def test_each_step_keeps_what_was_there(open_database: Open, version: int):
    """One version up: every event is there and whole, and so is what the older version kept beside them."""
    log = fill(open_database, version)
    engines = open_database()
    bring_up(engines.write, version + 1)
    with engines.read.begin() as connection:
        assert read_version(connection) == version + 1
        assert connection.execute(select(EVENT.c.digest).order_by(EVENT.c.arrived)).scalars().all() == [
            one.digest for one in log
        ]
        if version >= 2:
            assert connection.execute(select(REQUEST.c.key)).scalars().all() == ["r1"]
            assert connection.execute(select(OUTBOX.c.body)).scalars().all() == ['{"to":"P1"}']
            assert connection.execute(select(DEVICE).order_by(DEVICE.c.device)).all() == [("a", b""), ("b", b"")]
    bring_up(engines.write)
    store = SqlEventStore(engines)
    assert store.verify() == []
    assert store.append([note()])[0].event.ident.number == 4
    store.close()


def test_the_newest_version_is_what_the_code_expects(open_database: Open):
    """Migrations from nothing make the very tables that tables.py describes."""
    engines = open_database()
    bring_up(engines.write)
    with engines.read.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engines.dispose()


def migrate_and_die(open_database: Open, at: int) -> bool:
    """Migrate in a process of its own that is gone at its so-manieth statement; tell whether it came so far."""
    child = os.fork()
    if child == 0:
        engines, seen = open_database(), iter(range(10_000))

        @event.listens_for(engines.write, "after_cursor_execute")
        def count(*_: object) -> None:
            if next(seen) == at:
                os._exit(KILLED)

        bring_up(engines.write)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


@pytest.mark.parametrize("version", [0, 1])
def test_a_migration_that_is_killed_ends_in_the_old_or_the_new_version(open_database: Open, version: int):
    """Whatever statement it is killed after, the tables are the old ones or the new ones, and so are the data."""
    log = fill(open_database, version) if version else []
    at = 0
    while migrate_and_die(open_database, at):
        engines = open_database()
        with engines.read.begin() as connection:
            found = read_version(connection)
            tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
            events = connection.execute(text("SELECT count(*) FROM event")).scalar() if found else 0
        engines.dispose()
        assert found in (version, VERSION)
        assert tables == set().union(*(NEW_TABLES[one] for one in range(1, found + 1)))
        assert events == len(log)
        at += 1
    assert at > 5
    engines = open_database()
    with engines.read.begin() as connection:
        assert read_version(connection) == VERSION
    engines.dispose()


@pytest.mark.parametrize("dump", OLDER, ids=lambda dump: dump.stem)
def test_files_of_older_versions_open(dump: Path, tmp_path: Path):
    """A file that an older version has written opens, with every event, and goes on."""
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.executescript(dump.read_text(encoding="utf-8"))
    connection.close()
    with OperationFolder().open(tmp_path, exercise=True) as store:
        assert store.verify() == []
        assert [one.event.payload["text"] for one in store.read()] == ["seen", "seen", "seen", "دروازه"]
        assert store.operation().version == VERSION
        assert len(store.append([note()], request="r1")) == (1 if dump.stem == "v1" else 2)
        assert [one for _, one in store.outbox()] == ([Outgoing("sms", {"to": "P1"})] if dump.stem != "v1" else [])


def test_there_is_a_file_of_every_older_version():
    """Nobody makes a new version without keeping a file of the one before."""
    assert [dump.stem for dump in OLDER] == [f"v{version}" for version in range(1, VERSION)]


def test_a_newer_version_is_refused(tmp_path: Path):
    """A store that newer software has written is not touched."""
    engines = open_sqlite(tmp_path / "operation.db")
    bring_up(engines.write)
    with engines.write.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '99'"))
    with pytest.raises(StoreError, match="take a newer one"):
        bring_up(engines.write)
    engines.dispose()
