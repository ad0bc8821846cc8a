"""Show the words in which parties are told, and whether a speaker has reviewed them: `safeconduct words`."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from safeconduct.app.instruct import check_languages
from safeconduct.core.instructions import Phrasebook, Review, Wording, Words
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        epilog="Examples: safeconduct words; safeconduct words ps --unreviewed; safeconduct words fa-AF --json"
    )
    def words(
        language: Annotated[str | None, typer.Argument(help="Show every string of this language.")] = None,
        unreviewed: Annotated[bool, typer.Option("--unreviewed", help="Only those no speaker has reviewed.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    ) -> None:
        """Show the languages in which parties are told, or every string of one for a speaker to review."""
        with clear_errors():
            phrasebook = services.phrasebook("en")
            if language is None:
                _show_languages(phrasebook, as_json)
                return
            check_languages(phrasebook, [language])
            spoken = phrasebook.of(language)
            wordings = [one for one in spoken.wordings if not unreviewed or one.review is not Review.REVIEWED]
            _show_strings(spoken, wordings, {one.message: one.text for one in phrasebook.of("en").wordings}, as_json)


def _show_languages(phrasebook: Phrasebook, as_json: bool) -> None:
    rows = [
        {
            "language": words.language,
            "name": words.name,
            "direction": str(words.direction),
            "sms_alphabet": str(words.alphabet),
            "strings": len(words.wordings),
            "reviewed": sum(one.review is Review.REVIEWED for one in words.wordings),
        }
        for words in phrasebook.words.values()
    ]
    _print(rows, as_json)


def _show_strings(spoken: Words, wordings: list[Wording], english: dict[str, str], as_json: bool) -> None:
    rows = [
        {"message": one.message, "state": str(one.review), "english": english.get(one.message, ""), "text": one.text}
        for one in wordings
    ]
    if as_json:
        typer.echo(json.dumps({"language": spoken.language, "strings": rows}, ensure_ascii=False, indent=1))
        return
    _print(rows, as_json=False)


def _print(rows: list[dict[str, object]] | list[dict[str, str]], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    table = Table()
    for column in rows[0] if rows else ():
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(str(cell).replace("[", "\\[") for cell in row.values()))
    Console().print(table if rows else "Nothing to show.")
