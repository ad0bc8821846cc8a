"""Hold the classes of sources that a reading tells to their promises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.intake import SourceClass
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.origins import classify_source
from safeconduct.core.intake.reading import Actor, Attribution, QuoteType, Reading, Speaker

pytestmark = pytest.mark.core

ACTORS = (
    Actor("hill_front", "Hill Front", "armed_group"),
    Actor("coast_office", "Coast Office", "office"),
    Actor("the_post", "the Post", "outlet"),
    Actor("jo_doe", "Jo Doe", "person"),
)
READING = Reading(Document("d1", "", "en", "text/plain", outlet="The Courier"), actors=ACTORS)


def classify(origin: str, kind: str = "person", reading: Reading = READING) -> SourceClass:
    """Return the class of an origin that speaks for itself."""
    said = Attribution("A1", (Span(0, 0),), Speaker(origin, kind, True), QuoteType.INDIRECT)
    return classify_source(reading, said, origin)


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("hill_front", SourceClass.PARTY),
        ("coast_office", SourceClass.OFFICIAL),
        ("cl_government", SourceClass.OFFICIAL),
        ("courier", SourceClass.OUTLET),
        ("the_post", SourceClass.OUTLET),
        ("Reuters", SourceClass.AGENCY),
        ("united_nations", SourceClass.INTERNATIONAL),
        ("red_cross", SourceClass.NGO),
        ("residents", SourceClass.EYEWITNESS),
        ("jo_doe", SourceClass.UNKNOWN),
        ("harbour_master", SourceClass.UNKNOWN),
        ("", SourceClass.UNKNOWN),
    ],
)
def test_the_class_is_what_the_reading_knows(origin: str, expected: SourceClass) -> None:
    """By the actors of the text, the outlet that wrote it, well-known names, and last by words of the name."""
    assert classify(origin) is expected


def test_the_kind_of_the_speaker_counts_where_it_is_the_origin() -> None:
    """Not where somebody else is behind the statement."""
    assert classify("harbour_master", "official") is SourceClass.OFFICIAL
    said = Attribution("A1", (Span(0, 0),), Speaker("spokeswoman", "official", True), QuoteType.INDIRECT)
    assert classify_source(READING, said, "jo_doe") is SourceClass.UNKNOWN


@given(st.text(max_size=12), st.sampled_from(["hearsay", "unknown", "person", "group", "official"]))
def test_nobody_named_is_called_anonymous(origin: str, kind: str) -> None:
    """A class that takes a person's grade away is never the reader's to give."""
    assert classify(origin, kind) is not SourceClass.ANONYMOUS
