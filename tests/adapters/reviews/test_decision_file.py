"""Hold the reader of decisions to its promises: CSV and JSON say the same, every fault is named at once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from harbour_reading import SETTING, at, make_reading

from safeconduct.adapters.reviews.decision_file import DecisionFile
from safeconduct.core.basics import InputFaultsError
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.review import Action, Decision, find_item

READING = make_reading()
TABLE = """item,decision,grade,reason,seconds,claim,place,status
A1,accept,b2,,12,,,
A2,reject,,said twice,,,,
A3,correct,,,,threat,gate 2,
R1,correct,,,,,,past
Q1,skip,,,,,,
A2,grade,C3,,,,,
"""
DECISIONS = (
    Decision("A1", Action.ACCEPT, "B2", seconds=12.0),
    Decision("A2", Action.REJECT, reason="said twice"),
    Decision("A3", Action.CORRECT, corrections=(("claim", "threat"), ("place", "gate 2 @ -71.2043,-29.921"))),
    Decision("R1", Action.CORRECT, corrections=(("status", "past"),)),
    Decision("Q1", Action.SKIP),
    Decision("A2", Action.GRADE, "C3"),
)


def test_a_table_and_a_list_say_the_same(tmp_path: Path) -> None:
    """Both give the decisions in order, the fields in the form in which the log keeps them."""
    table, listed = tmp_path / "d.csv", tmp_path / "d.json"
    table.write_text(TABLE)
    header, *rows = (line.split(",") for line in TABLE.splitlines())
    listed.write_text(json.dumps([dict(zip(header, row, strict=True)) for row in rows]))
    assert DecisionFile().read(table, READING, SETTING) == DECISIONS
    assert DecisionFile().read(listed, READING, SETTING) == DECISIONS


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    """With its line, its column, the value and what to write."""
    file = tmp_path / "d.csv"
    file.write_text(
        "item,decision,grade,reason,seconds,place,colour\n"
        "A9,accept,,,,,\n"
        "A1,praise,,,,,\n"
        "A1,accept,B9,,,,\n"
        "A1,reject,,,,,\n"
        "A1,correct,,,,the mill,\n"
        "A1,accept,,,,gate 2,\n"
        "A1,grade,,,-3,,\n"
        "A1,correct,,,,,\n"
        "R1,accept,,,,,red\n"
    )
    with pytest.raises(InputFaultsError) as caught:
        DecisionFile().read(file, READING, SETTING)
    assert [(fault.line, fault.column, fault.value) for fault in caught.value.faults] == [
        (2, "item", "A9"), (3, "decision", "praise"), (4, "grade", "B9"), (5, "reason", ""), (6, "decision", "correct"),
        (6, "place", "the mill"), (7, "place", "gate 2"), (8, "grade", ""), (8, "seconds", "-3"),
        (9, "decision", "correct"), (10, "colour", "red"),
    ]  # fmt: skip
    assert all(fault.remedy for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("d.csv", "", "missing column"),
        ("d.csv", "item,reason\nA1,x\n", "missing column decision"),
        ("d.csv", 'item,decision\n"A1,accept\n', "not a CSV row"),
        ("d.csv", "item,decision\nA1,accept,B2\n", "more values than the header"),
        ("d.json", "{", "not JSON"),
        ("d.json", '{"item": "A1"}', "not a list of objects"),
        ("d.json", "[" * 100_000, "not JSON"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, text: str, problem: str) -> None:
    """In words, and never half."""
    (tmp_path / name).write_text(text)
    with pytest.raises(InputFaultsError, match=problem):
        DecisionFile().read(tmp_path / name, READING, SETTING)


@pytest.mark.parametrize(
    ("words", "found"),
    [("A2", "A2"), ("found no gunmen", "A2"), ("a bomb lies", "A3"), ("gate", None), ("warned", None), ("", None)],
)
def test_an_item_is_found_by_its_id_or_by_words_that_stand_once(words: str, found: str | None) -> None:
    """Words that stand twice, or in no statement, find nothing."""
    item = find_item(READING, words)
    assert (item.item_id if item else None) == found


def test_words_find_the_innermost_statement() -> None:
    """Of who said it and who passed it on, it is who said it."""
    (denied,) = (said for said in READING.attributions if said.attribution_id == "A3")
    told = replace(denied, attribution_id="A4", content=(Span(at("The ministry").start, at("gate 2.").end),))
    for order in ((denied, told), (told, denied)):
        item = find_item(replace(READING, attributions=order), "a bomb lies")
        assert item is not None
        assert item.item_id == "A3"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """As missing."""
    with pytest.raises(InputFaultsError, match=r"nowhere\.csv: missing"):
        DecisionFile().read(tmp_path / "nowhere.csv", READING, SETTING)
