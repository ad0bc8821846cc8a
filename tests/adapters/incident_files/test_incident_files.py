"""Promise that one bad row of a table of incidents costs no good one."""

from __future__ import annotations

import calendar
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incident_tables import ACLED, GED, OWN, changes, table, write

from safeconduct.adapters.incident_files.cut_rows import cut_rows
from safeconduct.adapters.incident_files.days import find_order, read_day
from safeconduct.adapters.incident_files.reader import IncidentFiles
from safeconduct.core.basics import CannotReadError, Fault

ALL_DAYS = ["2031-03-04", "20310304", "4 March 2031", "04-Mar-2031", "04-mar-31", "March 4, 2031", "Mar. 4 2031",
            "04.03.2031", "2031-03-04 00:00:00.000", "2031-03-04T11:30:00Z"]  # fmt: skip


def test_every_faulty_row_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    """Each fault has its line, its value and a remedy; the good rows are all there."""
    bad = [
        {"longitude": "0", "latitude": "0"},
        {"longitude": "", "latitude": ""},
        {"longitude": "12.5", "latitude": "141.25"},
        {"latitude": "north"},
        {"where_prec": "9"},
        {"date_start": "soon"},
        {"date_end": "2030-01-01"},
        {"best": "many"},
    ]
    told = IncidentFiles().read([write(tmp_path / "ged.csv", table(GED, {}, *bad, {}))], 0)
    assert len(told.incidents) == 2
    assert [fault.line for fault in told.faults] == list(range(3, 11))
    assert all(fault.file == "ged.csv" and fault.problem and fault.remedy for fault in told.faults)
    assert {"9", "soon", "many", "north"} <= {fault.value for fault in told.faults}


def test_exchanged_coordinates_are_found_by_where_the_file_lies(tmp_path: Path) -> None:
    """41.25 N, 12.5 E is a good point, but not in a file of 12.5 N, 41.25 E."""
    rows = [{"latitude": f"12.5{number}"} for number in range(9)]
    told = IncidentFiles().read(
        [write(tmp_path / "ged.csv", table(GED, *rows, {"latitude": "41.25", "longitude": "12.5"}))], 0
    )
    assert len(told.incidents) == 9
    assert [(fault.line, fault.remedy) for fault in told.faults] == [(11, "exchange the two")]


def test_a_file_of_the_whole_world_takes_no_point_for_exchanged(tmp_path: Path) -> None:
    """Where the rows lie anywhere, a point that mirrors the middle is a point."""
    rows = [{"latitude": str(-40 + 9 * number), "longitude": str(-80 + 25 * number)} for number in range(9)]
    told = IncidentFiles().read(
        [write(tmp_path / "ged.csv", table(GED, *rows, {"latitude": "41", "longitude": "12"}))], 0
    )
    assert len(told.incidents) == 10


@pytest.mark.parametrize("text", ALL_DAYS)
def test_days_are_read_in_their_forms(text: str) -> None:
    """Every form that such tables have gives the same day."""
    assert read_day(text).isoformat() == "2031-03-04"


@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_read_whole_and_short(month: int) -> None:
    """January to December, Jan to Dec, and Sept."""
    whole = calendar.month_name[month]
    for word in (whole, whole[:3], "Sept" if month == 9 else whole.upper()):
        assert read_day(f"07 {word} 2031").month == month
    with pytest.raises(ValueError, match="no month"):
        read_day(f"07 {whole}x 2031")


def test_one_telling_day_settles_a_column(tmp_path: Path) -> None:
    """25/04 can only be a day first, so 03/04 beside it is the 3rd of April."""
    file = write(tmp_path / "a.csv", table(ACLED, *changes("event_date", ["03/04/2031", "25/04/2031"])))
    first, second = IncidentFiles().read([file], 0).incidents
    assert (second.when.start - first.when.start) / 86_400 == 22


def test_days_that_may_be_months_are_asked_for_and_never_guessed(tmp_path: Path) -> None:
    """Undecided days are faults with the option that settles them; an equal pair needs none."""
    file = write(tmp_path / "a.csv", table(ACLED, *changes("event_date", ["03/04/2031", "04/04/2031"])))
    told = IncidentFiles().read([file], 0)
    assert [one.incident_id for one in told.incidents] == ["TAM11"]
    assert "--dates" in told.faults[0].remedy
    assert len(IncidentFiles().read([file], 0, day_first=False).incidents) == 2
    assert find_order(["13/01/2031", "01/13/2031"]) is None


def test_an_id_counts_once_in_a_source(tmp_path: Path) -> None:
    """The same export given twice is counted once, and said."""
    file = write(tmp_path / "a.csv", table(ACLED, {}))
    other = write(tmp_path / "b.csv", table(ACLED, {}))
    told = IncidentFiles().read([file, other], 0)
    assert len(told.incidents) == 1
    assert "a.csv line 2" in told.faults[0].problem


def test_quotes_that_are_not_closed_cost_their_own_row(tmp_path: Path) -> None:
    """The rows after it are read, and a text of several lines still is one row."""
    text = table(OWN, {"place": "two\nlines"}, {"place": "torn"}, {}).replace(",torn", ',"torn')
    told = IncidentFiles().read([write(tmp_path / "own.csv", text)], 0)
    assert [one.place for one in told.incidents] == ["two\nlines", "north gate"]
    assert [fault.line for fault in told.faults] == [4]


@given(st.text(alphabet='ab,"\n\r;\x00\u2028', max_size=60))
def test_any_text_is_cut_or_named(text: str) -> None:
    """Whatever stands below the header, cutting ends, and nothing but faults and rows comes of it."""
    faults: list[Fault] = []
    _, rows = cut_rows("x,y\na,b\n" + text, "t.csv", faults)
    assert rows[0].cells == {"x": "a", "y": "b"}


def test_other_separators_and_encodings_are_read(tmp_path: Path) -> None:
    """Semicolons, a byte-order mark, and the Latin letters of old exports."""
    text = table(GED, {"where_description": "Café Tamber"}, {}, {}, separator=";")
    for data in (b"\xef\xbb\xbf" + text.encode(), text.encode("cp1252")):
        told = IncidentFiles().read([write(tmp_path / "ged.csv", data)], 0)
        assert told.incidents[0].place == "Café Tamber"


def test_a_table_of_something_else_is_refused_with_what_is_known(tmp_path: Path) -> None:
    """The message names the columns of every form."""
    with pytest.raises(CannotReadError, match="geo_precision"):
        IncidentFiles().read([write(tmp_path / "x.csv", "a,b\n1,2\n")], 0)
    with pytest.raises(CannotReadError, match="header"):
        IncidentFiles().read([write(tmp_path / "x.csv", "")], 0)
