"""Describe what a report may show beside the plan: the picture's gaps, sufficiency, sample instructions.

Each is optional: a part that is absent is said to be absent, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureView:
    """Show what the threat picture does not know."""

    unknown_links: frozenset[str]  # link ids where nothing is known for some of the case
    as_of: float  # POSIX second of the picture
    notes: tuple[str, ...] = ()  # in words: which sources contradict, what could not be placed


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Say what one change would buy."""

    change: str  # in words: "one more bus of 45 seats"
    out_change: float  # people
    harm_change: float  # expected people harmed; negative = fewer
    low: float | None = None  # interval of out_change
    high: float | None = None


@dataclass(frozen=True, slots=True)
class SufficiencyView:
    """Show whether the means suffice."""

    chance_all_out: float  # 0 to 1, by the deadline
    low: float  # interval of the chance
    high: float
    runs: int  # simulated courses behind the chance
    as_of: float  # POSIX second
    of_whom: str = "all who can be reached"
    days: tuple[tuple[float, float, float, float], ...] = ()  # POSIX second, people out by then: middle, low, high
    what_if: tuple[WhatIf, ...] = ()


@dataclass(frozen=True, slots=True)
class InstructionSample:
    """Show one party's instructions as it would read them."""

    party_id: str
    language: str  # BCP 47
    lines: tuple[str, ...]
    direction: str = "auto"  # "ltr", "rtl" or "auto"
