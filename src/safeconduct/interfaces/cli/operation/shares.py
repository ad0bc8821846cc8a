"""Divide scarce things among devices: `safeconduct share deal`, `promise`, `list`, and `safeconduct coordinator`."""

from __future__ import annotations

from typing import Annotated

import typer

from safeconduct.app.deal_share import deal_share
from safeconduct.core.operation import list_holdings
from safeconduct.core.record import ActorId, DeviceId, Json
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli.operation._desk import By, Folder, open_desk
from safeconduct.interfaces.cli.operation._rows import AsJson, Row, show_rows

Thing = Annotated[str, typer.Argument(help="What is scarce: a flight, a slot, a vehicle, by its id.")]
Units = Annotated[int, typer.Argument(min=1, help="How many seats, slots or vehicles.")]


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Divide seats, slots and vehicles, so that none is promised twice.")
    cli.add_typer(group, name="share")
    _add_deal(group, services)
    _add_promise(group, services)
    _add_list(group, services)
    _add_coordinator(cli, services)


def _add_deal(group: typer.Typer, services: Services) -> None:
    @group.command(epilog="Example: safeconduct share deal operations/harbour F12 60 k3xw9f --by o1a2b3c4")
    def deal(
        folder: Folder,
        thing: Thing,
        units: Units,
        taker: Annotated[str, typer.Argument(help="Name of the device that may promise them.")],
        by: By,
        own: Annotated[bool, typer.Option("--own", help="Hand on out of this device's own share.")] = False,
    ) -> None:
        """Deal units of a thing to a device: first ones, on the coordinating device, or this device's own."""
        with open_desk(services, folder, by) as (door, operation):
            giver = operation.device if own else None
            sealed = deal_share(door, ActorId(by), thing, units, DeviceId(taker), giver)
        typer.echo(f"{units:,} of {thing} are {taker}'s, on record as {sealed.event.ident}.")


def _add_promise(group: typer.Typer, services: Services) -> None:
    @group.command(epilog="Example: safeconduct share promise operations/harbour F12 4 --party P00017 --by o1a2b3c4")
    def promise(
        folder: Folder,
        thing: Thing,
        units: Units,
        by: By,
        party: Annotated[str, typer.Option(help="To whom, by the party's id.")] = "",
        take_back: Annotated[bool, typer.Option("--take-back", help="Take so many back instead.")] = False,
    ) -> None:
        """Promise units of a thing out of this device's own share; more than it has is refused."""
        said: dict[str, Json] = {"thing": thing, "units": -units if take_back else units}
        with open_desk(services, folder, by) as (door, operation):
            sealed = door.act(ActorId(by), "share.promised", {**said, "party": party} if party else said)
            left = door.state().shares[thing][operation.device]
        done = "taken back" if take_back else "promised"
        typer.echo(f"{units:,} of {thing} {done}, {left:,} left here, on record as {sealed.event.ident}.")


def _add_list(group: typer.Typer, services: Services) -> None:
    @group.command("list", epilog="Example: safeconduct share list operations/harbour --by o1a2b3c4")
    def list_all(folder: Folder, by: By, as_json: AsJson = False) -> None:
        """List what each device has promised and has left of each thing, as far as this one has heard."""
        with open_desk(services, folder, by) as (door, _):
            state = door.read(ActorId(by))
        held = list_holdings(state.shares, state.promised)
        rows: list[Row] = [
            {
                "thing": one.thing,
                "device": one.device,
                "promised": one.promised,
                "left": max(0, one.left),
                "oversold": one.oversold,
            }
            for one in held
        ]
        show_rows(rows, as_json, "Nothing was dealt.")
        if as_json:
            return
        typer.echo(f"{state.coordinator} deals first shares.")
        for one in held:
            if one.oversold:
                typer.echo(f"OVERSOLD {one.thing}: device {one.device} promised {one.oversold} more than it had")


def _add_coordinator(cli: typer.Typer, services: Services) -> None:
    @cli.command(epilog="Example: safeconduct coordinator operations/harbour k3xw9f --by o1a2b3c4")
    def coordinator(
        folder: Folder,
        device: Annotated[str, typer.Argument(help="Name of the device, as `status` prints it.")],
        by: By,
    ) -> None:
        """Name the device that deals first shares from now on."""
        with open_desk(services, folder, by) as (door, _):
            sealed = door.act(ActorId(by), "coordinator.named", {"device": device})
        typer.echo(f"{device} deals first shares, on record as {sealed.event.ident}.")
