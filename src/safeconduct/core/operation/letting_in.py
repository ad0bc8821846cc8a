"""Let devices and operators into an operation, bind them to each other, and let them out."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Any

from safeconduct.core.operation.binding import (
    binds,
    is_signed_by,
    may_begin,
    write_succession,
    write_vouch,
)
from safeconduct.core.operation.draft import Change, Draft, Operator
from safeconduct.core.operation.joining import JOIN
from safeconduct.core.operation.limits import is_key
from safeconduct.core.operation.roles import Role
from safeconduct.core.record import ActorId, Dealt, DeviceId, Event, move_units

NOBODY = frozenset({"", "system"})
NO_OPERATOR = "an operator has an id of their own"
NO_KEY = "a device's key is 64 hexadecimal digits: a device that signs nothing takes no part"
ALONE = "invite another duty officer first, or nobody lets anybody in any more"


def begin(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    """Begin the operation, on the one device to whose key its ident is bound."""
    device = event.ident.device
    if draft.name:
        return "the operation has begun already"
    if said["operator"] in NOBODY:
        return NO_OPERATOR
    if said["key"] and not is_key(said["key"]):
        return NO_KEY
    if not may_begin(draft.operation, device, said["key"]):
        return "the operation begins on another device"
    draft.name, draft.coordinator = said["name"], device
    draft.own_keys = "approvals" in said
    draft.devices[device] = said["key"]
    _name_heir(draft, device, said)
    officer = Operator(frozenset({Role.DUTY_OFFICER}), devices=frozenset({device}))
    draft.operators[ActorId(said["operator"])] = officer
    return ""


def add_device(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    """Know another device by its key."""
    device = DeviceId(said["device"])
    if not is_key(said["key"]):
        return NO_KEY
    if draft.devices.get(device, "") not in ("", said["key"]):
        return f"{device} has another key: a device that was made anew takes a new name"
    draft.devices[device] = said["key"]
    return ""


def close_device(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    """Count nothing of a device any more but its STOPs; nothing stands in for it.

    What stands in for it already is closed with it: who closed it had not heard of that. Nor does anything else stand
    in any more for what it stands in for itself: whoever took it has the key that proves it.
    """
    device = DeviceId(said["device"])
    if device not in draft.devices:
        return f"{device} is not known"
    closing = {device, *list_successors(draft.stands_in, device)}
    if not _find_officers(draft, without=closing):
        return f"no duty officer has joined on a device other than {device}: {ALONE}"
    while device in draft.stands_in:
        device = draft.stands_in[device]
        closing.add(device)
    draft.closed.update(dict.fromkeys(closing))
    return ""


def restore_device(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    """Let a device stand in for a lost one: who joined there has joined here, and what it had left to give is here.

    The key that signs this lies in the lost device's encrypted backups. A device that a duty officer closed has no
    successor: whoever took it could have had that key too.
    """
    lost, device, key = DeviceId(said["device"]), event.ident.device, said["key"]
    if draft.closed.get(lost, lost) is None:
        return f"a duty officer closed {lost}: nothing stands in for it"
    if lost == device or not is_key(key) or draft.devices.get(device, key) != key:
        return f"{device} does not stand in for {lost}: it takes a new name and a key of its own"
    words = write_succession(draft.operation, lost, device, key)
    if not is_signed_by(draft.verify, draft.heirs.get(lost, ""), words, said["signature"]):
        return f"this was not signed with the key in a backup of {lost}"
    draft.devices[device] = key
    _name_heir(draft, device, said)
    draft.closed.setdefault(lost, device)
    draft.stands_in[device] = lost
    for name, operator in draft.operators.items():
        joined = operator.devices | {device} if lost in operator.devices else operator.devices
        waits = device if operator.device == lost else operator.device
        draft.operators[name] = replace(operator, devices=joined, device=waits)
    if draft.coordinator == lost:
        draft.coordinator = device
    for thing, left in draft.shares.items():
        if left.get(lost, 0) > 0:
            draft.shares[thing] = move_units(left, Dealt(thing, left[lost], lost, device))
    return ""


def note_fork(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    """Keep that somebody found two events of one number, so that every device asks the others for them."""
    device, number = DeviceId(said["device"]), said["number"]
    if number < 1:
        return "events are numbered from 1 on"
    draft.forks[device] = min(number, draft.forks.get(device, number))
    return ""


def name_coordinator(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    """Let another device deal the first shares."""
    if said["device"] not in draft.devices:
        return f"{said['device']} is not known"
    draft.coordinator = DeviceId(said["device"])
    return ""


def invite(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    """Let a new operator join on the device that the invitation names, the inviting one if it names none."""
    known = {role.value for role in Role}
    strange = sorted(set(said["roles"]) - known)
    if strange:
        return f"there is no role {strange[0]:.40}"
    operator = ActorId(said["operator"])
    if operator in NOBODY:
        return NO_OPERATOR
    if operator in draft.operators:
        return f"{operator} is known already"
    device = DeviceId(said.get("device", event.ident.device))
    why = _find_no_place(draft, event, device) or _find_doubt_of_key(draft, operator, said)
    if why:
        return why
    roles = frozenset(Role(role) for role in said["roles"])
    draft.operators[operator] = Operator(
        roles, said["code"], said["expires_millis"], device=device, key=said.get("key", "")
    )
    return ""


def move_operator(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    """Let an operator join on another device too; they alone ask for it, where they have joined already."""
    device = DeviceId(said["device"])
    why = _find_no_place(draft, event, device)
    if why:
        return why
    draft.operators[event.actor] = replace(
        draft.operators[event.actor], code=said["code"], expires_millis=said["expires_millis"], wrong_codes=0,
        device=device,
    )  # fmt: skip
    return ""


def join(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    """Count what an operator does on this device from now on."""
    operator, device = ActorId(said["operator"]), event.ident.device
    invited = draft.operators.get(operator)
    if invited is None or not invited.may_join(event.time.millis):
        return f"{operator} has no invitation that holds"
    if binds(draft.operation) and invited.device != device:
        return f"{operator} is invited to join on device {invited.device}"
    _name_heir(draft, device, said)
    draft.operators[operator] = replace(invited, devices=invited.devices | {device}, code="", expires_millis=0)
    return ""


def deny(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    """Count a wrong code against every code that waits on its device: who guesses does not know whose it is."""
    if said["use_case"] == JOIN:
        for name, operator in draft.operators.items():
            if operator.expires_millis and (operator.device == event.ident.device or not binds(draft.operation)):
                draft.operators[name] = replace(operator, wrong_codes=operator.wrong_codes + 1)
    return ""


def end(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    """Count nothing that an operator does any more."""
    operator = ActorId(said["operator"])
    if operator not in draft.operators:
        return f"{operator} is not known"
    if _find_officers(draft) == [operator]:
        return f"{operator} is the last duty officer: {ALONE}"
    draft.operators[operator] = replace(draft.operators[operator], ended=True)
    return ""


def _name_heir(draft: Draft, device: DeviceId, said: Mapping[str, Any]) -> None:
    """Keep the first key that a device names: a device that was taken over later does not exchange it."""
    if is_key(said.get("heir", "")):
        draft.heirs.setdefault(device, said["heir"])


def list_successors(stands_in: Mapping[DeviceId, DeviceId], device: DeviceId) -> list[DeviceId]:
    """Return what stands in for a device, and for what stands in for it.

    >>> a, b, c = map(DeviceId, "abc")
    >>> list_successors({b: a, c: b}, a)
    ['b', 'c']
    """
    found = [device]
    for one in found:
        found += [name for name in sorted(stands_in) if stands_in[name] == one and name not in found]
    return found[1:]


def _find_officers(draft: Draft, without: Set[DeviceId] = frozenset()) -> list[ActorId]:
    """Return the duty officers who still act somewhere, other than on some devices."""
    return [
        name
        for name, one in draft.operators.items()
        if one.is_on_duty() and Role.DUTY_OFFICER in one.roles and one.devices - draft.closed.keys() - without
    ]


def _find_no_place(draft: Draft, event: Event, device: DeviceId) -> str:
    """Return why nobody joins on a device: it is not of the operation, or it was closed."""
    if device in draft.closed:
        return f"device {device} was closed"
    if device != event.ident.device and device not in draft.devices:
        return f"device {device} is not known: add it first"
    return ""


def _find_doubt_of_key(draft: Draft, operator: ActorId, said: Mapping[str, Any]) -> str:
    """Return why a new operator's key does not count; where approvals take own keys, it takes another's word for it.

    The first key stands for itself. Otherwise who has taken over a duty officer's device would invite a new approver
    whose key is their own.
    """
    key = said.get("key", "")
    if key and not is_key(key):
        return "an approver's own key has 64 hexadecimal digits: safeconduct vault approver prints it"
    if key and any(key == one.key and not one.ended for one in draft.operators.values()):
        return "this key is another operator's: one key is one person's"
    if not draft.own_keys or Role.APPROVER.value not in said["roles"]:
        return ""
    if not key:
        return "approvals of this operation take own keys: name the new approver's"
    if not any(one.key for one in draft.operators.values()):
        return ""
    voucher = draft.operators.get(ActorId(said.get("voucher", "")))
    if voucher is None or not voucher.is_on_duty():
        return "an approver on duty has to vouch for another's key"
    if not is_signed_by(draft.verify, voucher.key, write_vouch(draft.operation, operator, key), said.get("signature")):
        return f"this was not signed with the own key of {said['voucher']}"
    return ""


LETTING_IN: Mapping[str, Change] = {
    "operation.begun": begin,
    "device.added": add_device,
    "device.closed": close_device,
    "device.restored": restore_device,
    "device.forked": note_fork,
    "coordinator.named": name_coordinator,
    "operator.invited": invite,
    "operator.moving": move_operator,
    "operator.joined": join,
    "operator.ended": end,
    "access.denied": deny,
}
