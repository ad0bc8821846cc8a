"""Describe a hazard rate on a link or node over a span of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from safeconduct.core.basics import Window


@dataclass(frozen=True, slots=True)
class HazardRow:
    """Give the expected people harmed per person-hour in the open there, in [window.start, window.end)."""

    what: Literal["link", "node"]
    ident: str
    window: Window
    rate: float
