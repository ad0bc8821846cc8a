"""Offer an operation over HTTP: `safeconduct serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli.operation._desk import Folder

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct serve operations/harbour --vault /srv/vault --port 8000")
    def serve(
        folder: Folder,
        vault: Annotated[
            Path | None, typer.Option(help="Folder of the vault whose identities are opened here.")
        ] = None,
        host: Annotated[
            str, typer.Option(help="Address to listen at; other machines reach only a proxy.")
        ] = "127.0.0.1",
        port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8000,
        i_have_tls: Annotated[
            bool, typer.Option("--i-have-tls", help="Something before this encrypts; needed for other addresses.")
        ] = False,
    ) -> None:
        """Serve an operation to operators who are logged in, and to other devices' `safeconduct sync`.

        It speaks plain HTTP, on this machine alone: a reverse proxy with TLS lets others in (docs/api.md says how).
        """
        if host not in LOOPBACK and not i_have_tls:
            raise typer.BadParameter(
                "sessions and identities would travel in the clear: put a proxy with TLS before 127.0.0.1, "
                "or say --i-have-tls (docs/api.md)",
                param_hint="--host",
            )
        with clear_errors(), services.stores.open(folder) as store:
            operation = store.operation()
        from safeconduct.interfaces.api import build_api  # a second, which the other commands need not wait
        from safeconduct.interfaces.api.serving import serve as run

        kind = "an EXERCISE" if operation.exercise else "LIVE"
        typer.echo(f"{operation.name} ({kind}) is served at http://{host}:{port}; Ctrl-C ends it.", err=True)
        with clear_errors():
            run(build_api(services, folder, vault), host, port)
