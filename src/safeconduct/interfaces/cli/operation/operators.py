"""Let operators into an operation: `safeconduct begin`, `invite`, `join`, `operators`."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from safeconduct.app.join_operation import OwnKey, find_invited, invite, join, move, name_operator
from safeconduct.app.join_operation import begin as begin_operation
from safeconduct.core.basics import DeniedError, StoreError
from safeconduct.core.operation import Role
from safeconduct.core.operation.binding import write_vouch
from safeconduct.core.record import ActorId, DeviceId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._vault_exports import PassphraseFd
from safeconduct.interfaces.cli.operation._desk import By, Folder, ask, now_millis, open_desk


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    _add_begin(cli, services)
    _add_invite(cli, services)
    _add_move(cli, services)
    _add_join(cli, services)
    _add_login(cli, services)
    _add_end(cli, services)
    _add_operators(cli, services)


def _add_begin(cli: typer.Typer, services: Services) -> None:
    @cli.command(epilog="Example: safeconduct begin operations/harbour")
    def begin(
        folder: Folder,
        own_keys: Annotated[
            bool, typer.Option("--own-keys", help="Releases are approved with the approvers' own keys alone, for good.")
        ] = False,
    ) -> None:
        """Make yourself the first duty officer of a new operation: scan the code, type the six digits of your phone."""
        with open_desk(services, folder) as (door, operation):
            if door.state().name:
                raise StoreError("the operation has begun: a duty officer invites you (safeconduct invite)")
            operator = name_operator()
            factor = services.second_factors(folder, operation.name)
            typer.echo(services.draw_qr(factor.enrol(operator)), err=True)
            if not factor.prove(operator, ask("Six digits of your phone"), now_millis()):
                raise DeniedError("these are not the digits of now: begin again")
            begin_operation(door, operation.name, operator, own_keys=own_keys)
        typer.echo(f"{operator} is the duty officer of {operation.name}. Give this id as --by.")


def _add_invite(cli: typer.Typer, services: Services) -> None:
    @cli.command("invite", epilog="Example: safeconduct invite operations/harbour --by o1a2b3c4 --role gate")
    def invite_operator(
        folder: Folder,
        by: By,
        role: Annotated[list[Role], typer.Option(help="What the new operator is trusted with; may be repeated.")],
        device: Annotated[str, typer.Option(help="Where they will join, if not here.")] = "",
        key: Annotated[str, typer.Option(help="Own public key of an approver: `safeconduct vault approver`.")] = "",
        voucher: Annotated[str, typer.Option(help="Id of an approver on duty who vouches for that key.")] = "",
        own_key: Annotated[Path | None, typer.Option(help="File with the voucher's own key.")] = None,
        passphrase_fd: PassphraseFd = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print id and code as JSON.")] = False,
    ) -> None:
        """Invite an operator: tell them the code by voice; it holds for a quarter of an hour, once, on one device.

        In an operation that was begun with --own-keys an approver is invited with their key, and from the second on
        another approver vouches for it with their own.
        """
        if (voucher == "") != (own_key is None):
            raise typer.BadParameter("an approver who vouches gives --voucher and --own-key", param_hint="--voucher")
        with open_desk(services, folder, by) as (door, operation):
            operator, signature = name_operator(), ""
            if own_key is not None:
                passphrase = services.vaults.read_passphrase(passphrase_fd, "Passphrase of the voucher's own key: ")
                words = write_vouch(operation.ident, operator, key)
                signature = services.vaults.sign(own_key, passphrase, words).hex()
            vouched = OwnKey(key, voucher, signature) if key else None
            where = DeviceId(device) if device else None
            operator, code = invite(door, ActorId(by), role, now_millis(), where, vouched, operator)
        if as_json:
            typer.echo(json.dumps({"operator": operator, "code": code}))
            return
        typer.echo(f"{operator}: {', '.join(role)}. Code for safeconduct join, for 15 minutes: {code}")


def _add_move(cli: typer.Typer, services: Services) -> None:
    @cli.command("join-code", epilog="Example: safeconduct join-code operations/harbour k3xw9f --by o1a2b3c4")
    def join_code(
        folder: Folder, device: Annotated[str, typer.Argument(help="Name of the other device.")], by: By
    ) -> None:
        """Get a code to join on another device yourself; carry the events there within a quarter of an hour."""
        with open_desk(services, folder, by) as (door, _):
            code = move(door, ActorId(by), DeviceId(device), now_millis())
        typer.echo(f"Code for safeconduct join on {device}, for 15 minutes: {code}")


def _add_join(cli: typer.Typer, services: Services) -> None:
    @cli.command("join", epilog="Example: safeconduct join operations/harbour")
    def join_operation(folder: Folder) -> None:
        """Join an operation: type the code that you were told, scan the picture, type the six digits of your phone."""
        with open_desk(services, folder) as (door, operation):
            typed = ask("Code that you were told")
            operator = find_invited(door, typed, now_millis())
            factor = services.second_factors(folder, operation.name)
            with suppress(ValueError):  # they join on another device too, with the phone that they have
                typer.echo(services.draw_qr(factor.enrol(operator)), err=True)
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
        """List the operators: id, roles, whether they have joined or ended, on which devices, and by which own key."""
        with open_desk(services, folder, by) as (door, _):
            known = door.read(ActorId(by)).operators
        rows = [
            {
                "operator": name,
                "roles": sorted(one.roles),
                "standing": "ended" if one.ended else "joined" if one.joined else "invited",
                "devices": sorted(one.devices),
                "own_key": one.key,
            }
            for name, one in sorted(known.items())
        ]
        if as_json:
            typer.echo(json.dumps(rows, indent=1))
            return
        table = Table("operator", "roles", "standing", "on devices", "own key")
        for row in rows:
            lists = (", ".join(row["roles"]), str(row["standing"]), ", ".join(row["devices"]))
            table.add_row(str(row["operator"]), *lists, str(row["own_key"])[:8])
        Console().print(table)
