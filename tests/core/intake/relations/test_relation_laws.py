"""Hold relations to laws that no text may break."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_aloud import actors_of, relations_of

from relations import read_cases
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import Polarity
from safeconduct.core.intake.relations.kinds import KINDS

pytestmark = pytest.mark.core

ARTICLES = Path(__file__).parent / "articles"
CASES = tuple(read_cases(ARTICLES))

WHO = ("Hamas", "The Taliban", "Kenya", "Kenyan troops", "The River Militia")
DEEDS = (
    "attacked the depot",
    "shelled the harbour",
    "kidnapped six nurses",
    "freed the hostages",
    "executed two engineers",
    "harboured the Islamic State",
    "imposed sanctions on Mali",
    "posed a threat to tourists",
    "took control of the harbour",
)
DENIALS = (
    "Omar Sabri denied that {}.",
    "Omar Sabri rejected the idea that {}.",
    "There is no evidence that {}.",
    "It is not true that {}.",
    "Omar Sabri does not believe that {}.",
)
SENTENCES = tuple(f"{who} {deed}" for who, deed in product(WHO, DEEDS))


def start_small(sentence: str) -> str:
    """Return a sentence as a clause."""
    return sentence.replace("The ", "the ", 1)


@given(sentence=st.sampled_from(SENTENCES), denial=st.sampled_from(DENIALS))
@settings(max_examples=30, deadline=None)
def test_adding_a_denial_never_leaves_a_fact(sentence: str, denial: str) -> None:
    """Whatever is affirmed alone is no longer affirmed once it is denied."""
    affirmed = {(one.subject, one.relation, one.object) for one in relations_of(f"{sentence}.")}
    assert affirmed
    denied = relations_of(denial.format(start_small(sentence)))
    facts = {(one.subject, one.relation, one.object) for one in denied if one.polarity is Polarity.POSITIVE}
    assert not affirmed & facts


@given(chosen=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
@settings(max_examples=20, deadline=None)
def test_evidence_lies_in_the_text_and_nobody_relates_to_himself(chosen: list[str]) -> None:
    """Evidence is a stretch of the text that is not empty; both ends are named and differ; ids are all different."""
    text = " ".join(f"{sentence}." for sentence in chosen)
    found = relations_of(text)
    for one in found:
        assert 0 <= one.evidence.start < one.evidence.end <= len(text)
        assert one.subject
        assert one.object
        assert one.subject != one.object
    assert len({one.relation_id for one in found}) == len(found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_articles_keep_the_laws(case) -> None:  # type: ignore[no-untyped-def]
    """In whole articles too: evidence in the text, ends that differ, known names, and the same reading twice."""
    found = relations_of(case.text, *case.attributions)
    known = set(KINDS) | {kind.potential for kind in KINDS.values()}
    for one in found:
        assert Span(0, len(case.text)).holds(one.evidence)
        assert one.subject != one.object
        assert one.relation in known
        assert set(one.attributions) <= {told.attribution_id for told in case.attributions}
    assert found == relations_of(case.text, *case.attributions)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_denied_relation_is_read_as_a_fact(case) -> None:  # type: ignore[no-untyped-def]
    """What the gold has as denied is never affirmed, with and without the attributions."""
    denied = {(one.subject, one.relation, one.object) for one in case.relations if one.polarity is Polarity.NEGATIVE}
    for attributions in (case.attributions, ()):
        found = relations_of(case.text, *attributions)
        facts = {(one.subject, one.relation, one.object) for one in found if one.polarity is Polarity.POSITIVE}
        assert not denied & facts


def test_actors_do_not_depend_on_attributions() -> None:
    """The same text has the same actors each time it is read."""
    for case in CASES:
        assert actors_of(case.text).mentions == actors_of(case.text).mentions
