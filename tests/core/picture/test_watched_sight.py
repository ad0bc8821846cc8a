"""Hold that silence counts only where somebody watches, and that nothing looks safer because nobody looks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_cases import FLOOR
from test_incident_hazard import LONG, NEXT_DAY, START, happened
from test_watchers import DAY, watcher

from safeconduct.core.basics import Window
from safeconduct.core.picture import Status, Watch, Watcher, WatchKind, forecast_incidents
from safeconduct.core.picture.cells import Cells
from safeconduct.core.picture.forecast import forecast
from safeconduct.core.picture.incident_hazard import lay_over
from safeconduct.core.picture.past import Scene, remember_incidents
from safeconduct.core.picture.visibility import BASE, Prior
from safeconduct.core.picture.watched_sight import bound_watched, observe_watched, start_watched

pytestmark = pytest.mark.core
CELLS = Cells(np.ones((8, 8), bool), 0.0, 0.0, 250.0)
PRIOR = Prior(0.02, 0.02)
LINKS = len(LONG.link_ids)
shares = st.lists(st.floats(0.0, 0.95), min_size=64, max_size=64).map(np.array)
TODAY = START / DAY


def live(days: list[np.ndarray], known: np.ndarray | None = None, expected: np.ndarray | None = None) -> np.ndarray:
    """Return the bounds of each day by cell."""
    watched, nothing = start_watched(CELLS, PRIOR), np.zeros(64)
    bounds = []
    for seen in days:
        made, watched = bound_watched(watched, nothing if expected is None else expected, seen)
        bounds.append(made.u95)
        watched = observe_watched(watched, nothing if known is None else known, seen)
    return np.array(bounds)


@given(shares, shares, st.integers(1, 40))
@settings(max_examples=20, deadline=None)
def test_more_who_watch_never_raise_the_bound_after_silence(seen: np.ndarray, more: np.ndarray, days: int) -> None:
    """In no cell, on no day."""
    few, many = live([seen] * days), live([1 - (1 - seen) * (1 - more)] * days)
    assert (many <= few * (1 + 1e-9)).all()


@given(shares, st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_bound_of_a_cell_that_nobody_watches_never_falls(seen: np.ndarray, seed: int) -> None:
    """However its neighbours are watched and what becomes known, there or elsewhere."""
    rng = np.random.default_rng(seed)
    blind = rng.random(64) < 0.4
    days = [np.where(blind, 0.0, seen)] * 30
    bounds = live(days, rng.poisson(0.02, 64).astype(np.float64), rng.gamma(0.5, 0.05, 64))
    assert (np.diff(bounds, axis=0)[:, blind] >= 0.0).all()


def test_incident_where_nobody_watches_raises_no_other_place() -> None:
    """It came to light by chance: it says nothing of how much happens elsewhere."""
    seen = np.where(np.arange(64) < 8, 0.8, 0.0)
    struck = np.where(np.arange(64) == 40, 5.0, 0.0)
    assert (live([seen] * 20, struck)[-1] == live([seen] * 20)[-1]).all()


def test_nothing_is_bounded_below_what_the_known_incidents_let_expect() -> None:
    """Watched or not."""
    expected = np.full(64, 0.3)
    seen = np.where(np.arange(64) < 32, 0.9, 0.0)
    assert (live([seen] * 20, None, expected) > expected).all()


def quiet(*watchers: Watcher, everywhere: float = 0.0):
    """Return what two months with one incident far away say of the street."""
    return forecast_incidents(LONG, [happened(1, 390, 60.5)], NEXT_DAY, 0, FLOOR, Watch(everywhere, watchers))


def test_street_is_clear_only_about_whoever_watched_it_and_nothing_happened() -> None:
    """Two months of an observer about node 100; node 200 has nobody. Without a table all is as before."""
    seen = quiet(watcher(at=100.0, until=TODAY + 1))
    assert (seen.status[LINKS + 100] == Status.KNOWN_CLEAR).all()
    assert (seen.status[LINKS + 200] == Status.UNKNOWN).all()
    assert seen.high[LINKS + 100].max() < seen.high[LINKS + 200].max()
    without = forecast_incidents(LONG, [happened(1, 390, 60.5)], NEXT_DAY, 0, FLOOR)
    assert (without.status[LINKS + 100] == Status.UNKNOWN).all()


def test_place_decays_to_unknown_once_its_watcher_is_silent() -> None:
    """Clear up to the day it falls silent, unknown a few days later, its bound no lower."""
    post = watcher(at=100.0, until=TODAY + 1)
    heard = quiet(post)
    silent = [quiet(replace(post, last_heard=(TODAY - days) * DAY)) for days in (1, 3, 10)]
    assert [int(seen.status[LINKS + 100].max()) for seen in (heard, *silent)] == [
        Status.KNOWN_CLEAR,
        Status.KNOWN_CLEAR,
        Status.UNKNOWN,
        Status.UNKNOWN,
    ]
    assert silent[-1].high[LINKS + 100].max() >= heard.high[LINKS + 100].max()


def test_bound_of_an_avoided_street_never_falls_from_one_case_to_the_next() -> None:
    """Days later, with no further incident, where nobody watches it is no lower: silence there is not calm.

    In incidents exactly; in harm but for what is forgotten of the kinds.
    """
    incidents = [happened(number, 200 + number, 3.0 + 5 * number) for number in range(8)]
    post = watcher(at=100.0, until=TODAY + 60)
    bounds, harm = [], []
    for later in range(0, 30, 10):
        start = START + later * DAY
        past = remember_incidents(Scene(LONG, 0, FLOOR, 0.0, (), (post,)), incidents, start)
        assert past.watching is not None
        expected, visible = forecast(past.state).expected, past.watch.remember(start)
        made, _ = bound_watched(past.watching, expected, visible)
        bounds.append(made.u95[past.watch.see(Window(start, start + DAY)) <= BASE])
        harm.append(lay_over(past, Window(start, start + DAY)).high[LINKS + 180 : LINKS + 260].mean(axis=1))
    assert (np.diff(np.array(bounds), axis=0) >= 0.0).all()
    assert (np.array(harm[1:]) >= 0.98 * np.array(harm[:-1])).all()


def test_outlet_over_the_whole_street_alone_makes_nothing_clear() -> None:
    """What newsrooms tell is too little to know a place by."""
    desk = replace(watcher("desk", WatchKind.OUTLET, at=200.0, until=TODAY + 1), radius_metres=50_000.0)
    assert Status.KNOWN_CLEAR not in quiet(desk).status
