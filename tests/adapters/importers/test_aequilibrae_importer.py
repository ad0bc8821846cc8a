"""Hold how AequilibraE projects are read."""

from __future__ import annotations

import csv
import sqlite3
import struct
import time
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safeconduct.adapters.importers.aequilibrae import AequilibraeImporter
from safeconduct.adapters.importers.spatialite import find_centroid, read_geometry
from safeconduct.core.basics import CannotReadError
from safeconduct.core.network import ImportedMap
from safeconduct.core.network.build import find_strong_part

Point = tuple[float, float]


def blob(kind: int, body: bytes, order: str = "<") -> bytes:
    """Write a geometry as SpatiaLite keeps it."""
    head = bytes([0, 1 if order == "<" else 0]) + struct.pack(order + "i4d", 4326, 0, 0, 0, 0)
    return head + b"\x7c" + struct.pack(order + "i", kind) + body + b"\xfe"


def points(line: Sequence[Point], order: str = "<") -> bytes:
    """Write a counted line."""
    return struct.pack(order + "i", len(line)) + b"".join(struct.pack(order + "2d", *point) for point in line)


def area(*rings: Sequence[Point]) -> bytes:
    """Write a multipolygon of areas without holes."""
    parts = [b"\x69" + struct.pack("<i", 3) + struct.pack("<i", 1) + points(ring) for ring in rings]
    return blob(6, struct.pack("<i", len(rings)) + b"".join(parts))


def square(x: float, y: float, side: float) -> list[Point]:
    """Draw a closed square from its south-western corner."""
    return [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]


@pytest.mark.parametrize("order", ["<", ">"])
def test_points_and_lines_are_read_in_both_byte_orders(order: str) -> None:
    """The blob says its byte order."""
    assert read_geometry(blob(1, struct.pack(order + "2d", 30.0, 50.0), order)) == [[(30.0, 50.0)]]
    line = [(30.0, 50.0), (30.1, 50.1)]
    assert read_geometry(blob(2, points(line, order), order)) == [line]


def test_centroid_is_that_of_the_largest_part() -> None:
    """A small island does not pull the people of a zone into the sea; the turn of the ring does not matter."""
    big, small = square(10.0, 20.0, 4.0), square(50.0, 20.0, 1.0)
    assert find_centroid(read_geometry(area(small, big[::-1]))) == pytest.approx((12.0, 22.0))


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 60, blob(2, points([(1.0, 2.0)]))[:50] + b"\xfe", blob(7, b"\0" * 8), None, "text"]
)
def test_broken_geometry_is_refused(data: object) -> None:
    """A blob that is cut short or of another class raises, and invents no place."""
    with pytest.raises(ValueError, match=r"geometry"):
        read_geometry(data)


ROWS: list[dict[str, Any]] = [
    {"link_id": 1, "a_node": 1, "b_node": 2, "direction": 0, "modes": "ct", "link_type": "residential"},
    {"link_id": 2, "a_node": 2, "b_node": 3, "direction": 1, "modes": "ct", "link_type": "primary", "speed_ab": 60},
    {"link_id": 3, "a_node": 3, "b_node": 1, "direction": -1, "modes": "ct", "link_type": "motorway"},
    {"link_id": 4, "a_node": 1, "b_node": 3, "direction": 0, "modes": "w", "link_type": "footway", "distance": 250},
    {"link_id": 5, "a_node": 9, "b_node": 1, "direction": 0, "modes": "ct", "link_type": "centroid_connector"},
]


def project(folder: Path, rows: list[dict[str, Any]] = ROWS, extra: str = "osm_id integer") -> Path:
    """Write a project database with three nodes in a row, a centroid, and two zones."""
    file = folder / "project_database.sqlite"
    columns = (
        "link_id", "a_node", "b_node", "direction", "distance", "modes", "link_type", "name", "speed_ab", "speed_ba",
        "capacity_ab", "capacity_ba",
    )  # fmt: skip
    with closing(sqlite3.connect(file)) as base:
        base.execute("create table nodes (node_id integer, is_centroid integer, geometry)")
        base.execute(f"create table links ({', '.join(columns)}, geometry, {extra})")
        base.execute("create table zones (zone_id integer, population, geometry)")
        for ident, x in ((1, 30.0), (2, 30.001), (3, 30.002), (9, 30.5)):
            base.execute(
                "insert into nodes values (?, ?, ?)", (ident, ident == 9, blob(1, struct.pack("<2d", x, 50.0)))
            )
        for row in rows:
            names = ", ".join(row)
            base.execute(f"insert into links ({names}) values ({', '.join('?' * len(row))})", tuple(row.values()))
        base.execute("insert into zones values (7, 100.5, ?)", (area(square(30.0, 50.0, 0.002)),))
        base.execute("insert into zones values (8, null, ?)", (area(square(30.0, 50.0, 0.002)),))
        base.commit()
    return file


def pack(file: Path) -> Path:
    """Put the database into an archive, in a folder of it."""
    packed = file.with_name("project.zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(file, "project/project_database.sqlite")
    return packed


def by_id(imported: ImportedMap) -> dict[str, tuple[str, str, bool, bool]]:
    """Give each link's ends and uses."""
    net = imported.network
    return {
        ident: (net.node_ids[net.tail[row]], net.node_ids[net.head[row]], bool(net.walk[row]), bool(net.auto[row]))
        for ident, row in net.link_index().items()
    }


def test_directions_and_uses_follow_the_class(tmp_path: Path) -> None:
    """Streets are walked though `modes` has no w; a one-way street has a way back on foot, a motorway has none."""
    assert by_id(AequilibraeImporter().read(project(tmp_path))) == {
        "1": ("1", "2", True, True),
        "1r": ("2", "1", True, True),
        "2": ("2", "3", True, True),
        "2r": ("3", "2", True, False),
        "3r": ("1", "3", False, True),
        "4": ("1", "3", True, False),
        "4r": ("3", "1", True, False),
    }


def test_archive_folder_and_database_are_the_same_map(tmp_path: Path) -> None:
    """A project may be given in any of its three shapes."""
    file = project(tmp_path)
    importer = AequilibraeImporter()
    shapes = [file, pack(file), tmp_path]
    assert all(importer.reads(shape) for shape in shapes)
    maps = [by_id(importer.read(shape)) for shape in shapes]
    assert maps[0] == maps[1] == maps[2]


def test_database_with_a_write_ahead_log_is_read_from_an_archive(tmp_path: Path) -> None:
    """How the project was last opened does not matter."""
    file = project(tmp_path)
    with closing(sqlite3.connect(file)) as base:
        base.execute("pragma journal_mode=wal")
    assert len(by_id(AequilibraeImporter().read(pack(file)))) == 7


def test_lengths_and_speeds_are_kept_or_imputed(tmp_path: Path) -> None:
    """Distance is metres; where there is none the straight line counts. One speed serves both directions."""
    imported = AequilibraeImporter().read(project(tmp_path))
    net, row = imported.network, imported.network.link_index()
    assert net.length[row["4"]] == 250.0
    assert net.length[row["1"]] == pytest.approx(71.5, abs=0.1)
    assert net.speed_kmh[[row["2"], row["2r"], row["1"]]].tolist() == [60.0, 60.0, 30.0]
    assert dict(imported.summary)["imputed"] == {
        "motorway": {"links": 1, "kmh": 90.0},
        "residential": {"links": 2, "kmh": 30.0},
    }


def test_zones_have_people_at_their_centroid(tmp_path: Path) -> None:
    """A zone whose population is not known is left out and counted; virtual links to zones are no streets."""
    imported = AequilibraeImporter().read(project(tmp_path))
    assert [(zone.zone_id, zone.x, zone.y, zone.population) for zone in imported.zones] == [
        ("7", pytest.approx(30.001), pytest.approx(50.001), 100.5)
    ]
    dropped = dict(imported.summary)["dropped"]
    assert dropped == {
        "no place or no possible population": {"zones": 1},
        "virtual link between a zone and the network": {"links": 1},
    }


def test_licence_is_that_of_openstreetmap_only_where_it_comes_from_there(tmp_path: Path) -> None:
    """Nobody else's map is given away under ODbL."""
    assert dict(AequilibraeImporter().read(project(tmp_path)).summary)["licence"] == (
        "(c) OpenStreetMap contributors, ODbL 1.0"
    )
    (other := tmp_path / "other").mkdir()
    imported = AequilibraeImporter().read(project(other, extra="remark text"))
    assert dict(imported.summary)["licence"] == "not stated by the source"


def test_broken_projects_are_refused_with_a_remedy(tmp_path: Path) -> None:
    """No archive, no database in it, no database at all, other tables, text for a number: one sentence each."""
    (tmp_path / "a.zip").write_bytes(b"PK no archive")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing here")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("project_database.sqlite", "no database")
    (tmp_path / "d.sqlite").write_bytes(b"no database either, " * 100)
    with closing(sqlite3.connect(tmp_path / "e.sqlite")) as base:
        base.execute("create table other (x)")
    (spoiled := tmp_path / "spoiled").mkdir()
    bad = project(spoiled, [{**ROWS[0], "distance": "far"}])
    (turned := tmp_path / "turned").mkdir()
    crooked = project(turned, [{**ROWS[0], "direction": None}])
    cut = tmp_path / "cut.zip"
    cut.write_bytes(pack(bad).read_bytes()[:400])
    scrambled = tmp_path / "scrambled.zip"
    whole = pack(bad).read_bytes()
    scrambled.write_bytes(whole[:100] + bytes(200) + whole[300:])
    files = [
        *(tmp_path / name for name in ("a.zip", "b.zip", "c.zip", "d.sqlite", "e.sqlite")),
        bad,
        crooked,
        cut,
        scrambled,
    ]
    for file in files:
        with pytest.raises(CannotReadError, match="export it again"):
            AequilibraeImporter().read(file)


def test_reading_changes_nothing_in_the_project(tmp_path: Path) -> None:
    """The project is opened for reading only."""
    file = project(tmp_path)
    before = file.read_bytes()
    AequilibraeImporter().read(file)
    assert file.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["project_database.sqlite"]


@pytest.mark.maps
def test_real_project_is_connected_repeatable_and_quick(maps: Path) -> None:
    """Coquimbo-La Serena: 133 zones with 451,899 people, every node reachable, same twice, in a few seconds."""
    begin = time.process_time()
    first = AequilibraeImporter().read(maps / "coquimbo.zip")
    assert time.process_time() - begin < 5.0
    second = AequilibraeImporter().read(maps / "coquimbo.zip")
    net, kept = first.network, dict(first.summary)["kept"]
    assert isinstance(kept, dict)
    assert (kept["nodes"], kept["links"], kept["zones"], kept["people_in_zones"]) == (15_539, 39_464, 133, 451_899)
    assert kept["nodes_auto_both_ways"] == 15_492
    assert find_strong_part(net).all()
    assert net.link_ids == second.network.link_ids
    np.testing.assert_array_equal(net.length, second.network.length)


@pytest.mark.maps
@pytest.mark.shared
def test_real_project_holds_every_street_of_the_shared_case(maps: Path, shared: Path) -> None:
    """The shared case was made from the same project: each of its 39,271 links is in the import with the same uses."""
    net = AequilibraeImporter().read(maps / "coquimbo.zip").network
    ends = zip(net.tail.tolist(), net.head.tolist(), net.walk.tolist(), net.auto.tolist(), strict=True)
    ours = {(net.node_ids[tail], net.node_ids[head], walk, auto) for tail, head, walk, auto in ends}
    with (shared / "exam" / "cases" / "coquimbo-2000" / "link.csv").open(encoding="utf-8") as handle:
        theirs = {
            (row["from_node_id"], row["to_node_id"], "walk" in row["allowed_uses"], "auto" in row["allowed_uses"])
            for row in csv.DictReader(handle)
        }
    assert len(theirs) == 39_271
    assert theirs <= ours
