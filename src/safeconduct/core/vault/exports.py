"""Decide whether identities may leave in a table: two people, one purpose, a count, a day, chosen columns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from safeconduct.core.record import ActorId
from safeconduct.core.record.canonical import Json, encode
from safeconduct.core.vault.identity import CaseId, Field, Identity
from safeconduct.core.vault.purposes import PURPOSES

ROWS_MAX: Final = 500  # of one export: a departure, not a registry
VALID_MILLIS_MAX: Final = 24 * 3_600_000
APPROVERS_NEEDED: Final = 2
FORMULA_STARTS: Final = tuple("=+-@\t\r\n＝＋－＠")

COLUMNS: Final[Mapping[str, Field]] = {
    "name": Field.NAMES,
    "other_names": Field.NAMES,
    "birth_year": Field.BIRTH_YEAR,
    "document_kind": Field.DOCUMENTS,
    "document_number": Field.DOCUMENTS,
    "document_country": Field.DOCUMENTS,
}
"""What a table may hold, flat; a purpose allows the columns of its fields. No column holds a phone or a home."""


class Objection(StrEnum):
    """Name what is against an export."""

    PURPOSE = "nothing is exported for this purpose"
    COLUMNS = "a column is not allowed for this purpose, or stands twice"
    CASES = "no case, a case twice, or more than one export may hold"
    EXPIRED = "it has expired, or would be valid for more than a day"
    TWO_PEOPLE = "two different people must approve exactly this"
    COUNT = "the number typed is not the number of people"
    EXERCISE = "exercise and live are kept apart"
    USED = "it was exported before; write a new request"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Ask that chosen columns of chosen cases be sealed to one receiver."""

    ident: str
    purpose: str
    columns: tuple[str, ...]
    cases: tuple[CaseId, ...]
    receiver: str  # age recipient: nobody else can open it
    expires_millis: int  # since 1970, UTC
    exercise: bool

    def digest(self) -> bytes:
        """Return the SHA-256 of all that is asked: what approvers sign."""
        said: Json = [
            self.ident,
            self.purpose,
            list(self.columns),
            list(self.cases),
            self.receiver,
            self.expires_millis,
            self.exercise,
        ]
        return hashlib.sha256(encode(said)).digest()


@dataclass(frozen=True, slots=True)
class Approval:
    """Hold that somebody approved a request: whose key signed it, and the number of people that they typed."""

    approver: ActorId
    request: bytes  # digest
    rows_typed: int
    signature: bytes

    def signed(self) -> bytes:
        """Return what is signed."""
        return b"safeconduct export approval" + encode([self.approver, self.request.hex(), self.rows_typed])


def object_to_export(
    request: ExportRequest,
    approvals: Sequence[Approval],
    rows: int,
    now_millis: int,
    used: Iterable[str],
    exercise: bool,
) -> list[Objection]:
    """Return all that is against an export; empty where it may be made.

    `approvals` are those whose signatures were found good; `rows` is how many of the cases are there and can be opened.
    """
    purpose = PURPOSES.get(request.purpose)
    fields = purpose.fields if purpose and purpose.exported else frozenset()
    columns = request.columns
    approvers = {one.approver for one in approvals if one.request == request.digest()}
    typed = {one.rows_typed for one in approvals if one.request == request.digest()}
    against = [
        (not fields, Objection.PURPOSE),
        (
            not columns or len(set(columns)) < len(columns) or any(COLUMNS.get(name) not in fields for name in columns),
            Objection.COLUMNS,
        ),
        (not 0 < len(request.cases) <= ROWS_MAX or len(set(request.cases)) < len(request.cases), Objection.CASES),
        (not now_millis < request.expires_millis <= now_millis + VALID_MILLIS_MAX, Objection.EXPIRED),
        (len(approvers) < APPROVERS_NEEDED, Objection.TWO_PEOPLE),
        (typed != {rows} or rows != len(request.cases), Objection.COUNT),
        (request.exercise != exercise, Objection.EXERCISE),
        (request.ident in set(used), Objection.USED),
    ]
    return [objection for found, objection in against if found]


def make_row(identity: Identity, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of one person, none of which a spreadsheet would run.

    >>> make_row(Identity(names=("=Ada",), birth_year=1990), ["name", "birth_year", "document_number"])
    ("'=Ada", '1990', '')
    """
    names = identity.names or ()
    document = identity.documents[0] if identity.documents else None
    cells = {
        "name": names[0] if names else "",
        "other_names": "; ".join(names[1:]),
        "birth_year": "" if identity.birth_year is None else str(identity.birth_year),
        "document_kind": document.kind if document else "",
        "document_number": document.number if document else "",
        "document_country": document.country if document else "",
    }
    return tuple(make_safe(cells[column]) for column in columns)


def make_safe(cell: str) -> str:
    """Return a cell with an apostrophe before what a spreadsheet would take for a formula (OWASP, CSV injection).

    >>> make_safe("+93"), make_safe("Ada")
    ("'+93", 'Ada')
    """
    return "'" + cell if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell
