"""Register parties from a table, and count what waits: `safeconduct register`, `safeconduct backlog`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from safeconduct.app.register_parties import Registered, register_parties
from safeconduct.core.operation import count_backlog
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_BAD_INPUT, clear_errors
from safeconduct.interfaces.cli.operation._desk import By, Folder, now_millis, open_desk


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    _add_register(cli, services)
    _add_backlog(cli, services)


def _add_register(cli: typer.Typer, services: Services) -> None:
    @cli.command(epilog="Example: safeconduct register operations/harbour people.xlsx --vault vault --by o1a2b3c4")
    def register(
        folder: Folder,
        file: Annotated[Path, typer.Argument(help="Table of people: .csv or .xlsx, a row a person.")],
        vault: Annotated[Path, typer.Option(help="Folder of the vault; its keyd must run.")],
        by: By,
        form: Annotated[Path | None, typer.Option(help="The XLSForm that collected the table.")] = None,
        check: Annotated[bool, typer.Option("--check", help="Only read the table and say what is wrong.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Print what was registered as JSON.")] = False,
    ) -> None:
        """Register the parties of a table: who they are goes to the vault, what planning needs on record.

        Parties that are right are registered; those that are not are named by line and column, never by what stands
        there. Parties that another organisation may have registered too are named, for a person to look at.
        """
        with clear_errors():
            parties, faults = services.registries.read(file, form)
        for fault in faults:
            typer.echo(f"FAULT {fault}", err=True)
        made, groups = list[Registered](), set[tuple[str, ...]]()
        if not check:
            with open_desk(services, folder, by) as (door, _):
                reached = services.vaults.reach(vault, by)
                told_how_far = track(parties, "Registering ...", disable=as_json or len(parties) < 50)
                made, same = register_parties(door, reached, ActorId(by), told_how_far)
                groups = {group.parties for group in same}
        told = [{"party": one.party, "organisation": one.organisation, "reference": one.reference} for one in made]
        if as_json:
            said = {"registered": told, "may_be_the_same": sorted(groups), "faults": len(faults)}
            typer.echo(json.dumps(said, indent=1, ensure_ascii=False))
        else:
            typer.echo(f"{len(parties):,} parties are right" + ("." if check else f", {len(made):,} registered."))
            for group in sorted(groups):
                typer.echo(f"MAY BE THE SAME {', '.join(group)}")
        if faults:
            raise typer.Exit(EXIT_BAD_INPUT)


def _add_backlog(cli: typer.Typer, services: Services) -> None:
    @cli.command(epilog="Example: safeconduct backlog operations/harbour --by o1a2b3c4")
    def backlog(
        folder: Folder,
        by: By,
        as_json: Annotated[bool, typer.Option("--json", help="Print the counters as JSON.")] = False,
    ) -> None:
        """Count the cases that wait for a decision, and how long the oldest has waited since it was first opened."""
        with open_desk(services, folder, by) as (door, _):
            counted = count_backlog(door.read(ActorId(by)).cases, now_millis())
        hours = counted.oldest_age_millis / 3_600_000
        if as_json:
            said = {"open": counted.open, "oldest_age_hours": hours, "decided": counted.decided}
            typer.echo(json.dumps(said, indent=1))
            return
        typer.echo(f"{counted.open:,} open, the oldest for {hours:,.1f} h; {counted.decided:,} decided")
