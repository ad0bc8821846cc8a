"""Promise that a report written as JSON fits its published schema and comes back as it was."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from safeconduct.adapters.case_files.formats import published_schemas
from safeconduct.adapters.readings.report_json import report_from_json, report_to_json
from safeconduct.core.basics import InputFaultsError, Window
from safeconduct.core.intake import Claim, Report

moments = st.integers(0, 4_000_000_000_000).map(lambda milliseconds: milliseconds / 1000)
reports = st.builds(
    Report,
    st.text(),
    st.text(),
    st.text(),
    st.sampled_from("ABCDEF"),
    st.floats(-180, 180),
    st.floats(-90, 90),
    st.floats(1, 1e5),
    st.builds(Window, moments, moments),
    st.sampled_from(Claim),
    st.none() | st.floats(0, 1),
)


@given(reports)
def test_a_report_comes_back_as_it_was(report: Report) -> None:
    """Written as JSON text and read again, a report is the same; and the JSON fits the published schema."""
    said = json.loads(json.dumps(report_to_json(report), allow_nan=False))
    assert report_from_json(said) == report
    Draft202012Validator(published_schemas()["report"]).validate(said)
    assert datetime.fromisoformat(said["from"]).utcoffset() is not None


def test_the_keys_are_the_columns_of_the_table() -> None:
    """The keys of a report are the columns of report.csv, in the schema too."""
    table = next(one for one in published_schemas()["tables"]["tables"] if one["name"] == "report.csv")
    columns = {field["name"] for field in table["fields"]}
    report = Report("R1", "", "", "F", 0.0, 0.0, 1.0, Window(0.0, 1.0), Claim.CLEAR)
    assert report_to_json(report).keys() == columns == published_schemas()["report"]["properties"].keys()


@pytest.mark.parametrize("said", [None, 3, {}, {"from": 7}])
def test_other_json_is_refused(said: object) -> None:
    """JSON that holds no report is refused with its faults."""
    with pytest.raises(InputFaultsError):
        report_from_json(said)
