"""Promise what `safeconduct check` prints and with what it exits."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services


def check(*words: str | Path) -> Result:
    return CliRunner().invoke(build_cli(services()), ["check", *map(str, words)])


@pytest.fixture
def exam(shared: Path) -> Path:
    return shared / "exam"


@pytest.mark.shared
def test_a_good_plan_is_shown_with_its_figures(exam: Path) -> None:
    """Exit 0, no violation, and the figures of the exam's own judge."""
    told = check(exam / "cases/tiny", exam / "plans/greedy-tiny")
    assert told.exit_code == 0, told.output
    assert "VIOLATION" not in told.output
    for figure in ("feasible", "0.321039", "74", "12", "81.2%", "G2", "14:45:00"):
        assert figure in told.output


@pytest.mark.shared
def test_json_carries_every_figure(exam: Path) -> None:
    """The same figures for programs, unrounded."""
    told = json.loads(check(exam / "cases/tiny", exam / "plans/greedy-tiny", "--json").stdout)
    assert told["feasible"] is True
    assert told["messages"] == []
    assert told["cost"] == pytest.approx(0.3210388808333333, rel=1e-9)
    assert told["cost"] == pytest.approx(sum(told[f"cost_{part}"] for part in ("left", "exposure", "crowd", "time")))
    assert (told["out"], told["left"], told["parties_out"]) == (74, 12, 10)
    assert (told["largest_open_crowd"], told["largest_open_crowd_site"]) == (27, "G2")
    assert told["largest_open_crowd_at"] == "2031-03-04T14:45:00+00:00"


@pytest.mark.shared
def test_a_bad_plan_lists_40_violations_and_counts_the_rest(exam: Path) -> None:
    """Exit 1; the first 40 are lines that start with VIOLATION, and --json has them all."""
    words = (exam / "cases/tiny", exam / "plans/greedy-coquimbo-2000")
    told, full = check(*words), json.loads(check(*words, "--json").stdout)
    assert told.exit_code == 1
    assert sum(line.startswith("VIOLATION ") for line in told.output.splitlines()) == 40
    assert f"... and {full['violations'] - 40:,} more" in told.output
    assert "NOT FEASIBLE" in told.output
    assert len(full["messages"]) == full["violations"] > 2000


@pytest.mark.shared
def test_what_cannot_be_read_is_listed_without_a_traceback(exam: Path, tmp_path: Path) -> None:
    """Exit 2 with every fault, in words and as JSON."""
    shutil.copytree(exam / "plans/greedy-tiny", tmp_path / "plan")
    legs = (tmp_path / "plan/leg.csv").read_text().splitlines()
    legs[3] = legs[3].replace("+00:00", "", 1)
    (tmp_path / "plan/leg.csv").write_text("\n".join([*legs, "P00003,99,wait"]) + "\n")
    told = check(exam / "cases/tiny", tmp_path / "plan")
    assert told.exit_code == 2
    assert "leg.csv line 4, depart" in told.output
    assert f"leg.csv line {len(legs) + 1}" in told.output
    assert "Traceback" not in told.output
    faults = json.loads(check(exam / "cases/tiny", tmp_path / "plan", "--json").stdout)
    assert faults["readable"] is False
    assert {fault["line"] for fault in faults["faults"]} == {4, len(legs) + 1}


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Exit 2 and the folder's name, with nothing else needed."""
    told = check(tmp_path / "nowhere", tmp_path)
    assert told.exit_code == 2
    assert "nowhere" in told.output


def test_the_help_has_an_example() -> None:
    """Who asks for help at night gets something to copy."""
    told = CliRunner().invoke(build_cli(services()), ["check", "--help"])
    assert told.exit_code == 0
    assert "safeconduct check cases/harbour plans/harbour" in told.output


@pytest.mark.shared
def test_the_58_known_ways_to_break_a_plan_are_caught(shared: Path) -> None:
    """The exam's own plan breaker finds no way past our judge, and finds the fault named in its words."""
    program = Path(__file__).resolve().parents[2] / "judge_program.py"
    breaker = [sys.executable, str(shared / "exam" / "mutate_plans.py"), str(program)]
    told = subprocess.run(breaker, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout
    assert "58 of 58 caught" in told.stdout
