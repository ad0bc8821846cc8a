"""Measure the streets: plane metres, parts that hang together, times, and where the traffic to one place runs."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from safeconduct.core.network import StreetNetwork

EARTH_METRES = 6_371_008.8  # mean radius, IUGG 1980


def plane_metres(x: NDArray[np.float64], y: NDArray[np.float64], latitude: float) -> NDArray[np.float64]:
    """Lay degrees on a plane: (n, 2) metres east and north, equirectangular at the latitude, good within a city."""
    return np.stack([np.radians(x) * EARTH_METRES * np.cos(np.radians(latitude)), np.radians(y) * EARTH_METRES], axis=1)


def find_strong_part(network: StreetNetwork, links: NDArray[np.bool_], around: int | None = None) -> NDArray[np.bool_]:
    """Mark the nodes (n,) of the largest part in which every node reaches every other along the links (m,).

    With `around`, mark that node's part instead of the largest.
    """
    n = len(network.node_ids)
    graph = csr_array((np.ones(int(links.sum())), (network.tail[links], network.head[links])), shape=(n, n))
    _, label = connected_components(graph, directed=True, connection="strong")
    wanted = np.bincount(label).argmax() if around is None else label[around]
    return cast(NDArray[np.bool_], label == wanted)


def _fastest(network: StreetNetwork, seconds: NDArray[np.float64], links: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Give the rows of the quickest link for each pair of nodes, sorted by (tail, head)."""
    rows = np.flatnonzero(links)
    rows = rows[np.lexsort((seconds[rows], network.head[rows], network.tail[rows]))]
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (np.diff(network.tail[rows]) != 0) | (np.diff(network.head[rows]) != 0)
    return rows[new]


def measure_way(
    network: StreetNetwork, targets: NDArray[np.intp], cost: NDArray[np.float64], links: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Give each node's (n,) least cost to the nearest target along the links (m,); infinity where there is no way."""
    n = len(network.node_ids)
    rows = _fastest(network, cost, links)
    back = csr_array((np.maximum(cost[rows], 1e-6), (network.head[rows], network.tail[rows])), shape=(n, n))
    return cast(NDArray[np.float64], dijkstra(back, indices=targets, min_only=True))


def drive_seconds(network: StreetNetwork) -> NDArray[np.float64]:
    """Give each link's (m,) free-flow seconds by vehicle."""
    return network.length / (network.speed_kmh / 3.6)


def count_traffic(network: StreetNetwork, target: int, weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give each link (m,) the weight (n,) of the homes whose quickest drive to the target runs along it."""
    n, seconds = len(network.node_ids), drive_seconds(network)
    rows = _fastest(network, seconds, network.auto)
    back = csr_array((np.maximum(seconds[rows], 1e-6), (network.head[rows], network.tail[rows])), shape=(n, n))
    ways, hops = dijkstra(back, indices=np.array([target]), return_predecessors=True)
    far, onward = ways[0], hops[0]
    carried, after = weight.tolist(), onward.tolist()
    moving = np.flatnonzero(onward >= 0)
    for node in moving[
        np.argsort(-far[moving], kind="stable")
    ].tolist():  # the farthest first, so that each is complete
        carried[after[node]] += carried[node]
    keys = network.tail[rows].astype(np.int64) * n + network.head[rows]  # sorted, as the rows are
    used = rows[np.searchsorted(keys, moving.astype(np.int64) * n + onward[moving])]
    traffic = np.zeros(len(network.link_ids))
    traffic[used] = np.asarray(carried)[moving]
    return traffic


def measure_to_segments(
    centre: NDArray[np.float64], a: NDArray[np.float64], b: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give the distance (m,) from the centre (2,) to each straight segment from a (m, 2) to b (m, 2), all in metres.

    >>> measure_to_segments(np.array([5.0, 3.0]), np.array([[0.0, 0.0]]), np.array([[10.0, 0.0]])).tolist()
    [3.0]
    """
    along = b - a
    squared = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(((centre - a) * along).sum(axis=1) / squared, 0.0, 1.0)
    return cast(NDArray[np.float64], np.hypot(*(centre - a - share[:, None] * along).T))
