"""Begin an operation: `safeconduct init`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli.operation._store import KIND, show_operation, tell_operation


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog='Example: safeconduct init operations/harbour --name "Harbour" --exercise')
    def init(
        folder: Annotated[Path, typer.Argument(help="New folder for the operation's store and the device's key.")],
        name: Annotated[str, typer.Option(help="Name of the operation, for people.")],
        exercise: Annotated[bool, KIND],
        postgresql: Annotated[
            str, typer.Option(help="Address of an empty database, postgresql://user@host/name; else a file of SQLite.")
        ] = "",
        as_json: Annotated[bool, typer.Option("--json", help="Print whose store it is as JSON.")] = False,
    ) -> None:
        """Make the store in which an operation's record is kept on this device.

        Exercise and live are different stores that refuse each other, for good.
        """
        with clear_errors():
            services.stores.create(folder, name, exercise, postgresql)
            with services.stores.open(folder, exercise) as store:
                said = tell_operation(store)
        typer.echo(json.dumps(said, indent=1, ensure_ascii=False) if as_json else show_operation(said))
