"""How well articles with a gold reading are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from attribution import score_article
from safeconduct.adapters.spacy_parser import SpacyParser

ARTICLES = Path(__file__).resolve().parents[1] / "articles"


def f1_of(score: dict[str, Any], group: str) -> float:
    return float(score[group]["f1"])


@pytest.mark.parametrize(
    ("name", "top", "nested", "chain"),
    [
        ("wire_story", 95, 85, 90),
        ("blog_summary", 95, 85, 90),
        ("briefing_report", 95, 85, 90),
        ("live_blog", 90, 80, 90),
        ("siege_roundup", 95, 85, 90),
        ("embassy_warning", 90, 85, 90),
        ("delta_wire", 95, 95, 95),
        ("blockade_digest", 90, 90, 95),
        ("valley_wire", 90, 95, 95),
        ("plant_wire", 95, 95, 95),
        ("flash_update", 85, 0, 90),
        ("depot_followup", 95, 0, 90),
    ],
)
def test_invented_articles_are_read_well(
    parser: SpacyParser, name: str, top: float, nested: float, chain: float
) -> None:
    """Each invented article keeps its floors: wire stories, summaries, a briefing, a live blog, a situation report."""
    score = score_article(ARTICLES, name, parser)
    assert f1_of(score, "top") >= top
    assert f1_of(score, "nested") >= nested
    assert score["outlet chain"]["per cent"] >= chain  # type: ignore[index]


@pytest.mark.shared
def test_the_shared_article_keeps_its_floors(parser: SpacyParser, shared: Path) -> None:
    """The real article: top level, nested, blocks, outlet chains; and who denies what."""
    score = score_article(shared / "data" / "intake", "article", parser)
    assert f1_of(score, "top") >= 95
    assert f1_of(score, "nested") >= 85
    assert f1_of(score, "block") >= 80
    assert score["outlet chain"]["per cent"] >= 90  # type: ignore[index]
    assert not {"A8b", "A9", "A10", "A10a", "A15b"} & set(score["polarity"]["wrong"])  # type: ignore[index]
