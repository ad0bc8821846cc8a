"""Lay square cells under a street network, and say how much of each link and node lies in each cell."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.ndimage import binary_dilation

from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture.cells import Cells
from safeconduct.core.picture.reach import offset_metres

CELL_METRES = 250.0
CELLS_MOST = 40_000  # beyond, cells are larger
MARGIN_CELLS = 2  # round the streets, so that what happens beside them counts
SAMPLES_A_CELL = 2.0  # along a link


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Hold the cells under a network, in metres east and north of a centre."""

    centre: tuple[float, float]  # degrees, longitude and latitude
    cells: Cells
    shares: sparse.csr_matrix  # (links + nodes, cells), links first: what share of it lies in each cell; rows sum to 1


def lay_ground(network: StreetNetwork, cell_metres: float = CELL_METRES) -> Ground:
    """Return cells that hold every street and a margin; larger ones where there would be too many.

    A link's share is measured along its straight line.
    """
    centre = float((network.x.min() + network.x.max()) / 2), float((network.y.min() + network.y.max()) / 2)
    east, north = offset_metres(network.x, network.y, centre)
    width, height = float(np.ptp(east)), float(np.ptp(north))
    h = max(cell_metres, math.sqrt(width * height / CELLS_MOST), max(width, height) / CELLS_MOST)
    x0, y0 = (h * (math.floor(float(along.min()) / h) - MARGIN_CELLS) for along in (east, north))
    shape = tuple(int((float(along.max()) - low) // h) + 1 + MARGIN_CELLS for along, low in ((north, y0), (east, x0)))
    place, x, y = _sample(network, east, north, h)
    row, column = np.floor((y - y0) / h).astype(np.intp), np.floor((x - x0) / h).astype(np.intp)
    streets = np.zeros(shape, dtype=bool)
    streets[row, column] = True
    mask = binary_dilation(streets, np.ones((3, 3), dtype=bool), iterations=MARGIN_CELLS)
    number = np.cumsum(mask.ravel()) - 1
    places = len(network.link_ids) + len(network.node_ids)
    weight = 1.0 / np.bincount(place, minlength=places)[place]
    cell = number[row * shape[1] + column]
    shares = sparse.coo_matrix((weight, (place, cell)), shape=(places, int(mask.sum()))).tocsr()
    return Ground(centre, Cells(mask, x0, y0, h), shares)


def _sample(
    network: StreetNetwork, east: NDArray[np.float64], north: NDArray[np.float64], h: float
) -> tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.float64]]:
    """Return points along every link, evenly, and every node: place, metres east, metres north."""
    tail, head = network.tail, network.head
    long = np.hypot(east[head] - east[tail], north[head] - north[tail])
    count = np.maximum(1, np.ceil(SAMPLES_A_CELL * long / h)).astype(np.intp)
    link = np.repeat(np.arange(len(tail)), count)
    first = np.repeat(np.cumsum(count) - count, count)
    along = (np.arange(len(link)) - first + 0.5) / count[link]
    x = east[tail[link]] + along * (east[head[link]] - east[tail[link]])
    y = north[tail[link]] + along * (north[head[link]] - north[tail[link]])
    node = len(tail) + np.arange(len(east))
    return np.concatenate([link, node]), np.concatenate([x, east]), np.concatenate([y, north])
