"""Hold a state while events are folded into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from safeconduct.core.delivery import Delivery, Thread
from safeconduct.core.operation.adopting import Adopted
from safeconduct.core.operation.binding import Verify
from safeconduct.core.operation.corridors import Corridor, MovementNotice
from safeconduct.core.operation.joining import TRIES
from safeconduct.core.operation.means import MeansReport
from safeconduct.core.operation.orders import Order
from safeconduct.core.operation.passes import IssuedPass
from safeconduct.core.operation.registry import Case, Entry
from safeconduct.core.operation.releases import Release
from safeconduct.core.operation.replans import Proposal
from safeconduct.core.operation.roles import Role
from safeconduct.core.operation.sent_alerts import SentNote
from safeconduct.core.operation.sightings import Sighting
from safeconduct.core.record import ActorId, DeviceId, Event, Heads
from safeconduct.core.trust import Newest, Use


@dataclass(frozen=True, slots=True)
class Operator:
    """Hold what an operator is trusted with; who that is stands in no event."""

    roles: frozenset[Role]
    code: str = ""  # digest of the join code
    expires_millis: int = 0  # of the code; 0 once it was used
    wrong_codes: int = 0  # that anybody typed since the code was made
    device: str = ""  # the one where the code lets them in
    devices: frozenset[DeviceId] = frozenset()  # those on which they have joined
    key: str = ""  # public key that they approve with, hex; "" where their device's word is all there is
    ended: bool = False

    @property
    def joined(self) -> bool:
        """Tell whether they have joined anywhere."""
        return bool(self.devices)

    def may_join(self, now_millis: int) -> bool:
        """Tell whether the code holds: not used, in time, and with few wrong ones since."""
        return not self.ended and self.wrong_codes < TRIES and now_millis < self.expires_millis

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
    alerts: dict[str, SentNote]
    arrived: dict[str, str]
    adopted: Heads[Adopted]
    replans: dict[str, Proposal]
    instruction_keys: dict[str, str]
    told: dict[str, Newest]
    tellings: dict[str, int]
    revoked: dict[str, str]
    passes: dict[str, IssuedPass]
    used: dict[str, tuple[Use, ...]]
    operation: str  # ident
    own_keys: bool  # approvals are signed with the approvers' own keys, or do not count
    heirs: dict[DeviceId, str]  # public key of who may stand in for a device once it is lost
    closed: dict[DeviceId, DeviceId | None]  # devices of which nothing counts any more, and what stands in for them
    stands_in: dict[DeviceId, DeviceId]  # device -> the lost one that it stands in for
    forks: dict[DeviceId, int]  # devices with two events of one number, as others say, and the first such number
    messages: dict[str, Delivery]
    threads: dict[str, Thread]
    replies: dict[str, Reply]
    corridors: dict[str, Heads[Corridor]]
    notices: dict[str, MovementNotice]
    vehicles: dict[str, Heads[MeansReport]]
    flights: dict[str, Heads[MeansReport]]
    verify: Verify


Change = Callable[[Draft, Event, Mapping[str, Any]], str]
"""Change a draft as an event says, by its payload; return why it changes nothing, or ""."""
