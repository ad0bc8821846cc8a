"""Print rows as a table, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from safeconduct.core.basics import format_time

FIRST, LAST = -62_135_596_800, 253_402_300_799  # POSIX seconds of the years 1 to 9999
Value = str | int | float | bool | datetime | None
Row = Mapping[str, Value]
AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


def show_rows(rows: Sequence[Row], as_json: bool, nothing: str, *, hidden: Collection[str] = ()) -> None:
    """Print rows that have the same columns, fractions as percentages; `nothing` is said where there are none.

    The JSON has all columns, the table those that are not hidden: a terminal of 80 signs is narrow.
    """
    if as_json:
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False, default=_to_json))
        return
    if not rows:
        typer.echo(nothing)
        return
    table = Table()
    for name, value in rows[0].items():
        if name not in hidden:
            counts = isinstance(value, int | float) and not isinstance(value, bool)
            table.add_column(
                name.replace("_", " "),
                justify="right" if counts else "left",
                no_wrap=not table.columns,  # an id or time that stands first is copied
                overflow="fold",
            )
    for row in rows:
        table.add_row(*(_word(value) for name, value in row.items() if name not in hidden))
    Console().print(table)


def to_moment(millis: int) -> datetime:
    """Return a moment of a device's clock, in UTC, to the second; what no calendar has is its first or last day.

    >>> to_moment(-(2**53)).year, to_moment(1).year
    (1, 1970)
    """
    return datetime.fromtimestamp(min(max(millis // 1000, FIRST), LAST), UTC)


def to_time(millis: int) -> str:
    """Return a moment of a device's clock as ISO 8601, in UTC."""
    return _to_json(to_moment(millis))


def _to_json(value: datetime) -> str:
    return format_time(value.timestamp(), 0)


def _word(value: Value) -> str:
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.1%}"
        case int():
            return f"{value:,}"
        case datetime():
            return f"{value:%Y-%m-%d %H:%MZ}"
        case str():
            return escape("".join(sign if sign.isprintable() else " " for sign in value))
