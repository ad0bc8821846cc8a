"""Make one exercise case: ring, people, sites, means, threats, in that order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.exercise.cordon import Cordon, draw_cordon
from safeconduct.core.exercise.incidents import invent_incidents
from safeconduct.core.exercise.options import ExerciseOptions, find_option_faults
from safeconduct.core.exercise.people import invent_parties, weigh_nodes
from safeconduct.core.exercise.places import make_sites, place_gates, spread_transit_points
from safeconduct.core.exercise.streets import find_strong_part, plane_metres
from safeconduct.core.exercise.supplies import close_streets, draw_flights, station_fleets
from safeconduct.core.exercise.threats import draw_dangers, spread_hazard, write_reports
from safeconduct.core.exercise.watchers import invent_watchers
from safeconduct.core.network import StreetNetwork, Zone
from safeconduct.core.people import Mode
from safeconduct.core.plan import Case, Limits, Objective

OBJECTIVE = Objective(left_behind=0.02, background_rate=2e-5, sheltered_factor=0.1, crowd_rate=5e-7, hour=1e-7)
AIRHEAD_METRES_MAX = 5000.0  # from the place asked for to the nearest street
AIRHEAD_TRIES = 20


def make_exercise(
    network: StreetNetwork, zones: Sequence[Zone], options: ExerciseOptions, rng: np.random.Generator
) -> Case:
    """Return a case of invented people, threats and means on the given streets, marked EXERCISE.

    Same rng state, same case. Every site can be driven and walked to, and every way from a home to a gate passes a
    checkpoint. Homes follow the zones' people, or lie anywhere where the zones have none. Each stage draws from a
    stream of its own: more hazards leave the people as they are.

    Raises InputFaultsError with every fault of the options, or with what the map cannot give.
    """
    faults = find_option_faults(options)
    if faults:
        raise InputFaultsError(faults)
    for_ring, for_people, for_places, for_means, for_streets, for_dangers, for_reports, for_incidents, for_watchers = (
        rng.spawn(9)
    )
    weight = weigh_nodes(network, zones)
    cordon = _choose_cordon(network, weight, options, for_ring)
    homes = np.where(cordon.walkable & ~cordon.inside, weight, 0.0)
    parties = invent_parties(network, homes, cordon.plannable, options, for_people)
    people = sum(party.size for party in parties)
    gates = place_gates(network, cordon, options.gates_wanted)
    outside = np.flatnonzero(cordon.plannable & ~cordon.inside)
    index = network.node_index()
    lived_at = np.array([index[party.node_id] for party in parties], dtype=np.intp)
    sizes = np.array([party.size for party in parties], dtype=np.float64)
    points = options.transit_points or min(options.transit_points_wanted, max(1, len(outside) // 4))
    transit = spread_transit_points(network, outside, lived_at, sizes, points, for_places)
    flights = draw_flights(people, options, for_means)
    limits = _choose_limits(network, options)
    walkers = sum(party.size for party in parties if Mode.AUTO not in party.modes)
    dangers = draw_dangers(network, cordon, gates, options, for_dangers)
    sites = make_sites(network, cordon, transit, gates, parties, flights, options, for_places)
    return Case(
        name=options.case_name,
        start=options.start,
        deadline=options.deadline,
        utc_offset_seconds=options.utc_offset_seconds,
        step_minutes=options.step_minutes,
        limits=limits,
        objective=OBJECTIVE,
        network=network,
        sites=sites,
        parties=parties,
        fleets=station_fleets(network, cordon, transit, gates, walkers, limits.turnaround_minutes, options, for_means),
        flights=flights,
        closures=close_streets(network, cordon, options, for_streets),
        hazard=spread_hazard(network, dangers) if options.hazard_file else None,
        reports=write_reports(network, dangers, options, for_reports),
        incidents=invent_incidents(network, options, for_incidents),
        watched=options.watched,
        watchers=invent_watchers(network, sites, options, for_watchers),
        kappa=options.kappa,
    )


def _choose_limits(network: StreetNetwork, options: ExerciseOptions) -> Limits:
    """Scale the limits to the map and the time: 4 km on foot and 2 hours of waiting in a city over a day and more."""
    spans = plane_metres(
        np.array([network.x.min(), network.x.max()]),
        np.array([network.y.min(), network.y.max()]),
        float(np.mean(network.y)),
    )
    across = float(np.hypot(*(spans[1] - spans[0])))
    return Limits(
        walk_kmh=4.0,
        walk_metres_max=float(min(4000, max(500, 100 * round(0.5 * across / 100)))),
        wait_minutes_max=float(min(120, max(15, round(7.5 * options.hours)))),
        connection_minutes_min=float(min(60, max(5, round(5 * options.hours)))),
        turnaround_minutes=15.0 if options.hours >= 12 else 10.0,
        curfew=options.curfew,
    )


def _choose_cordon(
    network: StreetNetwork, weight: NDArray[np.float64], options: ExerciseOptions, rng: np.random.Generator
) -> Cordon:
    """Find the airhead's node and a ring round it, or say what the map cannot give."""
    plannable = find_strong_part(network, network.auto) & find_strong_part(network, network.walk)
    nodes = np.flatnonzero(plannable)
    needed = options.gates_wanted + (options.transit_points or 1) + (options.checkpoints or 1) + 1
    if len(nodes) < needed:
        problem = f"the map has {len(nodes)} nodes that people can both walk and drive to and from, {needed} are needed"
        raise InputFaultsError([Fault("map", 0, "node", "", problem, "take a larger map or ask for fewer sites")])
    entries = 0
    for airhead in _rank_airheads(network, nodes, weight, options, rng):
        cordon, found = draw_cordon(network, airhead, weight, options)
        if cordon:
            return cordon
        entries = max(entries, found)
    asked = f"{options.checkpoints or 1} checkpoints, {options.gates_wanted} gates and {options.transit_points or 1}"
    problem = f"no ring round the airhead serves {asked} transit points; at most {entries} streets lead into one"
    remedy = "ask for fewer --checkpoints, --gates or --transit-points, or give another --airhead"
    raise InputFaultsError([Fault("options", 0, "--airhead", "", problem, remedy)])


def _rank_airheads(
    network: StreetNetwork,
    nodes: NDArray[np.intp],
    weight: NDArray[np.float64],
    options: ExerciseOptions,
    rng: np.random.Generator,
) -> list[int]:
    """Give the node nearest to the place asked for; without one, some drawn away from the middle of the people."""
    if options.airhead is not None:
        lon, lat = options.airhead
        far = _distances(network, nodes, lon, lat)
        if far.min() > AIRHEAD_METRES_MAX:
            problem = f"the nearest street is {far.min() / 1000:.1f} km away"
            remedy = f"give a place within {AIRHEAD_METRES_MAX / 1000:g} km of the map, as LON,LAT"
            raise InputFaultsError([Fault("options", 0, "--airhead", f"{lon},{lat}", problem, remedy)])
        return [int(nodes[far.argmin()])]
    far = _distances(
        network, nodes, float(np.average(network.x, weights=weight)), float(np.average(network.y, weights=weight))
    )
    low, high = np.quantile(far, [0.6, 0.9])
    rim = nodes[(far >= low) & (far <= high)]
    return [int(node) for node in rng.permutation(rim)[:AIRHEAD_TRIES]]


def _distances(network: StreetNetwork, nodes: NDArray[np.intp], lon: float, lat: float) -> NDArray[np.float64]:
    """Give the metres (k,) from a place to each of the nodes."""
    here = plane_metres(np.array([lon]), np.array([lat]), lat)
    far: NDArray[np.float64] = np.hypot(*(plane_metres(network.x[nodes], network.y[nodes], lat) - here).T)
    return far
