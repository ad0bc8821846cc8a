"""Read districts.geojson into named districts, every fault at once, and write it."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from safeconduct.adapters.case_files.lines import find_file, read_whole
from safeconduct.core.basics import Fault
from safeconduct.core.picture.district import District, Ring

NAME = "districts.geojson"
KM2_LEAST = 1e-6  # a square metre
SHAPE = "write [lon, lat] points, four or more, the last one the first again"


class _Bad(Exception):  # noqa: N818 - caught where it is raised, never seen outside
    """Carry a problem and its remedy."""


def read_districts(folder: Path, faults: list[Fault], taken: Collection[str]) -> tuple[District, ...]:
    """Return the districts of the case, none where it has no such file; every fault is recorded by its feature.

    `taken` are the names of sites and nodes, which no district may have: a place is named by one word.
    """
    path = folder / NAME
    if not find_file(path, NAME, False, faults):
        return ()
    text = read_whole(path, NAME, faults)
    if text is None:
        return ()
    try:
        held = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        faults.append(Fault(NAME, error.lineno, "", "", f"not JSON: {error.msg}", "mend the line"))
        return ()
    except RecursionError:
        faults.append(Fault(NAME, 0, "", "", "nested too deeply", "write a FeatureCollection"))
        return ()
    features = held.get("features") if isinstance(held, dict) else None
    if not isinstance(features, list) or not features:
        faults.append(Fault(NAME, 0, "features", "", "no list of features", "write a FeatureCollection with districts"))
        return ()
    districts, first = [], dict[str, int]()
    for number, feature in enumerate(features):
        district = _read_feature(feature, f"features[{number}]", faults)
        if district is None:
            continue
        if district.name in first:
            problem = f"a second district of this name, the first is features[{first[district.name]}]"
            faults.append(Fault(NAME, 0, f"features[{number}]", district.name, problem, "give each its own name"))
        if district.name in taken:
            problem = "a site or node has this name"
            faults.append(Fault(NAME, 0, f"features[{number}]", district.name, problem, "give it another name"))
        first.setdefault(district.name, number)
        districts.append(district)
    return tuple(districts)


def _read_feature(feature: Any, where: str, faults: list[Fault]) -> District | None:
    held = feature if isinstance(feature, dict) else {}
    properties, geometry = held.get("properties"), held.get("geometry")
    name = properties.get("name") if isinstance(properties, dict) else None
    found = len(faults)
    if not isinstance(name, str) or not name.strip():
        faults.append(Fault(NAME, 0, f"{where}.properties.name", str(name or ""), "no name", "name the district"))
    try:
        polygons = _read_polygons(geometry if isinstance(geometry, dict) else {})
    except _Bad as error:
        problem, remedy, value = error.args
        faults.append(Fault(NAME, 0, f"{where}.geometry", str(value)[:200], problem, remedy))
        return None
    return District(str(name).strip(), polygons) if len(faults) == found else None


def _read_polygons(geometry: dict[str, Any]) -> tuple[tuple[Ring, ...], ...]:
    kind, held = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        raise _Bad("not a Polygon or MultiPolygon", "draw the district as an area", kind or "")
    polygons = [held] if kind == "Polygon" else held
    if not isinstance(polygons, list) or not polygons or not all(isinstance(one, list) and one for one in polygons):
        raise _Bad("no coordinates", SHAPE, held or "")
    read = tuple(tuple(_read_ring(ring) for ring in polygon) for polygon in polygons)
    if not all(District("", (polygon,)).km2 > KM2_LEAST for polygon in read):
        raise _Bad("an area of nothing", SHAPE, "")
    return read


def _read_ring(held: Any) -> Ring:
    if not isinstance(held, list) or len(held) < 4:
        raise _Bad("a ring of fewer than four points", SHAPE, held)
    ring = tuple(_read_point(point) for point in held)
    if ring[0] != ring[-1]:
        raise _Bad("a ring that is not closed", SHAPE, held[-1])
    return ring


def _read_point(held: Any) -> tuple[float, float]:
    numbers = [value for value in held[:2] if type(value) in (int, float)] if isinstance(held, list) else []
    if len(numbers) != 2 or not all(map(math.isfinite, numbers)):
        raise _Bad("not a point", SHAPE, held)
    lon, lat = map(float, numbers)
    if abs(lon) > 180.0 or abs(lat) > 90.0:
        raise _Bad("not degrees", "write longitude, then latitude, in degrees (WGS 84)", held)
    return lon, lat


def district_text(districts: Sequence[District]) -> str:
    """Return the text of districts.geojson."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": one.name},
            "geometry": {"type": "MultiPolygon", "coordinates": one.polygons},
        }
        for one in districts
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"
