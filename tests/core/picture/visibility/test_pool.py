"""Promise how evidence near and far makes a belief, and how spreads are learned."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.core.picture.visibility import Evidence, Scales, learn_spreads, make_scales, pool_evidence
from safeconduct.core.picture.visibility.pool import gather_evidence
from safeconduct.core.picture.visibility.stretch import stretch_belief

pytestmark = pytest.mark.core
SCALES = make_scales(np.ones((12, 12), bool))


def gather(scales: Scales, events: np.ndarray, exposure: np.ndarray) -> Evidence:
    return gather_evidence(scales, events.astype(np.float64), exposure.astype(np.float64))


@given(st.integers(0, 10_000))
@settings(max_examples=20)
def test_every_event_is_evidence_once(seed: int) -> None:
    """The rings of any mask share each cell's value out wholly: they sum to all there is, round every cell."""
    rng = np.random.default_rng(seed)
    mask = rng.random((9, 14)) < 0.7
    mask[0, 0] = True
    values = rng.gamma(1.0, size=int(mask.sum()))
    rings = make_scales(mask).ring_sums(values)
    assert (rings >= 0).all()
    np.testing.assert_allclose(rings.sum(axis=0), values.sum())


def test_a_blind_cell_is_believed_like_its_watched_neighbours_but_less_surely() -> None:
    """Half the city is seen, busy in the north: blind cells beside the busy part expect more than those far off."""
    rows = np.repeat(np.arange(12), 12)
    watched = np.tile(np.arange(12) < 6, 12)
    events = np.where(watched & (rows >= 6), 3.0, 0.0)
    pooled = pool_evidence(gather(SCALES, events, 5.0 * watched), np.full(4, 0.2), 0.1)[-1]
    mean, variance = pooled.mean.reshape(12, 12), pooled.variance.reshape(12, 12)
    assert mean[9, 6] > 3 * mean[1, 6]
    assert variance[9, 11] > variance[9, 6] > variance[9, 3]


def test_nothing_seen_leaves_the_prior() -> None:
    """With no exposure anywhere the mean is the prior's and the variance larger than that of half an event."""
    pooled = pool_evidence(gather(SCALES, np.zeros(144), np.zeros(144)), np.full(4, 0.2), 0.3)[-1]
    assert pooled.mean == pytest.approx(np.full(144, 0.3))
    assert (pooled.variance > 2.0).all()


def test_thinned_counts_beside_their_exposure_give_the_rate() -> None:
    """A tenth of the events, known to be a tenth, gives the same mean within a few percent."""
    rng = np.random.default_rng(1)
    counts = rng.poisson(40.0, 144)
    thinned = rng.binomial(counts, 0.1)
    pooled = pool_evidence(gather(SCALES, thinned, np.full(144, 0.1 * 10)), np.full(4, 0.02), 1.0)[-1]
    assert pooled.mean.mean() == pytest.approx(4.0, rel=0.1)


def test_rough_worlds_have_greater_spreads() -> None:
    """Rates that differ from cell to cell are learned to do so; those of an even world are not."""
    rng = np.random.default_rng(2)
    rough = rng.poisson(20 * rng.gamma(0.7, 1 / 0.7, 144))
    even = rng.poisson(20.0, 144)
    exposure = np.full(144, 10.0)
    assert learn_spreads(gather(SCALES, rough, exposure), 1.0).sum() > 5 * (
        learn_spreads(gather(SCALES, even, exposure), 1.0).sum()
    )


def test_what_pooling_evens_out_is_stretched_again() -> None:
    """A tenth is seen of a world with one busy corner: the stretched belief is nearer to the truth than the pooled."""
    rng = np.random.default_rng(3)
    truth = np.where((np.arange(144) // 12 < 4) & (np.arange(144) % 12 < 4), 4.0, 0.05)
    exposure = np.full(144, 2.0)
    evidence = gather(SCALES, rng.poisson(truth * exposure), exposure)
    levels = pool_evidence(evidence, np.full(4, 0.1), 1.0)
    made = stretch_belief(levels, evidence, 0.1, np.ones(144))
    errors = [np.abs(np.log(pooled.mean / truth)).mean() for pooled in (levels[-1], made)]
    assert errors[1] < 0.8 * errors[0]


def test_nothing_is_stretched_in_the_dark() -> None:
    """Where no neighbour is watched only what is spread evenly moves the mean; with nobody anywhere nothing does."""
    watched = np.tile(np.arange(12) < 6, 12)
    events = np.where(watched & (np.arange(144) < 36), 3.0, 0.0)
    evidence = gather(SCALES, events, 5.0 * watched)
    levels = pool_evidence(evidence, np.full(4, 0.2), 0.1)
    near = SCALES.mean_near(watched)
    made, average = stretch_belief(levels, evidence, 0.2, near), events.sum() / (5.0 * watched.sum())
    deep = np.tile(np.arange(12) > 10, 12)
    assert near[deep].max() < 1e-3
    between = np.abs(made.mean - levels[-1].mean)[deep] / np.abs(average - levels[-1].mean)[deep]
    assert between.max() < 0.2
    blind = gather(SCALES, np.zeros(144), np.zeros(144))
    assert stretch_belief(levels, blind, 0.2, np.zeros(144)) is levels[-1]


@given(st.integers(0, 10_000), st.floats(0.0, 3.0))
@settings(max_examples=20)
def test_the_stretch_is_finite_whatever_is_known(seed: int, rate: float) -> None:
    """Few or many events, watched evenly or hardly: means and variances are finite and positive."""
    rng = np.random.default_rng(seed)
    exposure = rng.gamma(0.1, 10.0, 144) * (rng.random(144) < 0.5)
    evidence = gather(SCALES, rng.poisson(rate * rng.gamma(0.1, 10.0, 144)), exposure)
    levels = pool_evidence(evidence, np.full(4, 0.15), 0.1)
    made = stretch_belief(levels, evidence, 0.15, SCALES.mean_near(exposure > 0))
    assert np.isfinite(made.mean).all()
    assert np.isfinite(made.variance).all()
    assert (made.mean > 0).all()
    assert (made.variance > 0).all()
