"""Answer small cases nearly as well as can be: an integer program chooses among listed itineraries.

Nothing here shares code with a planner or a bound; the judge decides what is feasible and what it costs.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from itineraries import Itinerary, Room, Town
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

from safeconduct.core.people import Party
from safeconduct.core.plan import Case, Plan, judge_plan


def find_best_plan(case: Case, hurried: bool) -> Plan:
    """Return a feasible plan: of all itineraries found, those that together cost the least."""
    town = Town(case, hurried)
    options = [
        option
        for number, party in enumerate(case.parties)
        for option in town.itineraries(number)
        if option.cost < _stay(case, party)
    ]
    chosen = _choose(town, options) if options else []
    plan = _plan(town, chosen)
    while not judge_plan(case, plan).feasible:  # what itineraries do to each other in ways that the program left out
        chosen.pop()
        plan = _plan(town, chosen)
    return plan


def _choose(town: Town, options: list[Itinerary]) -> list[Itinerary]:
    """Let the program choose an itinerary for each party, or none, and a trip at most for each vehicle."""
    trips, parties = list(town.trips.values()), town.case.parties
    columns, sizes = len(options) + len(trips), [float(parties[option.party].size) for option in options]
    rows: list[tuple[dict[int, float], float]] = []
    for number in range(len(parties)):
        rows.append(({i: 1.0 for i, option in enumerate(options) if option.party == number}, 1.0))
    for room in dict.fromkeys(room for option in options for room in sorted(option.rooms, key=str)):
        weigh = (lambda _: 1.0) if room[0] == "link" else sizes.__getitem__
        rows.append(({i: weigh(i) for i, option in enumerate(options) if room in option.rooms}, _room(town, room)))
    for j, trip in enumerate(trips):
        aboard = {i: sizes[i] for i, option in enumerate(options) if option.trip_id == trip.trip_id}
        seats = town.ground.fleets[trip.fleet_id].seats
        rows.append(({**aboard, len(options) + j: -float(seats)}, 0.0))
    for vehicle in dict.fromkeys((trip.fleet_id, trip.vehicle) for trip in trips):
        own = {len(options) + j: 1.0 for j, t in enumerate(trips) if (t.fleet_id, t.vehicle) == vehicle}
        rows.append((own, 1.0))
    for site, moment in dict.fromkeys((site, since) for option in options for site, since, _ in option.stays):
        there = {
            i: sizes[i] for i, o in enumerate(options) if any(s == site and a <= moment < b for s, a, b in o.stays)
        }
        holding = town.ground.sites[site].holding
        if holding is not None and len({options[i].party for i in there}) > 1:
            rows.append((there, float(holding)))
    matrix = lil_array((len(rows), columns))
    for number, (row, _) in enumerate(rows):
        for column, value in row.items():
            matrix[number, column] = value
    gain = [option.cost - _stay(town.case, parties[option.party]) for option in options] + [0.0] * len(trips)
    most = np.array([min(most, 1e9) for _, most in rows])
    answer = milp(
        np.array(gain) / max(1e-12, -min(gain)),
        constraints=LinearConstraint(matrix.tocsr(), -np.inf, most),
        integrality=np.ones(columns), bounds=Bounds(0, 1), options={"time_limit": 5.0, "presolve": False},
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
