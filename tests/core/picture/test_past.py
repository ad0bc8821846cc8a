"""Promise that what was learned up to yesterday can be held, and is left where it no longer serves."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from test_incident_hazard import DAY, FLOOR, HOUR, LONG, NEXT_DAY, START, happened

from safeconduct.core.basics import Window
from safeconduct.core.network import Site, SiteKind
from safeconduct.core.picture import IncidentKind, forecast_incidents
from safeconduct.core.picture.forecast import forecast
from safeconduct.core.picture.forecast.hindcast import REPLAYED
from safeconduct.core.picture.incident_hazard import forecast_cells, forecast_kinds
from safeconduct.core.picture.past import Scene, learn_days, remember_incidents
from safeconduct.core.picture.severity import SEVERITY, weigh_by_severity

pytestmark = pytest.mark.core

KINDS = list(IncidentKind)
SOME = [happened(n, n * 37 % 400, 0.45 * n + 0.2, KINDS[n % 6]) for n in range(80)]
SCENE = Scene(LONG, 0, FLOOR, 0.0, (Site("G", SiteKind.GATE, "n100"),))


def look(past=None, incidents=SOME, window=NEXT_DAY, scene=SCENE):
    """Return the hazard of a day."""
    return forecast_incidents(
        scene.network, incidents, window, scene.utc_offset_seconds, scene.background_rate, scene.watched, scene.sites,
        past,
    )  # fmt: skip


@pytest.mark.parametrize("watched", [0.0, 0.7])
@pytest.mark.parametrize("days_before", [1, 2, 5])
def test_hazard_from_a_past_that_is_held_is_the_hazard_from_nothing(watched, days_before):
    """To rounding in the mean; how much places differ, and so the bound, was learned a few days ago."""
    scene = replace(SCENE, watched=watched)
    held = remember_incidents(scene, SOME, START - days_before * DAY)
    a, b = look(held, scene=scene), look(scene=scene)
    if not watched:
        np.testing.assert_allclose(a.mean, b.mean, rtol=1e-9)
    np.testing.assert_allclose(a.high, b.high, rtol=1e-9 if days_before == 1 else 0.3)


def test_what_is_very_old_is_summed_and_not_replayed():
    """Thirty years of incidents take no longer than five and a half; where they were still counts."""
    old = [happened(500 + n, 300, 4000.0 + 70.0 * n) for n in range(100)]
    began = time.process_time()
    past = remember_incidents(SCENE, [*old, *SOME], START)
    assert past.now - past.begin == REPLAYED
    assert time.process_time() - began < 10.0
    plain = remember_incidents(SCENE, SOME, START)
    at = int(past.ground.shares[len(LONG.link_ids) + 300].argmax())
    assert forecast(past.state).share[at] > forecast(plain.state).share[at]


def test_hours_after_the_last_whole_day_are_not_lost():
    """A window that begins five hours later than those before; an attack of the last hour is seen."""
    later = Window(START + 5 * HOUR, START + 29 * HOUR)
    held = remember_incidents(SCENE, SOME, START - DAY)
    struck = [*SOME, *(happened(900 + n, 250, -4.5 / 24) for n in range(3))]
    at = len(LONG.link_ids) + 250
    quiet, hit = look(held, window=later), look(held, struck, later)
    assert hit.mean[at].mean() > 1.5 * quiet.mean[at].mean()
    np.testing.assert_allclose(quiet.mean.sum(), look(window=later).mean.sum(), rtol=0.15)


def test_past_that_has_not_heard_all_is_not_used():
    """One told late, one taken back, another scene, or a past that ends too late: all is replayed."""
    held = remember_incidents(SCENE, SOME, START - DAY)
    yesterday = START - DAY
    assert held.serves(SCENE, SOME, yesterday)
    assert held.serves(SCENE, [*SOME, happened(901, 3, 0.1)], yesterday)  # it learns that one with the last day
    late = [*SOME, happened(902, 3, 20.0)]
    assert not held.serves(SCENE, late, yesterday)
    assert not held.serves(SCENE, SOME[:-1], yesterday)
    assert not held.serves(replace(SCENE, watched=0.5), SOME, yesterday)
    assert not remember_incidents(SCENE, SOME, START).serves(SCENE, SOME, yesterday)
    at_once = [*SOME, happened(903, 3, 1.0)]  # it begins as the past ends
    assert remember_incidents(SCENE, at_once, yesterday).serves(SCENE, at_once, yesterday)
    np.testing.assert_array_equal(look(held, late).mean, look(None, late).mean)


def test_bound_where_nobody_sees_has_at_least_the_citys_kinds():
    """Detentions are what is known of one end; explosions of the other. The first end's bound does not count on it."""
    told = [
        happened(n, (40 if n % 2 else 360) + n % 7, 0.4 * n + 0.2, KINDS[3] if n % 2 else KINDS[0]) for n in range(150)
    ]
    past = learn_days(remember_incidents(SCENE, told, START - DAY), told, START)
    made = forecast_cells(past)
    own = made.mean.mean(axis=1) / made.mean.mean(axis=1).max()
    assert own.min() < 0.1  # the maps of kinds differ
    ratio = made.high / made.mean
    explosion, detention = (SEVERITY[KINDS[row]].harm_area for row in (0, 3))
    assert ratio.max() > 0.2 * explosion / detention
    assert (ratio >= 1.0).all()


@pytest.mark.parametrize("watched", [0.0, 0.7])
def test_kinds_add_up_to_the_forecast_and_their_harm_to_the_hazard(watched):
    """Nothing is lost between them."""
    past = remember_incidents(replace(SCENE, watched=watched), SOME, START)
    rates = forecast_kinds(past)
    assert list(rates) == KINDS
    np.testing.assert_allclose(weigh_by_severity(rates), forecast_cells(past).mean, rtol=1e-9)
    if not watched:
        total = sum(rates.values()).mean(axis=1) / past.to_rate
        np.testing.assert_allclose(total, forecast(past.state).expected, rtol=1e-9)


def test_gates_are_leaned_on_while_little_is_known():
    """Two incidents far away: more is expected at the gate than as far on the other side."""
    seen = look(incidents=[happened(1, 200, 3.0), happened(2, 200, 9.0)])
    links = len(LONG.link_ids)
    assert seen.mean[links + 100].mean() > 1.3 * seen.mean[links + 300].mean()
