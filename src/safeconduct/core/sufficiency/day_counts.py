"""Take from a table of published counts what is claimed of each day, and of how many are out so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.intake.contradictions import CountContradiction, CountRow, CountTable, find_count_contradictions
from safeconduct.core.intake.contradictions.counts import Role
from safeconduct.core.intake.figures import NOTHING, Figure

DAY = 86_400.0  # seconds
PEOPLE = "people"  # what a column must count
OPEN_END = 0.25  # "more than 2,000" is read as up to so much more, "up to 40" as down to so much less
DISRUPTED = "disrupted"  # the column that says whether a day is known to have had a pause or closure: 1 or 0


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
    names = _find_day_columns(table)
    running = _find_cumulative(table, total)
    groups = sorted(table.by_period(), key=lambda rows: ends[rows[0].period])
    _check_windows([(rows[0].period, ends[rows[0].period]) for rows in groups])
    found: dict[int, DayCount] = {}
    first = ends[groups[0][0].period]
    before: dict[str, tuple[int, Figure]] = {}  # of each cumulative column: day and figure last seen
    for rows in groups:
        number = round((ends[rows[0].period] - first) / DAY)
        stated = [(_add(row.figures[name] for name in names if name in row.figures), row.source) for row in rows]
        claims = [(figure, source) for figure, source in stated if figure is not NOTHING]
        for column in table.of_role(Role.CUMULATIVE):
            for row in rows:
                figure = row.figures.get(column.name)
                if figure is None or column.measure not in ("", PEOPLE):
                    continue
                day, earlier = before.get(column.name, (-2, NOTHING))
                before[column.name] = number, figure
                if day == number - 1:
                    claims.append((figure - earlier, row.source))
        found[number] = DayCount(ends[rows[0].period], _keep_apart(claims), _is_disrupted(rows))
    days = [found.get(number, DayCount(first + number * DAY, ())) for number in range(max(found) + 1)]
    return Tally(tuple(days), _count_out(groups, names, running), find_count_contradictions(table))


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


def _count_out(groups: Sequence[Sequence[CountRow]], names: Sequence[str], running: str | None) -> tuple[Claim, ...]:
    """Follow the published cumulative count, and beside it the first one plus every day since."""
    published, added, source, begun = NOTHING, NOTHING, "the days added up", running is None
    for rows in groups:
        stated = [_add(row.figures[name] for name in names if name in row.figures) for row in rows]
        day = next((figure for figure in stated if figure is not NOTHING), NOTHING)
        given = [(row.figures[running], row.source) for row in rows if running is not None and running in row.figures]
        added = added + day if begun else added
        published = published + day if begun else published
        if given:
            published, source = given[0]
            added, begun = (added if begun else published), True
    claims = [(published, source), (added, "the days added up")]
    return _keep_apart([(figure, source) for figure, source in claims if figure is not NOTHING])


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
    return Claim(low, max(low, high), figure.words, source)


def _add(figures: Iterable[Figure]) -> Figure:
    """Add up; NOTHING itself where there is none."""
    whole = NOTHING
    for figure in figures:
        whole = whole + figure
    return whole
