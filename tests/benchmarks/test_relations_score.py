"""Hold the score of relations to what it says it counts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from relations import Case, agree, read_cases, read_relations, score_case
from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import Polarity, Relation

GOLD = Relation("R1", "hamas", "attacked", "depot", Span(0, 10))
MAYBE = Relation("R2", "hamas", "fights", "taliban", Span(0, 10))
CASE = Case("case", "Hamas attacked the depot.", (), (GOLD, MAYBE), frozenset({"R2"}))


def test_a_perfect_reading_scores_one() -> None:
    """All of the gold and nothing else is an F1 of 1; what is optional neither helps nor harms."""
    assert score_case(CASE, (GOLD,)).f1 == 1.0
    assert score_case(CASE, (GOLD, MAYBE)).f1 == 1.0


def test_a_double_counts_once() -> None:
    """The same relation found twice is right once and wrong once."""
    score = score_case(CASE, (GOLD, GOLD))
    assert (len(score.right), len(score.wrong)) == (1, 1)


def test_every_part_must_agree() -> None:
    """Another subject, label, object or polarity, or evidence elsewhere, is wrong."""
    for other in (
        replace(GOLD, subject="taliban"),
        replace(GOLD, relation="fights"),
        replace(GOLD, object="harbour"),
        replace(GOLD, polarity=Polarity.NEGATIVE),
        replace(GOLD, evidence=Span(10, 20)),
    ):
        assert not agree(GOLD, other)


def test_a_denial_read_as_a_fact_is_listed() -> None:
    """What the gold denies and the reading affirms is a false fact."""
    denied = replace(CASE, relations=(replace(GOLD, polarity=Polarity.NEGATIVE),))
    assert score_case(denied, (GOLD,)).false_facts == (GOLD,)
    assert score_case(CASE, (GOLD,)).false_facts == ()


def test_a_folder_of_short_articles_is_read(tmp_path: Path) -> None:
    """Text, statements and relations in one file become a case."""
    row = {"subject": "hamas", "relation": "attacked", "object": "depot", "evidence": "attacked"}
    gold = {"text": CASE.text, "held_out": True, "attributions": [], "relations": [row]}
    (tmp_path / "case.json").write_text(json.dumps(gold), encoding="utf-8")
    (case,) = read_cases(tmp_path)
    assert case.held_out
    assert case.relations[0].evidence == Span(6, 14)


@pytest.mark.shared
def test_the_article_is_read_as_well_as_promised(shared: Path) -> None:
    """Relations of the real article: F1 of at least 75, and no denied relation as a fact."""
    parser = SpacyParser()
    for case in read_cases(shared / "data" / "intake"):
        score = score_case(case, read_relations(case, parser))
        assert score.f1 >= 0.75
        assert not score.false_facts
