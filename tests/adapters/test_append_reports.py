"""Hold the adding of reports to a case to its promise: what was there stays there, to the byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import judge_town
import pytest

from safeconduct.adapters.case_files.append_reports import append_reports
from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.core.basics import InputFaultsError, SafeconductError, Window, parse_time
from safeconduct.core.intake import Claim, Report

EVENING = Window(parse_time("2031-03-04T21:00:00-03:00"), parse_time("2031-03-04T23:00:00-03:00"))
REPORTS = (
    Report("d1-A1", "harbour_master", "port bulletin", "B", -71.19, -29.91, 150.0, EVENING, Claim.THREAT, 0.002),
    Report("d1-A2", "", "coast, radio", "F", -71.2, -29.92, 400.0, EVENING, Claim.CLEAR),
)
HEADER = "report_id,origin,outlet,reliability,x_coord,y_coord,radius,from,to,claim,rate"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Write a case without reports."""
    CaseFolder().write(judge_town.make_case(), tmp_path / "case")
    return tmp_path / "case"


def test_a_case_without_reports_gets_the_file(case: Path) -> None:
    """Reading the case gives the reports back, exactly."""
    assert append_reports(case, REPORTS, -10800) == REPORTS
    assert CaseFolder().read(case).reports == REPORTS
    assert (case / "report.csv").read_text().splitlines()[1] == (
        "d1-A1,harbour_master,port bulletin,B,-71.19,-29.91,150,"
        "2031-03-04T21:00:00-03:00,2031-03-04T23:00:00-03:00,threat,0.002,"
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_is_there_stays_to_the_byte(case: Path, ending: str, last: bool, mark: str) -> None:
    """Columns in another order, others besides, odd numbers, a byte-order mark, a last line without its end."""
    before = ending.join(
        [
            f"{mark}note,to,from,rate,claim,radius,y_coord,x_coord,reliability,outlet,origin,report_id",
            '"seen, twice",2031-03-05T00:00:00Z,2031-03-04T00:00:00Z,,threat,1e2,-29.90,-71.10,A,radio,ana,R1',
        ]
    ) + (ending if last else "")
    (case / "report.csv").write_bytes(before.encode())
    append_reports(case, REPORTS, 0)
    after = (case / "report.csv").read_bytes().decode()
    assert after.startswith(before)
    assert after.count(ending) == 4
    assert [report.report_id for report in CaseFolder().read(case).reports] == ["R1", "d1-A1", "d1-A2"]
    assert CaseFolder().read(case).reports[1:] == REPORTS


def test_a_report_is_not_written_twice(case: Path) -> None:
    """Neither again later, nor when it is given twice at once."""
    assert append_reports(case, REPORTS[:1], 0) == REPORTS[:1]
    before = (case / "report.csv").read_bytes()
    assert append_reports(case, REPORTS[:1], -10800) == ()
    assert (case / "report.csv").read_bytes() == before
    assert append_reports(case, (*REPORTS, *REPORTS), 0) == REPORTS[1:]


@pytest.mark.parametrize(
    ("text", "reports", "problem"),
    [
        (f"{HEADER}\nR1,ana,radio,Z,1,2,3,2031-03-04T00:00:00Z,2031-03-05T00:00:00Z,threat,\n", REPORTS, "line 2"),
        (f"{HEADER}\nd1-A2,ana,radio,B,1,2,3,2031-03-04T00:00:00Z,2031-03-05T00:00:00Z,threat,\n", REPORTS, "line 2"),
        (f"{HEADER.removesuffix(',rate')}\n", REPORTS, "line 1, rate"),
        ("", REPORTS, "empty file"),
        (f"{HEADER}\n", (REPORTS[0], replace(REPORTS[0], radius_metres=9.0)), "two of the new reports"),
    ],
)
def test_where_it_cannot_be_right_nothing_is_written(
    case: Path, text: str, reports: tuple[Report, ...], problem: str
) -> None:
    """A faulty file, an id with other values, a column that lacks: all named, and the file stays as it is."""
    (case / "report.csv").write_text(text)
    with pytest.raises(InputFaultsError, match=problem):
        append_reports(case, reports, 0)
    assert (case / "report.csv").read_text() == text


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """And not made."""
    with pytest.raises(SafeconductError, match="name the folder"):
        append_reports(tmp_path / "nowhere", REPORTS, 0)
    assert not (tmp_path / "nowhere").exists()
