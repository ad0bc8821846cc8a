"""Say how clock times and parts of the day are written, with their day and without."""

from __future__ import annotations

from safeconduct.core.intake.times.date_rules import day_classes
from safeconduct.core.intake.times.grammar import Built, Match, Rule
from safeconduct.core.intake.times.tense import Tense


def _told_clock(match: Match) -> str:
    return match.get("CLOCK") or match.get("FOUR_DIGITS") or match.get("DAY_POINT")


def _told_part(match: Match) -> str:
    return match.get("DAY_PART") or match.get("DAY_POINT")


def _day_clock(match: Match) -> Built:
    clock = _told_clock(match)
    return {"TIME": match.get("DAY") + clock}


def _day_part(match: Match) -> Built:
    return {"TIME": match.get("DAY") + match.get("DAY_PART")}


def _clock(match: Match) -> Built:
    clock = _told_clock(match)
    return {"TIME": match.calendar.clock(clock, match.start), "LOOSE": clock}


def _part_turned(match: Match) -> Built:
    return {"TIME": match.calendar.shift(int(match.get("TURN")), "D") + match.get("DAY_PART")}


def _part_alone(match: Match) -> Built:
    return {"TIME": match.calendar.shift(0, "D") + _told_part(match), "LOOSE": _told_part(match)}


def _tonight(match: Match) -> Built:
    return {"TIME": match.calendar.shift(0, "D") + "TNI"}


def _overnight(match: Match) -> Built:
    past = match.calendar.tense(match.start) is Tense.PAST
    return {"TIME": match.calendar.shift(-1 if past else 0, "D") + "TNI"}


def _short_weekday_clock(match: Match) -> Built:
    day = match.calendar.weekday(int(match.get("SHORT_WEEKDAY")), match.start)
    return {"TIME": day + _told_clock(match)}


def _short_weekday_day(match: Match) -> Built:
    return day_classes(match.get("DAY"))


def _modified(match: Match) -> Built:
    return {**match.pieces[-1].classes, "MOD": match.get("PART_MOD")}


POINT_RULES: tuple[Rule, ...] = (
    ("WEEKDAY|SHORT_WEEKDAY .? ,? DAY", _short_weekday_day),
    ("DAY ,? at|by|around|about? CLOCK|FOUR_DIGITS local? time?", _day_clock),
    ("DAY ,? at? DAY_POINT", _day_clock),
    ("CLOCK ,? local? time? ,? on? DAY", _day_clock),
    ("at FOUR_DIGITS ,? on? DAY", _day_clock),
    ("at? DAY_POINT on? DAY", _day_clock),
    ("SHORT_WEEKDAY CLOCK|FOUR_DIGITS", _short_weekday_clock),
    ("DAY DAY_PART", _day_part),
    ("the? DAY_PART of|on DAY", _day_part),
    ("TURN DAY_PART", _part_turned),
    ("tonight", _tonight),
    ("overnight", _overnight),
    ("in|during the DAY_PART", _part_alone),
    ("at DAY_POINT", _part_alone),
    ("CLOCK local? time?", _clock),
    ("at|eta|etd FOUR_DIGITS", _clock),
)
PART_RULES: tuple[Rule, ...] = (
    ("PART_MOD -? DATE|TIME", _modified),
    ("PART_MOD on|in DATE|TIME", _modified),
)
