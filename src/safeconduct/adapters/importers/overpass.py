"""Read the JSON answer of an Overpass server."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.network import ImportedMap
from safeconduct.core.network.build import OSM_LICENCE, MapSource, build_map_from_ways
from safeconduct.core.network.build_distance import Point
from safeconduct.core.network.build_tally import Tally
from safeconduct.core.network.build_ways import USED_TAGS, Way

QUERY = "way[highway](BOX);(._;>;);out body;"


class OverpassImporter:
    """Read Overpass JSON: nodes and ways, or ways with their own geometry (`out geom`)."""

    name = "Overpass JSON (.json)"

    def reads(self, file: Path) -> bool:
        """Tell by the name whether this is a JSON file."""
        return file.is_file() and file.name.lower().endswith(".json")

    def read(self, file: Path) -> ImportedMap:
        """Return the streets of the answer.

        Raises CannotReadError where the file is no Overpass answer or one that the server broke off, InputFaultsError
        with every element that cannot be understood.
        """
        elements = _read_elements(file)
        faults: list[Fault] = []
        places: dict[str, Point] = {}
        ways: dict[str, Way] = {}
        for number, element in enumerate(elements):
            try:
                _read_element(element, places, ways)
            except (KeyError, TypeError, ValueError, AttributeError):
                remedy = f"ask the server again with {QUERY}"
                shown = json.dumps(element)
                faults.append(
                    Fault(
                        file.name, 0, f"elements[{number}]", shown, "not a node or way as Overpass writes them", remedy
                    )
                )
        if faults:
            raise InputFaultsError(faults)
        if ways and not places:
            raise CannotReadError(f"{file.name}: ways without positions; ask the server for the nodes too: {QUERY}")
        return build_map_from_ways(list(ways.values()), places, MapSource(file.name, self.name, OSM_LICENCE), Tally())


def _read_elements(file: Path) -> Iterable[object]:
    try:
        answer = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as error:
        raise CannotReadError(
            f"{file.name}: not JSON ({error}); the file is damaged or cut short: fetch it again"
        ) from error
    elements = answer.get("elements") if isinstance(answer, dict) else None
    if not isinstance(elements, list):
        raise CannotReadError(f"{file.name}: JSON, but no Overpass answer (no list of elements); ask with [out:json]")
    if "error" in str(answer.get("remark", "")):
        raise CannotReadError(
            f"{file.name}: the server broke off ({str(answer['remark'])[:120]}), so streets are missing; "
            "ask again for a smaller area or with a longer [timeout:]"
        )
    return elements


def _read_element(element: object, places: dict[str, Point], ways: dict[str, Way]) -> None:
    if not isinstance(element, Mapping):
        raise TypeError
    if element["type"] == "node":
        places[_ident(element["id"])] = (float(element["lon"]), float(element["lat"]))
    elif element["type"] == "way" and "highway" in element.get("tags", {}):
        nodes = tuple(_ident(node) for node in element["nodes"])
        tags = {key: str(value) for key, value in element["tags"].items() if key in USED_TAGS}
        ways[_ident(element["id"])] = Way(_ident(element["id"]), nodes, tags)
        for node, place in zip(nodes, element.get("geometry", ()), strict=False):
            if place is not None:  # null: outside the area asked for
                places[node] = (float(place["lon"]), float(place["lat"]))


def _ident(value: object) -> str:
    if not isinstance(value, int):
        raise TypeError
    return str(value)
