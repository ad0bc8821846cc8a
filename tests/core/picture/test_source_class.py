"""Hold what the class of a source does in the picture to its promises."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_cases import Teller, picture, read

from safeconduct.core.intake import Claim, SourceClass
from safeconduct.core.picture import Standing
from safeconduct.core.picture.weigh import as_testimony

pytestmark = pytest.mark.core


def standing(letter: str, kind: SourceClass, claim: Claim = Claim.THREAT) -> Standing:
    """Return what becomes of one report by a named origin."""
    return picture(replace(Teller()("mayor", letter, claim), source_class=kind)).for_operator[0].standing


@settings(max_examples=30, deadline=None)
@given(st.sampled_from("ABCDEF"), st.sampled_from([kind for kind in SourceClass if kind is not SourceClass.ANONYMOUS]))
def test_a_letter_counts_before_the_class(letter, kind):
    """Whatever the reader knew: what a person graded reads the same with the class and without."""
    plain = Teller()("mayor", letter)
    assert read(picture(replace(plain, source_class=kind))) == read(picture(plain))


def test_without_a_letter_the_class_counts():
    """An ungraded official counts and clears; an ungraded outlet counts and clears nothing."""
    assert standing("", SourceClass.OFFICIAL) is Standing.COUNTS
    assert standing("", SourceClass.OFFICIAL, Claim.CLEAR) is Standing.CLEARS
    assert standing("", SourceClass.OUTLET) is Standing.COUNTS
    assert standing("", SourceClass.OUTLET, Claim.CLEAR) is Standing.LOWERS_NOTHING


def test_without_a_letter_and_a_class_a_source_cannot_be_judged():
    """It reads as letter F, and shares the budget; so does an anonymous one, whatever its letter."""
    assert as_testimony(Teller()("mayor", "")).letter == "F"
    assert standing("", SourceClass.UNKNOWN) is Standing.UNVERIFIED
    assert standing("A", SourceClass.ANONYMOUS) is Standing.UNVERIFIED


def test_an_ungraded_copy_does_not_give_the_figure_of_a_graded_report():
    """The mayor's own report without a figure stays as it is beside an ungraded one with a small figure."""
    teller = Teller()
    graded = teller("mayor", "C")
    ungraded = replace(teller("mayor", "", rate=1e-6), source_class=SourceClass.OUTLET)
    assert read(picture(graded, ungraded)).rate >= read(picture(graded)).rate
