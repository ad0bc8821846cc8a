"""Offer `safeconduct replan`."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from safeconduct.app.list_changes import PARTY_COLUMNS, TRIP_COLUMNS, Cell, list_changes, party_rows, trip_rows
from safeconduct.app.replan_case import ReplannedCase, replan_case
from safeconduct.core.basics import Fault, InputFaultsError, parse_time
from safeconduct.core.plan.replanning import CHANGE_COST
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_NO, clear_errors

SHOWN = 25  # changes in the printed table; the files hold all
EXAMPLE = "Example: safeconduct replan CASE PLAN --event closure:link=4711 --out NEWPLAN"


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog=EXAMPLE)
    def replan(
        case: Annotated[Path, typer.Argument(help="Folder of the case.")],
        plan: Annotated[Path, typer.Argument(help="Folder of the plan that stands.")],
        out: Annotated[Path, typer.Option(help="Folder for the new plan and for who must be told what.")],
        event: Annotated[
            list[str] | None, typer.Option(help="What happened, as kind:key=value,...; may be repeated.")
        ] = None,
        events: Annotated[
            list[Path] | None, typer.Option(help="File of events, .toml or .csv; may be repeated.")
        ] = None,
        now: Annotated[
            str | None, typer.Option(help="What began before stays; ISO 8601 with offset. The start, if not given.")
        ] = None,
        seconds: Annotated[float, typer.Option(min=0.0, help="Replan for so long, reading and judging apart.")] = 2.0,
        change_cost: Annotated[
            float, typer.Option(min=0.0, help="Expected people harmed by telling one person something new.")
        ] = CHANGE_COST,
        seed: Annotated[int, typer.Option(min=0, help="Of the improvement.")] = 1,
        cautious: Annotated[
            bool, typer.Option("--cautious", help="Without hazard.csv, count the unknown with its upper bound.")
        ] = False,
        case_out: Annotated[Path | None, typer.Option(help="Folder for the case as it is after the events.")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print the figures and all changes as JSON.")] = False,
    ) -> None:
        """Change a plan after something has happened: keep what is under way, change few, say who must be told.

        Exits with 1 when the new plan breaks rules or strands somebody who has set out, with 2 for bad input.
        """
        budget = _Budget(seconds)
        with clear_errors(), Console(stderr=True).status("Reading") as status:

            def tell(words: str) -> None:
                status.update(words)
                budget.hear(words)

            done = replan_case(
                services.cases,
                services.plans,
                services.events,
                case,
                plan,
                out,
                texts=event or (),
                files=events or (),
                now=_read_now(now),
                change_cost=change_cost,
                seed=seed,
                stop=budget.is_over,
                tell=tell,
                cautious=cautious,
                case_out=case_out,
            )
            figures = {**list_changes(done), "seconds": round(budget.taken, 3)}
            services.write_files(out, _files(figures, done))
        if as_json:
            typer.echo(json.dumps(figures, indent=1, ensure_ascii=False))
        else:
            _print(figures, done)
        _exit(done, figures)


class _Budget:
    """Measure the replanning alone, and say when its time is over."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._begun, self.taken = seconds, time.monotonic(), 0.0

    def hear(self, phase: str) -> None:
        if phase == "Replanning":
            self._begun = time.monotonic()
        elif phase == "Judging the new plan":
            self.taken = time.monotonic() - self._begun

    def is_over(self) -> bool:
        return time.monotonic() - self._begun >= self._seconds


def _read_now(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        return parse_time(text)
    except ValueError:
        remedy = "write it like 2031-03-04T06:00:00+02:00"
        raise InputFaultsError([Fault("--now", 0, "", text, "not an ISO 8601 time with an offset", remedy)]) from None


def _files(figures: dict[str, object], done: ReplannedCase) -> dict[str, str]:
    return {
        "changes.csv": _csv(PARTY_COLUMNS, list(party_rows(done))),
        "trip_changes.csv": _csv(TRIP_COLUMNS, list(trip_rows(done))),
        "changes.json": json.dumps(figures, indent=1, ensure_ascii=False) + "\n",
    }


def _csv(columns: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([str(cell).lower() if isinstance(cell, bool) else cell for cell in row] for row in rows)
    return text.getvalue()


def _print(figures: dict[str, object], done: ReplannedCase) -> None:
    console, result, verdict = Console(), done.replanned, done.verdict
    table = Table(title=f"{escape(done.case.name)}: who must be told what, the most urgent first")
    for name in ("act at", "party", "people", "outcome", "what is new"):
        table.add_column(name, justify="right" if name == "people" else "left")
    rows = [dict(zip(PARTY_COLUMNS, row, strict=True)) for row in party_rows(done)]
    for row in rows[:SHOWN]:
        outcome = f"{row['outcome']}{', under way' if row['under_way'] else ''}"
        news = "; ".join(_arrow(row, name) for name in str(row["what"]).split(";") if name)
        cells = (_short(row["act_at"]), row["party_id"], row["people"], outcome, news or row["reason"])
        table.add_row(*(escape(str(cell)) for cell in cells))
    console.print(table)
    if len(rows) > SHOWN:
        console.print(f"... and {len(rows) - SHOWN:,} more in changes.csv")
    console.print(
        f"{result.affected:,} parties are touched by what happened; {len(rows):,} must be told something new, "
        f"{result.unaffected_changed:,} of them among the {result.unaffected:,} others. "
        f"{len(result.trips):,} trips run otherwise (trip_changes.csv).\n"
        f"{verdict.out:,} people out, {verdict.left:,} left. Expected people harmed: {verdict.cost.total:.4f}, before "
        f"{result.cost_before:.4f}. Replanned in {figures['seconds']} s.",
        highlight=False,
    )
    for said in result.changed.unsaid:
        console.print(f"The case format cannot say, but the plan keeps to it: {escape(said)}.", highlight=False)


def _arrow(row: dict[str, Cell], name: str) -> str:
    """Word one thing that is new; a way is too long to be worded here."""
    if name == "way":
        return "another way" if row["way_after"] else "no way"
    return f"{name.replace('_', ' ')} {_short(row[f'{name}_before'])} > {_short(row[f'{name}_after'])}"


def _short(cell: Cell) -> str:
    """Cut a time to month, day and minute; show nothing as a dash."""
    text = "-" if cell is None else str(cell)
    return text[5:16].replace("T", " ") if len(text) >= 25 and text[10] == "T" else text


def _exit(done: ReplannedCase, figures: dict[str, object]) -> None:
    stranded = [change for change in done.replanned.parties if change.outcome == "stranded"]
    for change in stranded:
        typer.echo(f"STRANDED {change.party_id} ({change.people} people): {change.reason}", err=True)
    if not figures["feasible"]:
        typer.echo("THE PLAN IS NOT FEASIBLE: do not use it. First fault: " + done.verdict.violations[0], err=True)
    if stranded or not figures["feasible"]:
        raise typer.Exit(EXIT_NO)
