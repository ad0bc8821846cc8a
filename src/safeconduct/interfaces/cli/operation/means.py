"""Report vehicles and flights: `safeconduct vehicle report`, `list`; `safeconduct flight report`, `list`."""

from __future__ import annotations

from typing import Annotated

import typer

from safeconduct.app.report_means import report_flight, report_vehicle
from safeconduct.core.operation import FlightState, VehicleState, find_means
from safeconduct.core.operation.limits import A_WEEK_MINUTES
from safeconduct.core.operation.means import FINAL, MeansReports
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli.operation._desk import By, Folder, now_millis, open_desk
from safeconduct.interfaces.cli.operation._rows import AsJson, Row, show_rows, to_moment

Valid = Annotated[
    int | None,
    typer.Option(min=1, max=A_WEEK_MINUTES, help="Minutes for which it may be believed; by its state, if not given."),
]


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    says = "Say how vehicles stand: ready, out, lost or unknown."
    vehicle = typer.Typer(no_args_is_help=True, help=says)
    cli.add_typer(vehicle, name="vehicle")
    _add_vehicle(vehicle, services)
    says = "Say how far flights are: planned, boarding, departed or cancelled."
    flight = typer.Typer(no_args_is_help=True, help=says)
    cli.add_typer(flight, name="flight")
    _add_flight(flight, services)


def _add_vehicle(group: typer.Typer, services: Services) -> None:
    @group.command(epilog="Example: safeconduct vehicle report operations/harbour B1.0 lost --at site:T1 --by o1a2b3c4")
    def report(
        folder: Folder,
        vehicle: Annotated[str, typer.Argument(help="FLEET.NUMBER, as the board lists it.")],
        state: Annotated[VehicleState, typer.Argument(help="How it stands.")],
        by: By,
        at: Annotated[str, typer.Option(help="The place where it is, such as site:T1.")] = "",
        valid: Valid = None,
    ) -> None:
        """Report how a vehicle stands, in place of what this device has heard."""
        with open_desk(services, folder, by) as (door, _):
            sealed = report_vehicle(door, ActorId(by), vehicle, state, at, valid)
        typer.echo(f"Vehicle {vehicle} is {state.value}, on record as {sealed.event.ident}.")

    @group.command("list", epilog="Example: safeconduct vehicle list operations/harbour --by o1a2b3c4")
    def list_all(folder: Folder, by: By, as_json: AsJson = False) -> None:
        """List what may be believed of each vehicle that was reported: what has run out is unknown."""
        with open_desk(services, folder, by) as (door, _):
            found = door.read(ActorId(by)).vehicles
        show_rows(_list_rows("vehicle", found, now_millis()), as_json, "Nothing was reported of any vehicle.")


def _add_flight(group: typer.Typer, services: Services) -> None:
    @group.command(epilog="Example: safeconduct flight report operations/harbour F12 boarding --by o1a2b3c4")
    def report(
        folder: Folder,
        flight: Annotated[str, typer.Argument(help="Id of the flight.")],
        state: Annotated[FlightState, typer.Argument(help="How far it is.")],
        by: By,
        valid: Valid = None,
    ) -> None:
        """Report how far a flight is, in place of what this device has heard."""
        with open_desk(services, folder, by) as (door, _):
            sealed = report_flight(door, ActorId(by), flight, state, valid)
        typer.echo(f"Flight {flight} is {state.value}, on record as {sealed.event.ident}.")

    @group.command("list", epilog="Example: safeconduct flight list operations/harbour --by o1a2b3c4")
    def list_all(folder: Folder, by: By, as_json: AsJson = False) -> None:
        """List what may be believed of each flight that was reported; departed and cancelled do not run out."""
        with open_desk(services, folder, by) as (door, _):
            found = door.read(ActorId(by)).flights
        show_rows(_list_rows("flight", found, now_millis()), as_json, "Nothing was reported of any flight.")


def _list_rows(name: str, reports: MeansReports, now: int) -> list[Row]:
    rows: list[Row] = []
    for ident in sorted(reports):
        found = find_means(reports, ident, now)
        assert found.report is not None
        row: Row = {
            name: ident,
            "now": found.state,
            "reported": found.report.state,
            "at": found.report.at or None,
            "since": to_moment(found.report.told_millis),
            "until": None if found.report.state in FINAL else to_moment(found.report.until_millis),
            "standing": len(reports[ident].standing),
        }
        rows.append({key: value for key, value in row.items() if key != "at" or name == "vehicle"})
    return rows
