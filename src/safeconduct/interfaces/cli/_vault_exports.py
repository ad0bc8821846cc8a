"""Export identities with two people: request, approve, export, receive."""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.core.vault import COLUMNS, PURPOSES, CaseId, ExportRequest
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors

EXPORTED = ", ".join(name for name, purpose in PURPOSES.items() if purpose.exported)
PassphraseFd = Annotated[
    int | None, typer.Option(min=0, help="Read the passphrase from this open file; else the terminal asks.")
]


def add_exports(vault: typer.Typer, services: Services) -> None:
    """Add the commands."""
    _add_people(vault, services)
    _add_steps(vault, services)


def _add_people(vault: typer.Typer, services: Services) -> None:
    @vault.command(epilog="Example: safeconduct vault approver /media/ada/approver.key")
    def approver(
        file: Annotated[Path, typer.Argument(help="New file, on a stick that you keep on you.")],
        passphrase_fd: PassphraseFd = None,
    ) -> None:
        """Make your own key to approve exports with, under your own passphrase; print what you enrol with."""
        with clear_errors():
            passphrase = services.vaults.read_passphrase(passphrase_fd, "Your own new passphrase: ")
            typer.echo(services.vaults.make_approver(file, passphrase))

    @vault.command(epilog="Example: safeconduct vault enrol /srv/vault ada 5f3c...")
    def enrol(
        folder: Annotated[Path, typer.Argument(help="Folder of the vault.")],
        name: Annotated[str, typer.Argument(help="Id of the approver.")],
        public: Annotated[str, typer.Argument(help="What `safeconduct vault approver` printed.")],
        passphrase_fd: PassphraseFd = None,
    ) -> None:
        """Let a person approve exports; takes the vault's passphrase. Look that it is a second person."""
        with clear_errors():
            passphrase = services.vaults.read_passphrase(passphrase_fd, "Passphrase of the vault: ")
            services.vaults.enrol(folder, passphrase, name, public)
        typer.echo(f"{name} may approve from the next start of keyd on.")

    @vault.command(epilog="Example: safeconduct vault receiver embassy.key")
    def receiver(file: Annotated[Path, typer.Argument(help="New file, kept where exports are received.")]) -> None:
        """Make a key to receive exports with; print what a request names."""
        with clear_errors():
            typer.echo(services.vaults.make_receiver(file))

    @vault.command(epilog="Example: safeconduct vault receive F12.csv.age --key embassy.key --out F12.csv")
    def receive(
        file: Annotated[Path, typer.Argument(help="Export.")],
        key: Annotated[Path, typer.Option(help="File that `safeconduct vault receiver` made.")],
        out: Annotated[Path, typer.Option(help="New file for the table, which you alone can read.")],
    ) -> None:
        """Open an export, where its receiver is."""
        with clear_errors():
            rows = services.vaults.receive(file, key, out)
        typer.echo(
            f"{rows} rows are in {out}: {rows - 1} people, and one who does not exist, so that a leak is traced."
        )


def _add_steps(vault: typer.Typer, services: Services) -> None:
    @vault.command(
        epilog="Example: safeconduct vault request F12.json --for handover_manifest --receiver age1... --column name "
        "--column document_number --case P00017 --case P00018"
    )
    def request(
        out: Annotated[Path, typer.Argument(help="New file for the request.")],
        purpose: Annotated[str, typer.Option("--for", help=f"What for: {EXPORTED}.")],
        receiver: Annotated[str, typer.Option(help="What `safeconduct vault receiver` printed where it is received.")],
        column: Annotated[list[str], typer.Option(help=f"Column, again for more: {', '.join(COLUMNS)}.")],
        case: Annotated[list[str], typer.Option(help="Case, again for more.")],
        hours: Annotated[float, typer.Option(min=0.1, max=24.0, help="For how long it may be made.")] = 12.0,
        live: Annotated[bool, typer.Option("--live/--exercise", help="Which kind of vault it is for.")] = False,
    ) -> None:
        """Write down what shall be exported, for two people to approve."""
        expires = int((time.time() + hours * 3600) * 1000)
        cases = tuple(CaseId(one) for one in case)
        name = f"X{secrets.token_hex(6)}"
        with clear_errors():
            asked = ExportRequest(name, purpose, tuple(column), cases, receiver, expires, not live)
            services.vaults.write_request(out, asked)
        typer.echo(f"{out} asks for {len(cases)} people. Two approve it: safeconduct vault approve {out}")

    @vault.command(
        epilog="Example: safeconduct vault approve F12.json --by ada --key ada.key --rows 2 --out F12.ada.json"
    )
    def approve(
        asked: Annotated[Path, typer.Argument(metavar="REQUEST", help="File that `safeconduct vault request` wrote.")],
        by: Annotated[str, typer.Option(help="Your id, as enrolled.")],
        key: Annotated[Path, typer.Option(help="Your own key.")],
        rows: Annotated[int, typer.Option(min=1, help="How many people it is to hold, as you have counted them.")],
        out: Annotated[Path, typer.Option(help="File for your approval.")],
        passphrase_fd: PassphraseFd = None,
    ) -> None:
        """Read what is asked, and approve exactly that."""
        with clear_errors():
            request = services.vaults.read_request(asked)
            typer.echo(f"for {request.purpose}, to {request.receiver}: {', '.join(request.columns)}", err=True)
            typer.echo(f"of {len(request.cases)} cases: {', '.join(request.cases)}", err=True)
            passphrase = services.vaults.read_passphrase(passphrase_fd, "Your own passphrase, to approve this: ")
            services.vaults.approve(request, by, rows, key, passphrase, out)

    @vault.command(epilog="Example: safeconduct vault export /srv/vault F12.json F12.ada.json F12.bo.json --by o1")
    def export(
        folder: Annotated[Path, typer.Argument(help="Folder of the vault.")],
        asked: Annotated[Path, typer.Argument(metavar="REQUEST", help="Request.")],
        approvals: Annotated[list[Path], typer.Argument(help="Approvals of two people.")],
        by: Annotated[str, typer.Option(help="Your id; the vault's ledger keeps it.")],
    ) -> None:
        """Have an approved export made: a flat table with one invented row, which its receiver alone can open."""
        with clear_errors():
            request = services.vaults.read_request(asked)
            name = services.vaults.reach(folder, by).export(request, services.vaults.read_approvals(approvals))
        typer.echo(f"{folder / name} holds {len(request.cases)} people and one invented row, for its receiver alone.")
