"""Say by which way and which transit point each party goes in each plan, and bound how probable any of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan.case import Case
from safeconduct.core.plan.mixing.exposure import Floats, Ints
from safeconduct.core.plan.mixing.game import Share
from safeconduct.core.plan.plan import LegKind, Plan

HOME = -1  # of a party that stays
TOLERANCE = 1e-6


@dataclass(slots=True, eq=False)
class Ways:
    """Number the ways of a case as plans bring them: a way is the links of all moving legs, with their kinds."""

    case: Case
    numbers: dict[object, int] = field(default_factory=dict)
    ways: list[Ints] = field(default_factory=list)  # for each plan (parties,) number of the way, or HOME
    points: list[Ints] = field(default_factory=list)  # for each plan (parties,) number of the transit point, or HOME

    def add(self, plan: Plan) -> None:
        """Take a plan in."""
        trips = {trip.trip_id: trip for trip in plan.trips}
        moves: dict[str, list[object]] = {}
        point: dict[str, str] = {}
        for leg in plan.legs:
            own = moves.setdefault(leg.party_id, [])
            if leg.kind in (LegKind.WALK, LegKind.DRIVE):
                own.append((leg.kind, leg.links))
            elif leg.kind == LegKind.RIDE:
                own.append((leg.kind, trips[leg.trip_id].links))
                point[leg.party_id] = leg.from_node
        parties = [party.party_id for party in self.case.parties]
        self.ways.append(self._number([tuple(moves[p]) if p in moves else None for p in parties]))
        self.points.append(self._number([point.get(p) for p in parties]))

    def _number(self, things: Sequence[object]) -> Ints:
        numbers = (HOME if t is None else self.numbers.setdefault(t, len(self.numbers)) for t in things)
        return np.fromiter(numbers, np.int64, len(things))


@dataclass(frozen=True, slots=True, eq=False)
class Likeliest:
    """Say how probable the likeliest way of each party is, and the likeliest transit point."""

    way: Floats  # (parties,)
    point: Floats  # (parties,)
    choices: Ints  # (parties,) ways that the plans know for it

    def over(self, most: float) -> NDArray[np.bool_]:
        """Tell which parties go by some way or transit point with a probability above a cap."""
        return np.maximum(self.way, self.point) > most + TOLERANCE


def find_likeliest(ways: Ways, plans: Sequence[int], weights: Floats) -> Likeliest:
    """Return it for a mixture of some of the plans; the choices are those of all plans given."""
    by_way, by_point = np.stack([ways.ways[i] for i in plans]), np.stack([ways.points[i] for i in plans])
    ordered = np.sort(by_way, axis=0)
    fresh = np.vstack([ordered[:1] >= 0, (ordered[1:] != ordered[:-1]) & (ordered[1:] >= 0)])
    return Likeliest(_most(by_way, weights), _most(by_point, weights), fresh.sum(axis=0))


def bound_shares(ways: Ways, plans: Sequence[int], weights: Floats, most: float) -> list[Share]:
    """List the sets of plans that together exceed the cap under these weights: each is one party by one way.

    A party that every plan sends the same way, or leaves at home, is passed over: it has no other choice here.
    """
    found: dict[bytes, Share] = {}
    for table in (np.stack([ways.ways[i] for i in plans]), np.stack([ways.points[i] for i in plans])):
        for party in np.nonzero(_most(table, weights) > most + TOLERANCE)[0]:
            column = table[:, party]
            for number in np.unique(column[column >= 0]):
                same = column == number
                if weights[same].sum() > most + TOLERANCE and not same.all():
                    found.setdefault(same.tobytes(), Share(same, most))
    return list(found.values())


def _most(table: Ints, weights: Floats) -> Floats:
    """Give for each party (column) the greatest weight that falls on one number, staying home left out."""
    most = np.zeros(table.shape[1])
    for row in np.nonzero(weights > 0)[0]:
        same = (table == table[row]) & (table[row] >= 0)
        most = np.maximum(most, weights @ same)
    return most
