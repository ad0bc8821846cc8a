"""Tell which events of a device's log count, also where there are two of one number: it was copied, or somebody forges.

From the first number that two events claim nothing of the device counts, with two exceptions. A STOP counts on every
branch. And what another device had heard before it heard of the rival goes on to count, as that device says on record
(`device.forked`): who takes a device over does not take back what it did before. Where two say different things, what
they have in common counts. All of it follows from the events that are held, whatever came first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from safeconduct.core.record.clock import BEGINNING, HybridTime
from safeconduct.core.record.event import NOTHING_BEFORE, DeviceId, Event, Sealed

ALWAYS = "order.stopped"
"""The kind that counts on every branch of a log."""

FORKED, RESTORED = "device.forked", "device.restored"


@dataclass(frozen=True, slots=True)
class Link:
    """Hold what places an event in its device's log."""

    number: int
    digest: bytes
    previous: bytes
    time: HybridTime
    kind: str


@dataclass(frozen=True, slots=True)
class Start:
    """Say after what one goes on: the next number, digest and time of the event before; None where that counts not."""

    number: int = 1
    before: bytes | None = NOTHING_BEFORE
    time: HybridTime = BEGINNING


@dataclass(frozen=True, slots=True)
class Heard:
    """Say what a device had heard of another one before it heard of a rival to it."""

    by: DeviceId
    device: DeviceId
    digest: bytes  # of the newest event


FROM_THE_FIRST = Start()


def to_link(sealed: Sealed) -> Link:
    """Return the link of an event."""
    event = sealed.event
    return Link(event.ident.number, sealed.digest, event.previous, event.time, event.kind)


def tell_counting(
    links: Iterable[Link], heard: frozenset[bytes] = frozenset(), start: Start = FROM_THE_FIRST
) -> Iterator[tuple[Link, bool]]:
    """Yield each link of one device, sorted by number and digest, and whether it counts.

    One counts that follows on from the one before it and is newer; from the first rivals on, one that is also in
    `heard`, if it is the only such of its number. Nothing before `start` may have had a rival.
    """
    expected, before, time, forked = start.number, start.before, start.time, False
    for number, group in groupby(links, key=lambda link: link.number):
        rivals = list(group)
        forked = forked or len(rivals) > 1
        follow = [
            one
            for one in rivals
            if number == expected and one.previous == before and one.time > time and (not forked or one.digest in heard)
        ]
        chosen = follow[0] if len(follow) == 1 else None
        if chosen is None:
            before = None
        else:
            expected, before, time = number + 1, chosen.digest, chosen.time
        for one in rivals:
            yield one, one is chosen or (forked and one.kind == ALWAYS)


def find_fork(links: Iterable[Link]) -> int:
    """Return the first number that two links claim, of links sorted by number; 0 where there is none."""
    last = 0
    for link in links:
        if link.number == last:
            return last
        last = link.number
    return 0


def read_heard(event: Event) -> Heard | None:
    """Return what an event says was heard before a rival; None where it says nothing of the kind."""
    device, digest = event.payload.get("device"), event.payload.get("digest")
    if event.kind != FORKED or not (isinstance(device, str) and isinstance(digest, str)):
        return None
    try:
        return Heard(event.ident.device, DeviceId(device), bytes.fromhex(digest))
    except ValueError:
        return None


def choose_heard(
    said: Iterable[Heard], device: DeviceId, stands_in: Mapping[DeviceId, frozenset[DeviceId]]
) -> frozenset[bytes]:
    """Return what counts as heard of a device: nobody speaks for themselves, nor for whom they stand in.

    `said` is of events that count without anybody's word; `stands_in` names whom each device stands in for.
    """
    return frozenset(
        one.digest
        for one in said
        if one.device == device and one.by != device and device not in stands_in.get(one.by, frozenset())
    )


def trace_back(previous: Mapping[bytes, bytes], newest: Iterable[bytes]) -> frozenset[bytes]:
    """Return these digests and those of all that was before them, as far as it is held.

    >>> sorted(trace_back({b"c": b"b", b"b": b"a", b"x": b"a"}, [b"c"]))
    [b'b', b'c']
    """
    traced: set[bytes] = set()
    for digest in newest:
        while digest in previous and digest not in traced:
            traced.add(digest)
            digest = previous[digest]
    return frozenset(traced)
