"""Join the logs of several devices into one record, the same whatever came first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from safeconduct.core.record.event import DeviceId, EventId, Sealed
from safeconduct.core.record.forks import RESTORED, choose_heard, read_heard, tell_counting, to_link, trace_back

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

        What counts from the first rivals on says core/record/forks.py. An event that claims to be older than the one
        before it does not count: nobody acts in the past, before they were stopped.
        """
        held = self._by_device()
        logs = {device: _follow(log, frozenset()) for device, log in held.items()}
        forked = sorted({ident.device for ident in self.forks})
        if forked:
            said = [heard for log in logs.values() for one in log if (heard := read_heard(one.event))]
            stands_in = {device: _find_lost(log) for device, log in held.items()}
            for device in forked:
                previous = {one.digest: one.event.previous for one in held[device]}
                known_before = trace_back(previous, choose_heard(said, device, stands_in))
                logs[device] = _follow(held[device], known_before)
        return {device: log for device, log in logs.items() if log}

    def waiting(self) -> list[Sealed]:
        """Return what is held and does not count: events before it have not come, or it has a rival."""
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

    def _by_device(self) -> dict[DeviceId, list[Sealed]]:
        """Return all that is held of each device, by number and digest."""
        found: dict[DeviceId, list[Sealed]] = {}
        for ident in sorted(self.held, key=lambda one: (one.device, one.number)):
            rivals = self.held[ident]
            found.setdefault(ident.device, []).extend(rivals[digest] for digest in sorted(rivals))
        return found


def _follow(log: Sequence[Sealed], heard: frozenset[bytes]) -> tuple[Sealed, ...]:
    told = tell_counting((to_link(one) for one in log), heard)
    return tuple(one for one, (_, counts) in zip(log, told, strict=True) if counts)


def _find_lost(log: Sequence[Sealed]) -> frozenset[DeviceId]:
    """Return for which devices one claims to stand in."""
    return frozenset(DeviceId(str(one.event.payload.get("device"))) for one in log if one.event.kind == RESTORED)


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
