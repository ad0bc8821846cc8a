"""Take from a table of published counts what is claimed of each day, and of how many are out so far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.intake.contradictions import CountContradiction, CountRow, CountTable, find_count_contradictions
from safeconduct.core.intake.contradictions.counts import Role
from safeconduct.core.intake.figures import NOTHING, Figure

DAY = 86_400.0  # seconds
PEOPLE = "people"  # what a column must count
OPEN_END = 0.25  # "more than 2,000" is read as up to so much more, "up to 40" as down to so much less
ADDED_UP = "the days added up"  # where a number is not published so
DISRUPTED = "disrupted"  # the column that says whether a day is known to have had a pause or closure: 1 or 0

_RECKONED = re.compile(r"[\d,.+\- ]+")  # plain figures, and sums and differences of them
_PAGE = re.compile(r"https?://[^/]")


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold what one source says of a number of people: any number from `low` to `high` may be meant."""

    low: float
    high: float
    words: str
    source: str

    @property
    def middle(self) -> float:
        """Give the middle of what may be meant."""
        return (self.low + self.high) / 2.0


@dataclass(frozen=True, slots=True)
class DayCount:
    """Hold all that is claimed of one window of 24 hours; claims contradict each other, none is preferred."""

    end: float  # POSIX second of the window's end
    claims: tuple[Claim, ...]  # people brought out; none = not known, which is not 0
    disrupted: bool | None = None  # a pause or closure in it is known; None = nobody says


@dataclass(frozen=True, slots=True)
class Tally:
    """Hold the days in order without a gap, who is out so far by each way of counting, and what contradicts."""

    days: tuple[DayCount, ...]
    out: tuple[Claim, ...]
    contradictions: tuple[CountContradiction, ...]


def tally_days(table: CountTable, ends: Mapping[str, float], total: str | None = None) -> Tally:
    """Return the days of a table; `ends` gives each period's end as a POSIX second.

    A day's claims are what each source states, and what the cumulative counts grew by where that is not the same beyond
    rounding. Who is out so far is the newest cumulative count, and where it differs the first one plus all days since.
    `total` names the cumulative column to follow; if not given, it is the one with the most figures.

    Raises:
        InputFaultsError: where no column counts people, `total` is none of the cumulative ones, or windows are not
            whole days apart.
    """
    table = _name_total(table)
    names, running = _find_day_columns(table), _find_cumulative(table, total)
    groups = sorted(table.by_period(), key=lambda rows: ends[rows[0].period])
    _check_windows([(rows[0].period, ends[rows[0].period]) for rows in groups])
    first = ends[groups[0][0].period]
    given = {round((ends[rows[0].period] - first) / DAY): rows for rows in groups}
    windows: list[tuple[CountRow, ...]] = [given.get(number, ()) for number in range(max(given) + 1)]
    days = [
        DayCount(
            first + number * DAY,
            _keep_apart([*_list_stated(rows, names), *_list_grown(table, before, rows)]),
            _is_disrupted(rows),
        )
        for number, (before, rows) in enumerate(pairwise([(), *windows]))
    ]
    return Tally(tuple(days), _count_out(windows, names, running), find_count_contradictions(table))


def _name_total(table: CountTable) -> CountTable:
    """Take a lone column of people for the total, so that cumulative counts are held against it."""
    parts = table.of_role(Role.COMPONENT, PEOPLE)
    if len(parts) != 1 or table.of_role(Role.TOTAL, PEOPLE):
        return table
    return replace(
        table, columns=tuple(replace(one, role=Role.TOTAL) if one in parts else one for one in table.columns)
    )


def _list_stated(rows: Sequence[CountRow], names: Sequence[str]) -> list[tuple[Figure, str]]:
    """Return what each source states of a day; nothing where it states none of the columns."""
    given = [([row.figures[name] for name in names if name in row.figures], row.source) for row in rows]
    return [(sum(figures, NOTHING), _shorten(source)) for figures, source in given if figures]


def _list_grown(
    table: CountTable, before: Sequence[CountRow], rows: Sequence[CountRow]
) -> Iterator[tuple[Figure, str]]:
    """Give what each cumulative count grew by since the day before."""
    for column in table.of_role(Role.CUMULATIVE):
        if column.measure in ("", PEOPLE):
            earlier, now = ([row for row in of if column.name in row.figures] for of in (before, rows))
            for row in now if earlier else ():
                grown = row.figures[column.name] - earlier[0].figures[column.name]
                yield grown, f"{_shorten(row.source)}, by what {column.name} grew"


def _find_day_columns(table: CountTable) -> tuple[str, ...]:
    """Return the column of a day's people, or the parts that make it."""
    for role in (Role.TOTAL, Role.COMPONENT):
        columns = table.of_role(role, PEOPLE)
        if columns:
            return tuple(column.name for column in columns[: 1 if role is Role.TOTAL else None])
    columns_given = ", ".join(column.name for column in table.columns)
    remedy = "name a column people or total_people, and cumulative_people what is counted from the beginning"
    raise InputFaultsError([Fault("counts", 1, "", columns_given, "no column counts a day's people", remedy)])


def _find_cumulative(table: CountTable, total: str | None) -> str | None:
    columns = [one.name for one in table.of_role(Role.CUMULATIVE) if one.measure in ("", PEOPLE)]
    if total is not None and total not in columns:
        remedy = f"name one of: {', '.join(columns) or 'none, as there is none'}"
        raise InputFaultsError([Fault("--total", 0, "", total, "no cumulative column of people", remedy)])
    filled = {name: sum(name in row.figures for row in table.rows) for name in columns}
    return total or max(columns, key=lambda name: filled[name], default=None)


def _check_windows(windows: Sequence[tuple[str, float]]) -> None:
    first = windows[0][1]
    faults = [
        Fault("counts", 0, "", period, "not a whole number of days after the first", "give windows of 24 hours each")
        for period, end in windows
        if abs((end - first) / DAY - round((end - first) / DAY)) > 1e-6
    ]
    if faults:
        raise InputFaultsError(faults)


def _is_disrupted(rows: Sequence[CountRow]) -> bool | None:
    said = [row.figures[DISRUPTED].value for row in rows if DISRUPTED in row.figures]
    return any(said) if said else None


def _count_out(days: Sequence[Sequence[CountRow]], names: Sequence[str], running: str | None) -> tuple[Claim, ...]:
    """Follow the published cumulative count, and beside it the first one plus every day since.

    Where a day of these is not known, adding up begins anew at the next cumulative count.
    """
    published = added = NOTHING
    source, whole = ADDED_UP, running is None
    for rows in days:
        stated = _list_stated(rows, names)
        whole = whole and (bool(stated) or running is None)
        day = stated[0][0] if stated else NOTHING
        published, added = published + day, added + day
        source = source if not stated or source.endswith(ADDED_UP) else f"{source}, and {ADDED_UP}"
        for row in [row for row in rows if running in row.figures][:1]:
            published, source = row.figures[str(running)], _shorten(row.source)
            added, whole = (added if whole else published), True
    claims = [(published, source), (added, ADDED_UP)]
    return _keep_apart([claim for claim in claims[: 2 if whole else 1] if claim[0] is not NOTHING])


def _keep_apart(claims: Sequence[tuple[Figure, str]]) -> tuple[Claim, ...]:
    """Keep each figure that differs beyond rounding from all kept before it."""
    kept: list[tuple[Figure, str]] = []
    for figure, source in claims:
        if all(figure.gap(other) > 0.0 for other, _ in kept):
            kept.append((figure, source))
    return tuple(_claim(figure, source) for figure, source in kept)


def _claim(figure: Figure, source: str) -> Claim:
    slack = OPEN_END * figure.value
    low, high = max(figure.low, figure.value - slack, 0.0), min(figure.high, figure.value + slack)
    words = f"{figure.value:,.0f}" if _RECKONED.fullmatch(figure.words) else figure.words
    return Claim(low, max(low, high), words, source)


def _shorten(source: str) -> str:
    """Name a page by its host.

    >>> _shorten("https://news.example/2031/counts"), _shorten("harbour office")
    ('news.example', 'harbour office')
    """
    return source.split("/")[2] if _PAGE.match(source) else source
