"""Hold `safeconduct plan` to its promises on the exam's small cases."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services


def _plan(case: Path, out: Path, planner: str) -> dict[str, object]:
    cli = build_cli(services())
    words = ["plan", str(case), "--out", str(out), "--rounds", "200", "--planner", planner, "--json"]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


@pytest.mark.shared
@pytest.mark.parametrize("planner", ["default", "greedy"])
@pytest.mark.parametrize("name", ["tiny", "helsinki-300"])
def test_the_independent_judge_accepts_the_plan(shared: Path, tmp_path: Path, name: str, planner: str) -> None:
    """Every planner's plan is feasible by the judge, at the cost that it claims, above the bound that it claims."""
    case = shared / "exam" / "cases" / name
    figures = _plan(case, tmp_path / "plan", planner)
    judge = [sys.executable, str(shared / "exam" / "check_plan.py"), str(case), str(tmp_path / "plan"), "--json"]
    done = subprocess.run(judge, capture_output=True, text=True, check=False)
    verdict = json.loads(done.stdout)
    assert done.returncode == 0, verdict["messages"]
    assert verdict["cost"] == pytest.approx(figures["cost"])


@pytest.mark.shared
def test_same_seed_and_rounds_same_plan(shared: Path, tmp_path: Path) -> None:
    """With a limit of rounds, two runs write the same bytes."""
    case = shared / "exam" / "cases" / "tiny"
    for name in ("a", "b"):
        _plan(case, tmp_path / name, "default")
    assert (tmp_path / "a" / "leg.csv").read_bytes() == (tmp_path / "b" / "leg.csv").read_bytes()


def test_an_unknown_planner_is_refused(tmp_path: Path) -> None:
    """A planner that does not exist is bad input: exit code 2 and the names that do."""
    result = CliRunner().invoke(build_cli(services()), ["plan", "x", "--out", str(tmp_path), "--planner", "none"])
    assert result.exit_code == 2
    assert "greedy" in result.output
