"""Promise what `safeconduct outlook` prints and with what it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

TABLE = """window_end,people,cumulative_people,disrupted,source
2031-03-04,812,"2,812",0,harbour office
2031-03-05,991,"3,803",0,harbour office
2031-03-06,640,"4,443",1,https://courier.example/2031/counts
2031-03-07,"1,203","5,100",0,harbour office
"""
DEADLINE = ("--deadline", "2031-03-12T18:00:00+02:00")


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    """Give a table of four days whose totals contradict on the last."""
    file = tmp_path / "counts.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def outlook(*words: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(build_cli(services()), ["outlook", *map(str, words)], env={"COLUMNS": "200"})


def test_it_says_the_evening_in_words(counts: Path) -> None:
    """Sentences hold who is out by each count, the deadline, the chance and what cannot be known."""
    told = outlook(counts, *DEADLINE, "--people", "9000", "--capacity", "800-1,500")
    assert told.exit_code == 0, told.output
    assert "Out so far: 5,100 (harbour office), or 5,646 (the days added up): they contradict" in told.output
    assert "2031-03-12T18:00:00+02:00, 4.8 days left" in told.output
    assert "Chance that 9,000 are out by then" in told.output
    assert "Not known to these figures" in told.output


def test_json_holds_the_same_for_programs(counts: Path) -> None:
    """Medians lie in their intervals, one window stands for each day begun, and what contradicts has its sources."""
    said = json.loads(outlook(counts, *DEADLINE, "--people", "9000", "--json").stdout)
    assert [claim["words"] for claim in said["out_so_far"]] == ["5,100", "5,646"]
    assert [len(day["claims"]) for day in said["days"]] == [1, 1, 1, 2]
    assert len(said["ahead"]) == 5
    low, high = said["total"]["intervals"]["95%"]
    assert low < said["total"]["median"] < high
    assert 0.0 <= said["chance_all_out"] <= 1.0
    assert [one["period"] for one in said["contradictions"]] == ["2031-03-07"]


def test_as_of_leaves_out_what_came_later(counts: Path) -> None:
    """An earlier evening says what it said then: as if the later rows were not there."""
    then = outlook(counts, *DEADLINE, "--as-of", "2031-03-06T23:00:00+02:00").output
    counts.write_text("\n".join(TABLE.splitlines()[:3]) + "\n", encoding="utf-8")
    assert outlook(counts, *DEADLINE).output == then


def test_a_window_may_end_at_another_hour(counts: Path) -> None:
    """--day-ends moves the end of windows named by a date."""
    said = json.loads(outlook(counts, *DEADLINE, "--day-ends", "03:00-04:00", "--json").stdout)
    assert said["counted_up_to"] == "2031-03-07T09:00:00+02:00"


@pytest.mark.parametrize(
    ("text", "options", "problem"),
    [
        ("window_end,boats\n2031-03-04,8\n", (), "no column counts a day's people"),
        ("window_end,people\nTuesday,8\n", (), "no day and no time"),
        ("window_end,people\n2031-03-04,812\n", ("--as-of", "2031-03-01T00:00:00+00:00"), "no day is counted"),
        ("window_end,people\n2031-03-14,812\n", (), "days left"),
        ("window_end,people\n2031-03-04,812\n", ("--capacity", "many"), "not a range of people"),
        ("window_end,people\n2031-03-04,812\n", ("--day-ends", "noon"), "no day and no time"),
        ("window_end,people\n2031-03-04,812\n", ("--total", "cumulative"), "no cumulative column"),
        ("window_end,people\n2031-03-04,812\n", ("--deadline", "soon"), "not an ISO 8601 time"),
    ],
)
def test_what_cannot_be_answered_is_refused(tmp_path: Path, text: str, options: tuple[str, ...], problem: str) -> None:
    """A fault is named with its remedy; the exit is 2, without a traceback."""
    file = tmp_path / "counts.csv"
    file.write_text(text, encoding="utf-8")
    told = outlook(file, *DEADLINE, *options)
    assert told.exit_code == 2, told.output
    assert problem in told.stderr
    assert isinstance(told.exception, SystemExit)


def test_a_table_does_not_steer_the_terminal(counts: Path) -> None:
    """Escape sequences in a source are shown as marks, never obeyed."""
    counts.write_text(TABLE.replace("harbour office", "harbour \x1b[2Joffice"), encoding="utf-8")
    told = outlook(counts, *DEADLINE)
    assert told.exit_code == 0
    assert "\x1b" not in told.output


@pytest.mark.shared
def test_the_published_airlift_is_read_as_it_is(shared: Path) -> None:
    """The real table needs no change, and the evening of the 23rd holds both totals."""
    told = outlook(
        shared / "data/kabul2021/daily_airlift.csv", "--deadline", "2021-08-31T23:59:00+04:30", "--day-ends",
        "03:00-04:00", "--as-of", "2021-08-23T20:00:00+04:30", "--capacity", "5000-9000", "--json",
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    said = json.loads(told.stdout)
    assert [claim["words"] for claim in said["out_so_far"]] == ["37,000", "40,900"]
    assert [claim["words"] for claim in said["days"][-1]["claims"]] == ["16,300", "11,900"]
