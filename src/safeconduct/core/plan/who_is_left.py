"""Say who a plan leaves behind, and why, as far as that can be proven."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from safeconduct.core.network import SiteKind
from safeconduct.core.people import Mode, Party
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.plan import LegKind, Plan

OUT_OF_REACH = "No transit point or gate is within reach: too far to walk on open streets, and no vehicle of their own."
TOO_LARGE = "The group is larger than any gate takes in one step, or than any departure has seats."
TOO_LATE = "They are ready too late for the last departure."
NO_SLOT = "A site is within reach, but this plan gives them no place. The reason is not recorded."


@dataclass(frozen=True, slots=True)
class LeftGroup:
    """Count the parties that are left for one reason."""

    reason: str
    parties: tuple[str, ...]  # party ids, sorted
    people: int
    people_with_priority: int  # of them, those with a priority above 1
    proven: bool  # no plan for this case could take them


def who_is_left(case: Case, plan: Plan) -> tuple[LeftGroup, ...]:
    """Return those who do not fly, by reason, most people first.

    The planner's own note on a party wins. Otherwise a reason is given that holds for every plan (reach, size, time),
    or it is said that none is recorded.
    """
    flown = {leg.party_id for leg in plan.legs if leg.kind == LegKind.FLY}
    left = [party for party in case.parties if party.party_id not in flown]
    reach = _Reach.of(case) if left else None
    groups: dict[tuple[str, bool], list[Party]] = defaultdict(list)
    for party in left:
        proof = reach.obstacle(case, party) if reach else ""
        reason = plan.notes.get(party.party_id, "") or proof or NO_SLOT
        groups[reason, bool(proof)].append(party)
    found = [
        LeftGroup(
            reason,
            tuple(sorted(party.party_id for party in parties)),
            sum(party.size for party in parties),
            sum(party.size for party in parties if party.priority > 1),
            proven,
        )
        for (reason, proven), parties in groups.items()
    ]
    return tuple(sorted(found, key=lambda group: (-group.people, group.reason)))


@dataclass(frozen=True, slots=True, eq=False)
class _Reach:
    """Hold how far every node is from the nearest transit point or gate, on links that are not shut all the time."""

    row_of: Mapping[str, int]
    walk_metres: NDArray[np.float64]
    drive_seconds: NDArray[np.float64]
    last_departure: float
    largest: float  # people: the most that any gate takes in one step and any departure seats

    @classmethod
    def of(cls, case: Case) -> _Reach:
        network = case.network
        row_of = network.node_index()
        rows = {row_of[s.node_id] for s in case.sites if s.kind in (SiteKind.TRANSIT_POINT, SiteKind.GATE)}
        usable = _usable(case)
        drive = network.length / (network.speed_kmh / 3.6)
        gates = [
            np.inf if s.throughput is None else s.throughput * case.step_seconds / 3600
            for s in case.sites
            if s.kind == SiteKind.GATE
        ]
        flights = [flight for flight in case.flights if flight.departs <= case.deadline]
        return cls(
            row_of,
            _distance_to(case, sorted(rows), network.length, usable & network.walk),
            _distance_to(case, sorted(rows), drive, usable & network.auto),
            max((flight.departs for flight in flights), default=-np.inf),
            min(max(gates, default=0.0), max((float(flight.seats) for flight in flights), default=0.0)),
        )

    def obstacle(self, case: Case, party: Party) -> str:
        """Return what keeps the party back in every plan, or ''."""
        if party.size > self.largest + 1e-9:
            return TOO_LARGE
        row = self.row_of.get(party.node_id)
        if row is None:
            return ""
        limits = case.limits
        metres, seconds = float(self.walk_metres[row]), float(self.drive_seconds[row])
        on_foot = Mode.WALK in party.modes and metres <= limits.walk_metres_max + 1
        by_car = Mode.AUTO in party.modes and seconds < float("inf")
        if metres > 0 and not on_foot and not by_car:
            return OUT_OF_REACH
        ways = [metres / (limits.walk_kmh / 3.6)] * on_foot + [seconds] * by_car
        ready = max(party.ready, case.start) + min(ways, default=0.0)
        return TOO_LATE if ready + 60 * limits.connection_minutes_min > self.last_departure + 1 else ""


def _usable(case: Case) -> NDArray[np.bool_]:
    """Tell which links are not shut, nor lead to a node that is shut, for the whole of the case."""
    network = case.network
    usable = np.ones(len(network.link_ids), np.bool_)
    whole = [c for c in case.closures if c.window.start <= case.start and c.window.end >= case.deadline]
    shut_links = {c.ident for c in whole if c.what == "link"}
    shut_nodes = {c.ident for c in whole if c.what == "node"}
    if shut_links:
        usable &= np.array([ident not in shut_links for ident in network.link_ids])
    if shut_nodes:
        usable &= np.array([ident not in shut_nodes for ident in network.node_ids])[network.head]
    return usable


def _distance_to(
    case: Case, targets: list[int], weight: NDArray[np.float64], usable: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return (n,) the least weight from every node to the nearest target; infinity where there is no way."""
    network, nodes = case.network, len(case.network.node_ids)
    if not targets:
        return np.full(nodes, np.inf)
    links = np.flatnonzero(usable)
    # Of parallel links the lightest counts: csr_array would add them up. A zero would vanish: it becomes a millimetre.
    links = links[np.lexsort((weight[links], network.tail[links], network.head[links]))]
    heads, tails = network.head[links], network.tail[links]
    first = np.ones(len(links), np.bool_)
    first[1:] = (heads[1:] != heads[:-1]) | (tails[1:] != tails[:-1])
    values = np.maximum(weight[links], 1e-3)[first]
    backwards = csr_array((values, (heads[first], tails[first])), shape=(nodes, nodes))
    return np.asarray(dijkstra(backwards, indices=targets, min_only=True), np.float64)
