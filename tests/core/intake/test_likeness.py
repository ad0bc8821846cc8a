"""Promise that likeness by words is a likeness: symmetric, from 0 to 1, and 1 for equal texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.intake.likeness import COPY, SAME, compare_words

pytestmark = pytest.mark.core
texts = st.lists(
    st.sampled_from(["the", "Band", "strikes", "ferry", "gate", "of", "Elan", "3", "burned"]), max_size=8
).map(" ".join)


@given(texts, texts)
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    """Either way round two texts are as alike, never more than a text is like itself."""
    assert compare_words(one, other) == compare_words(other, one)
    assert 0 <= compare_words(one, other) <= compare_words(one, one) == 1


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("the Red Band will strike the ferry", "a strike on the ferry by the Red Band", COPY, 1),
        ("the Red Band will strike the ferry", "the Red Band may strike the harbour ferry today", SAME, COPY),
        ("the Red Band will strike the ferry", "the Red Band will open a school by the ferry", 0, SAME),
        ("the Red Band", "the Red Cross", 0, 0),
        ("it is not so", "they were there", 0, 0),
    ],
)
def test_what_is_said_counts_more_than_of_whom(one: str, other: str, least: float, most: float) -> None:
    """Other words for the same are alike; the same name with another verb is not; function words alone say nothing."""
    assert least <= compare_words(one, other) <= most
