"""Keep which party has which code, in a table that is its owner's alone."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError, StoreError
from safeconduct.core.instructions.reach import group_code, read_code

COLUMNS: Final = ("party_id", "code")


class CodeTable:
    """Read and write a CSV of codes; fills the port PageCodes."""

    def read(self, file: Path) -> Mapping[str, str]:
        """Return the codes by party; none where there is no file.

        Raises:
            InputFaultsError: where a row has no party, or a code that is none or another party's.
            CannotReadError: where the file cannot be read at all.
        """
        if not file.exists():
            return {}
        try:
            with file.open(encoding="utf-8-sig", newline="") as opened:
                rows = list(csv.reader(opened))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CannotReadError(f"{file}: {error}") from error
        if not rows or tuple(rows[0]) != COLUMNS:
            remedy = "its first line is party_id,code"
            found = ",".join(rows[0]) if rows else ""
            raise InputFaultsError([Fault(file.name, 1, "", found, "not a table of codes", remedy)])
        return _take_rows(file.name, rows[1:])

    def write(self, file: Path, codes: Mapping[str, str]) -> None:
        """Write the codes in place of those that were there, all or none, for the owner alone."""
        new = file.with_name(f".{file.name}.new")
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as opened:
                writer = csv.writer(opened, lineterminator="\n")
                writer.writerow(COLUMNS)
                writer.writerows((party, group_code(code)) for party, code in codes.items())
                opened.flush()
                os.fsync(opened.fileno())
            new.replace(file)
        except OSError as error:
            raise StoreError(f"{file}: {error.strerror}: the codes were not kept, and no page was published") from error


def _take_rows(name: str, rows: list[list[str]]) -> Mapping[str, str]:
    codes: dict[str, str] = {}
    owner: dict[str, str] = {}
    faults = []
    for line, row in enumerate(rows, 2):
        if not any(row):
            continue
        party, code = (row[0], read_code(row[1])) if len(row) == len(COLUMNS) else ("", None)
        if not party or party in codes:
            faults.append(Fault(name, line, "party_id", party, "one party and one code a line", "mend the line"))
        elif code is None:
            faults.append(
                Fault(name, line, "code", "", "not a code: a digit is wrong or missing", "read the card again")
            )
        elif code in owner:
            faults.append(Fault(name, line, "code", "", f"the code of {owner[code]} too", "remove one of the lines"))
        else:
            codes[party] = code
            owner[code] = party
    if faults:
        raise InputFaultsError(faults)
    return codes
