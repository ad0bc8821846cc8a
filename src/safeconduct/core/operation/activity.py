"""Lay out what an operator did in a period, as the activity log of the Incident Command System (form ICS 214) does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from safeconduct.core.basics import Window
from safeconduct.core.operation.delivery_kinds import DELIVERY_WORDS
from safeconduct.core.operation.passage_kinds import PASSAGE_WORDS
from safeconduct.core.record import ActorId, Event

WORDS: Mapping[str, str] = {
    "operation.begun": "began the operation {name}",
    "device.added": "added device {device}",
    "device.closed": "closed device {device}",
    "device.restored": "stands in for lost device {device}",
    "device.forked": "found two events {number} of device {device}, of which it had heard {upto} before",
    "coordinator.named": "named device {device} to deal first shares",
    "operator.invited": "invited operator {operator}",
    "operator.moving": "asked for a code to join on device {device}",
    "operator.joined": "operator {operator} joined by {by}",
    "operator.ended": "ended operator {operator}",
    "access.denied": "denied {operator}: {use_case} ({why})",
    "party.registered": "registered party {party} of {size} for {organisation}",
    "party.erased": "erased party {party}",
    "case.opened": "opened case {case} for party {party}",
    "case.decided": "decided case {case}: {outcome}",
    "case.reopened": "opened case {case} again: {why}",
    "identity.opened": "opened the identity of case {case}: {purpose}",
    "place.reported": "reported {place} {state}, valid for {valid_minutes} min",
    "order.set": "ordered {level} for {subject}",
    "order.stopped": "ordered STOP for {subject}",
    "replan.proposed": "proposed replan {replan}: {changed} parties are told something new, {left} people left",
    "replan.approved": "approved replan {replan}",
    "replan.refused": "refused replan {replan}",
    "plan.adopted": "adopted plan {plan} of {name}: {moved} people moved, {left} left",
    "share.dealt": "dealt {units} of {thing} to device {taker}",
    "share.promised": "promised {units} of {thing}",
    "release.asked": "asked to release {what} {release} to {count}",
    "release.approved": "approved release {release} to {count}",
    "release.done": "{release} left",
    "alert.sent": "sent alert {alert}, released as {release}",
    "alert.cancelled": "cancelled by alert {alert}: {references}",
    "checkin.made": "checked party {party} in at {site}",
    "instruction_key.named": "named instruction key {key}",
    "instruction_key.revoked": "revoked instruction key {key}",
    "instructions.signed": "signed instructions number {number}",
    "instruction.revoked": "revoked instruction {mark}",
    "pass.issued": "issued pass {nonce} to party {party} of {size} for {gate}",
    "pass.used": "let pass {nonce} through at {gate}",
    "pass.revoked": "revoked pass {nonce}",
    "anchor.made": "made an anchor of event {number}",
    "backup.made": "backed up to event {number}",
    "log.read": "read the log",
    "vault.anchored": "noted entry {number} of the ledger of vault {vault}",
    **DELIVERY_WORDS,
    **PASSAGE_WORDS,
}

SAID_SIGNS = 200
"""So much of a field is told."""

NONE_REFUSED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Activity:
    """Hold a line of the log."""

    moment: float  # POSIX seconds, of its device's clock
    event: str  # device:number
    text: str


@dataclass(frozen=True, slots=True)
class ActivityLog:
    """Hold what the form holds: the operation, the period, who, in which roles, and what they did."""

    operation: str
    exercise: bool
    actor: ActorId
    roles: tuple[str, ...]
    window: Window
    utc_offset_seconds: int
    lines: tuple[Activity, ...]


def list_activities(
    events: Iterable[Event], actor: ActorId, window: Window, refused: Mapping[str, str] = NONE_REFUSED
) -> list[Activity]:
    """Return what an actor did in the window, in the order of the record.

    `refused` says by their names which events the state does not follow, and why: they are told as such.
    """
    return [
        Activity(event.time.millis / 1000, str(event.ident), tell_event(event, refused.get(str(event.ident), "")))
        for event in events
        if event.actor == actor and window.start <= event.time.millis / 1000 < window.end
    ]


def describe_event(event: Event) -> str:
    """Say what an event records, by pseudonymous ids alone; what its payload lacks is said to be missing.

    >>> from safeconduct.core.record import NOTHING_BEFORE, DeviceId, EventId, HybridTime
    >>> said = {"subject": "everybody"}
    >>> ident = EventId(DeviceId("a"), 1)
    >>> describe_event(Event(ident, HybridTime(5), ActorId("o1"), "order.stopped", said, True, NOTHING_BEFORE))
    'ordered STOP for everybody'
    """
    if event.kind not in WORDS:
        return f"something of a kind that is not known here ({_fit(event.kind)})"
    return WORDS[event.kind].format_map(_Said({name: _fit(value) for name, value in event.payload.items()}))


def tell_event(event: Event, refused: str = "") -> str:
    """Say what an event records, and where the state does not follow it, why."""
    told = describe_event(event)
    return f"{told} -- not followed: {refused}" if refused else told


def _fit(value: object) -> str:
    """Return what a payload says in one short line that moves no cursor, whoever made it."""
    return "".join(sign if sign.isprintable() else " " for sign in str(value)[:SAID_SIGNS])


class _Said(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"
