"""List what an operator has to look at: what nobody knows, what contradicts itself, what did not get through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from safeconduct.core.delivery.delivery import Closed, Delivery
from safeconduct.core.delivery.states import Stage, has_arrived


class Trouble(StrEnum):
    """Name why somebody should look."""

    IN_DOUBT = "whether the channel took it is not known"
    CONTRADICTED = "it was said to have failed, and to have arrived"
    NOT_REACHED = "no channel got it through"
    UNCONFIRMED = "it was sent, and nothing was confirmed in time"
    STRANDED = "another device queued it, and that one alone sends it: adopt it if that device is lost"


@dataclass(frozen=True, slots=True)
class Troubled:
    """Name a message and its trouble."""

    message: str
    party: str
    trouble: Trouble
    channel: str  # the one tried last; "" where none was
    why: str


def list_troubles(messages: Mapping[str, Delivery], waiting_here: Mapping[str, object], device: str) -> list[Troubled]:
    """Return every trouble, by message; `waiting_here` names the messages whose words are in this device's outbox."""
    found = []
    for ident, held in messages.items():
        channel = held.attempts[-1].channel if held.attempts else ""
        told = [
            (held.contradicted, Trouble.CONTRADICTED),
            (_is_in_doubt(held), Trouble.IN_DOUBT),
            (held.closed is Closed.FAILED and not has_arrived(held.stage), Trouble.NOT_REACHED),
            (held.closed is Closed.EXPIRED and not has_arrived(held.stage), Trouble.UNCONFIRMED),
            (held.closed is Closed.OPEN and held.device != device and ident in waiting_here, Trouble.STRANDED),
        ]
        found += [Troubled(ident, held.party, trouble, channel, held.why) for true, trouble in told if true]
    return sorted(found, key=lambda one: (one.message, one.trouble))


def _is_in_doubt(held: Delivery) -> bool:
    arrived = has_arrived(held.stage)
    return not arrived and any(one.stage is Stage.IN_DOUBT for one in held.attempts)
