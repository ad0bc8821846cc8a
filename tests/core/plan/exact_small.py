"""Answer small cases nearly as well as can be: an integer program chooses among listed itineraries.

Nothing here shares code with a planner or a bound; the judge decides what is feasible and what it costs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from itineraries import Itinerary, Room, Town
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from safeconduct.core.people import Party
from safeconduct.core.plan import Case, Plan, judge_plan

OPTIONS = 300  # for each party
MOMENTS = 40  # at which the program counts who is present


@dataclass
class _Rows:
    """Gather the rows of a program, each named by what it keeps."""

    row: dict[Room, int] = field(default_factory=dict)
    most: list[float] = field(default_factory=list)
    entries: list[tuple[float, int, int]] = field(default_factory=list)

    def add(self, name: Room, column: int, value: float, most: float) -> None:
        """Add an entry to the row of that name."""
        if name not in self.row:
            self.row[name] = len(self.most)
            self.most.append(min(most, 1e9))
        self.entries.append((value, self.row[name], column))

    def constraint(self, columns: int) -> LinearConstraint:
        """Give them to the solver."""
        value, row, column = zip(*self.entries, strict=True)
        return LinearConstraint(csr_array((value, (row, column)), shape=(len(self.most), columns)), -np.inf, self.most)


def find_best_plan(case: Case, hurried: bool) -> Plan:
    """Return a feasible plan: of all itineraries found, those that together cost the least."""
    town = Town(case, hurried)
    options: list[Itinerary] = []
    for number, party in enumerate(case.parties):
        worth = (option for option in town.itineraries(number) if option.cost < _stay(case, party))
        options += sorted(worth, key=lambda option: option.cost)[:OPTIONS]
    chosen = _choose(town, options) if options else []
    plan = _plan(town, chosen)
    while not judge_plan(case, plan).feasible:  # what itineraries do to each other in ways that the program left out
        chosen.pop()
        plan = _plan(town, chosen)
    return plan


def _choose(town: Town, options: list[Itinerary]) -> list[Itinerary]:
    """Let the program choose an itinerary for each party, or none, and a trip at most for each vehicle."""
    trips, parties = list(town.trips.values()), town.case.parties
    sizes = [float(parties[option.party].size) for option in options]
    rows = _Rows()
    for i, option in enumerate(options):
        rows.add(("party", option.party), i, 1.0, 1.0)
        for room in sorted(option.rooms, key=str):
            rows.add(room, i, 1.0 if room[0] == "link" else sizes[i], _room(town, room))
        if option.trip_id:
            rows.add(("trip", option.trip_id), i, sizes[i], 0.0)
    for j, trip in enumerate(trips, len(options)):
        rows.add(("trip", trip.trip_id), j, -float(town.ground.fleets[trip.fleet_id].seats), 0.0)
        rows.add(("vehicle", trip.fleet_id, trip.vehicle), j, 1.0, 1.0)
    stays = [(site, since, until, i) for i, option in enumerate(options) for site, since, until in option.stays]
    moments = list(dict.fromkeys((site, since) for site, since, _, _ in stays))
    for site, moment in moments[:: 1 + len(moments) // MOMENTS]:
        for i in {i for at, since, until, i in stays if at == site and since <= moment < until}:
            rows.add((site, moment), i, sizes[i], float(town.ground.sites[site].holding or 0.0))
    gain = [option.cost - _stay(town.case, parties[option.party]) for option in options] + [0.0] * len(trips)
    answer = milp(
        np.array(gain) / max(1e-12, -min(gain)),
        constraints=rows.constraint(len(gain)),
        integrality=np.ones(len(gain)), bounds=Bounds(0, 1), options={"time_limit": 2.0, "presolve": False},
    )  # fmt: skip
    return [] if answer.x is None else [option for i, option in enumerate(options) if answer.x[i] > 0.5]


def _plan(town: Town, chosen: list[Itinerary]) -> Plan:
    """Put a plan together that claims what is true."""
    legs = tuple(leg for option in chosen for leg in option.legs)
    ridden = {option.trip_id for option in chosen}
    trips = tuple(trip for ident, trip in town.trips.items() if ident in ridden)
    plan = Plan(town.case.name, {"name": "exact"}, 0, legs, trips, 0.0, 0, 0)
    verdict = judge_plan(town.case, plan)
    return replace(plan, cost=verdict.cost.total, out=verdict.out, left=verdict.left)


def _stay(case: Case, party: Party) -> float:
    """Give what it costs to leave a party behind."""
    objective, hours = case.objective, (case.deadline - case.start) / 3600
    return party.size * (party.priority * objective.left_behind + objective.hour * hours)


def _room(town: Town, room: Room) -> float:
    """Give the people, or vehicles, that a room takes."""
    word, key = room
    hours = town.case.step_seconds / 3600
    if word == "seat":
        return float(town.ground.flights[key].seats)
    if word == "link":
        return town.ground.capacity[key[0]] * hours
    most = town.ground.sites[key[0]].throughput
    return np.inf if most is None else most * hours + 1e-6
