"""Say what is signed beside events: what binds an operation, its approvers and a lost device's successor to keys."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Set
from typing import Any

from safeconduct.core.operation.limits import is_key, is_signature
from safeconduct.core.record import ActorId, DeviceId, encode

Verify = Callable[[bytes, bytes, bytes], bool]
"""Tell whether the owner of a key signed these bytes: public key, bytes, signature."""

IDENT_SIGNS = 32
OLDER_IDENT_SIGNS = 16


def trust_nothing(_: bytes, __: bytes, ___: bytes) -> bool:
    """Take no signature for good: what is assumed where nobody says how signatures are checked."""
    return False


def name_operation(device: str, key: str) -> str:
    """Return the ident of an operation that begins on a device with this public key (hex): no other can begin it.

    >>> name_operation("a", "00" * 32)
    '4d0fff6d2d9bc70a1bb54d8fa1e9b68c'
    """
    return hashlib.sha256(encode(["operation", device, key])).hexdigest()[:IDENT_SIGNS]


def binds(operation: str) -> bool:
    """Tell whether operators act only where they joined; operations that older software made go on without."""
    return len(operation) != OLDER_IDENT_SIGNS


def may_begin(operation: str, device: DeviceId, key: str) -> bool:
    """Tell whether a device with this key is the one where the operation begins."""
    return len(operation) != IDENT_SIGNS or name_operation(device, key) == operation


def write_approval(operation: str, release: Mapping[str, Any], approver: str) -> bytes:
    """Return what an approver signs with their own key: all that a release is, and of which operation."""
    said = [release[name] for name in ("release", "what", "content", "count", "expires_millis")]
    return encode(["safeconduct approval", operation, approver, *said])


def write_vouch(operation: str, operator: str, key: str) -> bytes:
    """Return what an approver signs to say that another's key is that operator's."""
    return encode(["safeconduct vouch", operation, operator, key])


def write_succession(operation: str, lost: str, successor: str, key: str) -> bytes:
    """Return what is signed with the key in a backup: which device, by its new key, stands in for the lost one."""
    return encode(["safeconduct succession", operation, lost, successor, key])


def is_signed_by(verify: Verify, key: str, said: bytes, signature: object) -> bool:
    """Tell whether a signature (hex) of these bytes is by a public key (hex)."""
    if not isinstance(signature, str) or not (is_key(key) and is_signature(signature)):
        return False
    return verify(bytes.fromhex(key), said, bytes.fromhex(signature))


def find_stranger(operation: str, actor: ActorId, devices: Set[DeviceId], device: DeviceId) -> str:
    """Return why what an operator does on a device does not count there; "" where it does."""
    if not binds(operation) or device in devices:
        return ""
    return f"{actor} has not joined on device {device}"
