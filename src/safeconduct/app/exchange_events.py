"""Let devices hear of each other's events, by whatever carries a bundle from one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.app.access import Door
from safeconduct.app.ports import EventStore
from safeconduct.core.basics import MixedError, StoreError
from safeconduct.core.operation.limits import is_key
from safeconduct.core.record import ActorId, Bundle, DeviceId, Oversold, find_offset, find_oversold

AHEAD_MOST_MILLIS = 24 * 3_600_000
"""Events of a clock that is further ahead are not taken: every device that heard them would follow that clock."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Say what came of a bundle."""

    new: int  # events that were not here before
    unknown: tuple[DeviceId, ...]  # devices that nobody has added: nothing of theirs was taken
    held_back: int  # events of clocks so far ahead that everything after them would be out of time
    clocks_ahead: Mapping[DeviceId, int]  # milliseconds, where it is more than a minute
    oversold: tuple[Oversold, ...]  # what is promised beyond what there is, now that this has been heard


def add_device(door: Door, store: EventStore, actor: ActorId, device: DeviceId, key: str) -> None:
    """Take another device's events from now on, here and wherever this is heard.

    Raises:
        DeniedError: where the actor may not.
        StoreError: for a key that is none.
    """
    if not is_key(key.lower()):
        raise StoreError("a device's key has 64 hexadecimal digits: safeconduct status prints it on that device")
    door.act(actor, "device.added", {"device": device, "key": key.lower()})
    store.introduce(device, bytes.fromhex(key))


def give_events(store: EventStore, heads: Mapping[DeviceId, int], at_most: int | None = None) -> Bundle:
    """Return what somebody has not got who has each device's events up to these numbers, or the first `at_most`."""
    operation = store.operation()
    return Bundle(operation.ident, operation.exercise, tuple(store.read_beyond(heads, at_most)))


def take_events(door: Door, store: EventStore, bundle: Bundle, now_millis: int) -> Taken:
    """Take in a bundle: what known devices made, then what was made by devices that they tell of.

    Raises:
        MixedError: for a bundle of another operation, or of an exercise in a live one.
        StoreError: for an event that is not what was sealed, or that its device did not sign.
    """
    operation = store.operation()
    if bundle.exercise != operation.exercise:
        raise MixedError("an exercise and a live operation never meet: nothing of this bundle is taken")
    if bundle.operation != operation.ident:
        raise MixedError("the bundle is of another operation: nothing of it is taken")
    in_time = [one for one in bundle.events if one.event.time.millis - now_millis <= AHEAD_MOST_MILLIS]
    new, left = 0, list(in_time)
    while left:
        known = store.devices()
        of_known = [one for one in left if one.event.ident.device in known]
        left = [one for one in left if one.event.ident.device not in known]
        new += len(store.receive(of_known))
        heard = door.state().devices
        told = {device: key for device, key in heard.items() if device not in known and is_key(key)}
        if not told:
            break
        for device, key in told.items():
            store.introduce(device, bytes.fromhex(key))
    newest = {one.event.ident.device: one.event.time for one in sorted(bundle.events, key=lambda one: one.event.time)}
    ahead = {device: find_offset(time, now_millis) for device, time in newest.items()}
    return Taken(
        new,
        tuple(sorted({one.event.ident.device for one in left})),
        len(bundle.events) - len(in_time),
        {device: millis for device, millis in sorted(ahead.items()) if millis},
        tuple(find_oversold(door.state().shares)),
    )
