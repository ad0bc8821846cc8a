"""Unlock a vault and hold its keys: `safeconduct keyd`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from safeconduct.interfaces.cli import Services

EPILOG = "Example: safeconduct keyd /srv/vault --user keyd --group safeconduct --serve web --dispatcher sender"


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog=EPILOG)
    def keyd(
        folder: Annotated[Path, typer.Argument(help="Folder that `safeconduct vault init` made.")],
        passphrase_fd: Annotated[
            int | None, typer.Option(min=0, help="Read the passphrase from this open file; else the terminal asks.")
        ] = None,
        user: Annotated[
            str | None, typer.Option(help="Become this system user, who owns the folder (as root).")
        ] = None,
        group: Annotated[str | None, typer.Option(help="Group that may speak with the socket.")] = None,
        serve: Annotated[
            list[str] | None, typer.Option(help="System user that is answered, again for more; you, if not given.")
        ] = None,
        dispatcher: Annotated[
            str | None, typer.Option(help="System user of the process that sends messages; opens contacts alone.")
        ] = None,
        importer: Annotated[
            str | None, typer.Option(help="System user of the process that reads lists in; seals, and opens nothing.")
        ] = None,
        fingerprints: Annotated[
            int | None, typer.Option(min=0, help="Let the service register so many people, until keyd stops.")
        ] = None,
        socket: Annotated[
            Path | None, typer.Option(help="Where to listen; keyd.sock in the folder, if not given.")
        ] = None,
    ) -> None:
        """Unlock a vault: ask the passphrase, hold the keys in memory, and answer on a socket until it is stopped.

        Stopping it locks everything. docs/vault.md says what it protects, and from what it cannot.
        """
        given = {"--passphrase-fd": passphrase_fd, "--user": user, "--group": group, "--dispatcher": dispatcher}
        options = {**given, "--importer": importer, "--fingerprints": fingerprints, "--socket": socket}
        arguments = [str(folder)]
        for name, value in options.items():
            arguments += [] if value is None else [name, str(value)]
        for name in serve or ():
            arguments += ["--serve", name]
        services.vaults.become_keyd(arguments)
