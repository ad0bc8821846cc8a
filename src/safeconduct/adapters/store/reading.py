"""Read a store: whose it is, its events in order, and the newest of each device."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import merge
from itertools import islice

from sqlalchemy import ColumnElement, Connection, Table, func, literal, select, tuple_, type_coerce
from sqlalchemy.types import NullType

from safeconduct.adapters.store.rows import EVENT_COLUMNS, to_sealed
from safeconduct.adapters.store.tables import DEVICE, EVENT, FORK, OPERATION, VERSION
from safeconduct.core.basics import StoreError
from safeconduct.core.record import Anchor, DeviceId, EventId, FoldPlace, HybridTime, Operation, Sealed, fold_order

TOGETHER = 2000
"""So many rows are fetched together."""


def read_operation(connection: Connection, lock: bool = False) -> Operation:
    """Return whose store this is; with `lock` no other process writes until this transaction ends.

    Raises:
        StoreError: where it belongs to no operation.
    """
    query = select(OPERATION)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise StoreError("the database belongs to no operation: safeconduct init makes one")
    return Operation(row.ident, row.name, DeviceId(row.device), row.exercise, VERSION, row.copied)


def read_in_order(connection: Connection, after: FoldPlace | None = None, kind: str = "") -> Iterator[Sealed]:
    """Return the events that count and come after a place, in the order of folding; of one kind, if one is named."""
    query = select(*EVENT_COLUMNS).where(EVENT.c.counts)
    if after is not None:
        query = query.where(is_after(EVENT, after))
    if kind:
        query = query.where(EVENT.c.kind == kind)
    query = query.order_by(EVENT.c.millis, EVENT.c.counter, EVENT.c.device, EVENT.c.number)
    for row in connection.execution_options(yield_per=TOGETHER).execute(query):
        yield to_sealed(row)


def read_beyond(connection: Connection, heads: Mapping[DeviceId, int], at_most: int | None = None) -> Iterator[Sealed]:
    """Return, in the order of folding, the first events that count and have a higher number than their device's head.

    Each device's log is read on from its head, by the index of device and number: of one device, numbers and times rise
    together. So this takes as long as what it returns, however much comes before.
    """
    logs = [_read_log(connection, device, heads.get(device, 0), at_most) for device in sorted(read_keys(connection))]
    yield from islice(merge(*logs, key=fold_order), at_most)


def _read_log(connection: Connection, device: DeviceId, after: int, at_most: int | None) -> Iterator[Sealed]:
    query = select(*EVENT_COLUMNS).where(EVENT.c.device == device, EVENT.c.number > after, EVENT.c.counts)
    query = query.order_by(EVENT.c.number).limit(at_most)
    for row in connection.execution_options(yield_per=TOGETHER).execute(query):
        yield to_sealed(row)


def read_as_arrived(connection: Connection, after: int = 0) -> Iterator[tuple[int, Sealed]]:
    """Return all events, waiting ones and rivals too, in the order in which they came here, with their numbers."""
    query = select(*EVENT_COLUMNS, EVENT.c.arrived).where(EVENT.c.arrived > after).order_by(EVENT.c.arrived)
    for row in connection.execution_options(yield_per=TOGETHER).execute(query):
        yield row.arrived, to_sealed(row)


def read_kinds(connection: Connection, after: int) -> tuple[int, frozenset[str]]:
    """Return the number of the newest event in the order of coming here, and the kinds of all that came after one."""
    query = select(func.max(EVENT.c.arrived), EVENT.c.kind).where(EVENT.c.arrived > after).group_by(EVENT.c.kind)
    found = connection.execute(query).all()
    if not found:
        return connection.execute(select(func.max(EVENT.c.arrived))).scalar_one() or 0, frozenset()
    return max(number for number, _ in found), frozenset(kind for _, kind in found)


def read_keys(connection: Connection) -> dict[DeviceId, bytes]:
    """Return the public keys of the known devices, by name."""
    key = type_coerce(DEVICE.c.public_key, NullType())  # whatever it holds: verify looks at it
    return {DeviceId(device): held for device, held in connection.execute(select(DEVICE.c.device, key))}


def read_head(connection: Connection, device: DeviceId) -> Anchor | None:
    """Return the newest event of a device up to which there is no gap and no rival; None where there is none."""
    fork = connection.execute(select(FORK.c.number).where(FORK.c.device == device)).scalar()
    query = (
        select(EVENT.c.number, EVENT.c.digest, EVENT.c.signature)
        .where(EVENT.c.device == device, EVENT.c.counts, *([] if fork is None else [EVENT.c.number < fork]))
        .order_by(EVENT.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else Anchor(EventId(device, row.number), row.digest, row.signature)


def read_newest_time(connection: Connection) -> HybridTime | None:
    """Return the newest time that this device has recorded or heard of."""
    query = select(EVENT.c.millis, EVENT.c.counter).order_by(EVENT.c.millis.desc(), EVENT.c.counter.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else HybridTime(row.millis, row.counter)


def is_after(table: Table, place: FoldPlace) -> ColumnElement[bool]:
    """Return the condition that a row of a table comes after a place in the order of folding."""
    columns = (table.c.millis, table.c.counter, table.c.device, table.c.number)
    return tuple_(*columns) > tuple_(
        *(literal(value, column.type) for value, column in zip(place, columns, strict=False))
    )
