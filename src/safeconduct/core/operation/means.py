"""Hold what is reported of vehicles and flights, and for how long that may be believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from safeconduct.core.operation.sightings import MINUTE_MILLIS
from safeconduct.core.record import Heads


class VehicleState(StrEnum):
    """Name what a vehicle is good for."""

    READY = "ready"
    OUT = "out"  # on a run
    LOST = "lost"
    UNKNOWN = "unknown"


class FlightState(StrEnum):
    """Name how far a flight is."""

    PLANNED = "planned"
    BOARDING = "boarding"
    DEPARTED = "departed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


FINAL = frozenset({FlightState.DEPARTED.value, FlightState.CANCELLED.value})
"""What has happened and does not run out."""

_GRAVITY: Mapping[str, int] = {
    "ready": 0, "planned": 0, "out": 1, "boarding": 1, "unknown": 2, "departed": 3, "lost": 4, "cancelled": 4
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeansReport:
    """Say what was reported of a vehicle or flight, where it was, and for how long that may be believed."""

    state: str  # a word of VehicleState or FlightState
    told_millis: int
    valid_minutes: int
    at: str = ""  # place, such as site:T1; "" = not said

    @property
    def until_millis(self) -> int:
        """Return until when it may be believed."""
        return self.told_millis + self.valid_minutes * MINUTE_MILLIS

    def state_at(self, now_millis: int) -> str:
        """Return what may be believed of it by then: departed and cancelled stay, all else becomes unknown.

        >>> MeansReport("ready", 0, 60).state_at(3_600_001), MeansReport("departed", 0, 60).state_at(3_600_001)
        ('unknown', 'departed')
        """
        return self.state if self.state in FINAL or now_millis <= self.until_millis else "unknown"


MeansReports = Mapping[str, Heads[MeansReport]]


@dataclass(frozen=True, slots=True)
class MeansNow:
    """Say what is believed of a vehicle or flight now; `report` is None where nobody has said anything."""

    ident: str
    state: str
    report: MeansReport | None = None


def find_means(reports: MeansReports, ident: str, now_millis: int) -> MeansNow:
    """Return what is believed of one: the gravest of what stands; nothing heard is unknown.

    >>> lost, ready = MeansReport("lost", 0, 60), MeansReport("ready", 5, 60)
    >>> find_means({"B1.0": Heads().follow("a:1", lost, []).follow("b:1", ready, [])}, "B1.0", 10).state
    'lost'
    """
    held: Heads[MeansReport] = reports.get(ident, Heads())
    chosen = held.choose(lambda one: _GRAVITY[one.state_at(now_millis)])
    return MeansNow(ident, "unknown" if chosen is None else chosen.state_at(now_millis), chosen)
