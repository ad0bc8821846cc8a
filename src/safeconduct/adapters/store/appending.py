"""Append a device's own events, with what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from safeconduct.adapters.store.device_key import DeviceKey
from safeconduct.adapters.store.reading import read_head, read_newest_time, read_operation
from safeconduct.adapters.store.rows import EVENT_COLUMNS, to_row, to_sealed, write_json
from safeconduct.adapters.store.tables import EVENT, OUTBOX, REQUEST
from safeconduct.core.basics import StoreError
from safeconduct.core.record import (
    BEGINNING,
    NOTHING_BEFORE,
    Event,
    EventId,
    HybridTime,
    Operation,
    Outgoing,
    Sealed,
    Unsealed,
    encode,
    tick,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what one caller asks to be recorded: all of it, or nothing."""

    events: tuple[Unsealed, ...]
    follows: tuple[Outgoing, ...] = ()
    request: str = ""
    seen: int | None = None  # record nothing where something has arrived here after this number

    def __post_init__(self) -> None:
        """Refuse what would not come back as it was given, before others' events wait for it."""
        for one in self.events:
            encode([one.kind, one.actor, one.payload])
        encode([self.request, *([one.topic, one.body] for one in self.follows)])
        names = [self.request, *(one.topic for one in self.follows)]
        names += [name for one in self.events for name in (one.kind, one.actor)]
        if any("\0" in name for name in names):
            raise ValueError("a name holds a character that cannot be recorded")


def append_batch(
    connection: Connection, batch: Sequence[Asked], key: DeviceKey | None, wall_millis: int
) -> list[tuple[Sealed, ...]]:
    """Record what several callers ask for, in their order, and return each one's events.

    A request that was recorded before is not recorded again: its events of then are returned. Who has not seen what has
    arrived since is answered with nothing, and nothing of it is recorded.

    Raises:
        StoreError: where events of this device were made elsewhere: its log would fork.
    """
    operation = read_operation(connection, lock=True)
    if operation.copied:
        raise StoreError(
            f"events of device {operation.device} were made elsewhere, so it was copied: nothing is added to its log; "
            "back it up and restore it, which gives it a new name"
        )
    answers = find_answers(connection, {asked.request for asked in batch if asked.request})
    log = _Log(connection, operation, key, wall_millis)
    newest = connection.execute(select(func.max(EVENT.c.arrived))).scalar_one() or 0
    answered: list[tuple[Sealed, ...]] = []
    requests: list[dict[str, Any]] = []
    follows: list[dict[str, Any]] = []
    for asked in batch:
        before = answers.get(asked.request)
        if before is not None:
            answered.append(before)
            continue
        if asked.seen is not None and (log.made or asked.seen != newest):
            answered.append(())
            continue
        first, made = log.number + 1, tuple(log.seal(one) for one in asked.events)
        answered.append(made)
        follows += [{"topic": one.topic, "body": write_json(one.body)} for one in asked.follows]
        if asked.request:
            answers[asked.request] = made
            row = {"key": asked.request, "device": operation.device, "first": first, "events": len(made)}
            requests.append(row)
    for table, rows in (
        (EVENT, [to_row(one, counts=True) for one in log.made]),
        (REQUEST, requests),
        (OUTBOX, follows),
    ):
        if rows:
            connection.execute(insert(table), rows)
    return answered


class _Log:
    """Seal events one after the other, from where the device's log ends."""

    def __init__(self, connection: Connection, operation: Operation, key: DeviceKey | None, wall_millis: int) -> None:
        head = read_head(connection, operation.device)
        self.number = head.ident.number if head else 0
        self.made: list[Sealed] = []
        self._before = head.digest if head else NOTHING_BEFORE
        self._time: HybridTime = read_newest_time(connection) or BEGINNING
        self._operation, self._key, self._wall_millis = operation, key, wall_millis

    def seal(self, said: Unsealed) -> Sealed:
        self.number += 1
        self._time = tick(self._time, self._wall_millis)
        ident = EventId(self._operation.device, self.number)
        event = Event(ident, self._time, said.actor, said.kind, said.payload, self._operation.exercise, self._before)
        self._before = event.digest()
        self.made.append(Sealed(event, self._before, self._key.sign(self._before) if self._key else b""))
        return self.made[-1]


def find_answers(connection: Connection, requests: Iterable[str]) -> dict[str, tuple[Sealed, ...]]:
    """Return the events of the requests that were recorded before."""
    found: dict[str, tuple[Sealed, ...]] = {}
    for row in connection.execute(select(REQUEST).where(REQUEST.c.key.in_(sorted(requests)))).all():
        query = (
            select(*EVENT_COLUMNS)
            .where(EVENT.c.device == row.device, EVENT.c.number.between(row.first, row.first + row.events - 1))
            .order_by(EVENT.c.number, EVENT.c.arrived)
        )
        own: dict[int, Sealed] = {}
        for sealed in map(to_sealed, connection.execute(query)):
            own.setdefault(sealed.event.ident.number, sealed)  # a rival came later
        found[row.key] = tuple(own.values())
    return found
