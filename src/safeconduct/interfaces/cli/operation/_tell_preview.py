"""Show what would leave, and what was queued."""

from __future__ import annotations

import json
from dataclasses import asdict

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from safeconduct.app.preview_messages import Preview
from safeconduct.app.publish_pages import Published
from safeconduct.core.basics import format_time
from safeconduct.core.record import Operation


def show_preview(shown: Preview, operation: Operation, *, as_json: bool, alone: bool) -> None:
    """Print a preview; as JSON on stdout where it is all that is asked for, else for a person, on stderr with JSON."""
    if as_json and alone:
        said = {"operation": operation.name, "exercise": operation.exercise, **asdict(shown)}
        typer.echo(json.dumps({**said, "parts": shown.parts, "cost": shown.cost}, ensure_ascii=False, indent=1))
        return
    console = Console(stderr=as_json, highlight=False)
    kind = "EXERCISE" if operation.exercise else "LIVE"
    console.print(f"{kind}: {shown.recipients:,} recipients, parties of {shown.people:,} people together.")
    if shown.channels:
        _show_channels(console, shown)
    for line in shown.languages:
        mark = "; NO SPEAKER HAS REVIEWED ITS WORDS" if line.drafted else ""
        console.print(f"{line.language}: {line.parties:,} parties{mark}. For example:")
        for part in line.sample:
            console.print(f"    {escape(part)}")
    for place in shown.nobody:
        console.print(
            f"NOBODY TELLS {place.parties:,} parties ({place.people:,} people), {escape(place.place)}: "
            "no channel reaches them."
        )
    for why, count in shown.not_told.items():
        console.print(f"Left out: {count:,} parties ({why}).")
    for tag, count in shown.other_language.items():
        console.print(f"WARNING: {count:,} parties of language {tag or 'unknown'!r} are told in the default one.")
    if shown.used_up:
        console.print(f"WARNING: the cards of {shown.used_up:,} parties are used up: their texts carry no code.")


def _show_channels(console: Console, shown: Preview) -> None:
    table = Table("first by", "parties", "SMS or texts", "cost")
    for line in shown.channels:
        table.add_row(line.channel, f"{line.parties:,}", f"{line.parts:,}", f"{line.cost:,.2f}")
    table.add_row("all", f"{shown.recipients:,}", f"{shown.parts:,}", f"{shown.cost:,.2f}")
    console.print(table)


def show_done(queued: int, pages: Published | None, as_json: bool) -> None:
    """Print what was queued and published."""
    if as_json:
        said = {"pages": pages.pages, "new_codes": pages.new_codes, "key": pages.name_of_key} if pages else None
        typer.echo(json.dumps({"queued": queued, "pages": said}, indent=1))
        return
    typer.echo(f"{queued:,} messages are queued: safeconduct dispatch sends them.")
    if pages is not None:
        until = format_time(pages.expires, 0)
        typer.echo(
            f"{pages.pages:,} pages until {until}; {pages.new_codes:,} new codes; {pages.removed:,} old removed."
        )
        typer.echo(f"The cards name this key: {pages.name_of_key}")
