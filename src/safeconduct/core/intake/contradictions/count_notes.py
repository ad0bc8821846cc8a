"""Check what the notes of a table of counts claim in words against its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from safeconduct.core.intake.contradictions.counts import (
    CUMULATIVE_WORDS,
    TOTAL_WORDS,
    CountColumn,
    CountContradiction,
    CountRow,
    CountTable,
    Role,
    split_name,
)
from safeconduct.core.intake.figure_words import COUNTED
from safeconduct.core.intake.figures import Figure, find_figures

FAR = 2.0  # a claim more than so many times a count is about something else
NO_NAMES = frozenset({"non", "other", "others", "rest"})  # parts of column names that no text uses as a name
_CLAUSE_END = re.compile(r"[;()]|,(?!\d)|[.:](?=\s)")


def check_notes(table: CountTable) -> Iterator[CountContradiction]:
    """Go through the claims of every note that say which column they are about: by a component's name before the
    figure, by "in all" or "total", or by "cumulative"; what says nothing of the kind is compared with nothing.
    """
    for row in table.rows:
        for clause in _CLAUSE_END.split(row.note):
            for figure in find_figures(clause):
                column = None if _is_reckoned(clause, figure) else _find_column(table, row, clause, figure)
                if column is not None and (gap := row.figures[column.name].gap(figure)):
                    sources = (row.source,) if row.source else ()
                    stated = row.figures[column.name]
                    reason = "a claim in the note differs"
                    yield CountContradiction(row.period, (column.name,), stated, figure, gap, reason, sources)


def _is_reckoned(clause: str, figure: Figure) -> bool:
    """Tell whether a figure is part of a sum that is written out."""
    around = clause[: figure.span.start].rstrip()[-1:] + clause[figure.span.end :].lstrip()[:1]
    return bool(set("+=") & set(around))


def _find_column(table: CountTable, row: CountRow, clause: str, figure: Figure) -> CountColumn | None:
    """Return the column that a claim is about: of its scope and measure, the one whose count is nearest."""
    near = [column for column in _of_scope(table, clause, figure) if column.name in row.figures]
    if figure.counted and figure.counted in {column.measure for column in table.columns}:
        near = [column for column in near if column.measure in ("", figure.counted)]
    elif figure.counted in COUNTED.values():
        return None  # counts what no column does
    apart = {column.name: _ratio(row.figures[column.name].value, figure.value) for column in near}
    best = min(near, key=lambda column: (apart[column.name], column.name), default=None)
    return best if best is not None and apart[best.name] <= FAR else None


def _of_scope(table: CountTable, clause: str, figure: Figure) -> tuple[CountColumn, ...]:
    words = split_name(clause)
    before = {*split_name(clause[: figure.span.start])}
    named = tuple(column for column in table.of_role(Role.COMPONENT) if _names(column) & before)
    if named:
        return named
    if any(_names(column) & set(words) for column in table.of_role(Role.COMPONENT)):
        return ()  # about a component, but which is not said before the figure
    if CUMULATIVE_WORDS & set(words):
        return table.of_role(Role.CUMULATIVE)
    if TOTAL_WORDS & set(words):
        return (*table.of_role(Role.TOTAL), *table.of_role(Role.CUMULATIVE))
    return ()


def _names(column: CountColumn) -> set[str]:
    """Return the words of a component's name that tell it from the others."""
    return {word for word in split_name(column.name) if COUNTED.get(word, word) != column.measure} - NO_NAMES


def _ratio(one: float, other: float) -> float:
    low, high = sorted((abs(one), abs(other)))
    return high / low if low else float("inf")
