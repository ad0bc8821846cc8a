"""Find every edit, loss and reordering in the log of a device."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from safeconduct.core.record.clock import BEGINNING
from safeconduct.core.record.event import NOTHING_BEFORE, DeviceId, EventId, Sealed

Verify = Callable[[DeviceId, bytes, bytes], bool]
"""Tell whether a device signed a digest: device, digest, signature."""


class Break(StrEnum):
    """Name what is wrong with a log."""

    EDITED = "what the event says is not what was sealed"
    UNCHAINED = "it does not follow from the event before it"
    MISSING = "events before it are missing"
    REORDERED = "it stands before what was recorded earlier"
    UNSIGNED = "its device did not sign it"
    MIXED = "exercise and live stand in one log"
    RIVAL = "two events claim its number: its device was copied, or somebody forges"
    ANCHOR_MISSING = "an anchor names an event that is not there"
    ANCHOR_DIFFERS = "an anchor was made of another event"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Say where a log is broken, and how."""

    ident: EventId
    what: Break


@dataclass(frozen=True, slots=True)
class Anchor:
    """Attest, outside the log, what its newest event was: printed, or kept by somebody else."""

    ident: EventId
    digest: bytes
    signature: bytes = b""


def check_chain(log: Iterable[Sealed], verify: Verify | None = None, exercise: bool | None = None) -> list[Flaw]:
    """Return every break in one device's log, which must be in the order in which it was recorded.

    The chain goes on from what the log says after a break, so that each is named once. A chain alone does not show
    that its newest events were cut off, nor that all of it was made anew: signatures and anchors do.
    """
    flaws: list[Flaw] = []
    number, before, time = 0, NOTHING_BEFORE, BEGINNING
    for sealed in log:
        event = sealed.event
        found = [
            (sealed.digest != event.digest(), Break.EDITED),
            (event.ident.number <= number, Break.REORDERED),
            (event.ident.number > number + 1, Break.MISSING),
            (event.ident.number == number + 1 and event.previous != before, Break.UNCHAINED),
            (event.ident.number == number + 1 and event.time <= time, Break.REORDERED),
            (exercise is not None and event.exercise != exercise, Break.MIXED),
        ]
        flaws += [Flaw(event.ident, what) for broken, what in found if broken]
        if verify is not None and not verify(event.ident.device, sealed.digest, sealed.signature):
            flaws.append(Flaw(event.ident, Break.UNSIGNED))
        number, before, time, exercise = event.ident.number, sealed.digest, event.time, event.exercise
    return flaws


def check_anchors(digests: Mapping[EventId, bytes], anchors: Iterable[Anchor]) -> list[Flaw]:
    """Return the anchors that the log no longer bears out: what was cut off, or made anew."""
    flaws = []
    for anchor in anchors:
        held = digests.get(anchor.ident)
        if held is None:
            flaws.append(Flaw(anchor.ident, Break.ANCHOR_MISSING))
        elif held != anchor.digest:
            flaws.append(Flaw(anchor.ident, Break.ANCHOR_DIFFERS))
    return flaws
