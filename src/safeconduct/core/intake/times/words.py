"""List the words that speak of time, each with its class and value.

The values are those of TIMEX3 in ISO-TimeML (ISO 24617-1): TMO is a morning, PRESENT_REF is now. Two day
parts are ours, because TIMEX3 has none and both matter in the field: TDA is dawn, TDU is dusk.
"""

from __future__ import annotations

from collections.abc import Mapping

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORT_WEEKDAYS = {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip
ALSO_VERBS = frozenset({"march", "may"})  # months whose name says little by itself

_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip

_UNITS = {
    "century": "CE", "day": "D", "decade": "DE", "fortnight": "FN", "h": "TH", "hour": "TH", "hr": "TH", "min": "TM",
    "minute": "TM", "month": "M", "night": "NI", "second": "TS", "week": "W", "year": "Y",
}  # fmt: skip

# How far a word leads from the reference, in its own unit.
_TURNS = {
    "coming": 1, "current": 0, "following": 1, "last": -1, "next": 1, "past": -1, "preceding": -1, "previous": -1,
    "this": 0, "upcoming": 1,
}  # fmt: skip

_DAY_PARTS = {
    "afternoon": "TAF", "dawn": "TDA", "daybreak": "TDA", "dusk": "TDU", "evening": "TEV", "first light": "TDA",
    "last light": "TDU", "midday": "T12:00", "midnight": "T24:00", "morning": "TMO", "night": "TNI", "nightfall": "TDU",
    "noon": "T12:00", "sunrise": "TDA", "sunset": "TDU",
}  # fmt: skip
DAY_POINTS = frozenset({
    "dawn", "daybreak", "dusk", "first light", "last light", "midday", "midnight", "nightfall", "noon", "sunrise",
    "sunset",
})  # fmt: skip

# Local hours a day part covers, [from, to); past 24 it runs into the next day. Wide on purpose: no text says more.
DAY_PART_HOURS: Mapping[str, tuple[float, float]] = {
    "TAF": (12, 18), "TDA": (4, 7), "TDU": (17, 20), "TEV": (17, 22), "TMO": (5, 12), "TNI": (19, 29),
}  # fmt: skip

_DAY_SHIFTS = {
    "the day after tomorrow": 2, "day after tomorrow": 2, "the day before yesterday": -2, "day before yesterday": -2,
    "today": 0, "tomorrow": 1, "tmrw": 1, "tmw": 1, "yesterday": -1,
}  # fmt: skip

_REFERENCES = {
    "as of now": "PRESENT_REF", "at present": "PRESENT_REF", "at the moment": "PRESENT_REF",
    "at this moment": "PRESENT_REF", "at this time": "PRESENT_REF", "at this point": "PRESENT_REF",
    "currently": "PRESENT_REF", "just now": "PRESENT_REF", "now": "PRESENT_REF", "presently": "PRESENT_REF",
    "right now": "PRESENT_REF", "these days": "PRESENT_REF",
    "in the past": "PAST_REF", "lately": "PAST_REF", "recently": "PAST_REF", "so far": "PAST_REF",
    "to date": "PAST_REF",
    "until now": "PAST_REF", "up to now": "PAST_REF",
    "before long": "FUTURE_REF", "in the future": "FUTURE_REF", "in the near future": "FUTURE_REF",
    "shortly": "FUTURE_REF", "soon": "FUTURE_REF",
}  # fmt: skip

_FREQUENCIES = {
    "always": "PX", "annually": "P1Y", "constantly": "PX", "daily": "P1D", "frequently": "PX", "hourly": "PT1H",
    "monthly": "P1M", "nightly": "XXXX-XX-XXTNI", "occasionally": "PX", "often": "PX", "rarely": "PX",
    "regularly": "PX", "sometimes": "PX", "weekly": "P1W", "yearly": "P1Y",
}  # fmt: skip

_TIMES_OVER = ("once", "twice", "thrice")

# Phrases that look like times and are none.
_NOT_TIMES = ("24/7", "now that", "second hand", "second to none", "by now and", "the second time")

# After these a number is a name, not a time; after those a short name is a date.
NUMBERED_THINGS = frozenset({
    "block", "box", "bus", "call", "channel", "ext", "extension", "flight", "grid", "hotline", "house", "line",
    "number", "phone", "plate", "road", "room", "route", "serial", "tel", "ticket", "unit", "#",
})  # fmt: skip
BEFORE_DATES = frozenset({"by", "during", "early", "from", "in", "late", "mid", "on", "since", "until"})

# TIMEX3's attribute mod, by the words before a time and before a duration.
POINT_MODS: Mapping[str, str] = {
    "after": "AFTER", "around": "APPROX", "about": "APPROX", "approximately": "APPROX", "as of": "ON_OR_AFTER",
    "before": "BEFORE", "by": "ON_OR_BEFORE", "circa": "APPROX", "ever since": "ON_OR_AFTER", "from": "ON_OR_AFTER",
    "just after": "AFTER", "just before": "BEFORE", "shortly after": "AFTER", "shortly before": "BEFORE",
    "following": "AFTER", "nlt": "ON_OR_BEFORE", "no later than": "ON_OR_BEFORE", "not later than": "ON_OR_BEFORE",
    "prior to": "BEFORE", "since": "ON_OR_AFTER", "starting": "ON_OR_AFTER", "through": "ON_OR_BEFORE",
    "till": "ON_OR_BEFORE", "until": "ON_OR_BEFORE", "up to": "ON_OR_BEFORE", "up until": "ON_OR_BEFORE",
}  # fmt: skip
LENGTH_MODS: Mapping[str, str] = {
    "a little less than": "LESS_THAN", "a little more than": "MORE_THAN", "a little over": "MORE_THAN",
    "a little under": "LESS_THAN", "about": "APPROX", "almost": "LESS_THAN", "approximately": "APPROX",
    "around": "APPROX", "at least": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS", "just over": "MORE_THAN",
    "just under": "LESS_THAN", "less than": "LESS_THAN", "more than": "MORE_THAN", "nearly": "LESS_THAN",
    "over": "MORE_THAN", "roughly": "APPROX", "under": "LESS_THAN", "up to": "EQUAL_OR_LESS",
}  # fmt: skip
_PART_MODS = {
    "early": "START", "earlier": "START", "late": "END", "later": "END", "mid": "MID", "the beginning of": "START",
    "the end of": "END", "the middle of": "MID", "the start of": "START",
}  # fmt: skip

NAMED_DAYS: Mapping[str, str] = {"9/11": "2001-09-11", "new year's day": "XXXX-01-01", "new year's eve": "XXXX-12-31"}


def _collect() -> dict[str, dict[str, str]]:
    """Gather what each word or phrase may be: its classes, each with a value."""
    lexicon: dict[str, dict[str, str]] = {}

    def add(word: str, kind: str, value: object) -> None:
        lexicon.setdefault(word, {})[kind] = str(value)

    for number, word in enumerate(WEEKDAYS, 1):
        add(word, "WEEKDAY", number)
        add(word + "s", "WEEKDAYS", number)
    for word, number in _SHORT_WEEKDAYS.items():
        add(word, "SHORT_WEEKDAY", number)
    for number, word in enumerate(MONTHS, 1):
        add(word, "MONTH", number)
        add(word[:3], "SHORT_MONTH" if word != "may" else "MONTH", number)
    add("sept", "SHORT_MONTH", 9)
    for number, word in enumerate(_NUMBERS):
        add(word, "NUM", number)
    for word, number in _TENS.items():
        add(word, "NUM", number)
        add(word, "TENS", number)
    for number, word in enumerate(_ORDINALS, 1):
        add(word, "ORD", number)
    for word in ("a few", "few", "many", "several", "some"):
        add(word, "NUM", "X")
    for word, half in (
        ("half a", "0.5"),
        ("half an", "0.5"),
        ("a couple of", "2"),
        ("a dozen", "12"),
        ("dozens of", "X"),
    ):
        add(word, "NUM", half)
    for word in ("hundreds of", "thousands of"):
        add(word, "NUM", "X")
    for word, code in _UNITS.items():
        add(word, "UNIT", code)
        add("centuries" if word == "century" else word + "s", "UNITS", code)
    tables: tuple[tuple[str, Mapping[str, object]], ...] = (
        ("TURN", _TURNS), ("DAY_PART", _DAY_PARTS), ("DAY_SHIFT", _DAY_SHIFTS), ("REF", _REFERENCES),
        ("FREQUENCY", _FREQUENCIES), ("POINT_MOD", POINT_MODS), ("LENGTH_MOD", LENGTH_MODS), ("PART_MOD", _PART_MODS),
        ("NAMED_DAY", NAMED_DAYS),
    )  # fmt: skip
    for kind, table in tables:
        for word, value in table.items():
            add(word, kind, value)
    for word in DAY_POINTS:
        add(word, "DAY_POINT", _DAY_PARTS[word])
    for word in _TIMES_OVER:
        add(word, "TIMES_OVER", 1)
    for word in _NOT_TIMES:
        add(word, "NOT_A_TIME", "")
    return lexicon


LEXICON: Mapping[str, Mapping[str, str]] = _collect()
