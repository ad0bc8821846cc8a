"""Promise how far a rate is spread about its mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.picture.draws.marginals import RATIO_MOST, round_ratios, spread_rates

pytestmark = pytest.mark.core


@given(st.floats(1.0, RATIO_MOST), st.sampled_from([200, 1000, 1001]))
def test_mean_is_one_and_the_95_percent_quantile_is_the_bound(ratio: float, draws: int) -> None:
    """For every bound up to 16 times the mean; it is rounded up by 4.4 % at most, and few draws blur it."""
    values = spread_rates(int(round_ratios(np.array([ratio]))[0]), draws)
    assert values.mean() == pytest.approx(1.0)
    assert (np.diff(values) >= 0.0).all()
    assert 0.93 * ratio <= np.quantile(values, 0.95) <= 1.15 * ratio
