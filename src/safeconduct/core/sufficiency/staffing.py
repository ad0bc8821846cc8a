"""Let the replay have no more than the staff can work: gates process fewer, vehicles without a driver stand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case, Plan
from safeconduct.core.sufficiency.compile_script import compile_script
from safeconduct.core.sufficiency.kernels.script import Script
from safeconduct.core.sufficiency.staff import read_staff


def compile_staffed(case: Case, plan: Plan) -> Script:
    """Return the script of a feasible plan with the staff that the case tells of; where it tells of none, as planned.

    Raises InputFaultsError where [staff] is faulty.
    """
    staff = read_staff(case.staff)
    script = compile_script(_share_staff(case, staff.people_per_hour), plan)
    if staff.vehicles is None:
        return script
    driven = _choose_driven(case, plan, staff.vehicles)
    off = np.array([(trip.fleet_id, trip.vehicle) not in driven for trip in plan.trips], np.bool_)
    return script._replace(trips=script.trips._replace(off=off, is_first=script.trips.is_first & ~off))


def _share_staff(case: Case, people_per_hour: float | None) -> Case:
    """Return the case with what the gates' staff can process, shared out as the gates' throughput is.

    Gates without a bound share what the others leave, evenly; where none is left, as if each had a mean share.
    """
    gates = [site for site in case.sites if site.kind is SiteKind.GATE]
    if people_per_hour is None or not gates:
        return case
    bounded = [site.throughput for site in gates if site.throughput is not None]
    boundless = len(gates) - len(bounded)
    share = max(people_per_hour - sum(bounded), people_per_hour * boundless / len(gates)) / max(1, boundless)
    wanted = {site.site_id: share if site.throughput is None else site.throughput for site in gates}
    total = sum(wanted.values())
    factor = min(1.0, people_per_hour / total) if total else 1.0
    sites = (
        replace(site, throughput=wanted[site.site_id] * factor) if site.kind is SiteKind.GATE else site
        for site in case.sites
    )
    return replace(case, sites=tuple(sites))


def _choose_driven(case: Case, plan: Plan, vehicles: int) -> set[tuple[str, int]]:
    """Return the vehicles of the plan that are driven: those with most seats first."""
    seats = {fleet.fleet_id: fleet.seats for fleet in case.fleets}
    used = {(trip.fleet_id, trip.vehicle) for trip in plan.trips}
    return set(sorted(used, key=lambda vehicle: (-seats[vehicle[0]], vehicle))[:vehicles])
