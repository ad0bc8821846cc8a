"""Promise that weighed draws follow the posterior where that is known exactly."""

from __future__ import annotations

import numpy as np
import pytest

from safeconduct.core.sufficiency.weigh_draws import fit_draws, resample

pytestmark = pytest.mark.core


@pytest.mark.parametrize("noise", [2.0, 0.1, 0.01])
def test_a_normal_posterior_is_found(noise: float) -> None:
    """Two constants, one of them seen with a noise: mean and sd are those of the conjugate normal, the other stays."""

    def fit(normals: np.ndarray) -> np.ndarray:
        return -0.5 * ((normals[0] - 1.5) / noise) ** 2

    found = fit_draws(np.random.default_rng(1), fit, 2, 20_000)
    mean = found.normals @ found.weights
    sd = np.sqrt(((found.normals - mean[:, None]) ** 2) @ found.weights)
    precision = 1.0 + noise**-2
    assert mean == pytest.approx([1.5 * noise**-2 / precision, 0.0], abs=0.05)
    assert sd == pytest.approx([precision**-0.5, 1.0], rel=0.05)
    assert found.effective > 0.5 * 20_000


def test_resampling_keeps_the_shares() -> None:
    """Each draw comes again as often as its weight says, give or take one."""
    weights = np.array([0.5, 0.25, 0.125, 0.125, *[0.0] * 4])
    chosen = resample(np.random.default_rng(1), weights)
    assert sorted(np.bincount(chosen, minlength=8).tolist(), reverse=True) == [4, 2, 1, 1, 0, 0, 0, 0]
