"""Carry events between devices."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, HTTPException, Query, Response

from safeconduct.app.exchange_events import give_events, take_events
from safeconduct.core.basics import CannotReadError
from safeconduct.core.record import DeviceId
from safeconduct.interfaces.api.desk import At, Who
from safeconduct.interfaces.api.models import OversoldSaid, TakenSaid

PROVED = APIRouter(tags=["events"])
BUNDLE = "application/octet-stream"
HEADS = r"^([A-Za-z0-9_.-]{1,40}:[0-9]{1,15}(,[A-Za-z0-9_.-]{1,40}:[0-9]{1,15})*)?$"


@PROVED.get(
    "/events", response_class=Response, responses={200: {"content": {BUNDLE: {}}, "description": "A bundle of events"}}
)
def give(
    desk: At,
    who: Who,
    after: Annotated[
        str, Query(pattern=HEADS, max_length=10_000, description="What is there already: device:number,...")
    ] = "",
    limit: Annotated[int, Query(ge=1, le=5_000)] = 2_000,
) -> Response:
    """Give the first events that somebody has not got, all from the beginning if nobody says what they have."""
    desk.door.read(who)
    heads = {DeviceId(device): int(number) for device, number in (one.split(":") for one in after.split(",") if one)}
    return Response(desk.bundles.pack(give_events(desk.store, heads, limit)), media_type=BUNDLE)


@PROVED.post("/events")
def take(bundle: Annotated[bytes, Body(media_type=BUNDLE)], desk: At, who: Who) -> TakenSaid:
    """Take a bundle: in any order, any number of times, changes nothing that is here."""
    desk.door.read(who)
    try:
        arrived = desk.bundles.unpack(bundle)
        taken = take_events(desk.door, desk.store, arrived, desk.now_millis())
    except (CannotReadError, ValueError, OverflowError, RecursionError):  # the last three: what no device could record
        raise HTTPException(422, "this is no bundle of events: ask for it again") from None
    return TakenSaid(
        new=taken.new,
        unknown_devices=list(taken.unknown),
        held_back=taken.held_back,
        clocks_ahead_millis={str(device): millis for device, millis in taken.clocks_ahead.items()},
        oversold=[OversoldSaid(thing=one.thing, device=one.device, units=one.units) for one in taken.oversold],
        forked={str(device): number for device, number in taken.forked.items()},
        contested={str(device): str(lost) for device, lost in taken.contested.items()},
    )
