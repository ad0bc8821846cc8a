"""Cut a city at its checkpoints, and tell who can reach a gate or a stop by themselves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from safeconduct.core.network import SiteKind
from safeconduct.core.people import Mode
from safeconduct.core.plan import Case


class Where(Enum):
    """Say how people can get away from home."""

    BY_THEMSELVES = "to a gate, on foot or in their own vehicle"
    BY_PICK_UP = "to a stop alone"
    NOWHERE = "neither to a gate nor to a stop"


@dataclass(frozen=True, slots=True)
class Group:
    """Count people who are alike to the means."""

    people: int
    parts: tuple[int, ...]  # of the city where they live: several only for who lives at a checkpoint
    ready: float  # POSIX second
    where: Where


class CityParts:
    """Hold the parts into which a city falls where nobody passes its checkpoints, and the ways in it."""

    def __init__(self, case: Case) -> None:
        """Cut the streets at the checkpoints of a case."""
        network = case.network
        self._case, self._row = case, network.node_index()
        self._posts = {self._row[s.node_id]: s.site_id for s in case.sites if s.kind is SiteKind.CHECKPOINT}
        is_post = np.zeros(len(network.node_ids), np.bool_)
        is_post[list(self._posts)] = True
        inside = ~(is_post[network.tail] | is_post[network.head])
        ends = (network.tail[inside], network.head[inside])
        graph = csr_array((np.ones(int(inside.sum())), ends), shape=(len(is_post),) * 2)
        self._part: list[int] = connected_components(graph, directed=False)[1].tolist()
        self._around: dict[int, set[int]] = defaultdict(set)
        self._next: dict[int, set[int]] = defaultdict(set)
        for tail, head in zip(network.tail[~inside].tolist(), network.head[~inside].tolist(), strict=True):
            for post, other in ((tail, head), (head, tail)):
                if post in self._posts and other not in self._posts:
                    self._around[post].add(self._part[other])
            if tail in self._posts and head in self._posts and tail != head:
                self._next[tail].add(head)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Give the parts where anybody lives or passes."""
        nodes = [p.node_id for p in self._case.parties] + [s.node_id for s in self._case.sites]
        return tuple(sorted({part for node in nodes for part in self.of(node)}))

    def of(self, node: str) -> tuple[int, ...]:
        """Return the part of a node; of a checkpoint's node all those around it, as nobody passes it to be there."""
        row = self._row[node]
        return self.around(node) if row in self._posts else (self._part[row],)

    def around(self, node: str) -> tuple[int, ...]:
        """Return the parts that a checkpoint joins."""
        return tuple(sorted(self._around[self._row[node]]))

    def next_checkpoints(self, node: str) -> tuple[str, ...]:
        """Return the checkpoints that lie next to one, with nothing between."""
        return tuple(sorted(self._posts[row] for row in self._next[self._row[node]]))

    def find_quickest_trip(self) -> tuple[float, float]:
        """Return the seconds of the quickest way from any stop to any gate, and back; infinity if there is none."""
        network = self._case.network
        seconds = np.maximum(network.length / (network.speed_kmh / 3.6), 1e-3)
        stops, gates = self._rows(SiteKind.TRANSIT_POINT), self._rows(SiteKind.GATE)
        if not (stops and gates):
            return np.inf, np.inf
        out = _reach(network.tail, network.head, seconds, network.auto, len(network.node_ids), stops)
        back = _reach(network.tail, network.head, seconds, network.auto, len(network.node_ids), gates)
        return float(out[gates].min()), float(back[stops].min())

    def walk_metres_to(self, kind: SiteKind) -> NDArray[np.float64]:
        """Return the metres from each node (n,) to the nearest site of a kind on foot."""
        network = self._case.network
        rows = self._rows(kind)
        if not rows:
            return np.full(len(network.node_ids), np.inf)
        return _reach(network.head, network.tail, network.length, network.walk, len(network.node_ids), rows)

    def _rows(self, kind: SiteKind) -> list[int]:
        return sorted({self._row[site.node_id] for site in self._case.sites if site.kind is kind})


def group_people(case: Case, parts: CityParts) -> tuple[Group, ...]:
    """Return the parties as groups of one, by where they live, when they are ready, and how they get away."""
    to_gate = parts.walk_metres_to(SiteKind.GATE)
    to_stop = parts.walk_metres_to(SiteKind.TRANSIT_POINT)
    row = case.network.node_index()
    found = []
    for party in case.parties:
        node = row[party.node_id]
        most = case.limits.walk_metres_max + 1e-6
        if Mode.AUTO in party.modes or (Mode.WALK in party.modes and to_gate[node] <= most):
            where = Where.BY_THEMSELVES
        else:
            walks = Mode.WALK in party.modes and to_stop[node] <= most
            where = Where.BY_PICK_UP if walks else Where.NOWHERE
        found.append(Group(party.size, parts.of(party.node_id), max(party.ready, case.start), where))
    return tuple(found)


def _reach(
    tail: NDArray[np.int32],
    head: NDArray[np.int32],
    weight: NDArray[np.float64],
    usable: NDArray[np.bool_],
    nodes: int,
    origins: list[int],
) -> NDArray[np.float64]:
    """Return the least weight of a way from any origin to each node; of parallel links the lightest counts."""
    use = np.flatnonzero(usable)
    order = use[np.argsort(weight[use], kind="stable")]
    _, first = np.unique(tail[order].astype(np.int64) * nodes + head[order], return_index=True)
    kept = order[first]
    graph = csr_array((np.maximum(weight[kept], 1e-9), (tail[kept], head[kept])), shape=(nodes, nodes))
    reached: NDArray[np.float64] = dijkstra(graph, indices=origins, min_only=True)
    return reached
