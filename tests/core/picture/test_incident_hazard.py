"""Hold that incidents raise the hazard about where they were, in hours as they were, and never make a place clear."""

from __future__ import annotations

import time

import numpy as np
import pytest
from picture_cases import STEP, street

from safeconduct.core.basics import Window
from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture import Incident, IncidentKind, Status, forecast_incidents

pytestmark = pytest.mark.core

DAY, HOUR = 86400.0, 3600.0
START = 100 * DAY
NEXT_DAY = Window(START, START + DAY)
LONG = street(400)  # 44 km
FLOOR = 2e-5


def happened(number: int, node: int, days_ago: float, kind=IncidentKind.EXPLOSION, radius=75.0, lasts=60.0) -> Incident:
    """Return an incident at a node of the street."""
    begin = START - days_ago * DAY
    when = Window(begin, begin + lasts)
    return Incident(str(number), when, node * STEP, 0.0, Precision.SITE, radius, kind, 1, 0.9, "desk")


def look(incidents, watched=0.0):
    """Return what the incidents say of the street."""
    return forecast_incidents(LONG, incidents, NEXT_DAY, 0, FLOOR, watched)


def test_no_incidents_say_nothing_and_what_is_to_come_is_not_known():
    """Only the past counts."""
    assert look([]) is None
    assert look([happened(1, 5, -0.5)]) is None


def test_hazard_is_highest_about_where_things_happened_and_its_bound_is_above_it_everywhere():
    """Forty explosions in two months about one node."""
    seen = look([happened(number, 100, 1.3 * number + 0.1) for number in range(40)])
    links = len(LONG.link_ids)
    peak = int(seen.mean[links:].max(axis=1).argmax())
    assert abs(peak - 100) <= 2
    assert seen.mean[links + 100].max() > 20 * np.median(seen.mean)
    assert (seen.high > seen.mean).all()
    assert (seen.mean > 0).all()


def test_few_incidents_never_make_a_place_clear():
    """Nobody said how well it was watched."""
    for count in (1, 10, 200):
        seen = look([happened(number, 100, 0.3 * number + 0.1) for number in range(count)])
        assert set(np.unique(seen.status)) <= {Status.UNKNOWN, Status.KNOWN_THREAT}
        assert ((seen.status == Status.KNOWN_THREAT) == (seen.mean > FLOOR)).all()


def test_street_that_is_watched_and_quiet_becomes_clear_far_from_what_happened():
    """Two months of watching well say something; where it is watched less the bound is higher."""
    incidents = [happened(number, 100, 1.5 * number + 0.1) for number in range(40)]
    well, badly = look(incidents, 0.9), look(incidents, 0.3)
    far = len(LONG.link_ids) + 350
    assert (well.status[far] == Status.KNOWN_CLEAR).all()
    assert badly.high[far].max() > well.high[far].max()
    assert look(incidents).status[far].max() == Status.UNKNOWN


def test_hours_in_which_things_happen_have_more():
    """All at nine in the evening; those of which only the day is known say nothing of the hour."""
    evening = look([happened(number, 100, number + 3 / 24) for number in range(1, 60)])
    assert evening.mean[:, 21].sum() > 2 * evening.mean[:, 9].sum()
    whole = look([happened(number, 100, float(number), lasts=DAY) for number in range(1, 60)])
    by_hour = whole.mean.sum(axis=0)
    assert by_hour.max() < 2 * by_hour.min()  # two or three in each hour


def test_graver_kinds_and_narrower_places_weigh_more_there():
    """An explosion reaches farther than a shooting; a place known to the city alone is no place."""
    said = {
        (kind, radius): look([happened(n, 100, n + 0.1, kind, radius) for n in range(30)]).mean.max()
        for kind, radius in (
            (IncidentKind.EXPLOSION, 75.0),
            (IncidentKind.DETENTION, 75.0),
            (IncidentKind.EXPLOSION, 5e3),
        )
    }
    assert said[IncidentKind.EXPLOSION, 75.0] > 2 * said[IncidentKind.DETENTION, 75.0]
    assert said[IncidentKind.EXPLOSION, 75.0] > 2 * said[IncidentKind.EXPLOSION, 5e3]


def test_two_months_over_a_long_street_take_a_moment():
    """A refresh must not keep anybody waiting."""
    seen = [happened(number, number * 7 % 400, 0.3 * number + 0.1) for number in range(200)]
    look(seen)
    began = time.process_time()
    look(seen)
    assert time.process_time() - began < 2.0
