"""Keep the record of an operation on one device; fills the port EventStore."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from sqlalchemy import delete, func, insert, select

from safeconduct.adapters.store.appending import Asked, append_batch, find_answers
from safeconduct.adapters.store.device_key import DeviceKey
from safeconduct.adapters.store.engines import Engines
from safeconduct.adapters.store.export import export_lines
from safeconduct.adapters.store.forks import find_doubtful, read_branches, read_forks
from safeconduct.adapters.store.group_commit import GroupCommit
from safeconduct.adapters.store.reading import (
    read_as_arrived,
    read_beyond,
    read_head,
    read_in_order,
    read_keys,
    read_kinds,
    read_operation,
)
from safeconduct.adapters.store.receiving import receive_events
from safeconduct.adapters.store.snapshots import read_snapshot, save_snapshot
from safeconduct.adapters.store.tables import DEVICE, EVENT, OUTBOX
from safeconduct.adapters.store.transactions import Transactions
from safeconduct.adapters.store.verifying import find_flaws
from safeconduct.core.basics import StoreError
from safeconduct.core.record import (
    Anchor,
    DeviceId,
    Flaw,
    FoldPlace,
    Operation,
    Outgoing,
    Sealed,
    Snapshot,
    Unsealed,
    encode,
)


def wall_millis() -> int:
    """Return the wall clock."""
    return time.time_ns() // 1_000_000


class SqlEventStore:
    """Append a device's own events and take in others'; many threads may do so at once, and other processes too."""

    def __init__(
        self, engines: Engines, key: DeviceKey | None = None, wall_millis: Callable[[], int] = wall_millis
    ) -> None:
        """Take a database whose tables are of the newest version, and the key that the device signs with."""
        self._transactions = Transactions(engines)
        self._key, self._wall_millis = key, wall_millis
        self._commits: GroupCommit[Asked, tuple[Sealed, ...]] = GroupCommit(self._append)

    def operation(self) -> Operation:
        """Return whose store this is."""
        with self._transactions.reading() as connection:
            return read_operation(connection)

    def now_millis(self) -> int:
        """Return the clock by which events are dated."""
        return self._wall_millis()

    def append(
        self, events: Sequence[Unsealed], follows: Sequence[Outgoing] = (), request: str = "", seen: int | None = None
    ) -> tuple[Sealed, ...]:
        """Record events, and what follows from them, all or nothing; when this returns, no power cut takes it back.

        A request that was recorded before is not recorded again: its events of then are returned. Where something has
        arrived after the number that was `seen`, nothing is recorded, and nothing returned.

        Raises:
            StoreError: where the disk refuses, or where this device was copied; nothing is acknowledged then.
            ValueError: for what JSON cannot hold.
        """
        return self._commits.submit(Asked(tuple(events), tuple(follows), request, seen))

    def find_answer(self, request: str) -> tuple[Sealed, ...] | None:
        """Return the events that a request was answered with; None where it was not made yet."""
        with self._transactions.reading() as connection:
            return find_answers(connection, [request]).get(request)

    def receive(self, arrived: Iterable[Sealed]) -> list[Sealed]:
        """Record other devices' events, in any order, any number of times; return those that were new.

        Raises:
            MixedError: for an event of an exercise in a live operation, or the other way round.
            StoreError: for an event that is not what was sealed or that no known device signed, or where the disk
                refuses. Nothing is recorded then.
        """
        with self._transactions.writing() as connection:
            return receive_events(connection, arrived, self._key, self._wall_millis())

    def read(self, after: FoldPlace | None = None) -> Iterator[Sealed]:
        """Return the events that count, in the order in which they are folded, as they stand when this begins.

        Those that wait for events before them do not count yet, nor do rivals that are not preferred.
        """
        with self._transactions.reading() as connection:
            yield from read_in_order(connection, after)

    def read_beyond(self, heads: Mapping[DeviceId, int], at_most: int | None = None) -> Iterator[Sealed]:
        """Return the first events that count and come after these numbers of their devices, in the order of folding."""
        with self._transactions.reading() as connection:
            yield from read_beyond(connection, heads, at_most)

    def read_as_arrived(self, after: int = 0) -> Iterator[tuple[int, Sealed]]:
        """Return all events in the order in which they came here, each with its number in that order."""
        with self._transactions.reading() as connection:
            yield from read_as_arrived(connection, after)

    def newest(self) -> int:
        """Return the number, in the order in which they came here, of the newest event; 0 where there is none."""
        with self._transactions.reading() as connection:
            return connection.execute(select(func.max(EVENT.c.arrived))).scalar_one() or 0

    def kinds_since(self, after: int) -> tuple[int, frozenset[str]]:
        """Return the newest number in that order, and the kinds of all events that came after a number."""
        with self._transactions.reading() as connection:
            return read_kinds(connection, after)

    def read_kind(self, kind: str) -> Iterator[Sealed]:
        """Return the events of a kind that count, in the order of folding."""
        with self._transactions.reading() as connection:
            yield from read_in_order(connection, kind=kind)

    def heads(self) -> list[Anchor]:
        """Return each known device's newest event up to which there is no gap."""
        with self._transactions.reading() as connection:
            heads = (read_head(connection, device) for device in sorted(read_keys(connection)))
            return [head for head in heads if head is not None]

    def forks(self) -> dict[DeviceId, int]:
        """Return the devices of which two events claim one number, and the first such number."""
        with self._transactions.reading() as connection:
            return read_forks(connection)

    def doubtful(self) -> set[DeviceId]:
        """Return the devices of which an event is held that does not follow on the one before it."""
        heads = self.heads()
        with self._transactions.reading() as connection:
            return find_doubtful(connection, heads)

    def branches(self) -> Iterator[Sealed]:
        """Return all that is held of forked devices from there on, by device, number and digest."""
        with self._transactions.reading() as connection:
            yield from read_branches(connection)

    def heir(self) -> bytes:
        """Return the public key that proves, out of a backup, who stands in for this device; b"" where it has none."""
        return self._key.make_heir().public_key if self._key else b""

    def devices(self) -> dict[DeviceId, bytes]:
        """Return the public keys of the known devices; b"" for one that does not sign."""
        with self._transactions.reading() as connection:
            return read_keys(connection)

    def introduce(self, device: DeviceId, public_key: bytes) -> None:
        """Know a device from now on, so that its events are taken.

        Raises:
            StoreError: where it is known with another key.
        """
        encode(device)
        with self._transactions.writing() as connection:
            read_operation(connection, lock=True)
            known = read_keys(connection)
            if known.get(device, public_key) != public_key:
                raise StoreError(f"{device} is known with another key: a device that was made anew takes a new name")
            if device not in known:
                connection.execute(insert(DEVICE).values(device=device, public_key=public_key))

    def outbox(self, at_most: int = 100, after: int = 0) -> list[tuple[int, Outgoing]]:
        """Return what has to leave the device, the oldest after a number first, each with its number."""
        with self._transactions.reading() as connection:
            rows = connection.execute(
                select(OUTBOX).where(OUTBOX.c.ident > after).order_by(OUTBOX.c.ident).limit(at_most)
            )
            return [(row.ident, Outgoing(row.topic, json.loads(row.body))) for row in rows]

    def settle(self, numbers: Sequence[int]) -> None:
        """Take out of the outbox what has left the device."""
        with self._transactions.writing() as connection:
            connection.execute(delete(OUTBOX).where(OUTBOX.c.ident.in_(numbers)))

    def snapshot(self) -> Snapshot | None:
        """Return the newest state that was kept and still holds: the events after it come after it in folding."""
        with self._transactions.reading() as connection:
            return read_snapshot(connection, self._key.public_key if self._key else b"")

    def save_snapshot(self, snapshot: Snapshot) -> None:
        """Keep a state.

        Raises:
            StoreError: where events have arrived up to its place that it was made without.
        """
        with self._transactions.writing() as connection:
            read_operation(connection, lock=True)
            save_snapshot(connection, snapshot, self._key)

    def verify(self, anchors: Iterable[Anchor] = ()) -> list[Flaw]:
        """Return every break in every log; memory is bounded, whatever their length."""
        with self._transactions.reading() as connection:
            return find_flaws(connection, anchors, self._key.public_key if self._key else b"")

    def export(self, beside: Mapping[str, str]) -> Iterator[bytes]:
        """Return all that a backup holds, line by line, as it stands when this begins, and texts kept beside it."""
        with suppress(StoreError):  # of a disk that fails one can still read
            self._transactions.checkpoint()  # what was deleted is not to stay in the WAL from one backup to the next
        with self._transactions.reading() as connection:
            yield from export_lines(connection, beside)

    def make_sure(self) -> None:
        """Bring to the disk what a process that ended badly left; raise StoreError where the disk does not let us."""
        self._transactions.make_sure()

    def checkpoint(self) -> bool:
        """Empty SQLite's WAL, where deleted bytes would stay; False where somebody is reading."""
        return self._transactions.checkpoint()

    def close(self) -> None:
        """Close the database."""
        self._transactions.close()

    def _append(self, batch: Sequence[Asked]) -> list[tuple[Sealed, ...]]:
        with self._transactions.writing() as connection:
            return append_batch(connection, batch, self._key, self._wall_millis())
