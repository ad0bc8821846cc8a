"""Hold that what incidents say reaches every place and hour of the picture, and that reports come on top."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_cases import DAY, FLOOR, HOUR, Teller, street

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim
from safeconduct.core.picture import Status, make_picture
from safeconduct.core.picture.street_hazard import StreetHazard, join_alike

pytestmark = pytest.mark.core

NODES, LINKS, HOURS = 5, 4, 10
rates = st.lists(st.sampled_from((0.0, 1e-6, 3e-5, 1e-4, 2e-3)), min_size=HOURS, max_size=HOURS)


def hazard_of(mean, high=None, status=Status.UNKNOWN, window=DAY) -> StreetHazard:
    """Return what incidents say; one value for all, or one for each place and hour."""
    shape = (LINKS + NODES, HOURS)
    mean = np.broadcast_to(np.asarray(mean, dtype=float), shape).copy()
    high = 5 * mean if high is None else np.broadcast_to(np.asarray(high, dtype=float), shape).copy()
    return StreetHazard(window, mean, high, np.broadcast_to(np.asarray(status, np.int8), shape).copy())


def make(hazard, *reports):
    """Make the picture of the small street with incidents."""
    return make_picture(street(), reports, DAY, FLOOR, hazard)


@settings(max_examples=40, deadline=None)
@given(st.lists(rates, min_size=LINKS + NODES, max_size=LINKS + NODES))
def test_every_place_and_hour_has_the_rate_that_its_incidents_say(mean):
    """Within the rounding of an eighth of an octave, and never below the background."""
    made = make(hazard_of(mean))
    for place in range(LINKS + NODES):
        what, ident = ("link", f"l{place}") if place < LINKS else ("node", f"n{place - LINKS}")
        for hour in range(HOURS):
            said = made.read(what, ident, (hour + 0.5) * HOUR)
            assert said.rate == pytest.approx(max(mean[place][hour], FLOOR), rel=0.045)
            assert said.high >= max(5 * mean[place][hour], 10 * FLOOR) * (1 - 1e-9)
            assert said.status is Status.UNKNOWN


def test_reports_come_on_top_of_incidents():
    """A reported threat counts where it is the greater; a denial lowers the bound and never the incidents' own mean."""
    tell = Teller()
    made = make(hazard_of(1e-4), tell("mayor", "A", rate=2e-3), tell("patrol", "A", Claim.CLEAR, at=3))
    assert made.read("node", "n0", HOUR).rate == pytest.approx(2e-3)
    cleared = made.read("node", "n3", HOUR)
    assert cleared.status is Status.KNOWN_CLEAR
    assert cleared.rate == cleared.high == pytest.approx(1e-4, rel=0.045)


def test_denial_does_not_hide_what_incidents_know():
    """Where incidents say that it is dangerous, a report of calm does not take the upper bound away."""
    tell = Teller()
    made = make(hazard_of(1e-3, status=Status.KNOWN_THREAT), tell("patrol", "A", Claim.CLEAR, at=3))
    said = made.read("node", "n3", HOUR)
    assert said.status is Status.KNOWN_THREAT
    assert said.high > 4e-3


def test_outside_the_hours_of_the_incidents_all_is_unknown():
    """What was seen decays to unknown, not to safe."""
    hazard = hazard_of(1e-3, status=Status.KNOWN_CLEAR, window=Window(0.0, 5 * HOUR))
    said = make(hazard).read("node", "n3", 6 * HOUR)
    assert (said.status, said.rate, said.high) == (Status.UNKNOWN, FLOOR, 10 * FLOOR)


def test_places_that_are_alike_share_a_profile_and_no_bound_is_rounded_down():
    """60,000 streets with a few kinds of hazard have a few profiles."""
    rng = np.random.default_rng(1)
    kinds = rng.uniform(1e-6, 1e-3, (7, 24))
    mean = kinds[rng.integers(0, 7, 3_000)]
    hazard = StreetHazard(DAY, mean, 3 * mean, np.zeros(mean.shape, np.int8))
    profiles, profile = join_alike(hazard)
    assert len(profiles.mean) <= 7
    assert (profiles.high[profile] >= hazard.high * (1 - 1e-6)).all()
    assert np.abs(profiles.mean[profile] / mean - 1).max() < 0.045
