"""Lay a plan out as arrays, leg by leg and trip by trip, in the numbers of its case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import SafeconductError
from safeconduct.core.network import SiteKind
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.board import Moves
from safeconduct.core.plan.places import Places
from safeconduct.core.plan.plan import Leg, LegKind, Plan, Trip

KINDS: Mapping[str, int] = {kind: number for number, kind in enumerate(LegKind)}  # in the order of the kernels
assert list(LegKind) == ["walk", "drive", "wait", "ride", "process", "hold", "fly"]


class PlanDoesNotFitError(SafeconductError):
    """Say that a plan speaks of what its case does not have; exit code 2."""


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """Look up the numbers that ids of a case have in the arrays."""

    node: Mapping[str, int]
    link: Mapping[str, int]
    party: Mapping[str, int]
    site: Mapping[str, int]
    gate: Mapping[int, int]  # row of the site -> number of the gate
    point: Mapping[str, int]  # node id -> number of the first transit point there
    flight: Mapping[str, int]

    @staticmethod
    def of(case: Case, places: Places, link: Mapping[str, int] | None = None) -> Numbers:
        """Take them from the case; `link` is known where the network is."""
        site = {s.site_id: row for row, s in enumerate(case.sites)}
        gate = {site[s.site_id]: number for number, s in enumerate(places.gates)}
        points = [s for s in case.sites if s.kind is SiteKind.TRANSIT_POINT] if case.fleets else []
        point = {s.node_id: number for number, s in reversed(list(enumerate(points)))}
        party = {p.party_id: row for row, p in enumerate(case.parties)}
        flight = {f.flight_id: row for row, f in enumerate(places.flights)}
        return Numbers(places.node, link or case.network.link_index(), party, site, gate, point, flight)


@dataclass(frozen=True, slots=True, eq=False)
class Flat:
    """Hold a plan's legs by party and seq, and its trips by departure, with their arrays."""

    legs: tuple[Leg, ...]
    ptr: NDArray[np.int64]  # (parties of the plan's case + 1,) legs of each
    moves: Moves  # its gates, flights and trips are those of `number_legs`
    trips: tuple[Trip, ...]
    trip_rows: tuple[NDArray[np.int64], ...]


def flatten(case: Case, plan: Plan, numbers: Numbers) -> Flat:
    """Return the plan as arrays; the legs of each party in order.

    Raises:
        PlanDoesNotFitError: where the plan names a party, node, link or site that the case does not have.
    """
    try:
        return _flatten(case, plan, numbers)
    except KeyError as unknown:
        raise PlanDoesNotFitError(
            f"the plan speaks of {unknown.args[0]!r}, which the case does not have: "
            "give the case that the plan was made for"
        ) from None


def _flatten(case: Case, plan: Plan, numbers: Numbers) -> Flat:
    party_rows = [numbers.party[leg.party_id] for leg in plan.legs]
    order = np.lexsort((np.array([leg.seq for leg in plan.legs], np.int64), np.array(party_rows, np.int64)))
    legs = tuple(plan.legs[i] for i in order.tolist())
    rows = np.array(party_rows, np.int64)[order]
    ptr = np.searchsorted(rows, np.arange(len(case.parties) + 1)).astype(np.int64)
    trips = tuple(sorted(plan.trips, key=lambda trip: trip.depart))
    size = np.array([party.size for party in case.parties], np.int64)
    moves = make_moves(case, numbers, legs, size[rows])
    for trip in trips:
        _ = numbers.node[trip.from_node], numbers.node[trip.to_node]
    return Flat(legs, ptr, moves, trips, tuple(link_rows(numbers, trip.links) for trip in trips))


def make_moves(case: Case, numbers: Numbers, legs: Sequence[Leg], size: NDArray[np.int64]) -> Moves:
    """Return legs as arrays, but for gate, flight and trip."""
    link, start, nothing = numbers.link, case.start, np.full(len(legs), -1, np.int64)
    rows = [link[ident] for leg in legs for ident in leg.links]
    return Moves(
        _ints(KINDS.get(leg.kind, -1) for leg in legs),
        np.asarray(size, np.int64),
        _ints(numbers.node[leg.from_node] for leg in legs),
        np.array([leg.depart - start for leg in legs], np.float64),
        np.array([leg.arrive - start for leg in legs], np.float64),
        _ints(numbers.site[leg.site_id] if leg.site_id else -1 for leg in legs),
        nothing,
        nothing.copy(),
        nothing.copy(),
        np.cumsum([0, *(len(leg.links) for leg in legs)]).astype(np.int64),
        np.array(rows, np.int64),
    )


def number_legs(moves: Moves, legs: Sequence[Leg], numbers: Numbers, trip: Mapping[str, int]) -> Moves:
    """Return the moves with the numbers that gates, flights and trips have now."""
    gates = np.full(len(numbers.site) + 1, -1, np.int64)
    gates[list(numbers.gate)] = list(numbers.gate.values())
    return moves._replace(
        gate=gates[moves.site],
        flight=_ints(numbers.flight.get(leg.flight_id, -1) for leg in legs),
        trip=_ints(trip.get(leg.trip_id, -1) for leg in legs),
    )


def link_rows(numbers: Numbers, links: Iterable[str]) -> NDArray[np.int64]:
    """Return the rows of links."""
    return np.array([numbers.link[ident] for ident in links], np.int64)


def _ints(values: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(values, np.int64)
