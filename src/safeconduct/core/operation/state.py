"""Fold the record of an operation into its state: the same events give the same state, whatever came first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from safeconduct.core.delivery import Delivery, Thread
from safeconduct.core.operation.adopting import Adopted
from safeconduct.core.operation.binding import Verify, find_stranger, trust_nothing
from safeconduct.core.operation.changes import CHANGES
from safeconduct.core.operation.corridors import Corridor, MovementNotice
from safeconduct.core.operation.draft import Draft, Operator, Reply
from safeconduct.core.operation.kinds import KINDS, find_fault
from safeconduct.core.operation.means import MeansReport
from safeconduct.core.operation.orders import Order
from safeconduct.core.operation.passes import IssuedPass
from safeconduct.core.operation.registry import Case, Entry
from safeconduct.core.operation.releases import Release
from safeconduct.core.operation.replans import Proposal
from safeconduct.core.operation.roles import Role, UseCase, may
from safeconduct.core.operation.sent_alerts import SentNote
from safeconduct.core.operation.sightings import Sighting
from safeconduct.core.record import ActorId, DeviceId, Event, Heads
from safeconduct.core.trust import Newest, Use

SYSTEM = ActorId("system")
"""Who acts where the software itself records something."""

RULES = 12
"""Raised whenever the same events make another state: what was folded by other rules is folded anew."""

REFUSED_KEPT = 1_000
"""So many of the newest refusals are named; of older ones the count remains, and the record has the events."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Name an event that the record holds and the state does not follow, and why."""

    event: str  # device:number
    why: str


@dataclass(frozen=True, slots=True)
class State:
    """Hold an operation as its record tells it."""

    name: str = ""
    coordinator: DeviceId | None = (
        None  # the one device that deals first shares: where it began, until another is named
    )
    events: int = 0
    devices: Mapping[DeviceId, str] = field(default_factory=dict)  # their public keys, hex
    operators: Mapping[ActorId, Operator] = field(default_factory=dict)
    parties: Mapping[str, Entry] = field(default_factory=dict)
    cases: Mapping[str, Case] = field(default_factory=dict)
    places: Mapping[str, Heads[Sighting]] = field(default_factory=dict)
    orders: Mapping[str, Heads[Order]] = field(default_factory=dict)
    shares: Mapping[str, Mapping[DeviceId, int]] = field(default_factory=dict)
    promised: Mapping[str, Mapping[DeviceId, int]] = field(default_factory=dict)  # thing -> device -> units
    releases: Mapping[str, Release] = field(default_factory=dict)
    alerts: Mapping[str, SentNote] = field(default_factory=dict)  # those that were sent, by identifier
    arrived: Mapping[str, str] = field(default_factory=dict)  # party -> the site where it was checked in last
    adopted: Heads[Adopted] = field(default_factory=Heads)  # plans
    replans: Mapping[str, Proposal] = field(default_factory=dict)  # proposed, by their ids
    instruction_keys: Mapping[str, str] = field(default_factory=dict)  # public key, hex -> `mark` of the secret
    told: Mapping[str, Newest] = field(default_factory=dict)  # party -> its newest instruction
    tellings: Mapping[str, int] = field(default_factory=dict)  # plan/operator -> parties they have signed it for
    revoked: Mapping[str, str] = field(default_factory=dict)  # key, mark or nonce -> "key", "instruction" or "pass"
    passes: Mapping[str, IssuedPass] = field(default_factory=dict)  # by nonce
    used: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)  # nonce -> where and when, the oldest first
    refused: tuple[Refusal, ...] = ()  # the newest
    refusals: int = 0  # all that there were
    operation: str = ""  # its ident, to which its first device and all own keys are bound
    own_keys: bool = False  # approvals are signed with the approvers' own keys, or do not count
    heirs: Mapping[DeviceId, str] = field(default_factory=dict)  # device -> key of who may stand in for it once lost
    closed: Mapping[DeviceId, DeviceId | None] = field(default_factory=dict)  # device -> what stands in for it
    stands_in: Mapping[DeviceId, DeviceId] = field(default_factory=dict)  # device -> the lost one it stands in for
    forks: Mapping[DeviceId, int] = field(default_factory=dict)  # device -> first number of which others found two
    messages: Mapping[str, Delivery] = field(default_factory=dict)
    threads: Mapping[str, Thread] = field(default_factory=dict)  # by party
    replies: Mapping[str, Reply] = field(default_factory=dict)  # those that wait for a person
    corridors: Mapping[str, Heads[Corridor]] = field(default_factory=dict)  # who holds them
    notices: Mapping[str, MovementNotice] = field(default_factory=dict)  # to holders, with what they answered
    vehicles: Mapping[str, Heads[MeansReport]] = field(default_factory=dict)
    flights: Mapping[str, Heads[MeansReport]] = field(default_factory=dict)


FOLDED = tuple(one.name for one in fields(Draft) if one.name != "verify")
"""Names of what a draft takes from a state and gives back."""


def advance(state: State, events: Iterable[Event], verify: Verify = trust_nothing) -> State:
    """Return the state after these events, which must be in the order of folding (core/record `fold_order`).

    An event that is malformed, or whose actor was not trusted with it by then on its device, changes nothing and is
    named in `refused`: the record keeps it, and somebody looks. `verify` checks the signatures inside of events; those
    of events themselves have been checked.
    """
    draft = _open_draft(state, verify)
    refused: list[Refusal] = []
    count = state.events
    for event in events:
        count += 1
        why = find_fault(event.kind, event.payload) or _find_distrust(draft, event) or _change(draft, event)
        if why:
            refused.append(Refusal(str(event.ident), why))
    return State(
        **{name: getattr(draft, name) for name in FOLDED},
        events=count,
        refused=(*state.refused, *refused)[-REFUSED_KEPT:] if refused else state.refused,
        refusals=state.refusals + len(refused),
    )


def _open_draft(state: State, verify: Verify) -> Draft:
    """Return a draft of a state, in which every mapping is a copy of its own."""
    held: dict[str, Any] = {name: getattr(state, name) for name in FOLDED}
    copied: dict[str, Any] = {name: dict(one) if isinstance(one, Mapping) else one for name, one in held.items()}
    return Draft(**copied, verify=verify)


def _change(draft: Draft, event: Event) -> str:
    return CHANGES[event.kind](draft, event, event.payload)


def find_roles(operators: Mapping[ActorId, Operator], actor: ActorId) -> frozenset[Role]:
    """Return what an actor is trusted with now: nothing before it has joined, and nothing once it has ended."""
    operator = operators.get(actor)
    return operator.roles if operator is not None and operator.is_on_duty() else frozenset()


def _find_distrust(draft: Draft, event: Event) -> str:
    """Return why an event does not count: of a closed device, without the role, or not where its actor joined.

    A STOP counts of anybody on duty, on every device: whoever stops where they did not join does no harm by it.
    """
    use_case, device = KINDS[event.kind].use_case, event.ident.device
    if device in draft.closed and use_case is not UseCase.STOP:
        return f"device {device} was closed"
    if use_case is None:
        return "" if event.actor == SYSTEM else f"{event.kind} is recorded by the software alone"
    if not may(find_roles(draft.operators, event.actor), use_case):
        return f"{event.actor} may not {use_case.value}"
    if use_case is UseCase.STOP:
        return ""
    return find_stranger(draft.operation, event.actor, draft.operators[event.actor].devices, device)
