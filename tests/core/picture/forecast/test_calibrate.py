"""Promise that a forecast's score is right, and that worse forecasts are noticed."""

from __future__ import annotations

import numpy as np

from safeconduct.core.picture.forecast.calibrate import Drift, Score, calibrate, watch_drift
from safeconduct.core.picture.forecast.engine import Forecast


def make(share: np.ndarray, total: float = 5.0) -> Forecast:
    return Forecast(0.0, share * total, share, total, 2.0, 9.0, np.zeros((2, len(share))))


def score_days(share: np.ndarray, truth: np.ndarray, days: int, seed: int) -> list[Score]:
    rng = np.random.default_rng(seed)
    return [calibrate(make(share), rng.poisson(5.0 * truth)) for _ in range(days)]


def test_events_in_the_top_cells_are_hits() -> None:
    """A hit-rate curve counts the events of the most expected cells, and the log score their chance over even."""
    share = np.full(100, 0.5 / 99)
    share[7] = 0.5
    counts = np.zeros(100, dtype=np.int64)
    counts[7] = 3
    score = calibrate(make(share), counts)
    assert score.hits.tolist() == [3, 3, 3, 3, 3]
    assert np.isclose(score.log_score, 3 * np.log(50))
    assert score.covered


def test_deciles_hold_all_events_and_all_mass() -> None:
    """Nothing is lost between the groups."""
    share = np.random.default_rng(1).dirichlet(np.ones(500))
    score = score_days(share, share, 1, 2)[0]
    assert score.decile_seen.sum() == score.events
    assert np.isclose(score.decile_expected.sum(), 5.0)


def test_drift_is_noticed_and_steadiness_is_not() -> None:
    """Events that move elsewhere raise the alarm within 60 days; events that stay raise none in 300."""
    rng = np.random.default_rng(4)
    share, other = rng.dirichlet(np.full(400, 0.2)), rng.dirichlet(np.full(400, 0.2))
    share, other = 0.9 * share + 0.1 / 400, 0.9 * other + 0.1 / 400
    drift = Drift()
    for score in score_days(share, share, 300, 5):
        drift = watch_drift(drift, score)
        assert not drift.alarm
    for score in score_days(share, other, 60, 6):
        drift = watch_drift(drift, score)
    assert drift.alarm
