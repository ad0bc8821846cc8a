"""Cut the power of a store: SQLite on a file system that says what was written and what was synced, and when.

The store runs on apsw, whose virtual file system passes everything on to real files and keeps a trace. At any moment of
the trace the disk may hold what was synced before, and of what was written since any part: nothing, all, some sectors,
the later write without the earlier.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

SECTORS = (512, 4096)
RAISED = {apsw.FullError: apsw.SQLITE_FULL, apsw.ReadOnlyError: apsw.SQLITE_READONLY}


@dataclass(slots=True)
class Write:
    """Bytes written to a file, not yet safe."""

    file: str
    offset: int
    data: bytes


@dataclass(slots=True)
class Truncate:
    """A file cut to a size, not yet safe."""

    file: str
    size: int


@dataclass(slots=True)
class Sync:
    """All that was written to a file before is safe; or, where it failed, may be gone for good."""

    file: str
    failed: bool = False


@dataclass(slots=True)
class Delete:
    """A file deleted; where its folder was not synced, it may be there again."""

    file: str
    synced: bool


@dataclass(slots=True)
class Acknowledged:
    """The store said that something is recorded."""

    name: Any


Step = Write | Truncate | Sync | Delete | Acknowledged


@dataclass
class Disk:
    """Hold the trace, and the faults that the disk is to have."""

    name: str
    trace: list[Step] = field(default_factory=list)
    fail_sync: Callable[[str], bool] = lambda _: False
    fail_write: Callable[[str], bool] = lambda _: False
    vfs: Any = None

    def __post_init__(self) -> None:
        """Become a virtual file system."""
        self.vfs = _TracingVfs(self)

    def connect(self, file: Path) -> _Connection:
        """Open a database on this disk with sqlite3's manners."""
        return _Connection(apsw.Connection(str(file), vfs=self.name))

    def write_again(self, file: Path) -> None:
        """Write a file's bytes over themselves and sync it, as engines.py does on a real disk."""
        if file.exists():
            self.trace.append(Write(file.name, 0, file.read_bytes()))
            failed = self.fail_sync(file.name)
            self.trace.append(Sync(file.name, failed))
            if failed:
                raise OSError(errno.EIO, "fsync failed")


class _TracingVfs(apsw.VFS):  # type: ignore[misc]
    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        super().__init__(disk.name, "")

    def xOpen(self, name: Any, flags: Any) -> Any:  # noqa: N802
        return _TracingFile(self.disk, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(filename, syncdir)
        self.disk.trace.append(Delete(Path(filename).name, bool(syncdir)))


class _TracingFile(apsw.VFSFile):  # type: ignore[misc]
    def __init__(self, disk: Disk, name: Any, flags: Any) -> None:
        self.disk = disk
        self.name = Path(name.filename() if isinstance(name, apsw.URIFilename) else name).name
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        if self.disk.fail_write(self.name):
            raise apsw.FullError("no space left")
        super().xWrite(data, offset)
        self.disk.trace.append(Write(self.name, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self.disk.trace.append(Truncate(self.name, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802
        if self.disk.fail_sync(self.name):
            self.disk.trace.append(Sync(self.name, failed=True))
            error = apsw.IOError("fsync failed")
            error.extendedresult = apsw.SQLITE_IOERR_FSYNC
            raise error
        super().xSync(flags)
        self.disk.trace.append(Sync(self.name))


class _Cursor:
    """Give apsw's cursor sqlite3's manners, as far as SQLAlchemy asks for them."""

    arraysize = 1
    rowcount = -1
    lastrowid = None

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self._rows: Iterator[Any] = iter(())
        self.description: Any = None

    def execute(self, sql: str, values: Sequence[Any] = ()) -> _Cursor:
        with _sqlite3_errors():
            self.description = None
            self._cursor.exec_trace = self._look  # asked before the first row, as later there may be none
            self._cursor.execute(sql, tuple(values))
            self._rows = iter(self._cursor.fetchall())
            self.rowcount = self._cursor.connection.changes()
        return self

    def _look(self, cursor: Any, _sql: str, _values: Any) -> bool:
        self.description = [(name, *[None] * 6) for name, _ in cursor.get_description()] or None
        return True

    def executemany(self, sql: str, rows: Any) -> _Cursor:
        with _sqlite3_errors():
            self.description = self._cursor.exec_trace = None
            self._cursor.executemany(sql, [tuple(row) for row in rows])
        return self

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        return list(itertools.islice(self._rows, size))

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def close(self) -> None:
        self._rows = iter(())


class _Connection:
    """Give apsw's connection sqlite3's manners, as far as SQLAlchemy asks for them."""

    isolation_level = None

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def cursor(self, *_: Any) -> _Cursor:
        return _Cursor(self._connection.cursor())

    def create_function(self, name: str, count: int, function: Any, **_: Any) -> None:
        self._connection.create_scalar_function(name, function, count)

    def commit(self) -> None:
        if self._connection.in_transaction:
            self.cursor().execute("COMMIT")

    def rollback(self) -> None:
        if self._connection.in_transaction:
            self.cursor().execute("ROLLBACK")

    def close(self) -> None:
        with contextlib.suppress(apsw.Error):  # sqlite3 closes in silence too
            self._connection.close()


class _sqlite3_errors:  # noqa: N801
    def __enter__(self) -> None: ...

    def __exit__(self, _: Any, error: Any, __: Any) -> None:
        if isinstance(error, apsw.Error):
            number = getattr(error, "extendedresult", None) or RAISED.get(type(error), apsw.SQLITE_ERROR)
            told = sqlite3.OperationalError(str(error))
            told.sqlite_errorcode = number
            told.sqlite_errorname = apsw.mapping_result_codes.get(number & 0xFF, "")
            raise told from error


def cut_power(trace: Sequence[Step], moment: int, dice: random.Random, before: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what the files hold if the power goes after so many steps."""
    safe = {file: bytearray(content) for file, content in before.items()}
    unsafe: dict[str, list[Write | Truncate]] = {}
    gone: dict[str, bytearray] = {}
    for step in trace[:moment]:
        match step:
            case Write() | Truncate():
                gone.pop(step.file, None)
                unsafe.setdefault(step.file, []).append(step)
            case Sync(failed=False):
                content = safe.setdefault(step.file, bytearray())
                for write in unsafe.pop(step.file, []):
                    _apply(content, write)
            case Sync():
                # the system may call written what is not, and drop it: no later sync brings it back
                kept = unsafe.pop(step.file, [])
                content = safe.setdefault(step.file, bytearray())
                for write in kept:
                    if dice.random() < 0.5:
                        _apply(content, write)
            case Delete():
                content = safe.pop(step.file, bytearray())
                if not step.synced:
                    gone[step.file] = content
                unsafe.pop(step.file, None)
    safe |= {file: content for file, content in gone.items() if dice.random() < 0.5}
    for file, writes in unsafe.items():
        _leave_some(safe.setdefault(file, bytearray()), writes, dice)
    return {file: bytes(content) for file, content in safe.items()}


def _leave_some(content: bytearray, writes: list[Write | Truncate], dice: random.Random) -> None:
    """Bring some of what was written and not synced to the disk, torn and in another order."""
    share = dice.choice((0.0, 0.1, 0.5, 0.9, 1.0))
    sector = dice.choice(SECTORS)
    if dice.random() < 0.5:
        writes = dice.sample(writes, len(writes))
    for write in writes:
        if isinstance(write, Truncate):
            if dice.random() < share:
                _apply(content, write)
            continue
        if dice.random() < 0.5:  # whole, or not at all
            if dice.random() < share:
                _apply(content, write)
            continue
        for begin in range(0, len(write.data), sector):
            if dice.random() < share:
                _apply(content, Write(write.file, write.offset + begin, write.data[begin : begin + sector]))


def _apply(content: bytearray, step: Write | Truncate) -> None:
    if isinstance(step, Truncate):
        del content[step.size :]
        content.extend(bytes(step.size - len(content)))
        return
    if len(content) < step.offset:
        content.extend(bytes(step.offset - len(content)))
    content[step.offset : step.offset + len(step.data)] = step.data
