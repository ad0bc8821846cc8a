"""Test the peers of the picture's forecasts where they need nothing but numpy and scipy."""

from __future__ import annotations

import numpy as np
import pytest
from peers.counts import Counts
from peers.cox import find_mode
from peers.etas import EtasPeer
from peers.etas_fit import fade_density, fade_share, fit_etas
from peers.grid_kde import GridKde
from peers.hotspots import prospective_share, quartic_share
from peers.kernels import spread_events
from peers.peer import choose_best, count_cells, cut_past, walk
from series import Series

H = 100.0


def make_series(events: np.ndarray, periods: int = 10, begin: float = 200.0) -> Series:
    """Return a series on 20 by 30 cells, a corner of which is outside."""
    mask = np.ones((20, 30), dtype=bool)
    mask[:4, :5] = False
    return Series("test", mask, 0.0, 0.0, H, events[np.argsort(events[:, 2])], begin, 1.0, periods, 5)


def draw_clusters(seed: int, count: int = 300) -> np.ndarray:
    """Return events round three places, at times spread evenly over 210 days."""
    rng = np.random.default_rng(seed)
    places = np.array([[800.0, 1200.0], [2100.0, 600.0], [2500.0, 1500.0]])[rng.integers(0, 3, count)]
    where = (places + rng.normal(0, 150.0, (count, 2))).clip(1.0, [2999.0, 1999.0])
    return np.column_stack([where, rng.uniform(0, 210, count)])


def draw_bursts(seed: int, days: float = 400.0) -> np.ndarray:
    """Return a self-exciting process: 1 event a day, each sets off 0.5 within 60 m and 5 days on average."""
    rng = np.random.default_rng(seed)
    found = list(rng.uniform([0, 0, 0], [3000, 2000, days], (int(days), 3)))
    for x, y, t in found:  # grows while it is gone through
        for _ in range(rng.poisson(0.5)):
            found.append(np.array([x + rng.normal(0, 60), y + rng.normal(0, 60), t + rng.exponential(5)]))
    kept = np.array(found)
    inside = (kept[:, 0] > 0) & (kept[:, 0] < 3000) & (kept[:, 1] > 0) & (kept[:, 1] < 2000) & (kept[:, 2] < days)
    return kept[inside]


@pytest.mark.parametrize("peer", [Counts(), GridKde(), EtasPeer("exponential"), EtasPeer("power law")])
def test_no_peer_sees_what_is_to_come(peer):
    """A forecast does not change when the future does, and every cell's figure is a count that can be."""
    events = draw_clusters(1, 120)
    changed = events.copy()
    later = changed[:, 2] >= 200
    changed[later, :2] = changed[later, :2][::-1]
    peer.fit(cut_past(make_series(events), 200.0))
    one, other = (peer.forecast(cut_past(make_series(each), 200.0)) for each in (events, changed))
    assert np.array_equal(one, other)
    assert one.shape == (580,)
    assert (one >= 0).all()
    assert np.isfinite(one).all()


def test_walking_shows_each_period_its_past_alone():
    """The series handed to a peer holds no event of the period asked for or later."""
    series = make_series(draw_clusters(2))
    for start, past in zip(series.starts, walk(series), strict=True):
        assert past.begin == start
        assert past.events[:, 2].max() < start
        assert len(past.events) == (series.events[:, 2] < start).sum()


def test_counts_and_kde_keep_the_trailing_rate_and_spread_a_twentieth():
    """Totals are the trailing rate's, and no cell has less than its even part of 5 %."""
    past = cut_past(make_series(draw_clusters(3)), 200.0)
    for peer in (Counts(), GridKde()):
        peer.fit(past)
        expected = peer.forecast(past)
        assert expected.sum() == pytest.approx(past.trailing_rates[0])
        assert expected.min() >= 0.05 * past.trailing_rates[0] / past.cells * 0.999


def test_the_bandwidth_chosen_is_the_one_that_foretells():
    """Tight clusters ask for a small bandwidth, events anywhere for a large one."""
    rng = np.random.default_rng(4)
    anywhere = np.column_stack([rng.uniform(0, 3000, 400), rng.uniform(0, 2000, 400), rng.uniform(0, 200, 400)])
    tight, wide = GridKde(), GridKde()
    tight.fit(cut_past(make_series(draw_clusters(4, 800)), 200.0))
    wide.fit(cut_past(make_series(anywhere), 200.0))
    assert tight.bandwidth <= 1.5
    assert wide.bandwidth > tight.bandwidth


def test_a_choice_looks_at_the_last_quarter_alone():
    """An option that is right in the first three quarters and wrong in the last is not taken."""
    early, late = np.full((300, 3), 550.0), np.full((100, 3), 1550.0)
    early[:, 2], late[:, 2] = np.linspace(0, 149, 300), np.linspace(151, 199, 100)
    training = cut_past(make_series(np.concatenate([early, late])), 200.0)
    columns = training.centres[:, 0] < 1000
    assert choose_best(training, (0, 1), lambda _, option: (columns == option).astype(float)) == 0


def test_a_gaussian_keeps_its_weight_in_the_mask():
    """What events weigh stays inside, and most of it lies where the events are."""
    series = make_series(draw_clusters(5))
    events = np.array([[550.0, 450.0, 0.0], [2950.0, 1950.0, 1.0]])  # both at the mask's edge
    mass = spread_events(series, events, np.array([1.0, 2.0]), 80.0)
    assert mass.sum() == pytest.approx(3.0)
    assert mass.argmax() == series.cells - 1


@pytest.mark.parametrize("fading", [(12.0,), (8.0, 1.5)])
def test_a_fading_is_the_integral_of_its_density(fading):
    """The share reached by an age is the density's integral up to it."""
    ages = np.linspace(0, 60, 60_001)
    found = np.cumsum(fade_density(ages, fading)) * (ages[1] - ages[0])
    assert found[-1] == pytest.approx(float(fade_share(ages[-1:], fading)[0]), rel=1e-3)


def test_the_fit_finds_the_process_events_were_drawn_from():
    """Children, their delay and their distance come back within a third, over several draws."""
    found = []
    for seed in (1, 2, 3):
        events = draw_bursts(seed)
        events = events[np.argsort(events[:, 2])]
        found.append(fit_etas(events, (0.0, 400.0), 3000.0 * 2000.0, 600.0, (20.0,)))
    assert np.mean([fit.children for fit in found]) == pytest.approx(0.5, rel=1 / 3)
    assert np.mean([fit.fading[0] for fit in found]) == pytest.approx(5.0, rel=1 / 3)
    assert np.mean([fit.deviation for fit in found]) == pytest.approx(60.0, rel=1 / 3)


def test_without_bursts_the_background_explains_nearly_all():
    """Of events that set off nothing, nine in ten are laid to the background."""
    rng = np.random.default_rng(6)
    events = np.column_stack([rng.uniform(0, 3000, 300), rng.uniform(0, 2000, 300), np.sort(rng.uniform(0, 300, 300))])
    assert fit_etas(events, (0.0, 300.0), 3000.0 * 2000.0, 600.0, (20.0,)).background * 300 > 0.9 * 300


def test_the_background_grows_with_events_one_by_one_as_all_at_once():
    """Weighing events day by day gives what weighing them all gives."""
    events = draw_bursts(7)
    events = events[np.argsort(events[:, 2])]
    fit = fit_etas(events[:200], (0.0, float(events[200, 2])), 3000.0 * 2000.0, 600.0, (20.0,))
    known = np.empty(0)
    for end in (50, 51, 120, 300):
        known = fit.weigh(events[:end], known)
    assert np.allclose(known, fit.weigh(events[:300], np.empty(0)))


def test_a_cox_field_adds_up_and_follows_the_counts():
    """At the mode the rates add up to what was counted, nearly, and are highest in the clusters."""
    past = cut_past(make_series(draw_clusters(8)), 200.0)
    rate, counts = np.exp(find_mode(past, (4.0, 1.5))), count_cells(past)
    assert rate.sum() == pytest.approx(counts.sum(), rel=0.1)
    assert np.corrcoef(rate, counts)[0, 1] > 0.8


def test_the_fast_hotspots_follow_their_definition():
    """One event weighs (1 - d^2)^2 in the one, 1 / ((1 + cells)(1 + weeks)) in the other."""
    past = cut_past(make_series(np.array([[1050.0, 1050.0, 185.0]])), 200.0)
    quartic, prospective = quartic_share(past, (2.0, 60.0)), prospective_share(past, (3, 8))
    beside = np.nonzero((past.centres == (1150.0, 1050.0)).all(axis=1))[0][0]
    diagonal = np.nonzero((past.centres == (1250.0, 1250.0)).all(axis=1))[0][0]
    assert quartic[beside] == pytest.approx((1 - 0.25) ** 2)
    assert quartic[diagonal] == 0
    assert prospective[beside] == pytest.approx(1 / 2 / 3)
    assert prospective[diagonal] == pytest.approx(1 / 3 / 3)
    assert quartic_share(past, (2.0, 10.0)).sum() == 0
