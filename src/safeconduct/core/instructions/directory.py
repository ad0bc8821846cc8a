"""Index one case and its plan, once, for the wording of every party's instruction."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.instructions.errors import PlanMisfitError, UnknownPartyError
from safeconduct.core.instructions.local_clock import LocalClock
from safeconduct.core.network import Flight, Landmark, Site, SiteKind, StreetNetwork
from safeconduct.core.people import Party
from safeconduct.core.plan import Case, Leg, Plan, Trip

if TYPE_CHECKING:
    from safeconduct.core.instructions.phrases import Phrases
    from safeconduct.core.instructions.route import Route, Turn

_T = TypeVar("_T")
CELL_DEGREES = 0.002
Cell = tuple[int, int]
Way = tuple[str, str, str, tuple[str, ...]]  # kind, first node, last node, links


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
    point: list[tuple[float, float]]  # of each node: longitude and latitude in degrees
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
    shuts: dict[str, tuple[float, ...]]  # by link: when it, or a place at its end, shuts; POSIX seconds
    post_at: dict[int, Site]  # checkpoints, by the row of their node
    landmarks: dict[Cell, list[tuple[int, Landmark]]]  # with their row, by the cell in which they stand
    passed: dict[str, tuple[Site, ...]] = field(default_factory=dict)  # checkpoints by trip, once they are asked for
    traced: dict[Way, Route] = field(default_factory=dict)  # what many parties walk is traced once
    turns: dict[tuple[int, int, int, int], Turn] = field(default_factory=dict)  # by the nodes that decide about one
    phrases: dict[str, Phrases] = field(default_factory=dict)  # by language: what was said once is kept
    shown: dict[tuple[float, float], str] = field(default_factory=dict)  # points as they are written for a check code

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
        row = self.node.get(node_id)
        return self.point[_need(self.node, node_id, f"{who}: node") if row is None else row]


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
    streets, nodes = case.network, case.network.node_index()
    checkpoints = {site.node_id: site for site in case.sites if site.kind is SiteKind.CHECKPOINT}
    cleaned = {name: clean_name(name) for name in set(streets.names)}
    return Directory(
        case=case,
        clock=LocalClock(case.utc_offset_seconds),
        node=nodes,
        link=streets.link_index(),
        tail=streets.tail.tolist(),
        head=streets.head.tolist(),
        metres=streets.length.tolist(),
        point=list(zip(streets.x.tolist(), streets.y.tolist(), strict=True)),
        street=[cleaned[name] for name in streets.names],
        junction=_find_junctions(streets),
        parties=parties,
        sites={site.site_id: site for site in case.sites},
        checkpoint_at=checkpoints,
        sites_at=dict(sites_at),
        trips={trip.trip_id: trip for trip in plan.trips},
        flights={flight.flight_id: flight for flight in case.flights},
        legs={party_id: tuple(sorted(own, key=lambda leg: leg.seq)) for party_id, own in legs.items()},
        closed=dict(closed),
        curfew=case.curfew_windows(),
        shuts=_find_shuts(streets, sites_at, closed),
        post_at={nodes[node]: site for node, site in checkpoints.items()},
        landmarks=_lay_landmarks(case.landmarks),
    )


def cell_of(lon: float, lat: float) -> Cell:
    """Return the cell of a point: 0.002 degrees, more than 50 m wide up to 77 degrees north or south.

    >>> cell_of(0.003, -0.001)
    (1, -1)
    """
    return math.floor(lon / CELL_DEGREES), math.floor(lat / CELL_DEGREES)


def _lay_landmarks(landmarks: Sequence[Landmark]) -> dict[Cell, list[tuple[int, Landmark]]]:
    found: dict[Cell, list[tuple[int, Landmark]]] = {}
    for row, one in enumerate(landmarks):
        if clean_name(one.name):
            found.setdefault(cell_of(one.x, one.y), []).append((row, one))
    return found


def find_shuts_at(
    node: str, sites_at: Mapping[str, list[Site]], closed: Mapping[tuple[str, str], list[Window]]
) -> list[float]:
    """Return when a node is closed, and when its sites close; POSIX seconds.

    A site's own closing time counts where people stop or are let through; half a way past it is not worked out.
    """
    ends = [window.end for site in sites_at.get(node, ()) for window in site.open]
    return [window.start for window in closed.get(("node", node), ())] + ends


def _find_shuts(
    streets: StreetNetwork, sites_at: Mapping[str, list[Site]], closed: Mapping[tuple[str, str], list[Window]]
) -> dict[str, tuple[float, ...]]:
    """Return the links that shut some time, or at whose end something does, with the moments of it."""
    named = {ident for what, ident in closed if what == "link"}
    nodes = {ident for what, ident in closed if what == "node"} | set(sites_at)
    ends = streets.head.tolist()
    found = {}
    for row, link in enumerate(streets.link_ids):
        node = streets.node_ids[ends[row]]
        if link in named or node in nodes:
            shut = [window.start for window in closed.get(("link", link), ())] + find_shuts_at(node, sites_at, closed)
            if shut:
                found[link] = tuple(shut)
    return found


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
