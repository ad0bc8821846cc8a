"""Let devices hear of each other's events, by whatever carries a bundle from one to the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, islice

from safeconduct.app.access import Door
from safeconduct.app.ports import EventStore
from safeconduct.core.basics import MixedError, StoreError
from safeconduct.core.operation.limits import is_key
from safeconduct.core.record import (
    BEGINNING,
    RESTORED,
    ActorId,
    Bundle,
    DeviceId,
    HybridTime,
    Oversold,
    Sealed,
    find_offset,
    find_oversold,
)

MAX = 2**63
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
    forked: Mapping[DeviceId, int]  # devices that were copied or forge, and the first number of which there are two
    contested: Mapping[DeviceId, DeviceId]  # successors, and the lost device that has signed since: one of them lies


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


def close_device(door: Door, actor: ActorId, device: DeviceId) -> None:
    """Count nothing of a device any more but its STOPs: it was stolen, or is no longer needed.

    Raises:
        DeniedError: where the actor may not, or no duty officer has joined elsewhere.
    """
    door.act(actor, "device.closed", {"device": device})


def list_heads(door: Door, store: EventStore) -> dict[DeviceId, int]:
    """Return up to which number this device has each one's events for sure, so that others give what comes after.

    Of a device whose log has forked, as is seen here or said by others, that is what came before; nothing, where what
    is held does not follow on: others then give the branch that is not here.
    """
    doubtful = store.doubtful()
    heads = {head.ident.device: head.ident.number for head in store.heads()}
    for device, number in door.state().forks.items():
        if device in heads:
            heads[device] = min(heads[device], number - 1)
    return {device: number for device, number in heads.items() if device not in doubtful}


def give_events(store: EventStore, heads: Mapping[DeviceId, int], at_most: int | None = None) -> Bundle:
    """Return what somebody has not got who has each device's events up to these numbers, or the first `at_most`.

    Of forked devices all branches are given, and those of one number together: whoever has both knows.
    """
    operation, forks = store.operation(), store.forks()
    beyond = store.read_beyond(heads, None if forks else at_most)
    missing = (one for one in beyond if one.event.ident.number < forks.get(one.event.ident.device, MAX))
    given = list(islice(missing, at_most))
    room = None if at_most is None else at_most - len(given)
    branches = (one for one in store.branches() if one.event.ident.number > heads.get(one.event.ident.device, 0))
    for _, rivals in groupby(branches, key=lambda one: one.event.ident):
        if room is not None and room <= 0:
            break
        together = list(rivals)
        given += together
        room = None if room is None else room - len(together)
    return Bundle(operation.ident, operation.exercise, tuple(given))


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
        told = {device: key for device, key in door.state().devices.items() if device not in known and is_key(key)}
        told |= _find_successors(door, store, left)
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
        store.forks(),
        find_contested(door, store),
    )


def _find_successors(door: Door, store: EventStore, unknown: Iterable[Sealed]) -> dict[DeviceId, str]:
    """Return the devices, with their keys, that prove to stand in for a lost one that was never copied nor forged.

    So a team whose only duty officer's device was lost is heard again, with nobody left who could add the new one. One
    that claims to be older than what was heard of the lost one would take that back: it is not heard.
    """
    return {
        one.event.ident.device: str(one.event.payload["key"])
        for one in unknown
        if one.event.kind == RESTORED
        and str(one.event.payload.get("device")) not in store.forks()
        and _find_newest(store, DeviceId(str(one.event.payload.get("device")))) < one.event.time
        and door.follows(one)
    }


def find_contested(door: Door, store: EventStore) -> dict[DeviceId, DeviceId]:
    """Return the successors in whose place the lost device has signed something later, with that device.

    Either its clock was set back, to take back what was done on the lost one, or the lost one is in somebody's hands.
    Who took the successor in before it heard of that follows it, others do not: people decide which one is closed.
    """
    stands_in = door.state().stands_in
    if not stands_in:
        return {}
    heads = {head.ident.device: head.ident.number for head in store.heads()}
    logs = store.read_beyond({device: number for device, number in heads.items() if device not in stands_in})
    begun = {one.event.ident.device: one.event.time for one in logs if one.event.kind == RESTORED}
    return {
        device: lost
        for device, lost in sorted(stands_in.items())
        if device in begun and _find_newest(store, lost) > begun[device]
    }


def _find_newest(store: EventStore, device: DeviceId) -> HybridTime:
    """Return the time of the newest event that counts of a device."""
    heads = {head.ident.device: head.ident.number for head in store.heads()}
    if device not in heads:
        return BEGINNING
    newest = heads | {device: heads[device] - 1}
    return max(
        (one.event.time for one in store.read_beyond(newest) if one.event.ident.device == device), default=BEGINNING
    )
