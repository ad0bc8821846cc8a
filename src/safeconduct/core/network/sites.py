"""Describe the places where people gather, pass, are processed and wait to fly."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from safeconduct.core.basics import Window


class SiteKind(StrEnum):
    """Name what a site is for."""

    TRANSIT_POINT = "transit_point"
    CHECKPOINT = "checkpoint"
    GATE = "gate"
    AIRHEAD = "airhead"


@dataclass(frozen=True, slots=True)
class Site:
    """Describe one site; None means no bound, no windows means always open."""

    site_id: str
    kind: SiteKind
    node_id: str
    name: str = ""
    holding: float | None = None  # people present at once
    throughput: float | None = None  # people per hour
    open: tuple[Window, ...] = ()
    serves: str | None = None  # of a gate: the site_id of its airhead
