"""Make a case's parties those that are registered: `safeconduct fill-case`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.fill_case import Filled, fill_case
from safeconduct.core.operation.case_parties import FAR_METRES
from safeconduct.core.people import NEEDS
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_BAD_INPUT
from safeconduct.interfaces.cli.operation._desk import By, Folder, open_desk
from safeconduct.interfaces.cli.operation._rows import AsJson


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        "fill-case",
        epilog="Example: safeconduct fill-case operations/harbour cases/harbour --priority medicine=2 --by o1a2b3c4",
    )
    def fill(
        folder: Folder,
        case: Annotated[Path, typer.Argument(help="Folder of the case; its streets and means stay as they are.")],
        by: By,
        out: Annotated[
            Path | None, typer.Option(help="Write the whole case into this folder, and leave CASE as it is.")
        ] = None,
        priority: Annotated[
            list[str] | None, typer.Option(help="NEED=NUMBER: priority of parties with a need, else 1; repeatable.")
        ] = None,
        far_metres: Annotated[
            float, typer.Option(min=0.0, help="A street may be so far from a place, beyond how rough the place is.")
        ] = FAR_METRES,
        as_json: AsJson = False,
    ) -> None:
        """Write a case's party.csv from the registry: who is neither erased, arrived nor decided, by ids alone.

        Parties for which no street is found are faults: they are named by id, left out, and the exit code is 2.
        """
        priorities = dict(map(_read_priority, priority or ()))
        with open_desk(services, folder, by) as (door, operation):
            filled = fill_case(
                door, services.cases, ActorId(by), operation.exercise, case, out,
                priorities=priorities, far_metres=far_metres,
            )  # fmt: skip
        for fault in filled.roster.faults:
            typer.echo(f"FAULT {fault}", err=True)
        _show(filled, out or case, as_json)
        if filled.roster.faults:
            raise typer.Exit(EXIT_BAD_INPUT)


def _read_priority(text: str) -> tuple[str, float]:
    need, _, number = text.partition("=")
    try:
        weight = float(number)
    except ValueError:
        weight = -1.0
    if need not in NEEDS or not 0.0 <= weight < 1e6:
        raise typer.BadParameter(f"write NEED=NUMBER, a need of {', '.join(NEEDS)}", param_hint="--priority")
    return need, weight


def _show(filled: Filled, where: Path, as_json: bool) -> None:
    roster = filled.roster
    if as_json:
        said = {
            "parties": len(roster.parties),
            "people": roster.people,
            "left_out": roster.left_out,
            "replaced": filled.replaced,
            "faults": len(roster.faults),
        }
        typer.echo(json.dumps(said, indent=1))
        return
    typer.echo(f"{len(roster.parties):,} parties ({roster.people:,} people) stand in {where / 'party.csv'}.")
    for why, count in roster.left_out.items():
        typer.echo(f"Left out: {count:,} parties ({why}).")
    if filled.replaced:
        typer.echo(f"{filled.replaced:,} parties that stood there before do not any more.")
