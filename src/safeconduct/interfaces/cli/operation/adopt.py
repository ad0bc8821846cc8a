"""Say which plan the operation follows: `safeconduct adopt`, `safeconduct adopted`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from safeconduct.app.adopt_plan import adopt_plan
from safeconduct.core.operation import Adopted, list_plans
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_NO
from safeconduct.interfaces.cli.check import print_violations
from safeconduct.interfaces.cli.operation._desk import By, Folder, open_desk
from safeconduct.interfaces.cli.operation._rows import AsJson, Row, show_rows, to_moment


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    _add_adopt(cli, services)
    _add_adopted(cli, services)


def _add_adopt(cli: typer.Typer, services: Services) -> None:
    @cli.command(epilog="Example: safeconduct adopt operations/harbour cases/harbour plans/harbour --by o1a2b3c4")
    def adopt(
        folder: Folder,
        case: Annotated[Path, typer.Argument(help="Folder of the case against which the plan is judged.")],
        plan: Annotated[Path, typer.Argument(help="Folder of the plan.")],
        by: By,
    ) -> None:
        """Adopt a plan in place of those that this device has heard of.

        It is judged first, leg by leg. Exits with 1 where it is not feasible: nothing is adopted then.
        """
        with open_desk(services, folder, by) as (door, operation), Console(stderr=True).status("Reading ...") as shown:
            judged = adopt_plan(
                door, services.cases, services.plans, ActorId(by), case, plan, operation.exercise,
                tell=lambda what: shown.update(f"{what} ..."),
            )  # fmt: skip
        if judged.sealed is None:
            print_violations(judged.checked.verdict.violations)
            typer.echo("This plan is not feasible: it was not adopted.", err=True)
            raise typer.Exit(EXIT_NO)
        said = judged.sealed.event.payload
        moved, left = judged.checked.verdict.out, judged.checked.verdict.left
        typer.echo(f"Plan {said['plan']} is adopted, on record as {judged.sealed.event.ident}.")
        typer.echo(f"It moves {moved:,} people and leaves {left:,}.")


def _add_adopted(cli: typer.Typer, services: Services) -> None:
    @cli.command(epilog="Example: safeconduct adopted operations/harbour --by o1a2b3c4")
    def adopted(folder: Folder, by: By, as_json: AsJson = False) -> None:
        """Say which plan stands; where devices apart adopted different ones, all, until one is adopted anew.

        Exits with 1 where several stand.
        """
        with open_desk(services, folder, by) as (door, _):
            standing = list_plans(door.read(ActorId(by)).adopted)
        show_rows([_describe(one) for one in standing], as_json, "No plan was adopted.", hidden=["case"])
        if len(standing) > 1:
            typer.echo(f"CONFLICT: {len(standing)} plans stand. Adopt one of them anew, or another.", err=True)
            raise typer.Exit(EXIT_NO)


def _describe(one: Adopted) -> Row:
    return {
        "plan": one.plan,
        "case": one.case,
        "name": one.name,
        "planner": one.planner,
        "moved": one.moved,
        "left": one.left,
        "gap": one.gap,
        "by": one.by,
        "adopted": to_moment(one.millis),
    }
