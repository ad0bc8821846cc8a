"""Read one table of the open formats into columns, and turn the columns into checked values.

Each column is read as the published description (schemas/tables.schema.json) says. Equal texts are parsed once: tables
repeat times, uses and rates by the ten thousand.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from safeconduct.adapters.case_files import cells
from safeconduct.adapters.case_files.formats import TableFormat, table_formats
from safeconduct.adapters.case_files.lines import Lines, find_file
from safeconduct.core.basics import Fault, Window

T = TypeVar("T")


class Table:
    """Hold the columns of one table as text; its methods give checked values and record every fault.

    A faulty cell gives a stand-in, so that reading goes on to the next fault; the caller raises them all at the end.
    """

    def __init__(self, form: TableFormat, faults: list[Fault]) -> None:
        """Begin empty, as a table that is not there."""
        self.form, self.faults = form, faults
        self.columns: dict[str, Sequence[str]] = {}
        self.lines: list[int] = []  # of each row, as an editor counts
        self.present = False
        self.whole = False  # False where rows may lack: references into it cannot be checked then
        self.muted: set[int] = set()  # rows whose further faults would only repeat one that is named, or do not matter

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.lines)

    def add_fault(self, row: int, column: str, value: str, problem: str, remedy: str) -> None:
        """Record a fault of one row; -1 speaks of the file as a whole."""
        if row not in self.muted:
            line = self.lines[row] if row >= 0 else 0
            self.faults.append(Fault(self.form.name, line, column, value[:200], problem, remedy))

    def convert(self, column: str, parse: Callable[[str], T], stand_in: T) -> list[T]:
        """Parse a column; every text that cannot be parsed is a fault in each row that holds it."""
        texts = self.columns.get(column)
        if texts is None:  # a required column that is missing is one fault, named already
            return [stand_in] * len(self)
        values: dict[str, T] = {}
        bad: dict[str, cells.CellError] = {}
        for text in set(texts):
            try:
                values[text] = parse(text)
            except cells.CellError as error:
                values[text], bad[text] = stand_in, error
        if bad:
            for row, text in enumerate(texts):
                if text in bad:
                    self.add_fault(row, column, text, bad[text].problem, bad[text].remedy)
        return [values[text] for text in texts]

    def texts(self, column: str) -> list[str]:
        """Return a column of text; an unknown word is a fault."""
        field = self.form.fields[column]
        return self.convert(column, lambda text: cells.read_text(text, field), "")

    def numbers(self, column: str) -> list[float]:
        """Return a column of finite numbers within their bounds; NaN where empty means "no value"."""
        field = self.form.fields[column]
        return self.convert(column, lambda text: cells.read_number(text, field), float("nan"))

    def integers(self, column: str) -> list[int]:
        """Return a column of whole numbers within their bounds."""
        field = self.form.fields[column]
        return self.convert(column, lambda text: cells.read_integer(text, field), 1)

    def moments(self, column: str) -> list[float]:
        """Return a column of times, in POSIX seconds."""
        return self.convert(column, cells.read_moment, float("nan"))

    def windows(self, column: str) -> list[tuple[Window, ...]]:
        """Return a column of window lists."""
        return self.convert(column, cells.read_windows, ())

    def words(self, column: str) -> list[frozenset[str]]:
        """Return a column of word lists."""
        field = self.form.fields[column]
        return self.convert(column, lambda text: cells.read_words(text, field), frozenset())

    def spans(self) -> list[Window]:
        """Return [from, to) of every row; `to` must be after `from`."""
        pairs = list(zip(self.moments("from"), self.moments("to"), strict=True))
        made = {pair: Window(*pair) for pair in set(pairs)}
        backward = {pair for pair in made if pair[1] <= pair[0]}
        if backward:
            for row, pair in enumerate(pairs):
                if pair in backward:
                    self.add_fault(row, "to", self.columns["to"][row], "not after from", "put the earlier time first")
        return [made[pair] for pair in pairs]

    def keys(self) -> list[str]:
        """Return the column of ids; an id that is empty or appears twice is a fault."""
        column = self.form.key
        ids = self.texts(column)
        empty_allowed = self.form.fields[column].has_default
        if len(set(ids)) != len(ids):
            first: dict[str, int] = {}
            for row, ident in enumerate(ids):
                if ident in first and (ident or empty_allowed):
                    problem = f"{column} appears twice, first in line {self.lines[first[ident]]}"
                    self.add_fault(row, column, ident, problem, "give each row its own id")
                first.setdefault(ident, row)
        return ids

    def check_known(self, column: str, known: Collection[str], what: str, remedy: str) -> None:
        """Record a fault for every value of a column that is not among the known ones."""
        texts = self.columns.get(column, ())
        unknown = set(texts).difference(known)
        if unknown:
            for row, text in enumerate(texts):
                if text in unknown and text:
                    self.add_fault(row, column, text, f"no such {what}", remedy)


def read_table(folder: Path, name: str, faults: list[Fault], *, strict: bool = True, file: str | None = None) -> Table:
    """Read a table's text; what is missing or malformed becomes a fault and the rest is read all the same.

    `strict` refuses stray or unclosed quotes, values beyond the header and NUL bytes, which shift, swallow or spoil
    data, and forgives a byte-order mark. Without it a table is read as the independent judge reads one. `file` is the
    name of the file where that is not the table's; it must be there then.
    """
    form = table_formats()[name]
    table = Table(form if file is None else replace(form, name=file, required=True), faults)
    name = table.form.name
    path = folder / name
    if not find_file(path, name, table.form.required, faults):
        return table
    table.present = True
    lines = Lines(path, name, faults, strict=strict)
    reader = csv.reader(iter(lines), strict=strict)
    rows: list[list[str]] = []
    table.whole = True
    header: list[str] = []
    end = 0  # the last line of the row before
    try:
        header = next(reader, [])
        end = reader.line_num
        for row in reader:
            if row:  # a blank line is nothing
                rows.append(row)
                table.lines.append(end + 1)
            end = reader.line_num
    except csv.Error as error:
        table.whole = False
        remedy = "close every quote and quote only whole values"
        faults.append(Fault(name, end + 1, "", "", f"not a CSV row: {error}", remedy))
    table.whole = table.whole and not lines.broken
    if not header and not table.whole:
        return table  # why there is no header is said already
    if _check_header(table, header, strict):
        _fill_columns(table, header, rows, strict)
    return table


def _check_header(table: Table, header: list[str], strict: bool) -> bool:
    if not header:
        table.whole = False
        table.add_fault(-1, "", "", "empty file", f"begin with the line {','.join(table.form.required_columns)}")
        return False
    missing = [column for column in table.form.required_columns if column not in header]
    for column in missing:
        remedy = f"add the column (the header has: {', '.join(header)[:200]})"
        if header[0] == f"\ufeff{column}":
            remedy = "save the file as UTF-8 without the byte-order mark that hides it"
        table.faults.append(Fault(table.form.name, 1, column, "", f"missing column {column}", remedy))
    if strict:
        for column in sorted({column for column in header if column and header.count(column) > 1}):
            table.faults.append(
                Fault(table.form.name, 1, column, column, "a column named twice", "keep one of the two")
            )
    return True


def _fill_columns(table: Table, header: list[str], rows: list[list[str]], strict: bool) -> None:
    width = len(header)
    if any(len(row) != width for row in rows):
        for index, row in enumerate(rows):
            if len(row) != width:
                _mend_row(table, header, row, index, strict)
        rows = [row[:width] for row in rows]
    by_name = dict(zip(header, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(header, ())
    for field in table.form.fields.values():
        if field.name in by_name:
            table.columns[field.name] = by_name[field.name]
        elif not field.required:
            table.columns[field.name] = ("",) * len(rows)


def _mend_row(table: Table, header: list[str], row: list[str], index: int, strict: bool) -> None:
    """Name a row of another length than the header, and pad it so that reading goes on."""
    for column in table.form.required_columns:
        if column in header[len(row) :]:
            table.add_fault(index, column, "", f"no value in column {column}", "fill in every value of the row")
            table.muted.add(index)
            break
    extra = row[len(header) :]
    if strict and any(extra):
        remedy = 'put a value that holds a comma between quotes (")'
        table.add_fault(index, "", ",".join(extra), "more values than the header has columns", remedy)
        table.muted.add(index)
    row.extend([""] * (len(header) - len(row)))
