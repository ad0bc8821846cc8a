"""Give the means: vehicles at their depots, a timetable of flights, and the streets that are shut."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.exercise.cordon import Cordon
from safeconduct.core.exercise.options import MARK, ExerciseOptions
from safeconduct.core.exercise.places import AIRHEAD_ID
from safeconduct.core.exercise.streets import drive_seconds, measure_way
from safeconduct.core.network import Closure, Fleet, Flight, StreetNetwork

BUS_SEATS, VAN_SEATS, BUS_SHARE = 45, 18, 0.6
USUAL_SEATS = 180  # of one flight
SHORTEST_GAP_MINUTES = 5  # between two flights, on average; more people make larger flights
FIRST_FLIGHT_SHARE = 0.09  # of the time, before the first flight
FILLING, BUSY_SHARE = 0.8, 0.5  # of a vehicle's seats; of the time that it is under way


def draw_flights(people: int, options: ExerciseOptions, rng: np.random.Generator) -> tuple[Flight, ...]:
    """Spread flights over the time; their seats together are `seats_factor` times the people."""
    total = max(1, round(people * options.seats_factor))
    most = max(1, round(60 * options.hours / SHORTEST_GAP_MINUTES))
    count = options.flights or min(most, max(1, min(4, total // 20), round(total / USUAL_SEATS)))
    count = min(count, total)
    slots = FIRST_FLIGHT_SHARE + (0.99 - FIRST_FLIGHT_SHARE) * (np.arange(count) + rng.uniform(0.4, 1.0, count)) / count
    departs = sorted(options.at(float(slot), 300.0) for slot in slots)
    cuts = np.concatenate([[0.0], np.cumsum(rng.uniform(0.75, 1.25, count))])
    seats = 1 + np.diff(np.round(cuts / cuts[-1] * (total - count)).astype(np.int64))
    digits = max(3, len(str(count)))
    return tuple(
        Flight(f"F{i + 1:0{digits}d}", AIRHEAD_ID, min(departs[i], options.deadline), int(seats[i]))
        for i in range(count)
    )


def station_fleets(
    network: StreetNetwork,
    cordon: Cordon,
    transit: NDArray[np.intp],
    gates: NDArray[np.intp],
    walkers: int,
    turnaround_minutes: float,
    options: ExerciseOptions,
    rng: np.random.Generator,
) -> tuple[Fleet, ...]:
    """Station buses and vans; unless their number is asked for, about as many as the people without a vehicle need."""
    count = options.vehicles
    if count is None:
        drive = measure_way(network, gates, drive_seconds(network), network.auto & ~cordon.closed)[transit]
        round_hours = 2 * float(np.mean(drive)) / 3600 + turnaround_minutes / 30
        runs = max(1.0, BUSY_SHARE * options.hours / round_hours)
        seats = BUS_SHARE * BUS_SEATS + (1 - BUS_SHARE) * VAN_SEATS
        count = max(1, math.ceil(walkers / (runs * FILLING * seats)))
    depots = rng.choice(np.flatnonzero(cordon.plannable & ~cordon.inside), size=2)
    buses = math.ceil(BUS_SHARE * count)
    until = (Window(options.start, options.at(0.96)),)
    fleets = (
        Fleet("B1", network.node_ids[depots[0]], buses, BUS_SEATS),
        Fleet("B2", network.node_ids[depots[1]], count - buses, VAN_SEATS, until),
    )
    return tuple(fleet for fleet in fleets if fleet.vehicles)


def close_streets(
    network: StreetNetwork, cordon: Cordon, options: ExerciseOptions, rng: np.random.Generator
) -> tuple[Closure, ...]:
    """Shut the ring for the whole time, and busy streets outside it for some of the time, both directions."""
    whole = Window(options.start, options.deadline)
    ring = [Closure("link", network.link_ids[row], whole, f"{MARK} cordon") for row in np.flatnonzero(cordon.closed)]
    streets = np.flatnonzero(network.auto & ~cordon.inside[network.tail] & ~cordon.inside[network.head])
    count = options.closures if options.closures is not None else min(10, len(streets) // 40)
    count = min(count, len(streets))
    pull = np.sqrt(cordon.traffic[streets]) + 1e-3
    drawn: list[int] = rng.choice(streets, size=count, replace=False, p=pull / pull.sum()).tolist() if count else []
    opposite = {(int(network.tail[row]), int(network.head[row])): int(row) for row in streets}
    blocks: list[Closure] = []
    done: set[int] = set()
    for row in drawn:
        begin = float(rng.uniform(0.05, 0.7))
        for link in (row, opposite.get((int(network.head[row]), int(network.tail[row])))):
            until = begin + float(rng.uniform(0.05, 0.2))
            if link is not None and link not in done:
                done.add(link)
                window = Window(options.at(begin), max(options.at(until), options.at(begin) + 60.0))
                blocks.append(Closure("link", network.link_ids[link], window, f"{MARK} roadblock"))
    return tuple(ring + blocks)
