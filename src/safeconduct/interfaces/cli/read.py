"""Read an article, a feed or a message: `safeconduct read`."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from safeconduct.app.read_documents import gather_knowledge, join_alike, list_rows, read_documents
from safeconduct.app.read_source import Given, group_alike, read_reference, read_source
from safeconduct.core.basics import CannotReadError, format_time
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.languages import name_language
from safeconduct.core.intake.reading import Reading
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli._review_text import clean

EPILOG = "Example: safeconduct read briefing.html --outlet 'Harbour Courier'    safeconduct read - < note.txt"
SHOWN_DOCUMENTS = 100


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog=EPILOG)
    def read(
        source: Annotated[
            str,
            typer.Argument(help="A file (text, HTML, RSS, Atom, .eml, CAP, CSV), an http(s) address, or - for stdin."),
        ],
        as_json: Annotated[bool, typer.Option("--json", help="Print the readings as JSON.")] = False,
        out: Annotated[Path | None, typer.Option(help="Write the readings to this file.")] = None,
        form: Annotated[
            str,
            typer.Option("--format", metavar="NAME", help="What --out is written as: json, csv, annotations, stix."),
        ] = "json",
        case: Annotated[
            Path | None, typer.Option(help="Folder of a case: its sites and streets are known, and its clock.")
        ] = None,
        gazetteer: Annotated[
            Path | None, typer.Option(metavar="FILE", help="Districts and villages: .csv, .json or .geojson.")
        ] = None,
        reference: Annotated[
            str | None, typer.Option(metavar="DATE", help="The day of the text, where it gives none: 2031-03-04.")
        ] = None,
        outlet: Annotated[str, typer.Option(metavar="NAME", help="Who published it.")] = "",
    ) -> None:
        """Read what is written: who said what, through whom, how surely, about which place and time.

        What is hidden or hostile in it is left out, and said. Nothing of a reading counts as verified before somebody
        has reviewed it (`safeconduct review`). Exits with 0 when something was read, with 2 when the source is refused
        or cannot be read. docs/reading.md says what can be read.
        """
        with clear_errors():
            if form not in services.exports:
                raise CannotReadError(f"--format {form!r}: no such format; one of {', '.join(services.exports)}")
            given = Given(outlet, None if reference is None else read_reference(reference))
            places, doubts = services.gazetteers.read(gazetteer) if gazetteer else ((), ())
            for doubt in doubts:
                typer.echo(f"DOUBT {doubt}", err=True)
            in_case = services.cases.read(case) if case else None
            knowledge = gather_knowledge(services.gazetteers.world, places, in_case)
            with _progress() as progress:
                task = progress.add_task(f"Reading {escape(source[:80])}", total=None)
                documents = read_source(services.sources, services.pages, source, given, _read_standard_input)
                progress.update(task, total=len(documents))
                read = read_documents(
                    documents,
                    services.reader,
                    knowledge,
                    lambda done: progress.update(task, completed=done),
                )
                readings = join_alike(tuple(read), group_alike(services.grouper, documents))
            if out is not None:
                services.write_files(out.parent, {out.name: services.exports[form](readings, time.time())})
        if as_json:
            typer.echo(services.exports["json"](readings, time.time()), nl=False)
            return
        _print_table(source, documents)
        for number, reading in enumerate(readings[:SHOWN_DOCUMENTS], start=1):
            _print_reading(number, reading)


def _read_standard_input(limit: int) -> bytes:
    return sys.stdin.buffer.read(limit)


def _progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _print_table(source: str, documents: Sequence[Document]) -> None:
    console = Console()
    table = Table(title=f"{escape(source[:80])}: {len(documents):,} {'text' if len(documents) == 1 else 'texts'}")
    for name in ("", "language", "title", "outlet", "date", "characters"):
        table.add_column(name, justify="right" if name in ("", "characters") else "left")
    for number, document in enumerate(documents[:SHOWN_DOCUMENTS], start=1):
        title = escape(document.title or document.text.split("\n", 1)[0][:60])
        cells = (name_language(document.language), title, escape(document.outlet) or "not said", _word_date(document))
        table.add_row(str(number), *cells, f"{len(document.text):,}")
    console.print(table)
    if len(documents) > SHOWN_DOCUMENTS:
        console.print(f"... and {len(documents) - SHOWN_DOCUMENTS:,} more (all with --json)")
    for number, document in enumerate(documents[:SHOWN_DOCUMENTS], start=1):
        for caution in document.cautions:
            console.print(f"CAUTION {number}: {escape(caution)}", highlight=False)


def _word_date(document: Document) -> str:
    return "not said" if document.published is None else format_time(document.published, 0)[:16].replace("T", " ") + "Z"


def _print_reading(number: int, reading: Reading) -> None:
    console = Console()
    rows = list(list_rows(reading))
    if rows:
        console.print(f"\n[bold]Text {number}: who said what ({len(rows)} statements, none reviewed)[/]")
    for row in rows:
        indent = 2 * row.number.count(".")
        through = f" through {row.through}" if row.through else ""
        head = f"[bold]{row.number:6}{escape(clean(row.who))}[/]{escape(clean(through))}: {row.how}"
        console.print(Padding(head, (0, 0, 0, indent)), highlight=False)
        for words in (row.what, *(f"{name}: {value}" for name, value in row.where_and_when() if value)):
            console.print(Padding(escape(clean(words)), (0, 0, 0, indent + 6)), highlight=False)
    for relation in reading.relations:
        words = f"{relation.subject} {relation.relation} {relation.object}"
        doubt = "" if relation.certainty == "certain" else f", {relation.certainty}"
        denied = "NOT (denied): " if relation.polarity == "negative" else ""
        console.print(f"RELATION {number}: {escape(denied + words)} ({relation.status}{doubt})", highlight=False)
    for question in reading.questions:
        console.print(f"FOR A PERSON {number}: {escape(question.what)}", highlight=False)
