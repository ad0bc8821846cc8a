"""Say how lengths, times counted from now, and repetitions are written."""

from __future__ import annotations

from safeconduct.core.intake.times.date_rules import CLOCK_UNITS, day_classes
from safeconduct.core.intake.times.grammar import Built, Match, Rule
from safeconduct.core.intake.times.tense import Tense


def _add_numbers(match: Match) -> Built:
    tens, ones = match.get("TENS"), match.get("NUM")
    return {"NUM": str(int(tens) + int(ones))} if ones.isdigit() and 1 <= int(ones) <= 9 else None


def _unit(match: Match) -> str:
    return match.get("UNIT") or match.get("UNITS")


def _count(match: Match) -> str:
    return match.get("NUM") or "1"


def _length(count: str, unit: str) -> str:
    if unit in CLOCK_UNITS:
        return f"PT{count}{CLOCK_UNITS[unit]}"
    if unit == "FN":
        return f"P{2 * int(count)}W" if count.isdigit() else "PXW"
    return f"P{count}{'D' if unit == 'NI' else unit}"


def _duration(match: Match) -> Built:
    count, unit = _count(match), _unit(match)
    if unit == "TS" and match.word in ("a", "an"):
        return {}  # "a second blast"
    if count == "0.5" and unit not in ("TH",):
        return {"DURATION": {"D": "PT12H", "Y": "P6M"}.get(unit, _length("0.5", unit))}
    return {"DURATION": "PT30M" if count == "0.5" else _length(count, unit)}


def _duration_range(match: Match) -> Built:
    first, last = (piece.classes["NUM"] for piece in match.ends("NUM"))
    unit = _unit(match)
    return {"DURATION": f"{_length(first, unit)}/{_length(last, unit)}"}


def _length_and_half(match: Match) -> Built:
    unit, count = match.get("UNIT"), match.get("NUM") or "1"
    return {"DURATION": _length(f"{count}.5", unit)} if count.isdigit() else None


def _some_length(match: Match) -> Built:
    return {"DURATION": _length("X", match.get("UNITS"))}


def _moved(match: Match, sign: int) -> Built:
    count, unit = _count(match), _unit(match)
    if count == "0.5" and unit == "TH":
        count, unit = "30", "TM"
    if not count.isdigit():
        return {"DATE": "FUTURE_REF" if sign > 0 else "PAST_REF"}
    if int(count) > 100_000:
        return None
    value = match.calendar.shift(sign * int(count), unit)
    if not value:
        return {"DURATION": _length(count, unit), "OPEN": ""}
    if unit in CLOCK_UNITS:
        return {"TIME": value}
    return day_classes(value) if unit in ("D", "NI") else {"DATE": value}


def _ago(match: Match) -> Built:
    return _moved(match, -1)


def _ahead(match: Match) -> Built:
    if match.word == "in" and match.calendar.tense(match.start) is Tense.PAST:
        return {"DURATION": _length(_count(match), _unit(match))}  # "collapsed in two hours"
    return _moved(match, 1)


def _within(match: Match) -> Built:
    return {"DURATION": _length(_count(match), _unit(match)), "MOD": "EQUAL_OR_LESS"}


def _every(match: Match) -> Built:
    unit = _unit(match)
    count = match.get("NUM") or {"other": "2"}.get(match.pieces[1].word, "1")
    if unit == "NI":
        return {"SET": "XXXX-XX-XXTNI"}
    return {"SET": _length(count, unit)}


def _every_weekday(match: Match) -> Built:
    return {"SET": f"XXXX-WXX-{match.get('WEEKDAY') or match.get('WEEKDAYS')}"}


def _every_part(match: Match) -> Built:
    return {"SET": "XXXX-XX-XX" + match.get("DAY_PART")}


def _frequency(match: Match) -> Built:
    return {"SET": match.get("FREQUENCY")}


def _each_unit(match: Match) -> Built:
    return {"SET": _length("1", match.get("UNIT"))}


NUMBER_RULES: tuple[Rule, ...] = (("TENS -? NUM", _add_numbers),)
LENGTH_RULES: tuple[Rule, ...] = (
    ("NUM -? UNIT|UNITS -? old|olds", lambda _: {}),
    ("NUM UNIT|UNITS of age", lambda _: {}),
    ("a|an UNIT -? old", lambda _: {}),
    ("NUM -? UNIT|UNITS", _duration),
    ("NUM -|to|or NUM UNIT|UNITS", _duration_range),
    ("a|an|one UNIT", _duration),
    ("a|an half UNIT", _duration),
    ("a|an UNIT and a half", _length_and_half),
    ("the? TURN NUM UNIT|UNITS", _duration),
    ("over|for|in|during the TURN NUM UNIT|UNITS", _duration),
    ("the TURN UNITS", _some_length),
    ("for|of UNITS", _some_length),
    ("UNITS after|before|later|ago|earlier", _some_length),
    ("in recent UNITS", lambda _: {"DATE": "PAST_REF"}),
    ("NUM UNIT|UNITS ago|earlier", _ago),
    ("a|an UNIT ago|earlier", _ago),
    ("in NUM UNIT|UNITS time?", _ahead),
    ("in a|an UNIT", _ahead),
    ("NUM UNIT|UNITS from now", _ahead),
    ("a|an UNIT from now", _ahead),
    ("within the? TURN? NUM UNIT|UNITS", _within),
    ("within a|an|the UNIT", _within),
    ("every|each NUM? -? UNIT|UNITS", _every),
    ("every|each single|other UNIT", _every),
    ("every|each single? WEEKDAY", _every_weekday),
    ("on? WEEKDAYS", _every_weekday),
    ("every|each single? DAY_PART", _every_part),
    ("TIMES_OVER a|an|per|each|every UNIT", _each_unit),
    ("NUM times a|an|per|each|every UNIT", _each_unit),
    ("NUM a|per|each UNIT", _each_unit),
    ("FREQUENCY", _frequency),
)
