"""Draft an alert in every language, and what later corrects or withdraws it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.core.warnings.action import Action, Danger
from safeconduct.core.warnings.alert import (
    Alert,
    Certainty,
    Info,
    MessageType,
    Reference,
    Severity,
    Status,
    Urgency,
)
from safeconduct.core.warnings.area import Area, Circle, Ring
from safeconduct.core.warnings.lexicon import WarningWords, is_other_day, say_clock, say_weekday

DAY_SECONDS = 86_400.0
WITHDRAWN_SECONDS = 3_600.0
"""So long at least a cancel is shown: whoever saw the alert should see it too."""

_DESCRIPTIONS: Mapping[MessageType, str] = {
    MessageType.ALERT: "description-first",
    MessageType.UPDATE: "description-update",
    MessageType.CANCEL: "description-cancel",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold what an operator wants to be said of an area, but for its words."""

    danger: Danger
    action: Action
    places: Mapping[str, str]  # what the area is called, by language
    expires: float  # POSIX second
    polygons: tuple[Ring, ...] = ()
    circles: tuple[Circle, ...] = ()
    targets: Mapping[str, str] | None = None  # where to, or by which way, by language
    urgency: Urgency = Urgency.IMMEDIATE
    severity: Severity = Severity.SEVERE
    certainty: Certainty = Certainty.LIKELY


@dataclass(frozen=True, slots=True)
class Head:
    """Hold whose alert it is and when it is written."""

    identifier: str
    sender: str
    sent: float  # POSIX second
    utc_offset_seconds: int
    exercise: bool


def draft_alert(
    wanted: Wanted,
    words: WarningWords,
    head: Head,
    message_type: MessageType = MessageType.ALERT,
    references: tuple[Reference, ...] = (),
) -> Alert:
    """Return an alert in each language that the places are named in, in their order; its times are whole seconds."""
    sent = float(math.floor(head.sent))
    told = references[0].sent if message_type is MessageType.CANCEL else wanted.expires
    infos = []
    for language in wanted.places:
        given = {
            "until": _say_time(told, sent, words, language, head.utc_offset_seconds),
            "since": _say_time(references[0].sent, sent, words, language, head.utc_offset_seconds)
            if references
            else "",
        }
        infos.append(_tell(wanted, words, language, head.exercise, sent, _DESCRIPTIONS[message_type], given))
    status = Status.EXERCISE if head.exercise else Status.ACTUAL
    offset = head.utc_offset_seconds
    return Alert(head.identifier, head.sender, sent, offset, status, message_type, tuple(infos), references)


def _say_time(moment: float, sent: float, words: WarningWords, language: str, offset: int) -> str:
    lexicon = words.lexicons[language]
    clock = say_clock(moment, offset, lexicon)
    if not is_other_day(moment, sent, offset):
        return clock
    return words.say(language, "day-clock", {"clock": clock, "day": say_weekday(moment, offset, lexicon)})


def _tell(
    wanted: Wanted,
    words: WarningWords,
    language: str,
    exercise: bool,
    sent: float,
    description: str,
    times: Mapping[str, str],
) -> Info:
    place, target = wanted.places[language], (wanted.targets or {}).get(language, "")
    event = words.say(language, f"event-{wanted.danger}", {})
    given = {"event": event, "place": place, "target": target, **times}
    mark = f"{words.lexicons[language].exercise[0]}: " if exercise else ""
    beside = " " + words.say(language, "exercise-line", {}) if exercise else ""
    return Info(
        language=language,
        danger=wanted.danger,
        action=wanted.action,
        urgency=wanted.urgency,
        severity=wanted.severity,
        certainty=wanted.certainty,
        onset=sent,
        expires=float(math.floor(wanted.expires)),
        event=event,
        headline=mark + words.say(language, f"headline-{wanted.action}", given),
        description=mark + words.say(language, description, given) + beside,
        instruction=mark + words.say(language, f"instruction-{wanted.action}", given) + beside,
        areas=(Area(place, wanted.polygons, wanted.circles),),
        target=target,
    )


def want_again(alert: Alert) -> Wanted:
    """Return what an alert wants, for a correction to change."""
    first = alert.infos[0]
    return Wanted(
        first.danger,
        first.action,
        {info.language: info.place for info in alert.infos},
        first.expires,
        first.areas[0].polygons,
        first.areas[0].circles,
        {info.language: info.target for info in alert.infos if info.target} or None,
        first.urgency,
        first.severity,
        first.certainty,
    )


def draft_update(alert: Alert, wanted: Wanted, words: WarningWords, identifier: str, now: float) -> Alert:
    """Return the alert that replaces a sent one, and all that it had replaced."""
    return draft_alert(wanted, words, _head(alert, identifier, now), MessageType.UPDATE, _chain(alert))


def draft_cancel(alert: Alert, words: WarningWords, identifier: str, now: float) -> Alert:
    """Return the alert that withdraws a sent one: it says that nothing holds any more, and not that it is safe."""
    before = want_again(alert)
    until = min(max(before.expires, now + WITHDRAWN_SECONDS), now + DAY_SECONDS)
    wanted = Wanted(
        before.danger,
        Action.WITHDRAWN,
        before.places,
        until,
        before.polygons,
        before.circles,
        None,
        Urgency.PAST,
        Severity.UNKNOWN,
        Certainty.UNKNOWN,
    )
    return draft_alert(wanted, words, _head(alert, identifier, now), MessageType.CANCEL, _chain(alert))


def _head(alert: Alert, identifier: str, now: float) -> Head:
    exercise = alert.status is Status.EXERCISE
    return Head(identifier, alert.sender, now, alert.utc_offset_seconds, exercise)


def _chain(alert: Alert) -> tuple[Reference, ...]:
    return (alert.refer(), *alert.references)
