"""Read the rows of a table of people, whatever program wrote it; no message holds what stands in a cell."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from python_calamine import CalamineError, load_workbook

from safeconduct.adapters.importers.rows import Row
from safeconduct.adapters.incident_files.cut_rows import cut_rows
from safeconduct.adapters.sources.decode import decode_text
from safeconduct.core.basics import CannotReadError, Fault

BYTES_MAX = 50_000_000
ROWS_MAX = 200_000
UNPACKED_MAX = 500_000_000


def read_table(file: Path, faults: list[Fault]) -> list[Row]:
    """Return the rows of a .csv, or of the first sheet of a spreadsheet; names of columns in small letters.

    Raises:
        CannotReadError: where it is no such file, or a greater one than registrations are.
    """
    if file.suffix.lower() in (".xlsx", ".xls", ".ods"):
        sheets = read_sheets(file)
        return _to_rows(file.name, next(iter(sheets.values()), []))
    data = _read_bytes(file)
    unseen: list[Fault] = []
    _, rows = cut_rows(decode_text(data).text, file.name, unseen)
    faults += [Fault(one.file, one.line, one.column, "", one.problem, one.remedy) for one in unseen]
    return rows


def read_sheets(file: Path) -> Mapping[str, list[list[str]]]:
    """Return every sheet of a spreadsheet as texts, by its name in small letters."""
    _read_bytes(file)
    _check_unpacked(file)
    try:
        book = load_workbook(str(file))
        return {name.lower(): [_to_texts(row) for row in _take(book, name)] for name in book.sheet_names}
    except (CalamineError, OSError, ValueError) as error:
        raise CannotReadError(f"{file.name} is no spreadsheet that can be read: save it as .xlsx or .csv") from error


def _check_unpacked(file: Path) -> None:
    """Refuse a spreadsheet that is small packed and great unpacked before anything of it is unpacked."""
    if not zipfile.is_zipfile(file):
        return
    try:
        with zipfile.ZipFile(file) as packed:
            size = sum(one.file_size for one in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise CannotReadError(f"{file.name} is no spreadsheet that can be read: save it as .xlsx or .csv") from error
    if size > UNPACKED_MAX:
        raise CannotReadError(f"{file.name} unpacks to more than {UNPACKED_MAX // 1_000_000} MB: save it as .csv")


def _take(book: object, name: str) -> Iterable[list[object]]:
    rows: list[list[object]] = book.get_sheet_by_name(name).to_python(nrows=ROWS_MAX + 1)  # type: ignore[attr-defined]
    if len(rows) > ROWS_MAX:
        raise CannotReadError(f"a sheet of more than {ROWS_MAX:,} rows: cut it into several files")
    return rows


def _read_bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > BYTES_MAX:
            raise CannotReadError(f"{file.name} is greater than {BYTES_MAX // 1_000_000} MB: cut it into several files")
        return file.read_bytes()
    except OSError as error:
        raise CannotReadError(f"{file.name} cannot be read: {error.strerror}") from error


def _to_texts(row: Iterable[object]) -> list[str]:
    """Return the cells as somebody sees them: a year or a phone number that is stored as 1990.0 is 1990."""
    return [str(int(one)) if isinstance(one, float) and one.is_integer() else str(one).strip() for one in row]


def _to_rows(name: str, rows: list[list[str]]) -> list[Row]:
    if not rows:
        raise CannotReadError(f"{name}: the first sheet is empty")
    header = [cell.lower() for cell in rows[0]]
    return [
        Row(name, line, dict(zip(header, cells, strict=False))) for line, cells in enumerate(rows[1:], 2) if any(cells)
    ]
