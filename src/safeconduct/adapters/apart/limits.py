"""Say how much a task apart may take."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound the time and memory of one task."""

    wall_seconds: float = 60.0
    cpu_seconds: int = 20
    memory_bytes: int = 1_000_000_000  # besides what the process holds before it begins

    def impose(self) -> None:
        """Bind this process to the limits, for good; it writes no file and leaves no core."""
        pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 1 << 18
        held = pages * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + self.memory_bytes,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (self.cpu_seconds, self.cpu_seconds + 1))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
