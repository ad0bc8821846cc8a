"""Count what an exercise holds, and whom it leaves out of walking range."""

from __future__ import annotations

from collections import Counter

import numpy as np

from safeconduct.core.exercise.streets import measure_way
from safeconduct.core.network import SiteKind
from safeconduct.core.people import Mode
from safeconduct.core.plan import Case


def summarise_exercise(case: Case) -> dict[str, int | float | str]:
    """Return the counts by name, JSON-ready.

    `people_out_of_walking_range` are those without a vehicle whose home is farther on foot from every transit point and
    gate than they may walk: no plan can move them.
    """
    kinds = Counter(site.kind for site in case.sites)
    people = sum(party.size for party in case.parties)
    seats = sum(flight.seats for flight in case.flights)
    return {
        "case": case.name,
        "nodes": len(case.network.node_ids),
        "links": len(case.network.link_ids),
        "hours": (case.deadline - case.start) / 3600,
        "parties": len(case.parties),
        "people": people,
        "people_with_a_vehicle": sum(party.size for party in case.parties if Mode.AUTO in party.modes),
        "people_out_of_walking_range": _count_out_of_range(case),
        "transit_points": kinds[SiteKind.TRANSIT_POINT],
        "checkpoints": kinds[SiteKind.CHECKPOINT],
        "gates": kinds[SiteKind.GATE],
        "gate_people_per_hour": sum(site.throughput or 0.0 for site in case.sites if site.kind is SiteKind.GATE),
        "vehicles": sum(fleet.vehicles for fleet in case.fleets),
        "flights": len(case.flights),
        "seats": seats,
        "seats_per_person": round(seats / people, 3),
        "closures": len(case.closures),
        "hazard_rows": len(case.hazard or ()),
        "hazard_from": "the threat picture" if case.hazard is None else "hazard.csv",
        "incidents": len(case.incidents),
        "watchers": len(case.watchers),
        "reports": len(case.reports),
        "origins": len({report.origin for report in case.reports} - {""}),
    }


def _count_out_of_range(case: Case) -> int:
    """Count the people on foot to whom the whole-time closures leave no site within their walking range."""
    network, index = case.network, case.network.node_index()
    links = case.network.link_index()
    targets = [index[s.node_id] for s in case.sites if s.kind in (SiteKind.TRANSIT_POINT, SiteKind.GATE)]
    usable = network.walk.copy()
    for closure in case.closures:
        if closure.what == "link" and closure.window.start <= case.start and closure.window.end >= case.deadline:
            usable[links[closure.ident]] = False
    metres = measure_way(network, np.array(targets), network.length, usable)
    far = metres > case.limits.walk_metres_max
    return sum(p.size for p in case.parties if Mode.AUTO not in p.modes and far[index[p.node_id]])
