"""Read the newest events of an operation: `safeconduct log`."""

from __future__ import annotations

from typing import Annotated

import typer

from safeconduct.app.read_log import read_log
from safeconduct.core.operation import KINDS
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors, read_moment
from safeconduct.interfaces.cli.operation._desk import By, Folder, now_millis, open_desk
from safeconduct.interfaces.cli.operation._rows import AsJson, Row, show_rows, to_moment

DAY_MILLIS = 24 * 3_600_000


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct log operations/harbour --of order.stopped --by o1a2b3c4")
    def log(
        folder: Folder,
        by: By,
        of: Annotated[str, typer.Option(help="Only events of this kind, such as order.stopped.")] = "",
        operator: Annotated[str, typer.Option(help="Only what this operator did.")] = "",
        start: Annotated[str | None, typer.Option("--from", help="ISO 8601; a day ago, if not given.")] = None,
        newest: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = 50,
        as_json: AsJson = False,
    ) -> None:
        """Print the newest events: when, who and what, by ids alone. That they were read is on record.

        `safeconduct activity` makes one operator's log as a form to be signed.
        """
        if of and of not in KINDS:
            raise typer.BadParameter(f"write one of {', '.join(sorted(KINDS))}", param_hint="--of")
        with clear_errors():
            since = now_millis() - DAY_MILLIS if start is None else int(read_moment(start, "--from") * 1000)
        with open_desk(services, folder, by) as (door, _):
            lines = read_log(door, ActorId(by), since, newest, kind=of, operator=operator)
        rows: list[Row] = [
            {"time": to_moment(one.millis), "event": one.event, "by": one.by, "kind": one.kind, "what": one.text}
            for one in lines
        ]
        show_rows(rows, as_json, "Nothing of this is on record.", hidden=["event", "kind"])
