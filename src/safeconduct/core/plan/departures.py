"""List the flights that count, and say who can catch them, who is held for them, and at what harm, at the least."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.network import Flight, Site, SiteKind
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.streets import Streets, harm_between

HURRY = 7.0  # seconds that the rounding of times may win between processing, holds and flight
GONE = 2.0  # seconds by which a hold may end before the flight departs
LATE = 5.0  # seconds by which it may begin after processing could last no longer


def counted_flights(case: Case) -> tuple[Flight, ...]:
    """List the flights that count, with the second that the judge forgives, by airhead and departure."""
    row = {s.site_id: number for number, s in enumerate(s for s in case.sites if s.kind is SiteKind.AIRHEAD)}
    counted = (f for f in case.flights if f.departs <= case.deadline + 1 and f.airhead in row and f.seats > 0)
    return tuple(sorted(counted, key=lambda f: (row[f.airhead], f.departs, f.flight_id)))


@dataclass(frozen=True, slots=True, eq=False)
class Departures:
    """Hold the flights that count, those of an airhead in a row by departure."""

    airheads: tuple[Site, ...]
    gate_air: NDArray[np.int64]  # (gates,) the airhead that each serves
    owner: NDArray[np.int64]  # (flights,) airhead
    departs: NDArray[np.float64]  # (flights,) seconds
    last: NDArray[np.int64]  # (airheads,) end of its flights
    seats: NDArray[np.float64]
    connection: float  # seconds

    @staticmethod
    def of(case: Case, gates: tuple[Site, ...]) -> Departures:
        """Take them from the case."""
        airheads = tuple(s for s in case.sites if s.kind is SiteKind.AIRHEAD)
        row = {s.site_id: number for number, s in enumerate(airheads)}
        flights = counted_flights(case)
        owner = np.array([row[f.airhead] for f in flights], np.int64)
        return Departures(
            airheads,
            np.array([row[g.serves or ""] for g in gates], np.int64),
            owner,
            np.array([f.departs - case.start for f in flights], np.float64),
            np.searchsorted(owner, np.arange(len(airheads)), side="right").astype(np.int64),
            np.array([f.seats for f in flights], np.float64),
            60 * case.limits.connection_minutes_min,
        )

    def first_caught(self, done: NDArray[np.float64]) -> NDArray[np.int32]:
        """Give the first flight that can be caught by who is processed at these moments, (any, gates, any)."""
        first = np.zeros(done.shape, np.int32)
        for gate, air in enumerate(self.gate_air):
            begin = np.searchsorted(self.owner, air)
            own = self.departs[begin : self.last[air]]
            first[:, gate] = begin + np.searchsorted(own, done[:, gate] + self.connection - HURRY)
        return first

    def first_inside(self, moments: NDArray[np.float64]) -> NDArray[np.int64]:
        """Give the first flight that departs later than each moment, (airheads, moments)."""
        first = [np.searchsorted(self.owner, air) for air in range(len(self.airheads))]
        own = [self.departs[begin:end] for begin, end in zip(first, self.last, strict=True)]
        rows = [begin + np.searchsorted(row, moments, side="right") for begin, row in zip(first, own, strict=True)]
        return np.array(rows, np.int64).reshape(len(self.airheads), len(moments))

    def held(self, people: float) -> NDArray[np.float64]:
        """Give what the airhead of each flight holds, at most everybody."""
        holding = [people if site.holding is None else min(people, np.floor(site.holding)) for site in self.airheads]
        return np.array(holding, np.float64)[self.owner] if holding else np.zeros(0)

    def costs(self, case: Case, streets: Streets, begins: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the least cost per person of each flight from the start of processing in each step, (flights, steps)."""
        node, objective = case.network.node_index(), case.objective
        cost = np.empty((len(self.departs), len(begins)))
        for f, departs in enumerate(self.departs):
            profile = streets.node_profile[node[self.airheads[self.owner[f]].node_id]]
            cost[f] = objective.hour / 3600 * departs
            for k, begin in enumerate(begins):
                held_from = min(begin + 2 * case.step_seconds + LATE, departs - self.connection + HURRY)
                if held_from < departs - GONE:
                    cost[f, k] += objective.sheltered_factor * harm_between(streets, profile, held_from, departs - GONE)
        return cost
