"""Keep an imported map in a folder: node.csv and link.csv in GMNS columns, zone.csv, map.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from safeconduct.adapters.case_files.lines import find_file, read_whole
from safeconduct.adapters.case_files.safe_write import number_text, table_text, write_files
from safeconduct.adapters.case_files.tables import Table, read_table
from safeconduct.adapters.importers.gmns import read_zones
from safeconduct.adapters.importers.rows import read_rows
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.network import ImportedMap, StreetNetwork
from safeconduct.core.network.build_tally import Tally

_WORDS = {(True, True): "walk;auto", (True, False): "walk", (False, True): "auto", (False, False): ""}


class MapFolder:
    """Write and read maps; what is written reads back as the same map."""

    def write(self, imported: ImportedMap, folder: Path) -> None:
        """Write the map, or leave what was there: each file is replaced in one step, once all are on the disk.

        Raises SafeconductError where the system refuses.
        """
        net, zones = imported.network, imported.zones
        nodes = zip(net.node_ids, map(number_text, net.x.tolist()), map(number_text, net.y.tolist()), strict=True)
        places = ((zone.zone_id, *map(number_text, (zone.x, zone.y, zone.population))) for zone in zones)
        texts = {
            "node.csv": table_text("node_id,x_coord,y_coord", nodes),
            "link.csv": _link_text(net),
            "zone.csv": table_text("zone_id,x_coord,y_coord,population", places),
            "map.json": json.dumps(dict(imported.summary), indent=1, ensure_ascii=False) + "\n",
        }
        write_files(folder, texts)

    def read(self, folder: Path) -> ImportedMap:
        """Return the map; raise InputFaultsError with every fault of every file at once."""
        faults: list[Fault] = []
        nodes, links = (read_table(folder, name, faults) for name in ("node.csv", "link.csv"))
        network = _read_network(nodes, links)
        tally = Tally()
        needed = ("zone_id", "x_coord", "y_coord", "population")
        rows = read_rows(folder, "zone.csv", needed, faults, required=False)
        zones = read_zones(rows, faults, tally)
        summary = _read_summary(folder, faults)
        if tally.dropped:
            remedy = "give every zone degrees and people, or take it out"
            faults.append(Fault("zone.csv", 0, "", "", "zones without a place or a possible population", remedy))
        if not faults:
            _check_counts(summary, network, faults)
        if faults:
            raise InputFaultsError(faults)
        return ImportedMap(network, tuple(zones), summary)


def _link_text(net: StreetNetwork) -> str:
    rows = zip(
        net.link_ids,
        (net.node_ids[row] for row in net.tail),
        (net.node_ids[row] for row in net.head),
        map(number_text, net.length.tolist()),
        map(number_text, net.speed_kmh.tolist()),
        (_WORDS[uses] for uses in zip(net.walk.tolist(), net.auto.tolist(), strict=True)),
        map(number_text, net.capacity.tolist()),  # over all lanes, so lanes is 1
        ("" if np.isnan(value) else "1" for value in net.capacity),
        net.names,
        strict=True,
    )
    return table_text("link_id,from_node_id,to_node_id,length,free_speed,allowed_uses,capacity,lanes,name", rows)


def _read_network(nodes: Table, links: Table) -> StreetNetwork:
    node_ids = nodes.keys()
    index = {ident: row for row, ident in enumerate(node_ids)}
    if nodes.whole:
        for column in ("from_node_id", "to_node_id"):
            links.check_known(column, index, "node", "take an id from node.csv")
    tail, head = (
        np.array([index.get(ident, 0) for ident in links.texts(column)], np.int32)
        for column in ("from_node_id", "to_node_id")
    )
    uses = links.words("allowed_uses")
    return StreetNetwork(
        node_ids=tuple(node_ids),
        x=np.array(nodes.numbers("x_coord"), np.float64),
        y=np.array(nodes.numbers("y_coord"), np.float64),
        link_ids=tuple(links.keys()),
        tail=tail,
        head=head,
        length=np.array(links.numbers("length"), np.float64),
        speed_kmh=np.array(links.numbers("free_speed"), np.float64),
        walk=np.array(["walk" in use for use in uses], np.bool_),
        auto=np.array(["auto" in use for use in uses], np.bool_),
        capacity=np.array(links.numbers("capacity"), np.float64) * np.array(links.numbers("lanes"), np.float64),
        names=tuple(links.texts("name")),
    )


def _read_summary(folder: Path, faults: list[Fault]) -> Mapping[str, object]:
    if not find_file(folder / "map.json", "map.json", True, faults):
        return {}
    text = read_whole(folder / "map.json", "map.json", faults)
    try:
        summary = json.loads(text or "{}")
    except (ValueError, RecursionError) as error:
        faults.append(Fault("map.json", getattr(error, "lineno", 0), "", "", "not JSON", "import the map again"))
        return {}
    if not isinstance(summary, dict):
        faults.append(Fault("map.json", 0, "", "", "not a table of named values", "import the map again"))
        return {}
    return summary


def _check_counts(summary: Mapping[str, object], network: StreetNetwork, faults: list[Fault]) -> None:
    """Refuse tables that are not those that map.json speaks of: two imports were mixed, or rows are lost."""
    kept = summary.get("kept")
    for name, count in (("nodes", len(network.node_ids)), ("links", len(network.link_ids))):
        told = kept.get(name) if isinstance(kept, dict) else None
        if told is not None and told != count:
            remedy = "import the map again; after an edit by hand, correct the count"
            faults.append(Fault("map.json", 0, f"kept.{name}", str(told), f"the tables hold {count} {name}", remedy))
