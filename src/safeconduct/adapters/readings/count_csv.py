"""Read a table of published counts from CSV, finding out from its header and cells what each column is."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.intake.contradictions import CountRow, CountTable, describe_columns
from safeconduct.core.intake.contradictions.counts import split_name
from safeconduct.core.intake.figures import Figure, read_figure

PERIOD_WORDS = frozenset({"date", "day", "hour", "month", "period", "time", "week", "window", "year"})
SOURCE_WORDS = frozenset({"link", "outlet", "publisher", "source", "url"})
NOTE_WORDS = frozenset({"comment", "comments", "note", "notes", "remark", "remarks"})
LEAST_COUNTS = 0.5  # share of a column's filled cells that hold one figure, for it to be a column of counts


def read_counts(text: str, source: str) -> CountTable:
    """Return the table; `source` names the file, and is a row's source where the table has no column for it.

    The period stands in the first column that is named like one, else in the first of all. A cell without a figure is
    not published.

    Raises:
        InputFaultsError: where there is no column of counts, or the text is no CSV.
    """
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline="")) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise _refuse(source, f"not CSV: {error}") from None
    names, cells = ([name.strip() for name in rows[0]], rows[1:]) if rows else ([], [])
    if len(set(names)) < len(names):
        raise _refuse(source, "two columns have one name")
    period, origin, note = (_find(names, words) for words in (PERIOD_WORDS, SOURCE_WORDS, NOTE_WORDS))
    period = period or next(iter(names), "")
    columns = [dict(zip(names, row, strict=False)) for row in cells]
    figures = {
        name: found
        for name in names
        if name not in (period, origin, note) and (found := _counts([row.get(name, "") for row in columns]))
    }
    if not figures:
        raise _refuse(source, "no column of counts")
    made = tuple(
        CountRow(
            row.get(period, "").strip(),
            {name: figure for name, found in figures.items() if (figure := found[number]) is not None},
            row.get(origin, "").strip() or source,
            row.get(note, ""),
        )
        for number, row in enumerate(columns)
    )
    return CountTable(describe_columns(list(figures)), made)


def _refuse(source: str, problem: str) -> InputFaultsError:
    remedy = "give a table with a header, a column of periods, and columns such as bus_people,ferry_people,total_people"
    return InputFaultsError([Fault(source, 0, "", "", problem, remedy)])


def _find(names: Sequence[str], words: frozenset[str]) -> str:
    return next((name for name in names if words & set(split_name(name))), "")


def _counts(cells: Sequence[str]) -> list[Figure | None]:
    """Return the figures of a column; nothing where it is no column of counts."""
    filled = sum(bool(cell.strip()) for cell in cells)
    found = [read_figure(cell) for cell in cells]
    counted = sum(figure is not None for figure in found)
    return found if filled and counted >= LEAST_COUNTS * filled else []
