"""Say whose store it is and what it holds: `safeconduct status`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli.operation._store import show_operation, tell_operation


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct status operations/harbour")
    def status(
        folder: Annotated[Path, typer.Argument(help="Folder of an operation.")],
        as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    ) -> None:
        """Say which operation a folder holds, how many events and devices, and what waits to leave."""
        with clear_errors(), services.stores.open(folder) as store:
            said = tell_operation(store)
        typer.echo(json.dumps(said, indent=1, ensure_ascii=False) if as_json else show_operation(said))
