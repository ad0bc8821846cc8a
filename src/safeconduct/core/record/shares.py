"""Divide scarce things among devices that cannot hear each other, so that none is promised twice.

Seats, slots and vehicles are dealt out in shares. A device promises only out of its own share, and hands on only what
it has; so whatever was not heard in time, no more is promised than there is. What is promised beyond that, by a device
that was restored or meddled with, shows as soon as its events arrive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.core.record.event import DeviceId

Left = Mapping[DeviceId, int]
"""What each device may still promise of one thing; below 0 where it promised more than it had."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """Give a share of a thing into a device's hand; the first share comes from nobody."""

    thing: str
    units: int
    giver: DeviceId | None
    taker: DeviceId


@dataclass(frozen=True, slots=True)
class Promised:
    """Promise units of a thing; a negative number takes back."""

    thing: str
    units: int
    device: DeviceId


Move = Dealt | Promised


@dataclass(frozen=True, slots=True)
class Oversold:
    """Say that a device has promised or handed on more than it had."""

    thing: str
    device: DeviceId
    units: int  # beyond its share


def move_units(left: Left, move: Move) -> Left:
    """Return what is left of the move's thing after it; the order of moves changes nothing.

    >>> a, b = DeviceId("a"), DeviceId("b")
    >>> left = move_units({}, Dealt("F1", 160, None, a))
    >>> left = move_units(move_units(left, Dealt("F1", 60, a, b)), Promised("F1", 7, b))
    >>> left[a], left[b]
    (100, 53)
    """
    after = dict(left)
    if isinstance(move, Promised):
        after[move.device] = after.get(move.device, 0) - move.units
        return after
    after[move.taker] = after.get(move.taker, 0) + move.units
    if move.giver is not None:
        after[move.giver] = after.get(move.giver, 0) - move.units
    return after


def may_move(left: Left, move: Move) -> bool:
    """Tell whether a device has what it promises or hands on, by what it has heard."""
    if isinstance(move, Promised):
        return left.get(move.device, 0) >= move.units
    return move.units > 0 and (move.giver is None or left.get(move.giver, 0) >= move.units)


def find_oversold(things: Mapping[str, Left]) -> list[Oversold]:
    """Return who has promised more than there was, as far as it has been heard."""
    return [
        Oversold(thing, device, -units)
        for thing in sorted(things)
        for device, units in sorted(things[thing].items())
        if units < 0
    ]
