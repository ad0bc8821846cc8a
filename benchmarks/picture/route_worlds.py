"""Invent towns whose true hazard is what the picture's model takes for possible, and walk through them.

A town is a square lattice of streets. Its true rate is a product of Gamma factors, one for each patch of each scale,
and an overall level; what happens is seen thinned. The patches are squares that lie anywhere, as the draws have them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.intake.reading import Precision
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture import Incident, IncidentKind, forecast_incidents
from safeconduct.core.picture.draws import Exposures
from safeconduct.core.picture.draws.scores import patch_sides
from safeconduct.core.picture.ground import Ground, lay_ground
from safeconduct.core.picture.severity import SEVERITY
from safeconduct.core.picture.street_hazard import StreetHazard
from safeconduct.core.picture.visibility import CAP, DOUBT, make_scales

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
DAY, HOUR, BLOCK = 86400.0, 3600.0, 250.0
PAST_DAYS = 60
NOW = Window(PAST_DAYS * DAY, (PAST_DAYS + 1) * DAY)
FLOOR = 1 / 8  # of the mean rate is the background: so low that it hides little of what the draws are worth
WALK = 4.0 / 3.6  # metres a second


@dataclass(frozen=True, slots=True, eq=False)
class Town:
    """Hold a town: what is true of each place, and what the picture says."""

    network: StreetNetwork
    true: Floats  # (links + nodes,): people harmed per person-hour, every hour alike
    seen: StreetHazard
    background_rate: float
    known: int  # incidents


def lay_lattice(blocks: int) -> StreetNetwork:
    """Lay blocks of 250 m about the equator, with streets both ways."""
    side = blocks + 1
    node = np.arange(side * side).reshape(side, side)
    pairs = [(node[:, :-1], node[:, 1:]), (node[:-1], node[1:])]
    one = np.concatenate([a.ravel() for a, _ in pairs])
    other = np.concatenate([b.ravel() for _, b in pairs])
    tail, head = (np.concatenate(ends).astype(np.int32) for ends in ((one, other), (other, one)))
    row, column = np.divmod(np.arange(side * side), side)
    links, degree = len(tail), BLOCK / METRES_PER_DEGREE
    return StreetNetwork(
        node_ids=tuple(f"n{number}" for number in range(side * side)),
        x=column * degree,
        y=row * degree,
        link_ids=tuple(f"l{number}" for number in range(links)),
        tail=tail,
        head=head,
        length=np.full(links, BLOCK),
        speed_kmh=np.full(links, 30.0),
        walk=np.ones(links, dtype=bool),
        auto=np.ones(links, dtype=bool),
        capacity=np.full(links, np.nan),
        names=("",) * links,
    )


def draw_town(network: StreetNetwork, spread: float, watched: float, known: float, rng: np.random.Generator) -> Town:
    """Draw a town in which about so many incidents become known in 60 days, and forecast its next day.

    What is told of how well it is watched is wrong by as much as the picture reckons with.
    """
    ground, told = lay_ground(network), watched
    watched = min(CAP, watched * rng.gamma(1 / DOUBT**2, DOUBT**2))
    rate = draw_rates(ground, spread, rng)
    rate *= known / (told * PAST_DAYS * rate.sum())
    usual = float(rate.mean())
    rate *= rng.gamma(4.0) / 4.0
    incidents = _happen(ground, rng.poisson(rate * watched * PAST_DAYS), rng)
    kinds = len(SEVERITY)
    harmed = (
        sum(one.harm_area for one in SEVERITY.values()) + len(incidents) * SEVERITY[IncidentKind.EXPLOSION].harm_area
    )
    to_harm = harmed / (len(incidents) + kinds) / (24 * (ground.cells.h / 1e3) ** 2)
    seen = forecast_incidents(network, incidents, NOW, 0, FLOOR * usual * to_harm, told)
    if seen is None:
        return draw_town(network, spread, watched, known, rng)
    return Town(network, ground.shares @ rate * to_harm, seen, FLOOR * usual * to_harm, len(incidents))


def draw_rates(ground: Ground, spread: float, rng: np.random.Generator) -> Floats:
    """Return the rate of each cell, about 1: a product of Gamma factors of this variance."""
    row, column = np.nonzero(ground.cells.mask)
    rates = np.ones(ground.cells.count)
    for side in patch_sides(make_scales(ground.cells.mask))[1:]:
        off = rng.uniform(0.0, side, 2)
        at = ((row + off[0]) // side).astype(np.intp), ((column + off[1]) // side).astype(np.intp)
        factors = rng.gamma(1 / spread, spread, (int(at[0].max()) + 1, int(at[1].max()) + 1))
        rates *= factors[at]
    return rates


def _happen(ground: Ground, counts: Ints, rng: np.random.Generator) -> list[Incident]:
    cells = ground.cells
    row, column = (np.repeat(part, counts) for part in np.nonzero(cells.mask))
    east = cells.x0 + cells.h * (column + rng.uniform(size=len(column)))
    north = cells.y0 + cells.h * (row + rng.uniform(size=len(row)))
    lon, lat = ground.centre[0] + east / METRES_PER_DEGREE, ground.centre[1] + north / METRES_PER_DEGREE
    when = rng.uniform(0.0, PAST_DAYS * DAY, len(lon))
    kind, precision = IncidentKind.EXPLOSION, Precision.SITE
    return [
        Incident(str(number), Window(t, t + 60), x, y, precision, 1.0, kind, 1, 1.0, "desk")
        for number, (t, x, y) in enumerate(zip(when.tolist(), lon.tolist(), lat.tolist(), strict=True))
    ]


def draw_routes(network: StreetNetwork, blocks: int, count: int, rng: np.random.Generator) -> Exposures:
    """Draw walks of one person from corner to corner, each one block east or west and then north or south in turn."""
    link = {(int(a), int(b)): row for row, (a, b) in enumerate(zip(network.tail, network.head, strict=True))}
    owner, place, start = [], [], []
    for route in range(count):
        at, goal = rng.integers(0, blocks + 1, (2, 2))
        moment = NOW.start + rng.uniform(6.0, 18.0) * HOUR
        while (at != goal).any():
            axis = int(rng.choice(np.flatnonzero(at != goal)))
            step = at.copy()
            step[axis] += np.sign(goal[axis] - at[axis])
            place.append(link[int(at[0] * (blocks + 1) + at[1]), int(step[0] * (blocks + 1) + step[1])])
            owner.append(route)
            start.append(moment)
            at, moment = step, moment + BLOCK / WALK
    begin = np.array(start)
    return Exposures(np.array(owner), np.array(place), begin, begin + BLOCK / WALK, np.ones(len(begin)))


def walk_truth(town: Town, exposures: Exposures, routes: int) -> Floats:
    """Return the harm that each route truly has to expect."""
    hours = (exposures.end - exposures.start) / HOUR
    return np.bincount(exposures.owner, exposures.people * hours * town.true[exposures.place], routes)
