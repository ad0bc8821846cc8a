"""Let one thread write and many read, and go on after a failed write only from what is on the disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from safeconduct.adapters.store.engines import OUTSIDE, PRAGMAS, Engines
from safeconduct.adapters.store.refusals import AGAIN, find_code, say_why
from safeconduct.core.basics import StoreError


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
            if self._unsure:
                self._go_on_from_disk()
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
            return self._truncate_wal()

    def close(self) -> None:
        """Close the database, its WAL emptied where nobody reads."""
        self._engines.read.dispose()
        try:
            if self.on_sqlite:
                with self._turn, say_why("cannot empty the WAL"):
                    self._truncate_wal(wait_millis=0)
        finally:
            self._engines.dispose()

    def _go_on_from_disk(self) -> None:
        """Forget what the connection believed, and make sure that all that counts is on the disk.

        After a failed fsync the system may hold pages for written that are not, and no later fsync tells, not even to
        the next process. So nothing is added behind such pages: the WAL is emptied into the file first, and begun anew.
        """
        self._engines.write.dispose()
        if self.on_sqlite and not self._truncate_wal():
            raise StoreError(f"cannot record: the WAL has to be emptied first, and readers are still at work; {AGAIN}")
        self._unsure = False

    def _truncate_wal(self, wait_millis: int = 1000) -> bool:
        with self._engines.write.connect().execution_options(**{OUTSIDE: True}) as connection:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={wait_millis}")
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            connection.exec_driver_sql(f"PRAGMA busy_timeout={PRAGMAS['busy_timeout']}")
            return not busy


def _leaves_doubt(error: BaseException) -> bool:
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or find_code(error).startswith("SQLITE_IOERR")
    return not isinstance(error, Exception)  # interrupted, perhaps amid a commit
