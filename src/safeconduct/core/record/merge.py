"""Join the logs of several devices into one record, the same whatever came first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from safeconduct.core.record.clock import BEGINNING
from safeconduct.core.record.event import NOTHING_BEFORE, DeviceId, EventId, Sealed

Held = Mapping[EventId, Mapping[bytes, Sealed]]


@dataclass(frozen=True, slots=True)
class Record:
    """Hold every event that has arrived; two events of one name are both held."""

    held: Held = field(default_factory=dict)  # by name, then by digest

    @property
    def forks(self) -> frozenset[EventId]:
        """Return the names that two events claim: a device was copied, or somebody forges."""
        return frozenset(ident for ident, rivals in self.held.items() if len(rivals) > 1)

    def logs(self) -> dict[DeviceId, tuple[Sealed, ...]]:
        """Return each device's log as far as it follows from its first event, in its links and in time.

        Of rivals the one with the smaller digest counts. An event that claims to be older than the one before it does
        not: nobody acts in the past, before they were stopped.
        """
        devices = sorted({ident.device for ident in self.held})
        logs = {device: self._follow(device) for device in devices}
        return {device: log for device, log in logs.items() if log}

    def waiting(self) -> list[Sealed]:
        """Return what is held and does not follow on: events before it have not come, or a rival counts."""
        counted = {(one.event.ident, one.digest) for log in self.logs().values() for one in log}
        every = (one for rivals in self.held.values() for one in rivals.values())
        return sorted((one for one in every if (one.event.ident, one.digest) not in counted), key=fold_order)

    def in_order(self) -> list[Sealed]:
        """Return the events of all logs in the one order in which they are folded."""
        return sorted((one for log in self.logs().values() for one in log), key=fold_order)

    def missing_in(self, other: Iterable[tuple[EventId, bytes]]) -> list[Sealed]:
        """Return what somebody who holds these events (name, digest) has not got, in the order of folding."""
        there = set(other)
        every = (one for rivals in self.held.values() for one in rivals.values())
        return sorted((one for one in every if (one.event.ident, one.digest) not in there), key=fold_order)

    def _follow(self, device: DeviceId) -> tuple[Sealed, ...]:
        log: list[Sealed] = []
        before, time = NOTHING_BEFORE, BEGINNING
        while rivals := self.held.get(EventId(device, len(log) + 1)):
            follows = [
                digest for digest, one in rivals.items() if one.event.previous == before and one.event.time > time
            ]
            if not follows:
                break
            before = min(follows)
            log.append(rivals[before])
            time = log[-1].event.time
        return tuple(log)


def fold_order(sealed: Sealed) -> tuple[int, int, str, int, bytes]:
    """Return what events are sorted by before they are folded: time, then device, then number."""
    event = sealed.event
    return event.time.millis, event.time.counter, event.ident.device, event.ident.number, sealed.digest


def join(record: Record, arrived: Iterable[Sealed]) -> Record:
    """Return the record with what has arrived: in any order, any number of times, with gaps.

    Nothing is dropped. Who receives checks digests and signatures before; here events that are not what was sealed
    are refused.

    >>> from safeconduct.core.record.event import ActorId, Event
    >>> from safeconduct.core.record.clock import HybridTime
    >>> event = Event(EventId(DeviceId("a"), 1), HybridTime(5), ActorId("o1"), "note", {}, True, NOTHING_BEFORE)
    >>> sealed = Sealed(event, event.digest())
    >>> join(Record(), [sealed]) == join(join(Record(), [sealed]), [sealed, sealed])
    True

    Raises:
        ValueError: where a digest is not the event's.
    """
    held = dict(record.held)
    for sealed in arrived:
        if sealed.digest != sealed.event.digest():
            raise ValueError(f"event {sealed.event.ident} is not what was sealed")
        held[sealed.event.ident] = {**held.get(sealed.event.ident, {}), sealed.digest: sealed}
    return Record(held)
