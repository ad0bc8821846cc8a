"""Find every edit, loss and reordering of a record: `safeconduct verify`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.core.record import Anchor
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_NO, clear_errors


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        epilog="Example: safeconduct verify operations/harbour --anchor yesterday.json --write-anchor today.json"
    )
    def verify(
        folder: Annotated[Path, typer.Argument(help="Folder of an operation.")],
        anchor: Annotated[
            list[Path] | None, typer.Option(help="Anchors from outside the store; without one, cut ends go unseen.")
        ] = None,
        write_anchor: Annotated[
            Path | None, typer.Option(help="If the record is whole, write each device's newest event as an anchor.")
        ] = None,
        qr: Annotated[
            bool, typer.Option("--qr", help="If the record is whole, show the anchors as QR codes too, to be printed.")
        ] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Print the flaws as JSON.")] = False,
    ) -> None:
        """Check every event's digest, signature and place in its device's chain, and the anchors.

        Exits with 0 when the record is whole, with 1 when it is not.
        """
        if qr and as_json:
            raise typer.BadParameter("give one of --qr and --json", param_hint="--qr")
        with clear_errors():
            anchors: list[Anchor] = [one for file in anchor or [] for one in services.anchors.read(file)]
            with services.stores.open(folder) as store:
                flaws, heads = store.verify(anchors), store.heads()
            if write_anchor is not None and not flaws:
                services.anchors.write(write_anchor, heads)
        events = sum(head.ident.number for head in heads)
        said = [{"event": str(flaw.ident), "flaw": flaw.what.value} for flaw in flaws]
        if as_json:
            typer.echo(json.dumps({"whole": not flaws, "events": events, "flaws": said}, indent=1))
        else:
            for one in said:
                typer.echo(f"FLAW {one['event']}: {one['flaw']}")
            found = f"{len(flaws)} flaw{'s' if len(flaws) != 1 else ''}" if flaws else "no flaw"
            typer.echo(f"{events:,} events of {len(heads)} devices, {len(anchors)} anchors: {found}.")
        if qr and not flaws:
            for head in heads:
                line = services.anchors.word(head)
                typer.echo(f"\nAnchor of device {head.ident.device} at event {head.ident.number}")
                typer.echo(services.draw_qr(line))
                typer.echo(line)
        if flaws:
            raise typer.Exit(EXIT_NO)
