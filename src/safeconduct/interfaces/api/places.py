"""Report what was seen of places, and say what may be believed of them now."""

from __future__ import annotations

from typing import get_args

from fastapi import APIRouter

from safeconduct.app.report_place import report_place
from safeconduct.core.operation import Seen, list_places
from safeconduct.core.record import Json
from safeconduct.interfaces.api.act_models import PlaceNowSaid, PlacesSaid, PlaceState, SightingAsked
from safeconduct.interfaces.api.desk import At, Who
from safeconduct.interfaces.api.models import Recorded
from safeconduct.interfaces.api.paging import After, Most, cut_page
from safeconduct.interfaces.api.repeats import Key, answer, find_before, name_request

PROVED = APIRouter(tags=["places"])
SEEN: dict[Seen, PlaceState] = dict(zip((Seen.CLEAR, Seen.UNKNOWN, Seen.THREAT), get_args(PlaceState), strict=True))


@PROVED.get("/places")
def places(desk: At, who: Who, after: After = "", most: Most = 100) -> PlacesSaid:
    """List what is believed of each place now: what is older than it is valid is unknown."""
    found = {one.place: one for one in list_places(desk.door.read(who).places, desk.now_millis())}
    names, further = cut_page(found, after, most)
    said = [
        PlaceNowSaid(
            place=one.place, state=SEEN[one.state], reported=SEEN[one.sighting.state],
            seen_millis=one.sighting.seen_millis, until_millis=one.sighting.until_millis,
            source=one.sighting.source, standing=one.standing,
        )
        for one in (found[name] for name in names)
    ]  # fmt: skip
    return PlacesSaid(places=said, next=further)


@PROVED.post("/places", status_code=201)
def report(asked: SightingAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Report what was seen of a place, when, and for how long that may be believed."""
    request = name_request(who, "place", key)
    seen = desk.now_millis() if asked.seen_millis is None else asked.seen_millis
    sealed = find_before(desk, request) or report_place(
        desk.door, who, asked.place, Seen(asked.state), seen, asked.valid_minutes, asked.source, request=request
    )
    said: dict[str, Json] = {"place": asked.place, "state": asked.state, "valid_minutes": asked.valid_minutes}
    if asked.seen_millis is not None:
        said["seen_millis"] = asked.seen_millis
    return answer(sealed, {**said, "source": asked.source or None})
