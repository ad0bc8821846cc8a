"""Hold the promises of `safeconduct report`."""

from __future__ import annotations

import html
import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

pytestmark = pytest.mark.shared


def _run(shared: Path, out: Path, *options: str, plan: str = "hand-tiny") -> Result:
    exam = shared / "exam"
    folders = [str(exam / "cases" / "tiny"), str(exam / "plans" / plan)]
    return CliRunner().invoke(build_cli(services()), ["report", *folders, "--out", str(out), *options])


def test_report_is_written_and_its_figures_told(shared: Path, tmp_path: Path) -> None:
    """The page is there, with the people that --json tells, and the same moment makes the same page."""
    out, again = tmp_path / "new" / "report.html", tmp_path / "again.html"
    moment = ("--as-of", "2031-03-04T13:00:00+00:00")
    ran = _run(shared, out, "--json", *moment)
    told = json.loads(ran.stdout)
    _run(shared, again, *moment)
    page = out.read_bytes()
    assert ran.exit_code == 0
    assert told["bytes"] == len(page)
    assert f"{told['out']} of {told['out'] + told['left']} people get out".encode() in page
    assert b"Tue 4 Mar 2031, 13:00" in page
    assert again.read_bytes() == page


def test_sample_instructions_are_shown_on_request(shared: Path, tmp_path: Path) -> None:
    """--party puts the instruction of that party on the page; without it no party's way is told."""
    plain, sample = tmp_path / "plain.html", tmp_path / "sample.html"
    _run(shared, plain)
    assert _run(shared, sample, "--party", "P00002").exit_code == 0
    assert "Sample instructions" not in plain.read_text(encoding="utf-8")
    assert "Instructions for group P00002" in sample.read_text(encoding="utf-8")


def test_a_plan_that_breaks_rules_is_written_and_exits_with_1(shared: Path, tmp_path: Path) -> None:
    """The plan of another case: the page says not to use it, and so does the exit code."""
    ran = _run(shared, tmp_path / "x.html", plan="greedy-coquimbo-2000")
    assert ran.exit_code == 1
    assert "Do not use this plan" in ran.stderr
    assert "Do not use this plan" in (tmp_path / "x.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [("--as-of", "3am"), ("--as-of", "2031-03-04T13:00:00"), ("--party", "nobody")])
def test_bad_input_exits_with_2_and_writes_nothing(shared: Path, tmp_path: Path, options: tuple[str, str]) -> None:
    """A time that is none, one without offset, a party that is not there: said, and no file."""
    ran = _run(shared, tmp_path / "x.html", *options)
    assert ran.exit_code == 2
    assert options[1] in ran.stderr
    assert not (tmp_path / "x.html").exists()


def test_reports_bring_their_picture(shared: Path, tmp_path: Path) -> None:
    """A case with report.csv and no hazard.csv: the map shows the picture, the unknown and who contradicts whom."""
    case, out = tmp_path / "case", tmp_path / "x.html"
    shutil.copytree(shared / "exam" / "cases" / "tiny", case)
    (case / "hazard.csv").unlink()
    rows = (
        "report_id,origin,outlet,reliability,x_coord,y_coord,radius,from,to,claim,rate",
        "R1,ministry,radio,B,0.009,0.009,700,2031-03-04T14:00:00+00:00,2031-03-04T20:00:00+00:00,threat,0.02",
        "R2,aid office,phone,B,0.009,0.009,700,2031-03-04T14:00:00+00:00,2031-03-04T20:00:00+00:00,clear,",
    )
    (case / "report.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    plan = shared / "exam" / "plans" / "hand-tiny"
    CliRunner().invoke(build_cli(services()), ["report", str(case), str(plan), "--out", str(out)])
    page = html.unescape(out.read_text(encoding="utf-8"))
    assert "R1 (ministry) see danger, R2 (aid office) see none." in page
    assert "With the picture's hazard it is" in page
    first_map = page[: page.index('class="legend"')]
    assert 'class="unknown"' in first_map
    assert 'class="hazard h' in first_map
