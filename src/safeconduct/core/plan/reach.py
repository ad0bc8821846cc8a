"""Say at what least harm, and how soon, every party can be at every gate."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.network import Site, SiteKind
from safeconduct.core.people import Mode
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.streets import Streets, grow_tree
from safeconduct.core.plan.streets import checkpoints

EDGE = 30.0  # seconds around the case in which somebody may still be about, as times are rounded
End = tuple[np.int64, NDArray[np.bool_]]  # where a way ends, and the links it may not use
TOUCHING = 2.0  # seconds within which two sites may be taken for one, as times are rounded
MOMENT = 4.0  # seconds within which a link may be used at the edge of the case, closed though it is in between
CLOSE = 2 * MOMENT  # seconds of way for which there may be time then, in a few legs that each begin a second early


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
    """Say how every party can get to every gate, at the least; each figure is the least over all ways by itself.

    Harm is per person, seconds are those on the move at free flow; infinity = cannot be. A way to a gate passes no
    checkpoint at all, or a first one, and then others, each past no other in between.
    """

    harm: NDArray[np.float64]  # (parties, gates) past no checkpoint
    seconds: NDArray[np.float64]
    least_harm: NDArray[np.float64]  # (parties, gates) past checkpoints or not
    least_seconds: NDArray[np.float64]
    post_harm: NDArray[np.float64]  # (parties, checkpoints) until the first is passed
    post_seconds: NDArray[np.float64]
    across_harm: NDArray[np.float64]  # (checkpoints, checkpoints) from one to the next
    across_seconds: NDArray[np.float64]
    onward_harm: NDArray[np.float64]  # (checkpoints, gates) from the last one on
    onward_seconds: NDArray[np.float64]
    far_before: NDArray[np.bool_]  # (checkpoints,) whether it takes time to get there, past others or not,
    far_after: NDArray[np.bool_]  # (checkpoints,) and on to a site from there
    apart: bool  # whether it takes time to go from any transit point or gate to any other


def reach_gates(case: Case, streets: Streets, gates: tuple[Site, ...]) -> Reach:
    """Return the least harm and time by which each party can be at each gate.

    Harm and time are each the least over all ways, as if every hour had the least hazard of the case: home to a site
    on foot (no further than allowed) or by car, then between sites on foot or, from a transit point to a gate, riding.
    A party too large for any vehicle, once on foot, walks all the way.
    """
    node = case.network.node_index()
    # Everybody may get off and walk on at a gate that lets nobody in, too.
    stops = [*gates, *(s for s in case.sites if s.kind is SiteKind.GATE and s not in gates)]
    points = [s for s in case.sites if s.kind is SiteKind.TRANSIT_POINT]
    home = np.array([node[p.node_id] for p in case.parties], np.int64)
    at = np.array([node[s.node_id] for s in (*stops, *points)], np.int64)
    posts = np.array([node[s.node_id] for s in checkpoints(case)], np.int64)
    ways = _Ways(case, streets)
    most = max((f.seats for f in case.fleets if f.vehicles > 0), default=0)
    people = _People(
        np.array([Mode.WALK in p.modes for p in case.parties], np.bool_),
        np.array([Mode.AUTO in p.modes for p in case.parties], np.bool_),
        np.array([p.size <= most for p in case.parties], np.bool_),
    )
    # A checkpoint stands for somebody who goes on from it in any way.
    anybody = people.beside(len(posts))
    within = ways.between(np.concatenate([home, posts, at]), at, posts)
    inside = [anybody.best(table, len(stops), len(gates)) for table in within]
    to_post = [anybody.best(table, len(stops), len(posts), onto=len(at)) for table in within]
    quickest = np.minimum(within[1].foot, within[1].car)
    from_post, to_it = slice(len(home), len(home) + len(posts)), slice(len(at), None)
    across = _close(quickest[from_post, to_it])
    before = _chain(np.delete(quickest, np.r_[from_post], axis=0)[:, to_it], across).min(axis=0, initial=np.inf)
    after = _chain(across, quickest[from_post, : len(at)]).min(axis=1, initial=np.inf)
    free = ways.between(np.concatenate([home, at]), at, None)
    least = [people.best(table, len(stops), len(gates)) for table in free]
    sites = len(at)
    between = np.minimum(free[1].foot[-sites:, :sites], free[1].car[-sites:, :sites]) if sites else np.zeros((0, 0))
    np.fill_diagonal(between, np.inf)
    count = len(home)
    return Reach(
        harm=inside[0][:count],
        seconds=inside[1][:count],
        least_harm=least[0],
        least_seconds=least[1],
        post_harm=to_post[0][:count],
        post_seconds=to_post[1][:count],
        across_harm=to_post[0][count:],
        across_seconds=to_post[1][count:],
        onward_harm=inside[0][count:],
        onward_seconds=inside[1][count:],
        far_before=before > MOMENT,
        far_after=after > CLOSE,
        apart=bool(between.min(initial=np.inf) > TOUCHING),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Give a figure for each way from an origin to a target: homes first, then sites with gates before others."""

    foot: NDArray[np.float64]  # (origins, targets)
    car: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _People:
    """Say how parties move."""

    walks: NDArray[np.bool_]
    drives: NDArray[np.bool_]
    rides: NDArray[np.bool_]

    def beside(self, count: int) -> _People:
        """Add so many parties that can do everything."""
        able = np.ones(count, np.bool_)
        return _People(*(np.concatenate([own, able]) for own in (self.walks, self.drives, self.rides)))

    def best(self, table: _Table, stops: int, count: int, onto: int = 0) -> NDArray[np.float64]:
        """Return the least sums over chains of ways by which each reaches `count` targets from number `onto` on.

        The first `stops` of the sites are gates: no vehicle leaves them with people.
        """
        homes = len(self.walks)
        sites = len(table.foot) - homes  # the last origins and the first targets
        targets = slice(onto, onto + count)
        by_foot = np.where(self.walks[:, None], table.foot[:homes], np.inf)
        by_car = np.where(self.drives[:, None], table.car[:homes], np.inf)
        on_foot = table.foot[homes:]
        riding = on_foot.copy()
        riding[stops:] = np.minimum(on_foot[stops:], table.car[homes + stops :])
        hops = riding[:, :sites].copy()
        hops[stops:, stops:] = on_foot[stops:, stops:sites]  # whoever rides gets off at a gate
        afoot = _chain(_close(on_foot[:, :sites]), on_foot[:, targets])
        any_way = _chain(_close(hops), riding[:, targets])
        direct = np.minimum(by_foot, by_car)
        walking = np.minimum(by_foot[:, targets], np.minimum(by_car[:, targets], _chain(by_car[:, :sites], afoot)))
        with_rides = np.minimum(direct[:, targets], _chain(direct[:, :sites], any_way))
        return np.where(self.rides[:, None], with_rides, walking)


@dataclass(frozen=True, slots=True, eq=False)
class _Ways:
    """Measure ways through the streets."""

    case: Case
    streets: Streets

    def between(
        self, origins: NDArray[np.int64], sites: NDArray[np.int64], posts: NDArray[np.int64] | None
    ) -> list[_Table]:
        """Give (least harm, least seconds) from each origin to each site, and to checkpoints past no other if given."""
        s, case = self.streets, self.case
        rate = least_rates(s, s.profile, case)
        sheltered = rate * case.objective.sheltered_factor
        barred = np.full(len(s.head), posts is not None) & (s.post[s.head] >= 0)
        ends = [(site, barred) for site in sites]
        ends += [(post, barred & (s.head != post)) for post in (() if posts is None else posts)]
        by_foot = self._modes(origins, ends, s.walk_seconds, rate, case.limits.walk_metres_max + 1)
        by_car = self._modes(origins, ends, s.auto_seconds, sheltered, np.inf)
        return [_Table(foot, car) for foot, car in zip(by_foot, by_car, strict=True)]

    def _modes(
        self,
        origins: NDArray[np.int64],
        ends: list[End],
        seconds: NDArray[np.float64],
        rate: NDArray[np.float64],
        metres_max: float,
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give (harm, seconds) of one mode, infinity where it is too far.

        Who starts next to a short link that is shut for the whole case may slip through in the moment before it is.
        """
        never = _never_open(self.streets, self.case)
        harm, time = self._measure(origins, ends, seconds, rate, never, metres_max)
        short = never & (seconds <= MOMENT)
        early = self._close_to(np.nonzero(short)[0], seconds)[origins]
        if 60 * self.case.limits.connection_minutes_min <= 2 * MOMENT:
            early[:] = True  # or, where one may fly at once, in the moment after it
        if early.any():
            rows = np.nonzero(early)[0]
            harm[rows], time[rows] = self._measure(origins[rows], ends, seconds, rate, never & ~short, metres_max)
        return harm, time

    def _close_to(self, links: NDArray[np.int64], seconds: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which nodes lie close to the beginning of one of the links."""
        near = np.zeros(len(self.streets.post), np.bool_)
        usable = np.where(np.isfinite(seconds), seconds, np.inf)
        metres = np.where(np.isfinite(seconds), self.streets.length, 0.0)
        pace = float((metres[usable > 0] / usable[usable > 0]).max(initial=0.0))
        for tail in np.unique(self.streets.tail[links]):
            near |= grow_tree(self.streets, tail, seconds, usable, CLOSE * pace)[3] <= CLOSE
        return near

    def _measure(
        self,
        origins: NDArray[np.int64],
        ends: list[End],
        seconds: NDArray[np.float64],
        rate: NDArray[np.float64],
        shut: NDArray[np.bool_],
        metres_max: float,
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give (harm, seconds) with some links shut."""
        cost = np.full(len(seconds), np.inf)
        np.multiply(seconds, rate, out=cost, where=np.isfinite(seconds))
        metres = np.where(np.isfinite(seconds), self.streets.length, np.inf)
        harm, time = np.full((2, len(origins), len(ends)), np.inf)

        def measure(column: int) -> None:
            target, barred = ends[column]
            weights = [np.where(shut | barred, np.inf, weight) for weight in (metres, cost, seconds)]
            near = np.isfinite(grow_tree(self.streets, target, seconds, weights[0], metres_max)[3])
            for weight, out in zip(weights[1:], (harm, time), strict=True):
                least = grow_tree(self.streets, target, seconds, weight, np.inf)[3]
                out[:, column] = np.where(near[origins], least[origins], np.inf)

        with ThreadPoolExecutor() as pool:
            list(pool.map(measure, range(len(ends))))
        return harm, time


def _chain(first: NDArray[np.float64], then: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the least sums of a way to a site and one on from there."""
    least = np.full((len(first), then.shape[1]), np.inf)
    for site in range(len(then)):
        np.minimum(least, first[:, site, None] + then[site], out=least)
    return least


def _close(ways: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the least sums over chains (Floyd and Warshall), standing still being free."""
    ways = ways.copy()
    np.fill_diagonal(ways, 0.0)
    for middle in range(len(ways)):
        ways = np.minimum(ways, ways[:, middle : middle + 1] + ways[middle : middle + 1, :])
    return ways
