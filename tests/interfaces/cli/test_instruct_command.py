"""Hold the promises of `safeconduct instruct`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

pytestmark = pytest.mark.shared


def _run(shared: Path, *options: str, plan: str = "hand-tiny") -> Result:
    exam = shared / "exam"
    folders = [str(exam / "cases" / "tiny"), str(exam / "plans" / plan)]
    return CliRunner().invoke(build_cli(services()), ["instruct", *folders, *options])


def test_one_party_is_shown_with_its_sms_and_page(shared: Path) -> None:
    """--party shows both texts; --json holds the same."""
    shown = _run(shared, "--party", "P00002")
    told = json.loads(_run(shared, "--party", "P00002", "--json").stdout)
    assert shown.exit_code == 0
    assert told["short"] in shown.stdout
    assert told["long"].strip() in shown.stdout
    assert told["valid_until"] == "2031-03-04T15:30:00+00:00"
    assert told["exercise"] is True


def test_map_is_of_the_same_instruction(shared: Path, tmp_path: Path) -> None:
    """--geojson writes the lines of the legs, with the check code of the text."""
    file = tmp_path / "map" / "P00002.geojson"
    told = json.loads(_run(shared, "--party", "P00002", "--json", "--geojson", str(file)).stdout)
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    assert [feature["properties"]["kind"] for feature in features] == ["home", "walk", "ride"]
    assert {feature["properties"]["check_code"] for feature in features} == {told["check_code"]}
    assert features[1]["geometry"]["coordinates"] == [[0.013475, 0.004522], [0.008983, 0.004522]]


def test_all_parties_are_written_as_table_and_lines(shared: Path, tmp_path: Path) -> None:
    """--out writes every party of the case, the same in both files, those left behind too."""
    result = _run(shared, "--out", str(tmp_path), "--json")
    summary = json.loads(result.stdout)
    assert (summary["parties"], summary["moving"], summary["staying"]) == (12, 3, 9)
    with (tmp_path / "instructions.csv").open(newline="", encoding="utf-8") as handle:
        table = list(csv.DictReader(handle))
    lines = [json.loads(line) for line in (tmp_path / "instructions.jsonl").read_text(encoding="utf-8").splitlines()]
    columns = ("party_id", "check_code", "short", "long")
    assert [tuple(row[key] for key in columns) for row in table] == [
        tuple(line[key] for key in columns) for line in lines
    ]
    assert [line["party_id"] for line in lines] == [f"P{number:05}" for number in range(1, 13)]


@pytest.mark.parametrize(
    ("options", "plan", "words"),
    [
        (("--party", "P99999"), "hand-tiny", ("'P99999'", "party.csv")),
        ((), "hand-tiny", ("--party", "--out DIR")),
        (("--party", "P00002", "--out", "x"), "hand-tiny", ("one of the two",)),
        (("--out", "x", "--geojson", "y"), "hand-tiny", ("--geojson", "say --party P too")),
        (("--party", "P00002"), "greedy-coquimbo-2000", ("EXERCISE coquimbo-2000", "EXERCISE tiny grid")),
        (("--party", "P00002"), "none", ("no such folder",)),
    ],
)
def test_bad_input_exits_2_with_the_remedy(
    shared: Path, options: tuple[str, ...], plan: str, words: tuple[str, ...]
) -> None:
    """An unknown party, wrong options or another case's plan: exit 2, said in words, nothing written."""
    result = _run(shared, *options, plan=plan)
    assert result.exit_code == 2
    for word in words:
        assert word in result.output
    assert "Traceback" not in result.output
    assert not Path("x").exists()
