"""Promise that the benchmark of the planners runs, in its short form."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.shared
def test_the_benchmark_judges_every_planner_on_a_small_case(shared: Path) -> None:
    """Every planner gives a plan that both judges find feasible; the default one is proven within 0.1 % of the best."""
    program = [sys.executable, str(ROOT / "benchmarks" / "plan_cases.py"), str(shared / "exam")]
    told = subprocess.run([*program, "--case", "tiny", "--seconds", "15"], capture_output=True, text=True, check=True)
    rows = {row["planner"]: row for row in map(json.loads, told.stderr.splitlines())}
    assert all(row["feasible"] and row["judges_agree"] for row in rows.values())
    assert rows["default"]["cost"] <= rows["greedy"]["cost"] <= rows["greedy"]["reference"]
    assert rows["default"]["bound"] >= rows["default"]["reference bound"]
    assert rows["default"]["gap"] < 1e-3
    assert "| tiny | default | yes |" in told.stdout
