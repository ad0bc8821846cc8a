"""Read the UCDP Georeferenced Event Dataset (GED).

Codes: Hogbladh (2023), UCDP GED Codebook version 23.1, Department of Peace and Conflict Research, Uppsala University:
where_prec 1 the point itself; 2 within about 25 km of it; 3 second-order administrative division; 4 first-order; 5 a
part of a country, or a line; 6 the country; 7 waters or air space beyond countries. date_prec 1 the day; 2 two to six
days; 3 a week; 4 a month; 5 up to a year. event_clarity 1 told one by one; 2 part of a sum. `best` counts the killed
alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from safeconduct.adapters.importers.rows import Row
from safeconduct.adapters.incident_files.days import month_of, window_of
from safeconduct.adapters.incident_files.form import CannotUseError, Clock, code_of, count_of, day_of, point_of
from safeconduct.adapters.incident_files.kind_words import kind_by_words
from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture.incident import SPREAD_METRES, Incident

# A spot that has coordinates of its own is known to a part of a city at best: most are the middle of a settlement.
WHERE: Mapping[int, tuple[Precision, float]] = {
    1: (Precision.DISTRICT, SPREAD_METRES[Precision.DISTRICT]),
    2: (Precision.REGION, 12_500.0),  # anywhere in a disc of 25 km
    3: (Precision.REGION, SPREAD_METRES[Precision.REGION]),
    4: (Precision.REGION, 60_000.0),
    5: (Precision.REGION, 100_000.0),
    6: (Precision.COUNTRY, SPREAD_METRES[Precision.COUNTRY]),
    7: (Precision.COUNTRY, SPREAD_METRES[Precision.COUNTRY]),
}
CITIES = (" city", " town", " municipality")  # how names in where_coordinates end when the point is a settlement's
P_TRUE: Mapping[int, float] = {1: 0.95, 2: 0.8}  # by event_clarity: our convention, nobody has measured it
LEAST_DAYS: Mapping[int, int] = {1: 1, 2: 2, 3: 7, 4: 28, 5: 31}  # what the window holds at least, by date_prec
LONGEST_DAYS = 366


class Ged:
    """Read rows of UCDP GED, yearly or candidate."""

    name = "UCDP GED"
    columns = frozenset({"date_start", "date_end", "latitude", "longitude", "where_prec", "type_of_violence"})
    days: tuple[str, ...] = ("date_start", "date_end")

    def read(self, row: Row, clock: Clock) -> Incident:
        """Return the incident of a row; raise CannotUseError."""
        lon, lat = point_of(row, "longitude", "latitude")
        precision, radius = WHERE[code_of(row, "where_prec", WHERE)]
        place = row.text("where_description") or row.text("where_coordinates")
        if precision is Precision.DISTRICT and row.text("where_coordinates").lower().endswith(CITIES):
            precision, radius = Precision.CITY, SPREAD_METRES[Precision.CITY]
        deaths = count_of(row, "best") or None  # 0 killed says nothing of the hurt
        return Incident(
            incident_id=row.text("id") or f"{row.file}:{row.line}",
            when=window_of(*_days(row, clock), clock.utc_offset_seconds),
            lon=lon,
            lat=lat,
            precision=precision,
            radius_metres=radius,
            kind=kind_by_words(row.text("source_headline"), row.text("where_description")),
            harmed=deaths,
            p_true=P_TRUE[code_of(row, "event_clarity", P_TRUE, 1)],
            source=self.name,
            place=place,
        )


def _days(row: Row, clock: Clock) -> tuple[date, date]:
    first, last = (day_of(row, column, clock) for column in ("date_start", "date_end"))
    held = (last - first).days + 1
    if held < 1:
        raise CannotUseError("date_end", "ends before it begins", "exchange date_start and date_end")
    if held > LONGEST_DAYS:
        raise CannotUseError("date_end", f"lasts longer than {LONGEST_DAYS} days", "check the two dates")
    code = code_of(row, "date_prec", LEAST_DAYS, 1)
    if held >= LEAST_DAYS[code]:
        return first, last
    if code >= 4:
        return month_of(first)[0], month_of(last)[1]
    side = timedelta(days=3)
    return first - side, last + side
