"""Release what takes two people: `safeconduct release ask`, `approve`, `list`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.approve_release import approve_release, find_release
from safeconduct.app.ask_release import ask_release
from safeconduct.app.sign_approval import sign_approval, takes_own_key
from safeconduct.core.basics import CannotReadError
from safeconduct.core.operation import Release
from safeconduct.core.operation.kinds import RELEASES
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli._vault_exports import PassphraseFd
from safeconduct.interfaces.cli.operation._desk import By, Folder, ask, now_millis, open_desk
from safeconduct.interfaces.cli.operation._rows import AsJson, Row, show_rows, to_moment, to_time

HOUR_MILLIS = 3_600_000
SHOWN_BYTES = 1_000_000
DIGEST_SIGNS = 64
JOINERS = "\u200c\u200d"  # without them Persian and Pashto are misspelt
File = Annotated[Path | None, typer.Option("--file", help="File with exactly what would leave.")]
Content = Annotated[str, typer.Option("--content", help="SHA-256 of what would leave, where it is no file here.")]


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Let a mass warning or a disclosure leave: it takes two people.")
    cli.add_typer(group, name="release")
    _add_ask(group, services)
    _add_approve(group, services)
    _add_list(group, services)


def _add_ask(group: typer.Typer, services: Services) -> None:
    @group.command(
        "ask",
        epilog='Example: safeconduct release ask operations/harbour "mass warning" --file warning.txt --count 4000 '
        "--by o1a2b3c4",
    )
    def ask_for(
        folder: Folder,
        what: Annotated[str, typer.Argument(help=f"{' or '.join(RELEASES)}.")],
        by: By,
        count: Annotated[int, typer.Option(min=1, help="How many people or rows it reaches.")],
        file: File = None,
        content: Content = "",
        hours: Annotated[
            float, typer.Option(min=0.1, max=24.0, help="For how long it may be approved and leave.")
        ] = 12,
    ) -> None:
        """Ask for a mass warning or a disclosure to leave; somebody else approves the very same."""
        if what not in RELEASES:
            raise typer.BadParameter(f"write {' or '.join(RELEASES)}", param_hint="WHAT")
        with clear_errors():
            digest, _ = _read_content(file, content)
        with open_desk(services, folder, by) as (door, _):
            expires = now_millis() + int(hours * HOUR_MILLIS)
            sealed = ask_release(door, ActorId(by), what, digest, count, expires)
        release = sealed.event.payload["release"]
        typer.echo(f"{release}: {what}, until {to_time(expires)}, on record as {sealed.event.ident}.")
        typer.echo("Give an approver this id and the file; let them count for themselves.")


def _add_approve(group: typer.Typer, services: Services) -> None:
    @group.command(epilog="Example: safeconduct release approve operations/harbour R12ab --file warning.txt --by o2")
    def approve(
        folder: Folder,
        release: Annotated[str, typer.Argument(help="Id of the release, as `release list` prints it.")],
        by: By,
        file: File = None,
        content: Content = "",
        own_key: Annotated[
            Path | None, typer.Option(help="File with your own key, where you were invited with one.")
        ] = None,
        passphrase_fd: PassphraseFd = None,
    ) -> None:
        """Read what another asked to release, type how many it reaches, and so approve exactly that.

        The count is not shown: type what you have counted or been told. Another count, or a file in which one sign
        differs, is refused.
        """
        with clear_errors():
            digest, data = _read_content(file, content)
        with open_desk(services, folder, by) as (door, _):
            _show_release(release, find_release(door, ActorId(by), release, digest), data)
            if own_key is None and takes_own_key(door.state(), ActorId(by)):
                raise typer.BadParameter("your approval counts with your own key alone", param_hint="--own-key")
            typed = ask("Type how many people or rows it reaches, to approve exactly this").replace(",", "")
            if not (typed.isascii() and typed.isdigit()):
                raise typer.BadParameter("type a whole number; nothing was approved", param_hint="count")
            signature = ""
            if own_key is not None:
                passphrase = services.vaults.read_passphrase(passphrase_fd, "Passphrase of your own key: ")
                signature = sign_approval(services.vaults, own_key, passphrase, door.state(), ActorId(by), release)
            sealed = approve_release(door, ActorId(by), release, digest, int(typed), signature=signature)
        typer.echo(f"{release} is approved, on record as {sealed.event.ident}.")


def _add_list(group: typer.Typer, services: Services) -> None:
    @group.command("list", epilog="Example: safeconduct release list operations/harbour --by o1a2b3c4")
    def list_all(folder: Folder, by: By, as_json: AsJson = False) -> None:
        """List what was asked to leave, by whom, and what became of it."""
        with open_desk(services, folder, by) as (door, _):
            known = door.read(ActorId(by)).releases
        now = now_millis()
        rows = [_describe(name, known[name], now) for name in sorted(known)]
        show_rows(rows, as_json, "Nobody has asked for a release.", hidden=["content"])


def _describe(name: str, one: Release, now: int) -> Row:
    return {
        "release": name,
        "what": one.what,
        "standing": one.standing_at(now),
        "asked_by": one.asked_by,
        "approved_by": one.approved_by or None,
        "count": one.count if one.approved_by else None,  # who approves it says their own
        "until": to_moment(one.expires_millis),
        "content": one.content,
    }


def _read_content(file: Path | None, content: str) -> tuple[str, bytes | None]:
    """Return the digest of what would leave, and its bytes where they are here."""
    if (file is None) == (not content):
        raise typer.BadParameter("give one of --file and --content", param_hint="--file")
    if file is None:
        digest = content.strip().lower()
        if len(digest) != DIGEST_SIGNS or set(digest) - set("0123456789abcdef"):
            raise typer.BadParameter("a SHA-256 has 64 hexadecimal digits", param_hint="--content")
        return digest, None
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CannotReadError(f"{file}: {error.strerror}: name the file that would leave") from None
    return hashlib.sha256(data).hexdigest(), data


def _show_release(name: str, asked: Release, data: bytes | None) -> None:
    typer.echo(f"{name}: {asked.what}, asked for by {asked.asked_by}, until {to_time(asked.expires_millis)}", err=True)
    typer.echo(f"SHA-256 {asked.content}", err=True)
    if data is None:
        typer.echo("What would leave is not here: approve only what you have read elsewhere.", err=True)
        return
    typer.echo(f"{'-' * 8} {len(data):,} bytes, exactly:", err=True)
    typer.echo(_make_visible(data), err=True)
    typer.echo("-" * 8, err=True)


def _make_visible(data: bytes) -> str:
    """Return a text so that no sign of it hides another or moves the cursor; what is no text is named as such."""
    try:
        text = data[: SHOWN_BYTES + 1].decode("utf-8")
    except UnicodeDecodeError:
        return "This is no text in UTF-8: look at it in its own program."
    if len(data) > SHOWN_BYTES:
        return "This is too long to be shown: look at it in its own program."
    kept = "\n" + JOINERS
    return "".join(
        sign if sign.isprintable() or sign in kept else sign.encode("unicode_escape").decode() for sign in text
    )
