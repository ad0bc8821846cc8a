"""Promise the intervals: as wide as they must be."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from safeconduct.core.sufficiency import estimate_chance, estimate_mean


@pytest.mark.parametrize(("hits", "trials"), [(0, 1), (1, 1), (3, 40), (200, 400), (399, 400), (400, 400)])
def test_the_interval_of_a_chance_ends_where_what_was_seen_becomes_unlikely(hits: int, trials: int) -> None:
    """At the low end as many hits or more, at the high end as few or fewer, have a chance of 2.5 % (or end at 0, 1)."""
    chance = estimate_chance(hits, trials)
    assert chance.low <= chance.value == hits / trials <= chance.high
    assert chance.low == 0.0 if hits == 0 else binom.sf(hits - 1, trials, chance.low) == pytest.approx(0.025)
    assert chance.high == 1.0 if hits == trials else binom.cdf(hits, trials, chance.high) == pytest.approx(0.025)


def test_the_interval_of_a_mean_holds_the_true_mean_in_19_of_20_samples() -> None:
    """Of 2,000 samples of 20 days, 95 % within four standard errors."""
    rng = np.random.default_rng(5)
    means = [estimate_mean(rng.normal(7.0, 3.0, 20)) for _ in range(2000)]
    share = np.mean([mean.low <= 7.0 <= mean.high for mean in means])
    assert abs(share - 0.95) < 4 * np.sqrt(0.95 * 0.05 / 2000)


def test_one_day_says_nothing_of_how_sure_it_is() -> None:
    """The interval of one day has no end."""
    mean = estimate_mean(np.array([5]))
    assert (mean.value, mean.low, mean.high) == (5.0, -np.inf, np.inf)


def test_bad_counts_are_refused() -> None:
    """More hits than trials, or no trial."""
    for hits, trials in ((2, 1), (0, 0), (-1, 5)):
        with pytest.raises(ValueError, match="trials"):
            estimate_chance(hits, trials)
