"""Read the files of a case into a Case, checking the whole input and what its files say of each other."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from safeconduct.adapters.case_files.district_file import read_districts
from safeconduct.adapters.case_files.formats import table_formats
from safeconduct.adapters.case_files.landmark_table import read_landmarks
from safeconduct.adapters.case_files.override_table import read_overrides
from safeconduct.adapters.case_files.settings import read_settings
from safeconduct.adapters.case_files.tables import Table, read_table
from safeconduct.adapters.case_files.watch_table import read_watchers
from safeconduct.adapters.incident_files.reader import IncidentFiles
from safeconduct.adapters.source_files.ledger_json import read_ledger
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.intake import Claim, Report, SourceClass
from safeconduct.core.network import Closure, Fleet, Flight, Site, SiteKind, StreetNetwork
from safeconduct.core.people import Mode, Party
from safeconduct.core.picture import HazardRow, Incident
from safeconduct.core.plan import Case

TABLES = (
    "node", "link", "site", "party", "fleet", "flight", "closure", "hazard", "report", "override", "watch", "landmark",
)  # fmt: skip
INCIDENTS = "incident.csv"
SOURCES = "sources.json"


def read_case(folder: Path) -> Case:
    """Return the case in the folder; raise InputFaultsError with every fault of every file at once."""
    faults: list[Fault] = []
    settings = read_settings(folder, faults)
    nodes, links, site, party, fleet, flight, closure, hazard, report, override, watch, landmark = (
        read_table(folder, f"{name}.csv", faults) for name in TABLES
    )
    network = _network(nodes, links)
    sites = _sites(site, nodes)
    parties = _parties(party, nodes, links, site)
    fleets = _fleets(fleet, nodes)
    flights = _flights(flight, site, sites)
    closures = _closures(closure, nodes, links)
    rows = _hazard(hazard, nodes, links)
    reports = _reports(report)
    districts = read_districts(folder, faults, {*nodes.columns.get("node_id", ()), *(one.site_id for one in sites)})
    overrides = read_overrides(override, network, sites, districts, whole=nodes.whole and site.whole and not faults)
    watchers = read_watchers(watch, nodes, site)
    landmarks = read_landmarks(landmark)
    incidents = _incidents(folder, settings.utc_offset_seconds if settings else 0, faults)
    sources = read_ledger(folder / SOURCES, faults) if (folder / SOURCES).exists() else None
    if faults or settings is None:
        raise InputFaultsError(faults)
    return Case(
        name=settings.name,
        start=settings.start,
        deadline=settings.deadline,
        utc_offset_seconds=settings.utc_offset_seconds,
        step_minutes=settings.step_minutes,
        limits=settings.limits,
        objective=settings.objective,
        network=network,
        sites=sites,
        parties=parties,
        fleets=fleets,
        flights=flights,
        closures=closures,
        hazard=rows if hazard.present else None,
        reports=reports,
        incidents=incidents,
        overrides=overrides,
        districts=districts,
        sources=sources,
        watched=settings.watched,
        watchers=watchers,
        kappa=settings.kappa,
        uncertainty=settings.uncertainty,
        landmarks=landmarks,
        staff=settings.staff,
    )


def read_parties(file: Path, faults: list[Fault]) -> tuple[Party, ...]:
    """Return the parties of a file in the columns of party.csv; whether their nodes exist is not looked at."""
    lacking = Table(table_formats()["node.csv"], faults)
    return _parties(read_table(file.parent, "party.csv", faults, file=file.name), lacking, lacking, lacking)


def read_hazard(file: Path, faults: list[Fault]) -> tuple[HazardRow, ...]:
    """Return the rows of a file in the columns of hazard.csv; whether their places exist is not looked at."""
    lacking = Table(table_formats()["node.csv"], faults)
    return _hazard(read_table(file.parent, "hazard.csv", faults, file=file.name), lacking, lacking)


def read_reports(folder: Path, faults: list[Fault]) -> tuple[tuple[Report, ...], tuple[int, ...]]:
    """Return the reports of a case, and the line of each in report.csv; none where the case has no such file."""
    table = read_table(folder, "report.csv", faults)
    return _reports(table), tuple(table.lines)


def _incidents(folder: Path, utc_offset_seconds: int, faults: list[Fault]) -> tuple[Incident, ...]:
    if not (folder / INCIDENTS).is_file():
        return ()
    found = IncidentFiles().read([folder / INCIDENTS], utc_offset_seconds)
    faults += found.faults
    return found.incidents


def _network(nodes: Table, links: Table) -> StreetNetwork:
    node_ids = nodes.keys()
    index = {ident: row for row, ident in enumerate(node_ids)}
    link_ids, tails, heads = links.keys(), links.texts("from_node_id"), links.texts("to_node_id")
    for column in ("from_node_id", "to_node_id"):
        _check_node(links, column, nodes)
    uses = links.words("allowed_uses")
    capacity, lanes = np.array(links.numbers("capacity"), float), np.array(links.numbers("lanes"), float)
    return StreetNetwork(
        node_ids=tuple(node_ids),
        x=np.array(nodes.numbers("x_coord"), float),
        y=np.array(nodes.numbers("y_coord"), float),
        link_ids=tuple(link_ids),
        tail=_rows(tails, index),
        head=_rows(heads, index),
        length=np.array(links.numbers("length"), float),
        speed_kmh=np.array(links.numbers("free_speed"), float),
        walk=np.array(["walk" in use for use in uses], bool),
        auto=np.array(["auto" in use for use in uses], bool),
        capacity=capacity * lanes,
        names=tuple(links.texts("name")),
    )


def _rows(idents: list[str], index: dict[str, int]) -> NDArray[np.int32]:
    return np.fromiter((index.get(ident, 0) for ident in idents), np.int32, len(idents))


def _check_node(table: Table, column: str, nodes: Table) -> None:
    if nodes.whole and nodes.columns.get("node_id") is not None:
        table.check_known(column, nodes.columns["node_id"], "node", "take an id from node.csv")


def _sites(table: Table, nodes: Table) -> tuple[Site, ...]:
    idents, kinds, at = table.keys(), table.texts("kind"), table.texts("node_id")
    _check_node(table, "node_id", nodes)
    serves = table.texts("serves")
    _check_checkpoints(table, kinds, at)
    _check_gates(table, idents, kinds, serves)
    fields = zip(
        idents, kinds, at, table.texts("name"), table.numbers("holding"), table.numbers("throughput"),
        table.windows("open"), serves, strict=True,
    )  # fmt: skip
    return tuple(
        Site(ident, SiteKind(kind), node, name, _bound(holding), _bound(throughput), windows, airhead or None)
        for ident, kind, node, name, holding, throughput, windows, airhead in fields
        if kind
    )


def _bound(value: float) -> float | None:
    return None if math.isnan(value) else value


def _check_checkpoints(table: Table, kinds: list[str], at: list[str]) -> None:
    first: dict[str, int] = {}
    for row, (kind, node) in enumerate(zip(kinds, at, strict=True)):
        if kind == SiteKind.CHECKPOINT and node:
            if node in first:
                problem = f"two checkpoints at one node, the first in line {table.lines[first[node]]}"
                table.add_fault(row, "node_id", node, problem, "join the two or move one")
            first.setdefault(node, row)


def _check_gates(table: Table, idents: list[str], kinds: list[str], serves: list[str]) -> None:
    airheads = {ident for ident, kind in zip(idents, kinds, strict=True) if kind == SiteKind.AIRHEAD}
    sound = table.whole and {"site_id", "kind"} <= table.columns.keys()
    for row, (kind, airhead) in enumerate(zip(kinds, serves, strict=True)):
        if kind == SiteKind.GATE and not airhead:
            table.add_fault(row, "serves", "", "gate without airhead", "write the site_id of the airhead it leads into")
        elif kind == SiteKind.GATE and sound and airhead not in airheads:
            table.add_fault(row, "serves", airhead, "gate serves no airhead", "write the site_id of an airhead")


def _parties(table: Table, nodes: Table, links: Table, sites: Table) -> tuple[Party, ...]:
    idents, at = table.keys(), table.texts("node_id")
    _check_node(table, "node_id", nodes)
    _check_connected(table, at, nodes, links, sites)
    lists = table.words("modes")
    modes = {words: frozenset(Mode(word) for word in words) for words in set(lists)}
    fields = zip(
        idents, at, table.integers("size"), table.numbers("priority"), lists, table.moments("ready"),
        table.texts("language"), table.texts("needs"), strict=True,
    )  # fmt: skip
    return tuple(
        Party(ident, node, size, priority, modes[words], ready, language, needs)
        for ident, node, size, priority, words, ready, language, needs in fields
    )


def _check_connected(table: Table, at: list[str], nodes: Table, links: Table, sites: Table) -> None:
    """Find parties at nodes that no link leaves and where no site stands: an error in the data, not a hard case."""
    known = [(nodes, "node_id"), (links, "from_node_id"), (sites, "node_id")]
    if not all(other.whole and column in other.columns for other, column in known):
        return
    linked = set(links.columns["from_node_id"]) | set(sites.columns["node_id"])
    lost = (set(at) & set(nodes.columns["node_id"])) - linked
    for row, node in enumerate(at):
        if node in lost:
            table.add_fault(row, "node_id", node, "disconnected party: no link leaves its node", "move it to a street")


def _fleets(table: Table, nodes: Table) -> tuple[Fleet, ...]:
    idents, depots = table.keys(), table.texts("depot_node_id")
    _check_node(table, "depot_node_id", nodes)
    fields = zip(
        idents, depots, table.integers("vehicles"), table.integers("seats"), table.windows("available"), strict=True
    )
    return tuple(Fleet(*values) for values in fields)


def _flights(table: Table, sites: Table, read: tuple[Site, ...]) -> tuple[Flight, ...]:
    idents, airheads = table.keys(), table.texts("airhead")
    if sites.whole and {"site_id", "kind"} <= sites.columns.keys():
        known = {site.site_id for site in read if site.kind == SiteKind.AIRHEAD}
        table.check_known("airhead", known, "airhead", "write the site_id of an airhead of site.csv")
    fields = zip(idents, airheads, table.moments("departs"), table.integers("seats"), strict=True)
    return tuple(Flight(*values) for values in fields)


def _places(table: Table, nodes: Table, links: Table) -> Iterable[tuple[str, str]]:
    """Give (what, id) of every row; an id that the network lacks is a fault."""
    whats, idents = table.texts("what"), table.texts("id")
    pairs = list(zip(whats, idents, strict=True))
    for what, other, column in (("node", nodes, "node_id"), ("link", links, "link_id")):
        if other.whole and column in other.columns:
            unknown = {ident for kind, ident in set(pairs) if kind == what}.difference(other.columns[column]) - {""}
            for row, (kind, ident) in enumerate(pairs if unknown else ()):
                if kind == what and ident in unknown:
                    table.add_fault(row, "id", ident, f"no such {what}", f"take an id from {what}.csv")
    return pairs


def _closures(table: Table, nodes: Table, links: Table) -> tuple[Closure, ...]:
    places, spans, reasons = _places(table, nodes, links), table.spans(), table.texts("reason")
    return tuple(
        Closure("link" if what == "link" else "node", ident, span, reason)
        for (what, ident), span, reason in zip(places, spans, reasons, strict=True)
    )


def _hazard(table: Table, nodes: Table, links: Table) -> tuple[HazardRow, ...]:
    places, spans, rates = _places(table, nodes, links), table.spans(), table.numbers("rate")
    return tuple(
        HazardRow("link" if what == "link" else "node", ident, span, rate)
        for (what, ident), span, rate in zip(places, spans, rates, strict=True)
    )


def _reports(table: Table) -> tuple[Report, ...]:
    fields = zip(
        table.keys(), table.texts("origin"), table.texts("outlet"), table.texts("reliability"),
        table.numbers("x_coord"), table.numbers("y_coord"), table.numbers("radius"), table.spans(),
        table.texts("claim"), table.numbers("rate"),
        table.texts("source_class"), strict=True,
    )  # fmt: skip
    return tuple(
        Report(
            ident,
            origin,
            outlet,
            grade,
            x,
            y,
            radius,
            span,
            Claim(claim or Claim.THREAT),
            _bound(rate),
            SourceClass(kind or SourceClass.UNKNOWN),
        )
        for ident, origin, outlet, grade, x, y, radius, span, claim, rate, kind in fields
    )
