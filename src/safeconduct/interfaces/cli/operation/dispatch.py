"""Send what waits in an operation's outbox: `safeconduct dispatch`."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.dispatch_messages import Dispatcher
from safeconduct.app.ports import EventStore
from safeconduct.core.delivery import TOPIC, list_troubles
from safeconduct.core.instructions.brief_text import write_brief
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli.operation._desk import Folder, now_millis

OUTBOX_MOST = 1_000_000


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct dispatch operations/harbour --vault /srv/vault")
    def dispatch(
        folder: Folder, vault: Annotated[Path, typer.Option(help="Folder of the vault that holds the addresses.")]
    ) -> None:
        """Hand messages over by the channels of FOLDER/channels.toml until Ctrl-C, and hear what comes back.

        The vault gives 600 addresses an hour; to tell more, somebody gives leave (`safeconduct vault allow --messages`)
        and it goes on. One runs on a device at a time. Killed at any moment, it goes on where it was: docs/channels.md.
        """
        with (
            clear_errors(),
            services.lock_folder(folder, "dispatch"),
            services.stores.open(folder) as store,
        ):
            door, operation = services.doors(store), store.operation()
            channels, rules = services.open_channels(folder)
            reached = services.vaults.reach(vault, "dispatcher")
            kind = "an EXERCISE" if operation.exercise else "LIVE"
            typer.echo(f"{operation.name} ({kind}) is sent by {', '.join(channels)}; Ctrl-C ends it.", err=True)
            book, exercise = services.phrasebook("en"), operation.exercise
            dispatcher = Dispatcher(
                door, store, reached, channels, rules, now_millis,
                tell=lambda words: typer.echo(words, err=True),
                write_menu=lambda language: [write_brief(book.of(language), "sms-menu", exercise)],
            )  # fmt: skip
            asyncio.run(_run(dispatcher))
            for one in list_troubles(door.state().messages, _read_waiting(store), operation.device):
                typer.echo(
                    f"{one.message} to {one.party} by {one.channel or 'no channel'}: {one.trouble.value} {one.why}"
                )


def _read_waiting(store: EventStore) -> dict[str, object]:
    """Return the messages whose words wait in this device's outbox."""
    rows = store.outbox(OUTBOX_MOST)
    bodies = [one.body for _, one in rows if one.topic == TOPIC and isinstance(one.body, Mapping)]
    return {str(body.get("ident", "")): body for body in bodies}


async def _run(dispatcher: Dispatcher) -> None:
    stop = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    await dispatcher.run(stop)
