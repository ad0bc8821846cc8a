"""Read a case and a plan from their bare files, as FORMAT.md states them; nothing of the project has a hand in it."""

from __future__ import annotations

import csv
import json
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

Point = tuple[float, float]  # longitude, latitude in degrees
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """Hold one direction of a street."""

    tail: str
    head: str
    metres: float
    name: str


@dataclass(frozen=True, slots=True)
class Site:
    """Hold a place where people gather, are checked, pass or fly."""

    ident: str
    kind: str  # as in site.csv
    name: str
    node: str
    closes: tuple[datetime, ...]  # the ends of its windows


@dataclass(frozen=True, slots=True)
class Leg:
    """Hold one leg; stays at one place that follow each other are one."""

    kind: str
    start: str
    end: str
    depart: datetime
    arrive: datetime
    links: tuple[str, ...]
    trip: str
    site: str
    flight: str


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what a reader of the two folders knows."""

    name: str
    start: datetime
    deadline: datetime
    curfew_starts: tuple[datetime, ...]
    nodes: dict[str, Point]
    links: dict[str, Link]
    neighbours: dict[str, set[str]]
    sites: dict[str, Site]
    at_node: dict[str, list[Site]]
    closed_from: dict[tuple[str, str], list[datetime]]
    parties: dict[str, Row]
    legs: dict[str, tuple[Leg, ...]]
    trips: dict[str, Row]
    landmarks: tuple[tuple[Point, Row], ...]

    @property
    def zone(self) -> tzinfo:
        """Return the local time of the case."""
        found = self.start.tzinfo
        assert found is not None
        return found

    @property
    def is_exercise(self) -> bool:
        """Tell whether the case says so."""
        return self.name.startswith("EXERCISE")

    def find_site(self, node: str, kind: str) -> Site | None:
        """Return the first site of a kind at a node."""
        return next((site for site in self.at_node.get(node, ()) if site.kind == kind), None)


def read_told(case: Path, plan: Path) -> Told:
    """Return what stands in the folders of a case and of its plan."""
    state = tomllib.loads((case / "case.toml").read_text(encoding="utf-8"))
    assert json.loads((plan / "plan.json").read_text(encoding="utf-8"))["case"] == state["name"]
    start, deadline = _moment(state["start"]), _moment(state["deadline"])
    zone = start.tzinfo
    links = {
        row["link_id"]: Link(row["from_node_id"], row["to_node_id"], float(row["length"]), clean(row.get("name", "")))
        for row in _rows(case / "link.csv")
    }
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for link in links.values():
        if link.tail != link.head:
            neighbours[link.tail].add(link.head)
            neighbours[link.head].add(link.tail)
    sites = {
        row["site_id"]: Site(
            row["site_id"], row["kind"], clean(row.get("name", "")), row["node_id"], _ends(row.get("open", ""))
        )
        for row in _rows(case / "site.csv")
    }
    at_node: defaultdict[str, list[Site]] = defaultdict(list)
    for site in sites.values():
        at_node[site.node].append(site)
    closed: defaultdict[tuple[str, str], list[datetime]] = defaultdict(list)
    for row in _rows(case / "closure.csv"):
        closed[row["what"], row["id"]].append(_moment(row["from"]))
    legs: defaultdict[str, list[tuple[int, Leg]]] = defaultdict(list)
    for row in _rows(plan / "leg.csv"):
        legs[row["party_id"]].append((int(row["seq"]), _leg(row, zone)))
    return Told(
        name=state["name"],
        start=start,
        deadline=deadline,
        curfew_starts=_curfews(state["limits"].get("curfew", []), start, deadline),
        nodes={row["node_id"]: (float(row["x_coord"]), float(row["y_coord"])) for row in _rows(case / "node.csv")},
        links=links,
        neighbours=dict(neighbours),
        sites=sites,
        at_node=dict(at_node),
        closed_from=dict(closed),
        parties={row["party_id"]: row for row in _rows(case / "party.csv")},
        legs={party: _join_stays([leg for _, leg in sorted(own, key=_seq)]) for party, own in legs.items()},
        trips={row["trip_id"]: row for row in _rows(plan / "trip.csv")},
        landmarks=tuple(
            ((float(row["x_coord"]), float(row["y_coord"])), {key: clean(value) for key, value in row.items()})
            for row in _rows(case / "landmark.csv")
        ),
    )


def clean(name: str) -> str:
    """Return a name on one line, without signs that nobody sees; joiners within a word stay."""
    seen = "".join(
        sign if not unicodedata.category(sign).startswith(("C", "Z")) or sign in "\u200c\u200d" else _blank(sign)
        for sign in name
    )
    return " ".join(seen.split())


def _blank(sign: str) -> str:
    return " " if sign.isspace() else ""


def _seq(numbered: tuple[int, Leg]) -> int:
    return numbered[0]


def _rows(file: Path) -> list[Row]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def _moment(said: str | datetime, zone: tzinfo | None = None) -> datetime:
    moment = said if isinstance(said, datetime) else datetime.fromisoformat(said.strip())
    return moment.astimezone(zone) if zone else moment


def _ends(windows: str) -> tuple[datetime, ...]:
    return tuple(_moment(window.split("/")[1]) for window in windows.split(";") if window.strip())


def _curfews(said: list[str], start: datetime, deadline: datetime) -> tuple[datetime, ...]:
    """Return when the curfew begins on each day of the case, and on the days around it."""
    midnight = start.replace(hour=0, minute=0, second=0) - timedelta(days=1)
    days = (deadline - midnight).days + 2
    begins = [window.split("-")[0].split(":") for window in said]
    return tuple(
        midnight + timedelta(days=day, hours=int(hour), minutes=int(minute))
        for day in range(days)
        for hour, minute in begins
    )


def _leg(row: Row, zone: tzinfo | None) -> Leg:
    return Leg(
        row["kind"], row["from_node"], row["to_node"], _moment(row["depart"], zone), _moment(row["arrive"], zone),
        tuple(link for link in row["links"].split(";") if link), row["trip_id"], row["site_id"], row["flight_id"],
    )  # fmt: skip


def _join_stays(legs: list[Leg]) -> tuple[Leg, ...]:
    joined: list[Leg] = []
    for leg in legs:
        if joined and leg.kind in ("wait", "hold") and (leg.kind, leg.site) == (joined[-1].kind, joined[-1].site):
            last = joined.pop()
            leg = Leg(leg.kind, last.start, leg.end, last.depart, leg.arrive, (), "", leg.site, "")
        joined.append(leg)
    return tuple(joined)
