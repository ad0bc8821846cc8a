"""Review a reading: `safeconduct review`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from safeconduct.app.review_reading import Reviewed, apply_decisions, find_reviewed, find_setting
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.intake.reading import Reading
from safeconduct.core.intake.review import OPEN, Entry, Item, Setting
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_BAD_INPUT, clear_errors, read_moment
from safeconduct.interfaces.cli._keys import TerminalKeys
from safeconduct.interfaces.cli._review_loop import Review
from safeconduct.interfaces.cli._review_screen import View, draw
from safeconduct.interfaces.cli._review_text import clean
from safeconduct.interfaces.cli._review_words import describe
from safeconduct.interfaces.cli.reports import print_drawn, view_drawn

EPILOG = "Example: safeconduct review briefing.json --by duty1 --into cases/harbour"


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog=EPILOG)
    def review(
        reading: Annotated[Path, typer.Argument(help="File that `safeconduct read --json` wrote.")],
        by: Annotated[
            str, typer.Option(help="Your operator id, kept with every decision.", envvar="SAFECONDUCT_OPERATOR")
        ] = "",
        into: Annotated[
            Path | None,
            typer.Option("--into", help="Case that gives known places and hours, and takes the reports in the end."),
        ] = None,
        decisions: Annotated[
            Path | None, typer.Option(help="Take the decisions from this .csv or .json instead of the keyboard.")
        ] = None,
        list_only: Annotated[bool, typer.Option("--list", help="Only list the items and how they stand.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Print how everything stands as JSON.")] = False,
        as_of: Annotated[str | None, typer.Option(help="Date the decisions so (with --decisions); else now.")] = None,
    ) -> None:
        """Accept, correct or reject what was read, and grade it; what nobody reviewed never counts as verified.

        Every decision is kept beside the reading (NAME.review.jsonl) before the next is asked for, and the next call
        goes on from there. With --into, accepted statements that have a place, a time and a claim become rows of the
        case's report.csv.
        """
        with clear_errors():
            read = services.readings.read(reading)
            case = services.cases.read(into) if into else None
            setting = find_setting(read, case)
            if list_only or (as_json and decisions is None):
                entries = services.reviews.read(reading, read)
            else:
                _check_operator(by)
                entries = _decide(services, reading, read, setting, by, decisions, as_of)
            done = find_reviewed(read, entries, setting)
            new = None
            if case is not None and into is not None and not list_only:
                new = services.append_reports(into, done.drawn.reports, case.utc_offset_seconds)
        if as_json:
            typer.echo(json.dumps(_view(done, setting), indent=1, ensure_ascii=False))
            return
        if list_only:
            _print_list(done, setting)
        else:
            _print_counts(done)
            print_drawn(done.drawn, setting, into, new)


def _check_operator(by: str) -> None:
    if not by.strip():
        problem, remedy = "nobody is named who decides", "give --by with your operator id, or set SAFECONDUCT_OPERATOR"
        raise InputFaultsError([Fault("--by", 0, "", by, problem, remedy)])


def _decide(
    services: Services, file: Path, read: Reading, setting: Setting, by: str, decisions: Path | None, as_of: str | None
) -> tuple[Entry, ...]:
    """Take decisions from the file or the keyboard, and return the whole log."""
    with services.reviews.open(file, read) as log:
        if decisions is not None:
            wanted = services.decisions.read(decisions, read, setting)
            apply_decisions(log, wanted, by, read_moment(as_of))
        elif not (sys.stdin.isatty() and sys.stdout.isatty()):
            typer.echo("There is no terminal here: give --decisions, --list or --json.", err=True)
            raise typer.Exit(EXIT_BAD_INPUT)
        else:
            console = Console(highlight=False)
            with TerminalKeys() as keys, console.screen(hide_cursor=True):
                run_review(Review(read, log, setting, by, keys, _make_show(console), time.time, time.monotonic))
        return log.entries


def run_review(review: Review) -> None:
    """Run it; an interrupt is a way to quit, since every decision is kept already."""
    try:
        review.run()
    except KeyboardInterrupt:
        return


def _make_show(console: Console) -> Callable[[View], None]:
    """Return what draws a view on the whole terminal, in one write, so that a slow link does not flicker."""

    def show(view: View) -> None:
        width, height = console.size
        signs = console.no_color or console.color_system is None
        with console.capture() as captured:
            for number, line in enumerate(draw(view, width, height, signs)):
                console.print(line, end="\x1b[K" if number == height - 1 else "\x1b[K\r\n", soft_wrap=True)
        console.file.write("\x1b[H" + captured.get() + "\x1b[J")
        console.file.flush()

    return show


def _print_counts(done: Reviewed) -> None:
    counts = ", ".join(f"{count} {verdict}" for verdict, count in sorted(done.count().items()))
    pace = "" if done.pace_seconds is None else f"; {done.pace_seconds:.0f} s an item (median of {done.timed})"
    typer.echo(f"{len(done.items)} items: {counts or 'none'}{pace}.")


def _print_list(done: Reviewed, setting: Setting) -> None:
    table = Table(title="what was read, and how it stands")
    for column in ("item", "stands", "grade", "in words"):
        table.add_column(column)
    for item in done.items:
        standing = done.standings.get(item.item_id, OPEN)
        table.add_row(Text(item.item_id), str(standing.verdict), str(standing.grade), Text(_name(done, item, setting)))
    Console().print(table)
    _print_counts(done)


def _name(done: Reviewed, item: Item, setting: Setting) -> str:
    """Say an item in one line: who, and where the text says it."""
    lines = dict(describe(done.reading, item, done.standings.get(item.item_id, OPEN), setting))
    text = done.reading.document.text
    said = "" if item.focus is None else " ".join(text[item.focus.start : item.focus.end].split())
    named = (lines[label] for label in ("speaker", "speaker*", "asks") if label in lines)
    return clean(": ".join(part for part in (next(named, ""), said) if part))


def _view(done: Reviewed, setting: Setting) -> dict[str, object]:
    items = []
    for item in done.items:
        standing = done.standings.get(item.item_id, OPEN)
        items.append(
            {
                "item": item.item_id,
                "kind": item.kind,
                "stands": str(standing.verdict),
                "grade": str(standing.grade),
                "reason": standing.reason,
                "corrections": dict(standing.corrections),
                "by": standing.by,
                "at": standing.at,
            }
        )
    counts = {str(verdict): count for verdict, count in sorted(done.count().items())}
    return {
        "document": done.reading.document.document_id,
        "items": items,
        "counts": counts,
        "median_seconds": done.pace_seconds,
        "timed_items": done.timed,
        **view_drawn(done.drawn, setting),
    }
