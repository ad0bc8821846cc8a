"""Report what was seen of a place, in place of what this device has heard of it and that is no newer."""

from __future__ import annotations

import re

from safeconduct.app.access import Door
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.operation import Seen, UseCase
from safeconduct.core.record import ActorId, Json, Sealed

PLACE = r"(site|corridor|area):[A-Za-z0-9_.-]{1,40}"
"""How places are written."""


def report_place(
    door: Door,
    actor: ActorId,
    place: str,
    state: Seen,
    seen_millis: int,
    valid_minutes: int,
    source: str = "",
    *,
    request: str = "",
) -> Sealed:
    """Record what was seen of a place, and for how long it may be believed; return the event.

    What was seen later than this stands beside it: a clear of an hour ago does not take back a threat of now.

    Raises:
        InputFaultsError: for a place that is written otherwise; nothing is on record then.
        DeniedError: where the actor may not, or where it would have been seen in the future.
        StoreError: where the record refuses.
    """
    heads = door.read(actor, UseCase.REPORT_PLACE).places.get(place)
    check_place(place)
    held = heads.standing if heads else {}
    replaces = sorted(name for name, one in held.items() if one.seen_millis <= seen_millis)
    said: dict[str, Json] = {
        "place": place,
        "state": state.value,
        "seen_millis": seen_millis,
        "valid_minutes": valid_minutes,
        "replaces": list(replaces),
    }
    return door.act(actor, "place.reported", {**said, "source": source} if source else said, request=request)


def check_place(place: str) -> None:
    """Raise InputFaultsError for a place that is written otherwise than places are."""
    if not re.fullmatch(PLACE, place):
        remedy = "write it like site:G1, corridor:C2 or area:A3"
        raise InputFaultsError([Fault("report", 0, "place", place, "not a place", remedy)])
