"""Say how days, weeks, months and years are written."""

from __future__ import annotations

from safeconduct.core.intake.times.grammar import Built, Match, Rule

CLOCK_UNITS = {"TH": "H", "TM": "M", "TS": "S"}


def day_classes(value: str) -> Built:
    return {"DATE": value, "DAY": value} if value else None


def _month_number(match: Match) -> int:
    return int(match.get("MONTH") or match.get("SHORT_MONTH"))


def _month_day(match: Match) -> Built:
    day = int(match.get("DAY_NUMBER") or match.get("ORD"))
    value = match.calendar.month_day(_month_number(match), day, match.start)
    if not value or not match.has("YEAR"):
        return day_classes(value)
    year = int(match.get("YEAR"))
    full = f"{year}-{_month_number(match):02}-{day:02}"
    return day_classes(full) if day != 29 or _month_number(match) != 2 or _is_leap(year) else None


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_year(match: Match) -> Built:
    return {"DATE": f"{match.get('YEAR')}-{_month_number(match):02}"}


def _month_alone(match: Match) -> Built:
    return {"DATE": match.calendar.month(_month_number(match), match.start)}


def _month_turned(match: Match) -> Built:
    if match.calendar.day is None:
        return {"DATE": f"XXXX-{_month_number(match):02}"}
    month, turn = _month_number(match), int(match.get("TURN"))
    ahead = (month - match.calendar.day.month) % 12
    count = {1: ahead or 12, 0: ahead}.get(turn, -((match.calendar.day.month - month) % 12 or 12))
    return {"DATE": match.calendar.shift(count, "M")}


def _day_shift(match: Match) -> Built:
    return day_classes(match.calendar.shift(int(match.get("DAY_SHIFT")), "D"))


def _named_day(match: Match) -> Built:
    return day_classes(match.get("NAMED_DAY"))


def _weekday(match: Match) -> Built:
    return day_classes(match.calendar.weekday(int(match.get("WEEKDAY") or match.get("SHORT_WEEKDAY")), match.start))


def _weekday_turned(match: Match) -> Built:
    number = int(match.get("WEEKDAY") or match.get("SHORT_WEEKDAY"))
    return day_classes(match.calendar.weekday_after(number, int(match.get("TURN"))))


def _unit_turned(match: Match) -> Built:
    unit, turn = match.get("UNIT"), int(match.get("TURN"))
    if unit == "NI":
        value = match.calendar.shift(turn, "D")
        return {"TIME": value + "TNI"}
    if unit in CLOCK_UNITS:
        return {"DURATION": f"PT1{CLOCK_UNITS[unit]}"}
    value = match.calendar.shift(turn, unit)
    return day_classes(value) if unit == "D" else {"DATE": value}


def _weekend(match: Match) -> Built:
    return {"DATE": match.calendar.shift(int(match.get("TURN", "0")), "W") + "-WE"}


def _year(match: Match) -> Built:
    return {"DATE": match.get("YEAR")}


def _part_of(match: Match) -> Built:
    return {"DATE": match.get("YEAR"), "MOD": match.get("PART_MOD")}


def _reference(match: Match) -> Built:
    return {"DATE": match.get("REF")}


_NUMBERED = "DAY_NUMBER|ORD"
_MONTHS = "MONTH|SHORT_MONTH"
DATE_RULES: tuple[Rule, ...] = (
    ("NOT_A_TIME", lambda _: {}),
    (f"{_NUMBERED} of? {_MONTHS} ,? YEAR?", _month_day),
    (f"the ORD of {_MONTHS} ,? YEAR?", _month_day),
    (f"{_MONTHS} .? the? {_NUMBERED}", _month_day),
    (f"{_MONTHS} .? {_NUMBERED} ,? YEAR", _month_day),
    (f"{_MONTHS} .? of? YEAR", _month_year),
    ("MONTH", _month_alone),
    (f"TURN {_MONTHS}", _month_turned),
    ("DAY_SHIFT", _day_shift),
    ("NAMED_DAY", _named_day),
    ("TURN WEEKDAY|SHORT_WEEKDAY", _weekday_turned),
    ("WEEKDAY", _weekday),
    ("the? TURN UNIT", _unit_turned),
    ("TURN weekend", _weekend),
    ("the|over|at the? weekend", _weekend),
    ("in|during|early|mid|late|of|year YEAR", _year),
    ("PART_MOD -? YEAR", _part_of),
    ("the? DECADE", lambda match: {"DATE": match.get("DECADE")}),
    ("REF", _reference),
)
