"""Prepare an exercise that a newcomer runs in the console: `safeconduct exercise-day`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from safeconduct.app.prepare_day import OPERATORS, prepare_day
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        "exercise-day",
        epilog="Example: safeconduct exercise-day out/demo/case out/demo/plan --out out/demo/day "
        "--script examples/exercise.toml",
    )
    def exercise_day(
        case: Annotated[Path, typer.Argument(help="Folder of an exercise's case.")],
        plan: Annotated[Path, typer.Argument(help="Folder of a feasible plan of it.")],
        out: Annotated[Path, typer.Option(help="New folder for the operation and its cases and plans.")],
        script: Annotated[
            Path | None, typer.Option(help="File of what is thrown in, to be named in the line that is printed.")
        ] = None,
    ) -> None:
        """Prepare an exercise that is run in a browser: parties registered, plan adopted, clock at the case's start.

        Prints the one line that begins it. Nobody needs a phone there, and nothing leaves this machine.
        """
        with clear_errors(), Console(stderr=True).status("Reading ...") as shown:
            if script is not None:
                services.exercise_script(script)  # faults are told now
            made = prepare_day(
                services.stores, services.doors, services.cases, services.plans, services.instruction_keys,
                services.write_files, case, plan, out, lambda words: shown.update(f"{words} ..."),
            )  # fmt: skip
        operators = ", ".join(f"{name} ({role.value})" for name, role in OPERATORS.items())
        typer.echo(f"An exercise is ready in {out}. Its operators: {operators}.", err=True)
        typer.echo("Begin it with this line, and open http://localhost:8000 with the codes that it prints:", err=True)
        thrown = "" if script is None else f" --script {script}"
        typer.echo(f"safeconduct serve {made.operation} --cases {made.cases} --plans {made.plans} --drive{thrown}")
