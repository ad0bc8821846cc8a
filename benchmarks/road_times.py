"""Give free-flow driving times between nodes of a case, on links that are not shut throughout."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from safeconduct.core.plan import Case


def drive_seconds(case: Case) -> NDArray[np.float64]:
    """Return the free-flow seconds of every link."""
    return np.asarray(case.network.length / (case.network.speed_kmh / 3.6))


def open_links(case: Case, on_foot: bool = False) -> NDArray[np.int64]:
    """Return the links that vehicles (or walkers) may use, not shut throughout; of parallel ones the fastest."""
    network, seconds = case.network, case.network.length if on_foot else drive_seconds(case)
    whole = (c for c in case.closures if c.window.start <= case.start and c.window.end >= case.deadline)
    shut = {(c.what, c.ident) for c in whole}
    usable = network.walk.copy() if on_foot else network.auto.copy()
    usable &= np.array([("link", ident) not in shut for ident in network.link_ids])
    usable &= np.array([("node", ident) not in shut for ident in network.node_ids])[network.head]
    links = np.flatnonzero(usable)
    order = links[np.lexsort((seconds[links], network.head[links], network.tail[links]))]
    first = np.ones(len(order), np.bool_)
    first[1:] = (np.diff(network.tail[order]) != 0) | (np.diff(network.head[order]) != 0)
    return order[first]


def as_graph(case: Case, links: NDArray[np.int64], seconds: NDArray[np.float64]) -> csr_array:
    """Return the links as a matrix of seconds from node to node; what takes no time takes a millisecond."""
    ends, count = (case.network.tail[links], case.network.head[links]), len(case.network.node_ids)
    return csr_array((np.maximum(seconds[links], 1e-3), ends), shape=(count, count))


def least_seconds(case: Case, origins: Sequence[int], targets: Sequence[int]) -> NDArray[np.float64]:
    """Return the least driving time from each origin to each target; infinity where there is no way."""
    graph = as_graph(case, open_links(case), drive_seconds(case))
    if not len(origins):
        return np.zeros((0, len(targets)))
    return np.asarray(dijkstra(graph, indices=list(origins)))[:, list(targets)]


def walk_metres(case: Case, targets: Sequence[int]) -> NDArray[np.float64]:
    """Return (targets, nodes) how far every node is from each target on foot."""
    graph = as_graph(case, open_links(case, on_foot=True), case.network.length)
    return np.asarray(dijkstra(graph.T.tocsr(), indices=list(targets)))
