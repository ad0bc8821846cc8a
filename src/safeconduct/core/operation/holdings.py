"""Lay out what each device has left of each scarce thing, and what it has promised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.core.record import DeviceId, Left


@dataclass(frozen=True, slots=True)
class Holding:
    """Hold what one device has of one thing."""

    thing: str
    device: DeviceId
    promised: int
    left: int  # below 0 where it promised or handed on more than it had

    @property
    def oversold(self) -> int:
        """Return how many units it promised or handed on that it did not have."""
        return max(0, -self.left)


def list_holdings(shares: Mapping[str, Left], promised: Mapping[str, Mapping[DeviceId, int]]) -> list[Holding]:
    """Return what each device has, by thing and device.

    >>> a = DeviceId("a")
    >>> [(one.left, one.oversold) for one in list_holdings({"F1": {a: -2}}, {"F1": {a: 9}})]
    [(-2, 2)]
    """
    return [
        Holding(thing, device, promised.get(thing, {}).get(device, 0), left)
        for thing in sorted(shares)
        for device, left in sorted(shares[thing].items())
    ]
