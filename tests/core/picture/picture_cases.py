"""Build a small street network and reports for the tests of the picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim, Report
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture import Reading, ThreatPicture, make_picture

HOUR = 3600.0
DAY = Window(0.0, 10 * HOUR)
FLOOR = 2e-5
STEP = 0.001  # degrees: 111 m


def street(nodes: int = 5) -> StreetNetwork:
    """Lay nodes n0, n1, ... along the equator, 111 m apart, with a link l0, l1, ... from each to the next."""
    tail = np.arange(nodes - 1, dtype=np.int32)
    links = len(tail)
    return StreetNetwork(
        node_ids=tuple(f"n{i}" for i in range(nodes)),
        x=np.arange(nodes) * STEP,
        y=np.zeros(nodes),
        link_ids=tuple(f"l{i}" for i in range(links)),
        tail=tail,
        head=tail + np.int32(1),
        length=np.full(links, 111.0),
        speed_kmh=np.full(links, 30.0),
        walk=np.ones(links, dtype=bool),
        auto=np.ones(links, dtype=bool),
        capacity=np.full(links, np.nan),
        names=("",) * links,
    )


@dataclass
class Teller:
    """Number the reports as they come."""

    told: int = 0

    def __call__(
        self,
        origin: str = "",
        reliability: str = "F",
        claim: Claim = Claim.THREAT,
        at: int = 0,
        radius: float = 30.0,
        hours: tuple[float, float] = (0.0, 10.0),
        rate: float | None = None,
        outlet: str = "radio",
    ) -> Report:
        """Return a report about node n<at>."""
        self.told += 1
        window = Window(hours[0] * HOUR, hours[1] * HOUR)
        ident = f"R{self.told:04d}"
        return Report(ident, origin, outlet, reliability, at * STEP, 0.0, radius, window, claim, rate)


def picture(*reports: Report, floor: float = FLOOR) -> ThreatPicture:
    """Make the picture of the small street."""
    return make_picture(street(), reports, DAY, floor)


def read(made: ThreatPicture, node: int = 0, hour: float = 5.0) -> Reading:
    """Read node n<node> at an hour."""
    return made.read("node", f"n{node}", hour * HOUR)
