"""Find which links and nodes a report speaks of."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.intake import Report
from safeconduct.core.network import StreetNetwork


def offset_metres(
    x: NDArray[np.float64], y: NDArray[np.float64], centre: tuple[float, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return metres east and north of the centre (equirectangular; good to 0.1 % within 50 km, also over 180 degrees).

    >>> east, north = offset_metres(np.array([-179.999]), np.array([0.001]), (179.999, 0.0))
    >>> east.round(), north.round()
    (array([222.]), array([111.]))
    """
    around = (x - centre[0] + 180.0) % 360.0 - 180.0
    return around * (METRES_PER_DEGREE * np.cos(np.radians(centre[1]))), (y - centre[1]) * METRES_PER_DEGREE


def discs_meet(a: Report, b: Report) -> bool:
    """Tell whether the circles of two reports share ground."""
    # Plain numbers: pairs of reports come by the million, and numpy is slow on one number at a time.
    east = ((b.x - a.x + 180.0) % 360.0 - 180.0) * METRES_PER_DEGREE * math.cos(math.radians((a.y + b.y) / 2))
    return math.hypot(east, (b.y - a.y) * METRES_PER_DEGREE) <= a.radius_metres + b.radius_metres


def find_covered(network: StreetNetwork, reports: Sequence[Report]) -> NDArray[np.bool_]:
    """Return (links + nodes, reports): whether the nearest point of a link, or a node, lies within the radius."""
    links, nodes = len(network.link_ids), len(network.node_ids)
    covered = np.zeros((links + nodes, len(reports)), dtype=bool)
    longest = _longest_metres(network)
    for column, report in enumerate(reports):
        east, north = offset_metres(network.x, network.y, (report.x, report.y))
        covered[links:, column] = east * east + north * north <= report.radius_metres**2
        covered[:links, column] = _near_links(network, east, north, report.radius_metres, longest)
    return covered


def _near_links(
    network: StreetNetwork, east: NDArray[np.float64], north: NDArray[np.float64], radius: float, longest: float
) -> NDArray[np.bool_]:
    """Tell for every link whether its straight line comes within `radius` metres of the origin.

    No link is longer than `longest` metres.
    """
    tail, head = network.tail, network.head
    # A link comes within the radius only where neither end is farther off than it is long: most fall out here.
    close = (np.abs(east) <= radius + longest) & (np.abs(north) <= radius + longest)
    near = close[tail] & close[head]
    rows = np.flatnonzero(near)
    ax, ay = east[tail[rows]], north[tail[rows]]
    dx, dy = east[head[rows]] - ax, north[head[rows]] - ay
    square = dx * dx + dy * dy
    along = np.clip(-(ax * dx + ay * dy) / np.where(square > 0.0, square, 1.0), 0.0, 1.0)
    px, py = ax + along * dx, ay + along * dy
    near[rows] = px * px + py * py <= radius * radius
    return near


def _longest_metres(network: StreetNetwork) -> float:
    """Return a length that no link's straight line exceeds, measured from anywhere."""
    if not len(network.tail):
        return 0.0
    wide = np.abs(network.x[network.head] - network.x[network.tail])
    high = np.abs(network.y[network.head] - network.y[network.tail])
    return METRES_PER_DEGREE * float(np.hypot(np.minimum(wide, 360.0 - wide), high).max()) * (1 + 1e-9)
