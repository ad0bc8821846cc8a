"""Read OpenStreetMap files: .osm.pbf and .osm, plain or packed."""

from __future__ import annotations

from pathlib import Path

import osmium

from safeconduct.core.basics import CannotReadError
from safeconduct.core.network import ImportedMap
from safeconduct.core.network.build import OSM_LICENCE, MapSource, build_map_from_ways
from safeconduct.core.network.build_distance import Point
from safeconduct.core.network.build_tally import Tally
from safeconduct.core.network.build_ways import USED_TAGS, Way

SUFFIXES = (".osm.pbf", ".pbf", ".osm", ".osm.xml", ".osm.gz", ".osm.bz2")

# libosmium's id filter is fast but takes 0.7 GB and more for any file: too much for a small laptop and a city
LARGE_BYTES = 200_000_000


class OsmImporter:
    """Read OpenStreetMap files with libosmium."""

    name = "OpenStreetMap (.osm.pbf, .osm)"

    def reads(self, file: Path) -> bool:
        """Tell by name, or by the first bytes, whether this is an OpenStreetMap file."""
        return file.is_file() and (file.name.lower().endswith(SUFFIXES) or _begins_as_osm(file))

    def read(self, file: Path) -> ImportedMap:
        """Return the streets of the file; raise CannotReadError where it is broken or no OpenStreetMap file.

        The file is read twice, ways first, so that only the nodes of streets are held in memory.
        """
        try:
            ways = _read_ways(file)
            places = _read_places(file, ways)
        except (RuntimeError, ValueError, OSError, osmium.InvalidLocationError) as error:
            raise CannotReadError(
                f"{file.name}: {error}; the file is damaged, cut short or no OpenStreetMap file: fetch it again"
            ) from error
        return build_map_from_ways(ways, places, MapSource(file.name, self.name, OSM_LICENCE), Tally())


def _begins_as_osm(file: Path) -> bool:
    with file.open("rb") as handle:
        head = handle.read(500)
    return b"<osm" in head or b"OSMHeader" in head[:30]


def _read_ways(file: Path) -> list[Way]:
    """Return every way with a highway tag, each id once: of copies the last."""
    ways: dict[int, Way] = {}
    highways = osmium.filter.KeyFilter("highway")
    for way in osmium.FileProcessor(str(file), osmium.osm.WAY).with_filter(highways):
        if not way.deleted:
            tags = {tag.k: tag.v for tag in way.tags if tag.k in USED_TAGS}
            ways[way.id] = Way(str(way.id), tuple(str(node.ref) for node in way.nodes), tags)
    return list(ways.values())


def _read_places(file: Path, ways: list[Way]) -> dict[str, Point]:
    """Return the positions of the ways' nodes; a node whose position no map can hold is left out, as a missing one."""
    needed = {int(node) for way in ways for node in way.nodes}
    places: dict[str, Point] = {}
    nodes = osmium.FileProcessor(str(file), osmium.osm.NODE)
    if file.stat().st_size > LARGE_BYTES:
        nodes = nodes.with_filter(osmium.filter.IdFilter(needed))
    for node in nodes:
        if node.id in needed and not node.deleted and node.location.valid():
            places[str(node.id)] = (node.location.lon, node.location.lat)
    return places
