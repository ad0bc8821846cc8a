"""Write encrypted backups: `safeconduct backup`."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.core.basics import SafeconductError
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli.operation._store import read_passphrase


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        epilog="Example: safeconduct backup operations/harbour --to stick/harbour.age --recipient age1... --every 60"
    )
    def backup(
        folder: Annotated[Path, typer.Argument(help="Folder of an operation; it may be in use.")],
        to: Annotated[Path, typer.Option(help="The file; a new backup replaces an older one in one step.")],
        recipient: Annotated[
            list[str] | None, typer.Option(help="Public key of who may open it: age1... or ssh-ed25519 ...")
        ] = None,
        passphrase: Annotated[bool, typer.Option("--passphrase", help="Ask for a passphrase instead.")] = False,
        every: Annotated[float | None, typer.Option(min=1.0, help="Do it again every so many seconds.")] = None,
    ) -> None:
        """Write all that a store holds into one file that only the named keys open. Ctrl-C ends --every."""
        with clear_errors():
            secret = read_passphrase(confirm=True) if passphrase else ""

            def write() -> None:
                with services.stores.open(folder) as store:
                    size = services.backups.write(store, to, recipient or [], secret, folder)
                typer.echo(f"{time.strftime('%H:%M:%SZ', time.gmtime())} {to}: {size:,} bytes")

            due = time.monotonic()
            write()
            if every is None:
                return
            with _until_ended() as ended:
                while not ended.wait(max(0.0, due + every - time.monotonic())):
                    due = max(due + every, time.monotonic())
                    try:
                        write()
                    except SafeconductError as error:  # said, and tried again: the next one may succeed
                        typer.echo(str(error), err=True)


@contextmanager
def _until_ended() -> Iterator[threading.Event]:
    """Give what Ctrl-C sets: a backup that is being written then is finished, whatever library has its turn."""
    ended = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: ended.set())
    try:
        yield ended
    finally:
        signal.signal(signal.SIGINT, before)
