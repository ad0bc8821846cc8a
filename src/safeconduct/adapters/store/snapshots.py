"""Keep folded states, so that a restart reads the newest one and the events after it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, type_coerce
from sqlalchemy.types import NullType

from safeconduct.adapters.store.device_key import DeviceKey, is_signed
from safeconduct.adapters.store.reading import is_after
from safeconduct.adapters.store.tables import EVENT, SNAPSHOT
from safeconduct.core.basics import StoreError
from safeconduct.core.record import Snapshot, encode

KEPT = 2
"""So many are kept: where the newest one is damaged, the one before serves."""


def save_snapshot(connection: Connection, snapshot: Snapshot, key: DeviceKey | None) -> None:
    """Keep a state.

    Raises:
        StoreError: where other events stand up to its place than it was made of: some arrived meanwhile.
    """
    millis, counter, device, number, digest = snapshot.upto
    older = connection.execute(
        select(SNAPSHOT).where(~is_after(SNAPSHOT, snapshot.upto)).order_by(SNAPSHOT.c.events.desc()).limit(1)
    ).one_or_none()
    count = select(func.count()).select_from(EVENT).where(EVENT.c.counts, ~is_after(EVENT, snapshot.upto))
    if older is not None:
        count = count.where(is_after(EVENT, (older.millis, older.counter, older.device, older.number, b"")))
    if (older.events if older else 0) + connection.execute(count).scalar_one() != snapshot.events:
        raise StoreError("events have arrived that the snapshot was made without: fold again, then keep it")
    seal = _seal(snapshot)
    connection.execute(delete(SNAPSHOT).where(SNAPSHOT.c.events >= snapshot.events))
    connection.execute(
        insert(SNAPSHOT).values(
            events=snapshot.events,
            millis=millis,
            counter=counter,
            device=device,
            number=number,
            last_digest=digest,
            state=snapshot.state,
            signature=key.sign(seal) if key else seal,
        )
    )
    kept = select(SNAPSHOT.c.events).order_by(SNAPSHOT.c.events.desc()).limit(KEPT)
    connection.execute(delete(SNAPSHOT).where(SNAPSHOT.c.events.not_in(kept)))


def read_snapshot(connection: Connection, public_key: bytes) -> Snapshot | None:
    """Return the newest state that this device has sealed; None where there is none."""
    for row in read_rows(connection):
        snapshot = to_snapshot(row)
        if is_sealed(snapshot, row.signature, public_key):
            return snapshot
    return None


def read_rows(connection: Connection) -> Iterator[Any]:
    """Return the rows of snapshots, the newest first, whatever they hold."""
    columns = [type_coerce(column, NullType()).label(column.name) for column in SNAPSHOT.c]
    yield from connection.execute(select(*columns).order_by(SNAPSHOT.c.events.desc()))


def to_snapshot(row: Any) -> Snapshot:
    """Return the snapshot of a row."""
    return Snapshot((row.millis, row.counter, row.device, row.number, row.last_digest), row.events, row.state)


def is_sealed(snapshot: Snapshot, signature: bytes, public_key: bytes) -> bool:
    """Tell whether a snapshot is as its device sealed it."""
    try:
        seal = _seal(snapshot)
    except (AttributeError, TypeError, ValueError):
        return False  # somebody put something else there
    return is_signed(public_key, seal, signature) if public_key else signature == seal


def _seal(snapshot: Snapshot) -> bytes:
    millis, counter, device, number, digest = snapshot.upto
    state = hashlib.sha256(snapshot.state).hexdigest()
    return hashlib.sha256(encode([snapshot.events, millis, counter, device, number, digest.hex(), state])).digest()
