"""Judge a plan: `safeconduct check`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from safeconduct.app.check_plan import CheckedPlan, Figure, check_plan, list_figures
from safeconduct.core.basics import InputFaultsError
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_BAD_INPUT, EXIT_NO, clear_errors

SHOWN_VIOLATIONS = 40
LABELS = {
    "cost": "cost, expected people harmed",
    "lower_bound": "lower bound, as claimed",
    "gap": "gap to the bound",
    "out": "out, people",
    "left": "left, people",
    "person_hours_open": "person-hours in the open",
    "largest_open_crowd": "largest crowd in the open",
    "largest_open_crowd_site": "  at site",
    "largest_open_crowd_at": "  last at",
}


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct check cases/harbour plans/harbour")
    def check(
        case: Annotated[Path, typer.Argument(help="Folder that holds case.toml and its tables.")],
        plan: Annotated[Path, typer.Argument(help="Folder that holds plan.json, leg.csv and trip.csv.")],
        as_json: Annotated[
            bool, typer.Option("--json", help="Print the figures and every violation, or the faults, as JSON.")
        ] = False,
    ) -> None:
        """Judge any plan against its case: is it feasible, what does it cost, how far is it from the best possible?

        No planner's word is taken: every leg is followed, every crowd counted anew. Exits with 0 when the plan is
        feasible, with 1 when not, with 2 when a file cannot be read.
        """
        with clear_errors():
            try:
                with Console(stderr=True).status("Reading ...") as shown:
                    checked = check_plan(
                        services.cases, services.plans, case, plan, lambda what: shown.update(f"{what} ...")
                    )
            except InputFaultsError as error:
                if not as_json:
                    raise
                faults = [asdict(fault) for fault in error.faults]
                typer.echo(json.dumps({"readable": False, "faults": faults}, indent=1, ensure_ascii=False))
                raise typer.Exit(EXIT_BAD_INPUT) from None
        if as_json:
            found = {**list_figures(checked), "messages": checked.verdict.violations}
            typer.echo(json.dumps(found, indent=1, ensure_ascii=False))
        else:
            print_violations(checked.verdict.violations)
            _print_figures(checked)
        if not checked.verdict.feasible:
            raise typer.Exit(EXIT_NO)


def print_violations(violations: tuple[str, ...]) -> None:
    """Print the first violations, a line each, and count the others."""
    for violation in violations[:SHOWN_VIOLATIONS]:
        typer.echo(f"VIOLATION {violation}")
    if len(violations) > SHOWN_VIOLATIONS:
        typer.echo(f"... and {len(violations) - SHOWN_VIOLATIONS:,} more (all with --json)")


def _print_figures(checked: CheckedPlan) -> None:
    figures = list_figures(checked)
    answer = "[green]feasible[/]" if checked.verdict.feasible else "[bold red]NOT FEASIBLE[/]"
    table = Table(title=f"{escape(checked.case.name)}: {answer}")
    table.add_column("what")
    table.add_column("figure", justify="right")
    for key, value in figures.items():
        if key not in ("case", "feasible"):
            table.add_row(_label(key), _word(key, value))
    Console().print(table)


def _label(key: str) -> str:
    if key.startswith("cost_"):
        return f"  of it {key.removeprefix('cost_')}"
    return LABELS.get(key, key.replace("_", " "))


def _word(key: str, value: Figure) -> str:
    if value is None:
        return "none proven" if key in ("lower_bound", "gap") else "never"
    if key == "gap":
        return f"{value:.1%}"
    if key == "person_hours_open":
        return f"{value:,.1f}"
    if isinstance(value, float):
        return f"{value:,.6g}"
    return f"{value:,}" if isinstance(value, int) else escape(str(value) or "none")
