"""Write all that a store holds as lines of JSON, and make a store of such lines: the same for every database."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from safeconduct.adapters.store.reading import TOGETHER, read_operation
from safeconduct.adapters.store.rows import EVENT_COLUMNS, write_json
from safeconduct.adapters.store.tables import DEVICE, EVENT, FORK, OUTBOX, REQUEST
from safeconduct.core.basics import StoreError
from safeconduct.core.record import Json

FORMAT, FORMAT_VERSION = "safeconduct-backup", 3

HEIR = "heir.key"
"""The name under which a backup holds the key that proves who stands in for the device that made it."""

BESIDE = frozenset({"operators.json", "passkeys.json", "parties.secret", HEIR})
"""What a backup may hold beside a store: also the second factors, without which nobody could log in, and the secret of
addresses and cards, without which no party would know its instruction again."""

COLUMNS = {
    "device": (DEVICE, (DEVICE.c.device, DEVICE.c.public_key), DEVICE.c.device),
    "event": (EVENT, (*EVENT_COLUMNS, EVENT.c.counts), EVENT.c.arrived),
    "fork": (FORK, tuple(FORK.c), FORK.c.device),
    "request": (REQUEST, tuple(REQUEST.c), REQUEST.c.key),
    "outbox": (OUTBOX, (OUTBOX.c.topic, OUTBOX.c.body), OUTBOX.c.ident),
}
"""What is written of each table, and in which order: a state is folded anew, so snapshots are not."""


@dataclass(frozen=True, slots=True)
class Exported:
    """Say what an export is of."""

    ident: str
    name: str
    device: str
    exercise: bool
    made_millis: int


def export_lines(connection: Connection, beside: Mapping[str, str]) -> Iterator[bytes]:
    """Return the lines: whose store it is, each row, the texts of files kept beside it, how many, and their digest."""
    operation = read_operation(connection)
    head: dict[str, Json] = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "ident": operation.ident,
        "name": operation.name,
        "device": operation.device,
        "exercise": operation.exercise,
        "made_millis": time.time_ns() // 1_000_000,
    }
    digest, rows = hashlib.sha256(), 0
    for line in _write_lines(connection, head, beside):
        digest.update(line)
        rows += 1
        yield line
    yield _line({"rows": rows - 1, "sha256": digest.hexdigest()})


def _write_lines(connection: Connection, head: dict[str, Json], beside: Mapping[str, str]) -> Iterator[bytes]:
    yield _line(head)
    for name, (_, columns, order) in COLUMNS.items():
        query = select(*columns).order_by(order)
        for row in connection.execution_options(yield_per=TOGETHER).execute(query):
            yield _line([name, *(value.hex() if isinstance(value, bytes) else value for value in row)])
    for name, text in sorted(beside.items()):
        yield _line(["file", name, text])


def _line(value: Json) -> bytes:
    return write_json(value).encode() + b"\n"


class Importer:
    """Take an export line by line into an empty database, within a transaction that its caller ends."""

    def __init__(self, connection: Connection, look: Callable[[Exported], None]) -> None:
        """Take the connection, and what looks at whose export it is before a row is written."""
        self._connection, self._look = connection, look
        self._waiting: list[dict[str, Any]] = []
        self._table: Table | None = None
        self._digest, self._rows = hashlib.sha256(), 0
        self.head: Exported | None = None
        self.files: dict[str, str] = {}  # what was kept beside the store, by name
        self.whole = False

    def take(self, line: bytes) -> None:
        """Take the next line.

        Raises:
            StoreError: for what is no line of an export.
        """
        try:
            said = json.loads(line)
            if self.head is None:
                self.head = _read_head(said)
                self._look(self.head)
            elif isinstance(said, dict):
                self._end(said)
                return
            else:
                if said[0] == "file":
                    self._take_file(said)
                else:
                    self._take_row(said)
                self._rows += 1
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise StoreError("this is no backup that can be read: take another one") from error
        self._digest.update(line)

    def _take_file(self, said: list[Any]) -> None:
        _, name, text = said
        if name not in BESIDE or not isinstance(text, str):
            raise ValueError
        self.files[name] = text

    def _take_row(self, said: list[Any]) -> None:
        table, columns, _ = COLUMNS[said[0]]
        binary = {"public_key", "previous", "digest", "signature"}
        names = [column.name for column in columns]
        row = dict(zip(names, said[1:], strict=True))
        if table is not self._table or len(self._waiting) >= TOGETHER:
            self._write()
            self._table = table
        self._waiting.append({name: bytes.fromhex(value) if name in binary else value for name, value in row.items()})

    def _write(self) -> None:
        if self._waiting and self._table is not None:
            self._connection.execute(insert(self._table), self._waiting)
        self._waiting = []

    def _end(self, said: dict[str, Any]) -> None:
        self._write()
        if said["rows"] != self._rows or said["sha256"] != self._digest.hexdigest():
            raise StoreError("the backup is not whole: take another one")
        self.whole = True


def _read_head(said: dict[str, Any]) -> Exported:
    if said["format"] != FORMAT:
        raise KeyError("format")
    if said["version"] > FORMAT_VERSION:
        raise StoreError(f"the backup is of version {said['version']}, newer than is known here: take a newer software")
    return Exported(said["ident"], said["name"], said["device"], said["exercise"], said["made_millis"])
