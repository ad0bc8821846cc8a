"""Promise that figures by district leave as HXL, and that no row tells of few people."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from safeconduct.app.tabulate_picture import tabulate_case
from safeconduct.app.write_hxl import COLUMNS, write_districts_hxl
from safeconduct.core.picture.district_table import DistrictLine
from safeconduct.core.plan import Case, picture_of
from safeconduct.wiring import services

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def tiny(shared: Path) -> tuple[Case, tuple[DistrictLine, ...]]:
    """Give a small case, and its table by district."""
    case = services().cases.read(shared / "exam" / "cases" / "tiny")
    return case, tabulate_case(case, picture_of(case))[1]


def test_a_row_of_hashtags_stands_under_the_header(tiny: tuple[Case, tuple[DistrictLine, ...]]) -> None:
    """Then a row for each district; people are rounded up, the level is that of the table."""
    case, lines = tiny
    header, tags, *rows = csv.reader(write_districts_hxl(lines).splitlines())
    assert (len(header), len(rows)) == (len(COLUMNS), len(lines))
    assert all(tag.startswith("#") for tag in tags)
    people = [(int(row[1]), one.people) for row, one in zip(rows, lines, strict=True)]
    assert all(told >= there and told % 10 == 0 for told, there in people)
    assert sum(there for _, there in people) == sum(party.size for party in case.parties)
    assert [row[7] for row in rows] == [one.line.form.level.name.lower().replace("_", " ") for one in lines]


def test_a_district_whose_name_is_a_formula_is_text(tiny: tuple[Case, tuple[DistrictLine, ...]]) -> None:
    """An apostrophe stands before it."""
    one = tiny[1][0]
    hostile = replace(one, district=replace(one.district, name="=1+1"))
    assert list(csv.reader(write_districts_hxl([hostile]).splitlines()))[2][0] == "'=1+1"
