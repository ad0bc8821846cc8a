"""Hold the promises of `safeconduct sources`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import judge_town
import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim, Report, SourceClass
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

HOUR = 3600.0


def run(*words: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(build_cli(services()), ["sources", *words], env={"COLUMNS": "200"})


def read_rate(case: Path, *words: str) -> float:
    """Return the rate that the picture has where the mayor warns."""
    node = CaseFolder().read(case).network.node_ids[0]
    ran = CliRunner().invoke(build_cli(services()), ["picture", str(case), "--why", node, "--json", *words])
    return float(json.loads(ran.stdout)["rate"])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Write a case in which the mayor warns every hour and coast radio says the same."""
    made = judge_town.make_case()
    reports = []
    for hour in range(6):
        window = Window(made.start + 2 * hour * HOUR, made.start + (2 * hour + 1) * HOUR)
        place = (float(made.network.x[0]), float(made.network.y[0]), 80.0, window, Claim.THREAT)
        reports.append(Report(f"M{hour}", "mayor", "bulletin", "B", *place, source_class=SourceClass.OFFICIAL))
        reports.append(Report(f"C{hour}", "coast radio", "", "", *place, source_class=SourceClass.OUTLET))
    reports.append(Report("X", "", "forum", "F", *place))
    CaseFolder().write(replace(made, reports=tuple(reports)), tmp_path / "case")
    return tmp_path / "case"


def test_every_origin_heard_is_shown(case: Path) -> None:
    """With class, letter and what a word moves; nothing is learned unasked and nothing written."""
    before = sorted(path.name for path in case.iterdir())
    said = json.loads(run(str(case), "--json").stdout)
    assert said["learned"] is None
    assert [(row["origin"], row["classes"], row["letters"]) for row in said["sources"]] == [
        ("coast radio", ["outlet"], [""]), ("mayor", ["official"], ["B"]), ("", [], ["F"]),
    ]  # fmt: skip
    assert said["sources"][1]["threat_moves"] > said["sources"][0]["threat_moves"] > 0
    shown = run(str(case)).stdout
    assert all(words in shown for words in ("mayor", "coast radio", "nobody known", "budget", "ungraded"))
    assert sorted(path.name for path in case.iterdir()) == before


def test_what_is_learned_is_kept_in_the_case_and_used(case: Path, tmp_path: Path) -> None:
    """Six false alarms: the mayor's word moves less afterwards, and the picture plans with less."""
    outcomes, out = tmp_path / "came-out.csv", case / "sources.json"
    outcomes.write_text("report_id,happened\n" + "".join(f"M{hour},no\n" for hour in range(6)))
    before = json.loads(run(str(case), "--json").stdout)["sources"][1]["threat_moves"]
    ran = run(str(case), "--outcomes", str(outcomes), "--out", str(out))
    assert ran.exit_code == 0
    assert "It came out of 6 of them" in " ".join(ran.stdout.split())
    after = json.loads(run(str(case), "--json").stdout)["sources"][1]
    assert after["false_alarm"] == {"affirmed": 6.0, "denied": 0.0}
    assert after["threat_moves"] < before
    again = run(str(case), "--outcomes", str(outcomes), "--out", str(out))
    assert "Nothing new to learn from" in again.stdout
    assert not (case / "sources.json.bak").exists()
    learned = read_rate(case)
    out.rename(tmp_path / "elsewhere.json")
    assert read_rate(case) > learned
    assert read_rate(case, "--sources", str(tmp_path / "elsewhere.json")) == learned


def test_without_outcomes_it_says_what_it_judged_by(case: Path, tmp_path: Path) -> None:
    """Agreement alone, in words and in JSON."""
    out = tmp_path / "sources.json"
    assert "how they agree alone" in " ".join(run(str(case), "--out", str(out)).stdout.split())
    learned = json.loads(run(str(case), "--out", str(tmp_path / "other.json"), "--json").stdout)["learned"]
    assert (learned["by_agreement_alone"], learned["reports"], learned["dangers"]) == (True, 13, 6)
    assert out.read_bytes() == (tmp_path / "other.json").read_bytes()


def test_faults_change_nothing(case: Path, tmp_path: Path) -> None:
    """Of the table of outcomes and of the case's own sources.json alike: exit 2, the fault named, nothing written."""
    outcomes = tmp_path / "came-out.csv"
    outcomes.write_text("report_id,happened\nnone,yes\n")
    ran = run(str(case), "--outcomes", str(outcomes), "--out", str(tmp_path / "sources.json"))
    assert (ran.exit_code, "no such report" in ran.stderr) == (2, True)
    assert not (tmp_path / "sources.json").exists()
    (case / "sources.json").write_text('{"version": 9}')
    ran = run(str(case))
    assert (ran.exit_code, "sources.json, version" in ran.stderr) == (2, True)


def test_help_holds_an_example() -> None:
    """And says that origins are no persons."""
    shown = " ".join(run("--help").stdout.split())
    assert "Example: safeconduct sources" in shown
    assert "offices, outlets" in shown
