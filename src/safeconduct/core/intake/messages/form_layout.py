"""Cut a form into its fields, with the place, the time and the person that other fields name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.messages.segment import Line, Segment, most
from safeconduct.core.intake.messages.tables import words_of

FIELD = re.compile(r"(?:\d+\.|[A-Za-z0-9]\)|[-*])?\s*(?P<label>[A-Za-z#][^:\n\[\]]{0,40}?)\s*:\s*(?P<value>.*)$")
BOX = re.compile(r"[\[(]\s?(?P<mark>[xX✓✔ ]?)\s?[\])]\s*(?P<words>[^\[(\n]*)|(?P<glyph>[☒☑☐])\s*(?P<named>[^☒☑☐\n]*)")
LETTERS = re.compile(r"^(?P<label>[SALUTE])\s*[-:–]\s*(?P<value>.+)$")

# What the labels of a field mean, by the words in them; SALUTE's letters too.
WHEN = words_of("received since checked date dtg time when")
WHERE = words_of("area address grid location place position site where")
WHO = words_of("author by caller from informant observer reporter reported source submitted witness")
TOLD_BY = words_of("call caller informant source witness")  # they spoke, and somebody else filled the form in
TEXT = words_of(
    "activity comment comments description detail details happened incident information message narrative note notes "
    "observation observations observed remark remarks report seen situation summary what"
)
SIZE = frozenset({"size", "strength"})
SITES = words_of("bridge checkpoint cp gate road route school shelter street tp")
STATE = re.compile(r"\b(open|closed|shut|blocked|passable|clear|manned|passed)\b", re.IGNORECASE)
KIND = frozenset({"category", "event", "nature", "type"})
DOUBT = frozenset({"confirmed", "verified", "reliability", "confidence", "certainty"})
SKIPPED = words_of(
    "reason expected priority action actions callback equipment follow incoming language no number operator "
    "outgoing phone recipient request "
    "requested serial shift signature signed taken to unit"
)
SALUTE = {"s": "size", "a": "activity", "l": "location", "u": "unit", "t": "time", "e": "equipment"}
NO = words_of("hearsay low no not partly possible unconfirmed unknown unverified")


def is_form(lines: Sequence[Line]) -> bool:
    """Tell whether most lines are a label with a value, or boxes."""
    if len(lines) < 3:
        return False
    return most([_field(line) or BOX.match(line.text) for line in lines], 0.5)


def cut_form(text: str, lines: Sequence[Line]) -> Iterator[Segment]:
    """Go through the fields that state something; the others say where, when, by whom and how surely."""
    fields = [(line, field) for line in lines if (field := _field(line))]
    when = next((_span(line, field) for line, field in fields if _is_when(field)), None)
    where = next((_site(line, field) for line, field in fields if _is_where(field) and field["value"]), None)
    who, told = _find_person(text, fields)
    doubted = any(_words(field) & DOUBT and _ticked_words(_value(field)) & NO for _, field in fields)
    kinds = [_ticked(_value(field)) for _, field in fields if _words(field) & KIND]
    topic = " ".join(kinds)
    described = any(_words(field) & TEXT for _, field in fields)
    for line in lines:
        found = _field(line)
        if found is None and BOX.match(line.text):
            if _ticked(line.text):
                yield Segment(line.span, who, when, where, told, doubted, whole=True, topic=_ticked(line.text))
            continue
        if found is None:
            if (
                line is not lines[0]
                and not line.text.isupper()
                and len(line.text.split()) > 3
                and not BOX.search(line.text)
            ):
                yield Segment(line.span, who, when, where, told, doubted, topic=topic)
            continue
        label = _words(found)
        value = Span(line.span.start + found.start("value"), line.span.start + found.end("value"))
        if value.start == value.end or _is_about(found):
            continue
        if label & TEXT and not label & KIND:
            yield Segment(value, who, when, where, told, doubted, topic=topic)
        elif label & SIZE:
            yield Segment(value, who, when, where, told, doubted, whole=True, topic="armed men moving")
        elif label & KIND:
            if not described:
                yield Segment(value, who, when, where, told, doubted, whole=True)
        elif not label & SKIPPED:
            boxed = _ticked(_value(found))
            read = "" if boxed == _value(found) else f"{found['label']} {boxed}"
            yield Segment(_until_unticked(line), who, when, where, told, doubted, whole=True, topic=read)


def _is_about(field: re.Match[str]) -> bool:
    """Tell whether a field says where, when, by whom or how surely, and not what."""
    label = _words(field)
    return _is_where(field) or bool(label & (WHEN | WHO | DOUBT))


def _is_where(field: re.Match[str]) -> bool:
    """Tell a place from a state: "Gate: North Gate", "Site status: open"."""
    label = _words(field)
    if len(label) == 1 and label & SITES:
        return not BOX.search(field["value"]) and len(field["value"].split()) < 6 and not STATE.search(field["value"])
    return bool(label & WHERE) and "status" not in label


def _field(line: Line) -> re.Match[str] | None:
    return LETTERS.match(line.text) or FIELD.match(line.text)


def _words(field: re.Match[str]) -> frozenset[str]:
    label = field["label"].lower()
    words = re.findall(r"[a-z]+", SALUTE.get(label, label))
    return frozenset(words) | ({"time"} if words[-1:] == ["at"] else set())


def _value(field: re.Match[str]) -> str:
    return str(field["value"])


def _span(line: Line, field: re.Match[str]) -> Span:
    return Span(line.span.start + field.start("value"), line.span.start + field.end("value"))


def _site(line: Line, field: re.Match[str]) -> Span:
    """Return where a site is named: "Gate: 3" names it with its label."""
    return Span(line.span.start, line.span.end) if _words(field) & SITES else _span(line, field)


def _is_when(field: re.Match[str]) -> bool:
    label = _words(field)
    return bool(label & WHEN) and "by" not in label and any(letter.isdigit() for letter in field["value"])


def _find_person(text: str, fields: Sequence[tuple[Line, re.Match[str]]]) -> tuple[str, bool]:
    """Return who reports by the form, and whether they only told it to whoever filled it in."""
    for line, field in fields:
        label = _words(field)
        if label & WHO and field["value"] and not label & WHEN and not field["value"][0].isdigit():
            return text[line.span.start + field.start("value") : line.span.end].lower(), bool(label & TOLD_BY)
    return "", False


def _ticked(value: str) -> str:
    """Return the words of the boxes that are ticked; the value itself where it has no box."""
    boxes = list(BOX.finditer(value))
    if not boxes or not any(box["glyph"] or "[" in box.group() for box in boxes):
        return value
    return " ".join(
        (box["words"] or box["named"] or "")
        for box in boxes
        if (box["mark"] or "").strip() or box["glyph"] in ("☒", "☑")
    )


def _ticked_words(value: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", _ticked(value).lower()))


def _until_unticked(line: Line) -> Span:
    """Leave out the boxes behind the last ticked one: they state nothing."""
    boxes = list(BOX.finditer(line.text))
    ticked = [box for box in boxes if (box["mark"] or "").strip() or box["glyph"] in ("☒", "☑")]
    if not ticked or len(boxes) == len(ticked):
        return line.span
    return Span(line.span.start, line.span.start + len(line.text[: ticked[-1].end()].rstrip()))
