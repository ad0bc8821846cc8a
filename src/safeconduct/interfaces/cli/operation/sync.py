"""Let this device and another one know the same: `safeconduct sync`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.sync_events import Synced, sync_events
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._bar import Bar
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli.operation._desk import SESSION, Folder, ask, now_millis
from safeconduct.interfaces.cli.operation.exchange import show_taken


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct sync operations/harbour https://laptop-2.example:8443 --by o1a2b3c4")
    def sync(
        folder: Folder,
        url: Annotated[str, typer.Argument(help="Address of the other device's `safeconduct serve`, or of its proxy.")],
        by: Annotated[str, typer.Option("--by", help="Your operator id; your phone is one that was enrolled there.")],
        authority: Annotated[
            Path | None, typer.Option("--ca", help="Certificate that vouches for the other, where it is your own.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print what was taken and given.")] = False,
    ) -> None:
        """Take the events that another device has and this one has not, then give it those that it has not.

        SAFECONDUCT_SESSION holds a session of the other service; else the six digits of your phone are asked for. Where
        the link breaks, run it again.
        """
        bar = Bar("Exchanging events")
        with clear_errors(), services.stores.open(folder) as store:
            peer, token = services.reach_peer(url, authority), os.environ.get(SESSION, "")
            if token:
                peer.enter(token)
            else:
                peer.login(ActorId(by), ask("Six digits of your phone, for the other device"))
            with bar.display:
                synced = sync_events(services.doors(store), store, peer, ActorId(by), now_millis(), bar.tell)
        typer.echo(json.dumps(_to_json(synced), indent=1) if as_json else f"{synced.given:,} events given.")
        if not as_json:
            show_taken(synced.taken)
            for device in synced.unknown_there:
                typer.echo(f"UNKNOWN THERE {device}: nothing of it was given; a duty officer there adds it")


def _to_json(synced: Synced) -> dict[str, object]:
    taken = synced.taken
    return {
        "new": taken.new,
        "given": synced.given,
        "unknown_devices": taken.unknown,
        "held_back": taken.held_back,
        "unknown_there": synced.unknown_there,
        "clocks_ahead_millis": dict(taken.clocks_ahead),
        "oversold": [[one.thing, one.device, one.units] for one in taken.oversold],
        "forked": dict(taken.forked),
        "contested": dict(taken.contested),
    }
