"""Warn everybody in an area: `safeconduct warn`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.cover_warning import cover_area
from safeconduct.app.follow_warning import find_arrived, follow_warning
from safeconduct.app.list_warnings import list_warnings, show_all
from safeconduct.app.price_warning import price_warning
from safeconduct.app.receive_drafts import receive_drafts
from safeconduct.app.release_warning import approve_warning, ask_warning, cancel_warning, send_warning
from safeconduct.app.warning_desk import WarningDesk
from safeconduct.core.operation import UseCase
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli.operation._desk import By, Folder, now_millis, open_desk
from safeconduct.interfaces.cli.operation._warn_draft import add_drafting
from safeconduct.interfaces.cli.operation._warn_text import print_alert, print_list, print_reach

CHANNELS = "channels.toml"
Name = Annotated[str, typer.Argument(metavar="ALERT", help="The alert, as `warn list` names it.")]
Feed = Annotated[
    Path | None, typer.Option(envvar="SAFECONDUCT_FEED", help="Folder of the feed; without it OPERATION/feed.")
]
Url = Annotated[str, typer.Option(envvar="SAFECONDUCT_FEED_URL", help="Where that folder can be read from.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    warn = typer.Typer(no_args_is_help=True, help="Warn everybody in an area; two people release it, one withdraws it.")
    cli.add_typer(warn, name="warn")
    add_drafting(warn, services, open_warnings)
    _add_looking(warn, services)
    _add_releasing(warn, services)
    _add_leaving(warn, services)


@contextmanager
def open_warnings(
    services: Services, folder: Path, by: str, feed: Path | None = None, url: str = ""
) -> Iterator[WarningDesk]:
    """Open an operation's door for who warns, with its alerts beside it."""
    with open_desk(services, folder, by) as (door, operation):
        outlet = services.alert_outlet(feed or folder / "feed", operation.name, url)
        files = services.alert_files(folder / "alerts")
        yield WarningDesk(
            door, operation.exercise, files, services.alert_format, services.warning_words, outlet,
            lambda: services.open_channels(folder)[1] if (folder / CHANNELS).exists() else {},
        )  # fmt: skip


def _add_looking(warn: typer.Typer, services: Services) -> None:
    @warn.command(
        epilog="Example: safeconduct warn show operations/harbour sc-7f3a --by o1a2 --case case --html a.html"
    )
    def show(
        folder: Folder,
        name: Name,
        by: By,
        case: Annotated[Path | None, typer.Option(help="Folder of the case: counts its parties, and draws.")] = None,
        html: Annotated[Path | None, typer.Option(help="With --case: write a page with the area on streets.")] = None,
        price: Annotated[float | None, typer.Option(min=0, help="What one part of an SMS costs.")] = None,
        as_json: AsJson = False,
    ) -> None:
        """Show an alert: what people read, whom it reaches, who of them can be told, and what SMS take."""
        if html is not None and case is None:
            raise typer.BadParameter("the page draws the streets of a case: give --case too", param_hint="--html")
        with open_warnings(services, folder, by) as desk:
            state = desk.door.read(ActorId(by), UseCase.READ_STATE)
            receive_drafts(desk)
            alert, kept = desk.read(name)
            town = None if case is None else services.cases.read(case)
            rings = [ring for area in alert.infos[0].areas for ring in area.rings] if alert.infos else []
            coverage, people = cover_area(state, town, rings, find_arrived(state, name))
            reached, leaves = follow_warning(state, town, alert), price_warning(state, alert, desk.rules())
            if html is not None and town is not None:
                page = services.warning_page.render(alert, kept, town, coverage)
                services.write_files(html.parent, {html.name: page})
        print_alert(alert, kept, coverage, people, services.warning_words, price, as_json, reached, leaves)

    @warn.command("list", epilog="Example: safeconduct warn list operations/harbour --by o1a2b3c4")
    def list_(folder: Folder, by: By, as_json: AsJson = False) -> None:
        """List the alerts that are kept here: drafted, asked for, approved, standing, replaced or withdrawn."""
        with open_warnings(services, folder, by) as desk:
            lines = list_warnings(desk, ActorId(by), now_millis())
        print_list(lines, as_json)


def _add_releasing(warn: typer.Typer, services: Services) -> None:
    @warn.command(epilog="Example: safeconduct warn ask operations/harbour sc-7f3a --by o1a2b3c4")
    def ask(folder: Folder, name: Name, by: By) -> None:
        """Ask for the release of an alert, after it is checked anew; it waits for an hour."""
        with open_warnings(services, folder, by) as desk:
            release = ask_warning(desk, ActorId(by), name, now_millis()).event.payload["release"]
        typer.echo(f"{release} waits for an approver: safeconduct warn approve {folder} {name} --by THEIR_ID")

    @warn.command(epilog="Example: safeconduct warn approve operations/harbour sc-7f3a --by o9f8e7d6")
    def approve(folder: Folder, name: Name, by: By) -> None:
        """Approve an alert that somebody else asked to release: look at it first (`warn show`)."""
        with open_warnings(services, folder, by) as desk:
            release = approve_warning(desk, ActorId(by), name, now_millis()).event.payload["release"]
            alert, kept = desk.read(name)
        typer.echo(f"{release} is approved: {alert.message_type} to {kept.people:,} people in {alert.infos[0].place}.")


def _add_leaving(warn: typer.Typer, services: Services) -> None:
    @warn.command(epilog="Example: safeconduct warn send operations/harbour sc-7f3a --by o1a2b3c4")
    def send(folder: Folder, name: Name, by: By, feed: Feed = None, url: Url = "") -> None:
        """Let an alert leave that two people have released; its correction and its cancel are drafted at once."""
        with open_warnings(services, folder, by, feed, url) as desk:
            alert = send_warning(desk, ActorId(by), name, now_millis())
            reached = follow_warning(desk.door.state(), None, alert)
        typer.echo(
            f"{alert.status} {alert.message_type} {name} has left. Withdraw it: safeconduct warn cancel {folder} {name}"
        )
        print_reach(reached[-1:])

    @warn.command(epilog="Example: safeconduct warn cancel operations/harbour sc-7f3a --by o1a2b3c4")
    def cancel(folder: Folder, name: Name, by: By, feed: Feed = None, url: Url = "") -> None:
        """Withdraw an alert at once. One person suffices; the text does not say that it is safe."""
        with open_warnings(services, folder, by, feed, url) as desk:
            withdrawn = cancel_warning(desk, ActorId(by), name, now_millis())
            reached = follow_warning(desk.door.state(), None, withdrawn)
        typer.echo(f"{name} is withdrawn by {withdrawn.identifier}.")
        print_reach(reached[-1:])

    @warn.command(epilog="Example: safeconduct warn feed operations/harbour --by o1a2b3c4 --feed /srv/www/alerts")
    def feed(folder: Folder, by: By, feed: Feed = None, url: Url = "", as_json: AsJson = False) -> None:
        """Write every alert that was sent to the feed: CAP files, RSS and Atom."""
        with clear_errors(), open_warnings(services, folder, by, feed, url) as desk:
            shown = show_all(desk, ActorId(by))
        if as_json:
            typer.echo(json.dumps({"shown": shown}, indent=1))
        else:
            typer.echo(f"{len(shown):,} alerts are in {feed or folder / 'feed'}: rss.xml, atom.xml")
