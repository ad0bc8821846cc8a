"""Hold that a series of maps hides nothing between them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from picture_cases import DAY, HOUR, Teller, picture, read

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim
from safeconduct.core.picture import Status
from safeconduct.core.picture.series import cut_window, gravest_of, read_spell

pytestmark = pytest.mark.core
LINKS = 4


@given(st.floats(0.01, 2000.0), st.floats(0.25, 24.0), st.integers(1, 20))
def test_steps_follow_each_other_and_are_no_more_than_asked(hours: float, step: float, most: int) -> None:
    """They cover the window without gap, and are at least a step long but for the last."""
    window = Window(1e9, 1e9 + hours * HOUR)
    parts = cut_window(window, step, most)
    assert (parts[0].start, parts[-1].end) == (window.start, window.end)
    assert len(parts) <= most
    assert all(a.end == b.start for a, b in pairwise(parts))
    assert all(part.end - part.start >= step * HOUR - 1e-3 for part in parts[:-1])


def test_short_threat_is_seen_in_its_step_and_in_no_other() -> None:
    """Ten minutes of danger between two hours of a map."""
    made = picture(Teller()("team", "B", at=1, hours=(4.2, 4.4)))
    spells = [read_spell(made, part) for part in cut_window(DAY)]
    at = LINKS + 1
    assert [Status(int(spell.status[at])).name for spell in spells] == ["UNKNOWN", "KNOWN_THREAT"] + ["UNKNOWN"] * 2
    assert spells[1].rate[at] == read(made, 1, 4.3).rate > spells[0].rate[at] == read(made, 1, 1.0).rate
    assert spells[1].high[at] == read(made, 1, 4.3).high


def test_step_is_clear_only_where_all_of_it_is() -> None:
    """A clear that runs out leaves the step UNKNOWN, with the bound of the unknown."""
    made = picture(Teller()("team", "B", Claim.CLEAR, at=1, hours=(0.0, 5.0)))
    first, second = (read_spell(made, part) for part in cut_window(DAY)[:2])
    at = LINKS + 1
    assert (first.status[at], second.status[at]) == (Status.KNOWN_CLEAR, Status.UNKNOWN)
    assert second.high[at] == made.unknown_high > first.high[at]


def test_unknown_is_graver_than_clear_and_threat_is_gravest() -> None:
    """The order of what a cell shows."""
    order = [Status.KNOWN_CLEAR, Status.UNKNOWN, Status.KNOWN_THREAT]
    for number, status in enumerate(order, 1):
        assert gravest_of(np.array(order[:number], np.int8)) is status


def test_hours_outside_the_picture_are_refused() -> None:
    """There is nothing to read there."""
    with pytest.raises(ValueError, match="outside"):
        read_spell(picture(), Window(0.0, 11 * HOUR))
