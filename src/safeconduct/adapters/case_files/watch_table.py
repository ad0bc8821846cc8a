"""Read watch.csv: who watches which place, and when each was last heard."""

from __future__ import annotations

import math

from safeconduct.adapters.case_files import cells
from safeconduct.adapters.case_files.tables import Table
from safeconduct.core.picture import Watcher, WatchKind
from safeconduct.core.picture.watchers import SEEN

Point = tuple[float, float]


def read_watchers(table: Table, nodes: Table, sites: Table) -> tuple[Watcher, ...]:
    """Return the rows; a place is a site, else a node, else longitude and latitude, and given once."""
    kinds = [WatchKind(kind or WatchKind.OBSERVER) for kind in table.texts("kind")]
    idents, sources, places = table.keys(), table.texts("source"), table.texts("place")
    points = _find_points(table, places, nodes, sites)
    spans, last = table.spans(), table.convert("last_heard", _read_last, None)
    for row, (span, heard) in enumerate(zip(spans, last, strict=True)):
        if heard is not None and heard < span.start:
            text = table.columns["last_heard"][row]
            table.add_fault(row, "last_heard", text, "before from", "write when it last reported, or begin earlier")
    fields = zip(
        idents, sources, kinds, points, table.numbers("radius"), spans, table.numbers("seen"), last, places, strict=True
    )
    return tuple(
        Watcher(ident, source, kind, x, y, radius, span, SEEN[kind] if math.isnan(seen) else seen, heard, place)
        for ident, source, kind, (x, y), radius, span, seen, heard, place in fields
    )


def _read_last(text: str) -> float | None:
    return cells.read_moment(text) if text else None


def _find_points(table: Table, places: list[str], nodes: Table, sites: Table) -> list[Point]:
    """Find the middle of each row; one that is given twice, or not at all, is a fault."""
    x, y = table.numbers("x_coord"), table.numbers("y_coord")
    known = _place_points(nodes, sites) if any(places) else {}
    sound = (
        nodes.whole and sites.whole and "node_id" in nodes.columns and {"site_id", "node_id"} <= sites.columns.keys()
    )
    points = []
    for row, (place, *point) in enumerate(zip(places, x, y, strict=True)):
        given = any(table.columns[column][row] for column in ("x_coord", "y_coord"))
        if place and given:
            table.add_fault(row, "place", place, "a place and coordinates", "give one of the two")
        elif place and place not in known and sound:
            table.add_fault(row, "place", place, "no such site or node", "take an id from site.csv or node.csv")
        elif not place and not all(table.columns[column][row] for column in ("x_coord", "y_coord")):
            remedy = "write a site_id or node_id, or x_coord and y_coord"
            table.add_fault(row, "place", place, "no place", remedy)
        points.append(known.get(place, (math.nan, math.nan)) if place else (point[0], point[1]))
    return points


def _place_points(nodes: Table, sites: Table) -> dict[str, Point]:
    """Give the point of every node and site; a site goes before a node of the same id."""
    quiet = Table(nodes.form, [])  # faults in coordinates are named where the nodes are read
    quiet.columns, quiet.lines = nodes.columns, nodes.lines
    rows = zip(nodes.columns.get("node_id", ()), quiet.numbers("x_coord"), quiet.numbers("y_coord"), strict=False)
    points = {ident: (x, y) for ident, x, y in rows}
    at = zip(sites.columns.get("site_id", ()), sites.columns.get("node_id", ()), strict=False)
    lost = (math.nan, math.nan)  # a site at an unknown node is a fault of site.csv, and named there
    return points | {ident: points.get(node, lost) for ident, node in at}
