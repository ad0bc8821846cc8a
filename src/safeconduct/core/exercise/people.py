"""Invent the parties: homes where the map has people, sizes like families, no names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from safeconduct.core.exercise.options import LARGEST_PARTY, ExerciseOptions
from safeconduct.core.exercise.streets import plane_metres
from safeconduct.core.network import StreetNetwork, Zone
from safeconduct.core.people import Mode, Party

SIZES = np.arange(1, LARGEST_PARTY + 1)
SIZE_WEIGHTS = np.array([5, 8, 10, 11, 12, 11, 10, 8, 7, 5, 4, 3, 2.5, 2, 1.5, 1])  # mean about 6 people
PRIORITIES, PRIORITY_SHARES = (1.0, 2.0, 5.0), (0.8, 0.15, 0.05)
OWN_VEHICLE_SHARE = 0.35
READY_AT_START_SHARE, READY_SPREAD_SHARE = 0.3, 0.2  # the rest get ready over the first fifth of the time
LANGUAGES, LANGUAGE_SHARES = ("en", "es", "fr", "ar", "fa"), (0.25, 0.25, 0.2, 0.15, 0.15)
NEEDS = {2.0: ("infant", "medicine"), 5.0: ("wheelchair", "stretcher")}


def weigh_nodes(network: StreetNetwork, zones: Sequence[Zone]) -> NDArray[np.float64]:
    """Share each zone's people among the nodes nearest to it: weights (n,); without people all nodes weigh the same."""
    peopled = [zone for zone in zones if zone.population > 0]
    if not peopled:
        return np.ones(len(network.node_ids))
    latitude = float(np.mean(network.y))
    centres = plane_metres(np.array([zone.x for zone in peopled]), np.array([zone.y for zone in peopled]), latitude)
    _, nearest = cKDTree(centres).query(plane_metres(network.x, network.y, latitude))
    population = np.array([zone.population for zone in peopled])
    shared = population[nearest] / np.bincount(nearest, minlength=len(peopled))[nearest]
    return np.asarray(shared, dtype=np.float64)


def invent_parties(
    network: StreetNetwork,
    homes: NDArray[np.float64],
    drivable: NDArray[np.bool_],
    options: ExerciseOptions,
    rng: np.random.Generator,
) -> tuple[Party, ...]:
    """Draw parties at nodes by the weight `homes` (n,); only those at a `drivable` (n,) node may have a vehicle."""
    count = options.parties
    nodes = rng.choice(len(homes), size=count, p=homes / homes.sum())
    sizes = rng.choice(SIZES, size=count, p=SIZE_WEIGHTS / SIZE_WEIGHTS.sum())
    priorities = rng.choice(PRIORITIES, size=count, p=PRIORITY_SHARES)
    drives = (rng.random(count) < OWN_VEHICLE_SHARE) & drivable[nodes]
    spread = np.where(rng.random(count) < READY_AT_START_SHARE, 0.0, READY_SPREAD_SHARE * rng.random(count))
    languages = rng.choice(LANGUAGES, size=count, p=LANGUAGE_SHARES)
    needs = rng.integers(0, 2, size=count)
    digits = max(5, len(str(count)))
    return tuple(
        Party(
            party_id=f"P{i + 1:0{digits}d}",
            node_id=network.node_ids[nodes[i]],
            size=int(sizes[i]),
            priority=float(priorities[i]),
            modes=frozenset((Mode.WALK, Mode.AUTO) if drives[i] else (Mode.WALK,)),
            ready=options.at(float(spread[i]), 300.0),
            language=str(languages[i]),
            needs=NEEDS[float(priorities[i])][needs[i]] if float(priorities[i]) in NEEDS else "",
        )
        for i in range(count)
    )
