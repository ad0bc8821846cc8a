"""Say what every form of incident table has in common: rows in, incidents out, or the reason why not."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from safeconduct.adapters.importers.rows import Row
from safeconduct.adapters.incident_files.days import ORDER_REMEDY, read_day
from safeconduct.core.picture.incident import Incident

POINT_REMEDY = "look the place up, and write its longitude and latitude in degrees"


class CannotUseError(Exception):
    """Say why a row cannot be used as it is: column, problem, remedy."""

    def __init__(self, column: str, problem: str, remedy: str) -> None:
        """Keep the three."""
        super().__init__(column, problem, remedy)
        self.column, self.problem, self.remedy = column, problem, remedy


class NoIncidentError(Exception):
    """Say why a sound row is no incident: it is left out and counted."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Hold how the days of a file are to be read."""

    utc_offset_seconds: int = 0
    day_first: bool | None = None  # of days like 03/04/2031; None = not known


class Form(Protocol):
    """Read one kind of table."""

    name: str
    columns: frozenset[str]  # all must be there for a table to be of this form
    days: tuple[str, ...]  # columns that hold days

    def read(self, row: Row, clock: Clock) -> Incident:
        """Return the incident of a row; raise CannotUseError or NoIncidentError."""
        ...


def code_of(row: Row, column: str, known: Mapping[int, object], default: int | None = None) -> int:
    """Return a code of a table of codes; an empty cell takes the default where there is one."""
    text = row.text(column)
    if not text and default is not None:
        return default
    try:
        code = float(text)
    except ValueError:
        code = math.nan
    if code not in known:
        codes = list(map(str, known))
        words = ", ".join(codes) if len(codes) < 10 else f"{codes[0]} to {codes[-1]}"
        raise CannotUseError(column, "not a code of this column", f"write one of {words}, as the codebook has it")
    return int(code)


def day_of(row: Row, column: str, clock: Clock) -> date:
    """Return the day in a cell."""
    try:
        return read_day(row.text(column), clock.day_first)
    except ValueError as error:
        raise CannotUseError(column, str(error), ORDER_REMEDY) from None


def count_of(row: Row, column: str) -> int | None:
    """Return a count of people; None where it is empty or the file's code for unknown (less than 0)."""
    text = row.text(column)
    if not text:
        return None
    try:
        count = float(text)
    except ValueError:
        count = math.nan
    if not math.isfinite(count):
        raise CannotUseError(column, "not a count of people", "write a whole number, or leave it empty where unknown")
    return round(count) if count >= 0 else None


def point_of(row: Row, lon: str, lat: str) -> tuple[float, float]:
    """Return longitude and latitude; 0,0, no point, and what lies off the globe cannot be used."""
    found: list[float] = []
    for column in (lon, lat):
        try:
            found.append(float(row.text(column)))
        except ValueError:
            problem = "no coordinate" if not row.text(column) else "not a number"
            raise CannotUseError(column, problem, POINT_REMEDY) from None
    x, y = found
    if x == 0.0 and y == 0.0:
        raise CannotUseError(lon, "0,0 is what a geocoder writes for a place it does not know", POINT_REMEDY)
    if not abs(y) <= 90.0 and abs(x) <= 90.0:
        raise CannotUseError(lat, "no latitude goes beyond 90 degrees", "exchange longitude and latitude")
    if not (abs(x) <= 180.0 and abs(y) <= 90.0):
        raise CannotUseError(lon, "off the globe", POINT_REMEDY)
    return x, y
