"""Keep which devices' logs have forked, and find what counts of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from safeconduct.adapters.store.reading import TOGETHER
from safeconduct.adapters.store.rows import EVENT_COLUMNS, to_sealed
from safeconduct.adapters.store.tables import EVENT, FORK
from safeconduct.core.record import (
    FORKED,
    RESTORED,
    Anchor,
    DeviceId,
    Heard,
    HybridTime,
    Link,
    Sealed,
    choose_heard,
    read_heard,
    trace_back,
)

LINK_COLUMNS = (
    EVENT.c.number, EVENT.c.digest, EVENT.c.previous, EVENT.c.millis, EVENT.c.counter, EVENT.c.kind, EVENT.c.device,
    EVENT.c.arrived, EVENT.c.counts,
)  # fmt: skip


def to_row_link(row: Any) -> Link:
    """Return the link of a row of LINK_COLUMNS."""
    return Link(row.number, row.digest, row.previous, HybridTime(row.millis, row.counter), row.kind)


def read_forks(connection: Connection) -> dict[DeviceId, int]:
    """Return the devices of which two events claim one number, and the first such number."""
    return {DeviceId(row.device): row.number for row in connection.execute(select(FORK))}


def note_forks(connection: Connection, arrived: Iterable[Sealed]) -> dict[DeviceId, int]:
    """Keep which numbers of what has arrived are claimed twice now; return the forks that were not known, or later."""
    numbers: dict[DeviceId, set[int]] = defaultdict(set)
    for one in arrived:
        numbers[one.event.ident.device].add(one.event.ident.number)
    known, found = read_forks(connection), dict[DeviceId, int]()
    for device, theirs in sorted(numbers.items()):
        query = select(EVENT.c.number, EVENT.c.digest).where(
            EVENT.c.device == device, EVENT.c.number.between(min(theirs), max(theirs))
        )
        last = 0
        for number, _ in connection.execute(query.order_by(EVENT.c.number)):
            if number == last:
                break
            last = number
        else:
            continue
        if device not in known:
            connection.execute(insert(FORK).values(device=device, number=last))
        elif last < known[device]:
            connection.execute(update(FORK).where(FORK.c.device == device).values(number=last))
        else:
            continue
        found[device] = last
    return found


def note_all_forks(connection: Connection) -> list[DeviceId]:
    """Keep the forks of all that is here, and return their devices: of a backup that older software made."""
    twice = select(EVENT.c.device, EVENT.c.number).group_by(EVENT.c.device, EVENT.c.number)
    inner = twice.having(func.count() > 1).subquery()
    known = read_forks(connection)
    for row in connection.execute(select(inner.c.device, func.min(inner.c.number)).group_by(inner.c.device)).all():
        if row[0] not in known:
            connection.execute(insert(FORK).values(device=row[0], number=row[1]))
    return sorted(read_forks(connection))


def find_heard(connection: Connection, device: DeviceId) -> frozenset[bytes]:
    """Return the digests of a forked device's events that others had heard before they heard of a rival."""
    forks = read_forks(connection)
    said: list[Heard] = []
    for row in connection.execute(select(*EVENT_COLUMNS).where(EVENT.c.kind == FORKED, EVENT.c.counts)):
        if row.number < forks.get(DeviceId(row.device), row.number + 1):
            heard = read_heard(to_sealed(row).event)
            said += [heard] if heard is not None else []
    stands_in: dict[DeviceId, frozenset[DeviceId]] = defaultdict(frozenset)
    for row in connection.execute(select(*EVENT_COLUMNS).where(EVENT.c.kind == RESTORED)):
        lost = DeviceId(str(to_sealed(row).event.payload.get("device")))
        stands_in[DeviceId(row.device)] |= {lost}
    newest = choose_heard(said, device, stands_in)
    if not newest:
        return newest
    rows = connection.execute(select(EVENT.c.digest, EVENT.c.previous).where(EVENT.c.device == device))
    return trace_back({row.digest: row.previous for row in rows}, newest)


def find_doubtful(connection: Connection, heads: Iterable[Anchor]) -> set[DeviceId]:
    """Return the devices of which an event is held that does not follow on the one before it: there is another."""
    doubtful = set()
    for head in heads:
        query = select(EVENT.c.arrived).where(
            EVENT.c.device == head.ident.device,
            EVENT.c.number == head.ident.number + 1,
            EVENT.c.previous != head.digest,
        )
        if connection.execute(query.limit(1)).first() is not None:
            doubtful.add(head.ident.device)
    return doubtful


def read_branches(connection: Connection) -> Iterator[Sealed]:
    """Return all that is held of forked devices from the first number with rivals on, by device, number and digest."""
    for device, number in sorted(read_forks(connection).items()):
        query = select(*EVENT_COLUMNS).where(EVENT.c.device == device, EVENT.c.number >= number)
        query = query.order_by(EVENT.c.number, EVENT.c.digest)
        for row in connection.execution_options(yield_per=TOGETHER).execute(query):
            yield to_sealed(row)
