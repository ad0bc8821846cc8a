"""Check what a person writes into a field of a statement, and bring it into one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf, isfinite

from safeconduct.core.basics import Window, format_time, parse_time
from safeconduct.core.intake.reading import Certainty, Polarity, TimeMention
from safeconduct.core.intake.report import Claim

NONE = "none"  # the word for "no value" in a field that may have none
EXERCISE_MARK = "EXERCISE "  # begins every name that an exercise makes; people leave it out when they speak
Point = tuple[float, float]  # degrees: longitude, latitude


@dataclass(frozen=True, slots=True)
class Setting:
    """Hold what is known apart from the text: places, the clock, and the time that matters."""

    find_window: Callable[[TimeMention], Window | None]  # the seconds that a time may mean; None = not enough is said
    places: Mapping[str, Point] = field(default_factory=dict)  # by name, casefolded; see `name_places`
    period: Window | None = None  # the case's: what is open to one side ends with it
    utc_offset_seconds: int | None = None  # of local times; None = a time needs an offset of its own
    mark: str = ""  # put before origins and outlets: an exercise's reports are never taken for real


def name_places(named: Mapping[str, Point]) -> dict[str, Point]:
    """Return places by the names that people write: in any case, with or without the mark of an exercise.

    >>> sorted(name_places({"EXERCISE gate 2": (-71.2, -29.9)}))
    ['exercise gate 2', 'gate 2']
    """
    known = {name.removeprefix(EXERCISE_MARK).casefold(): point for name, point in named.items()}
    return known | {name.casefold(): point for name, point in named.items()}


def _check_word(kind: type[Certainty] | type[Polarity] | type[Claim], *more: str) -> Callable[[str, Setting], str]:
    words = [*(str(member.value) for member in kind), *more]

    def check(text: str, _: Setting) -> str:
        if text.casefold() not in words:
            raise ValueError(f"not one of {', '.join(words)}")
        return text.casefold()

    return check


def _check_text(text: str, _: Setting) -> str:
    if not text:
        raise ValueError(f"nothing is written: write {NONE} to empty the field")
    return text


def _check_number(text: str, _: Setting) -> str:
    try:
        number = float(text)
    except ValueError:
        raise ValueError("not a number") from None
    if not isfinite(number) or number < 0:
        raise ValueError("not a finite number of 0 or more")
    return repr(number).removesuffix(".0")


def _check_radius(text: str, setting: Setting) -> str:
    number = _check_number(text, setting)
    if number == "0":
        raise ValueError("not above 0 metres")
    return number


def _check_rate(text: str, setting: Setting) -> str:
    return NONE if text.casefold() == NONE else _check_number(text, setting)


def _check_places(text: str, setting: Setting) -> str:
    """Write every place as NAME @ LONGITUDE,LATITUDE."""
    if text.casefold() == NONE:
        return NONE
    return "; ".join(_check_place(part.strip(), setting) for part in text.split(";") if part.strip()) or NONE


def _check_place(text: str, setting: Setting) -> str:
    name, at, point = (part.strip() for part in text.rpartition("@"))
    if not at and text.casefold() in setting.places:
        x, y = setting.places[text.casefold()]
        return f"{text} @ {x!r},{y!r}"
    try:
        x, y = (float(number) for number in point.split(","))
    except ValueError:
        raise ValueError("no place that is known by name, and not NAME @ LONGITUDE,LATITUDE") from None
    if not (abs(x) <= 180 and abs(y) <= 90):
        raise ValueError("not a longitude of -180 to 180 and a latitude of -90 to 90")
    return f"{name or point} @ {x!r},{y!r}"


def parse_places(text: str) -> tuple[tuple[str, Point], ...]:
    """Return the places of a checked text, by name and point."""
    if text == NONE:
        return ()
    found = []
    for part in text.split("; "):
        name, _, point = part.rpartition(" @ ")
        x, y = point.split(",")
        found.append((name, (float(x), float(y))))
    return tuple(found)


def _check_window(text: str, setting: Setting) -> str:
    if text.casefold() == NONE:
        return NONE
    window = _read_window(text, setting.utc_offset_seconds)
    if window.end <= window.start:
        raise ValueError("it ends before it begins")
    offset = setting.utc_offset_seconds or 0
    return f"{format_time(window.start, offset)}/{format_time(window.end, offset)}"


def _read_window(text: str, offset_seconds: int | None) -> Window:
    """Read FROM/TO; TO may be a clock time of the same day, and a local time takes the case's offset."""
    begin, slash, end = (part.strip() for part in text.partition("/"))
    if not slash:
        raise ValueError("not FROM/TO")
    day = begin.partition("T")[0]
    return Window(*(_read_moment(part, day, offset_seconds) for part in (begin, end)))


def _read_moment(text: str, day: str, offset_seconds: int | None) -> float:
    if "-" not in text[:5] or len(text) < 10:
        text = f"{day}T{text}"
    try:
        return parse_time(text)
    except ValueError as error:
        if "offset" not in str(error):
            raise ValueError("not a time such as 2031-03-04T21:00") from None
    if offset_seconds is None:
        raise ValueError("a time without an offset: write one such as 2031-03-04T21:00-03:00")
    return parse_time(f"{text}+00:00") - offset_seconds


def parse_window(text: str) -> Window | None:
    """Return the window of a checked text.

    >>> parse_window("1970-01-01T00:00:00+00:00/1970-01-01T01:00:00+00:00")
    Window(start=0.0, end=3600.0)
    """
    if text == NONE:
        return None
    return Window(*(parse_time(part) for part in text.split("/")))


Check = Callable[[str, Setting], str]
STATEMENT_FIELDS: dict[str, tuple[str, Check]] = {
    "claim": ("threat, clear or none", _check_word(Claim, NONE)),
    "place": ("a known name, or NAME @ LONGITUDE,LATITUDE; several with ; between", _check_places),
    "radius": ("metres, about every place", _check_radius),
    "time": ("FROM/TO, such as 2031-03-04T21:00/23:00", _check_window),
    "speaker": ("who said it; none = nobody known", _check_text),
    "origin": ("who is behind it; none = nobody known", _check_text),
    "outlets": ("through whom, nearest to us first, with ; between; none", _check_text),
    "polarity": ("positive, negative or question", _check_word(Polarity)),
    "certainty": ("certain, probable, possible or unknown", _check_word(Certainty)),
    "rate": ("people harmed per person-hour in the open; none", _check_rate),
}
RELATION_FIELDS: dict[str, tuple[str, Check]] = {
    "subject": ("who acts", _check_text),
    "relation": ("how they stand to each other", _check_text),
    "object": ("towards whom", _check_text),
    "polarity": ("positive, negative or question", _check_word(Polarity)),
    "certainty": ("certain, probable, possible or unknown", _check_word(Certainty)),
    "status": ("current, past, planned ...", _check_text),
    "time": ("a day or period, such as 2031-03; none", _check_text),
    "place": ("where; none", _check_text),
}
QUESTION_FIELDS: dict[str, tuple[str, Check]] = {"answer": ("what you know of it", _check_text)}
FIELDS = {"statement": STATEMENT_FIELDS, "relation": RELATION_FIELDS, "question": QUESTION_FIELDS}
"""What a person may correct, by the kind of item: field -> (what to write, its check)."""


def check_field(kind: str, name: str, text: str, setting: Setting) -> str:
    """Return what is kept of a person's words for a field; raise ValueError, in words for that person.

    >>> check_field("statement", "claim", "Threat", Setting(lambda time: None))
    'threat'
    """
    fields = FIELDS[kind]
    if name not in fields:
        raise ValueError(f"no field of a {kind}: {', '.join(fields)}")
    return fields[name][1](text.strip(), setting)


def is_open(window: Window) -> bool:
    """Tell whether a time has no beginning or no end."""
    return window.start == -inf or window.end == inf
