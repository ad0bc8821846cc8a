"""Promise that exposure is who is where when, averaged over a slot, and that a hazard can stand for it."""

from __future__ import annotations

import numpy as np
import pytest
from bound_villages import VILLAGES
from judge_town import Town, at
from mixing_towns import count_slowly, planned_cases

from safeconduct.core.plan import Case, Plan, judge_plan
from safeconduct.core.plan.mixing.exposure import Exposure, Grid, count_exposure, mix_exposure
from safeconduct.core.plan.mixing.oracle import raise_hazard


def name(case: Case, grid: Grid, exposure: Exposure) -> dict[tuple[str, str, int], float]:
    """Give exposure by the names of places."""
    network, named = case.network, {}
    ends = {
        int(street): "-".join(sorted((network.node_ids[tail], network.node_ids[head])))
        for street, tail, head in zip(grid.street_of, network.tail, network.head, strict=True)
    }
    places, slots = grid.split(exposure.keys)
    for place, slot, people in zip(places.tolist(), slots.tolist(), exposure.people.tolist(), strict=True):
        at_node = place >= grid.streets
        where = network.node_ids[place - grid.streets] if at_node else ends[place]
        named["node" if at_node else "street", where, slot] = people
    return named


def all_plans() -> list[tuple[Case, Plan]]:
    """Give hand-made plans and those of a planner."""
    town = Town()
    return [(town.case, town.plan), *(make() for make in VILLAGES.values()), *planned_cases()]


@pytest.mark.parametrize("minutes", [15.0, 7.0, 40.0])
def test_exposure_is_what_a_slow_count_finds(minutes: float) -> None:
    """Street by street, node by node, slot by slot: a fast count and a slow one agree."""
    for case, plan in all_plans():
        grid = Grid.over(case, minutes)
        found = name(case, grid, count_exposure(case, plan, grid))
        slow = count_slowly(case, plan, 60 * minutes)
        assert {key for key, people in slow.items() if people > 1e-6} <= set(found), case.name
        for key, people in found.items():
            assert people == pytest.approx(slow[key], abs=1e-6), (case.name, key)


def test_who_drives_or_rides_counts_by_the_shelter_and_who_holds_not_at_all() -> None:
    """In the town four wait 2 minutes at the stop and are processed 7 at the gate, three more 6 of the next slot."""
    town = Town()
    town.leg("P2", 1, arrive="06:44")
    town.leg("P2", 2, depart="06:44")
    grid = Grid.over(town.case)
    found = name(town.case, grid, count_exposure(town.case, town.plan, grid))
    assert found["node", "stop", 1] == pytest.approx(4 * 2 / 15)
    assert found["node", "gate", 1] == pytest.approx(4 * 7 / 15)
    assert found["node", "gate", 2] == pytest.approx(3 * 10 / 15)
    assert found["street", "depot-stop", 2] == pytest.approx(0.1 * 3 * 1 / 15)
    assert not any(where == "home" for _, where, _ in found)
    assert max(slot for _, _, slot in found) == (at("06:44") - town.case.start) // 900


def test_a_mixture_exposes_the_mean_of_its_plans() -> None:
    """Expected exposure is linear in the probabilities."""
    a, b = Exposure(np.array([1, 5]), np.array([2.0, 4.0])), Exposure(np.array([5, 9]), np.array([8.0, 1.0]))
    mixed = mix_exposure([a, b], np.array([0.25, 0.75]))
    assert dict(zip(mixed.keys.tolist(), mixed.people.tolist(), strict=True)) == {1: 0.5, 5: 7.0, 9: 0.75}


def test_a_raised_hazard_adds_its_weight_times_exposure_to_the_cost() -> None:
    """The judge finds just that, whatever hazard was there before: planning against it is answering the striker."""
    rng = np.random.default_rng(5)
    checked = 0
    for case, plan in planned_cases():
        grid = Grid.over(case)
        exposure = count_exposure(case, plan, grid)
        inside = [grid.node_row[site.node_id] + grid.streets for site in case.sites if site.kind == "airhead"]
        usable = exposure.keys[~np.isin(grid.split(exposure.keys)[0], inside)]
        keys = np.sort(rng.choice(usable, min(20, len(usable)), replace=False))
        odds = Exposure(keys, rng.random(len(keys)))
        before = judge_plan(case, plan).cost.total
        after = judge_plan(raise_hazard(case, grid, odds, 0.7), plan).cost.total
        assert after - before == pytest.approx(0.7 * float(exposure.at(keys) @ odds.people), rel=1e-6, abs=1e-12)
        checked += len(keys)
    assert checked > 20
