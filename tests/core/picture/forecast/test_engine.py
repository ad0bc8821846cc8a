"""Promise what the forecasting engine does on series of every kind."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.core.picture.cells import Cells
from safeconduct.core.picture.forecast import Events, forecast, make_events, observe, rebase, start
from safeconduct.core.picture.forecast.hindcast import Hindcast, count_periods, hindcast
from safeconduct.core.picture.forecast.level import forecast_total, learn_total, start_level, total_interval

HOLED = Cells(np.array([[True, True, False], [False, True, True], [True, True, True]]), 10.0, -20.0, 250.0)


def scatter(seed: int, number: int, days: float, cells: Cells, spread: float = 1.2) -> Events:
    rng = np.random.default_rng(seed)
    rows, columns = cells.mask.shape
    x = cells.x0 + cells.h * columns * (rng.random(number) * spread - 0.1)
    y = cells.y0 + cells.h * rows * (rng.random(number) * spread - 0.1)
    return make_events(x, y, np.floor(rng.random(number) * days * 4) / 4)


def run(cells: Cells, events: Events, begin: float, end: float, step: float) -> Hindcast:
    told: list[float] = []
    made = hindcast(cells, events, begin, end, step, tell=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    return made


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 99),
    number=st.sampled_from([0, 1, 5, 60, 400]),
    step=st.sampled_from([1 / 24, 0.5, 1.0, 7.0, 30.0]),
    h=st.sampled_from([100.0, 250.0, 20_000.0]),
    begin=st.sampled_from([0.0, 3.0, 40.0]),
)
def test_every_series_has_a_forecast(seed: int, number: int, step: float, h: float, begin: float) -> None:
    """Few or no events, ties, events outside, no training, holes in the mask: finite, positive, below the bound."""
    cells = Cells(HOLED.mask, 0.0, 0.0, h)
    end = begin + min(12 * step, 40.0)
    made = run(cells, scatter(seed, number, 60.0, cells), begin, end, step)
    assert made.expected.shape == made.u95.shape == (count_periods(begin, end, step), cells.count)
    assert np.isfinite(made.expected).all()
    assert (made.expected > 0).all()
    assert (made.u95 > made.expected).all()
    assert (made.totals_low <= made.totals_high).all()
    np.testing.assert_allclose(made.expected.sum(axis=1), made.totals)


def test_no_period_sees_its_own_time_or_later() -> None:
    """Whatever happens from a period's beginning on, its forecast stays the same, but for how sums round."""
    events = scatter(1, 300, 60.0, HOLED, spread=1.0)
    later = events.t >= 45.0
    other = make_events(np.where(later, 20.0, events.x), np.where(later, -10.0, events.y), events.t)
    one, two = run(HOLED, events, 40.0, 50.0, 1.0), run(HOLED, other, 40.0, 50.0, 1.0)
    np.testing.assert_allclose(one.expected[:6], two.expected[:6], rtol=1e-12)
    np.testing.assert_allclose(one.totals_high[:6], two.totals_high[:6], rtol=1e-12)
    assert not np.allclose(one.expected[6], two.expected[6], rtol=1e-6)


def test_events_without_a_place_or_time_are_left_out() -> None:
    """NaN never reaches a forecast."""
    events = make_events(np.array([20.0, np.nan, 20.0]), np.array([0.0, 0.0, np.inf]), np.array([1.0, 2.0, 3.0]))
    assert events.t.tolist() == [1.0]


def test_more_is_expected_where_more_happened() -> None:
    """A cell that all events strike is expected to be struck next."""
    cells = Cells(np.ones((20, 20), bool), 0.0, 0.0, 250.0)
    events = make_events(np.full(60, 1125.0), np.full(60, 2125.0), np.arange(60) / 2)
    made = run(cells, events, 30.0, 31.0, 1.0)
    assert made.expected[0].argmax() == 8 * 20 + 4
    assert made.expected[0].max() > 0.3 * made.totals[0]


def test_a_doubted_event_counts_by_its_chance() -> None:
    """Ten events half believed raise the total like five believed."""
    x = np.full(10, 135.0)
    events = make_events(x, x - 40, np.linspace(0, 9, 10), true=np.full(10, 0.5))
    state = start(HOLED, 10.0, 0.0)
    assert observe(state, events).level.total == pytest.approx(5.0)


def test_a_vague_place_is_spread() -> None:
    """An event known to a kilometre says less about its cell than one known exactly."""
    cells = Cells(np.ones((20, 20), bool), 0.0, 0.0, 250.0)
    at, when = np.array([2600.0]), np.array([0.5])
    exact, vague = (make_events(at, at, when, blur=np.array([b])) for b in (0.0, 1000.0))
    shares = [forecast(observe(start(cells, 1.0, 0.0), e)).share.max() for e in (exact, vague)]
    assert shares[0] > 1.5 * shares[1]


def test_an_even_base_is_no_base() -> None:
    """To rounding; and without one nothing is rounded."""
    events = scatter(4, 60, 20.0, HOLED)
    plain, even = start(HOLED, 1.0, 0.0), start(HOLED, 1.0, 0.0, np.full(HOLED.count, 1 / HOLED.count))
    assert (plain.lean == 1.0).all()
    for _ in range(20):
        plain, even = observe(plain, events), observe(even, events)
    np.testing.assert_allclose(forecast(even).expected, forecast(plain).expected, rtol=1e-6)


def test_what_is_expected_beforehand_holds_until_something_has_happened() -> None:
    """A base is nearly the forecast before the first event, and counts for little after two hundred elsewhere."""
    cells = Cells(np.ones((20, 20), bool), 0.0, 0.0, 250.0)
    base = np.where(np.arange(400) < 20, 0.03, 0.4 / 380)
    state = start(cells, 1.0, 0.0, base)
    np.testing.assert_allclose(forecast(state).share, base, rtol=0.15)
    rng = np.random.default_rng(2)
    events = make_events(rng.random(200) * 5000.0, 2500.0 + rng.random(200) * 2500.0, np.sort(rng.random(200)) * 50)
    for _ in range(50):
        state = observe(state, events)
    assert forecast(state).share[:20].sum() < 0.05
    assert forecast(rebase(state, np.full(400, 1 / 400))).share[:20].sum() < forecast(state).share[:20].sum()


def test_a_change_of_regime_is_followed() -> None:
    """Ten times as many events as before, and the total is within three tenths after four weeks."""
    level = start_level(1.0)
    rng = np.random.default_rng(3)
    for day in range(428):
        number = rng.poisson(2.0 if day < 400 else 20.0)
        level = learn_total(level, float(day), day + rng.random(number), np.ones(number))
    assert forecast_total(level, 428.0) == pytest.approx(20.0, rel=0.3)


def test_the_interval_of_totals_covers_what_it_says() -> None:
    """Over 1,500 Poisson days 88 to 93 % of totals lie within."""
    level, within = start_level(1.0), []
    rng = np.random.default_rng(5)
    for day in range(1600):
        number = rng.poisson(5.0)
        low, high = total_interval(level, forecast_total(level, float(day)))
        within.append(low <= number <= high)
        level = learn_total(level, float(day), day + rng.random(number), np.ones(number))
    assert 0.88 <= np.mean(within[100:]) <= 0.93


def test_weekdays_are_learned() -> None:
    """Where all happens on one weekday, that day is expected to have most."""
    level = start_level(1.0)
    for day in range(140):
        number = 10 if day % 7 == 3 else 1
        level = learn_total(level, float(day), np.full(number, day + 0.5), np.ones(number))
    assert forecast_total(level, 143.0) > 3 * forecast_total(level, 144.0)


@pytest.mark.parametrize(
    ("mask", "number", "step", "periods"),
    [
        (np.ones((1, 1), bool), 30, 1.0, 5),
        (np.ones((1, 1), bool), 0, 7.0, 5),
        (np.ones((1, 40), bool), 30, 0.25, 8),
        (np.ones((40, 40), bool), 30, 7.0, 8),
        (np.ones((40, 40), bool), 0, 0.25, 4),
        (np.ones((200, 200), bool), 300, 7.0, 1),
    ],
    ids=["one cell", "one cell, no events", "a row", "thirty events", "no events", "40,000 cells"],
)
def test_series_of_every_size_are_bounded(mask: np.ndarray, number: int, step: float, periods: int) -> None:
    """One cell or 40,000, no event or few, quarter days or weeks, watched by halves or not told: finite, in order."""
    cells = Cells(mask, 0.0, 0.0, 250.0)
    begin, end = 2 * step, (2 + periods) * step
    events = scatter(2, number, end, cells)
    half = np.where(np.arange(cells.count) % 2, 0.4, 0.0)
    for watched in (None, half):
        made = hindcast(cells, events, begin, end, step, lambda _: None, watched)
        assert made.u95.shape == (periods, cells.count)
        assert np.isfinite(made.u95).all()
        assert (made.expected > 0).all()
        assert (made.u95 >= made.expected).all()
