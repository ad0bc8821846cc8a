"""Take in other devices' events, in any order, and tell which of them count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, or_, select, update

from safeconduct.adapters.store.appending import Asked, append_batch
from safeconduct.adapters.store.device_key import DeviceKey, is_signed
from safeconduct.adapters.store.forks import LINK_COLUMNS, find_heard, note_forks, read_forks, to_row_link
from safeconduct.adapters.store.reading import is_after, read_head, read_keys, read_operation
from safeconduct.adapters.store.rows import to_row
from safeconduct.adapters.store.tables import EVENT, OPERATION, SNAPSHOT
from safeconduct.core.basics import MixedError, StoreError
from safeconduct.core.operation import SYSTEM
from safeconduct.core.record import (
    FORKED,
    Anchor,
    DeviceId,
    FoldPlace,
    HybridTime,
    Operation,
    Sealed,
    Start,
    Unsealed,
    tell_counting,
)


def receive_events(
    connection: Connection, arrived: Iterable[Sealed], key: DeviceKey | None, wall_millis: int
) -> list[Sealed]:
    """Record what has arrived and return what was new.

    Where a device's log is found to have forked, this device records what it had heard of it until then.

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
    unheard: dict[DeviceId, list[Sealed]] = {}
    heads: dict[DeviceId, Anchor | None] = {}
    for device, theirs in by_device.items():
        held = _find_held(connection, device, [number for number, _ in theirs])
        unheld = [sealed for name, sealed in sorted(theirs.items()) if name not in held]
        if not unheld:
            continue
        unheard[device], heads[device] = unheld, read_head(connection, device)
        connection.execute(insert(EVENT), [to_row(sealed, counts=False) for sealed in unheld])
        if device == operation.device:
            connection.execute(update(OPERATION).values(copied=True))
    new = [one for unheld in unheard.values() for one in unheld]
    found = note_forks(connection, new)
    for device, unheld in unheard.items():
        count_anew(connection, device, unheld[0].event.ident.number)
    if found and operation.device not in found and not operation.copied:
        said = [_say_heard(device, number, heads[device]) for device, number in found.items()]
        append_batch(connection, [Asked(tuple(said))], key, wall_millis)
    if new:  # what others say of a forked device may count only now
        for device in read_forks(connection):
            count_anew(connection, device, 1)
    return new


def _say_heard(device: DeviceId, number: int, head: Anchor | None) -> Unsealed:
    upto, digest = (head.ident.number, head.digest.hex()) if head is not None else (0, "")
    return Unsealed(FORKED, SYSTEM, {"device": device, "number": number, "upto": upto, "digest": digest})


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


def count_anew(connection: Connection, device: DeviceId, first: int) -> None:
    """Let those events of a device count that core/record says, and drop stale snapshots."""
    fork = read_forks(connection).get(device)
    heard = find_heard(connection, device) if fork is not None else frozenset[bytes]()
    first = first if fork is None else min(first, fork)
    query = (
        select(*LINK_COLUMNS)
        .where(EVENT.c.device == device, EVENT.c.number >= first)
        .order_by(EVENT.c.number, EVENT.c.digest)
    )
    changed: dict[bool, list[int]] = {True: [], False: []}
    places: list[FoldPlace] = []
    rows = connection.execute(query).all()
    told = tell_counting((to_row_link(row) for row in rows), heard, _find_start(connection, device, first))
    for row, (_, counts) in zip(rows, told, strict=True):
        if counts != row.counts:
            changed[counts].append(row.arrived)
            places.append((row.millis, row.counter, row.device, row.number, row.digest))
    for counts, numbers in changed.items():
        for at in range(0, len(numbers), 500):
            part = EVENT.c.arrived.in_(numbers[at : at + 500])
            connection.execute(update(EVENT).where(part).values(counts=counts))
    if places:
        forget_snapshots(connection, min(places))


def _find_start(connection: Connection, device: DeviceId, number: int) -> Start:
    if number == 1:
        return Start()
    query = select(EVENT.c.digest, EVENT.c.millis, EVENT.c.counter).where(
        EVENT.c.device == device, EVENT.c.number == number - 1, EVENT.c.counts
    )
    row = connection.execute(query).one_or_none()
    return Start(0, None) if row is None else Start(number, row.digest, HybridTime(row.millis, row.counter))


def forget_snapshots(connection: Connection, place: FoldPlace) -> None:
    """Drop the snapshots that reach as far as an event that now counts, or no longer does."""
    same = (SNAPSHOT.c.millis == place[0]) & (SNAPSHOT.c.counter == place[1])
    same &= (SNAPSHOT.c.device == place[2]) & (SNAPSHOT.c.number == place[3])
    connection.execute(delete(SNAPSHOT).where(or_(is_after(SNAPSHOT, place), same)))
