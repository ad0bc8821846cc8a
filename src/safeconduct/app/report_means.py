"""Report how a vehicle or a flight stands, in place of what this device has heard of it."""

from __future__ import annotations

from collections.abc import Mapping

from safeconduct.app.access import Door
from safeconduct.app.report_place import check_place
from safeconduct.core.operation import FlightState, UseCase, VehicleState
from safeconduct.core.operation.means import MeansReports
from safeconduct.core.record import ActorId, Json, Sealed

VALID_MINUTES: Mapping[str, int] = {
    VehicleState.READY: 120,
    VehicleState.OUT: 120,
    VehicleState.LOST: 24 * 60,
    VehicleState.UNKNOWN: 0,
    FlightState.PLANNED: 12 * 60,
    FlightState.BOARDING: 120,
    FlightState.DEPARTED: 0,  # it has happened, and does not run out
    FlightState.CANCELLED: 0,
}
"""For how long a report may be believed, where nobody says; our convention."""


def report_vehicle(
    door: Door,
    actor: ActorId,
    vehicle: str,
    state: VehicleState,
    at: str = "",
    valid_minutes: int | None = None,
    *,
    request: str = "",
) -> Sealed:
    """Record how a vehicle stands, and at which place; raise InputFaultsError, DeniedError or StoreError."""
    held = door.read(actor, UseCase.REPORT_MEANS).vehicles
    if at:
        check_place(at)
    said = _word("vehicle", vehicle, state, valid_minutes, held)
    return door.act(actor, "vehicle.reported", {**said, "at": at} if at else said, request=request)


def report_flight(
    door: Door, actor: ActorId, flight: str, state: FlightState, valid_minutes: int | None = None, *, request: str = ""
) -> Sealed:
    """Record how far a flight is; raise DeniedError or StoreError."""
    held = door.read(actor, UseCase.REPORT_MEANS).flights
    return door.act(actor, "flight.reported", _word("flight", flight, state, valid_minutes, held), request=request)


def _word(
    name: str, ident: str, state: VehicleState | FlightState, valid_minutes: int | None, held: MeansReports
) -> dict[str, Json]:
    minutes = VALID_MINUTES[state] if valid_minutes is None else valid_minutes
    standing = held[ident].standing if ident in held else ()
    return {name: ident, "state": state.value, "valid_minutes": minutes, "replaces": sorted(standing)}
