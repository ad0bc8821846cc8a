"""Index one case and its plan, once, for the wording of every party's instruction."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.instructions.errors import PlanMisfitError, UnknownPartyError
from safeconduct.core.instructions.local_clock import LocalClock
from safeconduct.core.network import Flight, Site, SiteKind, StreetNetwork
from safeconduct.core.people import Party
from safeconduct.core.plan import Case, Leg, Plan, Trip

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """Find everything an instruction speaks of by its id; made by `index_plan`."""

    case: Case
    clock: LocalClock
    node: dict[str, int]
    link: dict[str, int]
    tail: list[int]
    head: list[int]
    metres: list[float]
    lon: list[float]
    lat: list[float]
    street: list[str]  # of each link: its name on one line; "" = unnamed
    junction: list[bool]  # of each node: three or more streets meet
    parties: dict[str, Party]
    sites: dict[str, Site]
    checkpoint_at: dict[str, Site]  # by node id
    sites_at: dict[str, list[Site]]  # by node id
    trips: dict[str, Trip]
    flights: dict[str, Flight]
    legs: dict[str, tuple[Leg, ...]]  # by party id, in order
    closed: dict[tuple[str, str], list[Window]]  # by what and id
    curfew: tuple[Window, ...]

    def party(self, party_id: str) -> Party:
        """Return the party; raise UnknownPartyError with the remedy."""
        found = self.parties.get(party_id)
        if found is None:
            raise UnknownPartyError(
                f"party {party_id!r}: the case {self.case.name!r} has no such party; "
                f"look the id up in the column party_id of its party.csv ({len(self.parties)} parties)"
            )
        return found

    def site(self, site_id: str, who: str) -> Site:
        """Return the site; raise PlanMisfitError where the case has none."""
        return _need(self.sites, site_id, f"{who}: site")

    def trip(self, trip_id: str, who: str) -> Trip:
        """Return the trip; raise PlanMisfitError where the plan has none."""
        return _need(self.trips, trip_id, f"{who}: trip")

    def flight(self, flight_id: str, who: str) -> Flight:
        """Return the flight; raise PlanMisfitError where the case has none."""
        return _need(self.flights, flight_id, f"{who}: flight")

    def position(self, node_id: str, who: str) -> tuple[float, float]:
        """Return longitude and latitude of a node in degrees; raise PlanMisfitError where the case has none."""
        row = _need(self.node, node_id, f"{who}: node")
        return self.lon[row], self.lat[row]


def index_plan(case: Case, plan: Plan) -> Directory:
    """Index a case and its plan; raise PlanMisfitError where the plan is for another case or unknown parties."""
    if plan.case != case.name:
        raise misfit(f"the plan is for the case {plan.case!r}, not {case.name!r}")
    parties = {party.party_id: party for party in case.parties}
    legs: defaultdict[str, list[Leg]] = defaultdict(list)
    for leg in plan.legs:
        legs[leg.party_id].append(leg)
    for party_id in legs:
        _need(parties, party_id, "leg.csv: party")
    sites_at: defaultdict[str, list[Site]] = defaultdict(list)
    for site in case.sites:
        sites_at[site.node_id].append(site)
    closed: defaultdict[tuple[str, str], list[Window]] = defaultdict(list)
    for closure in case.closures:
        closed[closure.what, closure.ident].append(closure.window)
    streets = case.network
    cleaned = {name: clean_name(name) for name in set(streets.names)}
    return Directory(
        case=case,
        clock=LocalClock(case.utc_offset_seconds),
        node=streets.node_index(),
        link=streets.link_index(),
        tail=streets.tail.tolist(),
        head=streets.head.tolist(),
        metres=streets.length.tolist(),
        lon=streets.x.tolist(),
        lat=streets.y.tolist(),
        street=[cleaned[name] for name in streets.names],
        junction=_find_junctions(streets),
        parties=parties,
        sites={site.site_id: site for site in case.sites},
        checkpoint_at={site.node_id: site for site in case.sites if site.kind is SiteKind.CHECKPOINT},
        sites_at=dict(sites_at),
        trips={trip.trip_id: trip for trip in plan.trips},
        flights={flight.flight_id: flight for flight in case.flights},
        legs={party_id: tuple(sorted(own, key=lambda leg: leg.seq)) for party_id, own in legs.items()},
        closed=dict(closed),
        curfew=case.curfew_windows(),
    )


def clean_name(name: str) -> str:
    """Return a name on one line, without control marks: a name must not be able to forge a line or turn text round.

    >>> clean_name("Gate\\n2. Go back")
    'Gate 2. Go back'
    """
    line = " ".join(name.split())
    if line.isprintable():
        return line
    return " ".join("".join(char for char in line if not _is_control(char)).split())


def misfit(what: str) -> PlanMisfitError:
    """Return the error for a plan that cannot be put into words, with the remedy."""
    return PlanMisfitError(
        f"{what}: no instruction is written from this plan; judge it against this case, or plan the case anew"
    )


def _is_control(char: str) -> bool:
    """Tell control, surrogate, private and direction-turning characters; joiners within words are none."""
    category = unicodedata.category(char)
    return category in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") or (category == "Cf" and char not in "\u200c\u200d")


def _need(table: Mapping[str, _T], ident: str, what: str) -> _T:
    found = table.get(ident)
    if found is None:
        raise misfit(f"{what} {ident!r} is named, but there is none")
    return found


def _find_junctions(streets: StreetNetwork) -> list[bool]:
    """Tell of each node whether it has three or more neighbours, directions and parallel links counted once."""
    ends = np.stack([streets.tail, streets.head], axis=1).astype(np.int64)
    pairs = np.unique(np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1), axis=0)
    neighbours = np.bincount(pairs.ravel(), minlength=len(streets.node_ids))
    return [bool(many) for many in neighbours >= 3]
