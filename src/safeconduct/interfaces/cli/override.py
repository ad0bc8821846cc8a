"""Set a person's judgement against the picture's figures: `safeconduct override`."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from safeconduct.app.set_override import ListedOverride, list_overrides, set_override
from safeconduct.core.basics import Fault, InputFaultsError, Window, format_time
from safeconduct.core.picture import IncidentKind
from safeconduct.core.picture.override import Stand, describe_setting
from safeconduct.core.picture.risk_form import FACTOR_MOST, Override, RiskLevel
from safeconduct.core.picture.view import view_override
from safeconduct.core.plan import Case
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors, read_moment
from safeconduct.interfaces.cli._review_text import clean


class Level(StrEnum):
    """Name a level of risk as it is typed."""

    VERY_LOW = "very_low"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"
    UNACCEPTABLE = "unacceptable"


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        epilog="Example: safeconduct override cases/harbour --place G1 --factor 3 --reason 'a crowd gathers at the "
        "wall' --by 'duty officer' --until 2031-03-04T18:00:00-03:00"
    )
    def override(
        case: Annotated[Path, typer.Argument(help="Folder of the case.")],
        place: Annotated[
            str | None, typer.Option(help="A site, a node, a district, or lon;lat;radius (degrees, metres).")
        ] = None,
        factor: Annotated[float | None, typer.Option(help="Multiply the rate by this; above 0.")] = None,
        level: Annotated[Level | None, typer.Option(help="Show this level of risk; moves no rate.")] = None,
        kind: Annotated[
            IncidentKind | None, typer.Option(help="For one kind of event; every kind, if not given.")
        ] = None,
        reason: Annotated[str, typer.Option(help="Why.")] = "",
        by: Annotated[str, typer.Option(help="Who answers for it: a role or a name.")] = "",
        until: Annotated[str | None, typer.Option(help="When it ends, ISO 8601 with offset.")] = None,
        begin: Annotated[str | None, typer.Option("--from", help="When it begins; now, if not given.")] = None,
        as_of: Annotated[str | None, typer.Option(help="List how they stand at this time; now, if not given.")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
    ) -> None:
        """Raise or lower what the figures say of a place, with a reason and an end; without --place, list them all.

        A factor above 1 raises the rate that plans count and the upper bound. One below 1 lowers the rate, never below
        the background, and never the upper bound: unknown is not safe. A level is shown beside that of the figures
        and moves no rate. What has expired stays in the list.
        """
        with clear_errors():
            moment = read_moment(as_of, "--as-of")
            if place is None:
                set_alone = {"--factor": factor, "--level": level, "--kind": kind, "--reason": reason, "--by": by}
                _refuse_alone(set_alone | {"--until": until, "--from": begin})
                read = services.cases.read(case)
            else:
                given = _make(place, factor, level, kind, reason, by, until, begin)
                read = set_override(services.cases, services.append_override, case, given)
        listed = list_overrides(read.overrides, moment)
        if as_json:
            shown = [{**view_override(one.override, read.utc_offset_seconds), "stands": one.stands} for one in listed]
            typer.echo(json.dumps({"overrides": shown}, indent=1, ensure_ascii=False))
            return
        _print(read, listed)


def _refuse_alone(options: Mapping[str, object]) -> None:
    faults = [
        Fault("--place", 0, "", "", f"{name} without a place", "say for which place, with --place")
        for name, value in options.items()
        if value not in (None, "")
    ]
    if faults:
        raise InputFaultsError(faults)


def _make(
    place: str,
    factor: float | None,
    level: Level | None,
    kind: IncidentKind | None,
    reason: str,
    by: str,
    until: str | None,
    begin: str | None,
) -> Override:
    faults = [
        Fault(option, 0, "", text, "not given", remedy)
        for option, text, remedy in (
            ("--reason", reason, "say why"),
            ("--by", by, "say who answers for it"),
            ("--until", until or "", "say when it ends: an override is never for ever"),
        )
        if not text.strip()
    ]
    if (factor is None) == (level is None):
        problem = "neither a factor nor a level" if factor is None else "a factor and a level"
        faults.append(Fault("--factor", 0, "", "", problem, "give --factor or --level, one of the two"))
    if factor is not None and not 0.0 < factor <= FACTOR_MOST:
        remedy = f"give a number above 0, for nobody can say that nothing will happen, and at most {FACTOR_MOST:g}"
        faults.append(Fault("--factor", 0, "", f"{factor:g}", "no factor", remedy))
    if faults:
        raise InputFaultsError(faults)
    when = Window(math.floor(read_moment(begin, "--from")), read_moment(until, "--until"))
    if when.end <= when.start:
        remedy = "give a later end" if begin else "give a later end, or with --from an earlier beginning than now"
        raise InputFaultsError([Fault("--until", 0, "", until or "", "not after its beginning", remedy)])
    chosen = None if level is None else RiskLevel[level.name]
    return Override(place.strip(), kind, by.strip(), reason.strip(), when, chosen, factor)


def _print(case: Case, listed: tuple[ListedOverride, ...]) -> None:
    if not listed:
        typer.echo("No overrides: the picture is what the figures say.")
        return
    table = Table(title=Text(f"{case.name}: what persons set against the figures"))
    table.add_column("stands")
    table.add_column("place")
    table.add_column("sets")
    table.add_column("from, until", no_wrap=True)
    table.add_column("reason, by")
    for one in listed:
        ends = (one.override.when.start, one.override.when.end)
        span = "\n".join(format_time(end, case.utc_offset_seconds)[:16].replace("T", " ") for end in ends)
        stands = one.stands.upper() if one.stands is Stand.IN_EFFECT else one.stands.value
        why = f"{one.override.reason} ({one.override.by})"
        words = (one.override.place, describe_setting(one.override), span, why)
        table.add_row(stands, *(Text(clean(text)) for text in words))
    Console().print(table)
    if case.hazard is not None:
        typer.echo("This case has a hazard.csv: plans take the hazard from there, and no override changes it.")
    elif not any(one.override.when.end > case.start and one.override.when.start < case.deadline for one in listed):
        typer.echo("None of them counts between the case's start and its deadline.")
