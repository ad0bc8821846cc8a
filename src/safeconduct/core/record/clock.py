"""Order what happened on several devices by hybrid logical clocks (Kulkarni and others 2014)."""

from __future__ import annotations

from dataclasses import dataclass

CLOCK_OFF_MILLIS = 60_000
"""By so much two clocks may differ before people are told."""


@dataclass(frozen=True, slots=True, order=True)
class HybridTime:
    """Hold a moment that is close to the wall clock and never before what its device had heard of."""

    millis: int  # since 1970, UTC
    counter: int = 0


BEGINNING = HybridTime(0)


def tick(last: HybridTime, wall_millis: int) -> HybridTime:
    """Return the time of an event of one's own: after `last`, whatever the wall clock says.

    >>> tick(HybridTime(1000), 900), tick(HybridTime(1000), 1100)
    (HybridTime(millis=1000, counter=1), HybridTime(millis=1100, counter=0))
    """
    if wall_millis > last.millis:
        return HybridTime(wall_millis)
    return HybridTime(last.millis, last.counter + 1)


def hear(last: HybridTime, heard: HybridTime) -> HybridTime:
    """Return the time after which one's own events come, once another device's has been heard.

    >>> hear(HybridTime(1000), HybridTime(2000, 3))
    HybridTime(millis=2000, counter=3)
    """
    return max(last, heard)


def find_offset(heard: HybridTime, wall_millis: int) -> int:
    """Return by how many milliseconds the other clock is ahead, where that is more than a minute; 0 otherwise.

    What is old may have travelled for long: only a clock that is ahead shows at once, one behind when it is asked.

    >>> find_offset(HybridTime(3_600_000), 0), find_offset(HybridTime(30_000), 0)
    (3600000, 0)
    """
    ahead = heard.millis - wall_millis
    return ahead if ahead > CLOCK_OFF_MILLIS else 0
