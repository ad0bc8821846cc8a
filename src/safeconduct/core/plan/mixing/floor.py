"""Prove how many people a single strike finds at least, whatever mixture of plans is used within a budget of cost.

Any odds of striking and any prices of zero or more prove a floor (docs/unpredictability.md derives it): the plans are
relaxed to one choice for each party (a gate, a moment at which it is inside, a flight), and who strikes only looks at
gates. The figures that matter: nobody comes to a gate in a curfew, so who is processed then stood there when it began.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.network import Site, SiteKind
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.pricing import Relaxed
from safeconduct.core.plan.mixing.exposure import Floats, Grid
from safeconduct.core.plan.relax import relax, serving_gates
from safeconduct.core.plan.streets import compile_streets

BIN_SECONDS = 60.0
BINS_MOST = 3000
SLACK = 2.0  # seconds: what the judge forgives at the two ends of processing
FAR = 1e6
LATE = 5.0  # seconds by which bins begin after the round minute, more than all that is forgiven

Meeting = Callable[[Floats], Floats]


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
    begin: Floats  # (bins,) seconds: a little after each moment of a round clock, at which steps and flights begin
    connection: float
    need: Floats  # (parties, gates) least seconds of processing
    holding: Floats  # (airheads,) people; infinity = no bound
    curfew: tuple[tuple[float, float], ...]  # seconds from which, until which nobody comes to a gate
    by_street: NDArray[np.bool_]  # (gates,) whether one comes to it by a street alone
    apart: NDArray[np.bool_]  # (gates,) whether a strike may look at it: no gate before it has the same node

    @property
    def bins(self) -> int:
        """Give how many there are."""
        return len(self.begin)

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
            relax(case, compile_streets(case)), gates, step, grid.slot_seconds, grid.slots, size,
            np.asarray(np.arange(bins) * size + LATE, np.float64),
            60.0 * case.limits.connection_minutes_min,
            np.minimum(step, people[:, None] * pace[None, :]).astype(np.float64),
            np.array([np.inf if s.holding is None else s.holding for s in airheads], np.float64),
            tuple((w.start - case.start, w.end - case.start) for w in case.curfew_windows()),
            _by_street(case, gates),
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
        for need in np.unique(yard.need[:, gate]):
            own = np.nonzero((yard.need[:, gate] == need) & np.isfinite(relaxed.least[:, gate]))[0]
            if not len(own):
                continue
            each = beyond + _price_stay(yard, prices.gate[gate], rate[gate], gate, need)
            least = np.append(np.minimum.accumulate(each[::-1])[::-1], np.inf)
            soonest = relaxed.least_first[own, gate].min(axis=1) * yard.step
            first = np.floor((soonest + need - 3 * SLACK - LATE) / yard.bin)
            reach = least[np.clip(first, 0, bins).astype(np.int64)]
            best[own] = np.minimum(best[own], prices.cost * relaxed.least[own, gate] + relaxed.size[own] * reach)
    paid = float((prices.gate * np.where(prices.gate > 0, relaxed.room, 0.0)).sum())
    paid += float(prices.seat @ relaxed.seats)
    bound = np.isfinite(yard.holding)
    paid += float((prices.hold[bound].sum(axis=1) * yard.holding[bound]).sum())
    return float(best.sum()) - paid - prices.cost * budget


def _price_stay(yard: Yard, price: Floats, rate: Floats, gate: int, need: float) -> Floats:
    """Give for each bin the least that processing and the stay before it cost a person who is inside then.

    Processing begins in one of few steps, for the price of its room; infinity where it can begin in none.
    """
    begin, steps = yard.begin, len(price)
    first = np.floor((begin - yard.step - 2 * SLACK) / yard.step).astype(np.int64)
    last = np.floor((begin + yard.bin + 2 * SLACK - need) / yard.step).astype(np.int64)
    usable = np.where(yard.relaxed.room[gate] > 0, price, np.inf)
    so_far = _meet(yard, rate)
    queues = _expect_queues(yard, so_far) if yard.by_street[gate] else []
    least = np.full(yard.bins, np.inf)
    for offset in range(int((last - first).max()) + 1):
        step = np.minimum(first + offset, last)
        met = _expect_process(yard, so_far, need, step * yard.step)
        for high, within, since in queues:  # it had stood there since the curfew began, or came after it
            came = np.where(begin + yard.bin < high + need - 4 * SLACK, np.inf, 0.0)
            came += _expect_process(yard, so_far, need, np.maximum(step * yard.step, high))
            met = np.where(within, np.maximum(met, np.minimum(since, came)), met)
        room = np.where((step < steps) & (step >= -1), usable[np.clip(step, 0, steps - 1)], np.inf)
        least = np.minimum(least, room + met)
    return least


def _expect_queues(yard: Yard, met: Meeting) -> list[tuple[float, NDArray[np.bool_], Floats]]:
    """Give for each curfew its end, the bins after its beginning, and what who was there by then has met by odds."""
    until = met(yard.begin - SLACK)
    return [(high, yard.begin > low + 2 * SLACK, until - met(np.array([low + SLACK]))[0]) for low, high in yard.curfew]


def _expect_process(yard: Yard, met: Meeting, need: float, earliest: Floats) -> Floats:
    """Give for each bin what a person inside then has met while it was processed, no earlier than a moment each.

    What is met in the last seconds before a moment is linear between the edges of slots and the moments that lie those
    seconds after an edge: it is least at one of these or at an end of the bin.
    """
    taken = max(0.0, need - 2 * SLACK)
    low = np.maximum(yard.begin - SLACK, earliest + taken)
    high = np.maximum(yard.begin + yard.bin + SLACK, low)
    least = np.full(yard.bins, np.inf)
    for edge in (
        low,
        high,
        np.floor(high / yard.slot) * yard.slot,
        np.floor((high - taken) / yard.slot) * yard.slot + taken,
    ):
        end = np.clip(edge, low, high)
        least = np.minimum(least, met(end) - met(end - taken))
    return least


def _meet(yard: Yard, rate: Floats) -> Meeting:
    """Give the function that says what has been met, by odds, from the start until given moments.

    What lies outside the clock counts in the slot at its end.
    """
    edges = np.arange(yard.slots + 1) * yard.slot
    total = np.concatenate([[0.0], np.cumsum(rate * yard.slot)])
    edges = np.concatenate([[-FAR], edges, [edges[-1] + FAR]])
    total = np.concatenate([[-FAR * rate[0]], total, [total[-1] + FAR * rate[-1]]])
    return lambda moments: np.interp(moments, edges, total)


def _price_onward(yard: Yard, prices: Prices) -> Floats:
    """Give for each airhead and bin the least that a flight costs a person who is inside then."""
    relaxed, bins = yard.relaxed, yard.bins
    begin = np.where(np.arange(bins) > 0, yard.begin, -SLACK)  # the first bin stands for what lies before it, too
    step = np.minimum(np.floor((yard.begin + yard.bin + 2 * SLACK) / yard.step), relaxed.room.shape[1] - 1).astype(
        np.int64
    )
    onward = np.full((len(yard.holding), bins), np.inf)
    first = 0
    for air, last in enumerate(relaxed.flight_last.tolist()):
        before = np.concatenate([[0.0], np.cumsum(prices.hold[air])])
        for flight in range(first, last):
            departs = relaxed.flight_departs[flight]
            moments = int(np.clip(np.floor((departs - SLACK - LATE) / yard.bin), -1, prices.hold.shape[1] - 1)) + 1
            ends = np.maximum(before[moments], before[np.minimum(np.arange(bins) + 1, len(before) - 1)])
            cost = prices.seat[flight] + ends + prices.cost * relaxed.flight_cost[flight, step]
            caught = departs >= begin + yard.connection - 2 * SLACK
            onward[air] = np.minimum(onward[air], np.where(caught, cost, np.inf))
        first = last
    return onward


def _by_street(case: Case, gates: tuple[Site, ...]) -> NDArray[np.bool_]:
    """Tell of each gate whether nobody lives, is picked up, is processed or held at its very node."""
    beside = {p.node_id for p in case.parties} | {s.node_id for s in case.sites if s.kind is SiteKind.TRANSIT_POINT}
    places = [s.node_id for s in case.sites if s.kind in (SiteKind.GATE, SiteKind.AIRHEAD)]
    return np.array([g.node_id not in beside and places.count(g.node_id) == 1 for g in gates], np.bool_)
