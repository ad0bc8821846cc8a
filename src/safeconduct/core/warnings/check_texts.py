"""Check the words of an alert: they say what its fields say, in every language, and nothing of any person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from safeconduct.core.warnings.action import NEED_TARGET, TO_ASK_FOR, Action
from safeconduct.core.warnings.alert import Alert, Info, MessageType
from safeconduct.core.warnings.faults import AlertFault, Reason, Setting
from safeconduct.core.warnings.lexicon import (
    Lexicon,
    find_clocks,
    has_words,
    is_other_day,
    level,
    say_clock,
    say_weekday,
)

UNITS_MAX = {"event": 40, "headline": 134, "description": 600, "instruction": 600, "place": 60, "target": 60}
"""UTF-16 units. A headline fits two SMS parts of any script; the rest fits 15 pages of a cell broadcast in UCS-2."""

FIT: dict[MessageType, frozenset[Action]] = {
    MessageType.ALERT: frozenset(TO_ASK_FOR),
    MessageType.UPDATE: frozenset(TO_ASK_FOR) | {Action.ALL_CLEAR},
    MessageType.CANCEL: frozenset({Action.WITHDRAWN}),
}
"""What a message may ask for: an all-clear is an update, which two people release; a cancel says nothing of safety."""

JOINERS = "\u200c\u200d"
_PHONE = re.compile(r"\+?\d(?:[ ()./-]{0,2}\d){6,}")
_EMAIL = re.compile(r"[^\s@]@[^\s@]+\.\w")
_LINK = re.compile(r"https?:|www\.|\w\.(?:com|org|net|info|io|af|ly)\b", re.IGNORECASE)
_CODE = re.compile(r"\bP(?:\d{4,}|[0-9a-f]{10})\b|\b(?=[A-Z]*\d)(?=\d*[A-Z])[2-9A-HJKMNP-Z]{7}\b")


def find_text_faults(alert: Alert, setting: Setting) -> Iterator[AlertFault]:
    """Give what is wrong with the words."""
    if not alert.infos:
        yield AlertFault("info", Reason.NO_TEXT, "say it in a language at least")
    languages = [info.language for info in alert.infos]
    for language in sorted(setting.languages - set(languages)):
        yield AlertFault(language, Reason.LANGUAGE_MISSING, "draft it with this language")
    for place, info in enumerate(alert.infos):
        if info.language in languages[:place]:
            yield AlertFault(info.language, Reason.LANGUAGE_TWICE, "keep one of them")
        if _facts(info) != _facts(alert.infos[0]):
            yield AlertFault(info.language, Reason.FACTS_DIFFER, f"make it as in {languages[0]}")
        yield from _find_action_faults(info, alert)
        yield from _find_form_faults(info, setting)
        lexicon = setting.lexicons.get(info.language)
        if lexicon is None:
            yield AlertFault(info.language, Reason.LANGUAGE_UNKNOWN, "leave it out")
        else:
            yield from _find_mark_faults(info, lexicon, setting)
            yield from _find_unsaid(info, alert, lexicon)


def _facts(info: Info) -> tuple[object, ...]:
    """Return what is the same in every language."""
    judged = info.urgency, info.severity, info.certainty
    return info.danger, info.action, *judged, info.onset, info.expires, bool(info.target)


def _find_action_faults(info: Info, alert: Alert) -> Iterator[AlertFault]:
    if info.action not in FIT[alert.message_type]:
        remedy = "ask for an action; to say that it is over, send an update"
        yield AlertFault(f"{info.language} action", Reason.ACTION_UNFIT, remedy)
    if info.action in NEED_TARGET and not info.target:
        yield AlertFault(f"{info.language} target", Reason.TARGET_MISSING, "say it")
    if info.action not in NEED_TARGET and info.target:
        yield AlertFault(f"{info.language} target", Reason.TARGET_EXTRA, "leave it out")


def _find_form_faults(info: Info, setting: Setting) -> Iterator[AlertFault]:
    for name, most in UNITS_MAX.items():
        where, text = f"{info.language} {name}", str(getattr(info, name))
        if not text.strip() and name != "target" and (name != "place" or info.areas):
            yield AlertFault(where, Reason.TEXT_EMPTY, "say it")
        if len(text.encode("utf-16-le")) // 2 > most:
            yield AlertFault(where, Reason.TEXT_LONG, f"use at most {most} signs")
        if any(unicodedata.category(sign)[0] == "C" and sign not in JOINERS for sign in text):
            yield AlertFault(where, Reason.TEXT_CONTROL, "write one line of plain words")
        found = _find_person(text, setting.parties)
        if found is not None:
            yield AlertFault(where, found, "leave it out: a warning speaks of a place, to everybody there")


def _find_person(text: str, parties: frozenset[str]) -> Reason | None:
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    if _EMAIL.search(plain):
        return Reason.EMAIL
    if _LINK.search(plain):
        return Reason.LINK
    if _CODE.search(plain) or parties.intersection(re.findall(r"[\w.:/+-]*\w", plain)):
        return Reason.PERSON_ID
    return Reason.PHONE if _PHONE.search(plain) else None


def _find_mark_faults(info: Info, lexicon: Lexicon, setting: Setting) -> Iterator[AlertFault]:
    for name in ("headline", "description", "instruction"):
        where, text = f"{info.language} {name}", str(getattr(info, name))
        if setting.exercise and not level(text).startswith(level(lexicon.exercise[0])):
            yield AlertFault(where, Reason.UNMARKED, f"begin with {lexicon.exercise[0]}")
    words = {word for one in (lexicon, *setting.lexicons.values()) for word in one.exercise}
    for name in ("event", "headline", "description", "instruction", "place", "target"):
        if not setting.exercise and any(has_words(str(getattr(info, name)), word) for word in words):
            yield AlertFault(f"{info.language} {name}", Reason.EXERCISE_WORD, "a live warning is live in every word")


def _find_unsaid(info: Info, alert: Alert, lexicon: Lexicon) -> Iterator[AlertFault]:
    offset, moment = alert.utc_offset_seconds, _told_moment(info, alert)
    known = {level(say_clock(one, offset, lexicon)) for one in (info.onset, info.expires, alert.sent, moment)}
    for name in ("headline", "instruction"):
        where, text = f"{info.language} {name}", str(getattr(info, name))
        rest = level(text).replace(level(info.place), " ") if info.place else level(text)
        if info.target:
            rest = rest.replace(level(info.target), " ")
        if not has_words(rest, lexicon.actions[info.action]):
            yield AlertFault(where, Reason.ACTION_UNSAID, f"say: {lexicon.actions[info.action]}")
        if info.place and not has_words(text, info.place):
            yield AlertFault(where, Reason.PLACE_UNSAID, "name it as the area is named")
        if info.target and not has_words(text, info.target):
            yield AlertFault(where, Reason.TARGET_UNSAID, "name it as it is named in the alert")
        clocks = set(find_clocks(rest))
        if level(say_clock(moment, offset, lexicon)) not in clocks:
            yield AlertFault(where, Reason.TIME_UNSAID, "say it as hours and minutes")
        elif is_other_day(moment, alert.sent, offset) and not has_words(rest, say_weekday(moment, offset, lexicon)):
            yield AlertFault(where, Reason.DAY_UNSAID, "say the day of the week")
        if clocks - known:
            yield AlertFault(where, Reason.TIME_STRANGE, "say no other time")
        others = [word for action, word in lexicon.actions.items() if action is not info.action]
        if name == "headline" and any(has_words(rest, word) for word in others):
            yield AlertFault(where, Reason.ACTION_OTHER, "ask for one thing")


def _told_moment(info: Info, alert: Alert) -> float:
    """Return the time that the text must say: until when it holds, or of when that is which a cancel withdraws."""
    cancels = alert.message_type is MessageType.CANCEL and alert.references
    return alert.references[0].sent if cancels else info.expires
