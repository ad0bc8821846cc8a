"""Record that cards are in parties' hands: `safeconduct card-handed`."""

from __future__ import annotations

from typing import Annotated

import typer

from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli.operation._desk import By, Folder, open_desk


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        "card-handed", epilog="Example: safeconduct card-handed operations/harbour P4f0c2a9be1d37706 --by o1a2b3c4"
    )
    def hand(
        folder: Folder,
        by: By,
        party: Annotated[list[str] | None, typer.Argument(help="Ids of the parties that have their card.")] = None,
        everybody: Annotated[bool, typer.Option("--everybody", help="All registered parties have theirs.")] = False,
        card: Annotated[int, typer.Option(min=1, help="Number of the card, as it was printed.")] = 1,
    ) -> None:
        """Record who holds a printed card: from now on each message to them carries the card's next code."""
        if bool(party) == everybody:
            raise typer.BadParameter("name parties, or say --everybody", param_hint="PARTY")
        with open_desk(services, folder, by) as (door, _):
            known = door.read(ActorId(by)).parties
            parties = (
                sorted(ident for ident, one in known.items() if not one.erased) if everybody else list(party or ())
            )
            door.act(ActorId(by), "card.handed", {"parties": parties, "card": card})
        typer.echo(f"Card {card} is in the hands of {len(parties):,} parties: their messages carry its codes.")
