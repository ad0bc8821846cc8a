"""Register parties from a table, and count what waits: `safeconduct register`, `safeconduct backlog`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.register_parties import Outcome, Registered, register_parties
from safeconduct.core.operation import count_backlog
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._bar import Bar
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

        Parties that are registered already are named and stay as they are, so the same table, or one that was
        corrected, may be given again, after a crash too.

        Parties that are right are registered; those that are not are named by line and column, never by what stands
        there. Parties that another organisation may have registered too are named, for a person to look at.
        """
        with clear_errors():
            parties, faults = services.registries.read(file, form)
        for fault in faults:
            typer.echo(f"FAULT {fault}", err=True)
        outcome = Outcome((), (), ())
        if not check:
            with open_desk(services, folder, by) as (door, _):
                bar = Bar("Registering ...")
                with bar.display:
                    outcome = register_parties(door, services.vaults.reach(vault, by), ActorId(by), parties, bar.tell)
        groups = sorted({group.parties for group in outcome.same})
        if as_json:
            said = {
                "registered": [_name(one) for one in outcome.made],
                "already_registered": [{**_name(one), "erased": one.erased} for one in outcome.before],
                "may_be_the_same": groups,
                "faults": len(faults),
            }
            typer.echo(json.dumps(said, indent=1, ensure_ascii=False))
        else:
            for one in outcome.before:
                erased = ", and was ERASED" if one.erased else ""
                typer.echo(f"{one.organisation} {one.reference}: already registered: {one.party}{erased}")
            did = f", {len(outcome.made):,} registered, {len(outcome.before):,} were already; nothing of these changed."
            typer.echo(f"{len(parties):,} parties are right{'.' if check else did}")
            for group in groups:
                typer.echo(f"MAY BE THE SAME {', '.join(group)}")
        if faults:
            raise typer.Exit(EXIT_BAD_INPUT)


def _name(one: Registered) -> dict[str, str]:
    return {"party": one.party, "organisation": one.organisation, "reference": one.reference}


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
