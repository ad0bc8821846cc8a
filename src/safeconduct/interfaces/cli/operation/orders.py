"""Say who may move: `safeconduct stop`, `safeconduct order`."""

from __future__ import annotations

from typing import Annotated

import typer

from safeconduct.app.set_order import set_order
from safeconduct.app.set_order import stop as set_stop
from safeconduct.core.operation import EVERYBODY, Level
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli.operation._desk import By, Folder, open_desk

Subject = Annotated[str, typer.Option(help="Whom it concerns: everybody, party:ID, site:ID or corridor:ID.")]
Why = Annotated[str, typer.Option(help="Why, in at most 200 signs; no names, phone numbers or addresses of people.")]


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""

    @cli.command(epilog='Example: safeconduct stop operations/harbour --by o1a2b3c4 --why "shots at the gate"')
    def stop(folder: Folder, by: By, subject: Subject = EVERYBODY, why: Why = "") -> None:
        """Stop movement at once. One person suffices; a duty officer or planner lifts it by an order."""
        with open_desk(services, folder, by) as (door, _):
            sealed = set_stop(door, ActorId(by), subject, why)
        if sealed.event.payload["why"] != why:
            typer.echo("The reason was cut or left out: it was too long, or held a way to reach somebody.", err=True)
        typer.echo(f"STOP for {subject} is on record as {sealed.event.ident}.")

    @cli.command(epilog="Example: safeconduct order operations/harbour GO --by o1a2b3c4 --subject site:G1")
    def order(
        folder: Folder,
        level: Annotated[str, typer.Argument(help="GO, HOLD or STOP.")],
        by: By,
        subject: Subject = EVERYBODY,
        why: Why = "",
    ) -> None:
        """Set an order in place of those that this device has heard of about the same subject."""
        if level.upper() not in Level.__members__:
            raise typer.BadParameter("write GO, HOLD or STOP", param_hint="LEVEL")
        with open_desk(services, folder, by) as (door, _):
            sealed = set_order(door, ActorId(by), subject, Level[level.upper()], why)
        replaced = sealed.event.payload["replaces"]
        assert isinstance(replaced, list)
        typer.echo(f"{level.upper()} for {subject} is on record as {sealed.event.ident}; {len(replaced)} replaced.")
