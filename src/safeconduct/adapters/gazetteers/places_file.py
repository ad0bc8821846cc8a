"""Read districts and villages from a CSV, JSON or GeoJSON file, and say which rows are not to be trusted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safeconduct.adapters.importers.rows import read_rows
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.intake.places import Place, Rank
from safeconduct.core.intake.places.polygons import District, Ring, outline_centre
from safeconduct.core.intake.reading import Precision

# The columns and keys in which files give a name and a point, the first that is there wins.
_NAMES = ("village", "district", "name", "shapeName", "Name", "NAME", "name_en")
_OTHER_NAMES = ("nameFa", "namePa", "name_fa", "name_ps", "name_ar", "name_uk", "alternative", "name_local")
_LATITUDES = ("lat", "latitude", "y", "y_coord", "Latitude")
_LONGITUDES = ("lon", "longitude", "lng", "x", "x_coord", "Longitude")
_PARENTS = ("district", "province", "parent", "ADM1_EN")
_VILLAGE_RADIUS_METRES = 1_000.0  # our assumption: a village and its fields, a walk of a quarter of an hour
_BYTES_MAX = 50_000_000
_POINT_REMEDY = "look the place up and write its latitude and longitude; until then it is known by name alone"


@dataclass(frozen=True, slots=True, eq=False)
class PlacesFile:
    """Hold what a file gave: places, the outlines of those that have one, and the rows that are in doubt."""

    places: tuple[Place, ...]
    districts: tuple[District, ...] = ()
    doubts: tuple[Fault, ...] = ()  # the row is kept, by name alone where its point is in doubt


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[str, Any]
    parent: str = ""
    rings: tuple[Ring, ...] = ()

    def text(self, columns: Sequence[str]) -> tuple[str, str]:
        """Return the first of some columns that has text, and the text."""
        for column in columns:
            value = self.cells.get(column)
            if value is not None and str(value).strip():
                return column, str(value).strip()
        return columns[0], ""


def read_places(file: Path, country: str = "") -> PlacesFile:
    """Return the districts and villages of a file; what a row gets wrong is told and does not cost the other rows.

    A row at 0,0, without a point, or off the globe is kept by its name alone, and is among the doubts.

    Raises:
        InputFaultsError: where the file is malformed, or no row of it has a name.
        CannotReadError: where the file cannot be read, or is of no known kind.
    """
    if file.suffix.lower() not in (".csv", ".json", ".geojson"):
        raise CannotReadError(
            f"{file.name}: not a kind of gazetteer that is known; give a .csv, .json or .geojson file"
        )
    doubts: list[Fault] = []
    try:
        if file.stat().st_size > _BYTES_MAX:
            raise CannotReadError(f"{file.name}: more than {_BYTES_MAX // 1_000_000} MB; give the part around the case")
        rows = list(_read_table(file, doubts) if file.suffix.lower() == ".csv" else _read_json(file))
    except OSError as error:
        raise CannotReadError(f"{file}: {error.strerror}: check the name and the rights") from error
    places: list[Place] = []
    districts: list[District] = []
    for row in rows:
        place = _read_place(file.name, row, country, doubts)
        if place is None:
            continue
        places.append(place)
        if row.rings:
            districts.append(District(place, row.rings))
    if not places:
        remedy = f"name each place in a column {', '.join(_NAMES[:3])}"
        raise InputFaultsError([*doubts, Fault(file.name, 0, "", "", "no place with a name", remedy)])
    return PlacesFile(tuple(places), tuple(districts), tuple(sorted(doubts)))


def _read_place(file: str, row: _Row, country: str, doubts: list[Fault]) -> Place | None:
    column, name = row.text(_NAMES)
    if not name:
        doubts.append(
            Fault(file, row.line, column, "", "a place without a name", "write its name, or leave the row out")
        )
        return None
    village = column == "village" or str(row.cells.get("kind", "")).lower() == "village"
    parents = [str(row.cells[key]).strip() for key in _PARENTS if key != column and row.cells.get(key)]
    others = tuple(dict.fromkeys(str(row.cells[key]).strip() for key in _OTHER_NAMES if row.cells.get(key)))
    outline = outline_centre(row.rings) if row.rings else None
    if outline:
        x, y, radius = outline
        point: tuple[float, float] | None = (x, y)
    else:
        point, radius = _read_point(file, row, name, doubts), _VILLAGE_RADIUS_METRES if village else 0.0
    return Place(
        name,
        Precision.DISTRICT,
        "village" if village else "district",
        country,
        point[0] if point else None,
        point[1] if point else None,
        radius or None,
        parents[0] if parents else row.parent,
        others,
        Rank.FILE,
    )


def _read_point(file: str, row: _Row, name: str, doubts: list[Fault]) -> tuple[float, float] | None:
    """Return x and y; None, with a doubt, where the row has no point that can be right."""
    column, latitude = row.text(_LATITUDES)
    _, longitude = row.text(_LONGITUDES)
    written = f"{latitude}, {longitude}"
    if not latitude or not longitude:
        doubts.append(Fault(file, row.line, column, name, "a place without a point", _POINT_REMEDY))
        return None
    try:
        y, x = float(latitude), float(longitude)
    except ValueError:
        doubts.append(Fault(file, row.line, column, written, f"no numbers for the point of {name}", _POINT_REMEDY))
        return None
    if not (abs(y) <= 90 and abs(x) <= 180):
        doubts.append(Fault(file, row.line, column, written, f"{name} would lie off the globe", _POINT_REMEDY))
        return None
    if x == 0 and y == 0:
        doubts.append(Fault(file, row.line, column, written, f"{name} would lie at 0,0 in the sea", _POINT_REMEDY))
        return None
    return x, y


def _read_table(file: Path, doubts: list[Fault]) -> Iterator[_Row]:
    faults: list[Fault] = []
    rows = read_rows(file.parent, file.name, (), faults)
    if rows and not any(name in rows[0].cells for name in _NAMES):
        listed = ", ".join(rows[0].cells)[:200]
        faults.append(
            Fault(file.name, 1, "", "", "no column with names", f"name one village or district (there are: {listed})")
        )
        rows = []
    if not rows and faults:
        raise InputFaultsError(faults)
    doubts += faults
    return (_Row(row.line, row.cells) for row in rows)


def _read_json(file: Path) -> Iterator[_Row]:
    try:
        text = file.read_text("utf-8-sig")
        data = json.loads(text)
    except json.JSONDecodeError as error:
        fault = Fault(file.name, error.lineno, "", "", f"not JSON: {error.msg}", "write the file out again")
        raise InputFaultsError([fault]) from error
    except UnicodeDecodeError as error:
        fault = Fault(file.name, 0, "", "", "not UTF-8", "save the file as UTF-8")
        raise InputFaultsError([fault]) from error
    except RecursionError as error:
        fault = Fault(file.name, 0, "", "", "nested too deep", "give a flat list of places")
        raise InputFaultsError([fault]) from error
    lines = _Lines(text)
    if isinstance(data, dict) and data.get("type") == "FeatureCollection":
        return _read_features(data.get("features"), lines)
    parent = ""
    if isinstance(data, dict):
        parent = str(data.get("name", "")).strip()
        data = next((data[key] for key in ("districts", "villages", "places") if key in data), None)
    if not isinstance(data, list):
        remedy = 'give a list of places, alone or under the key "districts", "villages" or "places"'
        raise InputFaultsError([Fault(file.name, 1, "", "", "no list of places", remedy)])
    return (_Row(lines.of(item), item, parent) for item in data if isinstance(item, dict))


def _read_features(features: object, lines: _Lines) -> Iterator[_Row]:
    for feature in features if isinstance(features, list) else ():
        properties = feature.get("properties") if isinstance(feature, dict) else None
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            continue
        kind, corners = (
            (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else ("", None)
        )
        line = lines.of(properties)
        if kind == "Point" and isinstance(corners, list) and len(corners) >= 2:
            yield _Row(line, {**properties, "lon": corners[0], "lat": corners[1]})
        else:
            yield _Row(line, properties, rings=tuple(_rings(kind, corners)))


def _rings(kind: object, corners: object) -> Iterator[Ring]:
    """Give the rings of a Polygon or MultiPolygon; what is not a ring of points is left out."""
    polygons = [corners] if kind == "Polygon" else corners if kind == "MultiPolygon" else []
    for polygon in polygons if isinstance(polygons, list) else []:
        for ring in polygon if isinstance(polygon, list) else []:
            try:
                points = tuple((float(point[0]), float(point[1])) for point in ring)
            except (TypeError, ValueError, IndexError):
                continue
            if len(points) >= 3:
                yield points


class _Lines:
    """Find the line on which a place's name stands, going forward through the file."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._line = text, 0, 1

    def of(self, cells: Mapping[str, Any]) -> int:
        name = next((cells[key] for key in _NAMES if isinstance(cells.get(key), str)), None)
        if name is None:
            return self._line
        for written in (json.dumps(name, ensure_ascii=False), json.dumps(name)):
            found = self._text.find(written, self._at)
            if found >= 0:
                self._line += self._text.count("\n", self._at, found)
                self._at = found + 1
                break
        return self._line
