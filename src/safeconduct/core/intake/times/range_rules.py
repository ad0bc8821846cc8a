"""Say how ranges are written, and what stands before a time or a length."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from safeconduct.core.intake.times.calendar import move_day
from safeconduct.core.intake.times.clock_rules import PART_RULES, POINT_RULES
from safeconduct.core.intake.times.date_rules import DATE_RULES
from safeconduct.core.intake.times.grammar import Built, Match, Rule
from safeconduct.core.intake.times.length_rules import LENGTH_RULES, NUMBER_RULES


def _range(match: Match) -> Built:
    first, last = (piece.classes.get("DATE") or piece.classes["YEAR"] for piece in match.ends("DATE", "YEAR"))
    if match.has("YEAR") and first >= last:
        return None
    return {"DATE": f"{first}/{last}"}


def _clock_range(match: Match) -> Built:
    first, last = match.ends("TIME", "FOUR_DIGITS")
    if "YEAR" in first.classes and "YEAR" in last.classes:
        return None  # "from 1990 to 1996"
    begin = first.classes.get("TIME") or match.calendar.clock(first.classes["FOUR_DIGITS"], match.start)
    return {"TIME": _join(begin, last.classes)}


def _day_range(match: Match) -> Built:
    first, last = match.ends("TIME", "FOUR_DIGITS")
    day, clock = match.get("DATE"), first.classes.get("LOOSE") or first.classes.get("FOUR_DIGITS")
    if "DAY" not in match.pieces[0].classes or not clock:
        return None
    return {"TIME": _join(day + clock, last.classes)}


def _join(first: str, last: Mapping[str, str]) -> str:
    """Write a range; a clock without its own day is of the first's day, or of the next when it comes earlier."""
    loose = last.get("LOOSE") or last.get("FOUR_DIGITS") or ""
    if not loose or "T" not in first:
        return f"{first}/{last.get('TIME') or last.get('DATE')}"
    day, clock = first.split("T", 1)
    if loose[1:6] <= clock[:5] and "X" not in day:
        day = move_day(date.fromisoformat(day), 1)
    return f"{first}/{day}{loose}"


def _mod_point(match: Match) -> Built:
    inner = match.pieces[-1]
    if inner.classes.get("DATE", "").endswith("_REF"):
        return None
    return {**_only_final(inner.classes), "MOD": match.get("POINT_MOD")}


def _mod_day_point(match: Match) -> Built:
    value = match.calendar.shift(0, "D") + match.get("DAY_POINT")
    return {"TIME": value, "MOD": match.get("POINT_MOD")}


def _mod_four_digits(match: Match) -> Built:
    inner = match.pieces[-1].classes
    if "YEAR" in inner:
        return {"DATE": inner["YEAR"], "MOD": match.get("POINT_MOD"), "OPEN": ""}
    return {"TIME": match.calendar.clock(inner["FOUR_DIGITS"], match.start), "MOD": match.get("POINT_MOD")}


def _mod_length(match: Match) -> Built:
    return {**_only_final(match.pieces[-1].classes), "MOD": match.get("LENGTH_MOD")}


def _length_from_event(match: Match) -> Built:
    return {"DURATION": match.get("DURATION"), "MOD": match.get("LENGTH_MOD")}


def _with_preposition(match: Match) -> Built:
    inner = match.pieces[-1]
    if inner.word.split()[0] in ("in", "on", "at") or inner.classes.get("DATE", "").endswith("_REF"):
        return None
    return _only_final(inner.classes)


def _only_final(classes: Built) -> dict[str, str]:
    return {
        kind: value for kind, value in (classes or {}).items() if kind in ("DATE", "TIME", "DURATION", "SET", "OPEN")
    }


_CLOCKS = "TIME|FOUR_DIGITS"
_TO = "to|until|till|through|-"
RANGE_RULES: tuple[Rule, ...] = (
    *((f"between {kind} and|- {kind}", _range) for kind in ("DATE", "YEAR")),
    *((f"from? {kind} {_TO} {kind}", _range) for kind in ("DATE", "YEAR")),
    (f"between {_CLOCKS} and|- {_CLOCKS}", _clock_range),
    (f"from {_CLOCKS} {_TO} {_CLOCKS}", _clock_range),
    (f"at? {_CLOCKS} - {_CLOCKS}", _clock_range),
    ("TIME to|until|till|through TIME", _clock_range),
    (f"DATE ,? between|from {_CLOCKS} and|to|until|- {_CLOCKS}", _day_range),
)
MOD_RULES: tuple[Rule, ...] = (
    ("POINT_MOD TIME|DATE", _mod_point),
    ("POINT_MOD DAY_POINT", _mod_day_point),
    ("POINT_MOD FOUR_DIGITS|YEAR", _mod_four_digits),
    ("LENGTH_MOD DURATION", _mod_length),
    ("DURATION after|before|since|into|from", _length_from_event),
    ("LENGTH_MOD DURATION after|before|since|into", _length_from_event),
)
PREPOSITION_RULES: tuple[Rule, ...] = (("on|in|at|during TIME|DATE", _with_preposition),)
STAGES = (
    NUMBER_RULES, (*DATE_RULES, *LENGTH_RULES), POINT_RULES, PART_RULES, RANGE_RULES, MOD_RULES, PREPOSITION_RULES,
)  # fmt: skip
