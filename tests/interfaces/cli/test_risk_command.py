"""Promise what `safeconduct risk` prints and with what it exits."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.core.plan import judge_plan
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

pytestmark = pytest.mark.shared


def run(*words: str | Path) -> Result:
    """Call the program."""
    return CliRunner().invoke(build_cli(services()), [*map(str, words)])


@pytest.fixture
def exam(shared: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Return the tiny case without its hazard.csv but with a report, and a plan for it."""
    shutil.copytree(shared / "exam" / "cases" / "tiny", tmp_path / "case")
    (tmp_path / "case" / "hazard.csv").unlink()
    rows = (
        "report_id,origin,outlet,reliability,x_coord,y_coord,radius,from,to,claim,rate",
        "R1,ministry,radio,B,0.009,0.009,700,2031-03-04T14:00:00+00:00,2031-03-04T20:00:00+00:00,threat,0.02",
    )
    (tmp_path / "case" / "report.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    kept = services()
    case = kept.cases.read(tmp_path / "case")
    plan = kept.plans.read(shared / "exam" / "plans" / "greedy-tiny", case)
    cost = judge_plan(case, plan).cost.total
    kept.plans.write(replace(plan, cost=cost, lower_bound=None, claims={}), case.utc_offset_seconds, tmp_path / "plan")
    return tmp_path / "case", tmp_path / "plan"


def test_plan_and_party_have_intervals(exam: tuple[Path, Path]) -> None:
    """A table of the whole, its parts and its gravest parties; --json has all of them, --party one."""
    told, full = run("risk", *exam), json.loads(run("risk", *exam, "--json").stdout)
    assert told.exit_code == 0, told.output
    assert "whole plan" in told.output
    assert "the unknown" in told.output
    whole = full["interval"]
    assert whole["low"] <= whole["mean"] <= whole["high"]
    assert whole["mean"] == pytest.approx(full["counted"], rel=1e-6)
    assert sum(party["mean"] for party in full["parties"]) == pytest.approx(whole["mean"])
    first = full["parties"][0]
    alone = json.loads(run("risk", *exam, "--party", first["party_id"], "--json").stdout)
    assert {key: alone[key] for key in first} == first
    assert "In common with the whole plan" in run("risk", *exam, "--party", first["party_id"]).output


def test_same_seed_same_answer(exam: tuple[Path, Path]) -> None:
    """And fewer draws are taken where asked for."""
    asked = ("risk", *exam, "--json", "--draws", "150")
    assert run(*asked).stdout == run(*asked).stdout
    assert json.loads(run(*asked).stdout)["draws"] == 150
    assert run(*asked, "--seed", "2").stdout != run(*asked).stdout


def test_a_case_with_its_own_hazard_gets_no_interval(shared: Path) -> None:
    """It is said why, and the exit code is 1."""
    exam = shared / "exam"
    told = run("risk", exam / "cases" / "tiny", exam / "plans" / "greedy-tiny")
    assert told.exit_code == 1
    assert "No interval can be given" in told.output
    full = json.loads(run("risk", exam / "cases" / "tiny", exam / "plans" / "greedy-tiny", "--json").stdout)
    assert full["interval"] is None
    assert "hazard.csv" in full["why"]


@pytest.mark.parametrize("options", [("--party", "P99999"), ("--draws", "5")])
def test_bad_options_exit_with_2(exam: tuple[Path, Path], options: tuple[str, str]) -> None:
    """A party that is not there, draws too few for a tail."""
    told = run("risk", *exam, *options)
    assert told.exit_code == 2
    assert options[0] in told.output


def test_the_report_shows_the_interval(exam: tuple[Path, Path], tmp_path: Path) -> None:
    """One line where the cost is shown."""
    ran = run("report", *exam, "--out", tmp_path / "report.html")
    assert ran.exit_code == 0, ran.output
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "in nine of ten draws" in page
    assert "gives no interval" not in page
