"""Say who may move: `safeconduct stop`, `safeconduct order`."""

from __future__ import annotations

from typing import Annotated

import typer

from safeconduct.core.operation import EVERYBODY, Level
from safeconduct.core.operation.limits import TYPED_SIGNS_MAX, find_typed_excess
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._desk import By, Folder, open_desk

Subject = Annotated[str, typer.Option(help="Whom it concerns: everybody, party:ID, site:ID or corridor:ID.")]
Why = Annotated[str, typer.Option(help="Why, in at most 200 signs; no names, phone numbers or addresses of people.")]


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""

    @cli.command(epilog='Example: safeconduct stop operations/harbour --by o1a2b3c4 --why "shots at the gate"')
    def stop(folder: Folder, by: By, subject: Subject = EVERYBODY, why: Why = "") -> None:
        """Stop movement at once. One person suffices; a duty officer or planner lifts it by an order."""
        reason = _fit(why)
        with open_desk(services, folder, by) as (door, _):
            sealed = door.act(ActorId(by), "order.stopped", {"subject": subject, "why": reason})
        if reason != why:
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
            heads = door.read(ActorId(by)).orders.get(subject)
            replaces = sorted(heads.standing) if heads else []
            said = {"subject": subject, "level": level.upper(), "replaces": replaces, "why": why}
            sealed = door.act(ActorId(by), "order.set", said)
        typer.echo(f"{level.upper()} for {subject} is on record as {sealed.event.ident}; {len(replaces)} replaced.")


def _fit(why: str) -> str:
    """Return as much of a reason as may stand on record: nobody is kept from stopping by a word too many."""
    printed = "".join(sign if sign.isprintable() else " " for sign in why)
    cut = printed[:TYPED_SIGNS_MAX]
    return "" if find_typed_excess({"why": cut}) else cut
