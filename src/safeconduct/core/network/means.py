"""Describe the means that move people, and what is closed to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from safeconduct.core.basics import Window


@dataclass(frozen=True, slots=True)
class Fleet:
    """Describe vehicles of one kind at one depot; crews are not counted among the seats."""

    fleet_id: str
    depot_node_id: str
    vehicles: int
    seats: int
    available: tuple[Window, ...] = ()  # none = always


@dataclass(frozen=True, slots=True)
class Flight:
    """Describe one departure (aircraft, convoy or ship) from an airhead."""

    flight_id: str
    airhead: str  # site_id
    departs: float  # POSIX second
    seats: int


@dataclass(frozen=True, slots=True)
class Closure:
    """Say that a link or node cannot be used in [window.start, window.end)."""

    what: Literal["link", "node"]
    ident: str
    window: Window
    reason: str = ""
