"""Hold a table of published counts by period, and know which of its columns add up to which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from statistics import median

from safeconduct.core.intake.figure_words import COUNTED
from safeconduct.core.intake.figures import Figure

TOTAL_WORDS = frozenset({"all", "altogether", "overall", "sum", "total"})
CUMULATIVE_WORDS = frozenset({"cum", "cumulative", "running", "since", "todate"})

_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")


class Role(StrEnum):
    """Tell what a column of counts is."""

    COMPONENT = "component"  # with the others of its measure it makes the total
    TOTAL = "total"
    CUMULATIVE = "cumulative"  # the totals up to and with this period


@dataclass(frozen=True, slots=True)
class CountColumn:
    """Describe one column of counts; `measure` is what it counts, "" where its name does not say."""

    name: str
    role: Role
    measure: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """Hold what one source published for one period."""

    period: str
    figures: Mapping[str, Figure]  # by column; what is not published is left out
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountTable:
    """Hold rows in order of their periods; several of one period come from several sources."""

    columns: tuple[CountColumn, ...]
    rows: tuple[CountRow, ...]

    def of_role(self, role: Role, measure: str | None = None) -> tuple[CountColumn, ...]:
        """Return the columns of a role, of one measure if it is given."""
        return tuple(one for one in self.columns if one.role is role and measure in (None, one.measure))

    def by_period(self) -> tuple[tuple[CountRow, ...], ...]:
        """Group the rows by period, in their order."""
        periods: dict[str, list[CountRow]] = {}
        for row in self.rows:
            periods.setdefault(row.period, []).append(row)
        return tuple(map(tuple, periods.values()))


@dataclass(frozen=True, slots=True)
class CountContradiction:
    """Keep two counts that cannot both be right; neither is preferred."""

    period: str
    columns: tuple[str, ...]  # the column of the stated count first
    stated: Figure
    counted: Figure  # what the other columns, rows or sources make of it
    beyond_rounding: float  # how far apart they are when rounding is allowed for
    reason: str  # in words for the operator
    sources: tuple[str, ...] = field(default=())


def describe_columns(names: Sequence[str]) -> tuple[CountColumn, ...]:
    """Tell from their names what columns of counts are: `us_pax`, `total_pax`, `cumulative_pax`.

    >>> [str(one.role) for one in describe_columns(["us_pax", "total_pax", "cumulative_since_may"])]
    ['component', 'total', 'cumulative']
    """
    return tuple(_describe(name) for name in names)


def join_tables(tables: Iterable[CountTable]) -> tuple[CountTable, ...]:
    """Join the tables that have the same columns: each of them is one more source of the same counts.

    Rows come in order of time where every period begins with a date (2031-03-04), else as they were.
    """
    joined: dict[frozenset[CountColumn], list[CountTable]] = {}
    for table in tables:
        joined.setdefault(frozenset(table.columns), []).append(table)
    return tuple(
        CountTable(alike[0].columns, tuple(_order([row for table in alike for row in table.rows])))
        for alike in joined.values()
    )


def _order(rows: list[CountRow]) -> list[CountRow]:
    dated = all(_DATE.match(row.period) for row in rows)
    return sorted(rows, key=lambda row: row.period) if dated else rows


def split_name(name: str) -> tuple[str, ...]:
    """Return the words of a column's name.

    >>> split_name("total_pax (24 h)")
    ('total', 'pax', '24', 'h')
    """
    return tuple(re.findall(r"[^\W_]+", name.lower()))


def _describe(name: str) -> CountColumn:
    words = split_name(name)
    counted = [COUNTED[word] for word in words if word in COUNTED]  # the last one is the head: bus_people
    if CUMULATIVE_WORDS & set(words):
        return CountColumn(name, Role.CUMULATIVE, next(reversed(counted), ""))
    rest = [word for word in words if word not in TOTAL_WORDS]
    measure = next(reversed([*rest[-1:], *counted]), "")
    return CountColumn(name, Role.TOTAL if len(rest) < len(words) else Role.COMPONENT, measure)


def find_total(table: CountTable, column: CountColumn) -> CountColumn | None:
    """Return the total that a cumulative column accumulates; None where there is none.

    Where the name does not say, it is the total that comes closest to how much the column grows from row to row.
    """
    totals = table.of_role(Role.TOTAL, column.measure or None)
    if len(totals) == 1:
        return totals[0]
    grown = {total.name: _misfit(table, column, total) for total in totals}
    fitting = [total for total in totals if grown[total.name] is not None]
    return min(fitting, key=lambda total: (grown[total.name] or 0.0, total.name), default=None)


def _misfit(table: CountTable, column: CountColumn, total: CountColumn) -> float | None:
    """Return the usual distance between growth and total, as a share of the larger; None where no row has both."""
    shares = []
    for before, row in pairwise(table.rows):
        if before.period == row.period:
            continue
        if column.name in before.figures and column.name in row.figures and total.name in row.figures:
            growth = row.figures[column.name].value - before.figures[column.name].value
            count = row.figures[total.name].value
            shares.append(abs(growth - count) / max(abs(growth), count, 1.0))
    return median(shares) if shares else None
