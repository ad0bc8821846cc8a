"""Make a plan that an observer cannot foresee: `safeconduct mix`."""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from safeconduct.app.mix_plans import Places, mix_case
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.plan.mixing import SEED_BITS, MixProgress, Mixture, Wishes
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors

TELL_EVERY = 5.0  # seconds between two lines of progress, where there is no terminal to draw on


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct mix cases/harbour plans/harbour --out mixed --extra-cost 2%")
    def mix(
        case_folder: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of the case.")],
        plan_folder: Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of a feasible plan to begin with.")],
        out: Annotated[Path, typer.Option(help="Folder for the drawn plan, the figures and the drawing.")],
        extra_cost: Annotated[str, typer.Option(help="Share of the plan's cost that may be added.")] = "2%",
        cap: Annotated[
            float | None, typer.Option(min=0.0, help="Most people at one place in one slot, in any plan drawn.")
        ] = None,
        way_cap: Annotated[
            str, typer.Option(help="Most probability of one party's way or transit point, where it has another.")
        ] = "100%",
        slot_minutes: Annotated[
            float | None, typer.Option(min=1.0, help="How long a strike's time slot is; a step, if not given.")
        ] = None,
        seconds: Annotated[float, typer.Option(min=0.0, help="Make plans until so many seconds are over.")] = 60.0,
        plans: Annotated[int | None, typer.Option(min=0, help="Make so many plans instead; repeatable.")] = None,
        secret_file: Annotated[
            Path | None, typer.Option(help="New file for the secret; else one in the user's data folder.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    ) -> None:
        """Mix plans so that who strikes once finds few people, and draw one; Ctrl-C keeps the best so far.

        The draw's seed, the probabilities and which plan was drawn go into the secret file alone: keep it where
        identities are kept. docs/unpredictability.md says what an observer is assumed to know.
        """
        clock = _Clock(seconds, plans)
        signal.signal(signal.SIGINT, clock.interrupt)
        with clear_errors():
            wishes = Wishes(_read_share("--extra-cost", extra_cost), cap, _read_share("--way-cap", way_cap))
            places = Places(case_folder, plan_folder, out, secret_file or _name_secret(case_folder))
            with clock.display:
                mixture, figures = mix_case(
                    services.cases,
                    services.plans,
                    services.secrets,
                    services.write_files,
                    services.draw_frontier,
                    places,
                    wishes,
                    seed=secrets.randbits(SEED_BITS),
                    slot_minutes=slot_minutes,
                    stop=clock.stop,
                    tell=clock.tell,
                )
        typer.echo(f"The secret of the draw is in {places.secret}: keep it away from the plan.", err=True)
        typer.echo(json.dumps(figures, indent=1, ensure_ascii=False) if as_json else _words(mixture, wishes))


def _read_share(option: str, text: str) -> float:
    """Read `2%` or `0.02`."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(%?)\s*", text)
    if found is None or (option == "--way-cap" and not 0 < float(found[1]) / (100 if found[2] else 1) <= 1):
        raise InputFaultsError([Fault(option, 0, "", text, "not a share", "write it like 2% or 0.02")])
    return float(found[1]) / (100 if found[2] else 1)


def _name_secret(case_folder: Path) -> Path:
    """Name a new file in the user's folder for secrets."""
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", case_folder.resolve().name) or "case"
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    return Path(home) / "safeconduct" / "secrets" / f"mix-{name}-{stamp}-{secrets.token_hex(4)}.json"


class _Clock:
    """Say when to stop, and show how far the mixing has come."""

    def __init__(self, seconds: float, plans: int | None) -> None:
        self.display = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=20), TimeElapsedColumn(),
            console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self._task = self.display.add_task("reading", total=seconds if plans is None else plans)
        self._begun, self._told = time.monotonic(), 0.0
        self._seconds, self._plans, self._interrupted = seconds, plans, False
        self._prepared: float | None = None  # seconds until the first plan was begun

    def interrupt(self, _number: int, _frame: object) -> None:
        if self._interrupted:
            raise KeyboardInterrupt
        self._interrupted = True
        self.display.console.print("keeping the best mixture so far; Ctrl-C again gives up")

    def stop(self, made: int) -> bool:
        if self._interrupted:
            return True
        if self._plans is not None:
            return made >= self._plans
        elapsed = time.monotonic() - self._begun
        if self._prepared is None:
            self._prepared = elapsed
        reserve = 1.0 + 0.4 * self._prepared  # for weighing and writing, which take longer where preparing does
        return elapsed > self._seconds - reserve

    def tell(self, progress: MixProgress) -> None:
        elapsed = time.monotonic() - self._begun
        text = progress.phase
        if progress.exploitability is not None and progress.before:
            text += f"  {progress.plans} plans  people at the best strike {progress.exploitability:.1f}"
            text += f", {progress.before:.1f} before"
        if self.display.console.is_terminal:
            done = elapsed if self._plans is None else progress.plans
            self.display.update(self._task, description=text, completed=done)
        elif elapsed - self._told >= TELL_EVERY:
            self._told = elapsed
            typer.echo(f"{elapsed:6.0f} s  {text}", err=True)


def _words(mixture: Mixture, wishes: Wishes) -> str:
    less = 1 - mixture.upper / mixture.before if mixture.before else 0.0
    share = mixture.cost / mixture.cost_before - 1 if mixture.cost_before else 0.0
    lines = [
        f"\nExpected people at the best place and {mixture.slot_minutes:g} minutes to strike: {mixture.upper:.2f}, "
        f"{mixture.before:.2f} against the given plan ({less:.0%} fewer).",
        f"No mixture within {wishes.extra_cost:.1%} more cost can come below {mixture.lower:.2f}.",
        f"Price: {mixture.cost - mixture.cost_before:+.4f} expected people harmed ({share:+.2%}).",
        f"{len(mixture.plans)} plans are mixed, of {mixture.made} made; none has more than {mixture.largest:.1f} "
        "people at one place in one slot.",
    ]
    if wishes.way_cap < 1:
        lines.append(
            f"Likeliest way of a party that has another: {mixture.likeliest_way:.0%}; {mixture.over_cap} parties stay "
            f"above {wishes.way_cap:.0%}, {mixture.one_way} have one way in every plan found."
        )
    return "\n".join(lines)
