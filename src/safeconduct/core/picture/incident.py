"""Describe one incident: what happened, when, where, how surely, and how narrowly that place is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from safeconduct.core.basics import Fault, Window
from safeconduct.core.intake.reading import Precision

SPREAD_METRES: Mapping[Precision, float] = {
    Precision.SITE: 75.0,
    Precision.STREET: 250.0,
    Precision.DISTRICT: 1_000.0,  # of a city: a neighbourhood; a village
    Precision.CITY: 5_000.0,
    Precision.REGION: 25_000.0,
    Precision.COUNTRY: 200_000.0,
}
"""Standard deviation, east and north, of where it may have been around its point: half of how far such a place reaches,
as for a point that may be anywhere in a disc."""


class IncidentKind(StrEnum):
    """Name what happened."""

    EXPLOSION = "explosion"
    SHOOTING = "shooting"
    INDIRECT_FIRE = "indirect_fire"  # mortars, rockets, artillery, missiles
    DETENTION = "detention"  # or harassment, at a checkpoint or on the way
    CROWD_CRUSH = "crowd_crush"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Incident:
    """Hold what is known of one incident; nothing in it is about a person.

    >>> from safeconduct.core.basics import Window
    >>> day = Window(0.0, 86_400.0)
    >>> Incident("7", day, 7.0, 3.0, Precision.SITE, 75.0, IncidentKind.SHOOTING, None, 0.9, "team").minor
    False

    Raises:
        ValueError: where a value cannot be.
    """

    incident_id: str
    when: Window  # POSIX seconds; a whole day where only the day is known
    lon: float  # degrees
    lat: float
    precision: Precision
    radius_metres: float  # standard deviation of the place, east and north
    kind: IncidentKind
    harmed: int | None  # people killed or hurt as far as the source counts them; None = unknown
    p_true: float  # that it happened, in (0, 1]
    source: str  # a database, or who tells it
    minor: bool = False  # nobody is known to have been killed, or harassment alone
    place: str = ""  # as the source words it

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        wrong = {
            "when": not self.when.start < self.when.end,
            "lon": not -180.0 <= self.lon <= 180.0,
            "lat": not -90.0 <= self.lat <= 90.0,
            "precision": self.precision not in SPREAD_METRES,
            "radius_metres": not 0.0 < self.radius_metres < float("inf"),
            "harmed": self.harmed is not None and self.harmed < 0,
            "p_true": not 0.0 < self.p_true <= 1.0,
        }
        for name, is_wrong in wrong.items():
            if is_wrong:
                raise ValueError(f"an incident cannot have {name} {getattr(self, name)!r}")


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """Count the sound rows of a file that are no incident for us, and say why."""

    file: str
    why: str
    count: int
    first_line: int


@dataclass(frozen=True, slots=True)
class IncidentRows:
    """Hold what the files gave: the incidents, and every row that gave none."""

    incidents: tuple[Incident, ...] = ()
    faults: tuple[Fault, ...] = ()  # rows that cannot be used as they are
    left_out: tuple[LeftOut, ...] = ()
    cautions: tuple[str, ...] = ()  # what was taken for granted
