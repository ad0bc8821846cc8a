"""Read an AequilibraE project: its folder, the folder as .zip, or its project_database.sqlite."""

from __future__ import annotations

import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from safeconduct.adapters.importers.spatialite import find_centroid, read_geometry
from safeconduct.core.basics import CannotReadError
from safeconduct.core.network import ImportedMap, Zone
from safeconduct.core.network.build import OSM_LICENCE, UNKNOWN_LICENCE, MapSource, build_map
from safeconduct.core.network.build_distance import Point, measure_path
from safeconduct.core.network.build_links import RawLink
from safeconduct.core.network.build_rules import describe_class
from safeconduct.core.network.build_tally import Tally

DATABASE = "project_database.sqlite"
UNPACKED_BYTES_MAX = 4_000_000_000
_CONNECTOR = "centroid_connector"
_LINK_COLUMNS = (
    "link_id", "a_node", "b_node", "direction", "distance", "modes", "link_type", "name", "speed_ab", "speed_ba",
    "capacity_ab", "capacity_ba", "geometry",
)  # fmt: skip


class AequilibraeImporter:
    """Read the links, nodes and zones of a project."""

    name = "AequilibraE project (.zip, .sqlite)"

    def reads(self, file: Path) -> bool:
        """Tell whether this is a project's folder, a .zip file, or a SQLite database."""
        return (file / DATABASE).is_file() or (file.is_file() and file.suffix.lower() in (".zip", ".sqlite"))

    def read(self, file: Path) -> ImportedMap:
        """Return the network and zones of the project; raise CannotReadError where it is broken or no project.

        A street may be walked where its class says so: the letters of `modes` often leave out walking. The virtual
        links that join zones to the network are no streets and are left out.
        """
        tally = Tally()
        try:
            with _open(file) as base:
                licence = OSM_LICENCE if "osm_id" in _columns(base, "links") else UNKNOWN_LICENCE
                places, centroids = _read_places(base)
                links = list(_read_links(base, centroids, tally))
                zones = list(_read_zones(base, tally))
        except (sqlite3.Error, zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
            raise CannotReadError(
                f"{file.name}: {error}; the file is damaged or no AequilibraE project: export it again"
            ) from error
        return build_map(links, places, MapSource(file.name, self.name, licence), tally, zones)


@contextmanager
def _open(file: Path) -> Iterator[sqlite3.Connection]:
    """Open the project's database for reading only; from an archive, in memory."""
    if file.suffix.lower() != ".zip":
        path = file / DATABASE if file.is_dir() else file
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
            yield base
        return
    with zipfile.ZipFile(file) as archive:
        entry = next((item for item in archive.infolist() if Path(item.filename).name == DATABASE), None)
        if entry is None:
            raise ValueError(f"no {DATABASE} in the archive")
        if entry.file_size > UNPACKED_BYTES_MAX:
            raise ValueError(f"{DATABASE} is larger than {UNPACKED_BYTES_MAX // 1_000_000_000} GB")
        data = bytearray(archive.read(entry))
    data[18:20] = b"\x01\x01"  # a database in memory has no write-ahead log
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(bytes(data))
        yield base


def _columns(base: sqlite3.Connection, table: str) -> set[str]:
    columns = {row[1] for row in base.execute(f"pragma table_info({table})")}
    if not columns:
        raise ValueError(f"no table {table}")
    return columns


def _read_places(base: sqlite3.Connection) -> tuple[dict[str, Point], set[str]]:
    """Return the positions of the nodes, and which of them stand for zones."""
    places: dict[str, Point] = {}
    centroids = set()
    for ident, is_centroid, blob in base.execute("select node_id, is_centroid, geometry from nodes order by node_id"):
        places[str(ident)] = read_geometry(blob)[0][0]
        if is_centroid:
            centroids.add(str(ident))
    return places, centroids


def _read_links(base: sqlite3.Connection, centroids: set[str], tally: Tally) -> Iterator[RawLink]:
    has = _columns(base, "links")
    # a project without, say, capacities has no such column: it is read as unknown
    chosen = ", ".join(column if column in has else f"null as {column}" for column in _LINK_COLUMNS)
    for values in base.execute(f"select {chosen} from links order by link_id"):
        row: dict[str, Any] = dict(zip(_LINK_COLUMNS, values, strict=True))
        if row["link_type"] == _CONNECTOR or {str(row["a_node"]), str(row["b_node"])} & centroids:
            tally.drop("virtual link between a zone and the network", "links")
        else:
            yield from _both_ways(row)


def _both_ways(row: dict[str, Any]) -> Iterator[RawLink]:
    """Give the directions of one row: direction 1 runs from a to b, -1 from b to a, 0 both ways."""
    ident, direction = str(row["link_id"]), _number(row["direction"])
    if direction not in (-1, 0, 1):
        raise ValueError(f"link {ident} has direction {direction}, expected -1, 0 or 1")
    ends = str(row["a_node"]), str(row["b_node"])
    road_class = str(row["link_type"] or "unclassified")
    klass = describe_class(road_class)
    modes = str(row["modes"] or "")
    walk, auto = klass.walk or "w" in modes, "c" in modes and road_class != "steps"
    length = _number(row["distance"])
    if length is None and row["geometry"]:
        length = measure_path(read_geometry(row["geometry"])[0])
    speed_ab, speed_ba = _number(row["speed_ab"]), _number(row["speed_ba"])
    for back, suffix in ((False, ""), (True, "r")):
        drives = auto and direction in ((0, -1) if back else (0, 1))
        if not (walk or drives):
            continue
        first, second = (speed_ba, speed_ab) if back else (speed_ab, speed_ba)
        tail, head = ends[::-1] if back else ends
        yield RawLink(
            f"{ident}{suffix}",
            tail,
            head,
            length,
            second if first is None else first,
            walk,
            drives,
            road_class,
            str(row["name"] or ""),
            _number(row["capacity_ba" if back else "capacity_ab"]) if drives else None,
        )


def _number(value: object) -> float | None:
    """Return a cell's number; SQLite lets a column of numbers hold text, which raises ValueError here."""
    return None if value is None or value == "" else float(str(value))


def _read_zones(base: sqlite3.Connection, tally: Tally) -> Iterator[Zone]:
    """Give the zones whose population is known, each at the centroid of its largest part."""
    if not base.execute("select 1 from sqlite_master where name = 'zones'").fetchone():
        return
    people_column = "population" if "population" in _columns(base, "zones") else "null"
    for ident, population, blob in base.execute(
        f"select zone_id, {people_column}, geometry from zones order by zone_id"
    ):
        people = _number(population)
        if people is None or not 0.0 <= people < float("inf") or not blob:
            tally.drop("no place or no possible population", "zones")
        else:
            x, y = find_centroid(read_geometry(blob))
            yield Zone(str(ident), round(x, 7), round(y, 7), people)
