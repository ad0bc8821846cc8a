"""Divide scarce things among devices that cannot hear each other, so that none is promised twice.

Seats, slots and vehicles are dealt out in shares. A device promises only out of its own share, and hands on only what
it has; so whatever was not heard in time, no more is promised than there is. What is promised beyond that, by a device
that was restored or meddled with, shows as soon as its events arrive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from safeconduct.core.record.event import DeviceId, EventId


@dataclass(frozen=True, slots=True)
class Dealt:
    """Give a share of a thing into a device's hand; the first share comes from nobody."""

    ident: EventId
    thing: str
    units: int
    giver: DeviceId | None
    taker: DeviceId


@dataclass(frozen=True, slots=True)
class Promised:
    """Promise units of a thing to a party; a negative number takes back."""

    ident: EventId
    thing: str
    units: int
    device: DeviceId


@dataclass(frozen=True, slots=True)
class Oversold:
    """Say that a device has promised or handed on more than it had."""

    thing: str
    device: DeviceId
    units: int  # beyond its share


Move = Dealt | Promised


def count_left(moves: Iterable[Move]) -> Counter[tuple[str, DeviceId]]:
    """Return what each device may still promise of each thing; below 0 where it promised too much.

    >>> a, b = DeviceId("a"), DeviceId("b")
    >>> dealt = [Dealt(EventId(a, 1), "F1", 160, None, a), Dealt(EventId(a, 2), "F1", 60, a, b)]
    >>> left = count_left([*dealt, Promised(EventId(b, 1), "F1", 7, b)])
    >>> left["F1", a], left["F1", b]
    (100, 53)
    """
    left: Counter[tuple[str, DeviceId]] = Counter()
    for move in moves:
        match move:
            case Dealt():
                left[move.thing, move.taker] += move.units
                if move.giver is not None:
                    left[move.thing, move.giver] -= move.units
            case Promised():
                left[move.thing, move.device] -= move.units
    return left


def may_move(moves: Iterable[Move], move: Move) -> bool:
    """Tell whether a device may make a move, by what it has heard; the first shares are the coordinator's to deal."""
    if isinstance(move, Promised):
        return count_left(moves)[move.thing, move.device] >= move.units
    return move.units > 0 and (move.giver is None or count_left(moves)[move.thing, move.giver] >= move.units)


def find_oversold(moves: Iterable[Move]) -> list[Oversold]:
    """Return who has promised more than there was, as far as it has been heard.

    A share that is on its way counts with its taker once the giver's event is known; so a device that promises out of
    a share whose giver has not been heard yet would show here for a while: who folds waits for the giver's event.
    """
    left = count_left(moves)
    return [Oversold(thing, device, -units) for (thing, device), units in sorted(left.items()) if units < 0]
