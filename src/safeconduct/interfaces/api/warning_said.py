"""Describe a kept warning: what it says of which area, what has become of it, and how far it came."""

from __future__ import annotations

from safeconduct.app.cover_warning import Ground
from safeconduct.app.follow_warning import Reach, find_arrived, follow_warning
from safeconduct.app.list_warnings import WarningLine
from safeconduct.app.price_warning import price_warning
from safeconduct.app.receive_drafts import find_releases, number_release
from safeconduct.app.warning_desk import make_digest
from safeconduct.app.word_warning import write_sms
from safeconduct.core.operation import Release, State
from safeconduct.core.warnings import Alert, KeptAlert, MessageType, count_coverage, is_right_to_left
from safeconduct.interfaces.api.desk import Desk
from safeconduct.interfaces.api.warning_models import (
    UntoldPlaceSaid,
    WarnedAreaSaid,
    WarnedPeopleSaid,
    WarningSaid,
    WarningTextSaid,
    WholeWarningSaid,
)

KINDS = {MessageType.ALERT: "alert", MessageType.UPDATE: "update", MessageType.CANCEL: "cancel"}


def describe(desk: Desk, state: State, line: WarningLine, ground: Ground) -> WarningSaid:
    """Return one row of the list."""
    return WarningSaid.model_validate(_describe(state, line, ground, *desk.warnings.read(line.identifier)))


def describe_whole(desk: Desk, state: State, line: WarningLine, ground: Ground) -> WholeWarningSaid:
    """Return all that is to be seen of a warning before it is released."""
    alert, kept = desk.warnings.read(line.identifier)
    words, price = desk.warnings.words, price_warning(state, alert, desk.warnings.rules())
    texts = [
        WarningTextSaid(
            language=info.language,
            rtl=is_right_to_left(info.language),
            headline=info.headline,
            description=info.description,
            instruction=info.instruction,
            reviewed=info.language in words.lexicons and not words.count_unreviewed(info.language),
            parts=len(write_sms(alert, info)),
        )
        for info in alert.infos
    ]
    said = _describe(state, line, ground, alert, kept)
    more = {"texts": texts, "digest": make_digest(kept.data), "sms": price.sms, "cost": price.cost}
    return WholeWarningSaid.model_validate({**said, **more})


def _describe(state: State, line: WarningLine, ground: Ground, alert: Alert, kept: KeptAlert) -> dict[str, object]:
    first, release = alert.infos[0], _find_release(state, line.identifier, make_digest(kept.data))
    area = first.areas[0]
    return {
        "warning": line.identifier,
        "state": line.stage,
        "standing": line.standing,
        "kind": KINDS[alert.message_type],
        "headline": first.headline,
        "area": WarnedAreaSaid(
            polygons=[list(ring) for ring in area.polygons],
            circles=[(one.lon, one.lat, float(one.radius_metres)) for one in area.circles],
        ),
        "place": first.place,
        "action": first.action.value,
        "expires_millis": round(first.expires * 1000),
        "count": kept.people if line.stage in ("approved", "sent", "ended") else None,
        "asked_by": release.asked_by if release else None,
        "approved_by": release.approved_by or None if release else None,
        "follows": alert.references[0].identifier if alert.references else None,
        "coverage": _cover(state, alert, ground),
    }


def _find_release(state: State, identifier: str, digest: str) -> Release | None:
    """Return the newest release of these very bytes, an approved one before others; None where nobody asked."""
    releases = [(name, one) for name, one in find_releases(state, identifier).items() if one.content == digest]
    best = max(releases, key=lambda found: (bool(found[1].approved_by), number_release(found[0])), default=None)
    return None if best is None else best[1]


def _cover(state: State, alert: Alert, ground: Ground) -> WarnedPeopleSaid:
    rings = [ring for area in alert.infos[0].areas for ring in area.rings]
    coverage = count_coverage(ground.people, rings, ground.districts, find_arrived(state, alert.identifier))
    total, reached = coverage.total(), follow_warning(state, None, alert, ground)
    untold = {line.place: line.by_reach.get(Reach.NOBODY_TOLD, 0) for line in reached[:-1]}
    nobody = untold if reached else {line.place: line.nobody_tells for line in coverage.lines}
    return WarnedPeopleSaid(
        people=total.people,
        reachable=total.reachable,
        told=total.told,
        reached={reach.value: people for reach, people in reached[-1].by_reach.items()} if reached else {},
        nobody=[UntoldPlaceSaid(district=place, people=people) for place, people in nobody.items() if people],
    )
