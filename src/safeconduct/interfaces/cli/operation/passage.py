"""Agree on passage: `safeconduct corridor name`, `list`; `safeconduct notice send`, `answer`, `withdraw`, `list`."""

from __future__ import annotations

from typing import Annotated

import typer

from safeconduct.app.agree_passage import answer_notice, name_corridor, send_notice, withdraw_notice
from safeconduct.core.operation import Contact, CorridorNow, MovementNotice, list_corridors
from safeconduct.core.operation.passage_kinds import ANSWERS
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors, read_moment
from safeconduct.interfaces.cli.operation._desk import By, Folder, now_millis, open_desk
from safeconduct.interfaces.cli.operation._rows import AsJson, Row, show_rows, to_moment, to_time

CorridorId = Annotated[str, typer.Argument(help="corridor:ID, or site:ID of a checkpoint.")]
NoticeId = Annotated[str, typer.Argument(help="Id of the notice, as `notice list` prints it.")]


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    says = "Say who holds corridors and checkpoints, and which of them are open."
    corridor = typer.Typer(no_args_is_help=True, help=says)
    cli.add_typer(corridor, name="corridor")
    _add_name(corridor, services)
    _add_corridors(corridor, services)
    says = "Tell those who hold a corridor of a movement, and record what they say."
    notice = typer.Typer(no_args_is_help=True, help=says)
    cli.add_typer(notice, name="notice")
    _add_send(notice, services)
    _add_answer(notice, services)
    _add_withdraw(notice, services)
    _add_notices(notice, services)


def list_rows(corridors: list[CorridorNow]) -> list[Row]:
    """Return a row for each holder of each corridor; one that nobody holds has a row too."""
    return [
        {
            "corridor": one.corridor,
            "name": one.name or None,
            "open": one.open,
            "holder": held.holder if held else None,
            "state": held.state.value if held else None,
            "since": to_moment(held.since_millis) if held and held.since_millis is not None else None,
            "until": to_moment(held.until_millis) if held and held.until_millis is not None else None,
            "why": one.why or None,
        }
        for one in corridors
        for held in one.holders or (None,)
    ]


def _add_name(group: typer.Typer, services: Services) -> None:
    @group.command(
        "name",
        epilog="Example: safeconduct corridor name operations/harbour corridor:C2 --holder post-north --holder guard "
        "--along site:K1 --by o1a2b3c4",
    )
    def name(
        folder: Folder,
        corridor: CorridorId,
        by: By,
        holder: Annotated[list[str] | None, typer.Option(help="Id of one who holds it; may be repeated.")] = None,
        along: Annotated[
            list[str] | None, typer.Option(help="A place that it leads through, such as site:K1; may be repeated.")
        ] = None,
        called: Annotated[str, typer.Option(help="What it is called; nobody's name.")] = "",
    ) -> None:
        """Say who holds a corridor and what it leads through, in place of what this device has heard."""
        with open_desk(services, folder, by) as (door, _):
            sealed = name_corridor(door, ActorId(by), corridor, holder or [], along or [], called)
        held = ", ".join(holder or []) or "nobody, so that it is closed"
        typer.echo(f"{corridor} is held by {held}, on record as {sealed.event.ident}.")


def _add_corridors(group: typer.Typer, services: Services) -> None:
    @group.command("list", epilog="Example: safeconduct corridor list operations/harbour --by o1a2b3c4")
    def list_all(folder: Folder, by: By, as_json: AsJson = False) -> None:
        """List who holds each corridor, how far they are, and whether it is open; open is no leave to move."""
        with open_desk(services, folder, by) as (door, _):
            state = door.read(ActorId(by))
        found = list_corridors(state.corridors, state.notices, state.orders, state.places, now_millis())
        show_rows(list_rows(found), as_json, "No corridor was named.")


def _add_send(group: typer.Typer, services: Services) -> None:
    @group.command(
        epilog="Example: safeconduct notice send operations/harbour corridor:C2 --holder post-north "
        "--from 2031-03-04T10:00:00+02:00 --until 2031-03-04T12:00:00+02:00 --people 61 --vehicles 2 "
        '--marking "white flag on roof" --by o1a2b3c4'
    )
    def send(
        folder: Folder,
        corridor: CorridorId,
        by: By,
        holder: Annotated[str, typer.Option(help="Id of one who holds it.")],
        until: Annotated[str, typer.Option(help="Until when people pass, ISO 8601.")],
        people: Annotated[int, typer.Option(min=1, help="How many people pass; it is rounded up.")],
        vehicles: Annotated[int, typer.Option(min=0, max=10_000, help="How many vehicles.")] = 0,
        marking: Annotated[str, typer.Option(help="How they are marked; words of marking alone.")] = "",
        begin: Annotated[str | None, typer.Option("--from", help="From when, ISO 8601; now, if not given.")] = None,
    ) -> None:
        """Record that a holder is told of a movement: window, about how many people, vehicles, marking, no more.

        What is printed is what to say. Nothing is sent.
        """
        with clear_errors():
            start = now_millis() if begin is None else int(read_moment(begin, "--from") * 1000)
            end = int(read_moment(until, "--until") * 1000)
        with open_desk(services, folder, by) as (door, _):
            sealed = send_notice(door, ActorId(by), corridor, holder, start, end, people, vehicles, marking)
        said = sealed.event.payload
        typer.echo(f"{said['notice']}: {holder} is notified, on record as {sealed.event.ident}.")
        marked = f", marked: {marking}" if marking else ""
        typer.echo(
            f"Say: {corridor}, from {to_time(start)} until {to_time(end)}, about {said['people_about']} people, "
            f"{vehicles} vehicles{marked}."
        )


def _add_answer(group: typer.Typer, services: Services) -> None:
    @group.command(
        epilog="Example: safeconduct notice answer operations/harbour N12ab cleared --valid 60 --word radio "
        "--by o1a2b3c4"
    )
    def answer(
        folder: Folder,
        notice: NoticeId,
        said: Annotated[Contact, typer.Argument(help="acknowledged, cleared or refused.")],
        by: By,
        valid: Annotated[
            int | None, typer.Option(min=1, max=1440, help="Minutes for which a clearance may be believed.")
        ] = None,
        word: Annotated[str, typer.Option(help="How it was said, such as radio; nobody's name.")] = "",
    ) -> None:
        """Record what a holder said to a notice: that they have heard it, clear it for so long, or refuse."""
        if said.value not in ANSWERS:
            raise typer.BadParameter("write acknowledged, cleared or refused", param_hint="SAID")
        if (said is Contact.CLEARED) != (valid is not None):
            raise typer.BadParameter("say for how long, of a clearance and of nothing else", param_hint="--valid")
        with open_desk(services, folder, by) as (door, _):
            sealed = answer_notice(door, ActorId(by), notice, said, valid or 0, word)
        typer.echo(f"{notice} is {said.value}, on record as {sealed.event.ident}.")


def _add_withdraw(group: typer.Typer, services: Services) -> None:
    @group.command(epilog="Example: safeconduct notice withdraw operations/harbour N12ab --by o1a2b3c4")
    def withdraw(folder: Folder, notice: NoticeId, by: By) -> None:
        """Record that a notice no longer holds; tell who was told of it."""
        with open_desk(services, folder, by) as (door, _):
            sealed = withdraw_notice(door, ActorId(by), notice)
        typer.echo(f"{notice} is withdrawn, on record as {sealed.event.ident}. Tell its holder.")


def _add_notices(group: typer.Typer, services: Services) -> None:
    @group.command("list", epilog="Example: safeconduct notice list operations/harbour --by o1a2b3c4")
    def list_all(folder: Folder, by: By, as_json: AsJson = False) -> None:
        """List the notices and how far each is now: notified, acknowledged, cleared, refused or expired."""
        with open_desk(services, folder, by) as (door, _):
            notices = door.read(ActorId(by)).notices
        now = now_millis()
        newest = sorted(notices.items(), key=lambda named: (-named[1].from_millis, named[0]))
        show_rows([_describe(ident, one, now) for ident, one in newest], as_json, "Nobody was told anything.")


def _describe(ident: str, one: MovementNotice, now: int) -> Row:
    return {
        "notice": ident,
        "corridor": one.corridor,
        "holder": one.holder,
        "state": "withdrawn" if one.withdrawn else one.state_at(now).value,
        "from": to_moment(one.from_millis),
        "until": to_moment(one.until_millis),
        "people_about": one.people_about,
        "vehicles": one.vehicles,
        "marking": one.marking or None,
    }
