"""Promise that kinds have maps and hours of their own as far as what has happened carries it, and no farther."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.core.picture import IncidentKind
from safeconduct.core.picture.cells import Cells
from safeconduct.core.picture.forecast import Events
from safeconduct.core.picture.kind_hours import kind_factors, learn_hours, start_hours
from safeconduct.core.picture.kinds import KINDS, learn_kinds, share_city, share_kinds, start_kinds, weigh_kinds
from safeconduct.core.picture.severity import SEVERITY

pytestmark = pytest.mark.core

TOWN = Cells(np.ones((24, 24), bool), 0.0, 0.0, 250.0)
AREAS = [SEVERITY[kind].harm_area for kind in IncidentKind]


def scatter(seed: int, number: int, days: float = 60.0, beyond: float = 0.0):
    """Return events over the town, and `beyond` (a share of its side) round it, with a kind each."""
    rng = np.random.default_rng(seed)
    x, y = (6000.0 * (rng.random(number) * (1 + 2 * beyond) - beyond) for _ in range(2))
    t = np.sort(rng.random(number)) * days
    true, blur = rng.uniform(0.3, 1.0, number), rng.choice([0.0, 75.0, 250.0, 5000.0], number)
    return Events(x, y, t, true, blur), rng.integers(len(KINDS), size=number)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 999), number=st.sampled_from([0, 1, 7, 80]), beyond=st.sampled_from([0.0, 2.0]))
def test_shares_are_above_zero_and_sum_to_one_everywhere(seed, number, beyond):
    """Whatever has happened, wherever."""
    events, kind = scatter(seed, number, beyond=beyond)
    kinds = learn_kinds(start_kinds(TOWN, 0.0), events, kind, 60.0)
    for shares in (share_kinds(kinds), share_city(kinds)[:, None]):
        assert (shares > 0).all()
        np.testing.assert_allclose(shares.sum(axis=0), 1.0, rtol=1e-12)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 999), districts=st.booleans())
def test_all_events_together_cost_at_most_the_logarithm_of_two_more_than_the_citys_shares(seed, districts):
    """Each forecast from those before it, and weighed by P(true): a law, whatever the events are."""
    events, kind = scatter(seed, 60)
    if districts:
        kind = (events.x > 3000.0).astype(np.int64) + 2 * (events.y > 3000.0).astype(np.int64)
    kinds, ours, city = start_kinds(TOWN, 0.0), 0.0, 0.0
    cells = TOWN.find(events.x, events.y)
    for row in range(len(kind)):
        kinds = learn_kinds(kinds, events, kind, float(events.t[row]))
        ours -= events.true[row] * np.log(share_kinds(kinds)[kind[row], cells[row]])
        city -= events.true[row] * np.log(share_city(kinds)[kind[row]])
    assert ours <= city + np.log(2) + 1e-9
    if districts:
        assert ours < city


@pytest.mark.parametrize(("districts", "least"), [(True, 0.1), (False, -0.01)])
def test_the_kind_of_an_event_is_told_better_by_its_place_where_districts_differ_and_as_well_where_not(
    districts, least
):
    """Fresh events after 150: nats of log loss less than by the whole city's shares, over ten invented cities."""
    gained = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        mixes = rng.dirichlet(np.full(len(KINDS), 0.4), 9 if districts else 1)
        losses = []
        for number in (150, 2000):
            events = replace(scatter(seed + 7 * number, number)[0], blur=np.full(number, 250.0))
            block = 3 * (events.x // 2000.0).astype(int) + (events.y // 2000.0).astype(int)
            chances = mixes[block if districts else 0 * block]
            kind = np.minimum((chances.cumsum(axis=1) < rng.random((number, 1))).sum(axis=1), len(KINDS) - 1)
            if number == 150:
                kinds = learn_kinds(start_kinds(TOWN, 0.0), events, kind, 60.0)
                continue
            here = share_kinds(kinds)[kind, TOWN.find(events.x, events.y)]
            losses = [-np.log(share_city(kinds)[kind]).mean(), -np.log(here).mean()]
        gained.append(losses[0] - losses[1])
    assert np.mean(gained) > least


def test_few_events_leave_every_kind_with_the_citys_share_and_many_tell_districts_apart():
    """Shellings in the east, detentions in the west."""
    east = TOWN.find(np.array([5000.0]), np.array([3000.0]))[0]
    shelling, detention = KINDS.index(IncidentKind.INDIRECT_FIRE), KINDS.index(IncidentKind.DETENTION)
    for number, least, most in ((4, 0.8, 1.5), (400, 1.8, 2.3)):
        events = replace(scatter(3, number)[0], blur=np.full(number, 75.0))
        kind = np.where(events.x > 3000.0, shelling, detention)
        kinds = learn_kinds(start_kinds(TOWN, 0.0), events, kind, 60.0)
        ratio = share_kinds(kinds)[:, east] / share_city(kinds)
        assert least < ratio[shelling] < most
        assert ratio[detention] > 1 / most if number == 4 else ratio[detention] < 0.1


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 999), at=st.floats(0.0, 60.0))
def test_what_is_learned_in_two_steps_is_what_is_learned_at_once(seed, at):
    """So a running operation may hold what it has learned up to yesterday."""
    events, kind = scatter(seed, 50)
    timed = np.arange(50) % 3 > 0
    once = learn_kinds(start_kinds(TOWN, 0.0), events, kind, 60.0)
    twice = learn_kinds(learn_kinds(start_kinds(TOWN, 0.0), events, kind, at), events, kind, 60.0)
    np.testing.assert_allclose(share_kinds(twice), share_kinds(once), rtol=1e-9)
    hours = learn_hours(start_hours(0.0), events, kind, timed, 60.0)
    again = learn_hours(learn_hours(start_hours(0.0), events, kind, timed, at), events, kind, timed, 60.0)
    np.testing.assert_allclose(kind_factors(again), kind_factors(hours), rtol=1e-9)


def test_learning_changes_nothing_that_was_held():
    """The state of yesterday can be taken again."""
    events, kind = scatter(1, 30)
    kinds, hours = start_kinds(TOWN, 0.0), start_hours(0.0)
    before = [kinds.counts.copy(), kinds.sums.copy(), kinds.credit.copy(), hours.seen.copy(), hours.credit.copy()]
    learn_kinds(kinds, events, kind, 60.0)
    learn_hours(hours, events, kind, np.ones(30, bool), 60.0)
    after = [kinds.counts, kinds.sums, kinds.credit, hours.seen, hours.credit]
    assert all(np.array_equal(a, b) for a, b in zip(before, after, strict=True))


def test_kinds_that_keep_different_hours_get_profiles_of_their_own():
    """Shellings at night, detentions by day; those of which the hour is unknown say nothing."""
    days = np.arange(200) * 0.5  # midnight, noon, midnight ...
    kind = np.where(days % 1.0 < 0.25, 2, 3)
    events = Events(np.zeros(200), np.zeros(200), days, np.ones(200), np.zeros(200))
    told = kind_factors(learn_hours(start_hours(0.0), events, kind, np.ones(200, bool), 100.0))
    assert told[2, 0] > 1.5 > 0.5 > told[3, 0]
    assert told[3, 12] > 1.5 > 0.5 > told[2, 12]
    untold = kind_factors(learn_hours(start_hours(0.0), events, kind, np.zeros(200, bool), 100.0))
    np.testing.assert_allclose(untold, 1.0)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 999))
def test_the_area_that_an_event_harms_lies_between_the_least_and_the_greatest_of_the_kinds(seed):
    """Sharing the total out over kinds neither makes nor loses any of it."""
    rng = np.random.default_rng(seed)
    shares, factors = rng.dirichlet(np.ones(6), size=5).T, rng.uniform(0.1, 4.0, (6, 24))
    area = weigh_kinds(shares, factors)
    assert area.shape == (5, 24)
    assert (area >= min(AREAS) * (1 - 1e-12)).all()
    assert (area <= max(AREAS) * (1 + 1e-12)).all()
