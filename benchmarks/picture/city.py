"""Invent a city: its streets, places where people gather, what has happened there and what is reported of it."""

from __future__ import annotations

import math

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.intake import Claim, Report
from safeconduct.core.intake.reading import Precision
from safeconduct.core.network import Site, SiteKind, StreetNetwork
from safeconduct.core.picture import Incident, IncidentKind

BLOCK_METRES = 120.0
HOUR, DAY = 3600.0, 86400.0
NOW = 20_000 * DAY
SITES = (SiteKind.AIRHEAD, *[SiteKind.GATE] * 4, *[SiteKind.CHECKPOINT] * 12, *[SiteKind.TRANSIT_POINT] * 20)

Rng = np.random.Generator


def lay_streets(links: int) -> StreetNetwork:
    """Lay a square grid of streets, both ways, with at least so many links."""
    side = math.ceil((1 + math.sqrt(1 + links)) / 2)
    number = np.arange(side * side).reshape(side, side)
    ends = [(number[:, :-1], number[:, 1:]), (number[:-1], number[1:])]
    tail = np.concatenate([one.ravel() for a, b in ends for one in (a, b)]).astype(np.int32)
    head = np.concatenate([one.ravel() for a, b in ends for one in (b, a)]).astype(np.int32)
    row, column = np.divmod(np.arange(side * side), side)
    return StreetNetwork(
        node_ids=tuple(f"n{i}" for i in range(side * side)),
        x=column * BLOCK_METRES / METRES_PER_DEGREE,
        y=row * BLOCK_METRES / METRES_PER_DEGREE,
        link_ids=tuple(f"l{i}" for i in range(len(tail))),
        tail=tail,
        head=head,
        length=np.full(len(tail), BLOCK_METRES),
        speed_kmh=np.full(len(tail), 30.0),
        walk=np.ones(len(tail), dtype=bool),
        auto=np.ones(len(tail), dtype=bool),
        capacity=np.full(len(tail), np.nan),
        names=("",) * len(tail),
    )


def place_sites(network: StreetNetwork, rng: Rng) -> tuple[Site, ...]:
    """Place an airhead, gates, checkpoints and transit points at random nodes."""
    nodes = rng.choice(len(network.node_ids), len(SITES), replace=False)
    return tuple(Site(f"S{row}", kind, f"n{node}") for row, (kind, node) in enumerate(zip(SITES, nodes, strict=True)))


def draw_incidents(network: StreetNetwork, rng: Rng, number: int, days: float) -> tuple[Incident, ...]:
    """Draw incidents before NOW, half of them in ten clusters each with kinds and hours of its own."""
    middle, kinds = rng.choice(len(network.node_ids), 10), rng.dirichlet(np.full(len(IncidentKind), 0.5), 10)
    told = []
    for row in range(number):
        one = rng.integers(10)
        node = middle[one] if rng.random() < 0.5 else rng.choice(len(network.node_ids))
        lon, lat = (float(axis[node] + rng.normal(0.0, 0.003)) for axis in (network.x, network.y))
        begin = NOW - DAY * (math.floor(rng.random() * days) + (one / 10 + rng.random() / 3) % 1.0)
        whole_day = rng.random() < 0.3
        when = Window(begin, begin + (DAY if whole_day else 60.0))
        place, radius = [(Precision.SITE, 75.0), (Precision.STREET, 250.0), (Precision.CITY, 5000.0)][row % 3]
        kind = list(IncidentKind)[rng.choice(len(IncidentKind), p=kinds[one])]
        told.append(Incident(str(row), when, lon, lat, place, radius, kind, None, 0.9, "invented"))
    return tuple(told)


def draw_reports(network: StreetNetwork, rng: Rng, number: int, hours: float) -> tuple[Report, ...]:
    """Draw reports about the hours after NOW, by a dozen origins of every reliability, one in five of them clear."""
    told = []
    for row in range(number):
        node, begin = rng.integers(len(network.node_ids)), NOW + HOUR * rng.uniform(-6.0, hours)
        window = Window(begin, begin + HOUR * rng.uniform(2.0, 24.0))
        claim = Claim.CLEAR if rng.random() < 0.2 else Claim.THREAT
        origin = int(rng.integers(12))
        where = float(network.x[node]), float(network.y[node]), float(rng.choice([150.0, 400.0, 1000.0, 2500.0]))
        told.append(
            Report(f"R{row}", f"origin {origin}", "invented", "ABCDEF"[origin % 6], *where, window, claim, None)
        )
    return tuple(told)
