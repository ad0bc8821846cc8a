"""Cut a table into rows so that one damaged row costs no other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from safeconduct.adapters.importers.rows import Row
from safeconduct.core.basics import CannotReadError, Fault

SEPARATORS = (",", ";", "\t", "|")
LINES_MAX = 60  # that one row may span: quoted text holds line ends
CHARACTERS_MAX = 1_000_000  # of a row


def cut_rows(text: str, file: str, faults: list[Fault]) -> tuple[tuple[str, ...], list[Row]]:
    """Return the names of the columns, in small letters, and the rows; every row that cannot be cut is a fault.

    Raises:
        CannotReadError: where there is no header.
    """
    records = _cut(text.removeprefix("\ufeff").replace("\0", ""), file, faults)
    _, header = next(records, (0, []))
    names = tuple(cell.strip().lower() for cell in header)
    if not any(names):
        raise CannotReadError(f"{file}: no header in the first line; check that it is a table of incidents")
    rows = []
    for line, cells in records:
        if not any(map(str.strip, cells)):
            continue
        if any(map(str.strip, cells[len(names) :])):
            remedy = 'put a value that holds a separator between quotes (")'
            extra = cells[len(names)][:200]
            faults.append(Fault(file, line, "", extra, "more values than the header has columns", remedy))
            continue
        rows.append(Row(file, line, {name: cell.strip() for name, cell in zip(names, cells, strict=False)}))
    return names, rows


def _cut(text: str, file: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Give each record with its line; a stray or unclosed quote costs no line but its own."""
    lines = list(io.StringIO(text, newline=""))
    separator = max(SEPARATORS, key=(lines[0] if lines else "").count)
    width = at = 0
    while at < len(lines):
        end = _find_end(lines, at)
        cells = _split("".join(lines[at:end]), separator, strict=False) if end else None
        if end - at != 1 and (cells is None or len(cells) != width > 0):
            cells, end = _split(lines[at], separator, strict=True), at + 1  # was the quote a stray one?
        if cells is None:
            faults.append(Fault(file, at + 1, "", lines[at][:80], "a quote that is not closed", "close every quote"))
        else:
            width = width or len(cells)
            yield at + 1, cells
        at = max(end, at + 1)


def _find_end(lines: Sequence[str], at: int) -> int:
    """Return where the record ends that begins there: where its quotes are even; 0 where they never are."""
    quotes = size = 0
    for end in range(at, min(at + LINES_MAX, len(lines))):
        quotes += lines[end].count('"')
        size += len(lines[end])
        if quotes % 2 == 0 or size > CHARACTERS_MAX:
            return end + 1 if quotes % 2 == 0 else 0
    return 0


def _split(text: str, separator: str, *, strict: bool) -> list[str] | None:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict), [])
    except csv.Error:
        return None
