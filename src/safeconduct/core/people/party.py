"""Describe a party: the small group that moves whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """Name a way in which a party can move itself."""

    WALK = "walk"
    AUTO = "auto"  # its own vehicle, which stands at home


@dataclass(frozen=True, slots=True)
class Party:
    """Describe one party; identity is sealed elsewhere."""

    party_id: str
    node_id: str
    size: int
    priority: float  # multiplies the harm of being left behind
    modes: frozenset[Mode]
    ready: float  # POSIX second before which it does not move
    language: str = ""
    needs: str = ""
