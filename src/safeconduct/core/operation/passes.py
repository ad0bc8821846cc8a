"""Hold what the record keeps of gate passes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IssuedPass:
    """Hold what the record keeps of a gate pass."""

    party: str
    size: int  # people
    gate: str
    opens_millis: int
    closes_millis: int
    number: int
