"""Read the Global Terrorism Database (GTD).

Codes: START (2021), Global Terrorism Database Codebook, University of Maryland: specificity 1 a settlement, and its
point; 2 and 3 the middle of the smallest administrative region known; 4 the middle of a first-order one; 5 no point.
vicinity 1 near it. imonth or iday 0: not known. approxdate: words for a date that is not sure. doubtterr says whether
it was terrorism, not whether it happened, so it changes nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from safeconduct.adapters.importers.rows import Row
from safeconduct.adapters.incident_files.days import YEARS, month_of, window_of
from safeconduct.adapters.incident_files.form import POINT_REMEDY, CannotUseError, Clock, code_of, count_of, point_of
from safeconduct.adapters.incident_files.kind_words import kind_by_words
from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture.incident import SPREAD_METRES, Incident, IncidentKind

WHERE: Mapping[int, tuple[Precision, float]] = {
    1: (Precision.CITY, SPREAD_METRES[Precision.CITY]),
    2: (Precision.REGION, SPREAD_METRES[Precision.REGION]),
    3: (Precision.REGION, SPREAD_METRES[Precision.REGION]),
    4: (Precision.REGION, 60_000.0),
    5: (Precision.COUNTRY, SPREAD_METRES[Precision.COUNTRY]),
}
NEAR = 2.0  # what "in the vicinity" of a settlement makes of its spread
VICINITY = {0: False, 1: True, -9: False}
APPROXIMATE_DAYS = 3  # around a date that is not sure
MONTHS, DAYS, ALL_YEARS = dict.fromkeys(range(13)), dict.fromkeys(range(32)), dict.fromkeys(YEARS)
P_TRUE = 0.95  # our convention: nobody has measured it

ATTACKS: Mapping[int, IncidentKind | None] = {  # by attacktype1; None: the weapon tells
    1: None, 2: None, 3: IncidentKind.EXPLOSION, 4: IncidentKind.DETENTION, 5: None, 6: IncidentKind.DETENTION, 7: None,
    8: IncidentKind.OTHER, 9: None,
}  # fmt: skip
WEAPONS: Mapping[int, IncidentKind] = {5: IncidentKind.SHOOTING, 6: IncidentKind.EXPLOSION}  # by weaptype1
PROJECTILE = "11"  # weapsubtype1: rockets, mortars, missiles


class Gtd:
    """Read rows of GTD."""

    name = "GTD"
    columns = frozenset({"eventid", "iyear", "imonth", "iday", "latitude", "longitude", "attacktype1", "specificity"})
    days: tuple[str, ...] = ()

    def read(self, row: Row, clock: Clock) -> Incident:
        """Return the incident of a row; raise CannotUseError."""
        code = code_of(row, "specificity", WHERE, 4)
        if code == 5 and not row.text("latitude"):
            raise CannotUseError("specificity", "its place is not known to any region", POINT_REMEDY)
        lon, lat = point_of(row, "longitude", "latitude")
        precision, radius = WHERE[code]
        if code == 1 and VICINITY[code_of(row, "vicinity", VICINITY, 0)]:
            radius *= NEAR
        counts = [count_of(row, column) for column in ("nkill", "nwound")]
        known: list[int] = [count for count in counts if count is not None]
        total = sum(known)
        harmed = total if total or len(known) == len(counts) else None  # one 0 says nothing of the other
        return Incident(
            incident_id=row.text("eventid") or f"{row.file}:{row.line}",
            when=window_of(*_days(row), clock.utc_offset_seconds),
            lon=lon,
            lat=lat,
            precision=precision,
            radius_metres=radius,
            kind=_kind(row),
            harmed=harmed,
            p_true=P_TRUE,
            source=self.name,
            minor=counts[0] == 0,
            place=row.text("location") or row.text("city"),
        )


def _days(row: Row) -> tuple[date, date]:
    year = code_of(row, "iyear", ALL_YEARS)
    month, day = code_of(row, "imonth", MONTHS, 0), code_of(row, "iday", DAYS, 0)
    if month == 0:
        return date(year, 1, 1), date(year, 12, 31)
    if day == 0:
        return month_of(date(year, month, 1))
    try:
        known = date(year, month, day)
    except ValueError:
        raise CannotUseError("iday", "no such day in this month", "write the day of the month, or 0") from None
    side = timedelta(days=APPROXIMATE_DAYS if row.text("approxdate") else 0)
    return known - side, known + side


def _kind(row: Row) -> IncidentKind:
    attack = ATTACKS[code_of(row, "attacktype1", ATTACKS, 9)]
    weapon = WEAPONS.get(int(row.text("weaptype1"))) if row.text("weaptype1").isdecimal() else None
    kind = attack or weapon or kind_by_words(row.text("summary"))
    if kind is IncidentKind.EXPLOSION and row.text("weapsubtype1").removesuffix(".0") == PROJECTILE:
        return IncidentKind.INDIRECT_FIRE
    return kind
