"""Write an export: a flat table with one invented row, sealed to its receiver; the clear table is never on a disk."""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from pyrage import RecipientError, encrypt, x25519

from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.vault import ExportRequest, Identity, invent_person, make_row


@dataclass(frozen=True, slots=True)
class Made:
    """Hold an export, and the text of its invented row, to know it again."""

    data: bytes
    canary: str


def write_export(request: ExportRequest, people: Sequence[Identity]) -> Made:
    """Return the table of the people in age's format, which its receiver alone opens.

    Raises:
        InputFaultsError: where the receiver is no age recipient.
    """
    try:
        receiver = x25519.Recipient.from_str(request.receiver)
    except (RecipientError, ValueError):
        remedy = "take the line that `safeconduct vault receiver` prints"
        raise InputFaultsError([Fault("request", 0, "receiver", "", "not an age recipient", remedy)]) from None
    rows = [make_row(person, request.columns) for person in people]
    canary = make_row(invent_person(secrets.token_bytes(16)), request.columns)
    rows.insert(secrets.randbelow(len(rows) + 1), canary)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([request.columns, *rows])
    return Made(encrypt(text.getvalue().encode(), [receiver]), "\0".join(canary))
