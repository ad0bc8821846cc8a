"""Seal, open, erase and export identities: `safeconduct vault`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.anchor_vault import anchor_vault
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.vault import PURPOSES, CaseId, Field, is_id, parse_identity
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli._vault_exports import add_exports

Folder = Annotated[Path, typer.Argument(help="Folder of the vault.")]
Actor = Annotated[str, typer.Option("--by", help="Your id; the vault's ledger keeps it.")]
PassphraseFd = Annotated[
    int | None, typer.Option(min=0, help="Read the passphrase from this open file; else the terminal asks.")
]


Operation = Annotated[
    Path | None, typer.Option(help="Folder of the operation whose record is to note how far the vault's ledger is.")
]


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    vault = typer.Typer(no_args_is_help=True, help="Seal who people are, and open one at a time, for a purpose.")
    cli.add_typer(vault, name="vault")
    _add_making(vault, services)
    _add_using(vault, services)
    add_exports(vault, services)


def _add_making(vault: typer.Typer, services: Services) -> None:
    @vault.command(epilog="Example: safeconduct vault init /srv/vault --user keyd")
    def init(
        folder: Folder,
        live: Annotated[bool, typer.Option("--live/--exercise", help="Whether real people are sealed in it.")] = False,
        user: Annotated[str | None, typer.Option(help="System user who runs keyd and owns the folder.")] = None,
        passphrase_fd: PassphraseFd = None,
    ) -> None:
        """Make a vault under a passphrase. Without the passphrase nobody can open it, not even you."""
        with clear_errors():
            passphrase = services.vaults.read_passphrase(passphrase_fd, "New passphrase, five words or more: ")
            if passphrase_fd is None and services.vaults.read_passphrase(None, "The same again: ") != passphrase:
                raise InputFaultsError([Fault("passphrase", 0, "", "", "the two differ", "try again")])
            services.vaults.make(folder, passphrase, exercise=not live, user=user)
        typer.echo(f"The {'LIVE' if live else 'EXERCISE'} vault {folder} is made. Unlock it: safeconduct keyd {folder}")

    @vault.command(epilog="Example: safeconduct vault copy /srv/vault stick /media/stick/cases.keys")
    def copy(
        folder: Folder,
        name: Annotated[str, typer.Argument(help="What the copy is called.")],
        file: Annotated[Path, typer.Argument(help="Where it is kept: one small file, never a second version of it.")],
    ) -> None:
        """List one more copy of the keys: keyd writes it from its next start on, and overwrites it at every erasure."""
        with clear_errors():
            services.vaults.add_copy(folder, name, file)
        typer.echo(f"keyd keeps the copy {name} from its next start on.")

    @vault.command(epilog="Example: safeconduct vault backup /srv/vault /backups/2031-03-04")
    def backup(
        folder: Folder,
        target: Annotated[Path, typer.Argument(help="Folder for it; older ones may be kept.")],
        operation: Operation = None,
    ) -> None:
        """Copy everything but the keys of the cases, which are in the copies that `safeconduct vault copy` lists.

        So a backup keeps nobody who is erased. To restore, lay one of the copies beside it, named cases.keys.
        """
        with clear_errors():
            services.vaults.back_up(folder, target)
            _anchor(services, operation, folder)
        typer.echo(f"{target} holds the vault without its keys.")


def _add_using(vault: typer.Typer, services: Services) -> None:
    @vault.command(epilog="Example: safeconduct vault seal /srv/vault P00017 --by o1 < person.json")
    def seal(folder: Folder, case: Annotated[str, typer.Argument(help="Id of the case.")], by: Actor) -> None:
        """Seal the identity that stands on standard input, as JSON."""
        with clear_errors():
            identity = parse_identity(_read_input())
            services.vaults.reach(folder, by).seal(_check_case(case), identity)
        typer.echo(f"{case} is sealed.")

    @vault.command(
        "open", epilog="Example: safeconduct vault open /srv/vault P00017 names phones --for call_back --by o1"
    )
    def open_identity(
        folder: Folder,
        case: Annotated[str, typer.Argument(help="Id of the case.")],
        fields: Annotated[list[Field], typer.Argument(help="What you need to know; no more is shown.")],
        purpose: Annotated[str, typer.Option("--for", help=f"What for: {', '.join(PURPOSES)}.")],
        by: Actor,
        operation: Operation = None,
    ) -> None:
        """Open chosen fields of one identity. It is counted, and stands in the ledger with your id and the purpose."""
        with clear_errors():
            identity = services.vaults.reach(folder, by).open_identity(_check_case(case), purpose, fields)
            _anchor(services, operation, folder)
        typer.echo(json.dumps(identity.to_json(), indent=1, ensure_ascii=False))

    @vault.command(epilog="Example: safeconduct vault erase /srv/vault P00017 --by o1")
    def erase(
        folder: Folder,
        case: Annotated[str, typer.Argument(help="Id of the case.")],
        by: Actor,
        yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
        operation: Operation = None,
    ) -> None:
        """Destroy the key of a case, here and in every copy: nobody can ever open it again."""
        with clear_errors():
            if not yes:
                typer.confirm(f"Nobody will ever know again who {case} is. Erase?", abort=True)
            owed = services.vaults.reach(folder, by).erase(_check_case(case))
        typer.echo(f"{case} is erased.")
        with clear_errors():
            _anchor(services, operation, folder)
        for name in sorted(owed):
            typer.echo(f"The copy {name} was not reached and still opens it: bring it, or destroy it.", err=True)

    @vault.command(epilog="Example: safeconduct vault allow /srv/vault --people 2000")
    def allow(
        folder: Folder,
        people: Annotated[int | None, typer.Option(min=1, max=100_000, help="So many, and no more.")] = None,
        messages: Annotated[
            int | None, typer.Option(min=1, max=1_000_000, help="So many addresses for the dispatcher, and no more.")
        ] = None,
        hours: Annotated[int, typer.Option(min=1, max=24, help="How long the leave for messages holds.")] = 2,
        by: Actor = "allow",
        passphrase_fd: PassphraseFd = None,
    ) -> None:
        """Let the service register so many people within the next hour, or the dispatcher tell many; keyd runs on.

        It takes the vault's passphrase, and the right to read the vault's folder.
        """
        with clear_errors():
            if (people is None) == (messages is None):
                raise InputFaultsError(
                    [Fault("options", 0, "--people", "", "leave is for people or for messages", "give one of the two")]
                )
            passphrase = services.vaults.read_passphrase(passphrase_fd, "Passphrase of the vault: ")
            if messages is None:
                services.vaults.allow(folder, passphrase, people or 0, by)
                typer.echo(f"{people:,} people may be registered within an hour.")
            else:
                services.vaults.allow(folder, passphrase, 0, by, messages, hours)
                typer.echo(f"The dispatcher may have {messages:,} addresses within {hours} h, 300 a minute.")

    @vault.command(epilog="Example: safeconduct vault status /srv/vault")
    def status(
        folder: Folder,
        by: Actor = "status",
        as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    ) -> None:
        """Tell how the vault stands: what the quota leaves, and which copies still hold what was erased."""
        with clear_errors():
            found = services.vaults.reach(folder, by).read_status()
        if as_json:
            typer.echo(json.dumps(found, indent=1))
            return
        typer.echo(f"{'EXERCISE' if found['exercise'] else 'LIVE'} vault {found['vault']}, unlocked")
        typer.echo(f"cases that can be opened: {found['cases']:,}; erased: {found['erased']:,}")
        typer.echo(f"identities that may be opened this hour: {found['left']['identities']}")
        typer.echo(f"people that may be registered now: {found['left']['fingerprints']:,}")
        typer.echo(
            f"addresses that the dispatcher may have this hour: {found['left']['contacts']:,}, "
            f"and by leave {found['left']['messages']:,}"
        )
        typer.echo(f"ledger: {found['ledger']['number']:,} entries, head {found['ledger']['digest'][:16]}")
        typer.echo(f"approvers: {', '.join(found['approvers']) or 'none'}")
        typer.echo(f"memory is {'locked' if found['memory_locked'] else 'NOT locked: it may be swapped out'}")
        if found["lost"]:
            typer.echo(f"{found['lost']} case(s) were sealed and have no key here: seal them anew.", err=True)
        for name in found["stale"]:
            typer.echo(
                f"The copy {name} is behind: it was not reached, or holds keys that are not known here.", err=True
            )
        for name, count in sorted(found["owed"].items()):
            late = ", for more than a minute" if name in found["overdue"] else ""
            typer.echo(f"The copy {name} still opens {count} erased case(s){late}: bring it, or destroy it.", err=True)

    @vault.command(epilog="Example: safeconduct vault lock /srv/vault")
    def lock(folder: Folder, by: Actor = "lock") -> None:
        """Lock the vault, now: keyd forgets the keys and stops."""
        with clear_errors():
            services.vaults.reach(folder, by).lock()
        typer.echo("The vault is locked.")

    @vault.command(epilog="Example: safeconduct vault destroy /srv/vault")
    def destroy(
        folder: Folder,
        yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
        by: Actor = "destroy",
    ) -> None:
        """Destroy every key, for when the vault is about to be taken: nobody in it can ever be opened again.

        It takes no passphrase and no second person; only the right to write the files.
        """
        if not yes:
            typer.confirm("Nobody in this vault will ever be known again. Destroy?", abort=True)
        with clear_errors():
            missed = services.vaults.destroy(folder, by)
        typer.echo("The keys are destroyed.")
        for name in missed:
            typer.echo(f"The copy {name} was not reached: with it, a backup and the passphrase still open.", err=True)


def _anchor(services: Services, operation: Path | None, folder: Path) -> None:
    if operation is not None:
        with services.stores.open(operation) as store:
            anchor_vault(services.doors(store), services.vaults.reach(folder, "anchor"))


def _read_input() -> object:
    try:
        return json.loads(sys.stdin.buffer.read())
    except ValueError:
        raise InputFaultsError([Fault("standard input", 0, "", "", "not JSON", "see docs/vault.md")]) from None


def _check_case(case: str) -> CaseId:
    if not is_id(case):
        raise InputFaultsError([Fault("case", 0, "", "", "not a pseudonymous id", "write it like P00017")])
    return CaseId(case)
