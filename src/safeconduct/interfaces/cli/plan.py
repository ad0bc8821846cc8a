"""Offer `safeconduct plan`."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from safeconduct.app.make_plan import make_plan
from safeconduct.core.plan import Plan, Progress, Verdict
from safeconduct.core.plan.planners import PLANNERS
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_BAD_INPUT, EXIT_NO, clear_errors

TELL_EVERY = 5.0  # seconds between two lines of progress, where there is no terminal to draw on


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct plan CASE --out PLAN --seconds 60")
    def plan(
        case: Annotated[Path, typer.Argument(help="Folder of the case.")],
        out: Annotated[Path, typer.Option(help="Folder for the plan.")],
        seconds: Annotated[float, typer.Option(min=0.0, help="Improve until so many seconds are over.")] = 60.0,
        rounds: Annotated[int | None, typer.Option(min=0, help="Improve so many rounds instead; repeatable.")] = None,
        seed: Annotated[int, typer.Option(help="Same seed and rounds, same plan.")] = 1,
        planner: Annotated[str, typer.Option(help=f"One of: {', '.join(PLANNERS)}.")] = "default",
        cautious: Annotated[
            bool, typer.Option("--cautious", help="Without hazard.csv, count the unknown with its upper bound.")
        ] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    ) -> None:
        """Make a feasible plan; Ctrl-C keeps the best so far."""
        if planner not in PLANNERS:
            typer.echo(f"no planner {planner!r}: choose one of {', '.join(PLANNERS)}", err=True)
            raise typer.Exit(EXIT_BAD_INPUT)
        clock = _Clock(seconds if rounds is None else None, rounds)
        signal.signal(signal.SIGINT, clock.interrupt)
        with clear_errors(), clock.display:
            _, made, verdict = make_plan(
                services.cases,
                services.plans,
                PLANNERS[planner],
                case,
                out,
                seed=seed,
                stop=clock.stop,
                tell=clock.tell,
                cautious=cautious,
            )
        typer.echo(json.dumps(_figures(made, verdict), indent=1) if as_json else _words(made, verdict))
        if not verdict.feasible:
            typer.echo("THE PLAN IS NOT FEASIBLE: do not use it. First fault: " + verdict.violations[0], err=True)
            raise typer.Exit(EXIT_NO)


class _Clock:
    """Say when to stop, and show how far the planner has come."""

    def __init__(self, seconds: float | None, rounds: int | None) -> None:
        self.display = Bar(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=20), TimeElapsedColumn(),
            console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self._task = self.display.add_task("reading the case", total=seconds if rounds is None else rounds)
        self._begun, self._told = time.monotonic(), 0.0
        self._seconds, self._rounds, self._interrupted = seconds, rounds, False
        self._prepared: float | None = None  # seconds until the search began

    def interrupt(self, _number: int, _frame: object) -> None:
        if self._interrupted:
            raise KeyboardInterrupt
        self._interrupted = True
        self.display.console.print("keeping the best plan so far; Ctrl-C again gives up")

    def stop(self, rounds: int) -> bool:
        if self._interrupted:
            return True
        if self._rounds is not None:
            return rounds >= self._rounds
        elapsed = time.monotonic() - self._begun
        if self._prepared is None:
            self._prepared = elapsed
        reserve = 1.0 + 0.4 * self._prepared  # for judging and writing, which take longer where preparing does
        return elapsed > (self._seconds or 0.0) - reserve

    def tell(self, progress: Progress) -> None:
        elapsed = time.monotonic() - self._begun
        text = progress.phase
        if progress.cost is not None:
            text += f"  cost {progress.cost:.4f}  out {progress.out}  left {progress.left}"
        if progress.bound is not None and progress.cost:
            text += f"  bound {progress.bound:.4f}  gap {(progress.cost - progress.bound) / progress.cost:.1%}"
        if self.display.console.is_terminal:
            done = elapsed if self._rounds is None else progress.rounds
            self.display.update(self._task, description=text, completed=done)
        elif elapsed - self._told >= TELL_EVERY:
            self._told = elapsed
            typer.echo(f"{elapsed:6.0f} s  {text}", err=True)


def _figures(plan: Plan, verdict: Verdict) -> dict[str, object]:
    parts = verdict.cost
    return {
        "feasible": verdict.feasible,
        "out": verdict.out,
        "left": verdict.left,
        "cost": parts.total,
        "cost_left": parts.left,
        "cost_exposure": parts.exposure,
        "cost_crowd": parts.crowd,
        "cost_time": parts.time,
        "lower_bound": plan.lower_bound,
        "gap": verdict.gap,
        "largest_open_crowd": verdict.largest_open_crowd,
        "largest_open_crowd_site": verdict.largest_open_crowd_site,
    }


def _words(plan: Plan, verdict: Verdict) -> str:
    site = verdict.largest_open_crowd_site or "no site"
    bound = "no bound was proven"
    if plan.lower_bound is not None:
        gap = verdict.gap or 0.0  # there is none where nothing is harmed
        bound = f"no plan can cost less than {plan.lower_bound:.4f}: within {gap:.1%} of the best possible"
    return (
        f"\n{verdict.out} people out, {verdict.left} left.\n"
        f"Expected people harmed: {verdict.cost.total:.4f} (left {verdict.cost.left:.4f}, exposure "
        f"{verdict.cost.exposure:.4f}, crowd {verdict.cost.crowd:.4f}, time {verdict.cost.time:.4f}); {bound}.\n"
        f"Largest crowd in the open: {verdict.largest_open_crowd} people at {site}."
    )
