"""Set the sites: transit points among the people, checkpoints on the ring, gates inside it, the airhead."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from safeconduct.core.basics import Window
from safeconduct.core.exercise.cordon import Cordon
from safeconduct.core.exercise.options import LARGEST_PARTY, MARK, ExerciseOptions
from safeconduct.core.exercise.streets import plane_metres
from safeconduct.core.network import Flight, Site, SiteKind, StreetNetwork
from safeconduct.core.people import Party

AIRHEAD_ID = "A1"
GATE_HOURS_SHARE = 0.55  # the gates together need this share of the case's time to process everybody
CHECKPOINT_RATIO = 1.8  # what all checkpoints pass, over what all gates process: the busiest bind
HOLDING_SHARE = 0.2  # of the people, inside the airhead at once


def place_gates(network: StreetNetwork, cordon: Cordon, count: int) -> NDArray[np.intp]:
    """Choose gate nodes in the nearer half of the ring, apart from each other; the nearest to the airhead first."""
    nodes = cordon.gate_nodes
    place = plane_metres(network.x, network.y, float(network.y[cordon.airhead]))
    far = np.hypot(*(place[nodes] - place[cordon.airhead]).T)
    nodes = nodes[np.argsort(far, kind="stable")][: max(count, (len(nodes) + 1) // 2)]
    chosen = [0]
    apart = np.hypot(*(place[nodes] - place[nodes[0]]).T)
    while len(chosen) < count:
        apart[chosen] = -1.0
        chosen.append(int(apart.argmax()))
        apart = np.minimum(apart, np.hypot(*(place[nodes] - place[nodes[chosen[-1]]]).T))
    return np.asarray(nodes[chosen], dtype=np.intp)


def spread_transit_points(
    network: StreetNetwork,
    nodes: NDArray[np.intp],
    homes: NDArray[np.intp],
    people: NDArray[np.float64],
    count: int,
    rng: np.random.Generator,
) -> NDArray[np.intp]:
    """Choose `count` distinct ones of the nodes, near to the people at their homes.

    Centres are seeded as k-means++ does (Arthur and Vassilvitskii 2007) and moved by a few rounds of Lloyd's algorithm,
    then each takes the nearest free node.
    """
    place = plane_metres(network.x, network.y, float(np.mean(network.y)))
    home = place[homes]
    centres = home[[int(rng.choice(len(home), p=people / people.sum()))]]
    for _ in range(count - 1):
        far, _nearest = cKDTree(centres).query(home)
        pull = people * far**2
        pull = pull if pull.sum() > 0 else people
        centres = np.vstack([centres, home[int(rng.choice(len(home), p=pull / pull.sum()))]])
    for _ in range(3):
        _, nearest = cKDTree(centres).query(home)
        mass = np.bincount(nearest, people, minlength=count)
        moved = np.stack([np.bincount(nearest, people * home[:, k], minlength=count) for k in (0, 1)], axis=1)
        centres = np.where(mass[:, None] > 0, moved / np.maximum(mass, 1e-12)[:, None], centres)
    free = np.ones(len(nodes), dtype=bool)
    chosen = []
    for centre in centres:
        far = np.where(free, np.hypot(*(place[nodes] - centre).T), np.inf)
        chosen.append(int(far.argmin()))
        free[chosen[-1]] = False
    return np.asarray(nodes[chosen], dtype=np.intp)


def _open_but(options: ExerciseOptions, begin: float, share: float) -> tuple[Window, ...]:
    """Open the whole time but for a break that begins at one share of it and lasts another."""
    shut = options.at(begin)
    again = max(options.at(begin + share), shut + 60.0)
    return (Window(options.start, shut), Window(again, options.deadline))


def _at_least_a_party(per_hour: float, options: ExerciseOptions) -> float:
    """Raise a throughput so that the largest party passes within one step, and round it up to ten people an hour."""
    return float(10 * math.ceil(max(per_hour, LARGEST_PARTY * 60 / options.step_minutes) / 10 - 1e-9))


def make_sites(
    network: StreetNetwork,
    cordon: Cordon,
    transit: NDArray[np.intp],
    gates: NDArray[np.intp],
    parties: Sequence[Party],
    flights: Sequence[Flight],
    options: ExerciseOptions,
    rng: np.random.Generator,
) -> tuple[Site, ...]:
    """Name the sites, and bound them so that gates and the busiest checkpoints bind in part of the time."""
    ids, people = network.node_ids, sum(party.size for party in parties)
    rate = people / (GATE_HOURS_SHARE * options.hours)
    waiting = float(min(250, max(40, 10 * math.ceil(people / len(transit) * 0.027))))
    passing = _at_least_a_party(CHECKPOINT_RATIO * rate / len(cordon.checkpoints), options)
    breaks = rng.uniform(0.3, 0.6, size=3)
    sites = []
    for i, node in enumerate(transit.tolist()):
        hours = _open_but(options, breaks[0], 0.05) if i % 5 == 0 and len(transit) > 1 else ()
        name = f"{MARK} transit point {i + 1}"
        sites.append(Site(f"T{i + 1:02d}", SiteKind.TRANSIT_POINT, ids[node], name, waiting, None, hours))
    for i, node in enumerate(cordon.checkpoints):
        hours = _open_but(options, breaks[1], 0.05) if i % 3 == 0 else ()
        name = f"{MARK} checkpoint {i + 1}"
        sites.append(Site(f"C{i + 1:02d}", SiteKind.CHECKPOINT, ids[node], name, None, passing, hours))
    for i, node in enumerate(gates.tolist()):
        work = _at_least_a_party(rate / len(gates) * (1.2 if i == 0 else 1.0), options)
        hours = _open_but(options, breaks[2], 0.1) if i == 1 else ()
        sites.append(
            Site(
                f"G{i + 1}",
                SiteKind.GATE,
                ids[node],
                f"{MARK} gate {i + 1}",
                math.ceil(0.75 * work),
                work,
                hours,
                AIRHEAD_ID,
            )
        )
    largest = max(flight.seats for flight in flights)
    holding = float(max(math.ceil(HOLDING_SHARE * people), min(people, 2 * largest), LARGEST_PARTY))
    sites.append(Site(AIRHEAD_ID, SiteKind.AIRHEAD, ids[cordon.airhead], f"{MARK} airhead", holding))
    return tuple(sites)
