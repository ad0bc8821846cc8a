"""Count the people exposed at every place in every time slot of a plan.

A place is a street (a link and the one against it) or a node where parties wait or are processed. A slot is a stretch
of the clock. The exposure of a (place, slot) is the number of people there, averaged over the slot: in the open each
counts fully, in a vehicle by the case's `sheltered_factor`. Who is at home or holds inside the airhead is not counted
(docs/unpredictability.md says why).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.people import Mode
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.plan import LegKind, Plan

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Run = tuple[Sequence[str], float, float, Mode, float]  # links, depart, arrive, by which mode, people by their weight


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Number the (place, slot) pairs of a case: `key = place * slots + slot`; nodes come after streets."""

    start: float  # POSIX second
    slot_seconds: float
    slots: int
    streets: int
    street_of: Ints  # (links,)
    link_row: dict[str, int]
    node_row: dict[str, int]
    seconds: dict[Mode, Floats]  # (links,) free flow

    @staticmethod
    def over(case: Case, slot_minutes: float | None = None) -> Grid:
        """Lay the grid over a case; without `slot_minutes` a slot is a step."""
        network = case.network
        ends = np.sort(np.stack([network.tail, network.head]).astype(np.int64), axis=0)
        _, street_of = np.unique(ends[0] * len(network.node_ids) + ends[1], return_inverse=True)
        slot = 60.0 * (slot_minutes or case.step_minutes)
        seconds = {
            Mode.WALK: network.length / (case.limits.walk_kmh / 3.6),
            Mode.AUTO: network.length / (network.speed_kmh / 3.6),
        }
        slots = int(np.ceil((case.deadline - case.start) / slot))
        streets = int(street_of.max(initial=-1)) + 1
        rows = network.link_index(), network.node_index()
        return Grid(case.start, slot, slots, streets, street_of.astype(np.int64), *rows, seconds)

    def split(self, keys: Ints) -> tuple[Ints, Ints]:
        """Give the places and the slots of keys."""
        return keys // self.slots, keys % self.slots


@dataclass(frozen=True, slots=True, eq=False)
class Exposure:
    """Hold the people exposed by key; keys rise, and what is missing is nobody."""

    keys: Ints
    people: Floats

    @property
    def peak(self) -> float:
        """Give the people at the best place and time to strike."""
        return float(self.people.max(initial=0.0))

    def at(self, keys: Ints) -> Floats:
        """Give the people at other keys."""
        if not len(self.keys):
            return np.zeros(len(keys))
        spot = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[spot] == keys, self.people[spot], 0.0)


def count_exposure(case: Case, plan: Plan, grid: Grid) -> Exposure:
    """Return the exposure of a plan that the judge finds feasible."""
    runs, stays = _list_movements(case, plan, grid)
    place, begin, end, people = (np.concatenate(pair) for pair in zip(_follow(grid, runs), stays, strict=True))
    return _spread(grid, place.astype(np.int64), begin - grid.start, end - grid.start, people)


def mix_exposure(exposures: Sequence[Exposure], weights: Floats) -> Exposure:
    """Return the expected exposure of a mixture."""
    used = [(e, w) for e, w in zip(exposures, weights.tolist(), strict=True) if w > 0]
    keys = np.concatenate([e.keys for e, _ in used])
    return _gather(keys, np.concatenate([w * e.people for e, w in used]))


def _list_movements(case: Case, plan: Plan, grid: Grid) -> tuple[list[Run], tuple[Floats, Floats, Floats, Floats]]:
    """List who moves along which links, and (place, begin, end, people) of who stands at a site."""
    size = {party.party_id: party.size for party in case.parties}
    sheltered = case.objective.sheltered_factor
    runs: list[Run] = []
    stays: list[tuple[int, float, float, int]] = []
    aboard: dict[str, int] = {}
    for leg in plan.legs:
        people = size[leg.party_id]
        match leg.kind:
            case LegKind.WALK:
                runs.append((leg.links, leg.depart, leg.arrive, Mode.WALK, people))
            case LegKind.DRIVE:
                runs.append((leg.links, leg.depart, leg.arrive, Mode.AUTO, people * sheltered))
            case LegKind.RIDE:
                aboard[leg.trip_id] = aboard.get(leg.trip_id, 0) + people
            case LegKind.WAIT | LegKind.PROCESS:
                stays.append((grid.streets + grid.node_row[leg.from_node], leg.depart, leg.arrive, people))
    for trip in plan.trips:
        if trip.trip_id in aboard:
            runs.append((trip.links, trip.depart, trip.arrive, Mode.AUTO, aboard[trip.trip_id] * sheltered))
    columns = np.array(stays, np.float64).reshape(-1, 4).T
    return runs, (columns[0], columns[1], columns[2], columns[3])


def _follow(grid: Grid, runs: Sequence[Run]) -> tuple[Floats, Floats, Floats, Floats]:
    """Give (street, begin, end, people) of every link on the way: its share of the time is that of its free flow."""
    runs = [run for run in runs if run[0]]
    links = np.array([grid.link_row[link] for link in chain.from_iterable(run[0] for run in runs)], np.int64)
    count = np.array([len(run[0]) for run in runs], np.int64)
    of = np.repeat(np.arange(len(runs)), count)
    by_car = np.array([run[3] is Mode.AUTO for run in runs], np.bool_)[of]
    seconds = np.where(by_car, grid.seconds[Mode.AUTO][links], grid.seconds[Mode.WALK][links])
    ends = np.cumsum(seconds)
    last = np.cumsum(count) - 1
    base = ends[last - count + 1] - seconds[last - count + 1]
    free = ends[last] - base
    depart, taken = np.array([run[1] for run in runs]), np.array([max(0.0, run[2] - run[1]) for run in runs])
    stretch = np.divide(taken, free, out=np.ones(len(runs)), where=free > 0)[of]
    until = np.asarray(depart[of] + (ends - base[of]) * stretch, np.float64)
    people = np.array([run[4] for run in runs], np.float64)[of]
    return grid.street_of[links].astype(np.float64), until - seconds * stretch, until, people


def _spread(grid: Grid, place: Ints, begin: Floats, end: Floats, people: Floats) -> Exposure:
    """Add up the people of stays in [begin, end) by place and slot, averaged over the slot."""
    first, last = np.floor(begin / grid.slot_seconds), np.floor(end / grid.slot_seconds)
    count = np.maximum(last - first + 1, 0).astype(np.int64)
    of = np.repeat(np.arange(len(place)), count)
    offset = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count)
    slot = first[of] + offset
    low, high = slot * grid.slot_seconds, (slot + 1) * grid.slot_seconds
    share = (np.minimum(end[of], high) - np.maximum(begin[of], low)) / grid.slot_seconds
    within = np.clip(slot, 0, grid.slots - 1).astype(np.int64)  # the judge forgives a second at either end
    return _gather(place[of] * grid.slots + within, people[of] * share)


def _gather(keys: Ints, people: Floats) -> Exposure:
    unique, inverse = np.unique(keys, return_inverse=True)
    total = np.bincount(inverse, people, len(unique)).astype(np.float64)
    return Exposure(unique[total > 0], total[total > 0])
