"""Promise how high a bound is, and what may be said of a cell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammaincinv

from safeconduct.core.picture import Status
from safeconduct.core.picture.visibility import SEEN_ENOUGH, Pooled, Prior, bound, bound_ratio, hold_up

pytestmark = pytest.mark.core
PRIOR = Prior(rate=1.0, acceptable=1.0)


@given(st.floats(1e-4, 3.0))
def test_the_ratio_is_the_gamma_quantile(variance: float) -> None:
    """Up to a relative variance of 3 it is the exact 95 % quantile over the mean, to one part in ten thousand."""
    exact = gammaincinv(1 / variance, 0.95) * variance
    assert bound_ratio(np.array([variance]))[0] == pytest.approx(exact, rel=1e-4)


@given(st.floats(1e-5, 1e5), st.floats(1.0, 100.0))
def test_knowing_less_never_lowers_the_bound(variance: float, factor: float) -> None:
    """At the same mean a less certain cell has no lower bound, even where the plain quantile would fall to zero."""
    less, more = bound_ratio(np.array([variance, factor * variance]))
    assert more >= less >= 1.0


@given(st.floats(0.0, 2.0), st.floats(0.01, 5.0), st.floats(0.001, 5.0), st.floats(0.0, 0.98))
def test_a_cell_that_is_not_seen_is_unknown(unsure: float, mean: float, variance: float, visibility: float) -> None:
    """Low needs an acceptable bound, high an unacceptable mean, and both somebody who looks."""
    pooled = Pooled(np.array([mean]), np.array([variance]))
    made = bound(pooled.mean, pooled, np.array([visibility]), PRIOR, unsure=unsure)
    status = Status(int(made.status[0]))
    assert made.u95[0] >= mean
    if visibility < SEEN_ENOUGH:
        assert status is Status.UNKNOWN
    elif mean > PRIOR.acceptable:
        assert status is Status.KNOWN_THREAT
    else:
        assert (status is Status.KNOWN_CLEAR) == (made.u95[0] <= PRIOR.acceptable)


def test_doubt_about_the_level_widens_every_bound() -> None:
    """What is unsure for all cells alike raises all their bounds."""
    pooled = Pooled(np.ones(3), np.array([0.01, 0.3, 2.0]))
    seen = np.full(3, 0.9)
    sure, unsure = bound(pooled.mean, pooled, seen, PRIOR), bound(pooled.mean, pooled, seen, PRIOR, unsure=0.2)
    assert (unsure.u95 > sure.u95).all()


@given(st.floats(0.0, 1.0), st.floats(0.0, 20.0))
def test_a_bound_falls_only_as_far_as_somebody_was_heard(heard: float, before: float) -> None:
    """With nobody heard it stays or rises; with everybody heard it is what the evidence says; status follows it."""
    pooled = Pooled(np.full(1, 0.4), np.full(1, 0.02))
    made = bound(pooled.mean, pooled, np.full(1, 0.9), PRIOR)
    held = hold_up(made, np.full(1, before), np.full(1, heard), PRIOR)
    assert held.u95[0] >= made.u95[0]
    assert held.u95[0] <= max(before, made.u95[0]) + 1e-12
    assert hold_up(made, np.full(1, before), np.zeros(1), PRIOR).u95[0] == max(before, made.u95[0])
    assert hold_up(made, np.full(1, before), np.ones(1), PRIOR).u95[0] == pytest.approx(made.u95[0])
    assert (held.status[0] == Status.KNOWN_CLEAR) == (held.u95[0] <= PRIOR.acceptable)
