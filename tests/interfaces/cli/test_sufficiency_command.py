"""Hold the promises of `safeconduct sufficiency`, and of the report that shows its answer."""

from __future__ import annotations

import html
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

pytestmark = pytest.mark.shared
QUICK = ("--days", "40", "--rounds", "100")
MOMENT = ("--as-of", "2031-03-04T13:00:00+00:00")


def _invoke(*words: str | Path) -> Result:
    return CliRunner().invoke(build_cli(services()), [str(word) for word in words])


def _run(shared: Path, *options: str | Path, case: str = "tiny", plan: str = "greedy-tiny") -> Result:
    exam = shared / "exam"
    return _invoke("sufficiency", exam / "cases" / case, exam / "plans" / plan, *options)


@pytest.fixture(scope="module")
def answer(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a stored answer for the tiny grid."""
    out = tmp_path_factory.mktemp("answer") / "enough.json"
    ran = _run(shared, *QUICK, *MOMENT, "--out", out)
    assert ran.exit_code == 0, ran.output
    return out


def test_the_answer_is_whole_and_in_order(answer: Path) -> None:
    """Chances in their intervals, the people of the case, every change once, what helps most first."""
    said = json.loads(answer.read_text(encoding="utf-8"))
    assert said["chance_all_out"] == {"value": 0.0, "low": 0.0, "high": 0.0}
    chance, out = said["chance_planned_out"], said["people_out"]
    assert 0 < chance["low"] < chance["value"] < chance["high"] < 1
    assert (said["people"], said["people_planned"], said["days"]) == (86, 74, 40)
    assert out["bad_day"] <= out["typical_day"] <= out["good_day"] <= 74
    assert out["value"] + sum(said["held_up"].values()) == pytest.approx(74)
    kinds = [change["kind"] for change in said["changes"]]
    assert sorted(kinds) == ["checkpoint", "flight", "gate", "gate", "gates", "vehicle"]
    harms = [change["harm_change"]["value"] for change in said["changes"]]
    assert harms == sorted(harms)
    assert [item["ident"] for item in said["not_tried"]] == ["C02"]
    assert said["made"] == "2031-03-04T13:00:00+00:00"


def test_every_key_of_the_answer_is_documented(answer: Path) -> None:
    """Keys of the whole and of a change stand in docs/sufficiency.md as they are written."""
    docs = (Path(__file__).resolve().parents[3] / "docs" / "sufficiency.md").read_text(encoding="utf-8")
    said = json.loads(answer.read_text(encoding="utf-8"))
    parts = (said["people_out"], said["changes"][0], said["not_tried"][0], said["uncertainty"], said["last_departure"])
    more = (said["bottleneck"], said["bottleneck"]["parts"][0], said["worst"][0])
    for key in (*said, *(key for part in (*parts, *more) for key in part)):
        assert f"`{key}`" in docs, key


def test_the_same_seed_and_rounds_give_the_same_file(shared: Path, tmp_path: Path, answer: Path) -> None:
    """Byte for byte; another seed gives another."""
    again, other = tmp_path / "again.json", tmp_path / "other.json"
    assert _run(shared, *QUICK, *MOMENT, "--out", again).exit_code == 0
    assert _run(shared, *QUICK, *MOMENT, "--seed", "2", "--out", other).exit_code == 0
    assert again.read_bytes() == answer.read_bytes()
    assert other.read_bytes() != answer.read_bytes()


def test_json_on_stdout_is_the_file(shared: Path, tmp_path: Path) -> None:
    """--json prints what --out writes; --no-changes leaves the changes out, and the chance is the same."""
    out = tmp_path / "x.json"
    ran = _run(shared, *QUICK, *MOMENT, "--no-changes", "--json", "--out", out)
    assert json.loads(ran.stdout) == json.loads(out.read_text(encoding="utf-8"))
    said = json.loads(ran.stdout)
    assert (said["changes"], said["planned_anew"], said["not_tried"]) == ([], None, [])


def test_the_table_says_the_same_to_people(shared: Path) -> None:
    """Without --json: who is left from the start, the chance of the others, and where they are held."""
    ran = _run(shared, *QUICK, "--no-changes")
    assert "somebody is left from the start" in ran.stdout
    assert "all 74 whom the plan takes out" in ran.stdout
    assert "no seat on a departure" in ran.stdout


def test_seconds_stand_in_for_rounds(shared: Path) -> None:
    """A budget of nothing still gives an answer, and the answer says how it was found."""
    ran = _run(shared, "--days", "5", "--seconds", "0", "--json")
    assert ran.exit_code == 0
    assert json.loads(ran.stdout)["effort"] == "0 seconds for all cases"


def test_rates_of_the_case_are_used(shared: Path, tmp_path: Path) -> None:
    """With every flight cancelled in case.toml nobody is out on any day."""
    case = _copy_case(shared, tmp_path, "flight_cancelled = 1.0")
    plan = shared / "exam" / "plans" / "greedy-tiny"
    said = json.loads(_invoke("sufficiency", case, plan, "--no-changes", "--days", "5", "--json").stdout)
    assert said["uncertainty"]["flight_cancelled"] == 1.0
    assert said["people_out"] == {"value": 0.0, "low": 0.0, "high": 0.0, "bad_day": 0, "typical_day": 0, "good_day": 0}


def test_a_mistyped_rate_is_refused(shared: Path, tmp_path: Path) -> None:
    """The key, its value and the right words are named; exit code 2."""
    case = _copy_case(shared, tmp_path, "flight_canceled = 0.3")
    ran = _invoke("sufficiency", case, shared / "exam" / "plans" / "greedy-tiny")
    assert ran.exit_code == 2
    assert all(words in ran.stderr for words in ("uncertainty.flight_canceled", "0.3", "flight_cancelled"))


def test_a_plan_that_breaks_rules_is_refused(shared: Path, tmp_path: Path) -> None:
    """The plan of another case: exit code 1, the violations, no file."""
    out = tmp_path / "x.json"
    ran = _run(shared, "--out", out, plan="greedy-coquimbo-2000")
    assert ran.exit_code == 1
    assert "VIOLATION" in ran.stderr
    assert "nothing was played" in ran.stderr
    assert not out.exists()


def test_the_page_and_the_sheet_are_written(shared: Path, tmp_path: Path) -> None:
    """--html and --pdf beside what is printed; the sheet is its owner's alone."""
    html_file, pdf_file = tmp_path / "x.html", tmp_path / "x.pdf"
    ran = _run(shared, "--days", "3", "--no-changes", *MOMENT, "--html", html_file, "--pdf", pdf_file)
    assert ran.exit_code == 0, ran.output
    assert "Not enough: the plan leaves 12 of 86 people" in html_file.read_text(encoding="utf-8")
    assert pdf_file.read_bytes().startswith(b"%PDF")
    assert "What binds: the seats on 4 departures from A1" in ran.stdout.replace("\n", " ")


def test_a_faulty_staff_is_refused(shared: Path, tmp_path: Path) -> None:
    """The key and the one that it needs are named; exit code 2."""
    case = _copy_case(shared, tmp_path, "flight_cancelled = 0.1\n[staff]\ndrivers_on_duty = 3")
    ran = _invoke("sufficiency", case, shared / "exam" / "plans" / "greedy-tiny")
    assert ran.exit_code == 2
    assert all(words in ran.stderr for words in ("staff.drivers_on_duty", "drivers_per_vehicle"))


@pytest.mark.parametrize(
    "options",
    [
        ("--as-of", "3am"),
        ("--days", "0"),
        ("--for", "operations/harbour"),
        ("--by", "o1a2b3c4"),
        ("--scheduler", "tls://127.0.0.1:8786"),
        ("--engine", "dask", "--scheduler", "tcp://127.0.0.1:8786"),
        ("--engine", "dask", "--changes", "--seconds", "3"),
    ],
)
def test_bad_options_exit_with_2(shared: Path, options: tuple[str, ...]) -> None:
    """No time, no days, half of a pair, a scheduler for nobody or in the clear, seconds on many machines."""
    assert _run(shared, "--no-changes", *options).exit_code == 2


def test_a_folder_that_is_not_there_exits_with_2(tmp_path: Path) -> None:
    """No case: said, with its name."""
    ran = _invoke("sufficiency", tmp_path / "none", tmp_path)
    assert ran.exit_code == 2
    assert "none" in ran.stderr


def test_certificates_are_made_once(tmp_path: Path) -> None:
    """The three files are named; a second time is refused with exit code 2."""
    assert "ca.pem, node.pem and node-key.pem" in _invoke("dask-certs", tmp_path / "certs").stdout
    assert _invoke("dask-certs", tmp_path / "certs").exit_code == 2


def _copy_case(shared: Path, tmp_path: Path, line: str) -> Path:
    case = tmp_path / "case"
    shutil.copytree(shared / "exam" / "cases" / "tiny", case)
    toml = case / "case.toml"
    toml.write_text(f"{toml.read_text(encoding='utf-8')}\n[uncertainty]\n{line}\n", encoding="utf-8")
    return case


# report --sufficiency


def _report(shared: Path, out: Path, answer: Path, plan: str = "greedy-tiny") -> Result:
    exam = shared / "exam"
    return _invoke(
        "report", exam / "cases" / "tiny", exam / "plans" / plan, "--out", out, *MOMENT, "--sufficiency", answer
    )


def test_the_report_shows_the_stored_answer(shared: Path, tmp_path: Path, answer: Path) -> None:
    """The chance, the days, the causes, the drawing with its table, and of what no more was tried."""
    ran = _report(shared, tmp_path / "x.html", answer)
    assert ran.exit_code == 0, ran.output
    page = html.unescape((tmp_path / "x.html").read_text(encoding="utf-8"))
    said = json.loads(answer.read_text(encoding="utf-8"))
    assert "The plan itself leaves 12 of 86 people" in page
    assert "from 40 simulated days" in page
    assert f"On a bad day (one in twenty) {said['people_out']['bad_day']} people or fewer are out" in page
    assert f"{said['held_up']['no seat on a departure']:,.1f}" in page
    for change in said["changes"]:
        assert change["words"] in page
    assert 'id="fig-changes"' in page
    assert "it does not close before the deadline" in page
    assert "gives no chance of success" not in page


def test_an_answer_about_another_plan_or_case_is_refused(shared: Path, tmp_path: Path, answer: Path) -> None:
    """Another plan of the case, and the case in another state: exit code 2, the remedy, no page."""
    out = tmp_path / "x.html"
    other_plan = _report(shared, out, answer, plan="hand-tiny")
    case = _copy_case(shared, tmp_path, "flight_cancelled = 0.5")
    plan = shared / "exam" / "plans" / "greedy-tiny"
    other_case = _invoke("report", case, plan, "--out", out, "--sufficiency", answer)
    for ran, words in ((other_plan, "another plan"), (other_case, "the case in another state")):
        assert ran.exit_code == 2
        assert words in ran.stderr
        assert "run safeconduct sufficiency on this case and plan" in ran.stderr.replace("\n", " ")
    assert not out.exists()


def _spoil(said: dict[str, Any]) -> None:
    said["chance_all_out"]["value"] = 1.5
    said["people"] = "many"
    said["made"] = "yesterday"
    said["changes"][0]["out_change"] = None


def test_every_fault_of_a_stored_answer_is_named_at_once(shared: Path, tmp_path: Path, answer: Path) -> None:
    """File, key, value and remedy of each; exit code 2, no page."""
    said = json.loads(answer.read_text(encoding="utf-8"))
    _spoil(said)
    bad, out = tmp_path / "bad.json", tmp_path / "x.html"
    bad.write_text(json.dumps(said), encoding="utf-8")
    ran = _report(shared, out, bad)
    assert ran.exit_code == 2
    for words in ("bad.json", "chance_all_out.value", "1.5", "people", "many", "made", "changes[0].out_change", "anew"):
        assert words in ran.stderr
    assert not out.exists()


@pytest.mark.parametrize("text", ["", "[]", "{", "{}", None])
def test_what_is_no_stored_answer_is_refused(shared: Path, tmp_path: Path, text: str | None) -> None:
    """Nothing, a list, half a file, an empty object, no file: exit code 2 with the file's name and the remedy."""
    bad = tmp_path / "bad.json"
    if text is not None:
        bad.write_text(text, encoding="utf-8")
    ran = _report(shared, tmp_path / "x.html", bad)
    assert ran.exit_code == 2
    assert "bad.json" in ran.stderr
    assert "safeconduct sufficiency --out" in ran.stderr.replace("\n", " ")
