"""Send what waits in an operation's outbox: `safeconduct dispatch`."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.dispatch_messages import Dispatcher
from safeconduct.core.delivery import list_troubles
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli.operation._desk import Folder, now_millis


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct dispatch operations/harbour --vault /srv/vault")
    def dispatch(
        folder: Folder, vault: Annotated[Path, typer.Option(help="Folder of the vault that holds the addresses.")]
    ) -> None:
        """Hand messages over by the channels of FOLDER/channels.toml until Ctrl-C, and hear what comes back.

        Run one on a device. Killed at any moment, it goes on where it was (docs/channels.md).
        """
        with clear_errors(), services.stores.open(folder) as store:
            door, operation = services.doors(store), store.operation()
            channels, rules = services.open_channels(folder)
            reached = services.vaults.reach(vault, "dispatcher")
            kind = "an EXERCISE" if operation.exercise else "LIVE"
            typer.echo(f"{operation.name} ({kind}) is sent by {', '.join(channels)}; Ctrl-C ends it.", err=True)
            dispatcher = Dispatcher(door, store, reached, channels, rules, now_millis)
            asyncio.run(_run(dispatcher))
            for one in list_troubles(door.state().messages, {}, operation.device):
                typer.echo(
                    f"{one.message} to {one.party} by {one.channel or 'no channel'}: {one.trouble.value} {one.why}"
                )


async def _run(dispatcher: Dispatcher) -> None:
    stop = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    await dispatcher.run(stop)
