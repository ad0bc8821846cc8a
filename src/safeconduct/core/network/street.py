"""Hold a directed street network as typed arrays, in the columns of GMNS."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class StreetNetwork:
    """Carry n nodes and m directed links.

    Source: General Modeling Network Specification (GMNS), node and link tables.
    """

    node_ids: tuple[str, ...]
    x: NDArray[np.float64]  # (n,) degrees, longitude, WGS 84
    y: NDArray[np.float64]  # (n,) degrees, latitude
    link_ids: tuple[str, ...]
    tail: NDArray[np.int32]  # (m,) index of the node where the link begins
    head: NDArray[np.int32]  # (m,) index of the node where it ends
    length: NDArray[np.float64]  # (m,) metres
    speed_kmh: NDArray[np.float64]  # (m,) free-flow speed
    walk: NDArray[np.bool_]  # (m,) may be walked
    auto: NDArray[np.bool_]  # (m,) may be driven
    capacity: NDArray[np.float64]  # (m,) vehicles per hour over all lanes; NaN = not binding
    names: tuple[str, ...]  # street name of each link; "" = unnamed

    def node_index(self) -> dict[str, int]:
        """Map each node id to its row."""
        return {ident: row for row, ident in enumerate(self.node_ids)}

    def link_index(self) -> dict[str, int]:
        """Map each link id to its row."""
        return {ident: row for row, ident in enumerate(self.link_ids)}
