"""Give the risk of a plan an interval: `safeconduct risk`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from safeconduct.app.assess_risk import (
    DRAWS,
    DRAWS_LEAST,
    OWN_HAZARD,
    AssessedRisk,
    assess_risk,
    find_party,
    list_risk,
    rank_parties,
    view_party,
)
from safeconduct.core.picture.draws import Cause, Interval, find_bets, read_interval
from safeconduct.core.plan.risk import PlanRisk
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_NO, clear_errors

SHOWN_PARTIES = 10
SHOWN_BETS = 5
SHOWN_VEHICLES = 6
WORDS = {
    Cause.UNKNOWN: "the unknown",
    Cause.CLEAR: "what is known to be clear",
    Cause.INCIDENTS: "incidents",
    Cause.REPORT: "reports by",
    Cause.UNVERIFIED: "unverified reports",
}


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct risk cases/harbour plans/harbour --party P00001")
    def risk(
        case_folder: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of the case.")],
        plan_folder: Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of its plan.")],
        party: Annotated[str | None, typer.Option(help="Show this party alone.")] = None,
        draws: Annotated[
            int, typer.Option(min=DRAWS_LEAST, max=20_000, help="In how many ways the hazard may really be.")
        ] = DRAWS,
        seed: Annotated[int, typer.Option(min=0, help="Same seed, same draws.")] = 1,
        as_json: Annotated[bool, typer.Option("--json", help="Print all parties, vehicles and parts as JSON.")] = False,
    ) -> None:
        """Say between what the expected harm on the way lies: of the whole plan, of its parties, and where from.

        Places that share a doubt are wrong together: a report is right or wrong about all its ground, districts that
        nobody watches are worse than thought at once. Exits with 1 when the plan breaks rules, or when the case has a
        hazard.csv: then no interval can be given. docs/risk.md says what is drawn and what is not.
        """
        with clear_errors(), Console(stderr=True).status("Reading ...") as shown:
            assessed = assess_risk(
                services.cases,
                services.plans,
                case_folder,
                plan_folder,
                draws=draws,
                seed=seed,
                tell=lambda what: shown.update(f"{what} ..."),
            )
            row = None if party is None else find_party(assessed.case, party)
        if as_json:
            typer.echo(json.dumps(list_risk(assessed, row), indent=1, ensure_ascii=False))
        elif assessed.risk is None:
            typer.echo(OWN_HAZARD)
        else:
            _print_answer(assessed, assessed.risk, row)
        if not assessed.verdict.feasible:
            broken = len(assessed.verdict.violations)
            rules = "1 rule" if broken == 1 else f"{broken:,} rules"
            typer.echo(f"WARNING the plan breaks {rules}: safeconduct check names them.", err=True)
        if assessed.risk is None or not assessed.verdict.feasible:
            raise typer.Exit(EXIT_NO)


def _print_answer(assessed: AssessedRisk, risk: PlanRisk, row: int | None) -> None:
    case = assessed.case
    table = Table(
        title=f"{escape(case.name)}: expected people harmed on the way",
        caption=f"5 % and 95 %: nine of {assessed.draws:,} draws of the hazard in ten lie between them",
    )
    for heading in ("what", "mean", "5 %", "95 %"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    if row is not None:
        _add(
            table, f"{case.parties[row].party_id}, {case.parties[row].size:,} people", read_interval(risk.parties[row])
        )
        Console().print(table)
        typer.echo(f"In common with the whole plan: {view_party(case, risk, row)['in_common']:.0%} of its variance.")
        return
    _add(table, "whole plan", read_interval(risk.whole))
    for part in sorted(risk.parts, key=lambda part: -float(part.harm.mean())):
        _add(table, f"  {WORDS[part.cause]} {escape(part.origin)}".rstrip(), read_interval(part.harm))
    riskiest = rank_parties(risk)[:SHOWN_PARTIES]
    table.add_section()
    for each in riskiest:
        party = case.parties[each]
        _add(table, f"{escape(party.party_id)}, {party.size:,} people", read_interval(risk.parties[each]))
    Console().print(table)
    _print_bets(risk)
    typer.echo("Crowds, time and people left behind are not in it: safeconduct check gives the whole cost.")


def _add(table: Table, what: str, found: Interval) -> None:
    table.add_row(what, *(f"{value:.3g}" for value in (found.mean, found.low, found.high)))


def _print_bets(risk: PlanRisk) -> None:
    for bet in find_bets(risk.of_vehicles)[:SHOWN_BETS]:
        names = [f"{fleet}/{number}" for fleet, number in (risk.vehicles[row] for row in bet.routes)]
        more = f" and {len(names) - SHOWN_VEHICLES:,} more" if len(names) > SHOWN_VEHICLES else ""
        typer.echo(
            f"ONE BET {len(names):,} vehicles have at least {bet.least:.0%} of their risk's variance in common: "
            f"{', '.join(names[:SHOWN_VEHICLES])}{more}"
        )
