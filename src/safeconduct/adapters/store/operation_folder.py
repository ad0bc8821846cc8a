"""Keep the store of an operation in a folder: its database, or the address of one, and the key of the device."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, insert, make_url
from sqlalchemy.exc import ArgumentError

from safeconduct.adapters.store.device_key import DeviceKey, make_key, read_key
from safeconduct.adapters.store.engines import Engines, make_file, open_postgresql, open_sqlite
from safeconduct.adapters.store.event_store import SqlEventStore, wall_millis
from safeconduct.adapters.store.migrate import bring_up, read_version
from safeconduct.adapters.store.reading import read_operation
from safeconduct.adapters.store.refusals import say_why
from safeconduct.adapters.store.tables import DEVICE, OPERATION, VERSION
from safeconduct.core.basics import MixedError, StoreError
from safeconduct.core.operation.binding import name_operation
from safeconduct.core.record import DeviceId

DATABASE, ADDRESS, KEY = "operation.db", "postgresql.txt", "device.key"
FILES = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", ADDRESS, KEY)
DEVICE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none is taken for another


class OperationFolder:
    """Make and open stores; fills the port EventStores."""

    def create(self, folder: Path, name: str, exercise: bool, postgresql: str = "") -> None:
        """Make the store of a new operation in a folder that holds none, open to its owner alone.

        Raises:
            StoreError: where one is there already, or the disk or the server refuses.
        """
        if any((folder / one).exists() for one in FILES):
            raise StoreError(f"{folder} holds an operation already: name another folder")
        try:
            engines, key = make_database(folder, postgresql)
            try:
                with say_why("cannot make the store"), engines.write.begin() as connection:
                    begin_operation(connection, key, "", name, exercise)
            finally:
                engines.dispose()
        except BaseException:
            for one in FILES:
                (folder / one).unlink(missing_ok=True)
            raise

    @contextmanager
    def open(
        self, folder: Path, exercise: bool | None = None, clock: Callable[[], int] | None = None
    ) -> Iterator[SqlEventStore]:
        """Open the store in a folder, brought to the newest version; `exercise` says what it is expected to be.

        A `clock` dates the events of an exercise; no live operation takes one.

        Raises:
            MixedError: where it is a live operation and an exercise was expected, or the other way round.
            StoreError: where there is none, or it cannot be opened.
        """
        engines = open_engines(folder)
        store = SqlEventStore(engines, read_key(folder / KEY), clock or wall_millis)
        try:
            with say_why(f"cannot open {folder}"):
                try:
                    store.make_sure()
                except StoreError:  # of a disk that is full or read-only one can still read, but not change tables
                    with engines.read.connect() as connection:
                        if read_version(connection) != VERSION:
                            raise
                bring_up(engines.write)
                with engines.read.begin() as connection:
                    operation = read_operation(connection)
            if exercise is not None and operation.exercise != exercise:
                raise MixedError(f"{folder} is {say_kind(operation.exercise)}, not {say_kind(exercise)}")
            if clock is not None and not operation.exercise:
                raise MixedError(f"{folder} is a live operation: nobody drives its clock")
            yield store
        finally:
            store.close()


def make_database(folder: Path, postgresql: str = "") -> tuple[Engines, DeviceKey]:
    """Make a folder with the empty tables of a store and the key of a device, open to its owner alone.

    Raises:
        StoreError: where the disk or the server refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        if postgresql:
            _write_address(folder / ADDRESS, postgresql)
        else:
            make_file(folder / DATABASE)
        key = make_key(folder / KEY)
    except OSError as error:
        raise StoreError(f"cannot make {folder}: {error.strerror}: check the disk and the rights") from error
    engines = open_engines(folder)
    with say_why("cannot make the store"):
        bring_up(engines.write)
    return engines, key


def open_engines(folder: Path) -> Engines:
    """Open the database of a folder, whatever its version; raise StoreError where there is none."""
    if (folder / ADDRESS).exists():
        return open_postgresql((folder / ADDRESS).read_text(encoding="utf-8").strip())
    if not (folder / DATABASE).exists():
        raise StoreError(
            f"{folder} holds no operation: safeconduct init makes one, safeconduct restore brings one back"
        )
    return open_sqlite(folder / DATABASE)


def begin_operation(connection: Connection, key: DeviceKey | None, ident: str, name: str, exercise: bool) -> DeviceId:
    """Write whose store it is, under a new name for this device, which is returned.

    A new operation (ident "") takes its ident from this device's name and key: no other device can begin it.

    Raises:
        StoreError: where the database belongs to an operation.
    """
    device = name_device()
    if connection.execute(OPERATION.select()).first() is not None:
        raise StoreError("the database holds an operation already: name another one")
    ident = ident or name_operation(device, key.public_key.hex() if key else "")
    row = {"one": 1, "ident": ident, "name": name, "device": device, "exercise": exercise, "copied": False}
    connection.execute(insert(OPERATION), row)
    connection.execute(insert(DEVICE), {"device": device, "public_key": key.public_key if key else b""})
    return device


def name_device() -> DeviceId:
    """Return a new name for a device: no other one will ever have it."""
    return DeviceId("".join(secrets.choice(DEVICE_LETTERS) for _ in range(12)))


def say_kind(exercise: bool) -> str:
    """Say what an operation is.

    >>> say_kind(True), say_kind(False)
    ('an exercise', 'a live operation')
    """
    return "an exercise" if exercise else "a live operation"


def _write_address(file: Path, address: str) -> None:
    try:
        url = make_url(address)
    except ArgumentError:
        raise StoreError("this is no address of a database: write it like postgresql://user@host/name") from None
    if not url.drivername.startswith("postgresql"):
        raise StoreError(f"{url.drivername} is not known here: write it like postgresql://user@host/name")
    if url.password is not None:
        raise StoreError("the address holds a password: put that into ~/.pgpass, which others cannot read")
    with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as text:
        text.write(address + "\n")
