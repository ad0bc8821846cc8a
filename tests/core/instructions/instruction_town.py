"""Build a small town on a grid for the tests of instructions: streets run along rows, avenues along columns."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np

from safeconduct.adapters.words import load_phrasebook
from safeconduct.core.basics import parse_time
from safeconduct.core.network import Fleet, Flight, Site, SiteKind, StreetNetwork
from safeconduct.core.people import Mode, Party
from safeconduct.core.plan import Case, Leg, LegKind, Limits, Objective, Plan, Trip

BOOK = load_phrasebook()
SIZE = 6
BLOCK_METRES = 500.0
OFFSET = 2 * 3600
STREETS = ("Harbour Street", "Mill Street", "Rose Street", "Calle Ávila", "", "High Street")
AVENUES = ("First Avenue", "Second Avenue", "Third Avenue", "Fourth Avenue", "Fifth Avenue", "Sixth Avenue")


def at(clock: str, day: int = 4) -> float:
    """Return the moment of a local time on a day of March 2031; the 4th is a Tuesday."""
    return parse_time(f"2031-03-{day:02}T{clock}+02:00")


def node(column: int, row: int) -> str:
    return f"{column}{row}"


def links(*nodes: str) -> tuple[str, ...]:
    return tuple(f"{a}-{b}" for a, b in pairwise(nodes))


def grid(
    streets: tuple[str, ...] = STREETS, avenues: tuple[str, ...] = AVENUES, latitude: float = 40.0
) -> StreetNetwork:
    """Return the grid; node "cr" is in column c (eastward) and row r (northward)."""
    step = BLOCK_METRES / 111_195.0
    places = {
        node(c, r): (c * step / math.cos(math.radians(latitude)), latitude + r * step)
        for c in range(6)
        for r in range(6)
    }
    ids = tuple(places)
    row_of = {ident: row for row, ident in enumerate(ids)}
    pairs, names = [], []
    for column in range(SIZE):
        for row in range(SIZE):
            for ahead, name in ((node(column + 1, row), streets[row]), (node(column, row + 1), avenues[column])):
                if ahead in row_of:
                    pairs += [(node(column, row), ahead), (ahead, node(column, row))]
                    names += [name, name]
    many = len(pairs)
    return StreetNetwork(
        node_ids=ids,
        x=np.array([places[ident][0] for ident in ids]),
        y=np.array([places[ident][1] for ident in ids]),
        link_ids=tuple(f"{a}-{b}" for a, b in pairs),
        tail=np.array([row_of[a] for a, _ in pairs], dtype=np.int32),
        head=np.array([row_of[b] for _, b in pairs], dtype=np.int32),
        length=np.full(many, BLOCK_METRES),
        speed_kmh=np.full(many, 30.0),
        walk=np.ones(many, dtype=np.bool_),
        auto=np.ones(many, dtype=np.bool_),
        capacity=np.full(many, np.nan),
        names=tuple(names),
    )


def sites() -> tuple[Site, ...]:
    return (
        Site("T1", SiteKind.TRANSIT_POINT, node(2, 1), "Stadium car park"),
        Site("C1", SiteKind.CHECKPOINT, node(1, 1), "Old Bridge"),
        Site("C2", SiteKind.CHECKPOINT, node(5, 3), ""),
        Site("G1", SiteKind.GATE, node(5, 4), "North Gate", serves="A1"),
        Site("A1", SiteKind.AIRHEAD, node(5, 5), "Airfield"),
    )


def party(ident: str, home: str, size: int = 4, needs: str = "", modes: tuple[Mode, ...] = (Mode.WALK,)) -> Party:
    return Party(ident, home, size, 1.0, frozenset(modes), at("06:00"), "en", needs)


PARTIES = (
    party("P1", node(3, 4)),
    party("P2", node(2, 5), modes=(Mode.AUTO,)),
    party("P3", node(0, 0), size=1, needs="wheelchair;insulin"),
    party("P4", node(1, 5), needs="infant"),
    party("P5", node(4, 4), size=7),
    party("P6", node(2, 1)),
)


def case(name: str = "harbour town", **changes: object) -> Case:
    made = Case(
        name=name,
        start=at("06:00"),
        deadline=at("12:00", 6),
        utc_offset_seconds=OFFSET,
        step_minutes=15.0,
        limits=Limits(wait_minutes_max=120.0),
        objective=Objective(left_behind=0.02),
        network=grid(),
        sites=sites(),
        parties=PARTIES,
        fleets=(Fleet("B1", node(0, 0), 5, 20),),
        flights=(Flight("F1", "A1", at("13:40"), 90), Flight("F2", "A1", at("01:30", 5), 90)),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def to_the_flight(ident: str, seq: int, gate_at: float, through: float, flight: str, leaves: float) -> list[Leg]:
    gate, airhead = node(5, 4), node(5, 5)
    return [
        Leg(ident, seq, LegKind.PROCESS, gate, gate, gate_at, through, site_id="G1"),
        Leg(ident, seq + 1, LegKind.HOLD, gate, airhead, through, leaves, site_id="A1"),
        Leg(ident, seq + 2, LegKind.FLY, airhead, airhead, leaves, leaves, flight_id=flight),
    ]


def legs() -> tuple[Leg, ...]:
    """P1 walks, P2 drives, P3 walks and rides over midnight, P4 stays, P5 waits at the gate, P6 rides from home."""
    walk, drive = LegKind.WALK, LegKind.DRIVE
    first = links("34", "44", "54")
    second = links("25", "24", "23", "33", "43", "53", "54")
    third = links("00", "01", "11", "21")
    return (
        Leg("P1", 0, walk, node(3, 4), node(5, 4), at("10:20:25"), at("10:35:25"), first),
        *to_the_flight("P1", 1, at("10:35:25"), at("10:41"), "F1", at("13:40")),
        Leg("P2", 0, drive, node(2, 5), node(5, 4), at("09:10"), at("09:16"), second),
        *to_the_flight("P2", 1, at("09:16"), at("09:16:50"), "F1", at("13:40")),
        Leg("P3", 0, walk, node(0, 0), node(2, 1), at("22:50"), at("23:15"), third),
        Leg("P3", 1, LegKind.WAIT, node(2, 1), node(2, 1), at("23:15"), at("23:25"), site_id="T1"),
        Leg("P3", 2, LegKind.WAIT, node(2, 1), node(2, 1), at("23:25"), at("23:55"), site_id="T1"),
        Leg("P3", 3, LegKind.RIDE, node(2, 1), node(5, 4), at("23:55"), at("00:05", 5), trip_id="R1"),
        *to_the_flight("P3", 4, at("00:05", 5), at("00:15", 5), "F2", at("01:30", 5)),
        Leg("P5", 0, walk, node(4, 4), node(5, 4), at("10:00"), at("10:08"), links("44", "54")),
        Leg("P5", 1, LegKind.WAIT, node(5, 4), node(5, 4), at("10:08"), at("10:30"), site_id="G1"),
        *to_the_flight("P5", 2, at("10:30"), at("10:45"), "F1", at("13:40")),
        Leg("P6", 0, LegKind.RIDE, node(2, 1), node(5, 4), at("23:55"), at("00:05", 5), trip_id="R1"),
        *to_the_flight("P6", 1, at("00:05", 5), at("00:15", 5), "F2", at("01:30", 5)),
    )


def plan(name: str = "harbour town", **changes: object) -> Plan:
    way = links("21", "31", "41", "51", "52", "53", "54")
    trips = (Trip("R1", "B1", 3, node(2, 1), node(5, 4), at("23:55"), at("00:05", 5), way),)
    made = Plan(name, {"name": "hand"}, 0, legs(), trips, cost=1.0, out=20, left=4)
    return replace(made, **changes)  # type: ignore[arg-type]
