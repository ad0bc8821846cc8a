"""List who is where and when in a plan, as the judge counts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.people import Mode
from safeconduct.core.picture.draws import Exposures
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.plan import LegKind, Plan


@dataclass(frozen=True, slots=True, eq=False)
class Exposed:
    """Hold the stays of a plan: owner k is the k-th party by itself, then come the trips, each with all aboard."""

    exposures: Exposures
    parties: int
    trips: int
    rides: tuple[tuple[int, int, float], ...]  # party, trip, the party's share of who is aboard


def list_exposures(case: Case, plan: Plan) -> Exposed:
    """Return the stays of the plan's parties and trips; ids that the case does not know are passed over.

    The time of a movement is spread over its links by their free-flow times.
    """
    party_row = {party.party_id: row for row, party in enumerate(case.parties)}
    trip_row = {trip.trip_id: row for row, trip in enumerate(plan.trips)}
    book = _Book(case)
    aboard: dict[tuple[int, int], int] = defaultdict(int)
    for leg in plan.legs:
        row = party_row.get(leg.party_id)
        if row is None:
            continue
        people = float(case.parties[row].size)
        if leg.kind in (LegKind.WALK, LegKind.DRIVE):
            mode = Mode.WALK if leg.kind == LegKind.WALK else Mode.AUTO
            book.move(row, leg.links, mode, leg.depart, leg.arrive, people)
        elif leg.kind in (LegKind.WAIT, LegKind.PROCESS, LegKind.HOLD):
            book.stay(row, leg.site_id, leg.kind == LegKind.HOLD, leg.depart, leg.arrive, people)
        elif leg.kind == LegKind.RIDE and leg.trip_id in trip_row:
            aboard[row, trip_row[leg.trip_id]] += case.parties[row].size
    filled = np.zeros(len(plan.trips))
    for (_, trip), riding in aboard.items():
        filled[trip] += riding
    for row, run in enumerate(plan.trips):
        if filled[row]:
            owner = len(case.parties) + row
            book.move(owner, run.links, Mode.AUTO, run.depart, run.arrive, float(filled[row]))
    rides = tuple((party, trip, float(riding / filled[trip])) for (party, trip), riding in aboard.items())
    return Exposed(book.close(), len(case.parties), len(plan.trips), rides)


Floats = NDArray[np.float64]


@dataclass(slots=True, eq=False)
class _Book:
    """Collect stays."""

    case: Case
    links: dict[str, int] = field(init=False)
    sites: dict[str, int] = field(init=False)
    seconds: dict[Mode, Floats] = field(init=False)
    owners: list[tuple[int, int]] = field(default_factory=list)  # owner, how many rows
    places: list[NDArray[np.intp]] = field(default_factory=list)
    moments: list[Floats] = field(default_factory=list)  # (2, rows)
    people: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        network, limits = self.case.network, self.case.limits
        nodes, links = network.node_index(), len(network.link_ids)
        self.links = dict(network.link_index())
        self.sites = {site.site_id: links + nodes[site.node_id] for site in self.case.sites}
        self.seconds = {
            Mode.WALK: network.length / (limits.walk_kmh / 3.6),
            Mode.AUTO: network.length / (network.speed_kmh / 3.6),
        }

    def move(self, owner: int, links: Sequence[str], mode: Mode, depart: float, arrive: float, people: float) -> None:
        """Note a movement; in a vehicle less of the rate reaches people."""
        rows = np.array([self.links[ident] for ident in links if ident in self.links], dtype=np.intp)
        spent = np.concatenate([[0.0], np.cumsum(self.seconds[mode][rows])])
        reached = depart + (max(0.0, arrive - depart) / spent[-1] if spent[-1] else 1.0) * spent
        self._note(owner, rows, np.stack([reached[:-1], reached[1:]]), people, sheltered=mode is Mode.AUTO)

    def stay(self, owner: int, site_id: str, sheltered: bool, depart: float, arrive: float, people: float) -> None:
        """Note a stay at a site."""
        if site_id in self.sites:
            place = np.array([self.sites[site_id]], dtype=np.intp)
            self._note(owner, place, np.array([[depart], [max(depart, arrive)]]), people, sheltered=sheltered)

    def _note(self, owner: int, places: NDArray[np.intp], moments: Floats, people: float, *, sheltered: bool) -> None:
        self.owners.append((owner, len(places)))
        self.places.append(places)
        self.moments.append(moments)
        self.people.append(people * (self.case.objective.sheltered_factor if sheltered else 1.0))

    def close(self) -> Exposures:
        """Return all that was noted, as columns."""
        if not self.owners:
            nothing, none = np.zeros(0), np.zeros(0, dtype=np.intp)
            return Exposures(none, none, nothing, nothing, nothing)
        owner, count = np.array(self.owners, dtype=np.intp).T
        start, end = np.concatenate(self.moments, axis=1)
        places = np.concatenate(self.places)
        return Exposures(np.repeat(owner, count), places, start, end, np.repeat(np.array(self.people), count))
