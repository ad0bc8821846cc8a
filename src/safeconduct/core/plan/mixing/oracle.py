"""Answer a striker's mixture with a plan: a hazard is laid where and when he may strike, and the case planned anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import Literal

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan.assemble import assemble
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.finish import VERSION
from safeconduct.core.plan.given import Prepared, prepare
from safeconduct.core.plan.kernels.model import Prices
from safeconduct.core.plan.kernels.streets import harm_between
from safeconduct.core.plan.mixing.exposure import Exposure, Floats, Grid
from safeconduct.core.plan.plan import Plan
from safeconduct.core.plan.search import Search
from safeconduct.core.plan.streets import compile_streets

Place = tuple[Literal["link", "node"], str]
ROUGH, ROUGH_LEAST = 2.0, 1e-6  # times the background hazard; per person and hour
CHUNK = 50  # rounds between two looks at the clock
WARM, COLD = 2e-3, 2e-5  # temperatures, as shares of what leaving one person costs on average


def raise_hazard(case: Case, grid: Grid, odds: Exposure, weight: float) -> Case:
    """Return the case with a hazard so that a plan's cost grows by `weight` times its expected exposure at the odds.

    A node of an airhead gets none: the hazard there would count who holds inside, whom exposure leaves out.
    """
    inside = {site.node_id for site in case.sites if site.kind == "airhead"}
    links_of: dict[int, list[str]] = defaultdict(list)
    for link, street in zip(case.network.link_ids, grid.street_of.tolist(), strict=True):
        links_of[street].append(link)
    per_hour = weight / (grid.slot_seconds / 3600)
    places, slots = grid.split(odds.keys)
    wanted: dict[Place, list[tuple[Window, float]]] = defaultdict(list)
    for place, slot, odd in zip(places.tolist(), slots.tolist(), odds.people.tolist(), strict=True):
        # A second early and late at the ends, which the judge forgives and the grid counts.
        begin = grid.start + slot * grid.slot_seconds - (120 if slot == 0 else 0)
        end = grid.start + (slot + 1) * grid.slot_seconds + (120 if slot == grid.slots - 1 else 0)
        owners: list[Place] = (
            [("link", link) for link in links_of[place]]
            if place < grid.streets
            else [("node", case.network.node_ids[place - grid.streets])]
        )
        for owner in owners:
            if owner[0] == "link" or owner[1] not in inside:
                wanted[owner].append((Window(begin, end), per_hour * odd))
    known: dict[Place, list[Window]] = defaultdict(list)
    for row in case.hazard or ():
        if (row.what, row.ident) in wanted:
            known[row.what, row.ident].append(row.window)
    rows = [
        HazardRow(what, ident, piece, rate + (0.0 if covered else case.objective.background_rate))
        for (what, ident), spans in wanted.items()
        for window, rate in spans
        for piece, covered in _cut(window, known[what, ident])
    ]
    return replace(case, hazard=(*(case.hazard or ()), *rows))


def roughen(case: Case, grid: Grid, seed: int) -> Case:
    """Return the case with a hazard twice the background on a random half of the streets, so that ways change."""
    rough = np.random.default_rng(seed).random(grid.streets) < 0.5
    rate = max(ROUGH * case.objective.background_rate, ROUGH_LEAST)
    whole = Window(case.start - 120, case.deadline + 120)
    known: dict[str, list[Window]] = defaultdict(list)
    for row in case.hazard or ():
        if row.what == "link":
            known[row.ident].append(row.window)
    links = zip(case.network.link_ids, rough[grid.street_of].tolist(), strict=True)
    rows = [
        HazardRow("link", link, piece, rate + (0.0 if covered else case.objective.background_rate))
        for link, chosen in links
        if chosen
        for piece, covered in _cut(whole, known[link])
    ]
    return replace(case, hazard=(*(case.hazard or ()), *rows))


def _cut(window: Window, known: list[Window]) -> list[tuple[Window, bool]]:
    """Cut a window into pieces, and say of each whether a known row covers it; elsewhere the background holds."""
    edges = {window.start, window.end}
    edges |= {e for row in known for e in (row.start, row.end) if window.start < e < window.end}
    moments = sorted(edges)
    return [(Window(a, b), any(row.start <= a and row.end >= b for row in known)) for a, b in pairwise(moments)]


class NewWays(Enum):
    """Say whether ways are looked for anew, and whether they should be others than the best."""

    NONE = "none"
    BEST = "best"
    OTHER = "other"


@dataclass(slots=True, eq=False)
class Responder:
    """Make plans of one case that avoid strikes; ways are looked for anew only when asked for."""

    case: Case
    grid: Grid
    prepared: Prepared

    @staticmethod
    def of(case: Case, grid: Grid) -> Responder:
        """Survey the ways of the case as it is."""
        return Responder(case, grid, prepare(case, lambda _: None))

    def respond(
        self, start: Plan, odds: Exposure, weight: float, seed: int, stop: Callable[[int], bool], ways: NewWays
    ) -> Plan:
        """Return a feasible plan, begun from another, whose cost and `weight` times exposure at the odds are small."""
        raised = raise_hazard(self.case, self.grid, odds, weight)
        if ways is NewWays.OTHER:
            raised = roughen(raised, self.grid, seed)
        if ways is not NewWays.NONE:
            prepared = prepare(raised, lambda _: None)
        else:
            given = self.prepared.given._replace(streets=compile_streets(raised))
            prepared = replace(self.prepared, case=raised, given=given)
        prices = Prices(_gate_prices(prepared), np.zeros(len(prepared.flights)))
        chains = [Search.begin(prepared, prices)]
        chains[0].resume(start)
        chains.append(chains[0].beside(Prices(0.5 * prices.gate, prices.flight)))
        unit = float(prepared.given.leave_cost.sum() / max(1, prepared.given.size.sum())) or 1.0
        rounds = 0
        with ThreadPoolExecutor(len(chains)) as pool:
            while not stop(rounds):
                share = min(1.0, rounds / 2000)
                temperature = unit * WARM * (COLD / WARM) ** share
                jobs = [
                    pool.submit(chain.improve, CHUNK, temperature, seed + rounds + n) for n, chain in enumerate(chains)
                ]
                for job in jobs:
                    job.result()
                rounds += CHUNK * len(chains)
        return self._finish(min(chains, key=lambda chain: chain.cost))

    def _finish(self, search: Search) -> Plan:
        """Return the search's best plan; its claims are those of no case yet."""
        legs, trips = assemble(search.prepared, search.best())
        out = int(search.prepared.given.size.sum()) - search.left
        return Plan(self.case.name, {"name": "mix", "version": VERSION}, 0, legs, trips, search.cost, out, search.left)


def _gate_prices(prepared: Prepared) -> Floats:
    """Say what it costs a person of a middling party to be processed at a gate in each step, besides what is known."""
    given = prepared.given
    steps = int(np.ceil(given.horizon / given.step)) + 1
    prices = np.zeros((len(given.gate_node), steps))
    middling = float(np.median(given.size)) if len(given.size) else 0.0
    for gate, node in enumerate(given.gate_node):
        seconds = 0.0 if given.gate_hour[gate] == np.inf else min(given.step, 3600 * middling / given.gate_hour[gate])
        for k in range(steps):
            harm = harm_between(given.streets, given.streets.node_profile[node], k * given.step, (k + 1) * given.step)
            prices[gate, k] = harm / given.step * seconds
    return prices
