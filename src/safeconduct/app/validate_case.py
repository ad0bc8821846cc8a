"""Check a case and count what it holds."""

from __future__ import annotations

import math
from pathlib import Path

from safeconduct.app.ports import CaseStore
from safeconduct.core.basics import format_time
from safeconduct.core.network import SiteKind
from safeconduct.core.people import Mode
from safeconduct.core.plan import Case

CaseCounts = dict[str, str | int | float | bool | None]


def validate_case(store: CaseStore, folder: Path) -> CaseCounts:
    """Return what the case in the folder holds, JSON-ready.

    Raises:
        InputFaultsError: with every fault of every file at once.
        CannotReadError: where there is no such folder.
    """
    return count_case(store.read(folder))


def count_case(case: Case) -> CaseCounts:
    """Count what a case holds: people, hours, streets, sites and means; `hazard_rows` is None without hazard.csv."""
    sites = [site.kind for site in case.sites]
    in_time = [flight for flight in case.flights if flight.departs <= case.deadline]
    seconds = case.deadline - case.start
    return {
        "case": case.name,
        "exercise": case.is_exercise,
        "start": format_time(case.start, case.utc_offset_seconds),
        "deadline": format_time(case.deadline, case.utc_offset_seconds),
        "hours": round(seconds / 3600, 2),
        "steps": math.ceil(seconds / case.step_seconds),
        "parties": len(case.parties),
        "people": sum(party.size for party in case.parties),
        "people_with_own_vehicle": sum(party.size for party in case.parties if Mode.AUTO in party.modes),
        "nodes": len(case.network.node_ids),
        "links": len(case.network.link_ids),
        "transit_points": sites.count(SiteKind.TRANSIT_POINT),
        "checkpoints": sites.count(SiteKind.CHECKPOINT),
        "gates": sites.count(SiteKind.GATE),
        "airheads": sites.count(SiteKind.AIRHEAD),
        "vehicles": sum(fleet.vehicles for fleet in case.fleets),
        "vehicle_seats": sum(fleet.vehicles * fleet.seats for fleet in case.fleets),
        "flights_by_deadline": len(in_time),
        "flight_seats_by_deadline": sum(flight.seats for flight in in_time),
        "closures": len(case.closures),
        "hazard_rows": None if case.hazard is None else len(case.hazard),
        "reports": len(case.reports),
    }
