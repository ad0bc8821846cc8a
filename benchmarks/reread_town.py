"""Invent towns that are hard to put into words: crooked streets, short pieces, names of every script, nights between.

All is invented: places, names, people. The plans join in place and time, but keep no limit: they are for readers alone.
"""

from __future__ import annotations

import csv
import itertools
import json
import math
import random
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from reread_ways import distance

SIDE = 7  # crossings
NAMES = (
    "Mill Street", "St. Mary's Road", "Calle Ávila", "Rue de l'Œuf", "вулиця Садова", "шосе 7. Східне", "شارع الزيتون",
    "سرک باغ‌ها", "", "", "Way 3 (North)", "  Two  Spaces ", "Große Straße", "Ring {A}", "Left Bank", "50 m Lane",
)  # fmt: skip
SITE_NAMES = (
    "EXERCISE Stadium",
    "Old Bridge",
    "Escuela N.º 4",
    "школа",
    "مدرسه",
    "",
    "A very long name of a place where people gather",
)
LANDMARKS = ("Blue Mosque", "St. Mary's pharmacy", " Two  Palms ", "الجسر القديم", "Łaźnia 2", "Kino")
METRES_PER_DEGREE = 111_195.0
NEEDS = ("", "", "", "wheelchair", "infant;oxygen", "insulin", "stretcher, interpreter")
OFFSETS = (-180, 0, 60, 270, 345, 120)  # minutes
Rows = Sequence[Sequence[object]]


def make_town(folder: Path, seed: int, parties: int) -> tuple[Path, Path]:
    """Write a case and a plan for it; the same seed writes the same bytes."""
    dice = random.Random(seed)
    case, plan = folder / f"case-{seed}", folder / f"plan-{seed}"
    case.mkdir(parents=True)
    plan.mkdir()
    zone = timezone(timedelta(minutes=dice.choice(OFFSETS)))
    start = datetime(dice.randrange(2024, 2060), dice.randrange(1, 13), dice.randrange(1, 29), 6, tzinfo=zone)
    name = f"{'EXERCISE ' if seed % 3 else ''}town {seed}"
    nodes, links = _lay_streets(dice)
    sites = _place_sites(dice, sorted(nodes), start)
    people = [
        (f"P{at:04}", dice.choice(sorted(nodes)), dice.choice((1, 2, 3, 7, 11, 21, 22, 100)), 1, "walk;auto",
         start.isoformat(), "en", dice.choice(NEEDS))
        for at in range(1, parties + 1)
    ]  # fmt: skip
    legs, trips, flights = _plan(dice, nodes, links, sites, people, start)
    limits = "walk_kmh = 4.0\nwalk_metres_max = 9000\nwait_minutes_max = 600\nconnection_minutes_min = 0\n"
    limits += 'turnaround_minutes = 0\ncurfew = ["21:00-04:30"]\n'
    objective = "left_behind = 0.02\nbackground_rate = 2e-5\nsheltered_factor = 0.1\ncrowd_rate = 5e-7\nhour = 1e-7\n"
    deadline = start + timedelta(hours=60)
    head = f'name = "{name}"\nstart = {start.isoformat()}\ndeadline = {deadline.isoformat()}\nstep_minutes = 15\n'
    (case / "case.toml").write_text(f"{head}[limits]\n{limits}[objective]\n{objective}", encoding="utf-8")
    shut = [
        ("link", dice.choice(links)[0], at.isoformat(), (at + timedelta(hours=1)).isoformat())
        for at in (start + timedelta(minutes=dice.randrange(3000)) for _ in range(40))
    ]
    for file, columns, rows in (
        (case / "node.csv", "node_id,x_coord,y_coord", [(ident, *place) for ident, place in nodes.items()]),
        (case / "link.csv", "link_id,from_node_id,to_node_id,length,free_speed,allowed_uses,name", links),
        (case / "site.csv", "site_id,kind,node_id,name,open,serves", sites),
        (case / "party.csv", "party_id,node_id,size,priority,modes,ready,language,needs", people),
        (
            case / "landmark.csv",
            "name,x_coord,y_coord,name_fa-AF,name_uk",
            _place_landmarks(random.Random(f"landmarks {seed}"), nodes),
        ),
        (case / "fleet.csv", "fleet_id,depot_node_id,vehicles,seats", [("BUS-1", people[0][1], 99, 50)]),
        (case / "flight.csv", "flight_id,airhead,departs,seats", flights),
        (case / "closure.csv", "what,id,from,to", shut),
        (plan / "leg.csv", "party_id,seq,kind,from_node,to_node,depart,arrive,links,trip_id,site_id,flight_id", legs),
        (plan / "trip.csv", "trip_id,fleet_id,vehicle,from_node,to_node,depart,arrive,links", trips),
    ):
        _write(file, columns, rows)
    state = {
        "case": name,
        "planner": {"name": "town"},
        "seed": seed,
        "lower_bound": None,
        "cost": 0.0,
        "out": 0,
        "left": 0,
    }
    (plan / "plan.json").write_text(json.dumps(state), encoding="utf-8")
    return case, plan


def _write(file: Path, columns: str, rows: Rows) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(columns.split(","))
        writer.writerows(rows)


def _lay_streets(dice: random.Random) -> tuple[dict[str, tuple[float, float]], list[tuple[object, ...]]]:
    """Return nodes and links of a crooked grid; here and there a link is broken by a node a few metres on."""
    lon, lat = dice.choice(((-71.3, -29.9), (24.9, 60.2), (69.1, 34.5), (179.9, 1.0)))
    step = 0.0015
    nodes = {
        f"n{column}{row}": (
            round(lon + (column + dice.uniform(-0.3, 0.3)) * step, 6),
            round(lat + (row + dice.uniform(-0.3, 0.3)) * step, 6),
        )
        for column in range(SIDE)
        for row in range(SIDE)
    }
    rows, columns = ([dice.choice(NAMES) for _ in range(SIDE)] for _ in range(2))
    links: list[tuple[object, ...]] = []
    for column in range(SIDE):
        for row in range(SIDE):
            for ahead, name in ((f"n{column + 1}{row}", rows[row]), (f"n{column}{row + 1}", columns[column])):
                if ahead not in nodes or dice.random() < 0.08:
                    continue
                chain, here = [f"n{column}{row}", ahead], nodes[f"n{column}{row}"]
                if dice.random() < 0.25:
                    between = f"k{column}{row}{ahead}"
                    share = dice.choice((0.05, 0.5, 0.93))
                    nodes[between] = tuple(
                        round(a + (b - a) * share, 6) for a, b in zip(here, nodes[ahead], strict=True)
                    )  # type: ignore[assignment]
                    chain.insert(1, between)
                for at, (a, b) in enumerate(itertools.pairwise(chain)):
                    said = dice.choice(NAMES) if dice.random() < 0.15 else name
                    metres = max(1.0, round(distance(nodes[a], nodes[b]) * dice.uniform(1.0, 1.2), 1))
                    for way in ((a, b), (b, a)):
                        links.append((f"L{column}{row}{ahead}{at}{way[0]}", *way, metres, 30, "walk;auto", said))
    return nodes, links


def _place_sites(dice: random.Random, nodes: Sequence[str], start: datetime) -> list[tuple[object, ...]]:
    kinds = ["transit_point"] * 4 + ["gate"] * 3 + ["checkpoint"] * 5 + ["airhead"]
    places = dice.sample([node for node in nodes if node.startswith("n")], len(kinds))
    window = f"{start.isoformat()}/{(start + timedelta(hours=dice.randrange(5, 50), minutes=10)).isoformat()}"
    return [
        (
            f"{kind[0].upper()}{at}",
            kind,
            node,
            dice.choice(SITE_NAMES),
            dice.choice(("", window)),
            "A12" if kind == "gate" else "",
        )
        for at, (kind, node) in enumerate(zip(kinds, places, strict=True))
    ]


def _place_landmarks(dice: random.Random, nodes: dict[str, tuple[float, float]]) -> list[tuple[object, ...]]:
    """Place landmarks near most crossings, well within or well beyond what counts as near."""
    made: list[tuple[object, ...]] = []
    for lon, lat in (place for _, place in sorted(nodes.items()) if dice.random() < 0.7):
        metres, angle = dice.choice((0.0, 8.0, 30.0, 44.0, 58.0)), dice.uniform(0.0, 2 * math.pi)
        north = metres * math.sin(angle) / METRES_PER_DEGREE
        east = metres * math.cos(angle) / (METRES_PER_DEGREE * math.cos(math.radians(lat)))
        spoken = [name if dice.random() < 0.5 else "" for name in ("مسجد جامع", "Стара мечеть")]
        made.append((dice.choice(LANDMARKS), min(lon + east, 180.0), lat + north, *spoken))
    return made


def _plan(
    dice: random.Random, nodes: dict[str, tuple[float, float]], links: Rows, sites: Rows, people: Rows, start: datetime
) -> tuple[list[list[object]], list[list[object]], list[list[object]]]:
    legs: list[list[object]] = []
    trips: list[list[object]] = []
    flights: list[list[object]] = []
    out: dict[str, list[tuple[str, str]]] = {node: [] for node in nodes}
    for link in links:
        out[str(link[1])].append((str(link[0]), str(link[2])))
    points, gates, airhead = (
        [site for site in sites if site[1] == kind] for kind in ("transit_point", "gate", "airhead")
    )
    for party in people:
        if dice.random() < 0.15:
            continue
        own, at = [], start + timedelta(seconds=dice.randrange(40 * 3600))
        here, gate = str(party[1]), dice.choice(gates)
        rides = dice.random() < 0.6
        goal = dice.choice(points) if rides else gate
        way = _find_way(dice, out, here, str(goal[2]))
        ride = _find_way(dice, out, str(goal[2]), str(gate[2]))
        if way is None or ride is None:
            continue

        def add(kind: str, there: object, seconds: int, *ids: str) -> None:
            nonlocal here, at
            after = at + timedelta(seconds=seconds)
            given = (*ids, "", "", "")[:4]
            own.append([party[0], len(own), kind, here, there, at.isoformat(), after.isoformat(), *given])  # noqa: B023
            here, at = str(there), after

        if way or dice.random() < 0.7:
            add("walk" if rides or dice.random() < 0.5 else "drive", goal[2], dice.randrange(60, 3000), ";".join(way))
        if dice.random() < 0.7:
            add("wait", goal[2], dice.choice((20, 600, 4000)), "", "", str(goal[0]))
        if rides:
            trip, number = f"R{len(trips)}", dice.randrange(99)
            leave, there = at, dice.randrange(300, 3000)
            add("ride", gate[2], there, "", trip)
            trips.append([trip, "BUS-1", number, goal[2], gate[2], leave.isoformat(), at.isoformat(), ";".join(ride)])
        add("process", gate[2], dice.choice((30, 400)), "", "", str(gate[0]))
        add("hold", airhead[0][2], dice.randrange(600, 9000), "", "", "A12")
        if dice.random() < 0.5:
            add("hold", airhead[0][2], 900, "", "", "A12")
        flight = f"F{len(flights):03}"
        flights.append([flight, "A12", at.isoformat(), 100])
        add("fly", airhead[0][2], 0, "", "", "", flight)
        legs += own
    return legs, trips, flights


def _find_way(dice: random.Random, out: dict[str, list[tuple[str, str]]], start: str, goal: str) -> list[str] | None:
    """Return the links of a way that is not the shortest: each crossing is left by a street drawn by lot."""
    came: dict[str, tuple[str, str] | None] = {start: None}
    queue = deque([start])
    while queue and goal not in came:
        node = queue.popleft() if dice.random() < 0.3 else queue.pop()
        for link, ahead in dice.sample(out[node], len(out[node])):
            if ahead not in came:
                came[ahead] = (node, link)
                queue.append(ahead)
    if goal not in came:
        return None
    way: list[str] = []
    step = came[goal]
    while step is not None:
        way.append(step[1])
        step = came[step[0]]
    return way[::-1]
