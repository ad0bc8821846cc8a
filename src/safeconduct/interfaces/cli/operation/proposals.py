"""Propose replans, show what they change, and adopt or refuse them: `safeconduct proposal`."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from safeconduct.app.decide_replan import approve_replan, find_proposal, refuse_replan
from safeconduct.app.plan_shelf import PlanShelf
from safeconduct.app.propose_replan import NOTICE_MINUTES, Asked, propose_replan
from safeconduct.app.show_replan import list_change_lines
from safeconduct.core.operation import Proposal, State
from safeconduct.core.operation.happened import find_happened
from safeconduct.core.operation.replans import find_standing
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli.operation._desk import By, Folder, now_millis, open_desk
from safeconduct.interfaces.cli.operation._rows import AsJson, Row, show_rows, to_moment

NAME_BYTES = 4
Cases = Annotated[Path, typer.Option(help="Folder of the cases' folders.")]
Plans = Annotated[Path, typer.Option(help="Folder of the plans' folders.")]
Replan = Annotated[str, typer.Argument(help="Its id, as `proposal list` prints it.")]
ADOPTED = "--cases cases --plans plans --by o1a2b3c4"


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    group = typer.Typer(
        no_args_is_help=True, help="Replan by what is on record: propose, show what changes for whom, adopt or refuse."
    )
    cli.add_typer(group, name="proposal")
    _add_make(group, services)
    _add_list(group, services)
    _add_show(group, services)
    _add_approve(group, services)
    _add_refuse(group, services)


def _add_make(group: typer.Typer, services: Services) -> None:
    @group.command(
        epilog=f'Example: safeconduct proposal make operations/harbour {ADOPTED} --why "gate G1 is under threat"'
    )
    def make(
        folder: Folder,
        cases: Cases,
        plans: Plans,
        by: By,
        why: Annotated[str, typer.Option(help="Why, in at most 200 signs; nobody's name.")],
        no_show: Annotated[
            list[str] | None, typer.Option(help="This party did not set out, as somebody knows; may be repeated.")
        ] = None,
        seconds: Annotated[float, typer.Option(min=0.0, help="Search so long for better places.")] = 5.0,
        notice_minutes: Annotated[
            float, typer.Option(min=0.0, help="Who is at home leaves so long from now at the earliest, if told anew.")
        ] = NOTICE_MINUTES,
    ) -> None:
        """Change the adopted plan by what is on record now, and propose the result; nothing is adopted or told yet.

        Sites under threat, STOP or HOLD are closed, lost vehicles and cancelled flights left out. What is under way is
        kept, and few are told anything new.
        """
        asked = Asked(why, seconds, notice_minutes, no_shows=frozenset(no_show or ()))
        name = f"replan-{secrets.token_hex(NAME_BYTES)}"
        with open_desk(services, folder, by) as (door, operation), Console(stderr=True).status("Reading ...") as shown:
            made = propose_replan(
                door, _shelf(services, cases, plans), ActorId(by), operation.exercise, asked, name, now_millis(),
                tell=lambda _, words: shown.update(f"{words} ..."),
            )  # fmt: skip
            one = door.state().replans[name]
        for words in made.happened.words():
            typer.echo(words)
        typer.echo(f"{name}: {one.changed:,} parties are told something new; {one.moved:,} people move, ", nl=False)
        typer.echo(f"{one.left:,} stay. On record as {made.sealed.event.ident}; not adopted yet.")
        typer.echo(f"Look at it (proposal show), and adopt it (proposal approve) within {notice_minutes:g} minutes.")


def _add_list(group: typer.Typer, services: Services) -> None:
    @group.command("list", epilog="Example: safeconduct proposal list operations/harbour --by o1a2b3c4")
    def list_all(folder: Folder, by: By, as_json: AsJson = False) -> None:
        """List what was proposed, the newest first, and what became of it."""
        with open_desk(services, folder, by) as (door, _):
            state = door.read(ActorId(by))
        rows = [_describe(state, name, one) for name, one in state.replans.items()]
        rows.sort(key=lambda row: str(row["proposed"]), reverse=True)
        show_rows(rows, as_json, "No replan was proposed.", hidden=["from", "plan", "gap", "until"])


def _add_show(group: typer.Typer, services: Services) -> None:
    @group.command(epilog=f"Example: safeconduct proposal show operations/harbour replan-1a2b3c4d {ADOPTED}")
    def show(folder: Folder, replan: Replan, cases: Cases, plans: Plans, by: By, as_json: AsJson = False) -> None:
        """Show whom it tells what instead of what, who leaves first first."""
        with open_desk(services, folder, by) as (door, _):
            state = door.read(ActorId(by))
            one = find_proposal(door, state, ActorId(by), replan)
            lines = list_change_lines(_shelf(services, cases, plans), state, replan, one)
        if as_json:
            typer.echo(json.dumps([asdict(line) for line in lines], indent=1, ensure_ascii=False))
            return
        rows: list[Row] = [{"party": x.party, "people": x.size, "was": x.was, "now": x.now} for x in lines]
        show_rows(rows, False, "No party is told anything new; trips may run otherwise.")


def _add_approve(group: typer.Typer, services: Services) -> None:
    @group.command(epilog=f"Example: safeconduct proposal approve operations/harbour replan-1a2b3c4d {ADOPTED}")
    def approve(folder: Folder, replan: Replan, cases: Cases, plans: Plans, by: By) -> None:
        """Adopt the plan that was proposed, judged again; `safeconduct tell` then tells whose instruction changed.

        Where another plan stands, something has happened since, or its time is over, it is denied: propose anew.
        """
        with open_desk(services, folder, by) as (door, operation):
            _, adopted = approve_replan(
                door, _shelf(services, cases, plans), ActorId(by), replan, operation.exercise, now_millis()
            )
        typer.echo(f"Plan {adopted.event.payload['plan']} is adopted, on record as {adopted.event.ident}.")
        typer.echo(f"Tell it: safeconduct tell {folder} {cases / replan} {plans / replan} --by {by}")


def _add_refuse(group: typer.Typer, services: Services) -> None:
    @group.command(epilog="Example: safeconduct proposal refuse operations/harbour replan-1a2b3c4d --by o1a2b3c4")
    def refuse(
        folder: Folder,
        replan: Replan,
        by: By,
        why: Annotated[str, typer.Option(help="Why, in at most 200 signs; nobody's name.")] = "",
    ) -> None:
        """Refuse it: the adopted plan stands as it was."""
        with open_desk(services, folder, by) as (door, _):
            sealed = refuse_replan(door, ActorId(by), replan, why)
        typer.echo(f"{replan} is refused, on record as {sealed.event.ident}.")


def _shelf(services: Services, cases: Path, plans: Path) -> PlanShelf:
    return PlanShelf(services.cases, services.plans, cases, plans)


def _describe(state: State, name: str, one: Proposal) -> Row:
    facts = find_happened(state).digest
    return {
        "replan": name,
        "state": find_standing(one, state.adopted.standing.values(), now_millis(), facts),
        "from": one.replaces,
        "plan": one.plan,
        "parties": one.changed,
        "moved": one.moved,
        "left": one.left,
        "gap": one.gap,
        "by": one.by,
        "proposed": to_moment(one.millis),
        "until": to_moment(one.until_millis),
        "why": one.why,
        "decided_by": one.approved_by or one.refused_by or None,
    }
