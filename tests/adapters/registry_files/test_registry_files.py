"""Promise what registrations are read, and that no message says who anybody is."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from spreadsheets import write_sheets

from safeconduct.adapters.registry_files.reader import RegistryFiles
from safeconduct.core.basics import CannotReadError
from safeconduct.core.people import Mode, Papers, RoughPlace
from safeconduct.core.vault import Contact, Document, Identity

HEADER = (
    "organisation,party,size,needs,papers,language,lon,lat,precision,modes,name,birth_year,phone,document,home,email"
)
ADA = (
    "north,7,3,infant;wheelchair,none,fa,-71.2,-29.9,800,walk;auto,"
    "Ada Quill;Ada Q,1990,+56 9 1,passport:X1:CL,Old Pier 4,"
)
BEN = "north,7,,,,,,,,,Ben Quill,,none,none,,ben@example.org"


def write(folder: Path, *lines: str) -> Path:
    file = folder / "people.csv"
    file.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    return file


def test_a_party_is_read_with_what_is_sealed_of_each_person(tmp_path):
    """What planning needs stands with the party, who they are with each person; "none" is an answer of its own."""
    ((party,), faults) = RegistryFiles().read(write(tmp_path, ADA, BEN))
    assert faults == ()
    assert (party.organisation, party.reference, party.size, party.papers) == ("north", "7", 3, Papers.NONE)
    assert party.needs == {"infant", "wheelchair"}
    assert (party.place, party.modes) == (RoughPlace(-71.2, -29.9, 800.0), {Mode.WALK, Mode.AUTO})
    assert party.people == (
        Identity(("Ada Quill", "Ada Q"), 1990, ("+56 9 1",), (Document("passport", "X1", "CL"),), "Old Pier 4"),
        Identity(("Ben Quill",), None, (), (), None, (Contact("email", "ben@example.org"),)),
    )


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (",7,,,,,,,,,Ada Quill,,,,,", "organisation"),
        ("north,,,,,,,,,,Ada Quill,,,,,", "party"),
        ("north,7,0,,,,,,,,Ada Quill,,,,,", "size"),
        ("north,7,1.5,,,,,,,,Ada Quill,,,,,", "size"),
        ("north,7,,Ada Quill,,,,,,,,,,,,", "needs"),
        ("north,7,,,Ada Quill,,,,,,,,,,,", "papers"),
        ("north,7,,,,,Ada Quill,1,,,,,,,,", "lon"),
        ("north,7,,,,,200,1,,,,,,,,", "lon"),
        ("north,7,,,,,12,,,,,,,,,", "lon"),
        ("north,7,,,,,,,,Ada Quill,,,,,,", "modes"),
        ("north,7,,,,,,,,,Ada Quill,Ada Quill,,,,", "birth_year"),
        ("north,7,,,,,,,,,,,,Ada Quill,,", "document"),
    ],
)
def test_a_fault_names_its_place_and_never_what_stands_there(tmp_path, line, column):
    """Each fault has file, line, column and remedy; a cell may hold a name, so its value is never told."""
    good = "south,1,2,,,,,,,,Cara Finch,,,,,"
    ((party,), (fault,)) = RegistryFiles().read(write(tmp_path, good, line))
    assert party.reference == "1"
    assert (fault.line, fault.column, fault.value) == (3, column, "")
    assert "Quill" not in str(fault)


def test_rows_of_a_party_that_contradict_each_other_are_named(tmp_path):
    """Two sizes of one party are a fault, and the party is not taken with either."""
    parties, (fault,) = RegistryFiles().read(write(tmp_path, ADA, BEN.replace("north,7,,", "north,7,4,")))
    assert parties == ()
    assert "contradict" in fault.problem


def test_fewer_people_than_rows_are_not_believed(tmp_path):
    """A size below the number of rows is a slip."""
    _, (fault,) = RegistryFiles().read(write(tmp_path, "north,7,1,,,,,,,,A,,,,,", "north,7,,,,,,,,,B,,,,,"))
    assert fault.column == "size"


def test_a_spreadsheet_is_read_as_a_table_is(tmp_path):
    """A sheet whose program stores years and phones as numbers gives the same party."""
    rows = [line.split(",") for line in (HEADER, ADA, BEN)]
    sheet = [[float(cell) if cell.isdigit() else cell for cell in row] for row in rows]
    file = write_sheets(tmp_path / "people.xlsx", {"Sheet1": sheet})
    assert RegistryFiles().read(file) == RegistryFiles().read(write(tmp_path, ADA, BEN))


def test_what_a_form_collected_is_read_by_its_labels(tmp_path):
    """With its XLSForm, an export whose columns and answers are labels gives the names that are read."""
    form = write_sheets(
        tmp_path / "form.xlsx",
        {
            "survey": [
                ["type", "name", "label::English (en)", "label::Dari (fa)"],
                ["text", "organisation", "Who registers?", ""],
                ["begin_group", "family", "The family", ""],
                ["text", "party", "Number of the family", ""],
                ["select_one yesno", "papers", "Do you have papers?", "اسناد دارید؟"],
                ["text", "name", "Name", "نام"],
                ["end_group", "", "", ""],
            ],
            "choices": [
                ["list_name", "name", "label::English (en)", "label::Dari (fa)"],
                ["yesno", "none", "No papers", "ندارم"],
                ["yesno", "all", "All of us", "همه"],
            ],
        },
    )
    collected = write_sheets(
        tmp_path / "collected.xlsx",
        {"data": [["Who registers?", "family/party", "اسناد دارید؟", "نام"], ["north", 7, "ندارم", "آدا"]]},
    )
    ((party,), faults) = RegistryFiles().read(collected, form)
    assert faults == ()
    assert (party.organisation, party.reference, party.papers) == ("north", "7", Papers.NONE)
    assert party.people == (Identity(("آدا",)),)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("people.xlsx", b"PK\x03\x04 no spreadsheet", "is no spreadsheet that can be read"),
        ("people.csv", b"who,what\n1,2\n", "has no column organisation"),
        ("absent.csv", None, "cannot be read"),
    ],
)
def test_what_is_no_table_of_people_is_said_to_be_none(tmp_path, name, data, what):
    """A file that cannot be read says so, with what to do."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(CannotReadError, match=what):
        RegistryFiles().read(tmp_path / name)


def test_an_unclosed_quote_tells_no_name(tmp_path):
    """A row that cannot be cut is named by its line alone."""
    _, faults = RegistryFiles().read(write(tmp_path, 'north,7,,,,,,,,,"Ada Quill,,,,,', "north,8,,,,,,,,,B,,,,,"))
    assert faults
    assert "Quill" not in " ".join(map(str, faults))


@pytest.mark.parametrize("name", ["people.xlsx", "people.ods"])
def test_a_spreadsheet_that_would_fill_the_memory_is_refused_unopened(tmp_path, monkeypatch, name):
    """A file that is small packed and great unpacked is refused by what it says of itself."""
    monkeypatch.setattr("safeconduct.adapters.registry_files.sheets.UNPACKED_MAX", 1_000_000)
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 1_000_001)
    with pytest.raises(CannotReadError, match="unpacks to more than 1 MB"):
        RegistryFiles().read(tmp_path / name)


@pytest.mark.parametrize(("cell", "read"), [("", set()), ("sms;radio", {"sms", "radio"}), ("none", {"none"})])
def test_how_a_party_is_reached_is_read_coarsely(tmp_path, cell, read):
    """Nobody asked, ways without a number, and none at all are three answers."""
    file = tmp_path / "people.csv"
    file.write_text(f"organisation,party,channels\nnorth,7,{cell}\n", encoding="utf-8")
    ((party,), faults) = RegistryFiles().read(file)
    assert (party.channels, faults) == (read, ())


@pytest.mark.parametrize("cell", ["Ada Quill", "none;sms"])
def test_a_way_to_reach_somebody_that_is_none_is_a_fault(tmp_path, cell):
    """A number in its place is not told again, and none goes with no other."""
    file = tmp_path / "people.csv"
    file.write_text(f"organisation,party,channels\nnorth,7,{cell}\n", encoding="utf-8")
    (), (fault,) = RegistryFiles().read(file)
    assert (fault.column, fault.value) == ("channels", "")
