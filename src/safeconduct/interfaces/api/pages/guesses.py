"""Count wrong codes, of each address and of all, and say who has to wait."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

HOUR = 3600.0
ADDRESSES_MOST = 100_000


@dataclass(frozen=True, slots=True)
class GuessLimit:
    """Say how many wrong codes are answered: at once, and in an hour."""

    address_burst: int = 6
    address_hourly: int = 12
    all_burst: int = 100
    all_hourly: int = 300


class Guesses:
    """Keep the counts in memory, and nowhere else; each is a bucket that fills with time.

    A code with a wrong check digit is no guess: it costs nothing and finds nothing.
    """

    def __init__(self, limit: GuessLimit) -> None:
        """Begin with full buckets."""
        self._limit = limit
        self._all = (float(limit.all_burst), 0.0)
        self._of: dict[str, tuple[float, float]] = {}  # guesses left, and when that was so

    def may_try(self, address: str, now: float) -> bool:
        """Tell whether an address may try a code now: it and all together have a guess left."""
        limit = self._limit
        own = self._of.get(_network(address), (float(limit.address_burst), now))
        return (
            _fill(own, now, limit.address_burst, limit.address_hourly) >= 1
            and _fill(self._all, now, limit.all_burst, limit.all_hourly) >= 1
        )

    def note_wrong(self, address: str, now: float) -> None:
        """Take a guess from an address and from all."""
        limit, name = self._limit, _network(address)
        own = self._of.pop(name, (float(limit.address_burst), now))
        if len(self._of) >= ADDRESSES_MOST:  # the one that was wrong longest ago is forgotten
            del self._of[next(iter(self._of))]
        self._of[name] = (_fill(own, now, limit.address_burst, limit.address_hourly) - 1, now)
        self._all = (_fill(self._all, now, limit.all_burst, limit.all_hourly) - 1, now)


def _fill(bucket: tuple[float, float], now: float, burst: int, hourly: int) -> float:
    left, when = bucket
    return min(float(burst), left + max(0.0, now - when) * hourly / HOUR)


def _network(address: str) -> str:
    """Return what one household shares: an IPv4 address, or the first 64 bits of an IPv6 one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "?"
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))
