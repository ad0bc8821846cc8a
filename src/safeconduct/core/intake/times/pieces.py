"""Cut a text into pieces: words, numbers, marks, and the clock times and dates written in digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from safeconduct.core.intake.times.words import ALSO_VERBS, BEFORE_DATES, LEXICON, MONTHS, NUMBERED_THINGS

_MONTH = "|".join(month[:3].upper() for month in MONTHS)
_ZONE = r"Z|UTC|GMT|L|hrs?|h|hours"

# What digits may spell, first match first. Only the whole of a word is looked at.
_DIGITS = tuple(
    (kind, re.compile(pattern + r"(?![\w])", flags))
    for kind, pattern, flags in (
        ("DTG", rf"(\d\d)(\d\d)(\d\d) ?([A-Z]) ?({_MONTH}) ?(\d{{4}}|\d\d)", 0),
        ("STAMP", r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):?(\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?", 0),
        ("DATE", r"(\d{4})-(\d\d)-(\d\d)", 0),
        ("SLASHED", r"(\d\d?)[/.](\d\d?)[/.](\d{4})", 0),
        ("NUMERALS", r"24/7|9/11", 0),
        ("CLOCK", rf"(\d\d?)[:.](\d\d)(?::\d\d)? ?([ap]\.m\.|[ap]m|{_ZONE})", re.IGNORECASE),
        ("CLOCK", r"(\d\d?):(\d\d)(?::\d\d)?", 0),
        ("CLOCK", rf"(\d\d)(\d\d) ?({_ZONE})", re.IGNORECASE),
        ("CLOCK", r"(\d\d?)() ?([ap]\.m\.|[ap]m|o['’]clock)", re.IGNORECASE),
        ("ORD", r"(\d\d?)(?:st|nd|rd|th)", re.IGNORECASE),
        ("DECADE", r"(\d{3})0['’]?s", 0),
        ("DIGITS", r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?|\d{1,9}\.\d{1,9}|\d{1,9})", 0),
    )
)
_WORD = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?|['’]s\b")
_LONGEST_PHRASE = max(phrase.count(" ") for phrase in LEXICON) + 1


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold one piece of the text and what it may be: class -> value."""

    start: int
    end: int
    word: str  # in small letters
    classes: Mapping[str, str] = field(default_factory=dict)
    mod: str = ""  # TIMEX3's mod


def cut_pieces(text: str) -> list[Piece]:
    """Return the pieces of a text in order; each phrase of the lexicon is one piece.

    >>> [piece.word for piece in cut_pieces("Right now, at 04:30Z")]
    ['right now', ',', 'at', '04:30z']
    """
    pieces = list(_scan(text))
    folded: list[Piece] = []
    at = 0
    while at < len(pieces):
        for length in range(min(_LONGEST_PHRASE, len(pieces) - at), 0, -1):
            phrase = " ".join(piece.word for piece in pieces[at : at + length])
            if length > 1 and phrase in LEXICON:
                folded.append(Piece(pieces[at].start, pieces[at + length - 1].end, phrase, LEXICON[phrase]))
                break
        else:
            length = 1
            folded.append(pieces[at])
        at += length
    return folded


def _scan(text: str) -> Iterator[Piece]:
    at, before = 0, ""
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        piece = _scan_digits(text, at) if text[at].isdigit() else None
        if piece is None and (found := _WORD.match(text, at)):
            piece = Piece(at, found.end(), found[0].lower().replace("’", "'"), _word_classes(found[0]))
        if piece is None:
            piece = Piece(at, at + 1, {"–": "-", "—": "-"}.get(text[at], text[at]))
        yield replace(piece, classes=_in_context(piece, before))
        at, before = piece.end, piece.word


def _in_context(piece: Piece, before: str) -> Mapping[str, str]:
    """Return what a piece may be after the word before it: "in May" is a month, "flight 0815" no clock."""
    classes = piece.classes
    if before in NUMBERED_THINGS:
        return {kind: value for kind, value in classes.items() if kind == "NUM"}
    if before in BEFORE_DATES:
        for short, full in (("SHORT_MONTH", "MONTH"), ("SHORT_WEEKDAY", "WEEKDAY")):
            if short in classes:
                return {**classes, full: classes[short]}
    return classes


def _word_classes(word: str) -> Mapping[str, str]:
    """Return a word's classes; short names and those that are verbs too count only with a capital."""
    small = word.lower()
    classes = LEXICON.get(small, {})
    if small in ALSO_VERBS or "SHORT_WEEKDAY" in classes or "SHORT_MONTH" in classes:
        if word[0].islower():
            return {}
        if small in ALSO_VERBS:
            return {"SHORT_MONTH": classes["MONTH"]}
    return classes


def _scan_digits(text: str, at: int) -> Piece | None:
    for kind, pattern in _DIGITS:
        if (found := pattern.match(text, at)) and (classes := _digit_classes(kind, found)) is not None:
            return Piece(at, found.end(), found[0].lower(), classes)
    found = re.compile(r"\w+").match(text, at)
    assert found  # a digit is a word character
    return Piece(at, found.end(), found[0].lower())


def _digit_classes(kind: str, found: re.Match[str]) -> Mapping[str, str] | None:
    """Return what digits mean, None where they cannot mean it."""
    parts = found.groups()
    match kind:
        case "DTG":
            day, hour, minute, zone, month, year = parts
            number = [name[:3].upper() for name in MONTHS].index(month) + 1
            full = year if len(year) == 4 else f"20{year}"
            value = _date(full, f"{number:02}", day)
            clock = _clock(hour, minute, zone)
            return {"TIME": value + clock} if value and clock else None
        case "STAMP":
            value, clock = _date(*parts[:3]), _clock(parts[3], parts[4], "")
            return {"TIME": value + clock + (parts[5] or "")} if value and clock else None
        case "DATE":
            value = _date(*parts)
            return {"DATE": value, "DAY": value} if value else None
        case "SLASHED":
            return _slashed(*parts)
        case "NUMERALS":
            return LEXICON[found[0]]
        case "CLOCK":
            clock = _clock(parts[0], parts[1] or "00", parts[2] if len(parts) > 2 else "")
            return {"CLOCK": clock} if clock else None
        case "ORD":
            return {"ORD": parts[0]} if 1 <= int(parts[0]) <= 31 else {}
        case "DECADE":
            return {"DECADE": parts[0]} if parts[0][:2] in ("18", "19", "20") else {}
    return _number_classes(found[0])


def _number_classes(digits: str) -> Mapping[str, str]:
    classes = {"NUM": digits.replace(",", "")}
    if digits.isdigit():
        if 1 <= int(digits) <= 31 and len(digits) <= 2:
            classes["DAY_NUMBER"] = digits
        if len(digits) == 4:
            if 1900 <= int(digits) < 2100:
                classes["YEAR"] = digits
            if clock := _clock(digits[:2], digits[2:], ""):
                classes["FOUR_DIGITS"] = clock
                if digits[0] == "0":
                    classes["CLOCK"] = clock
    return classes


def _date(year: str, month: str, day: str) -> str:
    """Return the ISO date, "" where there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _slashed(first: str, second: str, year: str) -> Mapping[str, str]:
    """Read 22/08/2021; where day and month could change places, both stay open."""
    days = {value for value in (_date(year, second, first), _date(year, first, second)) if value}
    if len(days) == 1:
        value = days.pop()
        return {"DATE": value, "DAY": value}
    return {"DATE": f"{year}-XX-XX"} if days else {}


def _clock(hour: str, minute: str, suffix: str | None) -> str:
    """Return T04:30 with the offset its letter stands for, "" where no clock shows it; L and J are local time."""
    hours, minutes = int(hour), int(minute)
    mark = (suffix or "").lower().replace(".", "")
    if mark in ("am", "pm"):
        if not 1 <= hours <= 12:
            return ""
        hours = hours % 12 + (12 if mark == "pm" else 0)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        return ""
    return f"T{hours:02}:{minutes:02}{_offset(mark)}"


def _offset(mark: str) -> str:
    """Return the offset of a military letter (ACP 121: A to M east without J, N to Y west, Z is UTC)."""
    if mark in ("z", "utc", "gmt"):
        return "Z"
    if len(mark) != 1 or mark in "lj" or mark == "h":
        return ""
    east, west = "abcdefghiklm", "nopqrstuvwxy"  # L itself, in the field, means local time and was met above
    if mark in east:
        return f"+{east.index(mark) + 1:02}:00"
    return f"-{west.index(mark) + 1:02}:00"
