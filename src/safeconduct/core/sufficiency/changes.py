"""Make the changed cases: one more of each means, everything else the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median_low

from safeconduct.core.basics import Window
from safeconduct.core.network import Flight, Site, SiteKind
from safeconduct.core.plan import Case
from safeconduct.core.sufficiency.staff import read_staff
from safeconduct.core.sufficiency.window_sets import union

MORE_THROUGHPUT = 1.1
HOUR = 3600.0


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Hold one changed case and what was changed."""

    kind: str  # "vehicle", "gate", "flight", "checkpoint", "staff" or "driver"; with an s where it is all of them
    ident: str  # of the fleet, gate, airhead or checkpoint; "" for all of them
    words: str
    case: Case


@dataclass(frozen=True, slots=True)
class Passed:
    """Say of which means no more was tried, and why."""

    ident: str
    why: str


def list_changes(case: Case, *, brief: bool = False) -> tuple[tuple[Change, ...], tuple[Passed, ...]]:
    """Return every change that is tried, and every means of which no more makes sense.

    Each change only adds to the means, so the plan that was given stays feasible. What is new stands at the end of its
    list: the sampled events of all else stay the same. `brief` leaves out the single gates and checkpoints where all
    of them are changed together.
    """
    found = [*_vehicles(case), *_gates(case), *_flights(case), *_checkpoints(case), *_staff(case)]
    changes = [item for item in found if isinstance(item, Change)]
    if brief:
        whole = {change.kind for change in changes}
        changes = [change for change in changes if f"{change.kind}s" not in whole]
    return tuple(changes), tuple(item for item in found if isinstance(item, Passed))


def _vehicles(case: Case) -> Iterator[Change]:
    for row, fleet in enumerate(case.fleets):
        more = replace(fleet, vehicles=fleet.vehicles + 1)
        fleets = (*case.fleets[:row], more, *case.fleets[row + 1 :])
        words = f"one more vehicle in fleet {fleet.fleet_id} ({fleet.seats} seats)"
        yield Change("vehicle", fleet.fleet_id, words, replace(case, fleets=fleets))


def _gates(case: Case) -> Iterator[Change | Passed]:
    gates = [site for site in case.sites if site.kind is SiteKind.GATE]
    limited = [site for site in gates if site.throughput]
    for site in gates:
        if site not in limited:
            why = "its throughput has no bound" if site.throughput is None else "it lets nobody in"
            yield Passed(site.site_id, why)
    for gate in limited:
        words = f"10 % more throughput at gate {gate.site_id}"
        yield Change("gate", gate.site_id, words, _with_sites(case, {gate.site_id: _quicker(gate)}))
    if len(limited) > 1:
        quicker = {gate.site_id: _quicker(gate) for gate in limited}
        yield Change("gates", "", "10 % more throughput at every gate", _with_sites(case, quicker))


def _quicker(gate: Site) -> Site:
    return replace(gate, throughput=(gate.throughput or 0.0) * MORE_THROUGHPUT)


def _flights(case: Case) -> Iterator[Change | Passed]:
    """Add a departure to each airhead, at the deadline.

    Who can catch any other departure can catch that one, and so can who missed theirs or lost it: no other moment
    brings more people out, unless the airhead is too full to wait in.
    """
    taken = {flight.flight_id for flight in case.flights}
    for site in case.sites:
        if site.kind is not SiteKind.AIRHEAD:
            continue
        own = [f for f in case.flights if f.airhead == site.site_id and f.departs <= case.deadline]
        if not own:
            yield Passed(site.site_id, "no departure by the deadline to take as a pattern")
            continue
        seats = median_low(f.seats for f in own)
        ident = next(name for n in range(len(taken) + 1) if (name := f"MORE{n or ''}-{site.site_id}") not in taken)
        flight = Flight(ident, site.site_id, case.deadline, seats)
        words = f"one more departure from {site.site_id}, at the deadline ({seats} seats)"
        yield Change("flight", site.site_id, words, replace(case, flights=(*case.flights, flight)))


def _checkpoints(case: Case) -> Iterator[Change | Passed]:
    longer: dict[str, Site] = {}
    for site in case.sites:
        if site.kind is not SiteKind.CHECKPOINT:
            continue
        windows = union(w if w.end >= case.deadline else Window(w.start, w.end + HOUR) for w in site.open)
        if windows == union(site.open):
            yield Passed(site.site_id, "it does not close before the deadline")
            continue
        longer[site.site_id] = replace(site, open=windows)
        words = f"one more hour at checkpoint {site.site_id}, at each closing time"
        yield Change("checkpoint", site.site_id, words, _with_sites(case, {site.site_id: longer[site.site_id]}))
    if len(longer) > 1:
        yield Change("checkpoints", "", "one more hour at every checkpoint that closes", _with_sites(case, longer))


def _staff(case: Case) -> Iterator[Change]:
    """Add one person at the gates, and the drivers of one vehicle, where the case says anything of staff."""
    staff = read_staff(case.staff)
    if staff.gate_staff_on_duty is not None:
        more = {**case.staff, "gate_staff_on_duty": staff.gate_staff_on_duty + 1.0}
        yield Change("staff", "", "one more of the staff on duty at the gates", replace(case, staff=more))
    if staff.drivers_on_duty is not None and staff.drivers_per_vehicle is not None:
        more = {**case.staff, "drivers_on_duty": staff.drivers_on_duty + staff.drivers_per_vehicle}
        yield Change(
            "driver", "", f"{staff.drivers_per_vehicle:g} more of the drivers on duty", replace(case, staff=more)
        )


def _with_sites(case: Case, changed: dict[str, Site]) -> Case:
    return replace(case, sites=tuple(changed.get(site.site_id, site) for site in case.sites))
