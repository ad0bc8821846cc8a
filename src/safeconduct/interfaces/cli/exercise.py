"""Make an exercise case: `safeconduct exercise`."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from safeconduct.app.make_exercise import make_exercise_case
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.exercise import ExerciseOptions, find_option_faults, summarise_exercise
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors

EPILOG = (
    "Example: safeconduct exercise --map out/map --out out/case --seed 7 --parties 2000 --hours 36 "
    "--airhead -71.1995,-29.9162 --start 2031-03-04T06:00:00-03:00 --no-hazard-file"
)


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog=EPILOG)
    def exercise(
        map_folder: Annotated[Path, typer.Option("--map", help="Folder that `safeconduct import-map` wrote.")],
        out: Annotated[Path, typer.Option(help="Folder for the case; an exercise that is there is replaced.")],
        seed: Annotated[int, typer.Option(min=0, help="Same seed, map and options: same case, byte for byte.")],
        parties: Annotated[int, typer.Option(help="Number of parties.")] = 2000,
        hours: Annotated[float, typer.Option(help="From the start to the deadline.")] = 36.0,
        step_minutes: Annotated[float, typer.Option(help="The grain of throughput.")] = 15.0,
        start: Annotated[
            str, typer.Option(help="ISO 8601 with an offset, which is the case's local time.")
        ] = "2031-03-04T06:00:00+00:00",
        airhead: Annotated[
            str, typer.Option(help="LON,LAT in degrees; the nearest street is taken. Without it, a drawn place.")
        ] = "",
        transit_points: Annotated[int | None, typer.Option(help="Places where vehicles pick up.")] = None,
        gates: Annotated[int | None, typer.Option(help="Gates into the airhead.")] = None,
        checkpoints: Annotated[int | None, typer.Option(help="Ways through the cordon.")] = None,
        vehicles: Annotated[int | None, typer.Option(help="Buses and vans together.")] = None,
        flights: Annotated[int | None, typer.Option(help="Departures from the airhead.")] = None,
        hazards: Annotated[int, typer.Option(help="Dangers, the first at a gate.")] = 6,
        closures: Annotated[int | None, typer.Option(help="Roadblocks, beside the cordon.")] = None,
        reports: Annotated[int | None, typer.Option(help="Rows of report.csv, at least one for each hazard.")] = None,
        incidents: Annotated[int, typer.Option(help="Incidents of the weeks before.")] = 0,
        watched: Annotated[float, typer.Option(help="Share of what happens that becomes an incident: 0 to 1.")] = 0.0,
        watchers: Annotated[int, typer.Option(help="Rows of watch.csv: who watches which place.")] = 0,
        kappa: Annotated[float, typer.Option(help="How much of what is not known of the hazard counts: 0 to 1.")] = 0.0,
        seats_factor: Annotated[float, typer.Option(help="Seats on all flights over people: below 1 is short.")] = 1.1,
        curfew: Annotated[str, typer.Option(help="HH:MM-HH:MM, local, every day; several with `;`; or none.")] = (
            "21:00-04:30"
        ),
        name: Annotated[str, typer.Option(help="Name of the case, after the word EXERCISE.")] = "",
        hazard_file: Annotated[
            bool, typer.Option("--hazard-file/--no-hazard-file", help="Without: the hazard is in report.csv alone.")
        ] = True,
        as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
    ) -> None:
        """Make a marked EXERCISE case of any size on an imported map: invented people, threats and means.

        What is not given is chosen from the number of parties and the map.
        """
        with clear_errors():
            options = ExerciseOptions(
                parties=parties,
                hours=hours,
                step_minutes=step_minutes,
                transit_points=transit_points,
                gates=gates,
                checkpoints=checkpoints,
                vehicles=vehicles,
                flights=flights,
                hazards=hazards,
                closures=closures,
                reports=reports,
                incidents=incidents,
                watched=watched,
                watchers=watchers,
                kappa=kappa,
                seats_factor=seats_factor,
                hazard_file=hazard_file,
                name=name or f"{parties} parties, seed {seed}",
            )
            options = _read_words(options, start, airhead, curfew)
            console = Console(stderr=True)
            with console.status("Making the exercise ..."):
                case = make_exercise_case(services.maps, services.cases, map_folder, options, seed, out)
                summary = summarise_exercise(case)
            if as_json:
                typer.echo(json.dumps(summary, indent=1, ensure_ascii=False))
            else:
                _print_table(summary)


def _print_table(summary: dict[str, int | float | str]) -> None:
    table = Table(title=str(summary["case"]), caption="invented people, threats and means on real streets")
    table.add_column("what")
    table.add_column("how many", justify="right")
    for key, value in summary.items():
        if key != "case":
            table.add_row(key.replace("_", " "), value if isinstance(value, str) else f"{value:,}")
    Console().print(table)


def _read_words(options: ExerciseOptions, start: str, airhead: str, curfew: str) -> ExerciseOptions:
    """Add what is given in words to the options; raise InputFaultsError with every fault of all the options."""
    faults: list[Fault] = []
    try:
        when = datetime.fromisoformat(start)
        offset = when.utcoffset()
        if offset is None:
            raise ValueError(start)
        options = replace(options, start=when.timestamp(), utc_offset_seconds=round(offset.total_seconds()))
    except (ValueError, OverflowError):
        remedy = "write it as 2031-03-04T06:00:00-03:00"
        faults.append(Fault("options", 0, "--start", start, "an ISO 8601 time with an offset is needed", remedy))
    if airhead:
        try:
            lon, lat = (float(part) for part in airhead.split(","))
            options = replace(options, airhead=(lon, lat))
        except ValueError:
            remedy = "write LON,LAT such as -71.1995,-29.9162"
            faults.append(Fault("options", 0, "--airhead", airhead, "two numbers in degrees are needed", remedy))
    try:
        options = replace(options, curfew=_read_curfew(curfew))
    except ValueError:
        remedy = "write it as 21:00-04:30, or none"
        faults.append(Fault("options", 0, "--curfew", curfew, "two times of the day are needed", remedy))
    faults += find_option_faults(options)
    if faults:
        raise InputFaultsError(faults)
    return options


def _read_curfew(text: str) -> tuple[tuple[int, int], ...]:
    """Return local minutes of the day (from, to); raise ValueError where a part is not HH:MM-HH:MM.

    >>> _read_curfew("21:00-04:30"), _read_curfew("none")
    (((1260, 270),), ())
    """
    if text.strip().lower() in ("", "none"):
        return ()
    spans = []
    for part in text.split(";"):
        begin, end = (datetime.strptime(word.strip(), "%H:%M") for word in part.split("-"))
        spans.append((begin.hour * 60 + begin.minute, end.hour * 60 + end.minute))
    return tuple(spans)
