"""Prove how many people a single strike finds at least, whatever mixture of plans is used within a budget of cost.

Any odds of striking and any prices of zero or more prove a floor (docs/unpredictability.md derives it): the plans are
relaxed to one choice for each party (a gate, a moment at which it is inside, a flight), and who strikes only looks at
gates. The figures that matter: nobody comes to a gate in a curfew, so who is processed then stood there when it began.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.network import Site, SiteKind
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.pricing import Relaxed
from safeconduct.core.plan.mixing.exposure import Floats, Grid, Ints
from safeconduct.core.plan.relax import relax, serving_gates
from safeconduct.core.plan.streets import compile_streets

BIN_SECONDS = 60.0
BINS_MOST = 3000
SLACK = 2.0  # seconds: what the judge forgives at the two ends of processing


class Prices(NamedTuple):
    """Hold a striker's odds and prices of scarce room, per person; all of zero or more."""

    odds: Floats  # (gates, slots) sum to one at most; gates at one node must not both be struck
    cost: float  # what a unit of cost counts in people exposed
    gate: Floats  # (gates, steps)
    seat: Floats  # (flights,)
    hold: Floats  # (airheads, moments)


@dataclass(frozen=True, slots=True, eq=False)
class Yard:
    """Hold the relaxed case on its clock of bins; moment j is the beginning of bin j."""

    relaxed: Relaxed
    gates: tuple[Site, ...]
    step: float
    slot: float
    slots: int
    bin: float
    bins: int
    connection: float
    need: Floats  # (parties, gates) least seconds of processing
    holding: Floats  # (airheads,) people; infinity = no bound
    shut_since: Floats  # (gates, bins) since when nobody could come who is inside in this bin; NaN = people come
    apart: NDArray[np.bool_]  # (gates,) whether a strike may look at it: no gate before it has the same node

    @staticmethod
    def of(case: Case, grid: Grid) -> Yard:
        """Relax the case."""
        horizon, step = case.deadline - case.start, case.step_seconds
        size = step / max(1, round(step / BIN_SECONDS))
        while horizon / size > BINS_MOST:
            size *= 2
        bins = int(np.ceil(horizon / size)) + 2
        gates, airheads = serving_gates(case), [s for s in case.sites if s.kind is SiteKind.AIRHEAD]
        people = np.array([party.size for party in case.parties], np.float64)
        pace = np.array([3600 / gate.throughput if gate.throughput else 0.0 for gate in gates])
        nodes = [gate.node_id for gate in gates]
        return Yard(
            relax(case, compile_streets(case)), gates, step, grid.slot_seconds, grid.slots, size, bins,
            60.0 * case.limits.connection_minutes_min,
            np.minimum(step, people[:, None] * pace[None, :]),
            np.array([np.inf if s.holding is None else s.holding for s in airheads], np.float64),
            _shut_since(case, gates, size, bins),
            np.array([nodes.index(node) == row for row, node in enumerate(nodes)], np.bool_),
        )  # fmt: skip


def prove_floor(yard: Yard, prices: Prices, budget: float) -> float:
    """Return people whom the best strike finds at least, on average, against any mixture that costs no more."""
    relaxed, bins = yard.relaxed, yard.bins
    rate = np.where(yard.apart[:, None], prices.odds, 0.0) / yard.slot
    onward, inside_cost = _price_onward(yard, prices), np.cumsum(prices.hold, axis=1)
    before = np.concatenate([np.zeros((len(inside_cost), 1)), inside_cost], axis=1)  # (airheads, moments + 1)
    best = prices.cost * relaxed.leave
    for gate in range(len(yard.gates)):
        air = relaxed.gate_air[gate]
        beyond = onward[air] - before[air, np.minimum(np.arange(bins) + 1, before.shape[1] - 1)]
        queued = _expect_queue(yard, rate[gate], gate)
        for need in np.unique(yard.need[:, gate]):
            own = np.nonzero((yard.need[:, gate] == need) & np.isfinite(relaxed.access[:, gate]))[0]
            if not len(own):
                continue
            each = beyond + np.maximum(queued, _expect_process(yard, rate[gate], need))
            each = each + _price_start(yard, prices.gate[gate], gate, need)
            least = np.append(np.minimum.accumulate(each[::-1])[::-1], np.inf)
            first = np.floor((relaxed.first[own, gate] * yard.step + need - 3 * SLACK) / yard.bin)
            reach = least[np.clip(first, 0, bins).astype(np.int64)]
            best[own] = np.minimum(best[own], prices.cost * relaxed.access[own, gate] + relaxed.size[own] * reach)
    paid = float((prices.gate * np.where(prices.gate > 0, relaxed.room, 0.0)).sum())
    paid += float(prices.seat @ relaxed.seats)
    bound = np.isfinite(yard.holding)
    paid += float((prices.hold[bound].sum(axis=1) * yard.holding[bound]).sum())
    return float(best.sum()) - paid - prices.cost * budget


def _expect_queue(yard: Yard, rate: Floats, gate: int) -> Floats:
    """Give for each bin what a person inside then has met at the gate since a curfew began, by odds; 0 = no curfew."""
    edges = np.arange(yard.slots + 1) * yard.slot
    total = np.concatenate([[0.0], np.cumsum(rate * yard.slot)])
    ends = np.arange(yard.bins) * yard.bin - SLACK
    since = yard.shut_since[gate] + SLACK
    met = np.interp(ends, edges, total) - np.interp(np.nan_to_num(since), edges, total)
    return np.where(np.isnan(since), 0.0, np.maximum(0.0, met))


def _expect_process(yard: Yard, rate: Floats, need: float) -> Floats:
    """Give for each bin what a person inside then has met at least while it was processed, by odds."""
    begin = np.arange(yard.bins) * yard.bin
    first = np.floor((begin - need - SLACK) / yard.slot).astype(np.int64)
    last = np.floor((begin + yard.bin + SLACK) / yard.slot).astype(np.int64)
    padded = np.append(rate, 0.0)  # what lies outside is struck with no odds
    least = np.full(yard.bins, np.inf)
    for offset in range(int((last - first).max()) + 1):
        slot = np.minimum(first + offset, last)
        least = np.minimum(least, padded[np.where((slot >= 0) & (slot < yard.slots), slot, yard.slots)])
    return max(0.0, need - SLACK) * least


def _price_start(yard: Yard, price: Floats, gate: int, need: float) -> Floats:
    """Give for each bin the least price of the steps in which processing can have begun; infinity where none is."""
    begin, steps = np.arange(yard.bins) * yard.bin, len(price)
    first = np.floor((begin - yard.step - 2 * SLACK) / yard.step).astype(np.int64)
    last = np.floor((begin + yard.bin + 2 * SLACK - need) / yard.step).astype(np.int64)
    usable = np.where(yard.relaxed.room[gate] > 0, price, np.inf)
    least = np.full(yard.bins, np.inf)
    for offset in range(int((last - first).max()) + 1):
        step = np.minimum(first + offset, last)
        least = np.minimum(least, np.where(step < steps, usable[np.clip(step, 0, steps - 1)], np.inf))
    return least


def _price_onward(yard: Yard, prices: Prices) -> Floats:
    """Give for each airhead and bin the least that a flight costs a person who is inside then."""
    relaxed, bins = yard.relaxed, yard.bins
    begin = np.arange(bins) * yard.bin
    step = np.minimum(np.floor((begin + yard.bin + 2 * SLACK) / yard.step), relaxed.room.shape[1] - 1).astype(np.int64)
    onward = np.full((len(yard.holding), bins), np.inf)
    first = 0
    for air, last in enumerate(relaxed.flight_last.tolist()):
        before = np.concatenate([[0.0], np.cumsum(prices.hold[air])])
        for flight in range(first, last):
            departs = relaxed.flight_departs[flight]
            moments = int(np.clip(np.floor((departs - SLACK) / yard.bin), -1, prices.hold.shape[1] - 1)) + 1
            ends = np.maximum(before[moments], before[np.minimum(np.arange(bins) + 1, len(before) - 1)])
            cost = prices.seat[flight] + ends + prices.cost * relaxed.flight_cost[flight, step]
            caught = departs >= begin + yard.connection - 2 * SLACK
            onward[air] = np.minimum(onward[air], np.where(caught, cost, np.inf))
        first = last
    return onward


def _shut_since(case: Case, gates: tuple[Site, ...], size: float, bins: int) -> Floats:
    """Say for each gate and bin within a curfew when it began; NaN elsewhere, and where one can step in from nearby."""
    since = np.full((len(gates), bins), np.nan)
    begin = np.arange(bins) * size
    lived_at = {p.node_id for p in case.parties} | {s.node_id for s in case.sites if s.kind is SiteKind.TRANSIT_POINT}
    places = [s.node_id for s in case.sites if s.kind in (SiteKind.GATE, SiteKind.AIRHEAD)]
    for row, gate in enumerate(gates):
        if gate.node_id in lived_at or places.count(gate.node_id) > 1:
            continue
        for window in reversed(case.curfew_windows()):  # of two that overlap, the earlier one counts
            low, high = window.start - case.start, window.end - case.start
            inside = (begin > low + 2 * SLACK) & (begin + size < high - 2 * SLACK)
            since[row, inside] = np.minimum(low, np.nan_to_num(since[row, inside], nan=np.inf))
    return since


def count_moments(yard: Yard) -> int:
    """Give how many moments a hold is priced at."""
    return yard.bins + 1


def pick_bins(yard: Yard, moments: Floats) -> Ints:
    """Give the numbers of the moments nearest to times."""
    return np.clip(np.round(moments / yard.bin), 0, yard.bins).astype(np.int64)
