"""Let two devices know the same: take what the other has, then give it what it has not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from safeconduct.app.access import Door
from safeconduct.app.exchange_events import Taken, give_events, list_heads, take_events
from safeconduct.app.ports import EventStore, Peer
from safeconduct.core.basics import CannotReadError
from safeconduct.core.record import ActorId, Bundle, DeviceId

AT_ONCE = 2_000
"""Events in one bundle: what a link that breaks loses."""

Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Synced:
    """Say what came of two devices meeting."""

    taken: Taken
    given: int  # events that were sent; the other had none of them
    unknown_there: tuple[DeviceId, ...]  # devices whose events the other does not take


def sync_events(
    door: Door, store: EventStore, peer: Peer, actor: ActorId, now_millis: int, tell: Tell = lambda _: None
) -> Synced:
    """Take first and then give, so that a broken link leaves at worst a device that knows less, and nothing half done.

    `tell` is told what share is done. Sent again, an event changes nothing on either side.

    Raises:
        DeniedError: where the actor may not here, or not there.
        CannotReadError: where the other does not answer, or not sensibly.
        MixedError, StoreError: where one of the two does not take what the other has.
    """
    ahead = _count_missing(peer.heads(), list_heads(door, store))
    taken = _take_all(door, store, peer, now_millis, lambda done: tell(0.5 * min(1.0, done / max(ahead, 1))))
    door.read(actor)
    given, unknown = _give_all(door, store, peer, lambda share: tell(0.5 + 0.5 * share))
    return Synced(taken, given, unknown)


def _take_all(door: Door, store: EventStore, peer: Peer, now_millis: int, tell: Callable[[int], None]) -> Taken:
    """Take bundle after bundle; once more where a device, or that one has forked, was told of only after."""
    new, held_back, ahead, before = 0, 0, dict[DeviceId, int](), set[DeviceId]()
    while True:
        heads, unknown = list_heads(door, store), set[DeviceId]()
        taken = take_events(door, store, Bundle(store.operation().ident, store.operation().exercise, ()), now_millis)
        while (bundle := peer.give(heads, AT_ONCE)).events:
            taken = take_events(door, store, bundle, now_millis)
            new, ahead, unknown = new + taken.new, {**ahead, **taken.clocks_ahead}, unknown.union(taken.unknown)
            held_back += taken.held_back
            heads = _move_on(heads, bundle)
            tell(new)
        behind = {device for device, number in list_heads(door, store).items() if number < heads.get(device, 0)}
        if not (unknown | behind) or unknown | behind == before:
            return Taken(new, tuple(sorted(unknown)), held_back, ahead, taken.oversold, taken.forked, taken.contested)
        before = unknown | behind


def _give_all(door: Door, store: EventStore, peer: Peer, tell: Tell) -> tuple[int, tuple[DeviceId, ...]]:
    given, before = 0, set[DeviceId]()
    while True:
        heads, unknown = dict(peer.heads()), set[DeviceId]()
        missing, passed = _count_missing(list_heads(door, store), heads), 0
        while (bundle := give_events(store, heads, AT_ONCE)).events:
            refused = set(peer.take(bundle))
            unknown |= refused
            given += sum(one.event.ident.device not in refused for one in bundle.events)
            passed += len(bundle.events)
            heads = _move_on(heads, bundle)
            tell(min(1.0, passed / max(missing, 1)))
        behind = {device for device, number in peer.heads().items() if number < heads.get(device, 0)}
        if not (unknown | behind) or unknown | behind == before:
            return given, tuple(sorted(unknown))
        before = unknown | behind


def _move_on(heads: Mapping[DeviceId, int], bundle: Bundle) -> dict[DeviceId, int]:
    """Return up to where each device's events have been carried; raise CannotReadError where that is no further."""
    moved = dict(heads)
    for one in bundle.events:
        moved[one.event.ident.device] = max(moved.get(one.event.ident.device, 0), one.event.ident.number)
    if moved == heads:
        raise CannotReadError("the other device gives what was not asked for: look what runs there")
    return moved


def _count_missing(there: Mapping[DeviceId, int], here: Mapping[DeviceId, int]) -> int:
    return sum(max(0, number - here.get(device, 0)) for device, number in there.items())
