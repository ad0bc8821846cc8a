"""Take in other devices' events, in any order, and tell which of them count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, or_, select, update

from safeconduct.adapters.store.device_key import is_signed
from safeconduct.adapters.store.reading import is_after, read_keys, read_operation
from safeconduct.adapters.store.rows import EVENT_COLUMNS, to_row, to_sealed
from safeconduct.adapters.store.tables import EVENT, OPERATION, SNAPSHOT
from safeconduct.core.basics import MixedError, StoreError
from safeconduct.core.record import (
    BEGINNING,
    NOTHING_BEFORE,
    DeviceId,
    FoldPlace,
    HybridTime,
    Operation,
    Sealed,
    fold_order,
)


def receive_events(connection: Connection, arrived: Iterable[Sealed]) -> list[Sealed]:
    """Record what has arrived and return what was new.

    Raises:
        MixedError: for an event of an exercise in a live operation, or the other way round.
        StoreError: for an event that is not what was sealed, or that no known device signed. Nothing is recorded then.
    """
    operation = read_operation(connection, lock=True)
    keys = read_keys(connection)
    by_device: dict[DeviceId, dict[tuple[int, bytes], Sealed]] = {}
    for sealed in arrived:
        _check(sealed, operation, keys)
        ident = sealed.event.ident
        by_device.setdefault(ident.device, {})[ident.number, sealed.digest] = sealed
    new: list[Sealed] = []
    for device, theirs in by_device.items():
        held = _find_held(connection, device, [number for number, _ in theirs])
        unheld = [sealed for name, sealed in sorted(theirs.items()) if name not in held]
        if not unheld:
            continue
        connection.execute(insert(EVENT), [to_row(sealed, counts=False) for sealed in unheld])
        _count_anew(connection, device, unheld[0].event.ident.number)
        if device == operation.device:
            connection.execute(update(OPERATION).values(copied=True))
        new += unheld
    return new


def _check(sealed: Sealed, operation: Operation, keys: Mapping[DeviceId, bytes]) -> None:
    event = sealed.event
    if event.exercise != operation.exercise:
        kinds = ("an exercise", "a live operation")
        theirs, ours = kinds if event.exercise else kinds[::-1]
        raise MixedError(f"event {event.ident} is of {theirs} and this is {ours}: nothing of it is taken")
    if sealed.digest != event.digest():
        raise StoreError(f"event {event.ident} is not what was sealed: ask its device for it again")
    if event.ident.device not in keys:
        raise StoreError(f"event {event.ident} is of a device that is not known here: introduce the device first")
    if not is_signed(keys[event.ident.device], sealed.digest, sealed.signature):
        raise StoreError(f"event {event.ident} is not signed by its device: find out who made it")


def _find_held(connection: Connection, device: DeviceId, numbers: Sequence[int]) -> set[tuple[int, bytes]]:
    query = select(EVENT.c.number, EVENT.c.digest).where(
        EVENT.c.device == device, EVENT.c.number.between(min(numbers), max(numbers))
    )
    return {(row.number, row.digest) for row in connection.execute(query)}


def _count_anew(connection: Connection, device: DeviceId, first: int) -> None:
    """Let those events of a device count that follow on, as core/record's `Record` says, and drop stale snapshots."""
    query = (
        select(*EVENT_COLUMNS, EVENT.c.arrived, EVENT.c.counts)
        .where(EVENT.c.device == device, EVENT.c.number >= first)
        .order_by(EVENT.c.number, EVENT.c.digest)
    )
    follows = Follower(first, *_find_before(connection, device, first))
    changed: dict[bool, list[int]] = {True: [], False: []}
    places: list[FoldPlace] = []
    for row in connection.execute(query):
        counts = follows.counts(row.number, HybridTime(row.millis, row.counter), row.previous, row.digest)
        if counts != row.counts:
            changed[counts].append(row.arrived)
            places.append(fold_order(to_sealed(row)))
    for counts, rows in changed.items():
        for at in range(0, len(rows), 500):
            part = EVENT.c.arrived.in_(rows[at : at + 500])
            connection.execute(update(EVENT).where(part).values(counts=counts))
    if places:
        forget_snapshots(connection, min(places))


class Follower:
    """Tell of a device's events, by number and then digest, which follow on from each other."""

    def __init__(self, first: int = 1, before: bytes | None = NOTHING_BEFORE, time: HybridTime = BEGINNING) -> None:
        """Begin with digest and time of the event before the first number; None where that one does not count."""
        self._next, self._before, self._time = first, before, time

    def counts(self, number: int, time: HybridTime, previous: bytes, digest: bytes) -> bool:
        """Tell whether it counts: it is after the last one that did, and of its rivals its digest is the smallest."""
        if self._before is None or number != self._next or previous != self._before or time <= self._time:
            return False
        self._next, self._before, self._time = number + 1, digest, time
        return True


def _find_before(connection: Connection, device: DeviceId, number: int) -> tuple[bytes | None, HybridTime]:
    if number == 1:
        return NOTHING_BEFORE, BEGINNING
    query = select(EVENT.c.digest, EVENT.c.millis, EVENT.c.counter).where(
        EVENT.c.device == device, EVENT.c.number == number - 1, EVENT.c.counts
    )
    row = connection.execute(query).one_or_none()
    return (None, BEGINNING) if row is None else (row.digest, HybridTime(row.millis, row.counter))


def forget_snapshots(connection: Connection, place: FoldPlace) -> None:
    """Drop the snapshots that reach as far as an event that now counts, or no longer does."""
    same = (SNAPSHOT.c.millis == place[0]) & (SNAPSHOT.c.counter == place[1])
    same &= (SNAPSHOT.c.device == place[2]) & (SNAPSHOT.c.number == place[3])
    connection.execute(delete(SNAPSHOT).where(or_(is_after(SNAPSHOT, place), same)))
