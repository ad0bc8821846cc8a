"""Show the threat picture of a case: `safeconduct picture`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from safeconduct.app.explain_place import explain_case
from safeconduct.app.show_watch import suggest_where, view_watch
from safeconduct.app.tabulate_picture import tabulate_case, view_districts
from safeconduct.app.write_hazard import write_hazard
from safeconduct.app.write_hxl import write_districts_hxl
from safeconduct.app.write_picture import write_picture
from safeconduct.core.basics import format_time
from safeconduct.core.picture import BUDGET_RATE, ReportNote, Standing, ThreatPicture, hazard_rows, view_picture
from safeconduct.core.picture.override import describe_override, span_of
from safeconduct.core.plan import Case, picture_of
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._districts import print_districts
from safeconduct.interfaces.cli._edge import clear_errors, read_moment
from safeconduct.interfaces.cli._looks import print_looks
from safeconduct.interfaces.cli._review_text import clean
from safeconduct.interfaces.cli._why import OWN_HAZARD, print_why

SHOWN_REPORTS = 40
SHOWN_IDS = 5


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct picture cases/harbour --out out/hazard.csv")
    def picture(
        case: Annotated[Path, typer.Argument(help="Folder that holds case.toml and its tables.")],
        out: Annotated[
            Path | None, typer.Option(help="Write the picture's rates as a hazard.csv to this file.")
        ] = None,
        cautious: Annotated[
            bool, typer.Option("--cautious", help="In the file, count the unknown with its upper bound.")
        ] = False,
        page: Annotated[
            Path | None,
            typer.Option(help="Write a page of maps over the hours, and a table of the sites, to this file."),
        ] = None,
        why: Annotated[
            str | None,
            typer.Option(
                metavar="PLACE", help="Say why a site, a node or lon,lat reads as it does, and what would change it."
            ),
        ] = None,
        at: Annotated[
            str | None, typer.Option(help="With --why: the time, ISO 8601 with offset; the case's start, if not given.")
        ] = None,
        districts: Annotated[
            bool,
            typer.Option("--districts", help="Show a line for each district: what is known, who is there, the risk."),
        ] = False,
        hxl: Annotated[
            Path | None, typer.Option(help="Write the table by district to this file as HXL, people rounded up.")
        ] = None,
        sources: Annotated[
            Path | None, typer.Option(help="What is thought of sources, in place of the case's own sources.json.")
        ] = None,
        look: Annotated[
            int | None, typer.Option(min=1, help="Name so many places where one more observer would make most known.")
        ] = None,
        as_json: Annotated[
            bool, typer.Option("--json", help="Print the picture, the districts, the why or the look as JSON.")
        ] = False,
    ) -> None:
        """Show how dangerous the streets are, and where that is UNKNOWN: from reports, incidents and overrides.

        Unknown is not safe: where nobody has looked, or a report has run out, the upper bound of the hazard holds.
        Of the reports it says who counts, who only repeats and what contradicts: many outlets with one origin count
        once, and all unverified reports share one small budget. What happened before is forecast over the streets by
        the hour. What a person set against the figures (safeconduct override) is named with who, why and until when.
        """
        if why is not None:
            if out or page or look or hxl:
                raise typer.BadParameter("give it without --out, --page, --hxl and --look", param_hint="--why")
            with clear_errors(), Console(stderr=True).status("Leaving out one after another ..."):
                read = _read(services, case, sources)
                found, explained = explain_case(read, why, None if at is None else read_moment(at, "--at"))
            print_why(read, why, found, explained, as_json)
            return
        if at is not None:
            raise typer.BadParameter("it says when of a place: give it with --why", param_hint="--at")
        if look and districts:
            raise typer.BadParameter("give it without --districts", param_hint="--look")
        with clear_errors(), Console(stderr=True).status("Reading ...") as shown:
            read = _read(services, case, sources)
            shown.update("Making the picture ...")
            made = picture_of(read)
            shown.update("Writing ...")
            if out is not None:
                rows = hazard_rows(made, kappa=1.0 if cautious else read.kappa)
                text = write_hazard(rows, read.utc_offset_seconds)
                services.write_files(out.parent, {out.name: text})
            if page is not None:
                drawn = write_picture(services.picture_page, read, made, read_moment(None))
                services.write_files(page.parent, {page.name: drawn})
            if hxl is not None:
                services.write_files(hxl.parent, {hxl.name: write_districts_hxl(tabulate_case(read, made)[1])})
        if look:
            print_looks(read, suggest_where(read, made, look), as_json)
            return
        if as_json and districts:
            lines = view_districts(*tabulate_case(read, made), read.utc_offset_seconds)
            typer.echo(json.dumps({"districts": lines}, indent=1, ensure_ascii=False))
            return
        if as_json:
            view = {**view_picture(made, read.utc_offset_seconds), "watch": view_watch(read)}
            typer.echo(json.dumps(view, indent=1, ensure_ascii=False))
            return
        if districts:
            print_districts(read, made)
        else:
            _print_answer(read, made)
        if read.hazard is not None:
            typer.echo(OWN_HAZARD)
        if out is not None:
            typer.echo(f"{len(rows):,} rows written to {out}")
        if page is not None:
            typer.echo(f"{page}: {len(drawn.encode()) / 1000:,.0f} kB")
        if hxl is not None:
            typer.echo(f"the table by district is in {hxl}")


def _read(services: Services, case: Path, sources: Path | None) -> Case:
    read = services.cases.read(case)
    return read if sources is None else replace(read, sources=services.ledgers.read(sources))


def _print_answer(case: Case, picture: ThreatPicture) -> None:
    name, offset = case.name, case.utc_offset_seconds
    view = view_picture(picture, offset)
    standings = cast("dict[str, int]", view["standings"])
    table = Table(title=f"{escape(name)}: the threat picture", caption="shares: of the metre-hours of all streets")
    table.add_column("what")
    table.add_column("figure", justify="right")
    table.add_row("from", str(view["from"]))
    table.add_row("to", str(view["to"]))
    for what in ("unknown", "threat", "clear"):
        table.add_row(f"share {what.upper() if what == 'unknown' else what}", f"{view[f'share_{what}']:.1%}")
    table.add_row("incidents before it", f"{sum(one.when.start < case.start for one in case.incidents):,}")
    table.add_row("reports", f"{view['reports']:,}")
    for standing, count in standings.items():
        table.add_row(f"  of them: {standing}", f"{count:,}")
    table.add_row("origins that count", f"{len(picture.origins()):,}")
    table.add_row("rate where UNKNOWN: planned with", f"{picture.background_rate:g}")
    table.add_row("rate where UNKNOWN: upper bound", f"{picture.unknown_high:g}")
    table.add_row("most that all unverified add", f"{BUDGET_RATE:g}")
    Console().print(table)
    if not picture.background_rate:
        typer.echo("WARNING background_rate is 0: plans count the unknown as free of danger. Set it in case.toml.")
    for one in picture.overrides:
        stands = "OVERRIDE" if span_of(one, picture.window) else "override that has no effect within the case"
        typer.echo(clean(f"{stands}: {describe_override(one, offset)}"))
    _print_contradictions(picture)
    _print_reports(picture, offset)


def _print_contradictions(picture: ThreatPicture) -> None:
    for found in picture.contradictions:
        threat, clear = (origin or "unknown origin" for origin in (found.threat_origin, found.clear_origin))
        typer.echo(
            f"CONTRADICTION {threat} reports a threat ({_some(found.threat_reports)}), "
            f"{clear} says clear ({_some(found.clear_reports)}), at one place and time"
        )


def _some(ids: tuple[str, ...]) -> str:
    more = f" and {len(ids) - SHOWN_IDS:,} more" if len(ids) > SHOWN_IDS else ""
    return ", ".join(ids[:SHOWN_IDS]) + more


def _print_reports(picture: ThreatPicture, offset: int) -> None:
    if not picture.for_operator:
        typer.echo("No reports.")
        return
    typer.echo("Reports, those that did not count first:")
    for note in picture.for_operator[:SHOWN_REPORTS]:
        typer.echo(f"{_word(note.standing)}: {_describe(note, offset)}")
    if len(picture.for_operator) > SHOWN_REPORTS:
        typer.echo(f"... and {len(picture.for_operator) - SHOWN_REPORTS:,} more (all with --json)")


def _describe(note: ReportNote, offset: int) -> str:
    report = note.report
    begin, end = (format_time(moment, offset)[5:16] for moment in (report.window.start, report.window.end))
    origin = report.origin or "unknown origin"
    return (
        f"{report.report_id}, {report.claim} by {origin} through {report.outlet or 'unknown outlet'} "
        f"({report.reliability or 'ungraded'}), {begin} to {end}, {note.links:,} links"
    )


def _word(standing: Standing) -> str:
    return standing.value.upper() if standing in (Standing.UNVERIFIED, Standing.LOWERS_NOTHING) else standing.value
