"""Say on the screen from where a series of attacks may come: `safeconduct origin`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.open_origin import Linking, open_case_origin
from safeconduct.core.basics import Fault, InputFaultsError, SafeconductError, format_time
from safeconduct.core.picture import IncidentKind
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_NO, clear_errors
from safeconduct.interfaces.cli._review_text import clean

SHOWN = 5  # events of an opening


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        epilog="Example: safeconduct origin cases/harbour --kind explosion --who 'security officer' "
        "--why 'choose the shelter side of gate G1' --log origin.jsonl"
    )
    def origin(
        case: Annotated[Path | None, typer.Argument(help="Folder of the case.")] = None,
        linked: Annotated[
            str | None,
            typer.Option("--incidents-linked", metavar="IDS", help="Incidents that belong together: ID,ID,..."),
        ] = None,
        because: Annotated[str, typer.Option(help="With --incidents-linked: why they belong together.")] = "",
        kind: Annotated[
            IncidentKind | None, typer.Option(help="The longest series of a kind, within 10 km and 30 days of another.")
        ] = None,
        ranges: Annotated[
            tuple[float, float] | None, typer.Option(help="Of indirect fire: shortest and longest range, metres.")
        ] = None,
        site: Annotated[
            list[str] | None, typer.Option(help="A site to protect; gates and airheads, if not given.")
        ] = None,
        who: Annotated[str, typer.Option(help="Who opens it: a role or a name.")] = "",
        why: Annotated[str, typer.Option(help="What will be protected by it.")] = "",
        log: Annotated[Path | None, typer.Option(help="Log of all openings; begun, if it is not there.")] = None,
        show_log: Annotated[Path | None, typer.Option(help="Verify a log, and list who opened what and why.")] = None,
    ) -> None:
        """Say in which regions (6 km2 or more) attacks may start, and from which side they reach a protected site.

        For shelter and routes alone. It is on the record before anything is estimated, shown on this screen alone, and
        never written out: there is no --json and no --out, and into a file or a pipe it says nothing. With fewer than 7
        linked events, or where they tell no more than chance, it is not known.
        """
        if show_log is not None:
            with clear_errors():
                _print_log(services, show_log)
            return
        with clear_errors():
            _check(case, linked, kind, log)
            assert case is not None
            assert log is not None
            if not services.on_screen():
                raise SafeconductError(
                    "an origin is shown on a screen alone: not into a file or a pipe. Nothing opened."
                )
            read = services.cases.read(case)
            ids = tuple(part.strip() for part in (linked or "").split(",") if part.strip())
            linking, now = Linking(ids, because, kind), time.time()
            book = services.origin_log(log)
            told = open_case_origin(book, read, linking, ranges, site or [], who=who, why=why, at=now)
        for line in told.lines:
            typer.echo(clean(line))
        typer.echo(f"This opening is in {log}: who, why, when and for which incidents; nothing of the answer.")
        if not told.known:
            raise typer.Exit(EXIT_NO)


def _check(case: Path | None, linked: str | None, kind: IncidentKind | None, log: Path | None) -> None:
    faults = []
    if case is None:
        faults.append(Fault("CASE", 0, "", "", "not given", "name the folder of the case"))
    if (linked is None) == (kind is None):
        problem = "neither incidents nor a kind" if kind is None else "incidents and a kind"
        faults.append(
            Fault("--incidents-linked", 0, "", "", problem, "give --incidents-linked or --kind, one of the two")
        )
    if log is None:
        faults.append(Fault("--log", 0, "", "", "not given", "name the log: nothing is opened off the record"))
    if faults:
        raise InputFaultsError(faults)


def _print_log(services: Services, file: Path) -> None:
    entries = services.origin_log(file).read()
    for number, one in enumerate(entries, 1):
        more = f" and {len(one.events) - SHOWN:,} more" if len(one.events) > SHOWN else ""
        events = f"{len(one.events)} events, linked by {one.linked_by} ({', '.join(one.events[:SHOWN])}{more})"
        typer.echo(clean(f"{number}. {format_time(one.at, 0)} {one.who}: {one.why}; {events}"))
    count = len(entries)
    typer.echo(f"{count} {'opening' if count == 1 else 'openings'}, every line as it was written.")
    typer.echo("A last line that is cut off leaves no trace: compare the count with a copy that is kept elsewhere.")
