"""Lay the board out on which a plan is repaired: what the case has room for, with nobody on it yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.network import SiteKind
from safeconduct.core.plan.access import Clock
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.board import Board
from safeconduct.core.plan.kernels.follow import NOTES_MAX
from safeconduct.core.plan.kernels.forest import FOOT_VARIANTS, Forest
from safeconduct.core.plan.kernels.streets import Streets
from safeconduct.core.plan.places import Places
from safeconduct.core.plan.streets import checkpoints, open_spans, pack

PRESENCE_MAX = 60_000_000  # entries: beyond that the grain is coarser than a second
TREE_BYTES = 600_000_000  # what the trees may take
POSTS_TOLD_APART = 12  # beyond so many checkpoints, ways are not made for each of them


def lay_board(
    case: Case, places: Places, streets: Streets, throughput: Sequence[tuple[str, float, float]], trips: int
) -> Board:
    """Return a board with room for so many trips; `throughput` holds (site, from when, people per hour)."""
    horizon, step = case.deadline - case.start, case.step_seconds
    steps = int(np.ceil(horizon / step)) + 1
    site_row = {site.site_id: row for row, site in enumerate(case.sites)}
    in_open = [site.kind in (SiteKind.TRANSIT_POINT, SiteKind.GATE) for site in case.sites]
    grain = max(1.0, float(np.ceil(len(case.sites) * (horizon + 2) / PRESENCE_MAX)))
    posts, airs = checkpoints(case), places.airheads
    points = [s for s in case.sites if s.kind is SiteKind.TRANSIT_POINT] if case.fleets else []
    bound = np.full(len(case.network.link_ids), -1, np.int32)
    is_bound = np.isfinite(case.network.capacity)
    bound[is_bound] = np.arange(int(is_bound.sum()))
    gate_hour = _by_step(case, [g.site_id for g in places.gates], steps, throughput)
    owner = np.array([places.air_row[flight.airhead] for flight in places.flights], np.int32)
    holding = _bounds([site.holding for site in case.sites])
    air_site = np.array([site_row[s.site_id] for s in airs], np.int32)
    spans = pack({row: open_spans(site.open, case.start) for row, site in enumerate(case.sites)}, len(case.sites))
    return Board(
        streets=streets,
        horizon=horizon,
        step=step,
        connection=60.0 * case.limits.connection_minutes_min,
        wait_max=60.0 * min(case.limits.wait_minutes_max, 1e7),
        sheltered=case.objective.sheltered_factor,
        crowd_second=case.objective.crowd_rate / 3600,
        hour_second=case.objective.hour / 3600,
        grain=grain,
        bound=bound,
        bound_cap=case.network.capacity[is_bound] * (case.step_minutes / 60.0),
        site_node=np.array([places.node[site.node_id] for site in case.sites], np.int32),
        site_holding=holding,
        site_in_open=np.array(in_open, np.bool_),
        site_open_ptr=spans[0],
        site_open_from=spans[1],
        site_open_to=spans[2],
        gate_site=np.array([site_row[g.site_id] for g in places.gates], np.int32),
        gate_air=np.array([places.air_row[g.serves or ""] for g in places.gates], np.int32),
        gate_hour=gate_hour,
        gate_cap=gate_hour * (case.step_minutes / 60.0),
        point_site=np.array([site_row[s.site_id] for s in points], np.int32),
        air_site=air_site,
        air_bound=holding[air_site] < sum(party.size for party in case.parties),
        flight_ptr=np.searchsorted(owner, np.arange(len(airs) + 1)).astype(np.int32),
        flight_departs=np.array([f.departs - case.start for f in places.flights], np.float64),
        flight_seats=np.array([f.seats for f in places.flights], np.int64),
        post_cap=_by_step(case, [s.site_id for s in posts], steps, throughput) * (case.step_minutes / 60.0),
        gate_used=np.zeros((len(places.gates), steps), np.int64),
        post_used=np.zeros((len(posts), steps), np.int64),
        link_used=np.zeros((int(is_bound.sum()), steps), np.int64),
        seats_used=np.zeros(len(places.flights), np.int64),
        present=np.zeros((len(case.sites), int(np.ceil(horizon / grain)) + 2), np.int32),
        **_trip_fields(trips),
    )


def _trip_fields(count: int) -> dict[str, Any]:
    ints = ("trip_on", "trip_point", "trip_gate", "trip_seats", "trip_load", "trip_passes")
    floats = ("trip_depart", "trip_arrive", "trip_harm")
    return {
        **{name: np.zeros(count, np.int64) for name in ints},
        **{name: np.zeros(count) for name in floats},
        "trip_post": np.zeros((count, NOTES_MAX), np.int64),
        "trip_at": np.zeros((count, NOTES_MAX)),
    }


def _bounds(values: Sequence[float | None]) -> NDArray[np.float64]:
    """Write "no bound" as infinity."""
    return np.array([np.inf if value is None else value for value in values], np.float64)


def _by_step(
    case: Case, site_ids: Sequence[str], steps: int, throughput: Sequence[tuple[str, float, float]]
) -> NDArray[np.float64]:
    """Give people per hour by site and step; a change counts from the step on in which it comes."""
    sites = {site.site_id: site for site in case.sites}
    table = np.repeat(_bounds([sites[ident].throughput for ident in site_ids])[:, None], steps, axis=1)
    for ident, since, people in throughput:
        if ident in site_ids:
            first = max(0, int((since - case.start) // case.step_seconds))
            table[site_ids.index(ident), first:] = people
    return table


def lay_forest(case: Case, places: Places, *, bytes_max: int = TREE_BYTES) -> Forest:
    """Return a forest in which nothing has grown; memory is taken as trees grow, up to about `bytes_max`."""
    clock = Clock.over(case.deadline - case.start)
    points = [s for s in case.sites if s.kind is SiteKind.TRANSIT_POINT] if case.fleets else []
    target = np.array([*places.gate_nodes, *(places.node[s.node_id] for s in points)], np.int32)
    nodes, links, windows = len(case.network.node_ids), len(case.network.link_ids), clock.windows
    posts = len(checkpoints(case))
    car_variants = 2 + (posts if 2 <= posts <= POSTS_TOLD_APART else 0)
    shape = (2, len(target), max(FOOT_VARIANTS, car_variants), windows)
    slots = min(int(np.prod(shape)), max(8, bytes_max // (nodes * 18)))
    return Forest(
        window_seconds=(case.deadline - case.start) / windows,
        walk_max=case.limits.walk_metres_max,
        sheltered=case.objective.sheltered_factor,
        target=target,
        gates=len(places.gate_nodes),
        car_variants=car_variants,
        have_window=np.zeros(windows, np.bool_),
        rate=np.empty((windows, links)),
        mostly=np.zeros((windows, links), np.bool_),
        ever=np.zeros((windows, links), np.bool_),
        reach=np.zeros((len(target), nodes), np.float32),
        slot=np.full(shape, -1, np.int32),
        cut=np.full(shape, -1, np.int32),
        used=np.zeros(2, np.int64),
        next_link=np.empty((slots, nodes), np.int32),
        seconds=np.empty((slots, nodes), np.float32),
        harm=np.empty((slots, nodes), np.float32),
        post=np.empty((slots, nodes), np.int16),
        lead=np.empty((slots, nodes), np.float32),
    )
