"""Promise that what is copied, quoted or translated counts once, by who said it first."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told_statements import STRIKE, WRITER, say

from safeconduct.core.intake.origins import UNKNOWN, Assertion, group_by_origin
from safeconduct.core.intake.reading import Certainty, Polarity, Precision, Reading, Speaker

pytestmark = pytest.mark.core
HEARSAY = Speaker("reports", "hearsay", False)
GUARD = Speaker("guard", "group", True)
OFFICIAL = Speaker("cl_officials", "group", False)
ALIKE = "a strike on the ferry by the Red Band"


def test_many_outlets_of_one_origin_are_one() -> None:
    """Five outlets that carry one official's words give one assertion, five outlets and one origin."""
    outlets = ("Courier", "Post", "Herald", "Times", "Echo")
    (found,) = group_by_origin(say(speaker=OFFICIAL, outlet=outlet) for outlet in outlets)
    assert (found.origins, found.independent_origins) == (("cl_government",), 1)
    assert found.outlets == ("courier", "echo", "herald", "post", "times")


def test_two_who_say_it_each_for_themselves_corroborate() -> None:
    """Other words of another origin say the same and count."""
    (found,) = group_by_origin([say(speaker=OFFICIAL), say(ALIKE, GUARD, certainty=Certainty.POSSIBLE)])
    assert found.origins == ("cl_government", "guard")
    assert found.independent_origins == 2


def test_reports_of_nobody_known_corroborate_nothing() -> None:
    """However many unspecified reports there are, they are one unknown origin, which adds nothing to the others."""
    given = [say(speaker=HEARSAY, outlet=outlet) for outlet in ("Courier", "Post", "Herald")]
    (alone,) = group_by_origin(given)
    assert (alone.origins, alone.independent_origins) == ((UNKNOWN,), 0)
    (found,) = group_by_origin([*given, say(speaker=GUARD)])
    assert (found.origins, found.independent_origins) == (("guard", UNKNOWN), 1)


def test_a_copied_article_is_its_first_writers() -> None:
    """The writer's own statement in a copy is the origin's that was published first."""
    text = "Boats burned in the harbour before the ferry could leave"
    given = [
        say(text, WRITER, outlet, published=when) for outlet, when in (("Post", 2e9), ("Herald", 1e9), ("Echo", 3e9))
    ]
    (found,) = group_by_origin(given)
    assert found.origins == ("herald",)


def test_a_translation_counts_once() -> None:
    """With a likeness that knows both languages, the writer's statement and its translation are one origin's."""
    pair = {"Boats burned in the harbour", "Botes ardieron en el puerto"}
    given = [say(text, WRITER, outlet) for text, outlet in zip(sorted(pair), ("Post", "Diario"), strict=True)]
    assert len(group_by_origin(given)) == 2
    (found,) = group_by_origin(given, lambda one, other: float(one == other or {one, other} == pair))
    assert found.independent_origins == 1


@pytest.mark.parametrize(
    "other",
    [
        say(polarity=Polarity.NEGATIVE, outlet="Post"),
        say(polarity=Polarity.QUESTION, outlet="Post"),
        say("the Red Band will open a school by the ferry", outlet="Post"),
        say("12 people fled the strike on the ferry", outlet="Post"),
    ],
)
def test_what_differs_is_not_one(other: Reading) -> None:
    """A denial, a question and another matter are not the same assertion."""
    assert len(group_by_origin([say(outlet="Courier"), other])) == 2


def test_other_places_and_figures_are_not_one() -> None:
    """The same words of another place, or with another count, are kept apart."""
    pier, mill = (say(STRIKE, place=(name, Precision.SITE, "CL")) for name in ("Long Pier", "Mill Gate"))
    assert len(group_by_origin([pier, mill])) == 2
    assert len(group_by_origin([say("120 people left the ferry"), say("160 people left the ferry")])) == 2


texts = st.sampled_from(
    [
        STRIKE,
        ALIKE,
        "the ferry was struck by the Red Band",
        "120 people left the ferry",
        "150 people left the ferry early",
    ]
)
options = st.fixed_dictionaries(
    {
        "text": texts,
        "speaker": st.sampled_from([WRITER, GUARD, OFFICIAL, HEARSAY]),
        "outlet": st.sampled_from(["", "Courier", "Post", "The Post"]),
        "polarity": st.sampled_from(Polarity),
        "place": st.sampled_from([None, ("Long Pier", Precision.SITE, "CL"), ("Mill Gate", Precision.SITE, "CL")]),
        "time": st.sampled_from(["", "2031-02-24", "2031-02-25"]),
        "published": st.sampled_from([None, 1e9, 1.1e9]),
    }
)
several = st.lists(options, min_size=1, max_size=4, unique_by=repr)


def read(options: list[dict[str, Any]]) -> list[Reading]:
    """Make the readings."""
    return [say(**one, document_id=repr(one)) for one in options]


def shape(found: tuple[Assertion, ...]) -> list[tuple[Any, ...]]:
    """Return all that an assertion says, to be compared."""
    return [(one.origins, one.outlets, [each.key for each in one.statements]) for one in found]


@settings(deadline=None)
@given(several, st.data())
def test_a_copy_never_raises_the_count_of_origins(given: list[dict[str, Any]], data: st.DataObject) -> None:
    """A document copied by another outlet, later, adds an outlet; no statement has more origins than before."""
    readings = read(given)
    copied = data.draw(st.sampled_from(readings))
    published = None if copied.document.published is None else copied.document.published + 3600.0
    copy = replace(copied, document=replace(copied.document, outlet="The Echo", published=published))
    before = {each.key: one for one in group_by_origin(readings) for each in one.statements}
    after = group_by_origin([*readings, copy])
    assert sum(one.independent_origins for one in after) <= sum(one.independent_origins for one in set(before.values()))
    for one in after:
        for each in one.statements:
            if each.key in before:
                assert one.independent_origins <= before[each.key].independent_origins
                assert len(one.origins) <= len(before[each.key].origins)


@settings(deadline=None)
@given(several)
def test_the_order_of_documents_does_not_matter(given: list[dict[str, Any]]) -> None:
    """Every order of the same documents gives the same assertions, in the same order."""
    first, *others = (shape(group_by_origin(order)) for order in permutations(read(given)))
    assert all(other == first for other in others)


@given(several)
def test_no_statement_is_lost(given: list[dict[str, Any]]) -> None:
    """Every statement is in exactly one assertion."""
    found = [each.key for one in group_by_origin(read(given)) for each in one.statements]
    assert sorted(found) == sorted((*reading_key(reading), "A1") for reading in read(given))


def reading_key(reading: Reading) -> tuple[str, str, str]:
    """Name a document as a statement's key does."""
    return reading.document.document_id, reading.document.outlet, reading.document.address
