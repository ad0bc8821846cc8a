"""Open the databases that a store can stand on: a file of SQLite, or PostgreSQL."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url

from safeconduct.core.basics import StoreError

WAIT_SECONDS = 5.0
"""So long a writer waits for a writer in another process."""

PRAGMAS = {
    "synchronous": "EXTRA",  # FULL (with NORMAL a power cut takes what was acknowledged), and folders are synced too:
    "journal_mode": "WAL",  # else the journal from before the switch to WAL may come back and undo what followed
    "fullfsync": "ON",  # where fsync alone does not reach the disk
    "secure_delete": "ON",
    "trusted_schema": "OFF",
    "foreign_keys": "ON",
    "cell_size_check": "ON",
    "temp_store": "MEMORY",  # nothing in temporary files
    "busy_timeout": str(int(WAIT_SECONDS * 1000)),
}

OUTSIDE = "outside_transactions"
"""The execution option of a connection to SQLite for what no transaction may hold, as a checkpoint."""

Connect = Callable[[], Any]
"""Open a connection of Python's database interface, with sqlite3's manners."""


@dataclass(frozen=True, slots=True)
class Engines:
    """Hold the two ways into a database: one for transactions that write, one for those that only read."""

    write: Engine
    read: Engine
    write_wal_again: Callable[[], None] = lambda: None

    def dispose(self) -> None:
        """Close every connection that is not in use."""
        self.write.dispose()
        self.read.dispose()


def open_sqlite(
    file: Path, connect: Connect | None = None, pragmas: Mapping[str, str] = MappingProxyType(PRAGMAS)
) -> Engines:
    """Open a file; who writes holds it from the beginning of a transaction to its end (BEGIN IMMEDIATE)."""
    connect = connect or (lambda: _connect(file))
    write = _sqlite_engine(file, connect, "BEGIN IMMEDIATE", pragmas)
    read = _sqlite_engine(file, connect, "BEGIN", {**pragmas, "query_only": "ON"})
    return Engines(write, read, partial(write_again, file.with_name(file.name + "-wal")))


def write_again(file: Path) -> None:
    """Write a file's bytes over themselves and sync them.

    After a failed fsync a system holds for written what never reached the disk, and no later fsync tells.
    """
    if not file.exists():
        return
    handle, offset = os.open(file, os.O_RDWR), 0
    try:
        while chunk := os.pread(handle, 1 << 20, offset):
            offset += os.pwrite(handle, chunk, offset)
        os.fsync(handle)
    finally:
        os.close(handle)


def make_file(file: Path) -> None:
    """Make an empty file that its owner alone reads: SQLite gives its WAL the same rights."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def open_postgresql(address: str) -> Engines:
    """Open a database of PostgreSQL by its address, `postgresql://user@host/name`.

    Raises:
        StoreError: where the server is set so that a power cut would take what it acknowledged.
    """
    write = create_engine(
        make_url(address).set(drivername="postgresql+psycopg"), hide_parameters=True, pool_pre_ping=True
    )
    event.listen(write, "connect", _prepare_postgresql)
    read = write.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Engines(write, read)


def _connect(file: Path) -> sqlite3.Connection:
    """Open a file; on a read-only disk as one that nobody changes, as SQLite's WAL asks for files beside it."""
    wal = file.with_name(file.name + "-wal")
    fixed = not os.access(file.parent, os.W_OK) and not (wal.exists() and wal.stat().st_size)
    address = f"{file.resolve().as_uri()}?{'mode=ro&immutable=1' if fixed else 'mode=rwc'}"
    return sqlite3.connect(address, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False, uri=True)


def _sqlite_engine(file: Path, connect: Connect, begin: str, pragmas: Mapping[str, str]) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(file)), creator=connect, poolclass=QueuePool, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        for name, value in pragmas.items():
            cursor.execute(f"PRAGMA {name}={value}").fetchall()
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        if not connection.get_execution_options().get(OUTSIDE):
            connection.exec_driver_sql(begin)  # Python's module would begin too late, and not for every statement

    return engine


def _prepare_postgresql(connection: Any, _: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        for setting in ("fsync", "full_page_writes"):
            if cursor.execute(f"SHOW {setting}").fetchone()[0] != "on":
                raise StoreError(f"PostgreSQL runs with {setting} off: a power cut would lose events; switch it on")
    connection.commit()
