"""Say what has happened to the sites and means of a plan, as a replan takes it, from what is on record."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from safeconduct.core.basics import Window
from safeconduct.core.operation.means import FlightState, MeansReports, VehicleState
from safeconduct.core.operation.orders import Level, find_order
from safeconduct.core.operation.sightings import Seen
from safeconduct.core.operation.state import State
from safeconduct.core.plan import Case
from safeconduct.core.plan.replanning import Event, FlightChanged, SiteChanged, VehicleLost

SITE = "site:"
FOREVER = float("inf")
DIGEST_SIGNS = 16


@dataclass(frozen=True, slots=True)
class Down:
    """Name the means that are lost: vehicles as FLEET.NUMBER, and flights that are cancelled."""

    vehicles: frozenset[str] = frozenset()
    flights: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Happened:
    """Hold what stands against a plan now: in words by what it is about, and a digest that tells it from other."""

    closed: Mapping[str, str] = field(default_factory=dict)  # site -> why it is closed
    down: Down = field(default_factory=Down)

    @property
    def digest(self) -> str:
        """Return what any other state of sites and means changes; why a site is closed does not count."""
        told = [*self.closed, "", *sorted(self.down.vehicles), "", *sorted(self.down.flights)]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:DIGEST_SIGNS]

    def words(self) -> tuple[str, ...]:
        """Say it, a line each.

        >>> Happened({"G1": "threat"}, Down(frozenset({"B.0"}), frozenset({"F2"}))).words()
        ('site G1 is closed: threat', 'vehicle B.0 is lost', 'flight F2 is cancelled')
        """
        return (
            *(f"site {site} is closed: {why}" for site, why in self.closed.items()),
            *(f"vehicle {one} is lost" for one in sorted(self.down.vehicles)),
            *(f"flight {one} is cancelled" for one in sorted(self.down.flights)),
        )


def find_happened(state: State) -> Happened:
    """Return which sites nobody may be sent to, and which means are lost.

    A site is closed where a threat was reported and nobody has reported anything else since, however old that is, or
    where a STOP or HOLD stands over it alone. Where nothing was reported nothing is closed: of most sites nobody has
    said anything. So it is with means: one that was lost is lost until somebody says otherwise.
    """
    closed = {
        place.removeprefix(SITE): "a threat was reported"
        for place, heads in state.places.items()
        if place.startswith(SITE) and any(one.state is Seen.THREAT for one in heads.standing.values())
    }
    for subject in state.orders:
        order = find_order({subject: state.orders[subject]}, subject)
        if subject.startswith(SITE) and order is not None and order.level > Level.GO:
            closed[subject.removeprefix(SITE)] = f"{order.level.name} stands over it"
    return Happened(
        dict(sorted(closed.items())),
        Down(_reported(state.vehicles, VehicleState.LOST), _reported(state.flights, FlightState.CANCELLED)),
    )


def list_disruptions(happened: Happened, case: Case, now: float) -> tuple[Event, ...]:
    """Return the same as a replan takes it, of the sites and means that a case has; `now` is a POSIX second.

    A flight that has departed by then is not cancelled any more.
    """
    sites, events = {site.site_id for site in case.sites}, list[Event]()
    events += [SiteChanged(site, Window(now, FOREVER), closed=True) for site in happened.closed if site in sites]
    vehicles = {f"{fleet.fleet_id}.{number}": (fleet.fleet_id, number) for fleet in case.fleets
                for number in range(fleet.vehicles)}  # fmt: skip
    events += [VehicleLost(*vehicles[one], now) for one in _known(happened.down.vehicles, vehicles)]
    flights = {flight.flight_id for flight in case.flights if flight.departs >= now}
    events += [FlightChanged(one, cancelled=True) for one in _known(happened.down.flights, flights)]
    return tuple(events)


def _reported(reports: MeansReports, state: str) -> frozenset[str]:
    return frozenset(
        ident for ident, heads in reports.items() if any(one.state == state for one in heads.standing.values())
    )


def _known(named: Collection[str], known: Collection[str]) -> list[str]:
    return sorted(one for one in named if one in known)
