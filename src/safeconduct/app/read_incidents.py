"""Read incidents for a case: check their points, count each event once, and keep those that reach its map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.ports import IncidentReader
from safeconduct.core.basics import Fault
from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.picture.incident import Incident, LeftOut
from safeconduct.core.picture.incident_duplicates import Duplicate, count_once, find_duplicates
from safeconduct.core.picture.incident_points import SharedPoint, widen_shared_points

CASE_FILE = "incident.csv"
REACH_METRES = 25_000.0  # beyond the map; what is known less narrowly is kept from farther off


@dataclass(frozen=True, slots=True)
class Box:
    """Bound the map of a case, in degrees."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class ReadIncidents:
    """Hold the incidents, each event once, and everything that a person must see about how they came about."""

    incidents: tuple[Incident, ...]
    faults: tuple[Fault, ...]
    left_out: tuple[LeftOut, ...]
    shared_points: tuple[SharedPoint, ...]
    duplicates: tuple[Duplicate, ...]
    cautions: tuple[str, ...]


def read_incidents(
    reader: IncidentReader,
    files: Sequence[Path],
    utc_offset_seconds: int | None = None,
    day_first: bool | None = None,
    box: Box | None = None,
) -> ReadIncidents:
    """Return the incidents of the files that reach the box, or of all the world; without an offset days are UTC days.

    Raises:
        CannotReadError: where a file cannot be read at all, or its columns are of no known table.
    """
    rows = reader.read(files, utc_offset_seconds or 0, day_first)
    cautions = rows.cautions
    if utc_offset_seconds is None:
        cautions += ("days are taken as days of UTC: give --case for the local clock",)
    near = [one for one in rows.incidents if box is None or _metres_off(one, box) <= _reach(one)]
    left_out = rows.left_out
    if far := len(rows.incidents) - len(near):
        left_out += (LeftOut("all files", "farther from the map of the case than it reaches", far, 0),)
    widened, shared = widen_shared_points(near)
    duplicates = find_duplicates(widened)
    return ReadIncidents(count_once(widened, duplicates), rows.faults, left_out, shared, duplicates, cautions)


def _reach(one: Incident) -> float:
    return max(REACH_METRES, 2.0 * one.radius_metres)


def _metres_off(one: Incident, box: Box) -> float:
    north = max(box.south - one.lat, one.lat - box.north, 0.0) * METRES_PER_DEGREE
    east = max(box.west - one.lon, one.lon - box.east, 0.0) * METRES_PER_DEGREE * math.cos(math.radians(one.lat))
    return math.hypot(north, east)


def list_incidents(read: ReadIncidents) -> dict[str, object]:
    """Return everything JSON-ready, as docs/incidents.md describes it; moments are POSIX seconds."""
    return {
        "incidents": [_view(one) for one in read.incidents],
        "faults": [
            {
                "file": fault.file,
                "line": fault.line,
                "column": fault.column,
                "value": fault.value,
                "problem": fault.problem,
                "remedy": fault.remedy,
            }
            for fault in read.faults
        ],
        "left_out": [
            {"file": one.file, "why": one.why, "rows": one.count, "first_line": one.first_line} for one in read.left_out
        ],
        "shared_points": [
            {"x_coord": one.lon, "y_coord": one.lat, "rows": one.rows, "places": one.places, "widened": one.widened}
            for one in read.shared_points
        ],
        "possible_duplicates": [
            {
                "kept": f"{pair.kept.source} {pair.kept.incident_id}",
                "counted_with_it": f"{pair.other.source} {pair.other.incident_id}",
                "metres": round(pair.metres),
            }
            for pair in read.duplicates
        ],
        "cautions": list(read.cautions),
    }


def _view(one: Incident) -> dict[str, object]:
    return {
        "incident_id": one.incident_id,
        "from": one.when.start,
        "to": one.when.end,
        "x_coord": one.lon,
        "y_coord": one.lat,
        "precision": one.precision.value,
        "radius": one.radius_metres,
        "kind": one.kind.value,
        "harmed": one.harmed,
        "p_true": one.p_true,
        "source": one.source,
        "minor": one.minor,
        "place": one.place,
    }
