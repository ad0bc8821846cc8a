"""Decide cases: `safeconduct case decide`, `reopen`, `erase`, `list`."""

from __future__ import annotations

from typing import Annotated

import typer

from safeconduct.core.operation import Case
from safeconduct.core.operation.kinds import OUTCOMES
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli.operation._desk import By, Folder, open_desk
from safeconduct.interfaces.cli.operation._rows import AsJson, Row, show_rows, to_moment

CaseName = Annotated[str, typer.Argument(metavar="CASE", help="Id of the case.")]
WHY = "in at most 200 signs; no names, phone numbers or addresses of people."


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Decide who asked to be moved: a case is open until somebody does.")
    cli.add_typer(group, name="case")
    _add_decide(group, services)
    _add_reopen(group, services)
    _add_erase(group, services)
    _add_list(group, services)


def _add_decide(group: typer.Typer, services: Services) -> None:
    @group.command(epilog="Example: safeconduct case decide operations/harbour P00017 moved --by o1a2b3c4")
    def decide(
        folder: Folder,
        case: CaseName,
        outcome: Annotated[str, typer.Argument(help=f"{', '.join(OUTCOMES)}.")],
        by: By,
        why: Annotated[str, typer.Option(help=f"Why, {WHY}")] = "",
    ) -> None:
        """Decide a case; what is decided anew counts from then on."""
        if outcome not in OUTCOMES:
            raise typer.BadParameter(f"write one of {', '.join(OUTCOMES)}", param_hint="OUTCOME")
        with open_desk(services, folder, by) as (door, _):
            sealed = door.act(ActorId(by), "case.decided", {"case": case, "outcome": outcome, "why": why})
        typer.echo(f"{case}: {outcome}, on record as {sealed.event.ident}.")


def _add_reopen(group: typer.Typer, services: Services) -> None:
    @group.command(epilog='Example: safeconduct case reopen operations/harbour P00017 --why "was found" --by o1a2b3c4')
    def reopen(folder: Folder, case: CaseName, by: By, why: Annotated[str, typer.Option(help=f"Why, {WHY}")]) -> None:
        """Open a case again; its age counts from when it was first opened."""
        with open_desk(services, folder, by) as (door, _):
            sealed = door.act(ActorId(by), "case.reopened", {"case": case, "why": why})
        typer.echo(f"{case} is open again, on record as {sealed.event.ident}.")


def _add_erase(group: typer.Typer, services: Services) -> None:
    @group.command(epilog="Example: safeconduct case erase operations/harbour P00017 --by o1a2b3c4")
    def erase(
        folder: Folder, party: Annotated[str, typer.Argument(metavar="PARTY", help="Id of the party.")], by: By
    ) -> None:
        """Take a party out of all that is planned and told; its people are erased by `safeconduct vault erase`.

        Its needs, place and fingerprints count no more, and an old table does not bring it back. The events of before
        stay in the record: they are what everything follows from, and hold no names.
        """
        with open_desk(services, folder, by) as (door, _):
            sealed = door.act(ActorId(by), "party.erased", {"party": party})
        typer.echo(f"{party} is erased, on record as {sealed.event.ident}.")


def _add_list(group: typer.Typer, services: Services) -> None:
    @group.command("list", epilog="Example: safeconduct case list operations/harbour --open --by o1a2b3c4")
    def list_all(
        folder: Folder,
        by: By,
        waiting: Annotated[bool, typer.Option("--open", help="Only those that nobody has decided.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """List the cases, those that wait longest first."""
        with open_desk(services, folder, by) as (door, _):
            known = door.read(ActorId(by)).cases
        chosen = sorted(known.items(), key=lambda named: (named[1].outcome != "", named[1].opened_millis, named[0]))
        rows = [_describe(name, one) for name, one in chosen if not (waiting and one.outcome)]
        show_rows(rows, as_json, "No case is open." if waiting else "There is no case.")


def _describe(name: str, one: Case) -> Row:
    return {
        "case": name,
        "party": one.party,
        "opened": to_moment(one.opened_millis),
        "outcome": one.outcome or None,
        "decided": to_moment(one.decided_millis) if one.outcome else None,
    }
