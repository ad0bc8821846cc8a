"""Find every edit, loss and reordering in a store's rows, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import tee
from typing import Any

from sqlalchemy import Connection, select, type_coerce, union
from sqlalchemy.types import NullType

from safeconduct.adapters.store.device_key import is_signed
from safeconduct.adapters.store.forks import find_heard, read_forks
from safeconduct.adapters.store.reading import TOGETHER, read_keys, read_operation
from safeconduct.adapters.store.rows import EVENT_COLUMNS, to_sealed
from safeconduct.adapters.store.snapshots import is_sealed, read_rows, to_snapshot
from safeconduct.adapters.store.tables import DEVICE, EVENT
from safeconduct.core.basics import StoreError
from safeconduct.core.record import (
    Anchor,
    Break,
    DeviceId,
    EventId,
    Flaw,
    Sealed,
    Verify,
    check_anchors,
    check_chain,
    tell_counting,
    to_link,
)

TYPES: tuple[type, ...] = (str, int, int, int, str, str, str, int, bytes, bytes, bytes)
"""What the columns of an event hold; SQLite would hold anything in any of them."""


def find_flaws(connection: Connection, anchors: Iterable[Anchor], public_key: bytes) -> list[Flaw]:
    """Return every break in every device's log, of snapshots and of anchors; `public_key` is of this device.

    Raises:
        StoreError: where SQLite's own check finds the file damaged.
    """
    if connection.dialect.name == "sqlite":
        said = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        if said != "ok":
            raise StoreError("the file is damaged: restore the newest backup")
    operation, keys, anchors = read_operation(connection), read_keys(connection), list(anchors)
    flaws: list[Flaw] = []
    if keys.get(operation.device) != public_key:
        flaws.append(Flaw(EventId(operation.device, 0), Break.UNSIGNED))

    def verify(device: DeviceId, digest: bytes, signature: bytes) -> bool:
        return device in keys and is_signed(keys[device], digest, signature)

    forks = read_forks(connection)
    devices = union(select(DEVICE.c.device), select(EVENT.c.device))
    for device in sorted((row[0] for row in connection.execute(devices)), key=str):
        if isinstance(device, str):
            fork = forks.get(DeviceId(device), 0)
            heard = find_heard(connection, DeviceId(device)) if fork else frozenset[bytes]()
            log = _read_log(connection, DeviceId(device), fork, heard, flaws)
            flaws += _check_log(log, DeviceId(device), fork, verify, operation.exercise)
        else:
            flaws.append(Flaw(EventId(DeviceId(repr(device)), 0), Break.EDITED))
    for row in read_rows(connection):
        if not is_sealed(to_snapshot(row), row.signature, public_key):
            flaws.append(Flaw(EventId(DeviceId(str(row.device)), row.number), Break.EDITED))
    return flaws + check_anchors(_find_digests(connection, anchors), anchors)


def _check_log(log: Iterator[Sealed], device: DeviceId, fork: int, verify: Verify, exercise: bool) -> list[Flaw]:
    """Return the breaks of a device's log; from the first rivals on, what is wrong with each event by itself."""
    if not fork:
        return check_chain(log, verify, exercise)
    held = list(log)
    flaws = check_chain((one for one in held if one.event.ident.number < fork), verify, exercise)
    for one in held:
        if one.event.ident.number >= fork:
            alone = check_chain([one], verify, exercise)
            flaws += [flaw for flaw in alone if flaw.what in (Break.EDITED, Break.UNSIGNED, Break.MIXED)]
    return [*flaws, Flaw(EventId(device, fork), Break.RIVAL)]


def _read_log(
    connection: Connection, device: DeviceId, fork: int, heard: frozenset[bytes], flaws: list[Flaw]
) -> Iterator[Sealed]:
    """Return a device's events by number, whatever their rows hold; what cannot be one is a flaw."""
    columns = [type_coerce(column, NullType()) for column in (*EVENT_COLUMNS, EVENT.c.counts)]
    query = select(*columns).where(EVENT.c.device == device).order_by(EVENT.c.number, EVENT.c.digest)
    log, links = tee(_read_events(connection.execution_options(yield_per=TOGETHER).execute(query), device, flaws))
    last = twice = 0
    for (sealed, counts), (_, due) in zip(log, tell_counting((to_link(one) for one, _ in links), heard), strict=True):
        number = sealed.event.ident.number
        last, twice = number, number if number == last and not twice else twice
        if counts != due:
            flaws.append(Flaw(sealed.event.ident, Break.EDITED))
        yield sealed
    if twice != fork:
        flaws.append(Flaw(EventId(device, fork or twice), Break.EDITED))


def _read_events(rows: Iterable[Sequence[Any]], device: DeviceId, flaws: list[Flaw]) -> Iterator[tuple[Sealed, bool]]:
    for row in rows:
        if _is_event(row):
            yield to_sealed(row), row[11]
        else:
            flaws.append(Flaw(EventId(device, row[1] if isinstance(row[1], int) else 0), Break.EDITED))


def _is_event(row: Sequence[Any]) -> bool:
    return all(isinstance(value, kind) for value, kind in zip(row, TYPES, strict=False)) and row[7] in (0, 1)


def _find_digests(connection: Connection, anchors: Iterable[Anchor]) -> dict[EventId, bytes]:
    digests = {}
    for anchor in anchors:
        query = select(EVENT.c.digest).where(
            EVENT.c.device == anchor.ident.device, EVENT.c.number == anchor.ident.number, EVENT.c.counts
        )
        digest = connection.execute(query).scalars().first()
        if digest is not None:
            digests[anchor.ident] = digest
    return digests
