"""Say who has arrived: `safeconduct check-in`, `safeconduct arrived`."""

from __future__ import annotations

from typing import Annotated

import typer

from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli.operation._desk import By, Folder, open_desk
from safeconduct.interfaces.cli.operation._rows import AsJson, Row, show_rows


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    _add_check_in(cli, services)
    _add_arrived(cli, services)


def _add_check_in(cli: typer.Typer, services: Services) -> None:
    @cli.command("check-in", epilog="Example: safeconduct check-in operations/harbour P00017 --site G1 --by o1a2b3c4")
    def check_in(
        folder: Folder,
        party: Annotated[str, typer.Argument(help="Id of the party.")],
        by: By,
        site: Annotated[str, typer.Option(help="Id of the site at which it has arrived.")],
    ) -> None:
        """Check a party in at a site, also one of which this device has not heard."""
        with open_desk(services, folder, by) as (door, _):
            sealed = door.act(ActorId(by), "checkin.made", {"party": party, "site": site})
            known = party in door.state().parties
        typer.echo(f"{party} is at {site}, on record as {sealed.event.ident}.")
        if not known:
            typer.echo(f"This device has not heard of {party}: look whether the id is right.", err=True)


def _add_arrived(cli: typer.Typer, services: Services) -> None:
    @cli.command(epilog="Example: safeconduct arrived operations/harbour --site G1 --by o1a2b3c4")
    def arrived(
        folder: Folder,
        by: By,
        site: Annotated[str, typer.Option(help="Only those at this site.")] = "",
        as_json: AsJson = False,
    ) -> None:
        """List where each party was checked in last."""
        with open_desk(services, folder, by) as (door, _):
            state = door.read(ActorId(by))
        rows: list[Row] = [
            {"party": party, "site": where, "size": state.parties[party].size if party in state.parties else None}
            for party, where in sorted(state.arrived.items())
            if site in ("", where)
        ]
        show_rows(rows, as_json, "Nobody was checked in.")
        if rows and not as_json:
            people = sum(size for row in rows if isinstance(size := row["size"], int))
            unheard = sum(row["size"] is None for row in rows)
            more = f", and {unheard:,} parties of which this device has not heard" if unheard else ""
            typer.echo(f"{people:,} people{more}.")
