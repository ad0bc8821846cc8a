"""Let one thread write and many read, and go on after a failed write only from what is on the disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from safeconduct.adapters.store.engines import OUTSIDE, PRAGMAS, Engines
from safeconduct.adapters.store.refusals import AGAIN, find_code, say_why
from safeconduct.core.basics import StoreError

HELD: list[Engines] = []
"""Databases that are not closed, as their disk failed to the last."""


class Transactions:
    """Open transactions on a database; what it refuses is raised as a StoreError."""

    def __init__(self, engines: Engines) -> None:
        """Begin with a database of which nobody knows how its last user ended."""
        self._engines = engines
        self._turn = threading.Lock()
        self._unsure = True  # whether the disk failed after it was last known what is on it

    @property
    def on_sqlite(self) -> bool:
        """Tell whether it is a file of SQLite."""
        return self._engines.write.dialect.name == "sqlite"

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction that writes; when this ends without an error, a power cut does not take it back."""
        with self._turn, say_why("cannot record", AGAIN):
            self.make_sure()
            try:
                with self._engines.write.begin() as connection:
                    yield connection
            except BaseException as error:
                self._unsure = _leaves_doubt(error)
                raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that reads and sees nothing of what is written meanwhile."""
        with say_why("cannot read"), self._engines.read.begin() as connection:
            yield connection

    def checkpoint(self) -> bool:
        """Bring all into the database's file and empty its WAL, where deleted bytes would stay; False = in use."""
        if not self.on_sqlite:
            return True
        with self._turn, say_why("cannot empty the WAL"):
            self.make_sure()
            return self._truncate_wal()

    def close(self) -> None:
        """Close the database, its WAL emptied where nobody reads."""
        self._engines.read.dispose()
        with suppress(StoreError), self._turn:  # what is acknowledged is in the WAL, and the next process finds it
            self.make_sure()
            if self.on_sqlite:
                with say_why("cannot empty the WAL"):
                    self._truncate_wal()
        if self._unsure and self.on_sqlite:
            HELD.append(self._engines)  # SQLite would fold the WAL into the file, on a disk that fails
        else:
            self._engines.dispose()

    def make_sure(self) -> None:
        """Bring to the disk what an earlier process, or a failed fsync, left between.

        After a failed fsync the system may hold pages for written that are not, and no later fsync tells, not even to
        the next process. Nothing is added behind such pages of the WAL, and none is folded into the database's file:
        the WAL is written again first, while nobody else writes.

        Raises:
            StoreError: where the disk still fails, or is read-only.
        """
        if not self._unsure:
            return
        if self.on_sqlite:
            try:
                with say_why("cannot record", AGAIN), self._engines.write.begin():
                    self._engines.write_wal_again()
            except OSError as error:
                raise StoreError(f"cannot record: {error.strerror}: look at the disk's health; {AGAIN}") from error
        self._unsure = False

    def _truncate_wal(self) -> bool:
        with self._engines.write.connect().execution_options(**{OUTSIDE: True}) as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=0")  # readers end some time: the next one does it
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            connection.exec_driver_sql(f"PRAGMA busy_timeout={PRAGMAS['busy_timeout']}")
            return not busy


def _leaves_doubt(error: BaseException) -> bool:
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or find_code(error).startswith("SQLITE_IOERR")
    return not isinstance(error, Exception)  # interrupted, perhaps amid a commit
