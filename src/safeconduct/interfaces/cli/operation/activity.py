"""Print what an operator did: `safeconduct activity`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.core.basics import Window, format_time
from safeconduct.core.operation import UseCase
from safeconduct.core.operation.activity import ActivityLog, list_activities
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import read_moment
from safeconduct.interfaces.cli.operation._desk import By, Folder, open_desk

DAY = 86_400.0


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct activity operations/harbour --by o1a2b3c4 --operator o9 --out o9.pdf")
    def activity(
        folder: Folder,
        by: By,
        operator: Annotated[str, typer.Option(help="Whose log.")],
        start: Annotated[str | None, typer.Option("--from", help="ISO 8601; a day before --to, if not given.")] = None,
        end: Annotated[str | None, typer.Option("--to", help="ISO 8601; now, if not given.")] = None,
        out: Annotated[Path | None, typer.Option(help="Write it to this .pdf or .csv, after the form ICS 214.")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    ) -> None:
        """Print an operator's activity log. That it was read is on record."""
        if out is not None and out.suffix not in (".pdf", ".csv"):
            raise typer.BadParameter("name a .pdf or a .csv", param_hint="--out")
        with open_desk(services, folder, by) as (door, operation):
            until = read_moment(end, "--to") + (0.0 if end else 1.0)
            window = Window(until - DAY if start is None else read_moment(start, "--from"), until)
            state = door.read(ActorId(by), UseCase.READ_LOG)
            who = ActorId(operator)
            refused = {one.event: one.why for one in state.refused}
            lines = tuple(list_activities(door.events(), who, window, refused))
            roles = tuple(sorted(state.operators[who].roles)) if who in state.operators else ()
            log = ActivityLog(operation.name, operation.exercise, who, roles, window, 0, lines)
            if out is not None and out.suffix == ".pdf":
                out.write_bytes(services.activity_page.render(log))
            elif out is not None:
                services.write_files(out.parent, {out.name: _to_csv(log)})
        if out is not None:
            typer.echo(f"{len(lines):,} lines written to {out}")
        elif as_json:
            rows = [{"time": format_time(one.moment, 0), "event": one.event, "text": one.text} for one in lines]
            typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        else:
            for one in lines:
                typer.echo(f"{format_time(one.moment, 0)}  {one.event}  {one.text}")
            if not lines:
                typer.echo("Nothing is on record for this operator in this period.")


def _to_csv(log: ActivityLog) -> str:
    """Return the log as a table; no cell begins with what a spreadsheet would compute."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["time", "event", "activity"])
    for one in log.lines:
        rows.writerow([_tame(cell) for cell in (format_time(one.moment, 0), one.event, one.text)])
    return text.getvalue()


def _tame(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell
