"""Hold what may stand on a map that others look at: sites and vehicles, and what is believed of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Thing(StrEnum):
    """Name what may stand on the map: nothing here is a person or a group of people."""

    TRANSIT_POINT = "transit point"
    CHECKPOINT = "checkpoint"
    GATE = "gate"
    AIRHEAD = "airhead"
    VEHICLE = "vehicle"


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold where a site or a vehicle is."""

    thing: Thing
    ident: str
    lat: float
    lon: float
    seen_millis: int  # of when the mark speaks
    stale_millis: int  # from when on it holds no longer
    precision_metres: float | None = None  # None: unknown
    belief: str = ""  # a word such as clear, unknown or lost; "": nothing is said
    told_millis: int | None = None  # when that was reported last; None: never
