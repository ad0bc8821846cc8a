"""Promise that an export takes two people, a purpose, the right count, a day, and columns that are allowed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from safeconduct.core.record import ActorId
from safeconduct.core.vault import (
    COLUMNS,
    PURPOSES,
    ROWS_MAX,
    Approval,
    CaseId,
    Document,
    ExportRequest,
    Field,
    Identity,
    Objection,
    invent_person,
    make_row,
    make_safe,
    object_to_export,
)

NOW = 1_900_000_000_000
HOUR = 3_600_000
REQUEST = ExportRequest(
    "X1", "handover_manifest", ("name", "birth_year"), (CaseId("P1"), CaseId("P2")), "age1x", NOW + HOUR, True
)


def approve(request: ExportRequest, *people: tuple[str, int]) -> list[Approval]:
    """Return approvals with good signatures: whose is checked before."""
    return [Approval(ActorId(name), request.digest(), rows, b"") for name, rows in people]


BOTH = approve(REQUEST, ("ada", 2), ("bo", 2))


def test_two_people_may_export() -> None:
    """The one way in which it goes."""
    assert object_to_export(REQUEST, BOTH, 2, NOW, (), True) == []


@pytest.mark.parametrize(
    ("approvals", "objection"),
    [
        ([], Objection.TWO_PEOPLE),
        (BOTH[:1], Objection.TWO_PEOPLE),
        ([BOTH[0], BOTH[0]], Objection.TWO_PEOPLE),
        (approve(replace(REQUEST, cases=(CaseId("P1"),)), ("ada", 2), ("bo", 2)), Objection.TWO_PEOPLE),
        ([BOTH[0], *approve(REQUEST, ("bo", 3))], Objection.COUNT),
    ],
)
def test_one_person_twice_is_one_person(approvals: list[Approval], objection: Objection) -> None:
    """Nor does an approval of something else count, nor two who counted differently."""
    assert objection in object_to_export(REQUEST, approvals, 2, NOW, (), True)


@pytest.mark.parametrize(
    ("change", "objection"),
    [
        ({"purpose": "call_back"}, Objection.PURPOSE),
        ({"purpose": "no such"}, Objection.PURPOSE),
        ({"columns": ()}, Objection.COLUMNS),
        ({"columns": ("name", "name")}, Objection.COLUMNS),
        ({"columns": ("name", "phone")}, Objection.COLUMNS),
        ({"columns": ("home",)}, Objection.COLUMNS),
        ({"cases": ()}, Objection.CASES),
        ({"cases": (CaseId("P1"), CaseId("P1"))}, Objection.CASES),
        ({"cases": tuple(CaseId(f"P{n}") for n in range(ROWS_MAX + 1))}, Objection.CASES),
        ({"expires_millis": NOW}, Objection.EXPIRED),
        ({"expires_millis": NOW + 25 * HOUR}, Objection.EXPIRED),
        ({"exercise": False}, Objection.EXERCISE),
        ({"ident": "X0"}, Objection.USED),
    ],
)
def test_each_rule_alone_stops_an_export(change: dict[str, object], objection: Objection) -> None:
    """Two people cannot approve it away."""
    request = replace(REQUEST, **change)  # type: ignore[arg-type]
    rows = len(set(request.cases))
    approvals = approve(request, ("ada", rows), ("bo", rows))
    assert objection in object_to_export(request, approvals, rows, NOW, {"X0"}, True)


def test_a_case_that_cannot_be_opened_stops_an_export() -> None:
    """The count typed is of people who are there."""
    assert object_to_export(REQUEST, BOTH, 1, NOW, (), True) == [Objection.COUNT]


def test_no_home_or_phone_is_ever_exported() -> None:
    """Nor is there a purpose that exports and sees one."""
    assert not {Field.HOME, Field.PHONES, Field.CONTACTS} & set(COLUMNS.values())
    assert all(not {Field.HOME, Field.PHONES} & one.fields for one in PURPOSES.values() if one.exported)


@pytest.mark.parametrize("cell", ["=1+1", "+93", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1"])
def test_a_spreadsheet_runs_no_cell(cell: str) -> None:
    """Every way in which a formula begins has an apostrophe before it."""
    assert make_safe(cell) == "'" + cell
    row = make_row(Identity(names=(cell, cell), documents=(Document(cell, cell, cell),)), list(COLUMNS))
    assert all(one.startswith("'") for one in row if one)


def test_the_invented_person_fills_every_column_that_has_a_value() -> None:
    """A row with holes would tell itself apart."""
    row = make_row(invent_person(b"secret"), ["name", "birth_year", "document_kind", "document_number"])
    assert all(row)
    assert len({invent_person(bytes([number])) for number in range(256)}) == 256
