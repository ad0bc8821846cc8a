"""Hold what one device hands to another."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.record.event import Sealed


@dataclass(frozen=True, slots=True)
class Bundle:
    """Hold events of one operation on their way from device to device, in any order."""

    operation: str  # ident
    exercise: bool
    events: tuple[Sealed, ...]
