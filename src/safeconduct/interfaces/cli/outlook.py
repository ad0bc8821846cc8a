"""Say each evening how many will be out by the deadline: `safeconduct outlook`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.foresee_total import foresee_total, list_outlook, offset_of
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.sufficiency.outlook import Asked, word_outlook
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors, read_moment
from safeconduct.interfaces.cli._review_text import clean

EPILOG = (
    "Example: safeconduct outlook counts.csv --deadline 2031-03-10T18:00:00+02:00 --people 9000 --capacity 800-1200"
)


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog=EPILOG)
    def outlook(
        counts: Annotated[
            Path,
            typer.Argument(help="Table of counts (.csv): window_end, people, source; cumulative_people and disrupted."),
        ],
        deadline: Annotated[str, typer.Option(help="By when all are to be out, ISO 8601 with offset.")],
        people: Annotated[int | None, typer.Option(min=1, help="How many are to be out by then.")] = None,
        capacity: Annotated[
            str | None, typer.Option(metavar="LOW-HIGH", help="People a day that those who run it say it can do.")
        ] = None,
        as_of: Annotated[
            str | None, typer.Option(help="Use only windows that end by then, ISO 8601 with offset; all, if not given.")
        ] = None,
        day_ends: Annotated[
            str | None,
            typer.Option(help="When a window named by a date ends, such as 03:00-04:00; if not given, with the day."),
        ] = None,
        paused_now: Annotated[
            bool, typer.Option("--paused-now", help="A pause or closure in the window that runs is known.")
        ] = False,
        total: Annotated[str | None, typer.Option(help="The cumulative column to follow.")] = None,
        seed: Annotated[int, typer.Option(min=0, help="Same seed and table, same answer.")] = 1,
        as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    ) -> None:
        """Say how many are out, how many will be by the deadline, and which figures contradict.

        Counts that contradict are both kept, and make the answer less sure. Exits with 0 when there is an answer, with
        2 when the table cannot be read. docs/outlook.md says what is assumed, and what no count can know.
        """
        with clear_errors():
            asked = Asked(
                deadline=read_moment(deadline, "--deadline"),
                capacity=_read_range(capacity),
                people=people,
                paused_now=paused_now,
                total=total,
                seed=seed,
            )
            offset = offset_of(deadline)
            known = None if as_of is None else read_moment(as_of)
            clock = day_ends or f"24:00{deadline_offset(offset)}"
            found = foresee_total(services.evidence, counts, asked, day_ends=clock, as_of=known)
        if as_json:
            typer.echo(json.dumps(list_outlook(found, offset), indent=1, ensure_ascii=False))
        else:
            typer.echo("\n".join(clean(line) for line in word_outlook(found, offset)))


def deadline_offset(seconds: int) -> str:
    """Write an offset as ISO 8601 does.

    >>> deadline_offset(-12600)
    '-03:30'
    """
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02d}:{minutes:02d}"


def _read_range(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    low, _, high = text.partition("-")
    try:
        span = float(low.replace(",", "")), float((high or low).replace(",", ""))
    except ValueError:
        span = (0.0, 0.0)
    if not 0.0 < span[0] <= span[1] < float("inf"):
        remedy = "write it like 5000-9000"
        raise InputFaultsError([Fault("--capacity", 0, "", text, "not a range of people a day", remedy)])
    return span
