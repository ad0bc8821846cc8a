"""Hold sources.json and the table of outcomes to their promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from safeconduct.adapters.case_files.formats import published_schemas
from safeconduct.adapters.source_files.ledger_json import ledger_text
from safeconduct.adapters.source_files.store import LedgerFiles
from safeconduct.core.basics import InputFaultsError
from safeconduct.core.picture.belief import Rate, Record, SourceLedger, SourcePriors

COUNTS = st.floats(0.0, 1e6)
NAMES = st.text(min_size=1, max_size=6).filter(str.strip)
RECORDS = st.dictionaries(NAMES, st.builds(Record, st.builds(Rate, COUNTS, COUNTS), st.builds(Rate, COUNTS, COUNTS)))
PAIRS = st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] < pair[1])
LEDGERS = st.builds(
    SourceLedger,
    st.builds(SourcePriors, records=RECORDS, links=st.dictionaries(PAIRS, st.floats(0.0, 1.0), max_size=3)),
    st.frozensets(st.text("0123456789abcdef", min_size=1), max_size=3),
)
SCHEMA = Draft202012Validator(published_schemas()["sources"])
RATE = {"affirmed": 1.0, "denied": 2.0}
CHARACTER = {"share": 0.5, "hit": RATE, "false_alarm": RATE, "pooled": 10.0}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LEDGERS)
def test_what_was_written_reads_back(tmp_path: Path, ledger: SourceLedger) -> None:
    """Exactly, whatever the names and counts; and it fits the published schema."""
    file = tmp_path / "sources.json"
    LedgerFiles().write(file, ledger)
    assert LedgerFiles().read(file) == ledger
    SCHEMA.validate(json.loads(file.read_text(encoding="utf-8")))


def test_a_file_by_hand_may_say_little(tmp_path: Path) -> None:
    """One record alone: all else is by convention."""
    file = tmp_path / "sources.json"
    file.write_text(json.dumps({"version": 1, "records": {"coast radio": {"hit": RATE, "false_alarm": RATE}}}))
    record = Record(Rate(1.0, 2.0), Rate(1.0, 2.0))
    assert LedgerFiles().read(file) == SourceLedger(SourcePriors(records={"coast radio": record}))


@pytest.mark.parametrize(
    ("said", "columns"),
    [
        ({}, ["version"]),
        ({"version": 2, "records": 7}, ["version"]),
        ({"version": 1, "base": {"affirmed": 0, "denied": 1}}, ["base.affirmed"]),
        ({"version": 1, "letters": {"G": [CHARACTER]}}, ["letters.G"]),
        ({"version": 1, "classes": {"ngo": [CHARACTER]}}, ["classes.ngo"]),
        ({"version": 1, "records": {"mayor": {"hit": {"affirmed": -1, "denied": 1}}}},
         ["records.mayor.false_alarm", "records.mayor.hit.affirmed"]),
        ({"version": 1, "links": [{"origins": ["mayor", "mayor"], "chance": 2}]},
         ["links[0].chance", "links[0].origins"]),
        ({"version": 1, "learned": [7]}, ["learned[0]"]),
    ],
)  # fmt: skip
def test_every_fault_is_named_with_its_key(tmp_path: Path, said: dict[str, Any], columns: list[str]) -> None:
    """All of a file at once, each with what to do; a file of another version has that one alone."""
    file = tmp_path / "sources.json"
    file.write_text(json.dumps(said))
    with pytest.raises(InputFaultsError) as caught:
        LedgerFiles().read(file)
    assert [fault.column for fault in caught.value.faults] == columns
    assert all(fault.remedy and fault.file == "sources.json" for fault in caught.value.faults)
    assert columns == ["classes.ngo"] or not SCHEMA.is_valid(said)  # no schema can say that shares add up to 1


@pytest.mark.parametrize("text", ["", "[1]", "{", '{"version": 1, "base": {"affirmed": NaN, "denied": 1}}'])
def test_what_is_no_ledger_is_refused(tmp_path: Path, text: str) -> None:
    """With a fault, never with a traceback."""
    (tmp_path / "sources.json").write_text(text)
    with pytest.raises(InputFaultsError):
        LedgerFiles().read(tmp_path / "sources.json")


def test_the_old_file_is_kept(tmp_path: Path) -> None:
    """To the byte, whatever it was, and not lost by writing the same again; nothing else is left lying about."""
    file = tmp_path / "new" / "sources.json"
    assert LedgerFiles().write(file, SourceLedger()) is None
    file.write_bytes(b"\xff by hand")
    kept = LedgerFiles().write(file, SourceLedger())
    assert kept is not None
    assert (kept.name, kept.read_bytes()) == ("sources.json.bak", b"\xff by hand")
    assert file.read_text(encoding="utf-8") == ledger_text(SourceLedger())
    assert LedgerFiles().write(file, SourceLedger()) is None
    assert kept.read_bytes() == b"\xff by hand"
    assert sorted(path.name for path in file.parent.iterdir()) == ["sources.json", "sources.json.bak"]


def test_outcomes_are_read_by_report(tmp_path: Path) -> None:
    """What is unknown is left out; an unknown report, another word and a report twice are faults with their lines."""
    file = tmp_path / "came-out.csv"
    file.write_text("report_id,happened\nR1,yes\nR2,no\nR3,unknown\n")
    assert LedgerFiles().read_outcomes(file, {"R1", "R2", "R3"}) == {"R1": True, "R2": False}
    file.write_text("report_id,happened\nR9,yes\nR1,maybe\nR1,no\n")
    with pytest.raises(InputFaultsError) as caught:
        LedgerFiles().read_outcomes(file, {"R1"})
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [
        (2, "report_id"), (3, "happened"), (4, "report_id"),
    ]  # fmt: skip
    assert {fault.file for fault in caught.value.faults} == {"came-out.csv"}
