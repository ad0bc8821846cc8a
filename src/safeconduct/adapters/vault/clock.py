"""Tell the time by two clocks: one for people, one that nobody can set."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold both clocks at one moment."""

    wall_millis: int  # since 1970, UTC
    boot: str  # which boot of the machine it is
    up_millis: int  # since that boot, sleep included


class Clock(Protocol):
    """Tell the time."""

    def read(self) -> Reading:
        """Return both clocks now."""
        ...


class SystemClock:
    """Read the clocks of Linux; fills the port Clock."""

    def __init__(self) -> None:
        """Note the boot."""
        self._boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()[:13]

    def read(self) -> Reading:
        """Return both clocks now."""
        up = time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
        return Reading(time.time_ns() // 1_000_000, self._boot, up)
