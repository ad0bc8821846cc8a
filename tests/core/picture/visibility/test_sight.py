"""Promise that nothing looks safe because nobody looks."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.core.picture import Status
from safeconduct.core.picture.cells import Cells
from safeconduct.core.picture.visibility import (
    BASE,
    Bound,
    Pooled,
    Prior,
    Sight,
    bound,
    bound_sight,
    observe,
    start,
)

pytestmark = pytest.mark.core
CELLS = Cells(np.ones((8, 8), bool), 0.0, 0.0, 250.0)
PRIOR = Prior(rate=0.2, acceptable=0.5)


def live(sight: Sight, rates: np.ndarray, seen: np.ndarray, days: int, seed: int) -> tuple[list[Bound], Sight]:
    rng = np.random.default_rng(seed)
    bounds = []
    for _ in range(days):
        sight = observe(sight, rng.binomial(rng.poisson(rates), seen).astype(np.float64), seen)
        made, sight = bound_sight(sight)
        bounds.append(made)
    return bounds, sight


@given(st.integers(0, 10_000), st.floats(0.0, 1.0), st.integers(1, 60))
@settings(max_examples=15, deadline=None)
def test_avoided_cells_never_look_safer(seed: int, share: float, days: int) -> None:
    """Cells that are watched, then avoided for 30 days: their bound never falls, whatever happens elsewhere."""
    rng = np.random.default_rng(seed)
    rates, seen = rng.gamma(0.5, 1.0, 64), np.clip(rng.random(64), 0.0, 0.98)
    before, sight = live(start(CELLS, 1.0, PRIOR), rates, seen, days, seed)
    avoided = rng.random(64) < share
    # What happens elsewhere changes too: the neighbours may become quiet.
    after, _ = live(sight, np.where(avoided, rates, 0.0), np.where(avoided, 0.0, seen), 30, seed + 1)
    bounds = np.array([before[-1].u95, *(made.u95 for made in after)])[:, avoided]
    assert (np.diff(bounds, axis=0) >= 0).all()


def test_an_old_report_that_still_makes_visible_lowers_nothing() -> None:
    """A period in which nobody has reported (`heard` 0) never lowers a bound, however visible the cell still is."""
    _, sight = live(start(CELLS, 1.0, PRIOR), np.full(64, 0.3), np.full(64, 0.5), 10, 1)
    before, sight = bound_sight(sight)
    for _ in range(30):
        sight = observe(sight, np.zeros(64), np.full(64, 0.5), heard=np.zeros(64))
        made, sight = bound_sight(sight)
        assert (made.u95 >= before.u95).all()
        before = made


def test_known_decays_to_unknown() -> None:
    """A quiet city that is well watched is known low; once nobody looks it becomes unknown, and stays so."""
    bounds, sight = live(start(CELLS, 1.0, PRIOR), np.full(64, 0.02), np.full(64, 0.9), 60, 3)
    assert (bounds[-1].status == Status.KNOWN_CLEAR).mean() > 0.9
    bounds, sight = live(sight, np.full(64, 0.02), np.zeros(64), 40, 4)
    assert (bounds[-1].status == Status.UNKNOWN).all()
    assert bounds[-1].visibility == pytest.approx(BASE, abs=0.05)


def test_a_busy_city_is_known_high() -> None:
    """Watched cells whose mean is above the acceptable rate are known high."""
    bounds, _ = live(start(CELLS, 1.0, PRIOR), np.full(64, 3.0), np.full(64, 0.9), 30, 5)
    assert (bounds[-1].status == Status.KNOWN_THREAT).all()


def test_true_rates_lie_below_the_bound() -> None:
    """Rates drawn at random in blocks, half the blocks hardly watched: at least 93 % lie below their bounds."""
    covered = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        rates = 0.05 * np.kron(rng.gamma(1.5, size=(4, 4)), np.ones((2, 2))).ravel() * rng.gamma(4.0, 0.25, 64)
        seen = np.kron(rng.choice([0.05, 0.9], (4, 4)), np.ones((2, 2))).ravel()
        bounds, _ = live(start(CELLS, 1.0, PRIOR), rates, seen, 90, seed)
        covered.append((rates <= bounds[-1].u95).mean())
    assert np.mean(covered) >= 0.93


def test_a_forecast_of_known_events_is_corrected_for_what_is_hidden() -> None:
    """Where half is seen, a forecaster that expects the seen half is doubled in part; where none is, it is ignored."""
    seen = np.where(np.arange(64) < 32, 0.5, 0.0)
    _, sight = live(start(CELLS, 1.0, PRIOR), np.full(64, 1.0), seen, 60, 6)
    plain, _ = bound_sight(sight)
    made, _ = bound_sight(sight, np.where(seen > 0, 0.5, 0.0))
    assert made.mean[:32] == pytest.approx(1.0, abs=0.35)
    assert (made.mean[32:] == plain.mean[32:]).all()
    assert (made.u95 >= plain.u95).all()


def test_sixty_thousand_places_by_24_hours_are_bounded_within_a_second() -> None:
    """The best of three: mean, bound and status of 1.44 million place-hours."""
    rng = np.random.default_rng(7)
    mean, variance = rng.gamma(0.5, size=(24, 60_000)), rng.gamma(1.0, size=(24, 60_000)) + 0.01
    seen = np.full((24, 60_000), 0.5)
    times = []
    for _ in range(3):
        began = time.process_time()
        bound(mean, Pooled(mean, variance), seen, PRIOR)
        times.append(time.process_time() - began)
    assert min(times) < 1.0
