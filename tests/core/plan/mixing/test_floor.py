"""Promise that the floor holds: no feasible plan within the budget, however odd, is struck for less."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from bound_villages import HOUR, VILLAGES
from judge_town import Town
from mixing_towns import fork, make_plan, planned_cases

from safeconduct.core.plan import Case, Plan, judge_plan
from safeconduct.core.plan.mixing.exposure import Exposure, Floats, Grid, count_exposure
from safeconduct.core.plan.mixing.floor import Prices, Yard, prove_floor
from safeconduct.core.plan.mixing.fluid import find_prices
from safeconduct.core.plan.mixing.hasten import hasten_plan


def known_plans() -> list[tuple[Case, Plan]]:
    """Give plans that use the freedoms of the format, and planners' plans with and without waiting."""
    town = Town()
    planned = planned_cases()
    hastened = [(case, hasten_plan(case, plan)) for case, plan in planned]
    return [(town.case, town.plan), *(make() for make in VILLAGES.values()), *planned, *hastened]


def draw_prices(rng: np.random.Generator, yard: Yard, found: Prices | None) -> Prices:
    """Draw odds and prices, of none of which anything is known but that they are not negative."""
    relaxed = yard.relaxed
    shapes = (len(yard.gates), yard.slots), relaxed.room.shape, relaxed.seats.shape, (len(yard.holding), yard.bins + 1)
    drawn = [rng.exponential(size=shape) * (rng.random(shape) < rng.choice([0.02, 0.3, 1.0])) for shape in shapes]
    odds = drawn[0] / max(drawn[0].sum(), 1e-9)
    scale = 10.0 ** rng.uniform(-6, 0, 4)
    if found is not None and rng.random() < 0.5:
        mixed = [a * rng.uniform(0, 2) for a in (found.gate, found.seat, found.hold)]
        return Prices(found.odds, found.cost * rng.uniform(0, 2), *mixed)
    hold = drawn[3] * scale[2] * np.isfinite(yard.holding)[:, None]
    return Prices(odds, scale[3], drawn[1] * scale[0], drawn[2] * scale[1], hold)


def expect_at_gates(exposure: Exposure, grid: Grid, yard: Yard, odds: Floats) -> float:
    """Give the people whom a strike by these odds finds on average: less than the best one does."""
    used = np.where(yard.apart[:, None], odds, 0.0)
    place = np.array([grid.streets + grid.node_row[gate.node_id] for gate in yard.gates], np.int64)
    keys = place[:, None] * grid.slots + np.arange(grid.slots)[None, :]
    return float((exposure.at(keys.ravel()) * used.ravel()).sum())


@pytest.mark.parametrize("minutes", [15.0, 40.0, 420.0])
def test_no_feasible_plan_is_struck_for_less_than_the_floor(minutes: float) -> None:
    """Whatever the odds and prices: strikes by them find no fewer people than the floor at the plan's cost."""
    rng = np.random.default_rng(int(minutes))
    tight = 0.0
    for case, plan in known_plans():
        grid = Grid.over(case, minutes)
        yard, exposure, cost = Yard.of(case, grid), count_exposure(case, plan, grid), judge_plan(case, plan).cost.total
        found = find_prices(case, yard, cost)
        prices = [] if found is None else [found]
        prices += [draw_prices(rng, yard, found) for _ in range(20)]
        for number, price in enumerate(prices):
            floor = prove_floor(yard, price, cost)
            struck = expect_at_gates(exposure, grid, yard, price.odds)
            assert floor <= struck + 1e-9, (case.name, number)
            tight = max(tight, floor / max(struck, 1e-9))
    assert tight > 0.5


def test_the_floor_of_two_equal_gates_is_nearly_half() -> None:
    """Ten people, ten minutes at either gate, one slot of seven hours: half of 10/42 but for what is forgiven."""
    case = fork()
    grid = Grid.over(case, 420)
    yard = Yard.of(case, grid)
    prices = find_prices(case, yard, make_plan(case).cost * 1.02)
    assert prices is not None
    floor = prove_floor(yard, prices, make_plan(case).cost * 1.02)
    assert 0.97 * 10 / 42 / 2 < floor <= 10 / 42 / 2


def test_who_is_processed_in_a_curfew_stood_outside_since_it_began() -> None:
    """One flight's people, more than the airhead holds until another flight leaves at night: the rest must queue.

    The curfew begins at 08:00, the first flight leaves at 08:10: of 20 people 10 wait for ten minutes of the slot.
    """
    case = fork()
    flights = (replace(case.flights[0], flight_id="F0", departs=case.start + 2 * HOUR + 600, seats=10), case.flights[0])
    twenty = tuple(replace(case.parties[0], party_id=f"P{n}", size=1) for n in range(20))
    sites = tuple(
        replace(site, holding=10.0) if site.site_id == "A" else replace(site, throughput=None) for site in case.sites
    )
    night = replace(case.limits, curfew=((8 * 60, 12 * 60),))
    last = (flights[0], replace(flights[1], departs=case.start + 4 * HOUR, seats=10))
    case = replace(case, flights=last, parties=twenty, sites=sites, limits=night)
    grid = Grid.over(case, 15)
    yard = Yard.of(case, grid)
    prices = find_prices(case, yard, 1.0)
    assert prices is not None
    floor = prove_floor(yard, prices, 1.0)
    assert 0.8 * 10 * (10 / 15) / 2 < floor <= 10 * (10 / 15) / 2
