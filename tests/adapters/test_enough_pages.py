"""Promise that an answer's page and sheet say what the answer says, marked, and that the sheet is one page."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from judge_town import make_case, make_plan

from safeconduct.adapters.enough_html import HtmlEnough
from safeconduct.adapters.print_pdf.enough_pdf import EnoughPdf
from safeconduct.core.plan import Case, judge_plan
from safeconduct.core.sufficiency import (
    Assessed,
    Comparison,
    Gain,
    Mean,
    Uncertainty,
    assess_sufficiency,
    find_bottleneck,
    play_plan,
    play_worst,
    read_staff,
)

MADE = 1_930_413_600.0
LONG = "words of a case with a very long name, " * 12


def _assess(case: Case, gains: int = 0) -> Assessed:
    plan, staff = make_plan(make_case()), read_staff(case.staff)
    answer = assess_sufficiency(play_plan(case, plan, Uncertainty(), days=20, seed=1))
    span = Mean(1.0, 0.5, 1.5)
    rows = tuple(Gain("gate", f"G{n}", f"{LONG} {n}", True, 0, span, Mean(-1.0, -2.0, -0.5)) for n in range(gains))
    comparison = Comparison(rows[0], rows[1], rows) if gains else None
    return Assessed(
        case, judge_plan(case, plan), "c0", "p0", 1, Uncertainty(), staff, answer,
        find_bottleneck(case, staff), play_worst(case, plan), comparison, (),
    )  # fmt: skip


@pytest.fixture(scope="module")
def assessed() -> Assessed:
    """Give an answer for the town."""
    return _assess(make_case())


def test_the_page_says_what_the_answer_says(assessed: Assessed) -> None:
    """The headline, what binds, staff, every worst case; each ring of the map stands in the table; marked EXERCISE."""
    page = unescape(HtmlEnough().render(assessed, MADE))
    assert "<strong>EXERCISE</strong>" in page
    assert "Not enough: the plan leaves 5 of 12 people" in page
    assert assessed.bottleneck.words in page
    assert assessed.staff.says in page
    for one in assessed.worst:
        assert one.words[1:] in page
    assert page.count('class="binds"') == 1 + len({part.node_id for part in assessed.bottleneck.parts} - {None})
    assert not re.search(r"<script|(?:src|href)=\"(?:https?:)?//", page)


def test_a_live_answer_is_marked_live(assessed: Assessed) -> None:
    """And what a case calls itself is never read as markup."""
    live = replace(assessed, case=replace(assessed.case, name="<b>harbour</b>"))
    page = HtmlEnough().render(live, MADE)
    assert "<strong>LIVE</strong>" in page
    assert "<b>harbour" not in page


@pytest.mark.parametrize("name", ["EXERCISE town", f"EXERCISE {LONG}", "#pagebreak() harbour"])
def test_the_sheet_is_one_page(name: str) -> None:
    """However long the words and however many the changes; what is typed is never read as markup."""
    sheet = _assess(replace(make_case(), name=name), gains=40)
    assert len(EnoughPdf().draw(sheet, MADE, 30.0)) == 1


def test_the_sheet_is_a_pdf_and_the_same_each_time(assessed: Assessed) -> None:
    """The same answer, the same bytes."""
    made = EnoughPdf().render(assessed, MADE)
    assert made.startswith(b"%PDF")
    assert made == EnoughPdf().render(assessed, MADE)
