"""Promise that every export holds what was read, and that none of it can run."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from any_readings import readings
from hypothesis import given, settings
from told_reading import MADE, TEXT, told_reading

from safeconduct.adapters.readings.attribution_csv import COLUMNS, FORMULA_STARTS
from safeconduct.adapters.readings.exports import EXPORTS
from safeconduct.adapters.readings.reading_json import reading_to_json
from safeconduct.adapters.readings.roles import ROLES, list_spans
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import Reading


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_takes_no_reading_one_and_several(name: str) -> None:
    """Every format writes nothing read, one document and two; the text ends with a line end."""
    one = told_reading()
    other = replace(one, document=replace(one.document, document_id="doc8"))
    texts = [EXPORTS[name](given, MADE) for given in ([], [one], [one, other])]
    assert all(text.endswith("\n") for text in texts)
    assert len(texts[0]) < len(texts[1]) < len(texts[2])


def test_json_holds_one_reading_as_an_object() -> None:
    """One reading is an object, several are a list of such."""
    one = told_reading()
    assert json.loads(EXPORTS["json"]([one], MADE)) == reading_to_json(one)
    assert json.loads(EXPORTS["json"]([one, one], MADE)) == [reading_to_json(one)] * 2


@settings(max_examples=40, deadline=None)
@given(readings())
def test_no_cell_can_run(reading: Reading) -> None:
    """Whatever a text says, the table has a row for each attribution and no cell that a spreadsheet would run."""
    rows = list(csv.reader(io.StringIO(EXPORTS["csv"]([reading], MADE), newline="")))
    assert rows[0] == list(COLUMNS)
    assert len(rows) == 1 + len(reading.attributions)
    assert all(len(row) == len(COLUMNS) for row in rows)
    assert not any(cell.startswith(FORMULA_STARTS) for row in rows for cell in row)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_is_disarmed(start: str) -> None:
    """A quote that begins like a formula is kept, with an apostrophe before it."""
    text = f"{start}SUM(A1) he said"
    said = replace(told_reading().attributions[0], content=(Span(0, 8),), cue=None)
    bare = replace(
        said, speaker=replace(said.speaker, mention=None, role=None), addressee=None, hedge_cues=(), places=(), times=()
    )
    table = EXPORTS["csv"]([Reading(Document("d", text, "en", "text/plain"), (bare,))], MADE)
    row = next(csv.DictReader(io.StringIO(table, newline="")))
    assert row["content"] == "'" + text[:8]


def test_a_row_says_who_said_what() -> None:
    """The row of an attribution names speaker, cue, certainty, words and offsets."""
    row = next(csv.DictReader(io.StringIO(EXPORTS["csv"]([told_reading()], MADE))))
    assert (row["speaker"], row["cue"], row["certainty"], row["addressee"]) == (
        "ana_roe", "told", "possible", "the Courier",
    )  # fmt: skip
    begin, end = map(int, row["spans"].split(".."))
    assert TEXT[begin:end] == row["content"]


@settings(max_examples=40, deadline=None)
@given(readings())
def test_each_span_role_is_an_annotation(reading: Reading) -> None:
    """There is one annotation for each span and role and one for each relation; both selectors find the same words."""
    said = json.loads(EXPORTS["annotations"]([reading], MADE))
    assert said["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items, text = said["first"]["items"], reading.document.text
    spans = sum(len(list(list_spans(one))) for one in reading.attributions)
    assert said["total"] == len(items) == spans + len(reading.relations)
    for item in items:
        quote, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.startswith(around, position["start"] - len(quote["prefix"]))
        assert item["body"][0]["value"] in {*ROLES, "evidence"}


def test_an_annotation_says_where_and_what() -> None:
    """An annotation of a web page names the page, the role, the attribution and what is said of it."""
    items = json.loads(EXPORTS["annotations"]([told_reading()], MADE))["first"]["items"]
    assert items[0]["target"]["source"]["id"] == "https://courier.example/1"
    assert [body["value"] for body in items[0]["body"]] == [
        "content", "A1", "ana_roe: warning, direct, possible, positive",
    ]  # fmt: skip
    assert items[0]["created"] == "2031-02-27T23:06:40Z"
