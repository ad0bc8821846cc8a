"""Lay a case out so that each rule finds what it asks about in one step."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from safeconduct.core.basics import Window, format_time
from safeconduct.core.network import Fleet, Flight, Site, SiteKind
from safeconduct.core.people import Mode
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.judging.exposure import Exposure


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Hold a case by row of its links and by id of everything else; times POSIX seconds, windows sorted.

    Lists over links are plain lists, not arrays: the rules read single entries, which lists give four times as fast.
    """

    case: Case
    row_of: Mapping[str, int]  # link id -> row
    tails: Sequence[str]  # node where the link begins
    heads: Sequence[str]  # node where it ends
    metres: Sequence[float]
    free_seconds: Mapping[Mode, Sequence[float]]
    allowed: Mapping[Mode, Sequence[bool]]
    capacity: Mapping[int, float]  # row -> vehicles per hour, where it binds
    checkpoints: Mapping[str, Site]  # node id -> the checkpoint there
    guarded: frozenset[int]  # rows where a closure, a capacity or a checkpoint may matter
    sites: Mapping[str, Site]
    nodes_of: Mapping[SiteKind, frozenset[str]]
    transit_points: Mapping[str, Sequence[Site]]  # node id -> the transit points there
    fleets: Mapping[str, Fleet]
    flights: Mapping[str, Flight]
    closures: Mapping[Literal["link", "node"], Mapping[str, Sequence[Window]]]
    curfew: Sequence[Window]
    opening: Mapping[str, Sequence[Window]]  # site id -> when it is open; none = always
    exposure: Exposure

    def step_of(self, moment: float) -> int:
        """Give the number of the step [start + k * step, start + (k + 1) * step) that holds the moment."""
        return math.floor((moment - self.case.start) / self.case.step_seconds)

    def clock(self, moment: float) -> str:
        """Write a moment in the case's local time."""
        return format_time(moment, self.case.utc_offset_seconds)

    def step_clock(self, step: int) -> str:
        """Write when a step begins."""
        return self.clock(self.case.start + step * self.case.step_seconds)


def lay_out(case: Case) -> Ground:
    """Lay the case out; takes time in the size of the map, once a judgement."""
    network, nodes = case.network, case.network.node_ids
    heads = [nodes[i] for i in network.head.tolist()]
    row_of = network.link_index()
    checkpoints = {site.node_id: site for site in case.sites if site.kind == SiteKind.CHECKPOINT}
    closures = _closures(case)
    capacity = {row: float(network.capacity[row]) for row in np.flatnonzero(~np.isnan(network.capacity)).tolist()}
    watched_heads = checkpoints.keys() | closures["node"].keys()
    guarded = {row for row, head in enumerate(heads) if head in watched_heads} | capacity.keys()
    return Ground(
        case=case,
        row_of=row_of,
        tails=[nodes[i] for i in network.tail.tolist()],
        heads=heads,
        metres=network.length.tolist(),
        free_seconds={
            Mode.WALK: (network.length / (case.limits.walk_kmh / 3.6)).tolist(),
            Mode.AUTO: (network.length / (network.speed_kmh / 3.6)).tolist(),
        },
        allowed={Mode.WALK: network.walk.tolist(), Mode.AUTO: network.auto.tolist()},
        capacity=capacity,
        checkpoints=checkpoints,
        guarded=frozenset(guarded | {row_of[ident] for ident in closures["link"] if ident in row_of}),
        sites={site.site_id: site for site in case.sites},
        nodes_of={kind: frozenset(s.node_id for s in case.sites if s.kind == kind) for kind in SiteKind},
        transit_points=_transit_points(case),
        fleets={fleet.fleet_id: fleet for fleet in case.fleets},
        flights={flight.flight_id: flight for flight in case.flights},
        closures=closures,
        curfew=case.curfew_windows(),
        opening={site.site_id: sorted(site.open) for site in case.sites},
        exposure=Exposure(case.hazard or (), case.objective.background_rate),
    )


def _closures(case: Case) -> dict[Literal["link", "node"], dict[str, list[Window]]]:
    found: dict[Literal["link", "node"], dict[str, list[Window]]] = {"link": {}, "node": {}}
    for closure in case.closures:
        found[closure.what].setdefault(closure.ident, []).append(closure.window)
    return found


def _transit_points(case: Case) -> dict[str, list[Site]]:
    found: dict[str, list[Site]] = {}
    for site in case.sites:
        if site.kind == SiteKind.TRANSIT_POINT:
            found.setdefault(site.node_id, []).append(site)
    return found
