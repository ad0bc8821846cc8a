"""Check a case: `safeconduct validate`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from safeconduct.app.validate_case import CaseCounts, validate_case
from safeconduct.core.basics import InputFaultsError
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_BAD_INPUT, clear_errors

EPILOG = "Example: safeconduct validate cases/harbour    The formats: safeconduct validate --schema"


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog=EPILOG)
    def validate(
        case: Annotated[Path | None, typer.Argument(help="Folder that holds case.toml and its tables.")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print the counts, or the faults, as JSON.")] = False,
        schema: Annotated[bool, typer.Option("--schema", help="Print the published schemas of the formats.")] = False,
    ) -> None:
        """Check every file of a case and list every fault at once; a good case is counted.

        Exits with 0 when the case is good, with 2 when it has faults or cannot be read.
        """
        if schema:
            typer.echo(json.dumps(dict(services.schemas()), indent=1, ensure_ascii=False))
            return
        if case is None:
            typer.echo("Name the folder of a case, or give --schema.", err=True)
            raise typer.Exit(EXIT_BAD_INPUT)
        with clear_errors():
            try:
                with Console(stderr=True).status("Reading the case ..."):
                    counts = validate_case(services.cases, case)
            except InputFaultsError as error:
                if not as_json:
                    raise
                typer.echo(json.dumps({"valid": False, "faults": [asdict(fault) for fault in error.faults]}, indent=1))
                raise typer.Exit(EXIT_BAD_INPUT) from None
        if as_json:
            typer.echo(json.dumps({"valid": True, **counts}, indent=1, ensure_ascii=False))
        else:
            _print_table(counts)


def _print_table(counts: CaseCounts) -> None:
    kind = "exercise" if counts["exercise"] else "[bold red]LIVE[/]"
    table = Table(title=f"{escape(str(counts['case']))} ({kind}): no fault found")
    table.add_column("what")
    table.add_column("how many", justify="right")
    for key, value in counts.items():
        if key not in ("case", "exercise"):
            table.add_row(key.replace("_", " "), _word(value))
    Console().print(table)


def _word(value: object) -> str:
    if value is None:
        return "none given: from the threat picture"
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)
