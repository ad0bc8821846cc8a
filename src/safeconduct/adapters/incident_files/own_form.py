"""Read and write our own simple form of incidents: incident.csv of a case, and what `--out` writes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from safeconduct.adapters.case_files.safe_write import number_text, table_text
from safeconduct.adapters.importers.rows import Row
from safeconduct.adapters.incident_files.days import window_of
from safeconduct.adapters.incident_files.form import CannotUseError, Clock, count_of, day_of, point_of
from safeconduct.core.basics import Window, format_time, parse_time
from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture.incident import SPREAD_METRES, Incident, IncidentKind

HEADER = "incident_id,from,to,x_coord,y_coord,precision,radius,kind,harmed,p_true,source,minor,place"
P_TRUE = 0.9  # where the row says nothing
MOMENT_SECONDS = 60.0  # how long an incident lasts whose end nobody wrote
TIME_REMEDY = "write a time like 2031-03-04T06:00:00+02:00, or a day like 2031-03-04 under date"
YES, NO = frozenset({"1", "true", "yes", "y"}), frozenset({"0", "false", "no", "n", ""})


class OwnForm:
    """Read rows of the simple form; a row needs a place, a kind and a day or a time."""

    name = "simple form"
    columns = frozenset({"x_coord", "y_coord", "kind"})
    days: tuple[str, ...] = ("date",)

    def read(self, row: Row, clock: Clock) -> Incident:
        """Return the incident of a row; raise CannotUseError."""
        lon, lat = point_of(row, "x_coord", "y_coord")
        precision = _precision(row)
        harmed = count_of(row, "harmed")
        kind = _kind(row)
        return Incident(
            incident_id=row.text("incident_id") or f"{row.file}:{row.line}",
            when=_window(row, clock),
            lon=lon,
            lat=lat,
            precision=precision,
            radius_metres=_number(row, "radius", SPREAD_METRES[precision], math.inf),
            kind=kind,
            harmed=harmed,
            p_true=_number(row, "p_true", P_TRUE, 1.0),
            source=row.text("source") or row.file,
            minor=_minor(row, kind, harmed),
            place=row.text("place"),
        )


def incident_table(incidents: Sequence[Incident], utc_offset_seconds: int) -> str:
    """Write incidents as a table that this form reads back."""
    rows = [
        (
            one.incident_id, *(format_time(moment, utc_offset_seconds) for moment in (one.when.start, one.when.end)),
            number_text(one.lon), number_text(one.lat), one.precision.value, number_text(one.radius_metres),
            one.kind.value, "" if one.harmed is None else one.harmed, number_text(one.p_true), one.source,
            int(one.minor), one.place,
        )
        for one in incidents
    ]  # fmt: skip
    return table_text(HEADER, rows)


def _window(row: Row, clock: Clock) -> Window:
    if not row.text("from"):
        day = day_of(row, "date", clock)
        return window_of(day, day, clock.utc_offset_seconds)
    moments: list[float] = []
    for column in ("from", "to"):
        try:
            moments.append(parse_time(row.text(column)) if row.text(column) else moments[0] + MOMENT_SECONDS)
        except ValueError:
            raise CannotUseError(column, "not a time with an offset", TIME_REMEDY) from None
    if moments[1] <= moments[0]:
        raise CannotUseError("to", "not after from", "write a later time")
    return Window(moments[0], moments[1])


def _precision(row: Row) -> Precision:
    """Return the class of the place; a row that says nothing of it is no better than a city's point."""
    text = row.text("precision").lower() or Precision.CITY.value
    try:
        found = Precision(text)
        SPREAD_METRES[found]
    except (ValueError, KeyError):
        words = ", ".join(each.value for each in SPREAD_METRES)
        raise CannotUseError("precision", "not a class of places", f"write one of {words}") from None
    return found


def _kind(row: Row) -> IncidentKind:
    try:
        return IncidentKind(row.text("kind").lower().replace(" ", "_").replace("-", "_"))
    except ValueError:
        words = ", ".join(each.value for each in IncidentKind)
        raise CannotUseError("kind", "not a kind of incident", f"write one of {words}") from None


def _number(row: Row, column: str, default: float, most: float) -> float:
    text = row.text(column)
    try:
        number = float(text) if text else default
    except ValueError:
        number = math.nan
    if not (0.0 < number <= most and math.isfinite(number)):
        remedy = "write a number above 0" + (f", at most {most:g}" if math.isfinite(most) else "")
        raise CannotUseError(column, "not such a number", remedy)
    return number


def _minor(row: Row, kind: IncidentKind, harmed: int | None) -> bool:
    text = row.text("minor").lower()
    if text not in YES | NO:
        raise CannotUseError("minor", "neither yes nor no", "write 1 or 0, or leave it empty")
    return text in YES if text else harmed == 0 or (kind is IncidentKind.DETENTION and not harmed)
