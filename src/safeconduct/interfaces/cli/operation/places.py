"""Report what was seen of places: `safeconduct place report`, `list`."""

from __future__ import annotations

from typing import Annotated

import typer

from safeconduct.app.report_place import report_place
from safeconduct.core.operation import PlaceNow, Seen, list_places
from safeconduct.core.operation.limits import A_WEEK_MINUTES
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors, read_moment
from safeconduct.interfaces.cli.operation._desk import By, Folder, now_millis, open_desk
from safeconduct.interfaces.cli.operation._rows import AsJson, Row, show_rows, to_moment, to_time


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Say what was seen of gates, checkpoints, corridors and areas.")
    cli.add_typer(group, name="place")
    _add_report(group, services)
    _add_list(group, services)


def _add_report(group: typer.Typer, services: Services) -> None:
    @group.command(
        epilog="Example: safeconduct place report operations/harbour site:G1 clear --valid 60 "
        "--seen 2031-03-04T06:00:00+02:00 --by o1a2b3c4"
    )
    def report(
        folder: Folder,
        place: Annotated[str, typer.Argument(help="site:ID, corridor:ID or area:ID.")],
        state: Annotated[Seen, typer.Argument(help="What was seen.")],
        by: By,
        valid: Annotated[int, typer.Option(min=1, max=A_WEEK_MINUTES, help="Minutes for which it may be believed.")],
        seen: Annotated[str | None, typer.Option(help="When it was seen, ISO 8601; now, if not given.")] = None,
        source: Annotated[str, typer.Option(help="Who saw it, in at most 200 signs; nobody's name.")] = "",
    ) -> None:
        """Report what was seen of a place, in place of what this device has heard of it and that is no newer."""
        with clear_errors():
            seen_millis = now_millis() if seen is None else int(read_moment(seen, "--seen") * 1000)
        with open_desk(services, folder, by) as (door, _):
            sealed = report_place(door, ActorId(by), place, state, seen_millis, valid, source)
        until = to_time(seen_millis + valid * 60_000)
        typer.echo(f"{place} {state}, to be believed until {until}, on record as {sealed.event.ident}.")


def _add_list(group: typer.Typer, services: Services) -> None:
    @group.command("list", epilog="Example: safeconduct place list operations/harbour --by o1a2b3c4")
    def list_all(folder: Folder, by: By, as_json: AsJson = False) -> None:
        """List what may be believed of each place now: what is older than it is valid is unknown, never clear."""
        with open_desk(services, folder, by) as (door, _):
            places = door.read(ActorId(by)).places
        rows = [_describe(one) for one in list_places(places, now_millis())]
        show_rows(rows, as_json, "Nothing was reported: every place is unknown.")


def _describe(one: PlaceNow) -> Row:
    return {
        "place": one.place,
        "now": one.state.value,
        "reported": one.sighting.state.value,
        "seen": to_moment(one.sighting.seen_millis),
        "until": to_moment(one.sighting.until_millis),
        "source": one.sighting.source or None,
        "standing": one.standing,
    }
