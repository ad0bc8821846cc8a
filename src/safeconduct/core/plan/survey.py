"""Survey the ways of a case: how everybody can get to where, and what that costs at every hour.

This is most of the work before a search, and depends on streets, places and people alone: the last survey is kept, for
cases that differ only in vehicles, seats, throughputs or flights.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.people import Mode
from safeconduct.core.plan.access import Clock, Forest, Wish
from safeconduct.core.plan.access_rows import AccessRows, AccessTable
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.model import TO_GATE_BY_CAR, TO_GATE_ON_FOOT, TO_TRANSIT_POINT
from safeconduct.core.plan.kernels.streets import Streets
from safeconduct.core.plan.lanes import Lane, find_lanes
from safeconduct.core.plan.places import Places
from safeconduct.core.plan.streets import checkpoints, compile_streets

POSTS_TOLD_APART = 12  # beyond so many checkpoints, ways are not made for each of them


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """Hold the ways; the places are numbered as in `Places`."""

    streets: Streets
    clock: Clock
    access: AccessTable
    lanes: tuple[Lane, ...]  # by transit point
    trees: NDArray[np.int32]  # (trees, nodes) the link to take from each node
    empty: tuple[int, ...]  # (transit points,) first tree of the empty runs to it


class Ground:
    """Stand for a case, equal to every other whose ways are the same."""

    def __init__(self, case: Case) -> None:
        """Take the case."""
        self.case = case

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Give all that the ways depend on."""
        case = self.case
        parties = tuple((p.node_id, p.ready, p.modes) for p in case.parties)
        sites = tuple((s.site_id, s.kind, s.node_id, s.open, s.serves, s.throughput == 0) for s in case.sites)
        objective = case.objective.background_rate, case.objective.sheltered_factor
        clock = case.start, case.deadline, case.utc_offset_seconds
        given = id(case.network), case.limits, case.closures, case.hazard, bool(case.fleets)
        return *given, parties, sites, objective, clock

    def __eq__(self, other: object) -> bool:
        """Compare what the ways depend on."""
        return isinstance(other, Ground) and self.key == other.key

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash(self.key)


@lru_cache(maxsize=1)
def survey_ways(ground: Ground) -> Survey:
    """Return the ways of the case that the ground stands for."""
    case = ground.case
    streets, places = compile_streets(case), Places.of(case)
    clock = Clock.over(case.deadline - case.start)
    forest = Forest(streets, clock, case.objective.sheltered_factor, case.limits.walk_metres_max)
    home = np.array([places.node[p.node_id] for p in case.parties], np.int32)
    ready = np.array([max(0.0, p.ready - case.start) for p in case.parties], np.float64)
    everybody = np.arange(len(case.parties), dtype=np.int32)
    walkers = everybody[[Mode.WALK in p.modes for p in case.parties]]
    drivers = everybody[[Mode.AUTO in p.modes for p in case.parties]]

    rows = AccessRows(clock.columns, clock.windows)
    sites = [(int(node), TO_GATE_ON_FOOT, number) for number, node in enumerate(places.gate_nodes)]
    sites += [(int(node), TO_TRANSIT_POINT, number) for number, node in enumerate(places.point_nodes)]
    walks = forest.grow([Wish(node, home[walkers], ready[walkers], by_car=False) for node, _, _ in sites])
    for (_, kind, number), channel in zip(sites, walks, strict=True):
        rows.add(walkers, kind, number, channel)
    lanes: list[Lane] = []
    post_nodes = [places.node[site.node_id] for site in checkpoints(case)]
    origins = np.concatenate([home[drivers], places.point_nodes])
    earliest = np.concatenate([ready[drivers], np.zeros(len(places.points))])
    for number, gate in enumerate(places.gate_nodes.tolist()):
        avoidances = _avoidances(post_nodes, gate)
        ways = list(forest.grow([Wish(gate, origins, earliest, by_car=True, avoid=avoid) for avoid in avoidances]))
        rows.add_best(drivers, TO_GATE_BY_CAR, number, ways)
        lanes += find_lanes(number, [way.rest(len(drivers)) for way in ways], len(places.points))
    nobody = places.point_nodes[:0], earliest[:0]
    runs = list(forest.grow([Wish(node, *nobody, by_car=True) for node in places.point_nodes.tolist()]))
    return Survey(
        streets=streets,
        clock=clock,
        access=rows.table(len(case.parties), len(places.points), case.objective.sheltered_factor),
        lanes=tuple(sorted(lanes, key=lambda lane: lane.point)),
        trees=forest.stacked(),
        empty=tuple(channel.tree for channel in runs),
    )


def _avoidances(post_nodes: list[int], gate_node: int) -> list[tuple[int, ...]]:
    """List the sets of checkpoints to avoid: none, and for each checkpoint all others."""
    if len(post_nodes) < 2 or len(post_nodes) > POSTS_TOLD_APART:
        return [()]
    return [(), *(tuple(n for n in post_nodes if n not in (keep, gate_node)) for keep in post_nodes)]
