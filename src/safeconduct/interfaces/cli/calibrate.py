"""Score yesterday's forecasts against what happened: `safeconduct calibrate`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from safeconduct.app.calibrate_forecast import calibrate_case, view_calibration
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.picture.forecast.replay import SHARES, Replay, gain_of, join_periods, replay, word_drift
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._bar import Bar
from safeconduct.interfaces.cli._edge import clear_errors, read_moment
from safeconduct.interfaces.cli.hindcast import check_times

ROWS = 14  # of the table by period


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        epilog="Example: safeconduct calibrate cases/harbour --incidents since.csv --page out/calibration.html"
    )
    def calibrate(
        case: Annotated[Path | None, typer.Argument(help="Folder of the case; none for a series.")] = None,
        incidents: Annotated[
            list[Path] | None, typer.Option(help="What happened since the case's start; tables of incidents.")
        ] = None,
        until: Annotated[
            str | None,
            typer.Option(help="Score up to this time, ISO 8601 with offset; the last incident, if not given."),
        ] = None,
        events: Annotated[Path | None, typer.Option(help="Of a series: events as for hindcast.")] = None,
        cells: Annotated[Path | None, typer.Option(help="Of a series: cells as for hindcast.")] = None,
        begin: Annotated[
            float | None, typer.Option("--from", help="Of a series: the first period begins, days.")
        ] = None,
        end: Annotated[float | None, typer.Option("--to", help="Of a series: the last period ends, days.")] = None,
        step: Annotated[float, typer.Option(help="Of a series: how long a period is, in days.")] = 1.0,
        page: Annotated[Path | None, typer.Option(help="Write a page with plots to this file.")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
    ) -> None:
        """Score each period's forecast, made from its past alone, by what then happened, and tell drift.

        Log score: nats per event above a uniform forecast. Hits: the share of events in the top share of the area.
        Deciles: ten groups of cells of which a tenth of the events each was expected. Of a case the forecast of
        known incidents is scored: watchers, kinds, reports and overrides do not count. docs/forecast.md says more.
        """
        bar = Bar("forecasting")
        with clear_errors(), bar.display:
            if case is not None:
                _refuse({"--events": events, "--cells": cells, "--from": begin, "--to": end})
                files = _need({"--incidents": incidents})
                last = None if until is None else read_moment(until, "--until")
                found = calibrate_case(services.cases, services.incidents, case, files, last, bar.tell)
                name, live, scored = found.case.name, not found.case.is_exercise, found.scored
                word_day = _word_date
            else:
                _refuse({"--incidents": incidents, "--until": until})
                _need({"--events": events, "--cells": cells, "--from": begin, "--to": end})
                assert events is not None
                assert cells is not None
                assert begin is not None
                assert end is not None
                check_times(begin, end, step)
                series, _ = services.series.read_events(events)
                scored = replay(services.series.read_cells(cells), series, begin, end, step, bar.tell)
                name, live, word_day = events.name, True, _word_number
            if page is not None:
                drawn = services.calibration_page.render(name, live, scored, word_day)
                services.write_files(page.parent, {page.name: drawn})
        if as_json:
            typer.echo(json.dumps(view_calibration(scored, word_day), indent=1))
            return
        _print(name, scored, word_day)
        if page is not None:
            typer.echo(f"{page}: {len(drawn.encode()) / 1000:,.0f} kB")


def _need(options: dict[str, object]) -> list[Path]:
    missing = [name for name, value in options.items() if value is None]
    if missing:
        remedy = "give a case and --incidents, or --events, --cells, --from and --to"
        raise InputFaultsError([Fault(name, 0, "", "", "not given", remedy) for name in missing])
    given = next(iter(options.values()))
    return given if isinstance(given, list) else []


def _refuse(options: dict[str, object]) -> None:
    remedy = "give a case and --incidents, or a series without a case"
    faults = [
        Fault(name, 0, "", "", "not for this form", remedy) for name, value in options.items() if value is not None
    ]
    if faults:
        raise InputFaultsError(faults)


def _word_date(day: float) -> str:
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()


def _word_number(day: float) -> str:
    return f"day {day:g}"


def _print(name: str, scored: Replay, word_day: Callable[[float], str]) -> None:
    table = Table(title=Text(f"{name}: forecasts against what happened"))
    table.add_column("from", no_wrap=True)
    for column in ("periods", "events", "expected", "in 90 %", "nats/event", "hits 5 %"):
        table.add_column(column, justify="right")
    for block in join_periods(scored, ROWS):
        placed = sum(one.score.events for one in block)
        table.add_row(
            word_day(block[0].begin),
            f"{len(block)}",
            f"{sum(one.total for one in block):,}",
            f"{sum(one.expected for one in block):,.1f}",
            f"{sum(one.score.covered for one in block)}/{len(block)}",
            f"{gain_of(block):.3f}" if placed else "-",
            f"{sum(int(one.score.hits[SHARES.index(0.05)]) for one in block) / placed:.0%}" if placed else "-",
        )
    console = Console()
    console.print(table)
    curve = ", ".join(f"{rate:.1%} in {share:.0%}" for share, rate in zip(SHARES, scored.hit_rates, strict=True))
    typer.echo(f"Log score: {scored.gain:.3f} nats per event above uniform, {scored.events:,} events placed narrowly.")
    typer.echo(f"Hits: {curve} of the area.")
    deciles = ", ".join(f"{100 * seen:.0f}/{100 * expected:.0f}" for expected, seen in scored.deciles)
    typer.echo(f"Deciles, % seen/expected, from the quietest cells on: {deciles}.")
    typer.echo(f"Totals: {scored.covered:.0%} of the periods in their 90 % interval.")
    typer.echo(
        f"U95: not refuted in {scored.bound_held:.1%} of {scored.cells:,} cells, {scored.bound_over_seen:.1f} times "
        "what happened."
    )
    typer.echo(word_drift(scored, word_day))
