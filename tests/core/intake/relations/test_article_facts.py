"""What articles with a gold reading deny or leave open comes out as no fact, read from the text alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_aloud import document_of, parse, relations_of

from relations import read_cases, score_case
from safeconduct.core.intake.attribution import read_attributions
from safeconduct.core.intake.reading import Certainty, Polarity

ARTICLES = Path(__file__).resolve().parents[1] / "articles"
CASES = {case.name: case for case in read_cases(ARTICLES)}


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("blockade_digest", 0.7),
        ("delta_wire", 0.9),
        ("depot_followup", 0.7),
        ("flash_update", 0.0),
        ("plant_wire", 0.7),
        ("valley_wire", 0.8),
    ],
)
def test_nothing_denied_or_open_is_read_as_a_fact(name: str, floor: float) -> None:
    """No relation that the gold denies or leaves open is found certain and affirmed; and F1 keeps its floor."""
    case = CASES[name]
    found = relations_of(case.text, *read_attributions(document_of(case.text), parse(case.text)))
    facts = [one for one in found if one.polarity is Polarity.POSITIVE and one.certainty is Certainty.CERTAIN]
    for gold in case.relations:
        if gold.polarity is Polarity.POSITIVE and gold.certainty is Certainty.CERTAIN:
            continue
        named = gold.relation.removeprefix("may_")
        assert not [one for one in facts if one.relation == named and one.evidence.overlaps(gold.evidence)]
    assert score_case(case, found).f1 >= floor
