"""Hold that cells are watched as far as circles reach them, and days as far as somebody reports."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_cases import street
from test_watchers import DAY, watcher

from safeconduct.core.basics import Window
from safeconduct.core.picture import Watch
from safeconduct.core.picture.cells import Cells
from safeconduct.core.picture.ground import lay_ground
from safeconduct.core.picture.visibility import BASE, CAP
from safeconduct.core.picture.watched_cells import lay_watch, share_circle

pytestmark = pytest.mark.core
GROUND = lay_ground(street(60))
TODAY = Window(10 * DAY, 11 * DAY)


@given(st.floats(5.0, 3000.0), st.floats(-900.0, 900.0), st.floats(-900.0, 900.0))
@settings(max_examples=50)
def test_circle_has_about_its_own_area(radius: float, x: float, y: float) -> None:
    """Whatever its size beside the cells', wherever it lies."""
    cells = Cells(np.ones((40, 40), bool), -5000.0, -5000.0, 250.0)
    where, share = share_circle(cells, x, y, radius)
    assert len(set(where.tolist())) == len(where)
    area = float(share.sum()) * 250.0**2
    assert area == pytest.approx(math.pi * radius**2, rel=0.2, abs=100.0**2)


def test_cells_outside_the_map_are_nobodys() -> None:
    """A circle beside the map reaches none of it."""
    cells = Cells(np.ones((4, 4), bool), 0.0, 0.0, 250.0)
    where, share = share_circle(cells, -5000.0, 0.0, 500.0)
    assert (len(where), len(share)) == (0, 0)


def test_nobody_leaves_what_becomes_known_anyhow() -> None:
    """The base everywhere; the number, where one is given."""
    assert set(lay_watch(Watch(), GROUND).see(TODAY)) == {BASE}
    assert set(lay_watch(Watch(0.4), GROUND).remember(DAY).round(9)) == {0.4}


def test_watch_is_of_its_circle_and_of_the_part_of_the_day_in_which_it_reports() -> None:
    """Half a day of a watcher is half as much, and a day after it was last heard of nothing."""
    whole = lay_watch(Watch(0.0, (watcher(at=30.0),)), GROUND).see(TODAY)
    half = lay_watch(Watch(0.0, (watcher(at=30.0, last=10.5),)), GROUND).see(TODAY)
    none = lay_watch(Watch(0.0, (watcher(at=30.0, last=9.5),)), GROUND)
    assert whole.max() == pytest.approx(0.8)
    assert half.max() == pytest.approx(0.4)
    assert set(none.see(TODAY)) == {BASE}
    assert none.remember(10.5 * DAY).max() == pytest.approx(0.4)
    assert (whole > BASE).sum() < 30


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0.0, 60.0), st.floats(0.0, 1.0)), max_size=6))
@settings(max_examples=40, deadline=None)
def test_more_who_watch_never_see_less(rows: list[tuple[str, float, float]]) -> None:
    """By cell, in any order, whatever their names; from the base to the cap."""
    told = [watcher(name, at=at, seen=seen, ident=str(number)) for number, (name, at, seen) in enumerate(rows)]
    before = lay_watch(Watch(0.1), GROUND).see(TODAY)
    for count in range(1, len(told) + 1):
        after = lay_watch(Watch(0.1, tuple(told[:count])), GROUND).see(TODAY)
        assert (after >= before - 1e-12).all()
        assert (after <= CAP).all()
        before = after
    assert (lay_watch(Watch(0.1, tuple(told[::-1])), GROUND).see(TODAY) == before).all() or not told
