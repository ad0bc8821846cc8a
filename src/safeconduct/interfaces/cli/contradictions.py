"""Show who said what first and what contradicts: `safeconduct contradictions`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from safeconduct.app.compare_evidence import Compared, compare_evidence, list_compared
from safeconduct.core.intake.contradictions import Contradiction, CountContradiction
from safeconduct.core.intake.origins import Assertion
from safeconduct.core.intake.statement import Statement
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors

EPILOG = "Example: safeconduct contradictions monday.json courier.json departures.csv"
SHOWN = 40  # rows of a table; all of them with --json
SHOWN_CHARACTERS = 160  # of what is said
JOINERS = "\u200c\u200d"  # invisible, but Persian words need them


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog=EPILOG)
    def contradictions(
        files: Annotated[
            list[Path], typer.Argument(help="Readings (.json, from `read --json`) and tables of counts (.csv).")
        ],
        as_json: Annotated[bool, typer.Option("--json", help="Print all that was found as JSON.")] = False,
    ) -> None:
        """List what is said, by how many independent origins, and everything that contradicts.

        Outlets that carry one origin's words corroborate nothing. Contradictions are shown and never resolved. Exits
        with 0 when the files were compared, whatever was found, with 2 when one cannot be read.
        """
        with clear_errors():
            with Console(stderr=True).status("Comparing ..."):
                compared = compare_evidence(services.evidence, files, services.likeness)
            if as_json:
                typer.echo(json.dumps(list_compared(compared), indent=1, ensure_ascii=False))
            else:
                _print(compared)


def _print(compared: Compared) -> None:
    if compared.assertions:
        _print_assertions(compared.assertions)
    if compared.contradictions:
        _print_contradictions(compared.contradictions)
    if compared.count_contradictions:
        _print_counts(compared.count_contradictions)
    if not compared.contradictions and not compared.count_contradictions:
        typer.echo("No contradiction found.")


def _print_assertions(assertions: tuple[Assertion, ...]) -> None:
    table = Table(title="What is said, by whom first", caption=_more(len(assertions)), show_lines=True)
    table.add_column("independent origins", justify="right")
    for name in ("origins", "through", "certainty", "what is said"):
        table.add_column(name, overflow="fold")
    for one in assertions[:SHOWN]:
        certainties = dict.fromkeys(str(each.said.certainty) for each in one.statements)
        words = "; ".join(one.outlets) or "no outlet named"
        table.add_row(
            f"{one.independent_origins:,}", _plain("; ".join(one.origins)), _plain(words), ", ".join(certainties),
            _plain(one.statements[0].text),
        )  # fmt: skip
    Console().print(table)


def _print_contradictions(found: tuple[Contradiction, ...]) -> None:
    table = Table(title="Statements that contradict each other", caption=_more(len(found)), show_lines=True)
    for name in ("in", "why", "one", "the other"):
        table.add_column(name, overflow="fold")
    for one in found[:SHOWN]:
        table.add_row(str(one.matter), _plain(one.reason), _quote(one.one), _quote(one.other))
    Console().print(table)


def _print_counts(found: tuple[CountContradiction, ...]) -> None:
    table = Table(
        title="Published counts that contradict each other, and how far beyond rounding",
        caption=_more(len(found)),
        show_lines=True,
    )
    table.add_column("period")
    table.add_column("columns", overflow="fold")
    for name in ("stated", "counted", "apart"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("why", overflow="fold")
    for one in found[:SHOWN]:
        columns = "\n".join(map(_plain, one.columns))
        stated, counted, apart = _plain(one.stated.words), _plain(one.counted.words), f"{one.beyond_rounding:,.6g}"
        table.add_row(_plain(one.period), columns, stated, counted, apart, _plain(one.reason))
    Console().print(table)


def _quote(statement: Statement) -> str:
    said, document = statement.said, statement.document
    where = f" in {document.outlet}" if document.outlet else ""
    return _plain(f"{said.speaker.canonical}{where}: {statement.text}")


def _more(count: int) -> str | None:
    return f"... and {count - SHOWN:,} more (all with --json)" if count > SHOWN else None


def _plain(text: str) -> str:
    """Shorten a text, and let nothing of it steer the terminal or the table."""
    shown = "".join(
        letter if letter.isprintable() or letter in JOINERS else " " if letter.isspace() else "\ufffd"
        for letter in text[: SHOWN_CHARACTERS + 1]
    )
    return escape(shown if len(shown) <= SHOWN_CHARACTERS else shown[:SHOWN_CHARACTERS] + "…")
