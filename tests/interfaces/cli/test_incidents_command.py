"""Promise what `safeconduct incidents` prints and with what it exits."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import judge_town
import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

HEAD = "incident_id,date,x_coord,y_coord,precision,kind,harmed,source,place\n"
GOOD = "a,2031-03-04,41.25,12.5,site,shooting,1,team,north gate\n"
OTHER = "a2,2031-03-04,41.2501,12.5,city,shooting,2,press,\n"
BAD = "b,2031-03-04,0,0,site,shooting,1,team,nowhere\n"


def incidents(*words: str | Path) -> Result:
    """Run the command on a wide terminal."""
    return CliRunner().invoke(build_cli(services()), ["incidents", *map(str, words)], env={"COLUMNS": "200"})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give one incident that two sources tell, and one at 0,0."""
    path = tmp_path / "told.csv"
    path.write_text(HEAD + GOOD + OTHER + BAD, encoding="utf-8")
    return path


def test_counts_faults_and_duplicates_are_shown(file: Path) -> None:
    """A person sees what is counted, what was dropped and why; the exit is 0 where something was read."""
    told = incidents(file)
    assert told.exit_code == 0, told.output
    for words in ("1 incidents", "shooting", "site", "2031-03-04", "FAULT told.csv line 4", "0,0", "POSSIBLE DUPLICATE",
                  "days of UTC"):  # fmt: skip
        assert words in told.output


def test_json_and_out_hold_the_same_incidents(file: Path, tmp_path: Path) -> None:
    """What programs take is what is written; the larger count of a pair is kept."""
    told = incidents(file, "--json", "--out", tmp_path / "out" / "incidents.csv")
    said = json.loads(told.stdout)
    with (tmp_path / "out" / "incidents.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["incident_id"] for row in rows] == [one["incident_id"] for one in said["incidents"]] == ["a"]
    assert (rows[0]["harmed"], said["incidents"][0]["harmed"], len(said["faults"])) == ("2", 2, 1)


def test_a_case_gives_the_clock_and_the_map_and_is_not_disturbed(tmp_path: Path) -> None:
    """Its incident.csv is read, what lies far from its map is left out and counted, and the case still reads."""
    case = tmp_path / "case"
    CaseFolder().write(judge_town.make_case(), case)
    network = services().cases.read(case).network
    x, y = float(network.x[-1]), float(network.y[-1])
    near = f"near,2031-03-04,{x},{y},site,explosion,,team,\n"
    (case / "incident.csv").write_text(HEAD + near, encoding="utf-8")
    far = tmp_path / "far.csv"
    far.write_text(HEAD + f"far,2031-03-04,{x},{y - 40},site,explosion,,team,\n", encoding="utf-8")
    told = incidents(far, "--case", case)
    assert told.exit_code == 0, told.output
    assert "1 incidents" in told.output
    assert "LEFT OUT 1 rows" in told.output
    assert services().cases.read(case).parties


def test_nothing_read_is_an_error(tmp_path: Path) -> None:
    """A file of faults alone, or of something else, exits with 2."""
    empty = tmp_path / "a.csv"
    empty.write_text(HEAD + BAD, encoding="utf-8")
    assert incidents(empty).exit_code == 2
    empty.write_text("x,y\n1,2\n", encoding="utf-8")
    assert "cannot read" in incidents(empty).output
