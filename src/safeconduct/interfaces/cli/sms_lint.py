"""Show what a text costs as an SMS: `safeconduct sms-lint`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from safeconduct.core.instructions import SmsCharacter, SmsFindings, lint_sms
from safeconduct.interfaces.cli import Services


def add_to(cli: typer.Typer, services: Services) -> None:  # noqa: ARG001
    """Add the command."""

    @cli.command(
        name="sms-lint", epilog="Examples: safeconduct sms-lint 'Go to “North Gate”'; safeconduct sms-lint - < text"
    )
    def lint(
        text: Annotated[str, typer.Argument(metavar="TEXT|-", help="The text; - reads it from the pipe.")],
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    ) -> None:
        """Say how many SMS a text is, in which alphabet, and which characters make it so; exit code 1 for several."""
        found = lint_sms(sys.stdin.read().rstrip("\n") if text == "-" else text)
        if as_json:
            typer.echo(json.dumps({**asdict(found), "alphabet": str(found.alphabet)}, ensure_ascii=False, indent=1))
        else:
            _show(found)
        if not found.is_one:
            raise typer.Exit(1)


def _show(found: SmsFindings) -> None:
    typer.echo(f"{found.segments} SMS: {found.units} units of {found.alphabet}; one holds {found.limit}.")
    for characters, what in ((found.forcing, "is outside GSM-7"), (found.unseen, "shows nothing")):
        for one in characters:
            typer.echo(f"{_name(one)} {what}, {one.times} times{_instead(one)}")
    for mixed in found.turned:
        typer.echo(f"{mixed!r} stands the wrong way round in right-to-left text: put a word between its two parts.")


def _name(one: SmsCharacter) -> str:
    return f"{one.char!r} ({one.name})" if one.char.isprintable() else one.name


def _instead(one: SmsCharacter) -> str:
    return f": write {one.instead!r}" if one.instead and one.instead != one.char else ""
