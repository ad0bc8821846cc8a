"""Read a GMNS network: a folder with node.csv and link.csv, or its link.csv."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from pathlib import Path

from safeconduct.adapters.importers.rows import Row, read_rows
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.network import ImportedMap, Zone
from safeconduct.core.network.build import MapSource, build_map
from safeconduct.core.network.build_distance import Point, measure_path
from safeconduct.core.network.build_links import RawLink
from safeconduct.core.network.build_rules import describe_class
from safeconduct.core.network.build_tally import Tally

_METRES = {
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), 1.0),
    **dict.fromkeys(("km", "kilometer", "kilometers", "kilometre", "kilometres"), 1000.0),
    **dict.fromkeys(("mi", "mile", "miles"), 1609.344),
    **dict.fromkeys(("ft", "foot", "feet"), 0.3048),
}
_KMH = {"kph": 1.0, "kmh": 1.0, "km/h": 1.0, "km/hr": 1.0, "mph": 1.609344}
_WALK = frozenset({"walk", "walking", "ped", "pedestrian", "foot", "all"})
_AUTO = frozenset({"auto", "car", "drive", "driving", "motor_vehicle", "vehicle", "all"})
_TRUE, _FALSE = frozenset({"", "1", "true", "t", "yes"}), frozenset({"0", "false", "f", "no"})


class GmnsImporter:
    """Read node.csv, link.csv, and zone.csv and config.csv where they are there."""

    name = "GMNS (folder with node.csv and link.csv)"

    def reads(self, file: Path) -> bool:
        """Tell whether this is a folder with a link.csv, or a .csv file."""
        return (file / "link.csv").is_file() or (file.is_file() and file.suffix.lower() == ".csv")

    def read(self, file: Path) -> ImportedMap:
        """Return the network of the folder; raise InputFaultsError with every fault of every file at once.

        A link is taken at its word about who may use it and in which direction; where it says nothing of its use, its
        facility_type decides. Lengths are metres and speeds km/h unless config.csv states other units.
        """
        folder, link_file = (file, "link.csv") if file.is_dir() else (file.parent, file.name)
        faults: list[Fault] = []
        tally = Tally()
        places = _read_places(read_rows(folder, "node.csv", ("node_id", "x_coord", "y_coord"), faults), faults)
        rows = read_rows(folder, link_file, ("link_id", "from_node_id", "to_node_id"), faults)
        links = _Links(places, *_read_units(folder, faults), faults, tally).read(rows)
        zones = read_zones(read_rows(folder, "zone.csv", ("zone_id",), faults, required=False), faults, tally)
        if faults:
            raise InputFaultsError(faults)
        if not any(link.walk for link in links):
            tally.notes.append("The source lets nobody walk on any link: who has no vehicle cannot leave home.")
        return build_map(links, places, MapSource(file.name or file.resolve().name, self.name), tally, zones)


def _read_places(rows: Iterable[Row], faults: list[Fault]) -> dict[str, Point]:
    """Return the positions of the nodes; an empty one is a lost one, and the node is dropped with its links."""
    places: dict[str, Point] = {}
    for row in rows:
        x, y = row.number("x_coord", faults), row.number("y_coord", faults)
        ident = row.text("node_id")
        _check_ident(row, "node_id", places, faults)
        places[ident] = (float("nan") if x is None else x, float("nan") if y is None else y)
    return places


def _check_ident(row: Row, column: str, known: Container[str], faults: list[Fault]) -> None:
    ident = row.text(column)
    if not ident:
        faults.append(row.fault(column, "no id", "give each row its own id"))
    elif ident in known:
        faults.append(row.fault(column, f"{column} appears twice", "give each row its own id"))
    elif ";" in ident:
        faults.append(row.fault(column, "an id with `;`, which separates the values of a list", "write another id"))


def _read_units(folder: Path, faults: list[Fault]) -> tuple[float, float]:
    """Return how many metres the unit of length is, and how many km/h the unit of speed, as config.csv states them."""
    rows = read_rows(folder, "config.csv", (), faults, required=False)
    metres = kmh = 1.0
    for row in rows[:1]:
        length, speed = row.text("long_length").lower(), row.text("speed").lower()
        if length and length not in _METRES:
            faults.append(row.fault("long_length", "an unknown unit of length", f"write one of {', '.join(_METRES)}"))
        if speed and speed not in _KMH:
            faults.append(row.fault("speed", "an unknown unit of speed", f"write one of {', '.join(_KMH)}"))
        metres, kmh = _METRES.get(length, 1.0), _KMH.get(speed, 1.0)
    return metres, kmh


class _Links:
    """Turn the rows of link.csv into links, one for each direction."""

    def __init__(self, places: dict[str, Point], metres: float, kmh: float, faults: list[Fault], tally: Tally) -> None:
        self._places, self._metres, self._kmh, self._faults, self._tally = places, metres, kmh, faults, tally

    def read(self, rows: Iterable[Row]) -> list[RawLink]:
        links: dict[str, RawLink] = {}
        for row in rows:
            _check_ident(row, "link_id", links, self._faults)
            for column in ("from_node_id", "to_node_id"):
                if row.text(column) not in self._places:
                    self._faults.append(row.fault(column, "no such node", "take an id from node.csv"))
            link = self._link(row)
            links[link.link_id] = link
            directed = row.text("directed").lower()
            if directed in _FALSE:
                back = RawLink(
                    f"{link.link_id}r", link.head, link.tail, link.length, link.speed, link.walk, link.auto,
                    link.road_class, link.name, link.capacity,
                )  # fmt: skip
                if back.link_id in links:
                    remedy = "give each direction of a street its own row, or rename that link"
                    self._faults.append(row.fault("link_id", f"its other direction is named {back.link_id}", remedy))
                links[back.link_id] = back
            elif directed not in _TRUE:
                self._faults.append(row.fault("directed", "neither true nor false", "write true or false"))
        return list(links.values())

    def _link(self, row: Row) -> RawLink:
        length, speed = row.number("length", self._faults), row.number("free_speed", self._faults)
        capacity, lanes = row.number("capacity", self._faults), row.number("lanes", self._faults)
        road_class = row.text("facility_type").lower() or "unclassified"
        walk, auto = self._uses(row.text("allowed_uses").lower(), road_class)
        return RawLink(
            row.text("link_id"),
            row.text("from_node_id"),
            row.text("to_node_id"),
            _measure(row.text("geometry")) if length is None else length * self._metres,
            None if speed is None else speed * self._kmh,
            walk,
            auto,
            road_class,
            row.text("name"),
            None if capacity is None else capacity * (1.0 if lanes is None else lanes),
        )

    def _uses(self, text: str, road_class: str) -> tuple[bool, bool]:
        words = set(re.split(r"[\s;,|+]+", text)) - {""}
        if not words:
            self._tally.mend("allowed uses, not stated, taken from facility_type")
            klass = describe_class(road_class)
            return klass.walk, klass.auto
        return bool(words & _WALK), bool(words & _AUTO)


def _measure(geometry: str) -> float | None:
    """Return the length in metres of a WKT line in degrees; None where there is none."""
    if not (found := re.fullmatch(r"LINESTRING\s*\((.*)\)", geometry.strip(), re.IGNORECASE)):
        return None
    try:
        points = [tuple(map(float, point.split()[:2])) for point in found[1].split(",")]
        return measure_path([(x, y) for x, y in points]) or None
    except ValueError:
        return None


def read_zones(rows: Iterable[Row], faults: list[Fault], tally: Tally) -> list[Zone]:
    """Return the zones with a place and a population; the others are counted as dropped: unknown is not nobody."""
    zones: dict[str, Zone] = {}
    for row in rows:
        _check_ident(row, "zone_id", zones, faults)
        x, y, people = (row.number(column, faults) for column in ("x_coord", "y_coord", "population"))
        if x is None or y is None or people is None or not (abs(x) <= 180 and abs(y) <= 90 and 0 <= people < 1e12):
            tally.drop("no place or no possible population", "zones")
        else:
            zones[row.text("zone_id")] = Zone(row.text("zone_id"), round(x, 7), round(y, 7), people)
    return list(zones.values())
