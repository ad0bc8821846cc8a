"""Promise what is known of how well cells are watched."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from safeconduct.core.picture.visibility import BASE, CAP, combine_sources, decay_seen, infer_seen, share_heard

pytestmark = pytest.mark.core
CHANCES = arrays(np.float64, (3, 5), elements=st.floats(0.0, 1.0))


@given(CHANCES)
def test_another_source_never_makes_a_cell_less_watched(seen: np.ndarray) -> None:
    """More sources see no less; together they stay between the base and the cap, which is below one."""
    few, all_of_them = combine_sources(seen[:2]), combine_sources(seen)
    assert (all_of_them >= few).all()
    assert (few >= BASE).all()
    assert (all_of_them <= CAP).all()
    assert CAP < 1


def test_nobody_watching_is_the_base() -> None:
    """No source at all leaves the base, and its silence counts for nothing."""
    nobody = combine_sources(np.zeros((0, 4)))
    assert nobody.tolist() == [BASE] * 4
    assert share_heard(nobody).tolist() == [0.0] * 4


@given(CHANCES, st.floats(0.0, 30.0), st.floats(0.0, 30.0))
def test_what_was_seen_decays_to_the_base(seen: np.ndarray, days: float, more: float) -> None:
    """The longer a source is silent, the less it sees; never less than the base."""
    soon, late = decay_seen(seen, days, 3.0), decay_seen(seen, days + more, 3.0)
    assert (late <= soon).all()
    assert (late >= BASE).all()
    assert decay_seen(seen, 1e9, 3.0) == pytest.approx(BASE)


def test_fewer_events_than_expected_are_taken_for_blindness() -> None:
    """Where nobody says who watches, a silence that is longer than chance would make it lowers what is seen."""
    expected = np.array([0.1, 1.0, 10.0, 100.0])
    seen = infer_seen(np.zeros(4), expected)
    assert (np.diff(seen) < 0).all()
    assert infer_seen(2 * expected, expected).tolist() == [CAP] * 4
