"""Let operators into an operation: `safeconduct begin`, `invite`, `join`, `operators`."""

from __future__ import annotations

import json
import secrets
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from safeconduct.app.join_operation import find_invited, invite, join
from safeconduct.core.basics import DeniedError, StoreError
from safeconduct.core.operation import Role
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli.operation._desk import By, Folder, ask, now_millis, open_desk


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    _add_begin(cli, services)
    _add_invite(cli, services)
    _add_join(cli, services)
    _add_login(cli, services)
    _add_end(cli, services)
    _add_operators(cli, services)


def _add_begin(cli: typer.Typer, services: Services) -> None:
    @cli.command(epilog="Example: safeconduct begin operations/harbour")
    def begin(folder: Folder) -> None:
        """Make yourself the first duty officer of a new operation: scan the code, type the six digits of your phone."""
        with open_desk(services, folder) as (door, operation):
            if door.state().name:
                raise StoreError("the operation has begun: a duty officer invites you (safeconduct invite)")
            operator = ActorId("o" + secrets.token_hex(4))
            factor = services.second_factors(folder, operation.name)
            typer.echo(services.draw_qr(factor.enrol(operator)), err=True)
            if not factor.prove(operator, ask("Six digits of your phone"), now_millis()):
                raise DeniedError("these are not the digits of now: begin again")
            door.record("operation.begun", {"name": operation.name, "operator": operator, "key": ""})
        typer.echo(f"{operator} is the duty officer of {operation.name}. Give this id as --by.")


def _add_invite(cli: typer.Typer, services: Services) -> None:
    @cli.command("invite", epilog="Example: safeconduct invite operations/harbour --by o1a2b3c4 --role gate")
    def invite_operator(
        folder: Folder,
        by: By,
        role: Annotated[list[Role], typer.Option(help="What the new operator is trusted with; may be repeated.")],
        as_json: Annotated[bool, typer.Option("--json", help="Print id and code as JSON.")] = False,
    ) -> None:
        """Invite an operator: tell them the code by voice; it holds for a quarter of an hour, once."""
        with open_desk(services, folder, by) as (door, _):
            operator, code = invite(door, ActorId(by), role, now_millis())
        if as_json:
            typer.echo(json.dumps({"operator": operator, "code": code}))
            return
        typer.echo(f"{operator}: {', '.join(role)}. Code for safeconduct join, for 15 minutes: {code}")


def _add_join(cli: typer.Typer, services: Services) -> None:
    @cli.command("join", epilog="Example: safeconduct join operations/harbour")
    def join_operation(folder: Folder) -> None:
        """Join an operation: type the code that you were told, scan the picture, type the six digits of your phone."""
        with open_desk(services, folder) as (door, operation):
            typed = ask("Code that you were told")
            operator = find_invited(door, typed, now_millis())
            factor = services.second_factors(folder, operation.name)
            try:
                address = factor.enrol(operator)
            except ValueError as error:
                raise StoreError(str(error)) from None
            typer.echo(services.draw_qr(address), err=True)
            join(door, factor, typed, ask("Six digits of your phone"), now_millis())
            roles = ", ".join(sorted(door.state().operators[operator].roles))
        typer.echo(f"You are {operator} ({roles}) of {operation.name}. Give this id as --by.")


def _add_login(cli: typer.Typer, services: Services) -> None:
    @cli.command(epilog='Example: export SAFECONDUCT_SESSION="$(safeconduct login operations/harbour --by o1a2b3c4)"')
    def login(folder: Folder, by: By) -> None:
        """Prove once who you are, and print a token that serves this terminal for a shift of twelve hours."""
        with open_desk(services, folder, by) as (door, _):
            door.read(ActorId(by))
            typer.echo(services.sessions(folder).start(ActorId(by), now_millis()))


def _add_end(cli: typer.Typer, services: Services) -> None:
    @cli.command("end-operator", epilog="Example: safeconduct end-operator operations/harbour o9 --by o1a2b3c4")
    def end_operator(
        folder: Folder, operator: Annotated[str, typer.Argument(help="Whose trust ends.")], by: By
    ) -> None:
        """End an operator: from now on nothing that they do counts, and their sessions are void."""
        with open_desk(services, folder, by) as (door, _):
            door.act(ActorId(by), "operator.ended", {"operator": operator})
            services.sessions(folder).end(ActorId(operator))
        typer.echo(f"{operator} has ended.")


def _add_operators(cli: typer.Typer, services: Services) -> None:
    @cli.command(epilog="Example: safeconduct operators operations/harbour --by o1a2b3c4")
    def operators(
        folder: Folder,
        by: By,
        as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
    ) -> None:
        """List the operators: id, roles, and whether they have joined or ended."""
        with open_desk(services, folder, by) as (door, _):
            known = door.read(ActorId(by)).operators
        rows = [
            {
                "operator": name,
                "roles": sorted(one.roles),
                "standing": "ended" if one.ended else "joined" if one.joined else "invited",
            }
            for name, one in sorted(known.items())
        ]
        if as_json:
            typer.echo(json.dumps(rows, indent=1))
            return
        table = Table("operator", "roles", "standing")
        for row in rows:
            table.add_row(str(row["operator"]), ", ".join(row["roles"]), str(row["standing"]))
        Console().print(table)
