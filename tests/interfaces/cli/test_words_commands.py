"""Hold the promises of `safeconduct words`, `safeconduct sms-lint` and the languages of `safeconduct instruct`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

CLI = build_cli(services())


def _run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(CLI, list(arguments), input=given)


def _instruct(shared: Path, *options: str) -> Result:
    exam = shared / "exam"
    return _run("instruct", str(exam / "cases" / "tiny"), str(exam / "plans" / "hand-tiny"), *options)


def test_languages_are_listed_with_what_is_reviewed() -> None:
    """Each language has its direction, its SMS alphabet, and how many of its strings a speaker has read."""
    rows = {row["language"]: row for row in json.loads(_run("words", "--json").stdout)}
    assert set(rows) == {"en", "fa-AF", "ps", "ar", "fr", "es", "uk"}
    assert rows["en"]["reviewed"] == rows["en"]["strings"] > 100
    assert (rows["ps"]["reviewed"], rows["ps"]["direction"], rows["ps"]["sms_alphabet"]) == (0, "rtl", "UCS-2")
    assert "Pashto" in _run("words").stdout


def test_strings_are_listed_beside_the_english() -> None:
    """A speaker sees each string, its English and its state; --unreviewed leaves out what is done."""
    told = json.loads(_run("words", "fa", "--json").stdout)
    assert told["language"] == "fa-AF"
    row = next(row for row in told["strings"] if row["message"] == "kind-gate")
    assert row == {"message": "kind-gate", "state": "machine-drafted", "english": "gate", "text": "دروازه"}
    assert json.loads(_run("words", "en", "--unreviewed", "--json").stdout)["strings"] == []
    assert "kind-gate" in _run("words", "uk").stdout


def test_a_language_without_words_is_refused_with_those_there_are() -> None:
    """Exit code 2, and the tags to choose from."""
    result = _run("words", "tlh")
    assert result.exit_code == 2
    assert "say one of en, fa-AF" in result.output


def test_lint_names_what_costs() -> None:
    """One curly quote makes three SMS of one; the exit code says that it is more than one."""
    text = "a" * 150 + "’"
    result = _run("sms-lint", text)
    assert result.exit_code == 1
    assert "3 SMS: 151 units of UCS-2; one holds 70." in result.stdout
    assert "RIGHT SINGLE QUOTATION MARK" in result.stdout
    assert 'write "\'"' in result.stdout
    found = json.loads(_run("sms-lint", "-", "--json", given="Gate G1\n").stdout)
    assert (found["alphabet"], found["units"], found["segments"], found["forcing"]) == ("GSM-7", 7, 1, [])


@pytest.mark.shared
def test_a_party_is_told_in_the_language_asked_for(shared: Path) -> None:
    """--language gives that language's texts and parts, and the operator hears that nobody has reviewed them."""
    result = _instruct(shared, "--party", "P00002", "--language", "ps", "--json")
    told = json.loads(result.stdout)
    assert (told["language"], told["direction"], told["machine_drafted"]) == ("ps", "rtl", True)
    assert told["short"] == "\n".join(told["parts"])
    assert all(len(part) <= 70 for part in told["parts"])
    assert told["next_message_by"].startswith("2031-03-04T")
    assert "no speaker has reviewed the words in Pashto" in result.stderr
    assert "WARNING" not in _instruct(shared, "--party", "P00002", "--language", "en").stderr


@pytest.mark.shared
def test_all_parties_are_told_in_their_own_language(shared: Path, tmp_path: Path) -> None:
    """Without --language each party has its own; the summary counts them, and says what is drafted by machine."""
    summary = json.loads(_instruct(shared, "--out", str(tmp_path), "--json").stdout)
    lines = [json.loads(line) for line in (tmp_path / "instructions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len({line["language"] for line in lines}) > 1
    assert summary["languages"] == {
        tag: sum(line["language"] == tag for line in lines) for tag in {line["language"] for line in lines}
    }
    assert summary["sms"] == sum(len(line["parts"]) for line in lines)
    assert "English" not in summary["machine_drafted"]
    both = json.loads(_instruct(shared, "--party", "P00002", "--language", "uk", "--language", "en", "--json").stdout)
    assert [one["language"] for one in both] == ["uk", "en"]


@pytest.mark.shared
def test_the_cadence_moves_the_next_message(shared: Path) -> None:
    """--told-at and --cadence say by when the party hears again."""
    options = ("--told-at", "2031-03-04T15:00:00+00:00", "--cadence", "1", "--json")
    told = json.loads(_instruct(shared, "--party", "P00012", *options).stdout)
    assert told["next_message_by"] == "2031-03-04T16:00:00+00:00"
    assert "16:00" in told["long"]
    bad = _instruct(shared, "--party", "P00012", "--language", "tlh", "--default-language", "qq")
    assert bad.exit_code == 2
    assert "'tlh'" in bad.output
    assert "'qq'" in bad.output
