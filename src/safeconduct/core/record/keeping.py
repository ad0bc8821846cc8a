"""Describe what a device's store takes and gives beside sealed events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.core.record.canonical import Json
from safeconduct.core.record.event import ActorId, DeviceId

FoldPlace = tuple[int, int, str, int, bytes]
"""A place in the order of folding, as `fold_order` gives it."""


@dataclass(frozen=True, slots=True)
class Unsealed:
    """Hold what is to be recorded, before the store gives it a number, a time and a seal."""

    kind: str
    actor: ActorId
    payload: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Hold what follows from an event and has to leave the device: it is kept with the event, or not at all."""

    topic: str
    body: Json


@dataclass(frozen=True, slots=True)
class Operation:
    """Say whose store it is: of which operation, on which device, exercise or live."""

    ident: str
    name: str
    device: DeviceId
    exercise: bool
    version: int  # of the store's schema
    copied: bool = False  # events of this device were made elsewhere


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Hold a state as bytes: what all events up to a place in the order of folding make, and how many they are."""

    upto: FoldPlace
    events: int
    state: bytes
