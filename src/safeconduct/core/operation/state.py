"""Fold the record of an operation into its state: the same events give the same state, whatever came first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from safeconduct.core.delivery import Delivery, Thread
from safeconduct.core.operation.changes import CHANGES
from safeconduct.core.operation.draft import Draft, Operator, Reply
from safeconduct.core.operation.kinds import KINDS, find_fault
from safeconduct.core.operation.orders import Order
from safeconduct.core.operation.registry import Case, Entry
from safeconduct.core.operation.releases import Release
from safeconduct.core.operation.roles import Role, may
from safeconduct.core.operation.sightings import Sighting
from safeconduct.core.record import ActorId, DeviceId, Event, Heads

SYSTEM = ActorId("system")
"""Who acts where the software itself records something."""

RULES = 3
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
    arrived: Mapping[str, str] = field(default_factory=dict)  # party -> the site where it was checked in last
    refused: tuple[Refusal, ...] = ()  # the newest
    refusals: int = 0  # all that there were
    messages: Mapping[str, Delivery] = field(default_factory=dict)
    threads: Mapping[str, Thread] = field(default_factory=dict)  # by party
    replies: Mapping[str, Reply] = field(default_factory=dict)  # those that wait for a person


def advance(state: State, events: Iterable[Event]) -> State:
    """Return the state after these events, which must be in the order of folding (core/record `fold_order`).

    An event that is malformed, or whose actor was not trusted with it by then, changes nothing and is named in
    `refused`: the record keeps it, and somebody looks.
    """
    draft = Draft(
        state.name,
        state.coordinator,
        dict(state.devices),
        dict(state.operators),
        dict(state.parties),
        dict(state.cases),
        dict(state.places),
        dict(state.orders),
        dict(state.shares),
        dict(state.promised),
        dict(state.releases),
        dict(state.arrived),
        dict(state.messages),
        dict(state.threads),
        dict(state.replies),
    )
    refused: list[Refusal] = []
    count = state.events
    for event in events:
        count += 1
        why = find_fault(event.kind, event.payload) or _find_distrust(draft, event) or _change(draft, event)
        if why:
            refused.append(Refusal(str(event.ident), why))
    return State(
        draft.name,
        draft.coordinator,
        count,
        draft.devices,
        draft.operators,
        draft.parties,
        draft.cases,
        draft.places,
        draft.orders,
        draft.shares,
        draft.promised,
        draft.releases,
        draft.arrived,
        (*state.refused, *refused)[-REFUSED_KEPT:] if refused else state.refused,
        state.refusals + len(refused),
        draft.messages,
        draft.threads,
        draft.replies,
    )


def _change(draft: Draft, event: Event) -> str:
    return CHANGES[event.kind](draft, event, event.payload)


def find_roles(operators: Mapping[ActorId, Operator], actor: ActorId) -> frozenset[Role]:
    """Return what an actor is trusted with now: nothing before it has joined, and nothing once it has ended."""
    operator = operators.get(actor)
    return operator.roles if operator is not None and operator.is_on_duty() else frozenset()


def _find_distrust(draft: Draft, event: Event) -> str:
    use_case = KINDS[event.kind].use_case
    if use_case is None:
        return "" if event.actor == SYSTEM else f"{event.kind} is recorded by the software alone"
    if may(find_roles(draft.operators, event.actor), use_case):
        return ""
    return f"{event.actor} may not {use_case.value}"
