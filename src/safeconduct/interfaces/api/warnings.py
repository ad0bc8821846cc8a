"""Show the warnings of areas, and how far they came."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from safeconduct.app.cover_warning import cover_area
from safeconduct.app.follow_warning import Reach, find_arrived, follow_warning
from safeconduct.app.list_warnings import WarningLine, list_warnings
from safeconduct.app.release_warning import cancel_warning, find_releases, name_cancel, send_warning
from safeconduct.core.operation import State
from safeconduct.core.warnings import Alert
from safeconduct.interfaces.api.desk import At, Desk, Who
from safeconduct.interfaces.api.models import Ident, Recorded
from safeconduct.interfaces.api.paging import After, Most, cut_page
from safeconduct.interfaces.api.warning_models import (
    UntoldPlaceSaid,
    WarnedAreaSaid,
    WarnedPeopleSaid,
    WarningSaid,
    WarningsSaid,
)

PROVED = APIRouter(tags=["warnings"])
LEFT = frozenset({"alert.sent", "alert.cancelled"})


@PROVED.get("/warnings")
def list_all(desk: At, who: Who, after: After = "", most: Most = 100) -> WarningsSaid:
    """List the alerts that are kept here and can be read: what each says of which area, and whom nobody tells."""
    state = desk.door.read(who)
    known = {
        line.identifier: line for line in list_warnings(desk.warnings, who, desk.now_millis()) if line.message_type
    }
    names, further = cut_page(known, after, most)
    return WarningsSaid(warnings=[_describe(desk, state, known[name]) for name in names], next=further)


@PROVED.post("/warnings/{warning}/send", status_code=201)
def send(warning: Annotated[Ident, Path()], desk: At, who: Who) -> Recorded:
    """Let a warning leave that two people have released, and queue it to the parties in its area; again, no more."""
    with desk.tell.one_at_a_time:
        send_warning(desk.warnings, who, warning, desk.now_millis())
    return _name_event(desk, warning)


@PROVED.post("/warnings/{warning}/cancel", status_code=201)
def cancel(warning: Annotated[Ident, Path()], desk: At, who: Who) -> Recorded:
    """Withdraw a warning at once, by one person; again, it changes nothing."""
    cancel_warning(desk.warnings, who, warning, desk.now_millis())
    return _name_event(desk, name_cancel(warning))


def _name_event(desk: Desk, alert: str) -> Recorded:
    """Return the event by which an alert left: it is on record once, so that no key is needed."""
    since = desk.door.state().alerts[alert].sent_millis
    found = (one for one in desk.door.events(since) if one.kind in LEFT and one.payload["alert"] == alert)
    return Recorded(event=str(next(found).ident))


def _describe(desk: Desk, state: State, line: WarningLine) -> WarningSaid:
    alert, kept = desk.warnings.read(line.identifier)
    first, releases = alert.infos[0], list(find_releases(state, line.identifier).values())
    newest = releases[-1] if releases else None
    area = first.areas[0]
    return WarningSaid(
        warning=line.identifier,
        state=line.standing,
        kind=alert.message_type.value.lower(),
        headline=first.headline,
        area=WarnedAreaSaid(
            polygons=[list(ring) for ring in area.polygons],
            circles=[(one.lon, one.lat, float(one.radius_metres)) for one in area.circles],
        ),
        place=first.place,
        action=first.action.value,
        expires_millis=round(first.expires * 1000),
        count=kept.people,
        asked_by=newest.asked_by if newest else None,
        approved_by=newest.approved_by or None if newest else None,
        follows=alert.references[0].identifier if alert.references else None,
        coverage=_cover(state, alert),
    )


def _cover(state: State, alert: Alert) -> WarnedPeopleSaid:
    rings = [ring for area in alert.infos[0].areas for ring in area.rings]
    coverage, _ = cover_area(state, None, rings, find_arrived(state, alert.identifier))
    total, reached = coverage.total(), follow_warning(state, None, alert)
    untold = {line.place: line.by_reach.get(Reach.NOBODY_TOLD, 0) for line in reached[:-1]}
    nobody = untold if reached else {line.place: line.nobody_tells for line in coverage.lines}
    return WarnedPeopleSaid(
        people=total.people,
        reachable=total.reachable,
        told=total.told,
        reached={reach.value: people for reach, people in reached[-1].by_reach.items()} if reached else {},
        nobody=[UntoldPlaceSaid(district=place, people=people) for place, people in nobody.items() if people],
    )
