"""Prove a sharper bound where a case is small: whole parties, and hazard, closures and curfew by the moment.

docs/planning.md derives it. Each party takes one of many choices, each with the least it can cost; an integer program
chooses. What it cannot see only makes plans dearer, so its bound holds for all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from safeconduct.core.basics import Window
from safeconduct.core.network import Flight, Site, SiteKind
from safeconduct.core.people import Mode, Party
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.departures import GONE, counted_flights
from safeconduct.core.plan.kernels.pricing import Relaxed
from safeconduct.core.plan.kernels.slots import CAR, EDGE, FOOT, LAYERS, least_harm, pause_harm, spread
from safeconduct.core.plan.kernels.streets import Streets, harm_between
from safeconduct.core.plan.relax import FORGIVEN, MARGIN, dearest_second, serving_gates
from safeconduct.core.plan.streets import open_spans

SLOTS_PER_STEP = (40, 20, 10)  # the finest for which the work is not too much
WORK_MOST = 1.5e6  # parties x links x slots, about a microsecond each, beyond which a case is not small
CHOICES_MOST = 30_000
NODES_MOST = 2_000  # of the branch and bound
SCALE = 1e4  # what all that is at stake counts for the solver, whose tolerances are absolute
TOLERANCE = 1e-7  # share of all that is at stake by which the solver's own tolerances may lift its bound

Choice = tuple[int, int, int, int]  # party, gate, step, flight
STAYS = -1
GAPS = 3.0  # seconds that the judge forgives between processing, hold and flight


def prove_small(case: Case, streets: Streets, relaxed: Relaxed) -> float | None:
    """Return a lower bound on the cost of any plan, or None where the case is too large for it."""
    work = len(case.parties) * len(streets.head) * relaxed.room.shape[1]
    per_step = next((slots for slots in SLOTS_PER_STEP if work * slots <= WORK_MOST), None)
    if per_step is None or not work or not serving_gates(case):
        return None
    small = _Small.of(case, streets, relaxed, per_step)
    costs = {(number, STAYS, 0, 0): float(cost) for number, cost in enumerate(relaxed.leave)}
    for number, party in enumerate(case.parties):
        costs.update(small.choices(number, party))
        if len(costs) > CHOICES_MOST:
            return None
    return _solve(costs, relaxed)


@dataclass(frozen=True, slots=True, eq=False)
class _Small:
    """Lay a small case out in slots of time; gates, steps and flights are those of the relaxed case."""

    case: Case
    streets: Streets
    relaxed: Relaxed
    node: dict[str, int]
    gates: tuple[Site, ...]
    flights: tuple[Flight, ...]
    per_step: int  # slots of a step
    delta: float  # seconds of a slot
    slots: int
    is_site: NDArray[np.bool_]  # (nodes,) a transit point or gate
    is_gate: NDArray[np.bool_]
    open_points: NDArray[np.bool_]  # (nodes, slots) a transit point may be open
    pauses: NDArray[np.int64]  # slots: on the way on foot, in a vehicle, at a site
    on_way: NDArray[np.float64]  # (nodes, slots) least harm of pausing
    at_node: NDArray[np.float64]

    @staticmethod
    def of(case: Case, streets: Streets, relaxed: Relaxed, per_step: int) -> _Small:
        """Lay it out."""
        node, gates, flights = case.network.node_index(), serving_gates(case), counted_flights(case)
        points = [site for site in case.sites if site.kind is SiteKind.TRANSIT_POINT]
        delta, slots = case.step_seconds / per_step, relaxed.room.shape[1] * per_step
        is_site, is_gate = np.zeros(len(streets.post), np.bool_), np.zeros(len(streets.post), np.bool_)
        # Everybody may get off and wait at a gate that lets nobody in, too.
        stops = [site for site in case.sites if site.kind is SiteKind.GATE]
        is_gate[[node[site.node_id] for site in stops]] = True
        is_site[[node[site.node_id] for site in (*stops, *points)]] = True
        open_points = np.zeros((len(streets.post), slots), np.bool_)
        for site in points:
            open_points[node[site.node_id]] |= _fits(site.open, 0.0, case.start, delta, slots)
        harm, pauses = pause_harm(streets, delta, slots), _pauses(case, streets, delta, slots)
        return _Small(
            case,
            streets,
            relaxed,
            node,
            gates,
            flights,
            per_step,
            delta,
            slots,
            is_site,
            is_gate,
            open_points,
            pauses,
            *harm,
        )

    def choices(self, number: int, party: Party) -> Iterator[tuple[Choice, float]]:
        """Give everything that the party can do better than to stay, with the least that each can cost."""
        home, shape = self.node[party.node_id], (len(self.streets.post), self.slots)
        first = int(max(0.0, party.ready - self.case.start - EDGE) // self.delta)
        cost = np.full((LAYERS, *shape), np.inf)
        cost[FOOT, home, first:] = 0.0
        if Mode.AUTO in party.modes:
            cost[CAR, home, first:] = 0.0
        rides = party.size <= max((fleet.seats for fleet in self.case.fleets), default=0)
        there = spread(
            self.streets, cost, first, self.delta, home, self.case.objective.sheltered_factor,
            Mode.WALK in party.modes, self.open_points if rides else np.zeros(shape, np.bool_), self.is_site,
            self.is_gate, self.pauses, self.on_way, self.at_node,
        )  # fmt: skip
        forgiven = FORGIVEN * dearest_second(self.case, self.streets)
        for row, gate in enumerate(self.gates):
            every = there[self.node[gate.node_id]] + self._tail(party, gate)
            by_step = every.reshape(len(self.flights), self.slots // self.per_step, self.per_step).min(axis=2)
            worth = np.maximum(0.0, by_step - forgiven) * party.size
            for flight, step in zip(*np.nonzero(worth < self.relaxed.leave[number]), strict=True):
                yield (number, row, int(step), int(flight)), float(worth[flight, step])

    def _tail(self, party: Party, gate: Site) -> NDArray[np.float64]:
        """Give the least cost per person from the start of processing at a gate on, (flights, slots)."""
        case, streets, objective = self.case, self.streets, self.case.objective
        taken, begins = 0.0, np.arange(self.slots, dtype=np.float64) * self.delta
        if gate.throughput:
            taken = max(0.0, min(case.step_seconds, 3600 * party.size / gate.throughput) - EDGE)
            if party.size > gate.throughput * case.step_minutes / 60 + 1e-6:
                return np.full((len(self.flights), self.slots), np.inf)
        profile = streets.node_profile[self.node[gate.node_id]]
        crowd = (party.size - 1) * objective.crowd_rate / 3600
        begins[0], wide = -EDGE, np.full(self.slots, self.delta)
        wide[0] += EDGE
        harm = [least_harm(streets, profile, *span, taken) for span in zip(begins, wide, strict=True)]
        there = np.array(harm) + taken * crowd
        there[~_fits(gate.open, taken, case.start, self.delta, self.slots)] = np.inf
        here = self._extreme_rates(profile, np.min) + crowd
        holds = [self._hold(flight, gate, taken, here) for flight in self.flights]
        return np.array(holds, np.float64).reshape(-1, self.slots) + there

    def _hold(self, flight: Flight, gate: Site, taken: float, here: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the least cost per person of holding from the end of processing until the flight departs.

        Processing may last a whole step. Where being held costs more than being processed, `here` a second, the hold is
        charged from the end of the longest processing only.
        """
        case, departs = self.case, flight.departs - self.case.start
        if flight.airhead != gate.serves:
            return np.full(self.slots, np.inf)
        airhead = next(site for site in case.sites if site.site_id == flight.airhead)
        profile = self.streets.node_profile[self.node[airhead.node_id]]
        inside = case.objective.sheltered_factor * self._extreme_rates(profile, np.max)
        begins = np.arange(self.slots, dtype=np.float64) * self.delta
        longest = np.where(inside <= here, taken, case.step_seconds + EDGE)
        gone = departs - GONE
        held = _harm_until(self.streets, profile, np.minimum(begins + longest + self.delta + GAPS, gone), gone)
        late = begins + taken + 60 * case.limits.connection_minutes_min > departs + MARGIN
        cost = case.objective.sheltered_factor * held + case.objective.hour / 3600 * departs
        cost[late] = np.inf
        return cost

    def _extreme_rates(self, profile: int, pick: Callable[[NDArray[np.float64]], float]) -> NDArray[np.float64]:
        """Give the least or greatest rate of a profile from each slot to two slots beyond a step after it, (slots,)."""
        streets, low = self.streets, self.streets.piece_ptr[profile]
        starts = streets.piece_start[low : streets.piece_ptr[profile + 1]]
        rates = streets.piece_rate[low : streets.piece_ptr[profile + 1]]
        begins = np.arange(self.slots) * self.delta
        begins[0] -= EDGE
        first = np.searchsorted(starts, begins, side="right") - 1
        last = np.searchsorted(starts, begins + self.case.step_seconds + 2 * self.delta + EDGE, side="right") - 1
        return np.array([pick(rates[i : j + 1]) for i, j in zip(first, last, strict=True)], np.float64)


def _harm_until(streets: Streets, profile: int, since: NDArray[np.float64], until: float) -> NDArray[np.float64]:
    """Integrate a profile's rate from each moment until one."""
    low, high = streets.piece_ptr[profile], streets.piece_ptr[profile + 1]
    inner = streets.piece_start[low + 1 : high]
    knots = np.unique(np.concatenate([inner[inner < until], [min(0.0, float(since.min())), until]]))
    paid = np.array([harm_between(streets, profile, knot, until) for knot in knots])
    harm: NDArray[np.float64] = np.interp(since, knots, paid)
    return harm


def _fits(windows: Sequence[Window], taken: float, start: float, delta: float, slots: int) -> NDArray[np.bool_]:
    """Tell in which slots something that takes so many seconds may begin inside the windows."""
    begins, fits = np.arange(slots) * delta, np.zeros(slots, np.bool_)
    ends = begins + delta
    begins[0] -= EDGE  # the second before the start
    for low, high in open_spans(windows, start):
        fits |= (ends > low - EDGE) & (begins + taken <= high + EDGE)
    return fits


def _pauses(case: Case, streets: Streets, delta: float, slots: int) -> NDArray[np.int64]:
    """Give the most slots that a leg can lose on its way, on foot and in a vehicle, and that one waits at a site."""
    posts = any(site.kind is SiteKind.CHECKPOINT for site in case.sites)
    at_node = Counter(site.node_id for site in case.sites if site.kind in (SiteKind.TRANSIT_POINT, SiteKind.GATE))
    on_foot = case.limits.walk_metres_max / (case.limits.walk_kmh / 3.6)
    by_car = float(streets.auto_seconds[np.isfinite(streets.auto_seconds)].sum())
    waits = 60 * case.limits.wait_minutes_max * max(at_node.values(), default=1)
    # A checkpoint that is passed again and again allows for any delay.
    seconds = [*(np.inf if posts else 0.5 * free + 60 for free in (on_foot, by_car)), waits]
    return np.array([min(slots, int(min(most, 1e9) // delta) + 2) for most in seconds], np.int64)


def _solve(costs: dict[Choice, float], relaxed: Relaxed) -> float | None:
    """Let an integer program choose, and return its proven bound."""
    party, gate, step, flight = np.array(list(costs), np.int64).T
    size, column, steps = relaxed.size[party], np.arange(len(costs)), relaxed.room.shape[1]
    goes = gate != STAYS
    night = np.where(goes, relaxed.night[gate, step], -1)
    room = np.concatenate([relaxed.room.ravel(), relaxed.seats, relaxed.night_room])
    seats_from, nights_from = relaxed.room.size, relaxed.room.size + len(relaxed.seats)
    uses = [(goes, gate * steps + step), (goes, seats_from + flight), (night >= 0, nights_from + night)]
    rows, columns, values = (
        np.concatenate(part)
        for part in zip(*((number[used], column[used], size[used]) for used, number in uses), strict=True)
    )
    scarce = csr_array((values, (rows, columns)), shape=(len(room), len(costs)))
    one = csr_array((np.ones(len(costs)), (party, column)), shape=(len(relaxed.size), len(costs)))
    scale = SCALE / float(relaxed.leave.sum()) if relaxed.leave.sum() > 0 else 1.0
    answer = milp(
        scale * np.array(list(costs.values())),
        constraints=[LinearConstraint(one, 1.0, 1.0), LinearConstraint(scarce, -np.inf, room)],
        integrality=np.ones(len(costs), np.int64),
        bounds=Bounds(0.0, 1.0),
        # With presolve HiGHS now and then prints to standard output, whatever it is told, and so into somebody's JSON.
        options={"node_limit": NODES_MOST, "mip_rel_gap": 1e-7, "presolve": False},
    )
    if answer.mip_dual_bound is None:
        return None
    return float(answer.mip_dual_bound) / scale - TOLERANCE * float(relaxed.leave.sum())
