"""Read tables of incidents and show what became of every row: `safeconduct incidents`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from safeconduct.app.read_incidents import CASE_FILE, Box, ReadIncidents, list_incidents, read_incidents
from safeconduct.core.basics import format_time
from safeconduct.core.picture.incident import Incident
from safeconduct.core.plan import Case
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_BAD_INPUT, clear_errors
from safeconduct.interfaces.cli._review_text import clean

SHOWN = 40  # of each list; all of them with --json
SHOWN_DAYS = 14  # the last ones
WHOLE_DAY = 86_400.0


class Order(StrEnum):
    """Say how days such as 03/04/2031 are meant."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct incidents ged.csv acled.csv --case cases/harbour --out incidents.csv")
    def incidents(
        files: Annotated[
            list[Path], typer.Argument(help="Tables in the columns of UCDP GED, ACLED or GTD, or in the simple form.")
        ],
        case: Annotated[
            Path | None, typer.Option(help="Case for the clock and the map; its incident.csv is read too.")
        ] = None,
        dates: Annotated[Order | None, typer.Option(help="How days like 03/04/2031 are meant.")] = None,
        out: Annotated[Path | None, typer.Option(help="Write the incidents in the simple form to this file.")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print all incidents and all that was dropped.")] = False,
    ) -> None:
        """Read what has happened, as narrowly as it is known, and say what was dropped and why.

        A row that cannot be used costs no other. A point that many places share is taken for the middle of a city. What
        two sources may both tell is counted once and shown. Exits with 2 when no incident could be read.
        """
        with clear_errors(), Console(stderr=True).status("Reading ..."):
            known = services.cases.read(case) if case else None
            if case and (case / CASE_FILE).is_file() and (case / CASE_FILE).resolve() not in map(Path.resolve, files):
                files = [*files, case / CASE_FILE]
            offset = known.utc_offset_seconds if known else None
            day_first = None if dates is None else dates is Order.DAY_FIRST
            read = read_incidents(services.incidents, files, offset, day_first, _box(known) if known else None)
            if out is not None:
                services.write_files(out.parent, {out.name: services.incident_table(read.incidents, offset or 0)})
        if as_json:
            typer.echo(json.dumps(list_incidents(read), indent=1, ensure_ascii=False))
        else:
            _print(read, offset or 0)
            if out is not None:
                typer.echo(f"{len(read.incidents):,} incidents written to {out}")
        if not read.incidents:
            raise typer.Exit(EXIT_BAD_INPUT)


def _box(case: Case) -> Box:
    x, y = case.network.x, case.network.y
    return Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))


def _print(read: ReadIncidents, offset: int) -> None:
    table = Table(title=f"{len(read.incidents):,} incidents, each counted once")
    table.add_column("kind")
    for name in ("incidents", "minor", "people harmed", "harmed unknown"):
        table.add_column(name, justify="right")
    for kind, count in Counter(one.kind for one in read.incidents).most_common():
        of_kind = [one for one in read.incidents if one.kind is kind]
        harmed = [one.harmed for one in of_kind if one.harmed is not None]
        minor = sum(one.minor for one in of_kind)
        unknown = f"{count - len(harmed):,}"
        table.add_row(kind.value, f"{count:,}", f"{minor:,}", f"{sum(harmed):,}", unknown)
    console = Console()
    console.print(table)
    _print_counts(console, "how narrowly the place is known", [one.precision.value for one in read.incidents])
    days = Counter(_day(one, offset) for one in read.incidents)
    title = "day" if len(days) <= SHOWN_DAYS else f"day (the last {SHOWN_DAYS} of {len(days):,})"
    _print_counts(console, title, dict(sorted(days.items())[-SHOWN_DAYS:]))
    for words in _lines(read):
        typer.echo(words)


def _print_counts(console: Console, title: str, counted: Iterable[str] | dict[str, int]) -> None:
    table = Table()
    table.add_column(title)
    table.add_column("incidents", justify="right")
    counts = counted.items() if isinstance(counted, dict) else Counter(counted).most_common()
    for name, count in counts:
        table.add_row(Text(name), f"{count:,}")
    console.print(table)


def _day(one: Incident, offset: int) -> str:
    if one.when.end - one.when.start > WHOLE_DAY:
        return "over days"
    return format_time(one.when.start, offset)[:10]


def _lines(read: ReadIncidents) -> Iterable[str]:
    """Give what a person must see besides the counts, the worst first; of each list the beginning."""
    lists = (
        [f"FAULT {fault}" for fault in read.faults],
        [f"LEFT OUT {one.count:,} rows of {one.file}: {one.why}" for one in read.left_out],
        [
            f"SHARED POINT {one.lon:.4f},{one.lat:.4f}: {one.rows:,} rows of {one.places:,} places lie there: "
            f"the middle of a city, no place; {one.widened:,} made wider"
            for one in read.shared_points
        ],
        [
            f"POSSIBLE DUPLICATE {pair.other.source} {pair.other.incident_id} is counted with {pair.kept.source} "
            f"{pair.kept.incident_id}, {pair.metres:,.0f} m apart"
            for pair in read.duplicates
        ],
        [f"NOTE {words}" for words in read.cautions],
    )
    for words in lists:
        yield from map(clean, words[:SHOWN])
        if len(words) > SHOWN:
            yield f"... and {len(words) - SHOWN:,} more (all with --json)"
