"""Close a ring round the airhead, so that nobody comes in but through a checkpoint."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.exercise.options import ExerciseOptions
from safeconduct.core.exercise.streets import count_traffic, find_strong_part, plane_metres
from safeconduct.core.network import StreetNetwork

RADIUS_METRES = 1200.0  # preferred; the nearest that the map allows is taken
SHARE_WANTED, SHARE_LEAST = 0.9, 0.5  # of the people outside, who must keep a way in


@dataclass(frozen=True, slots=True, eq=False)
class Cordon:
    """Hold the ring: with the closed links shut, every way from outside to inside passes a checkpoint node."""

    airhead: int
    inside: NDArray[np.bool_]  # (n,)
    checkpoints: tuple[int, ...]  # nodes just inside the ring, the busiest first
    closed: NDArray[np.bool_]  # (m,) shut for the whole time
    plannable: NDArray[np.bool_]  # (n,) reach each other on foot and by vehicle, the ring closed
    walkable: NDArray[np.bool_]  # (n,) reach each other on foot, the ring closed
    traffic: NDArray[np.float64]  # (m,) weight of the homes driving along each link if nothing were closed
    share: float  # of the weight outside that keeps a way in

    @property
    def gate_nodes(self) -> NDArray[np.intp]:
        """Give the nodes where a gate may stand."""
        free = self.inside & self.plannable
        free[[self.airhead, *self.checkpoints]] = False
        return np.flatnonzero(free)


def default_checkpoints(parties: int) -> int:
    """Give a plausible number of checkpoints: 2 for a dozen parties, 7 for 2,000, never over 8."""
    return min(8, max(2, round(math.log2(parties)) - 4))


def draw_cordon(
    network: StreetNetwork, airhead: int, weight: NDArray[np.float64], options: ExerciseOptions
) -> tuple[Cordon | None, int]:
    """Return the best ring round the airhead node, or None, and the most entries that any ring had.

    Rings are tried by how near their radius is to the preferred one; the first that keeps a way in for 90 % of the
    weight (n,) is taken, else the one that keeps it for most, if that is at least half.
    """
    traffic = count_traffic(network, airhead, weight)
    best, entries = None, 0
    for inside in _try_rings(network, airhead, options.gates_wanted):
        cordon, found = _close_ring(network, airhead, inside, traffic, weight, options)
        entries = max(entries, found)
        if cordon and (best is None or cordon.share > best.share):
            best = cordon
        if best and best.share >= SHARE_WANTED:
            break
    return (best if best and best.share >= SHARE_LEAST else None), entries


def _try_rings(network: StreetNetwork, airhead: int, gates: int) -> Iterator[NDArray[np.bool_]]:
    """Give sets of nodes (n,) that hang together round the airhead."""
    place = plane_metres(network.x, network.y, float(network.y[airhead]))
    far = np.hypot(*(place - place[airhead]).T)
    nearest = np.sort(far)
    least, most = gates + 1, max(gates + 2, len(far) // 3)
    sizes = sorted({round(size) for size in np.geomspace(least, most, 24)} & set(range(1, len(far))))
    for radius in sorted(
        {float(nearest[size]) for size in sizes}, key=lambda r: abs(math.log(max(r, 1.0) / RADIUS_METRES))
    ):
        within = far <= radius
        yield find_strong_part(network, within[network.tail] & within[network.head], around=airhead) & within


def _close_ring(
    network: StreetNetwork,
    airhead: int,
    inside: NDArray[np.bool_],
    traffic: NDArray[np.float64],
    weight: NDArray[np.float64],
    options: ExerciseOptions,
) -> tuple[Cordon | None, int]:
    """Make the busiest entries checkpoints and shut the others; None where that cannot serve."""
    inbound = ~inside[network.tail] & inside[network.head]
    busy = np.bincount(network.head[inbound], traffic[inbound], minlength=len(inside))
    speed = np.zeros(len(inside))
    driven_in = inbound & network.auto
    np.maximum.at(speed, network.head[driven_in], network.speed_kmh[driven_in])
    heads = np.unique(network.head[driven_in])
    heads = heads[heads != airhead]
    heads = heads[np.lexsort((heads, -speed[heads], -busy[heads]))]
    found = len(heads)
    wanted = options.checkpoints or min(default_checkpoints(options.parties), found)
    while wanted and len(heads) >= wanted:
        chosen = heads[:wanted]
        closed = inbound & ~np.isin(network.head, chosen)
        driven = find_strong_part(network, network.auto & ~closed)
        lost = chosen[~driven[chosen]]
        if not len(lost):
            walkable = find_strong_part(network, network.walk & ~closed)
            kept = float(weight[walkable & ~inside].sum() / max(weight[~inside].sum(), 1e-12))
            nodes = tuple(chosen.tolist())
            cordon = Cordon(airhead, inside, nodes, closed, driven & walkable, walkable, traffic, kept)
            outside = int((cordon.plannable & ~inside).sum())
            room = len(cordon.gate_nodes) >= options.gates_wanted and outside >= (options.transit_points or 1)
            return (cordon if room else None), found
        heads = heads[~np.isin(heads, lost)]
    return None, found
