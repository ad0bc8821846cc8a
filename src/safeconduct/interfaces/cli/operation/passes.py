"""Issue gate passes and let each through once: `safeconduct pass`."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from safeconduct.app.handle_passes import issue_pass, let_through, look_at_pass
from safeconduct.app.name_instruction_key import find_signer
from safeconduct.core.basics import Fault, InputFaultsError, Window
from safeconduct.core.operation.trusting import PassStanding, list_passes
from safeconduct.core.record import ActorId, Json
from safeconduct.core.trust import PassVerdict, Reason, Use
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_NO, clear_errors, read_moment
from safeconduct.interfaces.cli.operation._desk import By, Folder, ask, now_millis, open_desk
from safeconduct.interfaces.cli.operation.orders import Why

Gate = Annotated[str, typer.Option(help="Id of the gate or checkpoint, such as gate:N.")]
Text = Annotated[str, typer.Option("--code", help="What the QR code says; else it is asked for.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print as JSON.")]
NONCE_BYTES = 8


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Issue gate passes, and let each through once.")
    cli.add_typer(group, name="pass")
    _add_issue(group, services)
    _add_check(group, services)
    _add_use(group, services)
    _add_revoke(group, services)
    _add_list(group, services)


def _add_issue(group: typer.Typer, services: Services) -> None:
    @group.command(
        epilog="Example: safeconduct pass issue operations/harbour P00001 --gate gate:N --by o1a2b3c4 "
        "--opens 2031-03-04T06:00:00+02:00 --closes 2031-03-04T08:00:00+02:00"
    )
    def issue(
        folder: Folder,
        party: Annotated[str, typer.Argument(help="Id of the party.")],
        gate: Gate,
        opens: Annotated[str, typer.Option(help="From when it holds.")],
        closes: Annotated[str, typer.Option(help="From when it is void.")],
        by: By,
        as_json: AsJson = False,
    ) -> None:
        """Issue a pass for a party as it is now, and draw its QR code. It names nobody."""
        with clear_errors():
            start, end = read_moment(opens, "--opens"), read_moment(closes, "--closes")
            if start >= end:
                raise InputFaultsError([Fault("--closes", 0, "", closes, "not after --opens", "give a later time")])
        with open_desk(services, folder, by) as (door, operation):
            signer = find_signer(door, ActorId(by), services.instruction_keys, folder)
            nonce = secrets.token_hex(NONCE_BYTES)
            window = Window(start, end)
            shown, text = issue_pass(door, ActorId(by), signer, operation, party, gate, window, nonce)
        if as_json:
            typer.echo(json.dumps({"number": shown.number, "nonce": nonce, "size": shown.size, "code": text}))
            return
        typer.echo(services.draw_qr(text))
        typer.echo(f"Pass {shown.number} ({nonce}) for {shown.size} at {gate}.\n{text}")


def _add_check(group: typer.Typer, services: Services) -> None:
    @group.command(epilog="Example: safeconduct pass check operations/harbour --gate gate:N --by o1a2b3c4")
    def check(folder: Folder, gate: Gate, by: By, code: Text = "", as_json: AsJson = False) -> None:
        """Say whether a pass holds at a gate now; nothing is recorded, and it is not used up."""
        text = code or ask("Code")
        with open_desk(services, folder, by) as (door, operation):
            verdict = look_at_pass(
                door, ActorId(by), operation, text, gate, now_millis(), services.instruction_keys.verify
            )
        _tell(verdict, as_json)


def _add_use(group: typer.Typer, services: Services) -> None:
    @group.command(epilog="Example: safeconduct pass use operations/harbour --gate gate:N --by o1a2b3c4")
    def use(folder: Folder, gate: Gate, by: By, code: Text = "", as_json: AsJson = False) -> None:
        """Let a pass through, once: say how many people it is for, and put its use on record."""
        text = code or ask("Code")
        with open_desk(services, folder, by) as (door, operation):
            verdict = let_through(
                door, ActorId(by), operation, text, gate, now_millis(), services.instruction_keys.verify
            )
        _tell(verdict, as_json)


def _tell(verdict: PassVerdict, as_json: bool) -> None:
    """Say what was found; the exit code is 1 where the answer is no."""
    holds = verdict.reason is Reason.GENUINE and verdict.shown is not None
    uses = [_row(use) for use in verdict.uses]
    if as_json:
        size = verdict.shown.size if verdict.shown is not None else None
        typer.echo(json.dumps({"holds": holds, "reason": verdict.reason.value, "size": size, "uses": uses}))
    elif holds and verdict.shown is not None:
        shown = verdict.shown
        typer.echo(f"LET THROUGH {shown.size} people, pass {shown.number}, until {_clock(shown.closes)}")
    else:
        typer.echo(f"NO: {verdict.reason.value}" + "".join(f"; {one['time']} at {one['gate']}" for one in uses))
    if not holds:
        raise typer.Exit(EXIT_NO)


def _row(use: Use) -> dict[str, str]:
    return {"time": _clock(use.second), "gate": use.gate, "guard": use.guard}


def _clock(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat()


def _add_revoke(group: typer.Typer, services: Services) -> None:
    @group.command(epilog="Example: safeconduct pass revoke operations/harbour 3f0e8a4b5c6d7e8f --by o1a2b3c4")
    def revoke(
        folder: Folder,
        nonce: Annotated[str, typer.Argument(help="The pass's nonce, as `pass issue` and `pass list` say it.")],
        by: By,
        why: Why = "",
    ) -> None:
        """Revoke a pass for good."""
        with open_desk(services, folder, by) as (door, _):
            door.act(ActorId(by), "pass.revoked", {"nonce": nonce, "why": why})
        typer.echo(f"Pass {nonce} is revoked. Guards know once they hear of it: safeconduct trust bulletin.")


def _add_list(group: typer.Typer, services: Services) -> None:
    @group.command("list", epilog="Example: safeconduct pass list operations/harbour --by o1a2b3c4 --double")
    def list_all(
        folder: Folder,
        by: By,
        double: Annotated[
            bool, typer.Option("--double", help="Only those that were let through more than once.")
        ] = False,
        as_json: AsJson = False,
    ) -> None:
        """List passes: for whom, where, used when and where, and which were used twice."""
        with open_desk(services, folder, by) as (door, _):
            standing = list_passes(door.read(ActorId(by)))
        rows = [one for one in standing if len(one.uses) > 1 or not double]
        if as_json:
            typer.echo(json.dumps([_tell_standing(one) for one in rows], indent=1))
            return
        table = Table("nonce", "number", "party", "size", "gate", "standing")
        for one in rows:
            issued = one.issued
            known = (issued.number, issued.party, issued.size, issued.gate) if issued else ("not heard of", "", "", "")
            table.add_row(one.nonce, *map(str, known), _word(one))
        Console().print(table)


def _tell_standing(one: PassStanding) -> dict[str, Json]:
    said: dict[str, Json] = {"nonce": one.nonce, "revoked": one.revoked, "uses": [_row(use) for use in one.uses]}
    if one.issued is not None:
        said |= {"number": one.issued.number, "party": one.issued.party}
        said |= {"size": one.issued.size, "gate": one.issued.gate}
    return said


def _word(one: PassStanding) -> str:
    told = [f"{_clock(use.second)} at {use.gate} by {use.guard}" for use in one.uses]
    marks = [word for word, is_so in (("REVOKED", one.revoked), ("USED TWICE", len(told) > 1)) if is_so]
    return " ".join([*marks, ", ".join(told)])
