"""Describe one event of an operation's record, and what seals it to the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NewType

from safeconduct.core.record.canonical import Json, encode
from safeconduct.core.record.clock import HybridTime

DeviceId = NewType("DeviceId", str)
ActorId = NewType("ActorId", str)  # an operator's pseudonymous id, or "system"

NOTHING_BEFORE = bytes(32)
"""What stands for the digest before the first event of a device."""


@dataclass(frozen=True, slots=True)
class EventId:
    """Name an event: the device that recorded it, and its number there, from 1 without gaps."""

    device: DeviceId
    number: int

    def __str__(self) -> str:
        """Write it as `device:number`."""
        return f"{self.device}:{self.number}"


@dataclass(frozen=True, slots=True)
class Event:
    """Hold a change: who made it, when, of what kind; the payload speaks of pseudonymous ids alone."""

    ident: EventId
    time: HybridTime
    actor: ActorId
    kind: str
    payload: Mapping[str, Json]
    exercise: bool
    previous: bytes  # digest of the device's event before

    def digest(self) -> bytes:
        """Return the SHA-256 of all that the event says and of the digest before it.

        >>> first = Event(EventId(DeviceId("a"), 1), HybridTime(5), ActorId("o1"), "note", {}, True, NOTHING_BEFORE)
        >>> first.digest().hex()[:8]
        'c50f26ee'
        """
        said: Json = [
            self.ident.device,
            self.ident.number,
            self.time.millis,
            self.time.counter,
            self.actor,
            self.kind,
            self.payload,
            self.exercise,
            self.previous.hex(),
        ]
        return hashlib.sha256(encode(said)).digest()


@dataclass(frozen=True, slots=True)
class Sealed:
    """Hold an event as a log keeps it: with its digest, and its device's signature of that."""

    event: Event
    digest: bytes
    signature: bytes = b""
