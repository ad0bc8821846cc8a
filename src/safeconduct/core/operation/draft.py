"""Hold a state while events are folded into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.core.delivery import Delivery, Thread
from safeconduct.core.operation.joining import TRIES
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
    code: str = ""  # digest of the join code
    expires_millis: int = 0  # of the invitation
    wrong_codes: int = 0  # that anybody typed since the invitation
    joined: bool = False
    ended: bool = False

    def may_join(self, now_millis: int) -> bool:
        """Tell whether the invitation holds: not used, in time, and with few wrong codes since."""
        return not (self.joined or self.ended or self.wrong_codes >= TRIES) and now_millis < self.expires_millis

    def is_on_duty(self) -> bool:
        """Tell whether what they do counts: they have joined, and nobody has ended them."""
        return self.joined and not self.ended


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold an answer that waits for a person: a call for help, a "cannot", or words that nobody parses."""

    meaning: str
    channel: str
    heard_millis: int
    party: str  # "" where the sender is not known
    message: str


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
    promised: dict[str, Mapping[DeviceId, int]]
    releases: dict[str, Release]
    arrived: dict[str, str]
    messages: dict[str, Delivery]
    threads: dict[str, Thread]
    replies: dict[str, Reply]
