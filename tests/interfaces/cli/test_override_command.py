"""Hold the promises of `safeconduct override`."""

from __future__ import annotations

import json
from pathlib import Path

import judge_town
import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.core.basics import format_time
from safeconduct.core.plan import with_picture
from safeconduct.core.plan.plan_case import plan_case
from safeconduct.core.plan.planners import PLANNERS
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

UNTIL = "2099-01-01T00:00:00+00:00"
SET = ("--factor", "3", "--reason", "a crowd", "--by", "duty officer")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Write a small case."""
    CaseFolder().write(judge_town.make_case(), tmp_path / "case")
    return tmp_path / "case"


def run(command: str, case: Path, *options: str) -> Result:
    """Run a command on the case."""
    return CliRunner().invoke(build_cli(services()), [command, str(case), *options])


def test_an_override_is_set_listed_and_planned_with(case: Path) -> None:
    """The row is there, the list says how it stands, and the picture and --why show it beside the figures."""
    read = CaseFolder().read(case)
    gate = next(site.site_id for site in read.sites if site.kind == "gate")
    span = (format_time(read.start, 0), format_time(read.start + 3600, 0))
    ran = run("override", case, "--place", gate, *SET, "--from", span[0], "--until", span[1])
    assert ran.exit_code == 0, ran.output
    said = json.loads(run("override", case, "--as-of", span[0], "--json").stdout)["overrides"]
    assert [(one["place"], one["stands"], one["rate_factor"]) for one in said] == [(gate, "in effect", 3.0)]
    for moment, stands in ((span[1], "expired"), ("2001-01-01T00:00:00+00:00", "coming")):
        listed = json.loads(run("override", case, "--as-of", moment, "--json").stdout)["overrides"]
        assert listed[0]["stands"] == stands
    why = json.loads(run("picture", case, "--why", gate, "--json").stdout)
    assert why["rate"] == pytest.approx(3 * why["without_overrides"]["rate"])
    assert why["overrides"][0]["reason"] == "a crowd"
    seen = json.loads(run("picture", case, "--json").stdout)["overrides"]
    assert [(one["by"], one["counts"]) for one in seen] == [("duty officer", True)]
    assert "a crowd" in run("picture", case, "--why", gate).stdout
    assert "a crowd" in run("picture", case).stdout


@pytest.mark.parametrize(
    "options",
    [
        ("--place", "nowhere", *SET, "--until", UNTIL),
        ("--place", "{gate}", *SET),
        ("--place", "{gate}", *SET[:2], "--until", UNTIL),
        ("--place", "{gate}", *SET, "--level", "high", "--until", UNTIL),
        ("--place", "{gate}", *SET[2:], "--until", UNTIL),
        ("--place", "{gate}", "--factor", "0", *SET[2:], "--until", UNTIL),
        ("--place", "{gate}", "--factor", "1e300", *SET[2:], "--until", UNTIL),
        ("--place", "{gate}", *SET, "--until", "tomorrow"),
        ("--place", "{gate}", *SET, "--until", "2001-01-01T00:00:00+00:00"),
        SET,
        ("--factor", "0"),
        ("--from", UNTIL),
    ],
)
def test_what_is_not_complete_is_refused_and_nothing_written(case: Path, options: tuple[str, ...]) -> None:
    """Exit code 2, a fault with its remedy, no file."""
    gate = next(site.site_id for site in CaseFolder().read(case).sites if site.kind == "gate")
    ran = run("override", case, *(option.format(gate=gate) for option in options))
    assert ran.exit_code == 2
    assert "FAULT --" in ran.stderr
    assert not (case / "override.csv").exists()


def test_plans_count_overrides_and_say_so(case: Path) -> None:
    """The hazard to plan against has rows for the place, and the plan names whose judgement it counts."""
    (case / "hazard.csv").unlink(missing_ok=True)
    (case / "report.csv").unlink(missing_ok=True)
    read = CaseFolder().read(case)
    gate = next(site for site in read.sites if site.kind == "gate")
    span = (format_time(read.start, 0), format_time(read.deadline, 0))
    assert run("override", case, "--place", gate.site_id, *SET, "--from", span[0], "--until", span[1]).exit_code == 0
    read = CaseFolder().read(case)
    hazard = with_picture(read).hazard
    assert hazard is not None
    rates = {row.rate for row in hazard if row.ident == gate.node_id}
    assert list(rates) == [pytest.approx(3 * read.objective.background_rate)]
    plan, _ = plan_case(read, PLANNERS["greedy"], seed=1, stop=lambda _: True, tell=lambda _: None)
    assert "by duty officer" in str(plan.planner["overrides"])


def test_none_is_said(case: Path) -> None:
    """A case without overrides says so."""
    assert "No overrides" in run("override", case).stdout


def test_districts_are_tabulated_on_terminal_and_page(case: Path, tmp_path: Path) -> None:
    """Every square with what is known, who is there, and the form; the level that a person sets stands beside."""
    lines = json.loads(run("picture", case, "--districts", "--json").stdout)["districts"]
    read = CaseFolder().read(case)
    assert sum(one["people"] for one in lines) == sum(party.size for party in read.parties)
    first = lines[0]["district"]
    span = (format_time(read.start, 0), format_time(read.deadline, 0))
    options = ("--level", "unacceptable", *SET[2:], "--from", span[0], "--until", span[1])
    assert run("override", case, "--place", first, *options).exit_code == 0
    again = json.loads(run("picture", case, "--districts", "--json").stdout)["districts"]
    line = next(one for one in again if one["district"] == first)
    assert (line["level"], line["level_set_by"]["by"]) == ("UNACCEPTABLE", "duty officer")
    assert line["of_figures"]["level"] == lines[0]["level"]
    said = run("picture", case, "--districts").stdout
    assert f"LEVEL of {first} set by duty officer" in said
    page = tmp_path / "page.html"
    assert run("picture", case, "--page", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "set by duty officer; by the figures" in text
    assert "By district" in text


def test_why_says_where_plans_take_the_hazard_from_and_that_nothing_happened(case: Path) -> None:
    """A case with a hazard.csv and without incidents: both are said."""
    assert (case / "hazard.csv").exists()
    gate = next(site.site_id for site in CaseFolder().read(case).sites if site.kind == "gate")
    said = " ".join(run("picture", case, "--why", gate).stdout.split())
    assert "has a hazard.csv: plans take the hazard from there" in said
    assert "No incident before the case's start" in said
    (case / "hazard.csv").unlink()
    assert "hazard.csv" not in run("picture", case, "--why", gate).stdout
