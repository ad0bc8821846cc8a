"""Say at what least harm, and how soon, every party can be at every gate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.network import Site, SiteKind
from safeconduct.core.people import Mode
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.streets import Streets, grow_tree

EDGE = 30.0  # seconds around the case in which somebody may still be about, as times are rounded
TOUCHING = 2.0  # seconds within which two sites may be taken for one, as times are rounded
MOMENT = 4.0  # seconds within which a link may be used at the edge of the case, closed though it is in between


def least_rates(streets: Streets, profiles: NDArray[np.int32], case: Case) -> NDArray[np.float64]:
    """Give the least rate, per person-second, that each profile's owner has at any time of the case."""
    horizon = case.deadline - case.start
    least = np.empty(len(streets.piece_ptr) - 1)
    for profile in range(len(least)):
        low, high = streets.piece_ptr[profile], streets.piece_ptr[profile + 1]
        begin, end = streets.piece_start[low:high], np.append(streets.piece_start[low + 1 : high], np.inf)
        least[profile] = streets.piece_rate[low:high][(begin < horizon + EDGE) & (end > -EDGE)].min()
    return least[profiles]


def _never_open(streets: Streets, case: Case) -> NDArray[np.bool_]:
    """Tell which links one closure shuts for the whole case."""
    horizon = case.deadline - case.start
    shut = np.zeros(len(streets.head), np.bool_)
    for link in np.nonzero(np.diff(streets.shut_ptr))[0]:
        own = slice(streets.shut_ptr[link], streets.shut_ptr[link + 1])
        shut[link] = bool(((streets.shut_from[own] <= 0) & (streets.shut_to[own] >= horizon)).any())
    return shut


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Say how every party can get to every gate, at the least; each figure is the least over all ways by itself."""

    harm: NDArray[np.float64]  # (parties, gates) per person
    seconds: NDArray[np.float64]  # (parties, gates) on the move, at free flow
    apart: bool  # whether it takes time to go from any transit point or gate to any other


def reach_gates(case: Case, streets: Streets, gates: tuple[Site, ...]) -> Reach:
    """Return the least harm and time by which each party can be at each gate.

    Harm and time are each the least over all ways, as if every hour had the least hazard of the case: home to a site
    on foot (no further than allowed) or by car, then between sites on foot or, from a transit point to a gate, riding.
    A party too large for any vehicle, once on foot, walks all the way to the gate.
    """
    node = case.network.node_index()
    # Everybody may get off and walk on at a gate that lets nobody in, too.
    stops = [*gates, *(s for s in case.sites if s.kind is SiteKind.GATE and s not in gates)]
    sites = [*stops, *(s for s in case.sites if s.kind is SiteKind.TRANSIT_POINT)]
    rate = least_rates(streets, streets.profile, case)
    closed = _never_open(streets, case)
    home = np.array([node[p.node_id] for p in case.parties], np.int64)
    at = np.array([node[s.node_id] for s in sites], np.int64)
    foot = _pairs(streets, streets.walk_seconds, rate, closed, at, home, case.limits.walk_metres_max + 1)
    car = _pairs(streets, streets.auto_seconds, rate * case.objective.sheltered_factor, closed, at, home, np.inf)
    walks = np.array([Mode.WALK in p.modes for p in case.parties], np.bool_)
    drives = np.array([Mode.AUTO in p.modes for p in case.parties], np.bool_)
    most = max((f.seats for f in case.fleets if f.vehicles > 0), default=0)
    rides = np.array([p.size <= most for p in case.parties], np.bool_)
    least: list[NDArray[np.float64]] = []
    for what in (0, 1):  # harm, then seconds
        by_foot = np.where(walks[:, None], foot[what][0], np.inf)
        by_car = np.where(drives[:, None], car[what][0], np.inf)
        on_foot = _close(foot[what][1])[:, : len(gates)]
        onward = foot[what][1].copy()  # (sites, sites)
        riding = onward[len(stops) :, : len(stops)], car[what][1][len(stops) :, : len(stops)]
        onward[len(stops) :, : len(stops)] = np.minimum(*riding)
        with_rides = _close(onward)[:, : len(gates)]
        walking = np.minimum(by_foot[:, : len(gates)], _chain(by_car, on_foot))
        least.append(np.where(rides[:, None], _chain(np.minimum(by_foot, by_car), with_rides), walking))
    between = np.minimum(foot[1][1], car[1][1])
    np.fill_diagonal(between, np.inf)
    return Reach(least[0], least[1], bool(between.min(initial=np.inf) > TOUCHING))


def _chain(first: NDArray[np.float64], then: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the least sums of a way to a site and one on from there, (parties, gates)."""
    least = np.full((len(first), then.shape[1]), np.inf)
    for site in range(len(then)):
        np.minimum(least, first[:, site, None] + then[site], out=least)
    return least


def _pairs(
    streets: Streets,
    seconds: NDArray[np.float64],
    rate: NDArray[np.float64],
    closed: NDArray[np.bool_],
    at: NDArray[np.int64],
    home: NDArray[np.int64],
    metres_max: float,
) -> tuple[tuple[NDArray[np.float64], NDArray[np.float64]], tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Give ((harm home-site, harm site-site), (seconds home-site, seconds site-site)), infinity where too far."""
    shape_home, shape_site = (len(home), len(at)), (len(at), len(at))
    harm = np.full(shape_home, np.inf), np.full(shape_site, np.inf)
    time = np.full(shape_home, np.inf), np.full(shape_site, np.inf)
    cost = np.full(len(seconds), np.inf)
    closed = closed & (seconds > MOMENT)
    np.multiply(seconds, rate, out=cost, where=np.isfinite(seconds) & ~closed)
    pace = np.where(closed, np.inf, seconds)
    for column, target in enumerate(at):
        near = grow_tree(streets, target, seconds, np.where(np.isfinite(pace), streets.length, np.inf), metres_max)[3]
        within = np.isfinite(near)
        least = grow_tree(streets, target, seconds, cost, np.inf)[3]
        quick = grow_tree(streets, target, seconds, pace, np.inf)[3]
        for rows, out in ((home, 0), (at, 1)):
            harm[out][:, column] = np.where(within[rows], least[rows], np.inf)
            time[out][:, column] = np.where(within[rows], quick[rows], np.inf)
    return harm, time


def _close(ways: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the least sums over chains (Floyd and Warshall), standing still being free."""
    ways = ways.copy()
    np.fill_diagonal(ways, 0.0)
    for middle in range(len(ways)):
        ways = np.minimum(ways, ways[:, middle : middle + 1] + ways[middle : middle + 1, :])
    return ways
