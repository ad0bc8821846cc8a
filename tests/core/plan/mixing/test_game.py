"""Promise that the game over given plans is solved: known games have their known values."""

from __future__ import annotations

import numpy as np
import pytest

from safeconduct.core.plan.mixing.exposure import Exposure, mix_exposure
from safeconduct.core.plan.mixing.game import PEAKS, Share, solve_game


def at(**people: float) -> Exposure:
    """Give a plan's exposure at keys k1, k2, ..."""
    pairs = sorted((int(key[1:]), count) for key, count in people.items())
    return Exposure(np.array([key for key, _ in pairs]), np.array([count for _, count in pairs]))


def test_matching_pennies_is_played_half_and_half() -> None:
    """Two plans that expose the same people at different places: half of them are expected at each."""
    found = solve_game([at(k1=8.0), at(k2=8.0)], np.ones(2), 1.0)
    assert found is not None
    assert found.value == pytest.approx(4.0)
    assert found.weights == pytest.approx([0.5, 0.5])
    assert found.odds == pytest.approx([0.5, 0.5])


def test_unequal_places_are_weighed_against_each_other() -> None:
    """6 at one place or 3 at another: one third and two thirds, and 2 are expected at either."""
    found = solve_game([at(k1=6.0), at(k2=3.0)], np.ones(2), 1.0)
    assert found is not None
    assert found.value == pytest.approx(2.0)
    assert found.weights == pytest.approx([1 / 3, 2 / 3])


def test_the_budget_binds_and_has_a_price() -> None:
    """A second plan that costs 2 where 1.25 is allowed gets a quarter; a unit of budget would save 4 people."""
    found = solve_game([at(k1=4.0), at(k2=4.0)], np.array([1.0, 2.0]), 1.25)
    assert found is not None
    assert found.weights == pytest.approx([0.75, 0.25])
    assert (found.value, found.cost, found.price) == pytest.approx((3.0, 1.25, 4.0))


def test_nothing_is_found_where_every_plan_costs_too_much() -> None:
    """No mixture of dear plans is cheap."""
    assert solve_game([at(k1=1.0)], np.array([2.0]), 1.9) is None


def test_the_best_strike_is_found_among_very_many() -> None:
    """The value is the greatest of all places and times, also of those that the program did not begin with."""
    rng = np.random.default_rng(1)
    keys = np.arange(40 * PEAKS)
    plans = [Exposure(keys, rng.random(len(keys))) for _ in range(12)]
    found = solve_game(plans, np.ones(12), 1.0)
    assert found is not None
    table = np.stack([plan.people for plan in plans], axis=1)
    assert found.value == pytest.approx((table @ found.weights).max())
    assert found.value == pytest.approx(mix_exposure(plans, found.weights).peak)
    # the striker's odds prove that no other weights do better
    rows = np.zeros(len(keys))
    rows[found.strikes] = found.odds
    assert (rows @ table).min() == pytest.approx(found.value, abs=1e-6)


def test_a_share_bounds_the_probability_of_a_set_of_plans() -> None:
    """A way that two of three plans use is held to 40 %: the third gets the rest, whatever that exposes."""
    plans = [at(k1=1.0), at(k2=1.0), at(k3=9.0)]
    found = solve_game(plans, np.ones(3), 1.0, [Share(np.array([True, True, False]), 0.4)])
    assert found is not None
    assert found.weights == pytest.approx([0.2, 0.2, 0.6], abs=0.2)
    assert found.weights[2] == pytest.approx(0.6)
    assert found.over == pytest.approx(0.0)
