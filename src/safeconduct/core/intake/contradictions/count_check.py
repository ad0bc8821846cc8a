"""Check a table of published counts against itself: sums, cumulative totals, sources and notes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from safeconduct.core.intake.contradictions.count_notes import check_notes
from safeconduct.core.intake.contradictions.counts import (
    CountColumn,
    CountContradiction,
    CountRow,
    CountTable,
    Role,
    find_total,
)
from safeconduct.core.intake.figures import NOTHING, Figure


def find_count_contradictions(table: CountTable) -> tuple[CountContradiction, ...]:
    """Return where the counts of a table contradict each other beyond rounding, in order of its periods.

    Checked are: components against their total; a cumulative column against the row before and the total of its period,
    and against other cumulative columns of the same total; sources of one period against each other; and what a note
    claims in words against the columns. A figure may be rounded as far as the zeros at its end go.
    """
    found = [*_check_sums(table), *_check_sources(table), *_check_cumulative(table)]
    found += [*_check_growth(table), *check_notes(table)]
    order = {period: number for number, period in enumerate(dict.fromkeys(row.period for row in table.rows))}
    return tuple(sorted(found, key=lambda one: (order[one.period], one.columns, -one.beyond_rounding, one.reason)))


def _check_sums(table: CountTable) -> Iterator[CountContradiction]:
    for total in table.of_role(Role.TOTAL):
        parts = table.of_role(Role.COMPONENT, total.measure)
        for row in table.rows:
            given = [part.name for part in parts if part.name in row.figures]
            if not given or total.name not in row.figures:
                continue
            stated, counted = row.figures[total.name], sum((row.figures[name] for name in given), NOTHING)
            whole = len(given) == len(parts)
            gap = counted.gap(stated) if whole else max(0.0, counted.low - stated.high)
            if gap:
                what = "are not the total" if whole else "alone are more than the total"
                yield _note(row, (total.name, *given), stated, counted, gap, f"the components {what}")


def _check_sources(table: CountTable) -> Iterator[CountContradiction]:
    for rows in table.by_period():
        for one, other in combinations(rows, 2):
            for name in (column.name for column in table.columns):
                if name in one.figures and name in other.figures:
                    stated, counted = one.figures[name], other.figures[name]
                    gap = stated.gap(counted)
                    if gap:
                        reason = "two sources differ about one period"
                        yield _note(one, (name,), stated, counted, gap, reason, other.source)


def _check_cumulative(table: CountTable) -> Iterator[CountContradiction]:
    """Compare each cumulative count with every one before it plus what was added since; one that fits suffices."""
    for column in table.of_role(Role.CUMULATIVE):
        total = find_total(table, column)
        before: tuple[CountRow, ...] = ()
        between = NOTHING  # the totals of the periods since `before`
        known = True  # whether all of them are
        for rows in table.by_period():
            counts = [row.figures[total.name] for row in rows if total is not None and total.name in row.figures]
            added = _widest(counts)
            known = known and added is not None
            between = between + added if added is not None else between
            having = tuple(row for row in rows if column.name in row.figures)
            for row in having:
                yield from _compare(row, before, column, total, between if known else None)
            if having:
                before, between, known = having, NOTHING, True


def _widest(counts: list[Figure]) -> Figure | None:
    """Return one figure for all that several sources leave open."""
    if len(counts) < 2:
        return counts[0] if counts else None
    low, high = min(one.low for one in counts), max(one.high for one in counts)
    return Figure((low + high) / 2, low, high, " or ".join(one.words for one in counts))


def _compare(
    row: CountRow, before: tuple[CountRow, ...], column: CountColumn, total: CountColumn | None, added: Figure | None
) -> Iterator[CountContradiction]:
    stated = row.figures[column.name]
    tried = []
    for earlier in before:
        base = earlier.figures[column.name]
        counted = base if added is None else base + added
        gap = counted.gap(stated) if added is not None else max(0.0, base.low - stated.high)
        tried.append((gap, earlier, counted))
    if not tried or min(gap for gap, _, _ in tried) == 0:
        return
    gap, earlier, counted = min(tried, key=lambda one: (one[0], one[1].source))
    if added is None or total is None:
        yield _note(row, (column.name,), stated, counted, gap, f"less than on {earlier.period}", earlier.source)
    else:
        reason = f"not the count of {earlier.period} plus what was added"
        yield _note(row, (column.name, total.name), stated, counted, gap, reason, earlier.source)


def _check_growth(table: CountTable) -> Iterator[CountContradiction]:
    """Compare how much the cumulative columns of one total grew from one row to the next."""
    for one, other in combinations(table.of_role(Role.CUMULATIVE), 2):
        if find_total(table, one) != find_total(table, other):
            continue
        names = (one.name, other.name)
        having = [row for row in table.rows if all(name in row.figures for name in names)]
        for before, row in pairwise(having):
            grown, also = (row.figures[name] - before.figures[name] for name in names)
            gap = grown.gap(also)
            if gap and before.period != row.period:
                reason = f"the cumulative counts grew differently since {before.period}"
                yield _note(row, names, grown, also, gap, reason, before.source)


def _note(
    row: CountRow, columns: tuple[str, ...], stated: Figure, counted: Figure, gap: float, reason: str, other: str = ""
) -> CountContradiction:
    sources = tuple(dict.fromkeys(source for source in (row.source, other) if source))
    return CountContradiction(row.period, columns, stated, counted, gap, reason, sources)
