"""Print rows as a table, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from safeconduct.core.basics import format_time

Row = Mapping[str, str | int | float | bool | None]
AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


def show_rows(rows: Sequence[Row], as_json: bool, nothing: str) -> None:
    """Print rows that have the same columns, fractions as percentages; `nothing` is said where there are none."""
    if as_json:
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    if not rows:
        typer.echo(nothing)
        return
    table = Table()
    for name, value in rows[0].items():
        counts = isinstance(value, int | float) and not isinstance(value, bool)
        table.add_column(name.replace("_", " "), justify="right" if counts else "left")
    for row in rows:
        table.add_row(*(_word(value) for value in row.values()))
    Console().print(table)


def to_time(millis: int) -> str:
    """Return a moment of a device's clock as ISO 8601, in UTC."""
    return format_time(millis // 1000, 0)


def _word(value: str | int | float | bool | None) -> str:
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.1%}"
        case int():
            return f"{value:,}"
        case str():
            return escape("".join(sign if sign.isprintable() else " " for sign in value))
