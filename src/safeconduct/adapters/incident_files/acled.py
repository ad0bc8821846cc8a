"""Read the Armed Conflict Location & Event Data (ACLED).

Codes: ACLED Codebook (2023): geo_precision 1 a town that is named; 2 a small part of a region, coded to the town
nearest; 3 a larger region, coded to a natural place or the provincial capital. time_precision 1 the day; 2 the week;
3 the month. `fatalities` counts the killed alone, and 0 is written also where nobody has counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from safeconduct.adapters.importers.rows import Row
from safeconduct.adapters.incident_files.days import month_of, window_of
from safeconduct.adapters.incident_files.form import Clock, NoIncidentError, code_of, count_of, day_of, point_of
from safeconduct.adapters.incident_files.kind_words import kind_by_words
from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture.incident import SPREAD_METRES, Incident, IncidentKind

WHERE: Mapping[int, tuple[Precision, float]] = {
    1: (Precision.CITY, SPREAD_METRES[Precision.CITY]),
    2: (Precision.REGION, 15_000.0),
    3: (Precision.REGION, 60_000.0),
}
PART_OF_CITY = " - "  # how a location names a part of a city: "Rivertown - Old Port"
TIMES = {1: "day", 2: "week", 3: "month"}
P_TRUE = 0.9  # our convention: nobody has measured it

KINDS: Mapping[str, IncidentKind | None] = {  # by sub_event_type; None: the notes tell
    "abduction/forced disappearance": IncidentKind.DETENTION,
    "air/drone strike": IncidentKind.EXPLOSION,
    "armed clash": IncidentKind.SHOOTING,
    "arrests": IncidentKind.DETENTION,
    "attack": None,
    "chemical weapon": IncidentKind.OTHER,
    "disrupted weapons use": IncidentKind.OTHER,
    "excessive force against protesters": None,
    "excessive force against protestors": None,  # as the codebook of ACLED's own R package spells it
    "government regains territory": IncidentKind.SHOOTING,
    "grenade": IncidentKind.EXPLOSION,
    "looting/property destruction": IncidentKind.OTHER,
    "mob violence": IncidentKind.OTHER,
    "non-state actor overtakes territory": IncidentKind.SHOOTING,
    "other": None,
    "protest with intervention": None,
    "remote explosive/landmine/ied": IncidentKind.EXPLOSION,
    "sexual violence": IncidentKind.OTHER,
    "shelling/artillery/missile attack": IncidentKind.INDIRECT_FIRE,
    "suicide bomb": IncidentKind.EXPLOSION,
    "violent demonstration": IncidentKind.OTHER,
}
NO_VIOLENCE = frozenset({
    "agreement", "change to group/activity", "headquarters or base established", "non-violent transfer of territory",
    "peaceful protest",
})  # fmt: skip


class Acled:
    """Read rows of ACLED; what harmed nobody as far as is known stays in, as minor."""

    name = "ACLED"
    columns = frozenset({"event_date", "event_type", "sub_event_type", "latitude", "longitude", "geo_precision"})
    days: tuple[str, ...] = ("event_date",)

    def read(self, row: Row, clock: Clock) -> Incident:
        """Return the incident of a row; raise CannotUseError or NoIncidentError."""
        sub_type = row.text("sub_event_type").lower()
        if sub_type in NO_VIOLENCE:
            raise NoIncidentError(f"no violence: {row.text('sub_event_type').lower()}")
        lon, lat = point_of(row, "longitude", "latitude")
        precision, radius = WHERE[code_of(row, "geo_precision", WHERE)]
        if precision is Precision.CITY and PART_OF_CITY in row.text("location"):
            precision, radius = Precision.DISTRICT, SPREAD_METRES[Precision.DISTRICT]
        first = last = day_of(row, "event_date", clock)
        match TIMES[code_of(row, "time_precision", TIMES, 1)]:
            case "week":
                first, last = first - timedelta(days=3), last + timedelta(days=3)
            case "month":
                first, last = month_of(first)
        deaths = count_of(row, "fatalities")
        return Incident(
            incident_id=row.text("event_id_cnty") or f"{row.file}:{row.line}",
            when=window_of(first, last, clock.utc_offset_seconds),
            lon=lon,
            lat=lat,
            precision=precision,
            radius_metres=radius,
            kind=_kind(row),
            harmed=deaths or None,
            p_true=P_TRUE,
            source=self.name,
            minor=deaths == 0,
            place=row.text("location"),
        )


def _kind(row: Row) -> IncidentKind:
    """Return what the code tells, else the notes, else the type: older files have other codes."""
    known = KINDS.get(row.text("sub_event_type").lower())
    told = known or kind_by_words(row.text("notes"))
    return kind_by_words(row.text("event_type")) if told is IncidentKind.OTHER and not known else told
