"""Place the nodes of a city on a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan import Case

SIDE = 1000  # the longer side of the map, in units of the drawing
FINE = 10  # path coordinates are whole tenths of a unit


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Place the case's nodes on the drawing."""

    x: list[int]  # of each node, in tenths
    y: list[int]
    width: float
    height: float
    metres_per_unit: float
    shown: NDArray[np.bool_]  # (m,) links inside the sheet

    @classmethod
    def around(cls, case: Case, nodes: set[int], side: int = SIDE) -> Sheet:
        """Crop to the nodes, with a margin; local equirectangular projection, the longer side `side` units."""
        network = case.network
        kept = np.array(sorted(nodes) or range(len(network.node_ids)), np.int64)
        metres_x = network.x * 111_320 * cos(radians(float(network.y[kept].mean())))
        metres_y = network.y * 110_574
        west, east = float(metres_x[kept].min()), float(metres_x[kept].max())
        south, north = float(metres_y[kept].min()), float(metres_y[kept].max())
        margin = max(200.0, 0.04 * max(east - west, north - south))
        west, east, south, north = west - margin, east + margin, south - margin, north + margin
        scale = side / max(east - west, north - south)
        px = np.rint((metres_x - west) * scale * FINE).astype(np.int64)
        py = np.rint((north - metres_y) * scale * FINE).astype(np.int64)
        width, height = (east - west) * scale, (north - south) * scale
        inside = (px >= 0) & (px <= width * FINE) & (py >= 0) & (py <= height * FINE)
        shown = inside[network.tail] | inside[network.head]
        return cls(px.tolist(), py.tolist(), width, height, 1 / scale, shown)
