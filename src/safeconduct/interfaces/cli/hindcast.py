"""Forecast a past series so that anybody can score the engine: `safeconduct hindcast`."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.picture.forecast.hindcast import count_periods, hindcast
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._bar import Bar
from safeconduct.interfaces.cli._edge import clear_errors

PERIODS_MOST = 1_000_000
VALUES_MOST = 1_000_000_000  # 4 GB in single precision, and as many bounds


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        name="hindcast",
        epilog="Example: safeconduct hindcast --events e.csv --cells c.npz --from 365 --to 730 --step 1 --out out.npz",
    )
    def run(
        events: Annotated[Path, typer.Option(help="Events: .csv, .npy or .npz; x and y in metres, t in days.")],
        cells: Annotated[Path, typer.Option(help="Cells: .npz with mask, x0, y0 and h in metres.")],
        begin: Annotated[float, typer.Option("--from", help="When the first period begins, in days.")],
        end: Annotated[float, typer.Option("--to", help="When the last period ends, in days.")],
        step: Annotated[float, typer.Option(help="How long a period is, in days.")],
        out: Annotated[Path, typer.Option(help="File for the forecasts, .npz.")],
        watched: Annotated[
            Path | None, typer.Option(help="Who watches: .npz with seen, 0 to 1, by cell or by period and cell.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    ) -> None:
        """Forecast events per cell for every period, each period seeing only what was before it.

        The file holds `expected` and `u95` (the 95 % upper bound of the true rate, in events per period), periods by
        cells in mask order, and by period `starts`, `totals`, `totals_low`, `totals_high` (the 90 % interval).
        With --watched, `expected` and `u95` count what is hidden too, and the bound never falls where nobody watches;
        totals are then of known events. docs/forecast.md and docs/visibility.md say how, and how well.
        """
        began = time.monotonic()
        with clear_errors():
            check_times(begin, end, step)
            grid = services.series.read_cells(cells)
            series, unplaced = services.series.read_events(events)
            periods = count_periods(begin, end, step)
            _check_size(periods, grid.count)
            seen = None if watched is None else services.series.read_watched(watched, grid, periods)
            bar = Bar("forecasting")
            with bar.display:
                made = hindcast(grid, series, begin, end, step, bar.tell, seen)
            services.series.write(out, made)
        seconds = time.monotonic() - began
        inside = int((grid.find(series.x, series.y) >= 0).sum())
        summary = {
            "events": len(series.t),
            "unplaced": unplaced,
            "outside": len(series.t) - inside,
            "cells": grid.count,
            "periods": len(made.starts),
            "expected": float(made.totals.sum()),
            "seconds": round(seconds, 2),
            "out": str(out),
        }
        if as_json:
            typer.echo(json.dumps(summary))
            return
        typer.echo(
            f"{summary['periods']} periods of {step:g} days, {grid.count} cells, {len(series.t)} events: "
            f"{summary['expected']:.1f} events expected in all, {seconds:.1f} s. Written to {out}."
        )
        if unplaced or summary["outside"]:
            typer.echo(
                f"Left out: {unplaced} events without a place or a time, {summary['outside']} outside the cells.",
                err=True,
            )


def _check_size(periods: int, cells: int) -> None:
    """Raise InputFaultsError where the forecasts would be more than a file should hold."""
    if periods * cells > VALUES_MOST:
        problem = f"{periods:,} periods of {cells:,} cells are more than {VALUES_MOST:,} forecasts"
        raise InputFaultsError([Fault("--to", 0, "", "", problem, "forecast a shorter time, or wider cells")])


def check_times(begin: float, end: float, step: float) -> None:
    """Raise InputFaultsError where no period lies between the times."""
    faults = [
        Fault(option, 0, "", f"{value:g}", "not a number of days", "give days, as in the events' t")
        for option, value in (("--from", begin), ("--to", end), ("--step", step))
        if not math.isfinite(value)
    ]
    if not faults and step <= 0:
        faults.append(Fault("--step", 0, "", f"{step:g}", "a period has a length", "give days above 0"))
    elif not faults and end <= begin:
        faults.append(Fault("--to", 0, "", f"{end:g}", f"not after --from {begin:g}", "give a later end"))
    elif not faults and (end - begin) / step > PERIODS_MOST:
        problem = f"more than {PERIODS_MOST:,} periods from {begin:g} to {end:g}"
        faults.append(Fault("--step", 0, "", f"{step:g}", problem, "give longer periods, or a shorter time"))
    if faults:
        raise InputFaultsError(faults)
