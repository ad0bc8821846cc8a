"""Promise that forecasts are scored by what happened after them, and that drift is dated."""

from __future__ import annotations

import numpy as np
import pytest

from safeconduct.core.picture.cells import Cells
from safeconduct.core.picture.forecast import Events, forecast, make_events, observe, start
from safeconduct.core.picture.forecast.calibrate import calibrate
from safeconduct.core.picture.forecast.replay import join_periods, replay, word_drift

CELLS = Cells(np.ones((12, 12), bool), 0.0, 0.0, 250.0)


def draw(days: int, strewn: tuple[float, float] = (np.inf, np.inf), seed: int = 3) -> Events:
    """Draw four events a day about two spots; between two days strewn all over."""
    rng = np.random.default_rng(seed)
    t = np.sort(rng.uniform(0, days, 4 * days))
    at = np.array([(500.0, 500.0), (2200.0, 2700.0)])[rng.integers(0, 2, len(t))] + rng.normal(0, 120.0, (len(t), 2))
    lost = (t >= strewn[0]) & (t < strewn[1])
    at[lost] = rng.uniform(0.0, 3000.0, (int(lost.sum()), 2))
    return make_events(at[:, 0], at[:, 1], t)


def tell_nobody(_: float) -> None:
    """Hear nothing."""


def test_scores_are_those_of_forecasts_made_day_by_day() -> None:
    """The engine fed by hand, one day at a time, gives the same scores to the last figure."""
    events = draw(12)
    found = replay(CELLS, events, 8.0, 12.0, 1.0, tell_nobody)
    state = start(CELLS, 1.0, 0.0)
    for day in range(12):
        made, today = forecast(state), events.between(day, day + 1.0)
        counts = np.bincount(CELLS.find(today.x, today.y), minlength=CELLS.count)
        if day >= 8:
            period = found.periods[day - 8]
            assert period.score.log_score == pytest.approx(calibrate(made, counts).log_score)
            assert (period.begin, period.total) == (day, len(today.t))
            assert period.low <= period.expected <= period.high
        state = observe(state, events, made)
    assert (found.events, found.baseline) == (sum(one.total for one in found.periods), 7)


def test_what_happens_later_changes_no_score() -> None:
    """The first days are scored alike, whatever follows."""
    events = draw(30)
    early = events.between(0.0, 20.0)
    long, short = (replay(CELLS, held, 10.0, end, 1.0, tell_nobody) for held, end in ((events, 30.0), (early, 20.0)))
    assert [one.score.log_score for one in long.periods[:10]] == [one.score.log_score for one in short.periods]


def test_figures_hang_together() -> None:
    """Hit rates rise, deciles hold all, coverage is a share, and clustered events score above uniform."""
    found = replay(CELLS, draw(60), 30.0, 60.0, 1.0, tell_nobody)
    assert list(found.hit_rates) == sorted(found.hit_rates)
    assert np.sum(found.deciles, axis=0) == pytest.approx([1.0, 1.0])
    assert 0.0 <= found.covered <= 1.0
    assert found.bound_held > 0.9
    assert found.gain > 1.0
    assert sum(map(len, join_periods(found, 7))) == 30


def test_drift_is_said_with_since_when_and_until() -> None:
    """Events strewn all over from day 70 on are drift since about then; a steady series has none, a healed one had."""

    def word(day: float) -> str:
        return f"day {day:g}"

    lasting = replay(CELLS, draw(80, (70.0, np.inf)), 40.0, 80.0, 1.0, tell_nobody)
    assert lasting.drift_since is not None
    assert (68.0 <= lasting.drift_since <= 72.0, lasting.drift_until) == (True, None)
    assert word_drift(lasting, word).startswith(f"DRIFT since day {lasting.drift_since:g}")
    healed = replay(CELLS, draw(130, (70.0, 80.0)), 40.0, 130.0, 1.0, tell_nobody)
    assert healed.drift_since is not None
    assert healed.drift_until is not None
    assert healed.drift_until > 80.0
    assert "There was drift from day" in word_drift(healed, word)
    steady = replay(CELLS, draw(80), 40.0, 80.0, 1.0, tell_nobody)
    assert steady.drift_since is None
    assert word_drift(steady, word).startswith("No drift")
    assert "not known" in word_drift(replay(CELLS, draw(8), 2.0, 8.0, 1.0, tell_nobody), word)


def test_events_of_a_vague_place_count_in_totals_alone() -> None:
    """They are in no cell, so they are neither hits nor misses."""
    events = draw(12)
    vague = Events(events.x, events.y, events.t, events.true, np.where(events.t >= 10.0, 5_000.0, 0.0))
    found = replay(CELLS, vague, 10.0, 12.0, 1.0, tell_nobody)
    assert found.events == 0
    assert sum(one.total for one in found.periods) > 0
    assert found.gain == 0.0


def test_no_period_is_refused() -> None:
    """Nothing lies between."""
    with pytest.raises(ValueError, match="no period"):
        replay(CELLS, draw(5), 5.0, 5.0, 1.0, tell_nobody)
