"""Build a street network that can be planned on from the links and nodes of any source, and say what was changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from safeconduct.core.basics import CannotReadError
from safeconduct.core.network.build_distance import Point
from safeconduct.core.network.build_links import RawLink, keep_good_places, keep_usable, mend_links, merge_copies
from safeconduct.core.network.build_tally import Tally
from safeconduct.core.network.build_ways import Way, cut_ways
from safeconduct.core.network.imported import ImportedMap
from safeconduct.core.network.street import StreetNetwork
from safeconduct.core.network.zones import Zone

OSM_LICENCE = "(c) OpenStreetMap contributors, ODbL 1.0"
UNKNOWN_LICENCE = "not stated by the source"


@dataclass(frozen=True, slots=True)
class MapSource:
    """Name where a map comes from: the file's name without its folder, its format, its licence."""

    file: str
    form: str
    licence: str = UNKNOWN_LICENCE


def build_map(
    links: Sequence[RawLink],
    places: Mapping[str, Point],
    source: MapSource,
    tally: Tally,
    zones: Sequence[Zone] = (),
) -> ImportedMap:
    """Return the largest part of the map in which every node can be left and reached, cleaned, with its summary.

    Strongly connected means: over all links, walked or driven. Lengths are metres, positive; speeds are km/h in
    (0, 150]. The same input gives the same map. Raises CannotReadError where no street is left, or where
    coordinates are not degrees or lengths not metres.
    """
    good = keep_good_places(places, tally)
    usable = keep_usable(links, good, tally)
    mended = merge_copies(mend_links(usable, good, tally), tally)
    if not mended:
        raise CannotReadError(
            f"{source.file} holds no street that can be walked or driven between two known nodes; "
            "check that it is a street map of the right place"
        )
    network = _keep_strong_part(_gather(mended, good), tally)
    summary = {
        "source": source.file,
        "format": source.form,
        "licence": source.licence,
        "kept": _count_kept(network, zones),
        **tally.as_json(),
    }
    return ImportedMap(network, tuple(zones), summary)


def build_map_from_ways(
    ways: Sequence[Way], places: Mapping[str, Point], source: MapSource, tally: Tally
) -> ImportedMap:
    """Return the map made of OpenStreetMap ways: cut at intersections, then built as `build_map` does."""
    good = keep_good_places(places, tally)
    return build_map(cut_ways(ways, good, tally), good, source, tally)


def _gather(links: Sequence[RawLink], places: Mapping[str, Point]) -> StreetNetwork:
    """Turn links into arrays; nodes stand in the order in which links first name them."""
    node_ids = tuple(dict.fromkeys(node for link in links for node in (link.tail, link.head)))
    xy = np.array([places[ident] for ident in node_ids], np.float64).round(7)
    row = {ident: index for index, ident in enumerate(node_ids)}
    return StreetNetwork(
        node_ids=node_ids,
        x=np.ascontiguousarray(xy[:, 0]),
        y=np.ascontiguousarray(xy[:, 1]),
        link_ids=tuple(link.link_id for link in links),
        tail=np.array([row[link.tail] for link in links], np.int32),
        head=np.array([row[link.head] for link in links], np.int32),
        length=np.array([link.length for link in links], np.float64),
        speed_kmh=np.array([link.speed for link in links], np.float64),
        walk=np.array([link.walk for link in links], np.bool_),
        auto=np.array([link.auto for link in links], np.bool_),
        capacity=np.array([np.nan if link.capacity is None else link.capacity for link in links], np.float64),
        names=tuple(link.name for link in links),
    )


def find_strong_part(network: StreetNetwork, usable: NDArray[np.bool_] | None = None) -> NDArray[np.bool_]:
    """Return which nodes lie in the largest part where each can be reached from each, over the usable links, (n,).

    Of parts equally large, the one with the earliest node is taken.
    """
    count = len(network.node_ids)
    use = np.ones(len(network.link_ids), np.bool_) if usable is None else usable
    tail, head = network.tail[use], network.head[use]
    graph = csr_array((np.ones(len(tail), np.int8), (tail, head)), shape=(count, count))
    _, part = connected_components(graph, directed=True, connection="strong")
    sizes = np.bincount(part)
    largest = np.flatnonzero(sizes[part] == sizes.max())[0]
    return np.asarray(part == part[largest], np.bool_)


def _keep_strong_part(network: StreetNetwork, tally: Tally) -> StreetNetwork:
    inside = find_strong_part(network)
    stay = inside[network.tail] & inside[network.head]
    reason = "cannot be both reached and left"
    tally.drop(reason, "nodes", int(np.sum(~inside)))
    tally.drop(reason, "links", int(np.sum(~stay)), float(network.length[~stay].sum()))
    new_row = np.cumsum(inside, dtype=np.int32) - np.int32(1)
    if not stay.any():
        raise CannotReadError("no two nodes of the map can be reached from each other; check its one-way streets")
    return StreetNetwork(
        node_ids=tuple(np.array(network.node_ids, object)[inside]),
        x=network.x[inside],
        y=network.y[inside],
        link_ids=tuple(np.array(network.link_ids, object)[stay]),
        tail=new_row[network.tail[stay]],
        head=new_row[network.head[stay]],
        length=network.length[stay],
        speed_kmh=network.speed_kmh[stay],
        walk=network.walk[stay],
        auto=network.auto[stay],
        capacity=network.capacity[stay],
        names=tuple(np.array(network.names, object)[stay]),
    )


def _count_kept(network: StreetNetwork, zones: Sequence[Zone]) -> dict[str, object]:
    """Count what is in the map; `..._both_ways` tells how many nodes a walker or a driver can both reach and leave."""

    def both_ways(usable: NDArray[np.bool_]) -> int:
        return int(find_strong_part(network, usable).sum()) if usable.any() else 0

    return {
        "nodes": len(network.node_ids),
        "links": len(network.link_ids),
        "links_walk": int(network.walk.sum()),
        "links_auto": int(network.auto.sum()),
        "links_named": sum(1 for name in network.names if name),
        "metres": round(float(network.length.sum()), 1),
        "nodes_walk_both_ways": both_ways(network.walk),
        "nodes_auto_both_ways": both_ways(network.auto),
        "zones": len(zones),
        "people_in_zones": round(sum(zone.population for zone in zones)),
    }
