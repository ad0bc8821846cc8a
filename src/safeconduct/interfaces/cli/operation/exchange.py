"""Carry events between devices: `safeconduct add-device`, `give`, `take`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.exchange_events import Taken, add_device, close_device, give_events, list_heads, take_events
from safeconduct.core.basics import CannotReadError
from safeconduct.core.record import ActorId, DeviceId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli.operation._desk import By, Folder, now_millis, open_desk, prove_operator
from safeconduct.interfaces.cli.operation._store import tell_forks


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    _add_device(cli, services)
    _add_close(cli, services)
    _add_give(cli, services)
    _add_take(cli, services)


def _add_device(cli: typer.Typer, services: Services) -> None:
    @cli.command("add-device", epilog="Example: safeconduct add-device operations/harbour k3xw9f 9a0c... --by o1a2b3c4")
    def add(
        folder: Folder,
        device: Annotated[str, typer.Argument(help="Name of the other device, as its `status` prints it.")],
        key: Annotated[str, typer.Argument(help="Its public key, as its `status` prints it.")],
        by: By,
    ) -> None:
        """Let another device of the operation take part: one that was restored from this operation's backup."""
        with clear_errors(), services.stores.open(folder) as store:
            prove_operator(services, folder, store.operation().name, ActorId(by))
            add_device(services.doors(store), store, ActorId(by), DeviceId(device), key)
        typer.echo(f"{device} takes part: what it signs is taken from now on.")


def _add_close(cli: typer.Typer, services: Services) -> None:
    @cli.command("close-device", epilog="Example: safeconduct close-device operations/harbour k3xw9f --by o1a2b3c4")
    def close(
        folder: Folder,
        device: Annotated[str, typer.Argument(help="Name of a device that was taken or copied.")],
        by: By,
    ) -> None:
        """Close a device: from now on nothing of it counts but a STOP, and nothing stands in for it."""
        with open_desk(services, folder, by) as (door, _):
            close_device(door, ActorId(by), DeviceId(device))
        typer.echo(f"{device} is closed. Give the others your events, so that they know.")


def _add_give(cli: typer.Typer, services: Services) -> None:
    @cli.command(epilog="Example: safeconduct give operations/harbour --by o1a2b3c4 --out /media/stick/events.bundle")
    def give(
        folder: Folder,
        by: By,
        out: Annotated[Path | None, typer.Option(help="Write the bundle to this file.")] = None,
        qr: Annotated[bool, typer.Option("--qr", help="Show it as QR codes, for a few events.")] = False,
        heads: Annotated[
            Path | None,
            typer.Option(help="What `take --json` said there: what is there already is left out."),
        ] = None,
    ) -> None:
        """Give the events that another device has not got, all if nobody says what it has. They hold no names.

        What people need and roughly where they are stands there unencrypted: guard it as you guard the device.
        """
        if (out is None) == (not qr):
            raise typer.BadParameter("give one of --out and --qr", param_hint="--out")
        with clear_errors(), services.stores.open(folder) as store:
            prove_operator(services, folder, store.operation().name, ActorId(by))
            services.doors(store).read(ActorId(by))
            bundle = give_events(store, {} if heads is None else _read_heads(heads))
            if out is not None:
                _write_private(out, services.bundles.pack(bundle))
            frames = services.bundles.cut_frames(bundle) if qr else []
        if out is not None:
            typer.echo(f"{len(bundle.events):,} events written to {out}")
            return
        for number, frame in enumerate(frames, 1):
            typer.echo(f"QR code {number} of {len(frames)}")
            typer.echo(services.draw_qr(frame))


def _write_private(file: Path, data: bytes) -> None:
    """Write a file that its owner alone may read, where the disk knows owners."""
    with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as out:
        out.write(data)


def _add_take(cli: typer.Typer, services: Services) -> None:
    @cli.command(epilog="Example: safeconduct take operations/harbour /media/stick/events.bundle")
    def take(
        folder: Folder,
        file: Annotated[Path, typer.Argument(help="Bundle, or text file with the lines of its QR codes.")],
        as_json: Annotated[bool, typer.Option("--json", help="Print what was taken, and what is here now.")] = False,
    ) -> None:
        """Take another device's events: in any order, any number of times, changes nothing that is here.

        Says which devices are not known, whose clock is ahead, and what is promised beyond what there is.
        """
        with clear_errors(), services.stores.open(folder) as store:
            taken = take_events(services.doors(store), store, services.bundles.read(file), now_millis())
            heads = list_heads(services.doors(store), store)
        if as_json:
            said = {
                "new": taken.new,
                "unknown_devices": taken.unknown,
                "held_back": taken.held_back,
                "clocks_ahead_millis": dict(taken.clocks_ahead),
                "oversold": [[one.thing, one.device, one.units] for one in taken.oversold],
                "forked": dict(taken.forked),
                "contested": dict(taken.contested),
                "heads": heads,
            }
            typer.echo(json.dumps(said, indent=1))
            return
        show_taken(taken)


def show_taken(taken: Taken) -> None:
    """Say what came of what another device gave."""
    typer.echo(f"{taken.new:,} new events.")
    for device in taken.unknown:
        typer.echo(f"UNKNOWN DEVICE {device}: nothing of it was taken; a duty officer adds it (safeconduct add-device)")
    if taken.held_back:
        typer.echo(f"HELD BACK {taken.held_back:,} events of clocks more than a day ahead: nothing of them was taken")
    for device, millis in taken.clocks_ahead.items():
        typer.echo(f"CLOCK of {device} is {millis / 60_000:,.1f} min ahead of this one: set the wrong one right")
    for one in taken.oversold:
        typer.echo(f"OVERSOLD {one.thing}: device {one.device} promised {one.units} more than it had")
    for alarm in tell_forks(" ".join(f"{device}:{number}" for device, number in sorted(taken.forked.items()))):
        typer.echo(alarm)
    for device, lost in taken.contested.items():
        typer.echo(
            f"CONTESTED: {device} says that it stands in for {lost}, which has signed events since: ask by voice which "
            f"of the two is whose, and close the other (docs/door.md)"
        )


def _read_heads(file: Path) -> dict[DeviceId, int]:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))["heads"]
        return {DeviceId(str(device)): int(number) for device, number in said.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotReadError(f"{file.name} holds no heads: take what `take --json` printed") from error
