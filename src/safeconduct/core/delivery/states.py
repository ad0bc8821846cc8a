"""Say how the state of one text on one channel goes on: "sent" is not "delivered", "delivered" is not "read".

One table holds every step. Receipts come late, twice and in any order: whichever way, the same state follows, and none
that says that a text has arrived is ever taken back. A contradiction, failed and delivered, is kept and shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Name how far a text has come."""

    QUEUED = "queued"
    HANDING = "handing over"  # on record before it is done, so that a crash leaves a doubt and no second copy
    IN_DOUBT = "in doubt"  # the channel may have taken it, and nobody knows
    SENT = "sent"  # the channel has taken it
    DELIVERED = "delivered"  # it has reached the device
    READ = "read"
    UNDERSTOOD = "understood"  # the recipient has answered what only they could answer
    FAILED = "failed"
    EXPIRED = "expired"  # of a whole message: nothing confirmed in time
    SUPERSEDED = "superseded"  # of a whole message: another one replaced it


class Signal(StrEnum):
    """Name what may be heard of a text."""

    HANDING = "handing"
    TAKEN = "taken"
    LOST = "lost"  # the connection went before the answer came
    NOT_TAKEN = "not taken"  # the channel has it not, and may be asked again
    DELIVERED = "delivered"
    READ = "read"
    UNDERSTOOD = "understood"
    FAILED = "failed"


_ARRIVED: Mapping[Signal, Stage] = {
    Signal.DELIVERED: Stage.DELIVERED,
    Signal.READ: Stage.READ,
    Signal.UNDERSTOOD: Stage.UNDERSTOOD,
}
_OPEN: Mapping[Signal, Stage] = {
    **_ARRIVED,
    Signal.TAKEN: Stage.SENT,
    Signal.LOST: Stage.IN_DOUBT,
    Signal.FAILED: Stage.FAILED,
}

TABLE: Mapping[Stage, Mapping[Signal, Stage]] = {
    Stage.QUEUED: {**_OPEN, Signal.HANDING: Stage.HANDING},
    Stage.HANDING: {**_OPEN, Signal.NOT_TAKEN: Stage.QUEUED},
    Stage.IN_DOUBT: {**_OPEN, Signal.HANDING: Stage.HANDING, Signal.NOT_TAKEN: Stage.QUEUED},
    Stage.SENT: {**_ARRIVED, Signal.FAILED: Stage.FAILED},
    Stage.FAILED: _ARRIVED,
    Stage.DELIVERED: {Signal.READ: Stage.READ, Signal.UNDERSTOOD: Stage.UNDERSTOOD},
    Stage.READ: {Signal.UNDERSTOOD: Stage.UNDERSTOOD},
    Stage.UNDERSTOOD: {},
}
"""Stage and signal give the next stage; what is not there changes nothing."""

RANK: Mapping[Stage, int] = {
    Stage.FAILED: 0,
    Stage.QUEUED: 1,
    Stage.HANDING: 2,
    Stage.IN_DOUBT: 3,
    Stage.SENT: 4,
    Stage.DELIVERED: 5,
    Stage.READ: 6,
    Stage.UNDERSTOOD: 7,
}
"""How far along a text is; of several attempts the one that came farthest counts."""


@dataclass(frozen=True, slots=True)
class Part:
    """Hold how one text stands on one channel."""

    stage: Stage = Stage.QUEUED
    why: str = ""  # of a failure, in the channel's own code
    contradicted: bool = False  # it was said to have failed and to have arrived


def follow(part: Part, signal: Signal, why: str = "") -> Part:
    """Return the text's state after a signal.

    >>> follow(follow(Part(Stage.SENT), Signal.FAILED, "EXPIRED"), Signal.DELIVERED)
    Part(stage=<Stage.DELIVERED: 'delivered'>, why='EXPIRED', contradicted=True)
    """
    after = TABLE[part.stage].get(signal, part.stage)
    failed, arrived = signal is Signal.FAILED, has_arrived(part.stage)
    contradicted = part.contradicted or (failed and arrived) or (part.stage is Stage.FAILED and has_arrived(after))
    return Part(after, why if failed and not part.why else part.why, contradicted)


def has_arrived(stage: Stage) -> bool:
    """Tell whether it has reached the recipient's device."""
    return RANK.get(stage, 0) >= RANK[Stage.DELIVERED]
