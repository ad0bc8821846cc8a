"""Number the places and means of a case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.network import Fleet, Flight, Site, SiteKind
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.departures import counted_flights
from safeconduct.core.plan.relax import serving_gates


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Hold them in the order of their numbers."""

    node: dict[str, int]
    gates: tuple[Site, ...]  # those that serve an airhead and let anybody in
    points: tuple[Site, ...]  # transit points; none where nothing picks up
    airheads: tuple[Site, ...]
    flights: tuple[Flight, ...]
    vehicles: tuple[tuple[Fleet, int], ...]
    air_row: dict[str, int]
    gate_nodes: NDArray[np.int32]
    point_nodes: NDArray[np.int32]

    @staticmethod
    def of(case: Case) -> Places:
        """Take them from the case."""
        node = case.network.node_index()
        by_kind: dict[SiteKind, list[Site]] = defaultdict(list)
        for site in case.sites:
            by_kind[site.kind].append(site)
        airheads = tuple(by_kind[SiteKind.AIRHEAD])
        air_row = {site.site_id: row for row, site in enumerate(airheads)}
        gates = serving_gates(case)
        points = tuple(by_kind[SiteKind.TRANSIT_POINT]) if case.fleets else ()
        flights = tuple(flight for flight in counted_flights(case) if flight.departs <= case.deadline)
        vehicles = tuple((fleet, number) for fleet in case.fleets for number in range(fleet.vehicles))

        def nodes(sites: Sequence[Site]) -> NDArray[np.int32]:
            return np.array([node[site.node_id] for site in sites], np.int32)

        return Places(node, gates, points, airheads, flights, vehicles, air_row, nodes(gates), nodes(points))
