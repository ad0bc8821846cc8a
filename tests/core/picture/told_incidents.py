"""Make incidents for the tests of the picture."""

from __future__ import annotations

from safeconduct.core.basics import Window
from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture.incident import SPREAD_METRES, Incident, IncidentKind

DAY = 86_400.0


def happened(
    ident: str = "i",
    day: float = 0.0,
    lon: float = 41.25,
    lat: float = 12.5,
    precision: Precision = Precision.SITE,
    kind: IncidentKind = IncidentKind.EXPLOSION,
    harmed: int | None = None,
    source: str = "team",
    place: str = "",
    p_true: float = 0.9,
) -> Incident:
    """Return an incident that took one day."""
    when = Window(day * DAY, (day + 1) * DAY)
    radius = SPREAD_METRES[precision]
    return Incident(ident, when, lon, lat, precision, radius, kind, harmed, p_true, source, place=place)
