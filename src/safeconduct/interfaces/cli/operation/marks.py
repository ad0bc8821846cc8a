"""Show sites and vehicles on the maps of others: `safeconduct marks`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.board_ground import take_ground
from safeconduct.app.lay_board import check_adopted
from safeconduct.app.mark_map import list_marks, list_parties
from safeconduct.core.basics import CannotReadError, SafeconductError
from safeconduct.core.operation import UseCase
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli.operation._desk import By, Folder, now_millis, open_desk

EVERY_MOST = 600.0


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        epilog="Example: safeconduct marks operations/harbour cases/harbour plans/harbour --by o1a2b3c4 --every 60"
    )
    def marks(
        folder: Folder,
        case: Annotated[Path, typer.Argument(help="Folder of the case.")],
        plan: Annotated[Path, typer.Argument(help="Folder of the plan that was adopted.")],
        by: By,
        every: Annotated[
            float | None, typer.Option(min=1, max=EVERY_MOST, help="Go on each so many seconds, until Ctrl-C.")
        ] = None,
    ) -> None:
        """Show sites and vehicles, with what is believed of them, on the TAK maps that channels.toml names.

        No person and no party is on it. Each mark ends by itself after a quarter of an hour.
        """
        with open_desk(services, folder, by) as (door, operation):
            state = door.read(ActorId(by), UseCase.SEND_MESSAGE)
            read_case = services.cases.read(case)
            read_plan = services.plans.read(plan, read_case)
            ground = take_ground(read_case, read_plan)
            failed = ""
            while True:
                check_adopted(state, read_case, read_plan)
                shown = services.open_map(folder, list_parties(state, read_case), operation.exercise)
                if shown is None:
                    raise CannotReadError("channels.toml names no map: write the table [map] (docs/channels.md)")
                try:
                    count = shown.show(list_marks(state, read_case, ground, now_millis()))
                except SafeconductError as error:
                    if every is None:
                        raise
                    if str(error) != failed:  # said once, and tried again
                        typer.echo(str(error), err=True)
                    failed = str(error)
                else:
                    if failed or every is None:
                        typer.echo(f"{count:,} sites and vehicles are shown.", err=every is not None)
                    failed = ""
                if every is None:
                    return
                time.sleep(every)
                state = door.read(ActorId(by), UseCase.SEND_MESSAGE)
