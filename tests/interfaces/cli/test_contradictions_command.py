"""Promise what `safeconduct contradictions` prints and with what it exits."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from told_statements import say
from typer.testing import CliRunner

from safeconduct.adapters.readings.exports import readings_to_json
from safeconduct.core.intake.reading import Certainty, Polarity, Reading, Speaker
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

OFFICIAL = Speaker("cl_officials", "group", False)
TABLE = "day,ferry_people,bus_people,total_people,note\n1 May,120,231,361,\n2 May,100,200,300,410 people in all\n"


def contradictions(*words: str | Path) -> Result:
    """Run the command on a wide terminal."""
    return CliRunner().invoke(build_cli(services()), ["contradictions", *map(str, words)], env={"COLUMNS": "200"})


def keep(file: Path, *readings: Reading) -> Path:
    """Write readings as `read --json` does."""
    file.write_text(readings_to_json(readings), encoding="utf-8")
    return file


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Give two outlets with one official's warning, one denial by a guard, and a table of counts."""
    warned = [say(speaker=OFFICIAL, outlet=outlet) for outlet in ("Courier", "Post")]
    denied = say(speaker=Speaker("guard", "group", True), outlet="Herald", polarity=Polarity.NEGATIVE)
    table = tmp_path / "counts.csv"
    table.write_text(TABLE, encoding="utf-8")
    return [keep(tmp_path / "two.json", *warned), keep(tmp_path / "one.json", denied), table]


def test_tables_show_origins_outlets_and_contradictions(files: list[Path]) -> None:
    """Origins stand apart from outlets; every contradiction is shown with its reason; the exit is 0."""
    told = contradictions(*files)
    assert told.exit_code == 0, told.output
    for words in (
        "cl_government",
        "courier; post",
        "one affirms what the other denies",
        "the components are not the total",
    ):
        assert words in told.output
    assert "120 + 231" in told.output


def test_json_holds_all_that_was_found(files: list[Path]) -> None:
    """The same for programs: assertions with origins, one pair for both outlets, counts with the difference."""
    said = json.loads(contradictions(*files, "--json").stdout)
    assert [one["independent_origins"] for one in said["assertions"]] == [1, 1]
    assert said["assertions"][0]["outlets"] == ["courier", "post"]
    assert [one["matter"] for one in said["contradictions"]] == ["polarity"]
    wrong, claimed = said["count_contradictions"]
    assert (wrong["period"], wrong["stated"]["value"], wrong["counted"]["value"], wrong["beyond_rounding"]) == (
        "1 May", 361, 351, 5,
    )  # fmt: skip
    assert (claimed["columns"], claimed["counted"]["words"]) == (["total_people"], "410")


def test_nothing_contradictory_is_said_so(tmp_path: Path) -> None:
    """Where nothing contradicts, the command says that it found none."""
    told = contradictions(keep(tmp_path / "one.json", say()))
    assert told.exit_code == 0
    assert "No contradiction found." in told.output


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("x.json", "{", "not JSON"),
        ("x.json", "[" * 100_000, "not JSON"),
        ("x.json", "{}", "not an object"),
        ("x.csv", "", "no column of counts"),
        ("x.csv", "day,place\n1 May,pier\n", "no column of counts"),
        ("x.csv", "day,people,people\n1 May,3,4\n", "two columns have one name"),
    ],
)
def test_a_file_that_cannot_be_compared_is_refused(tmp_path: Path, name: str, text: str, problem: str) -> None:
    """A file that holds neither is refused with its name and the problem; the exit is 2, without a traceback."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    told = contradictions(file)
    assert told.exit_code == 2
    assert problem in told.stderr
    assert name in told.stderr
    assert isinstance(told.exception, SystemExit)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A file that is not there, and one that is not UTF-8, exit with 2."""
    assert contradictions(tmp_path / "none.json").exit_code == 2
    (tmp_path / "x.json").write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in contradictions(tmp_path / "x.json").stderr


def test_every_fault_of_every_file_is_shown_at_once(tmp_path: Path) -> None:
    """Faults of two files come together."""
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text('{"document": 3}', encoding="utf-8")
    told = contradictions(tmp_path / "a.json", tmp_path / "b.json")
    assert "a.json" in told.stderr
    assert "b.json" in told.stderr


def test_what_a_text_says_does_not_steer_the_terminal(tmp_path: Path) -> None:
    """Markup and escape sequences in a document are shown as letters, never obeyed."""
    hostile = "[red]the Red Band\x1b[2J will strike the ferry[/red]"
    told = contradictions(keep(tmp_path / "x.json", say(hostile), say(hostile, certainty=Certainty.POSSIBLE)))
    assert told.exit_code == 0
    assert "\x1b" not in told.output
    assert "[red]" in told.output


def test_tables_of_the_same_columns_are_sources_of_each_other(tmp_path: Path) -> None:
    """Two files with the same columns are compared period by period, and each is named as a source."""
    for name, count in (("a.csv", 361), ("b.csv", 420)):
        (tmp_path / name).write_text(f"date,total_people\n2031-05-01,{count}\n", encoding="utf-8")
    said = json.loads(contradictions(tmp_path / "a.csv", tmp_path / "b.csv", "--json").stdout)
    (found,) = said["count_contradictions"]
    assert found["sources"] == ["a.csv", "b.csv"]


@pytest.mark.shared
def test_the_published_airlift_totals_are_listed(shared: Path) -> None:
    """The real table is read as it is, and the 23rd, 25th and 27th are listed."""
    said = json.loads(contradictions(shared / "data/kabul2021/daily_airlift.csv", "--json").stdout)
    days = {one["period"][-2:] for one in said["count_contradictions"]}
    assert {"23", "25", "27"} <= days
    assert not days & {"17", "18", "19", "20", "21", "22", "24", "26", "28"}


def test_a_copied_document_raises_no_count(tmp_path: Path, files: list[Path]) -> None:
    """The same article in a third outlet adds an outlet and no origin."""
    copy = say(speaker=OFFICIAL, outlet="Echo")
    copy = replace(copy, document=replace(copy.document, title="Copied"))
    said = json.loads(contradictions(*files, keep(tmp_path / "copy.json", copy), "--json").stdout)
    assert said["assertions"][0]["independent_origins"] == 1
    assert said["assertions"][0]["outlets"] == ["courier", "echo", "post"]
