"""Read an article, a feed or a message: `safeconduct read`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from safeconduct.app.read_source import Given, group_alike, list_documents, read_reference, read_source
from safeconduct.core.basics import format_time
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.languages import is_read_in_full, name_language
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors

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
        as_json: Annotated[bool, typer.Option("--json", help="Print the documents as JSON.")] = False,
        out: Annotated[Path | None, typer.Option(help="Write the documents as JSON to this file.")] = None,
        reference: Annotated[
            str | None, typer.Option(metavar="DATE", help="The day of the text, where it gives none: 2031-03-04.")
        ] = None,
        outlet: Annotated[str, typer.Option(metavar="NAME", help="Who published it.")] = "",
    ) -> None:
        """Read what is written into documents: the text, who published it, when, and in what language.

        What is hidden or hostile in it is left out, and said. Exits with 0 when something was read, with 2 when the
        source is refused or cannot be read. docs/reading.md says what can be read.
        """
        with clear_errors():
            given = Given(outlet, None if reference is None else read_reference(reference))
            with _progress() as progress:
                task = progress.add_task(f"Reading {escape(source[:80])}")
                documents = read_source(services.sources, services.pages, source, given, _read_standard_input)
                progress.update(task, description="Comparing")
                alike = group_alike(services.likeness, documents)
            text = json.dumps(list_documents(documents, alike), indent=1, ensure_ascii=False)
            if out is not None:
                services.write_files(out.parent, {out.name: text + "\n"})
        if as_json:
            typer.echo(text)
        else:
            _print_table(source, documents)
            for group in alike:
                numbers = ", ".join(str(number + 1) for number in group)
                typer.echo(f"ALIKE {numbers}: these seem to say much the same; a person must tell")


def _read_standard_input(limit: int) -> bytes:
    return sys.stdin.buffer.read(limit)


def _progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
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
        if not is_read_in_full(document):
            language = name_language(document.language)
            console.print(f"FOR A PERSON {number}: the text is in {escape(language)}", highlight=False)


def _word_date(document: Document) -> str:
    return "not said" if document.published is None else format_time(document.published, 0)[:16].replace("T", " ") + "Z"
