"""Answer whether the means suffice: `safeconduct sufficiency`."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from safeconduct.app.assess_sufficiency import Assessed, InfeasiblePlanError, assess_plan, list_answer
from safeconduct.core.plan.planners import PLANNERS
from safeconduct.core.sufficiency import Chance, Gain
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_NO, clear_errors, read_moment

ROUNDS = 2000
SHOWN_VIOLATIONS = 40


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
    ) -> None:
        """Say how likely it is that all get out in time, and what one more vehicle, flight or hour would change.

        The plan is played through sampled days: late parties, slow gates, cancelled flights, closed checkpoints, at the
        rates of case.toml. Exits with 0 when the answer was found, with 1 when the plan breaks rules, with 2 when a
        file cannot be read. docs/sufficiency.md says what is counted and what is left out.
        """
        budget = _Budget(rounds, seconds)
        with clear_errors():
            made = read_moment(as_of)
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
                        stop_for=budget.stop_for if changes else None,
                        brief=brief,
                        tell=lambda words, share: progress.update(task, description=escape(words), completed=share),
                    )
                    progress.update(task, description="Done", completed=1.0)
            except InfeasiblePlanError as error:
                _refuse(error)
            text = json.dumps(list_answer(assessed, made, budget.effort), indent=1, ensure_ascii=False)
            if out is not None:
                services.write_files(out.parent, {out.name: text + "\n"})
        if as_json:
            typer.echo(text)
        else:
            _print_answer(assessed)


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

    def stop_for(self, cases: int) -> Callable[[int], bool]:
        if self._seconds is None:
            return lambda rounds: rounds >= self._rounds
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


def _print_answer(assessed: Assessed) -> None:
    console, answer = Console(), assessed.sufficiency
    table = Table(title=f"{escape(assessed.case.name)}: is it enough? {answer.days:,} sampled days")
    table.add_column("what")
    table.add_column("figure", justify="right")
    table.add_row(f"all {answer.people:,} people out by the deadline", _percent(answer.all_out))
    if answer.people_planned < answer.people:
        table.add_row(f"  the plan leaves {answer.people - answer.people_planned:,} from the start", "")
        table.add_row(f"all {answer.people_planned:,} whom the plan takes out", _percent(answer.planned_out))
    table.add_row("people out on a bad day (1 in 20 is as bad)", f"{answer.out_bad_day:,}")
    table.add_row("people out on a typical day", f"{answer.out_typical_day:,}")
    table.add_row("people out on a good day (1 in 20 is better)", f"{answer.out_good_day:,}")
    console.print(table)
    held = Table(title="Whom the plan takes out, but the days do not: where they are at the deadline")
    held.add_column("where")
    held.add_column("people a day, mean", justify="right")
    for words, people in answer.held_up.items():
        held.add_row(words, f"{people:,.1f}")
    console.print(held)
    if assessed.comparison is not None:
        console.print(_changes_table(assessed))
        for item in assessed.passed:
            console.print(f"No more tried of {escape(item.ident)}: {escape(item.why)}.", highlight=False)


def _changes_table(assessed: Assessed) -> Table:
    assert assessed.comparison is not None
    comparison = assessed.comparison
    table = Table(title="What one change of the means would do, what helps most first")
    for name in ("change", "people out a day (95 %)", "expected harm (95 %)", "by plan", "plan"):
        table.add_column(name, justify="left" if name in ("change", "plan") else "right")
    for gain in comparison.gains:
        table.add_row(*_gain_row(gain))
    table.add_section()
    table.add_row(*_gain_row(comparison.luck))
    table.add_row(*_gain_row(comparison.anew))
    table.caption = (
        "Where the plan was made anew, what does no more than another seed is not told apart from the search's luck. "
        "Where the plan is kept, luck plays no part."
    )
    return table


def _gain_row(gain: Gain) -> tuple[str, ...]:
    return (
        escape(gain.words),
        f"{gain.out.value:+,.1f}\n({gain.out.low:+,.1f} to {gain.out.high:+,.1f})",
        f"{gain.harm.value:+,.3f}\n({gain.harm.low:+,.3f} to {gain.harm.high:+,.3f})",
        f"{gain.planned_out:+,}",
        "kept" if gain.kept else "anew",
    )


def _percent(chance: Chance) -> str:
    if chance.value == chance.high == 0.0:
        return "0 %: somebody is left from the start"
    return f"{chance.value:.1%} ({chance.low:.1%} to {chance.high:.1%})"
