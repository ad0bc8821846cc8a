"""Promise that the adopted plan is found by what it says, whatever its folder is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from adoptable import write_adoptable

from safeconduct.app.find_plan import AdoptedFinder, find_adopted
from safeconduct.core.basics import CannotReadError
from safeconduct.core.operation import Adopted
from safeconduct.core.sufficiency import digest_case, digest_plan
from safeconduct.wiring import services

KEPT = services()


def adopt(case: Path, plan: Path) -> Adopted:
    """Return what the record would say of a plan that is adopted."""
    marks = digest_plan(KEPT.plans.read(plan)), digest_case(KEPT.cases.read(case))
    return Adopted(*marks, "EXERCISE", "hand", 0, 9, None, "o1", 1)


def test_the_adopted_plan_is_found_by_its_digests(tmp_path):
    """Among others, beside folders that hold none, and not once a word of its case has changed."""
    write_adoptable(tmp_path, 3)
    case, plan = write_adoptable(tmp_path, 4)
    for shelf in ("cases", "plans"):
        (tmp_path / shelf / "empty").mkdir()
    shelves, adopted = (tmp_path / "cases", tmp_path / "plans"), adopt(case, plan)
    found = find_adopted(KEPT.cases, KEPT.plans, *shelves, adopted)
    assert found is not None
    assert (found.case_folder, found.plan_folder) == (case, plan)
    assert (digest_case(found.case), digest_plan(found.plan)) == (adopted.case, adopted.plan)
    write_adoptable(tmp_path, 4, name="EXERCISE other")
    assert find_adopted(KEPT.cases, KEPT.plans, *shelves, adopted) is None
    with pytest.raises(CannotReadError, match="name the folder"):
        find_adopted(KEPT.cases, KEPT.plans, tmp_path / "cases", tmp_path / "none", adopted)


def test_what_was_found_is_read_again_only_where_it_changed(tmp_path):
    """The very same values, until a file is written anew: then they are looked for again."""
    case, plan = write_adoptable(tmp_path, 3)
    finder, adopted = AdoptedFinder(KEPT.cases, KEPT.plans, tmp_path / "cases", tmp_path / "plans"), adopt(case, plan)
    first = finder.find(adopted)
    assert first is not None
    assert finder.find(adopted) is first
    write_adoptable(tmp_path, 3, name="EXERCISE other")
    assert finder.find(adopted) is None


def test_the_plan_that_a_replan_goes_back_to_does_not_push_out_the_adopted_one(tmp_path):
    """Two plans are kept: asked for in turn, each is read once."""
    known = [adopt(*write_adoptable(tmp_path, number)) for number in (3, 4)]
    finder = AdoptedFinder(KEPT.cases, KEPT.plans, tmp_path / "cases", tmp_path / "plans")
    first = [finder.find(one) for one in known]
    assert None not in first
    assert all(finder.find(one) is found for one, found in zip(known, first, strict=True))
