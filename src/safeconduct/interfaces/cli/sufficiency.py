"""Answer whether the means suffice: `safeconduct sufficiency`."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from safeconduct.app.assess_sufficiency import InfeasiblePlanError, Rounds, assess_plan
from safeconduct.app.keep_sufficiency import keep_sufficiency
from safeconduct.core.operation import UseCase
from safeconduct.core.plan.planners import PLANNERS
from safeconduct.core.record import ActorId
from safeconduct.core.sufficiency import Crew, list_answer
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_NO, clear_errors, read_moment
from safeconduct.interfaces.cli._enough import print_answer
from safeconduct.interfaces.cli.operation._desk import open_desk

ROUNDS = 2000
SHOWN_VIOLATIONS = 40


class Engine(StrEnum):
    """Name who does the work."""

    LOCAL = "local"
    DASK = "dask"


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct sufficiency cases/harbour plans/harbour --out enough.json")
    def sufficiency(
        case_folder: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of the case.")],
        plan_folder: Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of its plan.")],
        days: Annotated[int, typer.Option(min=1, max=100_000, help="Days to sample.")] = 400,
        seed: Annotated[int, typer.Option(min=0, help="Same seed and rounds, same answer.")] = 1,
        rounds: Annotated[int, typer.Option(min=0, help="Plan each changed case anew with so many rounds.")] = ROUNDS,
        seconds: Annotated[
            float | None,
            typer.Option(min=0.0, help="Share so many seconds evenly over all changed cases instead of --rounds."),
        ] = None,
        changes: Annotated[
            bool, typer.Option("--changes/--no-changes", help="Say what one more of each means would change.")
        ] = True,
        brief: Annotated[
            bool, typer.Option("--brief", help="Change all gates together and all checkpoints together, not each.")
        ] = False,
        out: Annotated[
            Path | None, typer.Option(help="Write the answer as JSON, which `report --sufficiency` shows.")
        ] = None,
        as_of: Annotated[
            str | None, typer.Option(help="When the answer is made, ISO 8601 with offset; now, if not given.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
        html: Annotated[Path | None, typer.Option(help="Write the answer as a page.")] = None,
        pdf: Annotated[Path | None, typer.Option(help="Write it as one sheet of paper for who decides.")] = None,
        operation: Annotated[
            Path | None, typer.Option("--for", help="Keep the answer in this operation's folder, too; needs --by.")
        ] = None,
        by: Annotated[str | None, typer.Option("--by", help="Your operator id; needs --for.")] = None,
        engine: Annotated[Engine, typer.Option(help="Who plays and plans: this process, or workers of Dask.")] = (
            Engine.LOCAL
        ),
        scheduler: Annotated[
            str, typer.Option(help="tls://HOST:PORT of a Dask cluster; workers on this machine, if not given.")
        ] = "",
        certs: Annotated[
            Path | None, typer.Option(help="Folder of the cluster's certificates (safeconduct dask-certs).")
        ] = None,
        workers: Annotated[int, typer.Option(min=1, max=256, help="Workers on this machine.")] = 2,
    ) -> None:
        """Say how likely it is that all get out in time, and what one more vehicle, flight or hour would change.

        The plan is played through sampled days: late parties, slow gates, cancelled flights, closed checkpoints, at the
        rates of case.toml. Exits with 0 when the answer was found, with 1 when the plan breaks rules, with 2 when a
        file cannot be read. docs/sufficiency.md says what is counted and what is left out.
        """
        if (operation is None) != (by is None):
            raise typer.BadParameter("give both: an operation's answer is somebody's", param_hint="--for and --by")
        if engine is Engine.DASK and seconds is not None and changes:
            raise typer.BadParameter("workers differ in pace: give --rounds instead", param_hint="--seconds")
        if engine is Engine.LOCAL and (scheduler or certs):
            raise typer.BadParameter("a scheduler is Dask's: give --engine dask too", param_hint="--scheduler")
        budget = _Budget(rounds, seconds)
        with clear_errors(), ExitStack() as stack:
            made = read_moment(as_of)
            desk = None
            if operation is not None and by is not None:
                desk = stack.enter_context(open_desk(services, operation, by))
                desk[0].read(ActorId(by), UseCase.ADOPT_PLAN)
            crew: Crew | None = None
            if engine is Engine.DASK:
                crew = stack.enter_context(services.crews.hire(scheduler, certs, workers))
            try:
                with _progress() as progress:
                    task = progress.add_task("Reading", total=1.0)
                    assessed = assess_plan(
                        services.cases,
                        services.plans,
                        PLANNERS["default"],
                        case_folder,
                        plan_folder,
                        days=days,
                        seed=seed,
                        stop_for=budget.asker if changes else None,
                        brief=brief,
                        crew=crew,
                        tell=lambda words, share: progress.update(task, description=escape(words), completed=share),
                    )
                    progress.update(task, description="Done", completed=1.0)
            except InfeasiblePlanError as error:
                _refuse(error)
            text = json.dumps(list_answer(assessed, made, budget.effort), indent=1, ensure_ascii=False)
            if out is not None:
                services.write_files(out.parent, {out.name: text + "\n"})
            if html is not None:
                services.write_files(html.parent, {html.name: services.enough_page.render(assessed, made)})
            if pdf is not None:
                services.write_private(pdf, services.enough_sheet.render(assessed, made))
            if desk is not None and operation is not None and by is not None:
                door, kind = desk
                kept = keep_sufficiency(
                    door, services.answers, ActorId(by), operation, kind.exercise, assessed, made, text
                )
                typer.echo(f"Kept as {kept.file}.", err=True)
                if kept.stale:
                    typer.echo(
                        "STALE: the operation follows another plan; adopt this one, or ask about that.", err=True
                    )
        if as_json:
            typer.echo(text)
        else:
            print_answer(assessed)


class _Budget:
    """Say of each case when the planner must stop, by rounds or by a share of the seconds."""

    def __init__(self, rounds: int, seconds: float | None) -> None:
        self._rounds, self._seconds = rounds, seconds
        self._begun, self._stopped = time.monotonic(), 0.0
        self._cases, self._after = 0, 0.0

    @property
    def effort(self) -> str:
        """Word how much work each case was given."""
        if self._seconds is None:
            return f"{self._rounds:,} rounds for each case"
        return f"{self._seconds:g} seconds for all cases"

    @property
    def asker(self) -> Callable[[int], Callable[[int], bool]]:
        """Give what says when to stop; by rounds it can be carried to another process."""
        return Rounds(self._rounds) if self._seconds is None else self.stop_for

    def stop_for(self, cases: int) -> Callable[[int], bool]:
        assert self._seconds is not None
        now = time.monotonic()
        if self._cases:
            self._after = now - self._stopped  # what a case takes after its search: judging and playing
        share = max(0.0, self._begun + self._seconds - now) / max(1, cases - self._cases)
        self._cases += 1
        until = now + share - self._after

        def stop(_rounds: int) -> bool:
            self._stopped = time.monotonic()
            return self._stopped >= until

        return stop


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _refuse(error: InfeasiblePlanError) -> None:
    for violation in error.violations[:SHOWN_VIOLATIONS]:
        typer.echo(f"VIOLATION {violation}", err=True)
    if len(error.violations) > SHOWN_VIOLATIONS:
        typer.echo(f"... and {len(error.violations) - SHOWN_VIOLATIONS:,} more", err=True)
    typer.echo(f"{error}: nothing was played. Plan the case anew, or mend the plan.", err=True)
    raise typer.Exit(EXIT_NO)
