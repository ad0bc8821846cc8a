"""Hold `safeconduct replan` to its promises: exit codes, files, and that others can judge what it writes."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import judge_town
import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.basics import Window
from safeconduct.core.picture.incident import Incident, IncidentKind, Precision
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services


def run(*words: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(build_cli(services()), ["replan", *map(str, words)])


@pytest.fixture
def town(tmp_path: Path) -> tuple[Path, Path]:
    """Write the town's case and plan."""
    case = judge_town.make_case()
    CaseFolder().write(case, tmp_path / "case")
    PlanFolder().write(judge_town.make_plan(case), 0, tmp_path / "plan")
    return tmp_path / "case", tmp_path / "plan"


def test_it_writes_the_plan_and_who_must_be_told(town: tuple[Path, Path], tmp_path: Path) -> None:
    """The folder holds the new plan, and the changes as CSV and JSON; --json prints the same."""
    result = run(*town, "--event", "flight:id=F1,cancelled", "--out", tmp_path / "new", "--json")
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert json.loads((tmp_path / "new/changes.json").read_text()) == figures
    assert [change["party_id"] for change in figures["parties"]] == ["P1"]
    with (tmp_path / "new/changes.csv").open(newline="") as handle:
        (row,) = csv.DictReader(handle)
    assert (row["party_id"], row["flight_before"], row["flight_after"]) == ("P1", "F1", "F2")
    assert (row["act_at"], row["under_way"]) == ("2031-03-04T08:00:00+00:00", "false")
    plan = PlanFolder().read(tmp_path / "new")
    assert {leg.flight_id for leg in plan.legs if leg.party_id == "P1"} == {"", "F2"}


def test_it_says_in_words_who_must_be_told(town: tuple[Path, Path], tmp_path: Path) -> None:
    """Without --json a table lists the changes, and what the case cannot say."""
    result = run(*town, "--event", "vehicle:fleet=B,vehicle=0", "--out", tmp_path / "new", "--seconds", "0")
    assert result.exit_code == 0, result.output
    assert "P1" in result.stdout
    assert "makes no trip" in " ".join(result.stdout.split())


def test_the_changed_case_is_written_when_asked_for(town: tuple[Path, Path], tmp_path: Path) -> None:
    """--case-out holds the case against which the new plan is feasible."""
    words = ["--event", "closure:node=depot", "--out", tmp_path / "new", "--case-out", tmp_path / "changed"]
    assert run(*town, *words).exit_code == 0
    assert [c.ident for c in CaseFolder().read(tmp_path / "changed").closures] == ["depot"]
    judged = CliRunner().invoke(build_cli(services()), ["check", str(tmp_path / "changed"), str(tmp_path / "new")])
    assert judged.exit_code == 0, judged.output


def test_whoever_is_stranded_makes_the_answer_no(town: tuple[Path, Path], tmp_path: Path) -> None:
    """Somebody who has set out and has no way on is named, and the exit code is 1."""
    words = ["--event", "gate:id=G,closed", "--now", "2031-03-04T06:15:00+00:00", "--out", tmp_path / "new"]
    result = run(*town, *words)
    assert result.exit_code == 1
    assert "STRANDED P1 (4 people)" in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--event", "closure:link=nowhere"], "no such link"),
        (["--event", "flood:link=nowhere"], "no such kind"),
        (["--events", "nowhere.toml"], "nowhere.toml"),
        (["--now", "noon"], "not an ISO 8601 time"),
    ],
)
def test_bad_input_is_refused(words: list[str], said: str, town: tuple[Path, Path], tmp_path: Path) -> None:
    """What cannot be understood is named, the exit code is 2, and nothing is written."""
    result = run(*town, *words, "--out", tmp_path / "new")
    assert result.exit_code == 2
    assert said in result.output
    assert not (tmp_path / "new").exists()


@pytest.mark.shared
def test_the_independent_judge_accepts_what_it_writes(shared: Path, tmp_path: Path) -> None:
    """After a lost vehicle and a closure the changed case and the new plan pass the independent judge."""
    exam = shared / "exam"
    plan = PlanFolder().read(exam / "plans/greedy-tiny")
    link = next(leg.links[0] for leg in plan.legs if leg.links)
    events = ["--event", f"closure:link={link}", "--event", "vehicle:fleet=B1,vehicle=0"]
    words = [*events, "--out", tmp_path / "new", "--case-out", tmp_path / "case", "--seconds", "0.2"]
    assert run(exam / "cases/tiny", exam / "plans/greedy-tiny", *words).exit_code == 0
    judge = [sys.executable, str(exam / "check_plan.py"), str(tmp_path / "case"), str(tmp_path / "new")]
    done = subprocess.run(judge, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_case_of_incidents_without_hazard_is_replanned_and_judged_as_anybody_would(tmp_path: Path) -> None:
    """The new plan claims what the judge finds by the case's files, whatever hazard its picture added."""
    made = judge_town.make_case()
    days = (Window(made.start - day * 86_400.0, made.start - day * 86_400.0 + 300.0) for day in range(1, 30))
    happened = tuple(
        Incident(f"I{row}", day, 0.018, 0.0, Precision.SITE, 75.0, IncidentKind.EXPLOSION, 1, 0.9, "desk")
        for row, day in enumerate(days)
    )
    case = replace(made, hazard=None, incidents=happened, watched=0.5, kappa=0.5)
    CaseFolder().write(case, tmp_path / "case")
    PlanFolder().write(judge_town.make_plan(case), 0, tmp_path / "plan")
    words = ["--event", "flight:id=F1,cancelled", "--out", tmp_path / "new", "--case-out", tmp_path / "changed"]
    result = run(tmp_path / "case", tmp_path / "plan", *words, "--seconds", "0")
    assert result.exit_code == 0, result.output
    judged = CliRunner().invoke(build_cli(services()), ["check", str(tmp_path / "changed"), str(tmp_path / "new")])
    assert judged.exit_code == 0, judged.output
