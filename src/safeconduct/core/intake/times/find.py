"""Find the times of a text and say which they are, as TIMEX3 does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse
from safeconduct.core.intake.reading import Question, TimeMention
from safeconduct.core.intake.times.calendar import make_calendar
from safeconduct.core.intake.times.grammar import fold
from safeconduct.core.intake.times.pieces import Piece, cut_pieces
from safeconduct.core.intake.times.range_rules import STAGES
from safeconduct.core.intake.times.tense import tense_at

_KINDS = ("TIME", "DATE", "SET", "DURATION")


@dataclass(frozen=True, slots=True)
class TimeFindings:
    """Hold the times of a text in its order, and what a person must be asked to pin them down."""

    mentions: tuple[TimeMention, ...]
    questions: tuple[Question, ...] = ()


def find_times(
    text: str, parse: Parse | None, reference: date | float | None, utc_offset_seconds: int | None = None
) -> TimeFindings:
    """Return every time that a text names; no two overlap.

    `reference` is when it was written: its local date, or a POSIX second. Without it what hangs on it keeps X for what
    is not known ("XXXX-WXX-7"), and one question asks for it. Clock times without a letter are local; a question asks
    for the offset where it is not given. The parse tells the tense: whether "Sunday" has been or is to come.

    >>> found = find_times("Fire on Sunday, gate shut since 0430Z.", None, date(2021, 8, 22))
    >>> [mention.value for mention in found.mentions]
    ['2021-08-22', '2021-08-22T04:30Z']
    """
    calendar = make_calendar(reference, utc_offset_seconds, lambda offset: tense_at(parse, offset))
    pieces = cut_pieces(text)
    for stage in STAGES:
        pieces = fold(pieces, stage, calendar)
    pieces = [piece for piece in pieces if not (_counts_things(piece, parse) or _is_name(piece, parse))]
    mentions = tuple(mention for piece in pieces if (mention := _mention(piece)))
    return TimeFindings(mentions, tuple(_questions(pieces, mentions, reference, utc_offset_seconds)))


def _mention(piece: Piece) -> TimeMention | None:
    for kind in _KINDS:
        if kind in piece.classes:
            return TimeMention(Span(piece.start, piece.end), piece.classes[kind], kind, piece.mod)
    return None


def _counts_things(piece: Piece, parse: Parse | None) -> bool:
    """Tell a number of things ("in 2014 cases") from a year."""
    year = piece.classes.get("DATE", "")
    if parse is None or not (year.isdigit() and len(year) == 4):
        return False
    at = bisect_left(parse.tokens, piece.end, key=lambda token: token.end)
    if at >= len(parse.tokens):
        return False
    token = parse.tokens[at]
    return token.dep == "nummod" and token.head > at and parse.tokens[token.head].pos == "NOUN"


def _is_name(piece: Piece, parse: Parse | None) -> bool:
    """Tell the first name April from the month."""
    if parse is None or not piece.word.isalpha() or "DATE" not in piece.classes:
        return False
    return any(token.entity == "PERSON" for token in parse.within(Span(piece.start, piece.end)))


def _questions(
    pieces: Sequence[Piece], mentions: Sequence[TimeMention], reference: date | float | None, offset: int | None
) -> list[Question]:
    questions = []
    if reference is None:
        needy = [mention for mention in mentions if mention.kind in ("DATE", "TIME") and _hangs(mention.value)]
        if needy:
            questions.append(Question(needy[0].span, "When was this written? Without its date, days cannot be told."))
    local = [mention for mention in mentions if mention.kind == "TIME" and _is_local(mention.value)]
    if offset is None and local:
        questions.append(Question(local[0].span, "Which offset from UTC does the local time of this text have?"))
    for mention in mentions:
        if mention.kind == "DATE" and mention.value[:4].isdigit() and mention.value.endswith("-XX-XX"):
            questions.append(Question(mention.span, "Which of the two numbers is the day, which the month?"))
    has_field_clock = any("T" in mention.value for mention in mentions if mention.kind == "TIME")
    for piece in pieces:
        if "OPEN" not in piece.classes:
            continue
        span = Span(piece.start, piece.end)
        if "DURATION" in piece.classes:
            questions.append(Question(span, "At what time was this written? The moment counts from then."))
        elif has_field_clock:
            questions.append(Question(span, "Is this a year or a clock time? It was read as a year."))
    return questions


def _hangs(value: str) -> bool:
    return "XX" in value or value.endswith("_REF")


def _is_local(value: str) -> bool:
    return not value.endswith("Z") and "+" not in value and "-" not in value.rpartition("T")[2]
