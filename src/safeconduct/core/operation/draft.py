"""Hold a state while events are folded into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.core.operation.orders import Order
from safeconduct.core.operation.registry import Case, Entry
from safeconduct.core.operation.releases import Release
from safeconduct.core.operation.roles import Role
from safeconduct.core.operation.sightings import Sighting
from safeconduct.core.record import ActorId, DeviceId, Heads


@dataclass(frozen=True, slots=True)
class Operator:
    """Hold what an operator is trusted with; who that is stands in no event."""

    roles: frozenset[Role]
    joined: bool = False
    ended: bool = False


@dataclass(slots=True)
class Draft:
    """Hold a state while events are folded into it; it is made and given up within `advance`."""

    name: str
    coordinator: DeviceId | None
    devices: dict[DeviceId, str]
    operators: dict[ActorId, Operator]
    parties: dict[str, Entry]
    cases: dict[str, Case]
    places: dict[str, Heads[Sighting]]
    orders: dict[str, Heads[Order]]
    shares: dict[str, Mapping[DeviceId, int]]
    releases: dict[str, Release]
    arrived: dict[str, str]
