"""Bring an operation back from a backup: `safeconduct restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli.operation._store import KIND, read_identities, read_passphrase


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        epilog="Example: safeconduct restore harbour.age --into operations/harbour-2 --exercise --identity key.txt"
    )
    def restore(
        file: Annotated[Path, typer.Argument(help="The backup.")],
        into: Annotated[Path, typer.Option(help="New folder for the operation.")],
        exercise: Annotated[bool, KIND],
        identity: Annotated[
            Path | None,
            typer.Option(help="File with the secret key: AGE-SECRET-KEY-1... or an SSH key; else a passphrase."),
        ] = None,
        postgresql: Annotated[
            str, typer.Option(help="Address of an empty database, postgresql://user@host/name; else a file of SQLite.")
        ] = "",
        lost: Annotated[
            bool,
            typer.Option("--lost", help="The device that made the backup is lost: this one stands in for it."),
        ] = False,
    ) -> None:
        """Make the store of a backup anew, checked before it is there, under a new name for this device.

        With --lost whoever had joined on the lost device goes on here at once, and nothing of it counts any more.
        Without, this is one more device: add it to the others, and each who works here joins here.
        """
        with clear_errors():
            keys = read_identities(identity)
            secret = "" if keys else read_passphrase(confirm=False)
            device = services.backups.restore(file, into, exercise, keys, secret, postgresql, lost=lost)
        typer.echo(f"{into}: restored and checked; this device is {device} from now on.")
