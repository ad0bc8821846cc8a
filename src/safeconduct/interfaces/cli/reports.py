"""Write reviewed reports into a case: `safeconduct reports`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from safeconduct.app.review_reading import find_reviewed, find_setting
from safeconduct.core.basics import format_time
from safeconduct.core.intake import Report
from safeconduct.core.intake.review import Drawn, Setting
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli._review_text import clean


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct reports briefing.json radio.json --case cases/harbour")
    def reports(
        readings: Annotated[list[Path], typer.Argument(help="Files that were read and reviewed.")],
        case: Annotated[Path, typer.Option("--case", "--into", help="Case whose report.csv takes the reports.")],
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the reports and write nothing.")] = False,
        as_json: Annotated[
            bool, typer.Option("--json", help="Print the reports, and what is lacking, as JSON.")
        ] = False,
    ) -> None:
        """Make the accepted statements of reviewed readings rows of a case's report.csv.

        Rows that are there stay as they are; a report that is there already is not written twice. An accepted statement
        without a place or a time is listed with what it lacks, and is never filled in by guessing.
        """
        with clear_errors():
            known = services.cases.read(case)
            drawn, setting = Drawn((), ()), None
            for file in readings:
                read = services.readings.read(file)
                setting = find_setting(read, known)
                more = find_reviewed(read, services.reviews.read(file, read), setting).drawn
                drawn = Drawn(drawn.reports + more.reports, drawn.lacking + more.lacking)
            assert setting is not None, "typer asks for one reading at least"
            new = None if dry_run else services.append_reports(case, drawn.reports, known.utc_offset_seconds)
        if as_json:
            typer.echo(json.dumps(view_drawn(drawn, setting), indent=1, ensure_ascii=False))
        else:
            print_drawn(drawn, setting, case, new)


def view_drawn(drawn: Drawn, setting: Setting) -> dict[str, object]:
    """Return the reports with the keys of report.csv, and what is lacking, JSON-ready."""
    offset = setting.utc_offset_seconds or 0
    rows = [
        {
            "report_id": report.report_id,
            "origin": report.origin,
            "outlet": report.outlet,
            "reliability": report.reliability,
            "x_coord": report.x,
            "y_coord": report.y,
            "radius": report.radius_metres,
            "from": format_time(report.window.start, offset),
            "to": format_time(report.window.end, offset),
            "claim": report.claim.value,
            "rate": report.rate,
            "source_class": report.source_class.value,
        }
        for report in drawn.reports
    ]
    lacking = [{"item": one.item_id, "claim": str(one.claim or "none"), "why": list(one.why)} for one in drawn.lacking]
    return {"reports": rows, "lacking": lacking}


def print_drawn(drawn: Drawn, setting: Setting, case: Path | None, new: Sequence[Report] | None) -> None:
    """Show the reports and what keeps other accepted statements from being one."""
    if drawn.reports:
        table = Table(title=f"{len(drawn.reports)} reports")
        table.add_column("report", no_wrap=True)
        for column in ("claim", "origin", "grade", "place and time"):
            table.add_column(column)
        offset = setting.utc_offset_seconds or 0
        for report in drawn.reports:
            begin, end = (format_time(moment, offset) for moment in (report.window.start, report.window.end))
            where = f"{report.radius_metres:,.0f} m about {report.x:.5f},{report.y:.5f}"
            origin = Text(clean(report.origin) or "nobody known")
            table.add_row(
                report.report_id, report.claim.value, origin, report.reliability, f"{where}\n{begin[:16]} to {end[:16]}"
            )
        Console().print(table)
    for one in drawn.lacking:
        typer.echo(f"NO REPORT {clean(one.item_id)}: {'lacks ' if one.claim else ''}{clean('; '.join(one.why))}")
    if case is not None and new is not None:
        there = len(drawn.reports) - len(new)
        typer.echo(f"{len(new)} added to {case / 'report.csv'}" + (f", {there} there already." if there else "."))
