"""Add rows to a table of a case, and keep every byte that is there."""

from __future__ import annotations

import csv
import fcntl
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from safeconduct.adapters.case_files.safe_write import table_text
from safeconduct.core.basics import Fault, InputFaultsError, SafeconductError


@contextmanager
def hold_folder(folder: Path) -> Iterator[None]:
    """Let one at a time add rows to a case: of two at once, one would lose its rows.

    Raises:
        SafeconductError: where there is no such folder.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise SafeconductError(f"{folder}: {error.strerror}; name the folder that holds case.toml") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def add_rows(file: Path, columns: str, rows: Sequence[Mapping[str, str]], what: str) -> str:
    """Return the text of a table with rows added, in the order and with the line ends that it has; begun, if it is not.

    Raises:
        InputFaultsError: where `what` has a value for a column that the table lacks.
    """
    names = columns.split(",")
    if not file.exists():
        return table_text(columns, [[row[name] for name in names] for row in rows])
    text = file.read_bytes().decode("utf-8")
    header = next(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    if lost := [name for name in names if name not in header and any(row[name] for row in rows)]:
        problem = f"{what} has a value for this column, which is not there"
        raise InputFaultsError([Fault(file.name, 1, name, "", problem, "add the column") for name in lost])
    ending = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    added = table_text(",".join(header), [[row.get(name, "") for name in header] for row in rows])
    body = added.partition("\n")[2].replace("\n", ending)
    return text + ("" if text.endswith("\n") else ending) + body
