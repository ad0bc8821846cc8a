"""Make the certificates of a Dask cluster: `safeconduct dask-certs`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(name="dask-certs", epilog="Example: safeconduct dask-certs certs --days 30")
    def dask_certs(
        folder: Annotated[Path, typer.Argument(help="Folder that will hold them; a new one.")],
        days: Annotated[int, typer.Option(min=1, max=3650, help="For how many days they are good.")] = 30,
    ) -> None:
        """Make the certificates by which a Dask scheduler, its workers and whoever asks them know each other.

        Carry the folder to each machine by hand: who has it can have any of them run anything.
        """
        with clear_errors():
            services.make_certificates(folder, days)
        typer.echo(f"{folder} holds ca.pem, node.pem and node-key.pem, good for {days} days.")
