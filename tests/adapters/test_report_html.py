"""Promise what the report is: one sound page, the judge's figures, tables beside pictures, nothing from outside."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from report_town import PICTURE, SAMPLE, START, SUFFICIENCY, judged, make_town

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.adapters.report_html import HtmlReport
from safeconduct.adapters.report_html.hazard_cells import find_peaks
from safeconduct.core.plan import Case, CostParts, Plan, Verdict, judge_plan

VOID = {"meta", "br", "link", "img", "hr", "input"}


class _Page(HTMLParser):
    """Read a page strictly: every element is closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []  # (innermost element, words)
        self.figures: list[list[str]] = []  # the elements inside each figure
        self.feed(page)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "figure":
            self.figures.append([])
        elif "figure" in self.open:
            self.figures[-1].append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> in the wrong place"

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            self.texts.append((self.open[-1], data.strip()))

    @property
    def words(self) -> str:
        """Join what can be read."""
        return " ".join(words for tag, words in self.texts if tag != "style")


def _render(case: Case, plan: Plan, verdict: Verdict | None = None) -> str:
    return HtmlReport().render(case, plan, verdict or judged(case, plan), START)


@pytest.fixture(scope="module")
def full_page() -> str:
    """Give a page with every part there is, and hostile names."""
    case, plan = make_town()
    return HtmlReport().render(
        case,
        plan,
        judged(case, plan),
        START,
        picture=PICTURE,
        sufficiency=SUFFICIENCY,
        instructions=(SAMPLE,),
    )


@pytest.fixture(scope="module")
def bare_page() -> str:
    """Give a page of the same plan with no optional part."""
    return _render(*make_town())


@pytest.mark.parametrize("which", ["full_page", "bare_page"])
def test_page_is_sound_and_needs_nothing_from_outside(which: str, request: pytest.FixtureRequest) -> None:
    """Every element is closed in its turn, ids are unique, and nothing is fetched or run."""
    page = request.getfixturevalue(which)
    read = _Page(page)
    tags = [tag for tag, _ in read.tags]
    assert page.startswith("<!DOCTYPE html>")
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & set(tags)
    ids = [attrs["id"] for _, attrs in read.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for tag, attrs in read.tags:
        assert not [name for name in attrs if name.startswith("on")], tag
        for name in ("src", "href", "xlink:href", "action", "style"):
            assert (attrs.get(name) or "#").startswith("#"), (tag, attrs)
        for value in attrs.values():
            for target in re.findall(r"url\((.*?)\)", value or ""):
                assert target.startswith("#")
    style = "".join(words for tag, words in read.texts if tag == "style")
    assert "@import" not in style
    assert set(re.findall(r"url\((.*?)\)", style)) <= {f"#{ident}" for ident in ids}
    assert "http:" not in page
    assert "https:" not in page


@pytest.mark.parametrize("which", ["full_page", "bare_page"])
def test_page_can_be_read_aloud(which: str, request: pytest.FixtureRequest) -> None:
    """It names its language, has one h1, skips no level of heading, and every picture names itself beside a table."""
    page = request.getfixturevalue(which)
    read = _Page(page)
    assert dict(read.tags[0][1]) == {"lang": "en"}
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {"header", "main", "footer"} <= {tag for tag, _ in read.tags}
    assert len(read.figures) >= 6
    for inside in read.figures:
        assert {"svg", "title", "desc", "table", "caption", "th"} <= set(inside)
    named = {attrs["id"] for _, attrs in read.tags if "id" in attrs}
    for tag, attrs in read.tags:
        if tag == "svg" and attrs.get("aria-hidden") != "true":
            assert set((attrs["aria-labelledby"] or "").split()) <= named
        if tag == "th":
            assert attrs.get("scope") in ("col", "row")


def test_drawings_are_well_formed_xml(full_page: str) -> None:
    """Each svg can be taken out of the page and parsed as XML."""
    drawings = re.findall(r"<svg.*?</svg>", full_page, re.DOTALL)
    assert len(drawings) > 10
    for drawing in drawings:
        ET.fromstring(drawing)


def test_names_from_outside_are_words_not_markup(full_page: str) -> None:
    """A script in the name of a site, street, group, planner, report or change is shown as its letters."""
    assert "<script" not in full_page
    assert _Page(full_page).words.count("<script>alert") >= 6


def test_figures_are_the_judges(bare_page: str) -> None:
    """People out and left, the cost and the crowd are those of the verdict, whatever the plan claims."""
    case, plan = make_town()
    verdict = judged(case, plan)
    words = _Page(bare_page).words
    assert (verdict.out, verdict.left, verdict.largest_open_crowd) == (50, 7, 30)
    assert "50 of 57 people get out by Wed 5 Mar 2031, 17:00" in words
    assert "people left behind 7 by the deadline" in words
    assert "people in the largest crowd 30 at T1" in words
    assert "no plan for this case has an expected harm below 0.050" in words
    odd = replace(verdict, out=1234, left=4321, cost=CostParts(86.42, 0, 0, 0), lower_bound=None)
    other = _Page(_render(case, plan, odd)).words
    assert "1,234 of 5,555 people get out" in other
    assert "people harmed, expected 86.4" in other
    assert "no lower bound was proven" in other


def test_a_plan_that_breaks_rules_is_refused_first() -> None:
    """Not feasible: the page says so before any figure, and lists what is broken."""
    case, plan = make_town()
    broken = replace(plan, legs=plan.legs[:-1])
    words = _Page(_render(case, broken, judge_plan(case, broken))).words
    assert words.index("Do not use this plan.") < words.index("people out")
    assert "does not fly" in words
    assert "The plan holds." not in words


def test_exercise_and_live_cannot_be_confused() -> None:
    """Each says what it is at the head and the foot, in a banner of its own colour."""
    exercise, live = _render(*make_town()), _render(*make_town("harbour town"))
    assert '<body class="exercise">' in exercise
    assert '<body class="live">' in live
    assert "Real people" not in exercise
    assert "EXERCISE" not in live.replace("EXERCISE town", "").split("</style>")[1]


def test_what_is_missing_is_said(bare_page: str, full_page: str) -> None:
    """Without picture and sufficiency the page says so; with them it shows chance, interval and contradictions."""
    bare, full = _Page(bare_page).words, _Page(full_page).words
    assert "No threat picture came with this plan" in bare
    assert "gives no chance of success" in bare
    assert "The plan itself leaves 7 of 57 people, so all are out on no day." in full
    assert "62 % (between 55 % and 69 %), from 400 simulated days" in full
    assert "Two outlets contradict each other." in full
    assert "Of 1 street link nothing is known" in full
    assert 'class="unknown"' in full_page
    assert 'lang="fa" dir="rtl"' in full_page


def test_a_case_without_hazard_is_not_called_safe() -> None:
    """No hazard given: the page says that none shown does not mean none there."""
    case, plan = make_town()
    case = replace(case, hazard=None)
    words = _Page(_render(case, plan, judge_plan(case, plan))).words
    assert "That does not mean that there is none." in words


def test_a_home_cannot_be_read_off_the_map() -> None:
    """A flow of fewer than 20 people is not drawn, one of 20 is."""
    for size, drawn in ((19, False), (20, True)):
        case, plan = make_town(size=size)
        alone = replace(plan, legs=tuple(leg for leg in plan.legs if leg.party_id == "P1"))
        first_map = _render(case, alone, judge_plan(case, alone)).split('class="legend"')[0]
        assert 'class="site T"' in first_map
        assert ('class="flow' in first_map) == drawn


def test_empty_and_all_out_plans_have_a_page() -> None:
    """Nobody moves, or nobody is left: both are answers."""
    case, plan = make_town()
    nobody = replace(plan, legs=(), trips=())
    assert "Nobody of 57 people gets out" in _Page(_render(case, nobody, judge_plan(case, nobody))).words
    everybody = replace(case, parties=case.parties[:2])
    words = _Page(_render(everybody, plan, judge_plan(everybody, plan))).words
    assert "All 50 people get out by" in words
    assert "Nobody is left." in words


def test_overlapping_hazard_adds_up_and_stays_in_the_case() -> None:
    """2 and 9 of 1,000 at once are 11 of 1,000 while both hold."""
    case, _ = make_town()
    peak = find_peaks(case)["link", "L1"]
    assert peak.rate == pytest.approx(0.011)
    assert (peak.window.start, peak.window.end) == (START + 5.5 * 3600, START + 6 * 3600)


@pytest.mark.shared
def test_a_city_fits_into_one_small_file(shared: Path) -> None:
    """Coquimbo, 39,271 links and 13,340 people, takes less than 2 MB, and shows the judge's counts."""
    case = CaseFolder().read(shared / "exam/cases/coquimbo-2000")
    plan = PlanFolder().read(shared / "exam/plans/greedy-coquimbo-2000", case)
    page = HtmlReport().render(case, plan, judge_plan(case, plan), START)
    words = _Page(page).words
    assert len(page.encode()) < 2_000_000
    assert "12,893 of 13,340 people get out" in words
    assert "338 people of those left can be taken by no plan for this case." in words
