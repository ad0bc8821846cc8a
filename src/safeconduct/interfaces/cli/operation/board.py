"""Show what is believed now and who is overdue: `safeconduct board`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from safeconduct.app.board_ground import take_ground
from safeconduct.app.describe_board import describe_board
from safeconduct.app.lay_board import Board, check_adopted, lay_board
from safeconduct.core.operation.expected import ExpectedRow, Presence
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli.operation._desk import By, Folder, now_millis, open_desk
from safeconduct.interfaces.cli.operation._rows import AsJson, Row, show_rows, to_moment
from safeconduct.interfaces.cli.operation.passage import list_rows


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct board operations/harbour cases/harbour plans/harbour --by o1a2b3c4")
    def board(
        folder: Folder,
        case: Annotated[Path, typer.Argument(help="Folder of the case.")],
        plan: Annotated[Path, typer.Argument(help="Folder of the plan that was adopted.")],
        by: By,
        every: Annotated[
            bool, typer.Option("--all", help="List those who are expected and have arrived, too.")
        ] = False,
        as_json: AsJson = False,
    ) -> None:
        """Show what is believed now: places, corridors, vehicles, flights and seats, and who is overdue.

        What was not reported, or has run out, is unknown. Of who is overdue it says what to do.
        """
        with open_desk(services, folder, by) as (door, _), Console(stderr=True).status("Reading ..."):
            state = door.read(ActorId(by))
            read_case = services.cases.read(case)
            read_plan = services.plans.read(plan, read_case)
            check_adopted(state, read_case, read_plan)
            laid = lay_board(state, take_ground(read_case, read_plan), now_millis())
        if as_json:
            typer.echo(json.dumps(describe_board(laid), indent=1, ensure_ascii=False))
        else:
            _print(laid, every)


def _print(laid: Board, every: bool) -> None:
    places: list[Row] = [
        {
            "place": one.place, "name": one.name or None, "kind": one.kind, "now": one.state.value,
            "reported": one.now.sighting.state.value if one.now else None,
            "since": to_moment(one.now.sighting.seen_millis) if one.now else None,
            "source": (one.now.sighting.source or None) if one.now else None,
        }
        for one in laid.places
    ]  # fmt: skip
    vehicles: list[Row] = [
        {
            "vehicle": one.vehicle, "now": one.state, "at": one.at or None,
            "since": None if one.since_millis is None else to_moment(one.since_millis),
            "leaves": None if one.next_leaves_millis is None else to_moment(one.next_leaves_millis),
        }
        for one in laid.vehicles
    ]  # fmt: skip
    flights: list[Row] = [
        {
            "flight": one.due.flight, "now": one.state, "departs": to_moment(one.due.departs_millis),
            "seats": one.due.seats, "planned": one.planned, "promised": one.promised, "arrived": one.arrived,
            "empty": one.empty, "here": one.here, "near": one.near,
        }
        for one in laid.flights
    ]  # fmt: skip
    people = [
        _describe(one, laid.do.get(one.move.party, ""))
        for one in laid.expected
        if every or one.state is Presence.OVERDUE
    ]
    for rows, nothing in (
        (places, "Nothing is known of any place."),
        (list_rows(list(laid.corridors)), "No corridor was named."),
        (vehicles, "There are no vehicles."),
        (flights, "There are no flights."),
        (people, "Nobody is overdue."),
    ):
        show_rows(rows, False, nothing)
    typer.echo(_count(laid))


def _describe(one: ExpectedRow, do: str) -> Row:
    return {
        "party": one.move.party,
        "people": one.move.size,
        "site": one.stop.site,
        "due": to_moment(one.stop.due_millis),
        "state": one.state.value,
        "minutes": one.overdue_minutes,
        "do": do or None,
    }


def _count(laid: Board) -> str:
    counts = {state: sum(one.state is state for one in laid.expected) for state in Presence}
    return (
        f"{counts[Presence.ARRIVED]:,} parties have arrived, {counts[Presence.EXPECTED]:,} are expected, "
        f"{counts[Presence.OVERDUE]:,} are overdue."
    )
