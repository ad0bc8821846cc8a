"""Check parties in, and say who has arrived where."""

from __future__ import annotations

from fastapi import APIRouter

from safeconduct.core.record import Json
from safeconduct.interfaces.api.act_models import ArrivalSaid, ArrivalsSaid, CheckInAsked, CheckInRecorded
from safeconduct.interfaces.api.desk import At, Who
from safeconduct.interfaces.api.paging import After, Most, cut_page
from safeconduct.interfaces.api.repeats import Key, check_same, find_before, name_request

PROVED = APIRouter(tags=["check-ins"])


@PROVED.get("/arrivals")
def list_arrivals(desk: At, who: Who, after: After = "", most: Most = 100) -> ArrivalsSaid:
    """List where each party was checked in last."""
    state = desk.door.read(who)
    names, further = cut_page(state.arrived, after, most)
    sizes = {name: state.parties[name].size if name in state.parties else None for name in names}
    arrivals = [ArrivalSaid(party=name, site=state.arrived[name], size=sizes[name]) for name in names]
    return ArrivalsSaid(arrivals=arrivals, next=further)


@PROVED.post("/check-ins", status_code=201)
def check_in(asked: CheckInAsked, desk: At, who: Who, key: Key = "") -> CheckInRecorded:
    """Check a party in at a site, also one of which this device has not heard: it says so."""
    request = name_request(who, "check-in", key)
    said: dict[str, Json] = {"party": asked.party, "site": asked.site}
    sealed = find_before(desk, request) or desk.door.act(who, "checkin.made", said, request=request)
    event = str(check_same(sealed, said).event.ident)
    return CheckInRecorded(event=event, registered=asked.party in desk.door.read(who).parties)
