"""Deal and promise shares of scarce things, and say which device deals first ones."""

from __future__ import annotations

from fastapi import APIRouter

from safeconduct.app.deal_share import deal_share
from safeconduct.core.operation import list_holdings
from safeconduct.core.record import DeviceId, Json
from safeconduct.interfaces.api.act_models import (
    CoordinatorAsked,
    HoldingSaid,
    PromiseAsked,
    ShareAsked,
    SharesSaid,
)
from safeconduct.interfaces.api.desk import At, Who
from safeconduct.interfaces.api.models import Recorded
from safeconduct.interfaces.api.paging import After, Most, cut_page
from safeconduct.interfaces.api.repeats import Key, answer, find_before, name_request

PROVED = APIRouter(tags=["shares"])


@PROVED.get("/shares")
def list_shares(desk: At, who: Who, after: After = "", most: Most = 100) -> SharesSaid:
    """List what each device has promised and has left of each thing; what is oversold is said."""
    state = desk.door.read(who)
    held = {f"{one.thing} {one.device}": one for one in list_holdings(state.shares, state.promised)}
    names, further = cut_page(held, after, most)
    shares = [
        HoldingSaid(
            thing=one.thing, device=one.device, promised=one.promised, left=one.left, oversold=one.oversold
        )
        for one in (held[name] for name in names)
    ]  # fmt: skip
    return SharesSaid(coordinator=state.coordinator or "", shares=shares, next=further)


@PROVED.post("/shares", status_code=201)
def deal(asked: ShareAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Deal units of a thing to a device: first ones, on the coordinating device, or out of this device's own."""
    request = name_request(who, "share", key)
    giver = desk.operation.device if asked.own else None
    sealed = find_before(desk, request) or deal_share(
        desk.door, who, asked.thing, asked.units, DeviceId(asked.taker), giver, request=request
    )
    return answer(sealed, {"thing": asked.thing, "units": asked.units, "taker": asked.taker, "giver": giver})


@PROVED.post("/promises", status_code=201)
def promise(asked: PromiseAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Promise units of a thing out of this device's own share, for a party where one is named."""
    request = name_request(who, "promise", key)
    said: dict[str, Json] = {"thing": asked.thing, "units": asked.units}
    if asked.party is not None:
        said["party"] = asked.party
    sealed = find_before(desk, request) or desk.door.act(who, "share.promised", said, request=request)
    return answer(sealed, {**said, "party": asked.party})


@PROVED.post("/coordinator", status_code=201)
def name_coordinator(asked: CoordinatorAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Name the device that deals first shares from now on."""
    request = name_request(who, "coordinator", key)
    said: dict[str, Json] = {"device": asked.device}
    return answer(find_before(desk, request) or desk.door.act(who, "coordinator.named", said, request=request), said)
