"""Say whom readers and guards believe: `safeconduct trust`."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from safeconduct.app.name_instruction_key import find_signer, name_instruction_key
from safeconduct.core.operation.trusting import find_revocations
from safeconduct.core.record import ActorId
from safeconduct.core.trust import BULLETIN_PREFIX, Bulletin, name_key, seal_bulletin, to_base45
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli.operation._desk import By, Folder, now_millis, open_desk
from safeconduct.interfaces.cli.operation.orders import Why

AsJson = Annotated[bool, typer.Option("--json", help="Print as JSON.")]


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    trust = typer.Typer(no_args_is_help=True, help="Name and revoke the keys that sign instructions and passes.")
    cli.add_typer(trust, name="trust")
    _add_naming(trust, services)
    _add_revoking(trust, services)
    _add_bulletin(trust, services)


def _add_naming(trust: typer.Typer, services: Services) -> None:
    @trust.command("name-key", epilog="Example: safeconduct trust name-key operations/harbour --by o1a2b3c4")
    def name(
        folder: Folder,
        by: By,
        anew: Annotated[bool, typer.Option("--anew", help="Make a new key in place of this device's old one.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Make this device's instruction key where there is none, and name it on record.

        What an older key signed stays good until it ends; a key that somebody else may have is revoked.
        """
        with open_desk(services, folder, by) as (door, _):
            key = name_instruction_key(door, ActorId(by), services.instruction_keys, folder, anew=anew).public_key
        if as_json:
            typer.echo(json.dumps({"key": key, "name": name_key(key)}))
        else:
            typer.echo(f"This device signs by {name_key(key)}: print this name on cards. The key: {key}")

    @trust.command(epilog="Example: safeconduct trust keys operations/harbour --by o1a2b3c4")
    def keys(folder: Folder, by: By, as_json: AsJson = False) -> None:
        """List the instruction keys that were named, and which of them were revoked."""
        with open_desk(services, folder, by) as (door, _):
            state = door.read(ActorId(by))
        named = sorted(state.instruction_keys)
        rows = [{"key": key, "name": name_key(key), "revoked": key in state.revoked} for key in named]
        if as_json:
            typer.echo(json.dumps(rows, indent=1))
            return
        table = Table("name", "standing", "key")
        for row in rows:
            table.add_row(str(row["name"]), "REVOKED" if row["revoked"] else "believed", str(row["key"]))
        Console().print(table)


def _add_revoking(trust: typer.Typer, services: Services) -> None:
    @trust.command(
        "revoke-key", epilog="Example: safeconduct trust revoke-key operations/harbour 9a0c... --by o1a2b3c4"
    )
    def revoke_key(
        folder: Folder, key: Annotated[str, typer.Argument(help="The public key.")], by: By, why: Why = ""
    ) -> None:
        """Revoke a key for good: all that it signed, whenever, is void, and it cannot be named again."""
        with open_desk(services, folder, by) as (door, _):
            door.act(ActorId(by), "instruction_key.revoked", {"key": key, "why": why})
        typer.echo(f"{name_key(key)} is revoked, and all that it signed. Devices and guards know once they hear of it.")

    @trust.command(
        "revoke-instruction",
        epilog="Example: safeconduct trust revoke-instruction operations/harbour 0b4c... --by o1a2b3c4",
    )
    def revoke_instruction(
        folder: Folder, mark: Annotated[str, typer.Argument(help="The instruction's mark.")], by: By, why: Why = ""
    ) -> None:
        """Revoke one instruction for good."""
        with open_desk(services, folder, by) as (door, _):
            door.act(ActorId(by), "instruction.revoked", {"mark": mark, "why": why})
        typer.echo(f"Instruction {mark} is revoked. Devices and readers know once they hear of it.")


def _add_bulletin(trust: typer.Typer, services: Services) -> None:
    @trust.command(epilog="Example: safeconduct trust bulletin operations/harbour --by o1a2b3c4 --qr")
    def bulletin(
        folder: Folder, by: By, qr: Annotated[bool, typer.Option("--qr", help="Draw it as a QR code too.")] = False
    ) -> None:
        """Print the signed list of what was revoked, for guards' phones: whoever carries it cannot change it."""
        with open_desk(services, folder, by) as (door, operation):
            signer = find_signer(door, ActorId(by), services.instruction_keys, folder)
            revoked = find_revocations(door.read(ActorId(by)))
            said = Bulletin(operation.ident, operation.exercise, now_millis() // 1000, revoked)
        text = to_base45(seal_bulletin(said, signer.sign), BULLETIN_PREFIX)
        if qr:
            typer.echo(services.draw_qr(text))
        typer.echo(text)
