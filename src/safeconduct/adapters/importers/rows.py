"""Read the rows of a CSV table whose columns another program chose, each row with its line."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from safeconduct.adapters.case_files.lines import Lines, find_file
from safeconduct.core.basics import Fault


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one row of a table: its file, its line as an editor counts, and the text of each cell by column."""

    file: str
    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return the text of a cell; "" where the column is missing."""
        return self.cells.get(column, "")

    def number(self, column: str, faults: list[Fault]) -> float | None:
        """Return the number of a cell, None where it is empty; text that is no number is recorded as a fault."""
        text = self.text(column)
        if not text:
            return None
        try:
            return float(text)
        except ValueError:
            faults.append(self.fault(column, "not a number", "write a plain number such as 12.5"))
            return None

    def fault(self, column: str, problem: str, remedy: str) -> Fault:
        """Name a fault of one cell of this row."""
        return Fault(self.file, self.line, column, self.text(column)[:200], problem, remedy)


def read_rows(
    folder: Path, name: str, needed: Sequence[str], faults: list[Fault], *, required: bool = True
) -> list[Row]:
    """Return the rows of a table; what is missing or malformed becomes a fault and the rest is read all the same."""
    if not find_file(folder / name, name, required, faults):
        return []
    reader = csv.reader(iter(Lines(folder / name, name, faults, strict=True)), strict=True)
    rows: list[Row] = []
    header: list[str] = []
    try:
        for cells in reader:
            if not header:
                header = [cell.strip() for cell in cells]
                if _lacks(name, header, needed, faults):
                    return []
            elif cells:
                rows.append(Row(name, reader.line_num, _fit(name, reader.line_num, header, cells, faults)))
    except csv.Error as error:
        faults.append(Fault(name, reader.line_num, "", "", f"not a CSV row: {error}", "close every quote"))
    if not header:
        faults.append(Fault(name, 0, "", "", "empty file", f"begin with the line {','.join(needed)}"))
    return rows


def _lacks(name: str, header: Sequence[str], needed: Sequence[str], faults: list[Fault]) -> bool:
    missing = [column for column in needed if column not in header]
    remedy = f"add the column (the header has: {', '.join(header)[:200]})"
    faults += [Fault(name, 1, column, "", f"missing column {column}", remedy) for column in missing]
    return bool(missing)


def _fit(name: str, line: int, header: Sequence[str], cells: Sequence[str], faults: list[Fault]) -> dict[str, str]:
    if any(cells[len(header) :]):
        remedy = 'put a value that holds a comma between quotes (")'
        faults.append(Fault(name, line, "", cells[len(header)], "more values than the header has columns", remedy))
    return {column: cell.strip() for column, cell in zip(header, cells, strict=False)}
