"""Show what is believed now and who is overdue, and take reports of vehicles and flights."""

from __future__ import annotations

from fastapi import APIRouter

from safeconduct.app.describe_board import describe_board
from safeconduct.app.lay_board import lay_board
from safeconduct.app.report_means import report_flight, report_vehicle
from safeconduct.core.operation import FlightState, VehicleState
from safeconduct.interfaces.api.board_models import BoardSaid, FlightAsked, VehicleAsked
from safeconduct.interfaces.api.desk import At, Who
from safeconduct.interfaces.api.models import Ident, Recorded
from safeconduct.interfaces.api.repeats import Key, answer, find_before, name_request
from safeconduct.interfaces.api.standing import find_ground

PROVED = APIRouter(tags=["board"])


@PROVED.get("/board")
def board(desk: At, who: Who) -> BoardSaid:
    """Show the boards of now: what was not reported or has run out is unknown; of the overdue, what to do.

    Who is expected where follows from the adopted plan, where exactly one stands and its folder is here.
    """
    state = desk.door.read(who)
    return BoardSaid.model_validate(describe_board(lay_board(state, find_ground(desk, state), desk.now_millis())))


@PROVED.post("/vehicles/{vehicle}/report", status_code=201)
def vehicle_report(vehicle: Ident, asked: VehicleAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Report how a vehicle stands, in place of what this device has heard."""
    request = name_request(who, "vehicle", key)
    sealed = find_before(desk, request) or report_vehicle(
        desk.door, who, vehicle, VehicleState(asked.state), asked.at or "", request=request
    )
    return answer(sealed, {"vehicle": vehicle, "state": asked.state, "at": asked.at})


@PROVED.post("/flights/{flight}/report", status_code=201)
def flight_report(flight: Ident, asked: FlightAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Report how far a flight is, in place of what this device has heard."""
    request = name_request(who, "flight", key)
    sealed = find_before(desk, request) or report_flight(
        desk.door, who, flight, FlightState(asked.state), request=request
    )
    return answer(sealed, {"flight": flight, "state": asked.state})
