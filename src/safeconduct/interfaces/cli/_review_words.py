"""Put an item of a review into words: what was read, as corrected, and what it would tell the picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from safeconduct.core.basics import Window, format_time
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import (
    AUTHOR,
    Attribution,
    Certainty,
    Polarity,
    Question,
    QuoteType,
    Reading,
    Relation,
)
from safeconduct.core.intake.review import Considered, Item, Setting, Spot, Standing, Verdict, consider

Line = tuple[str, str]  # label, words; a label that ends with * names a field that a person corrected

POLARITY = {Polarity.POSITIVE: "affirmed", Polarity.NEGATIVE: "denied", Polarity.QUESTION: "only asked"}
QUOTE = {
    QuoteType.DIRECT: "in the speaker's words",
    QuoteType.INDIRECT: "in the writer's words",
    QuoteType.MIXED: "in both's words",
    QuoteType.BLOCK: "under the outlet's heading",
    QuoteType.AUTHOR: "the writer states it",
}
CERTAINTY = {
    Certainty.CERTAIN: "as certain",
    Certainty.PROBABLE: "as probable",
    Certainty.POSSIBLE: "as possible",
    Certainty.UNKNOWN: "without saying how surely",
}


def describe(reading: Reading, item: Item, standing: Standing, setting: Setting) -> list[Line]:
    """Return the lines of the reading in words."""
    match item.what:
        case Attribution():
            lines = _describe_statement(reading, item.what, standing.corrections, setting)
        case Relation():
            lines = _describe_relation(item.what, standing.corrections)
        case Question():
            lines = [("asks", item.what.what), ("answer", standing.corrections.get("answer", ""))]
        case _:
            assert_never(item.what)
    return [_mark(line, standing) for line in (*lines, *_describe_standing(standing)) if line[1]]


def current_values(reading: Reading, item: Item, standing: Standing, setting: Setting) -> dict[str, str]:
    """Return the fields that can be corrected as they stand, in the form in which they are written."""
    found = dict(standing.corrections)
    match item.what:
        case Attribution():
            made = consider(reading, item.what, standing.corrections, setting)
            values = _statement_values(made, setting)
        case Relation():
            names = ("subject", "relation", "object", "polarity", "certainty", "status", "time", "place")
            values = {name: str(getattr(item.what, name)) or "none" for name in names}
        case Question():
            values = {"answer": ""}
        case _:
            assert_never(item.what)
    return values | found


def _statement_values(made: Considered, setting: Setting) -> dict[str, str]:
    radii = {spot.radius_metres for spot in made.spots}
    return {
        "claim": str(made.claim or "none"),
        "place": "; ".join(f"{spot.name} @ {spot.x!r},{spot.y!r}" if spot.x is not None else spot.name
                           for spot in made.spots) or "none",
        "radius": f"{radius:g}" if len(radii) == 1 and (radius := next(iter(radii))) is not None else "",
        "time": _write_window(made.window, setting.utc_offset_seconds) if made.window else "none",
        "speaker": made.said.speaker.canonical or "none",
        "origin": made.origin or "none",
        "outlets": "; ".join(made.said.outlet_chain) or "none",
        "polarity": str(made.said.polarity),
        "certainty": str(made.said.certainty),
        "rate": "none" if made.rate is None else f"{made.rate:g}",
    }  # fmt: skip


def _describe_statement(
    reading: Reading, said: Attribution, corrections: Mapping[str, str], setting: Setting
) -> list[Line]:
    made = consider(reading, said, corrections, setting)
    said = made.said
    asks = [question.what for question in reading.questions if _concerns(question, said)]
    return [
        ("speaker", _name_speaker(reading, said)),
        ("to", _cut(reading, said.addressee)),
        ("at", _cut(reading, said.forum)),
        ("in", said.parent or ""),
        ("outlets", " citing ".join(said.outlet_chain)),
        ("says", f"{said.kind}: {QUOTE[said.quote_type]}"),
        ("polarity", POLARITY[said.polarity]),
        ("certainty", CERTAINTY[said.certainty]),
        ("place", "\n".join(_name_spot(spot) for spot in made.spots)),
        ("time", _name_window(made.window, setting.utc_offset_seconds) if made.window else ""),
        ("claim", f"{made.claim or 'none'}: {made.proposal.why}"),
        ("rate", "" if made.rate is None else f"{made.rate:g} per person-hour"),
        ("origin", made.origin or "nobody known: unverified"),
        ("lacks", "\n".join(made.missing) if made.claim else ""),
        ("asked", "\n".join(asks)),
    ]


def _describe_relation(relation: Relation, corrections: Mapping[str, str]) -> list[Line]:
    def word(name: str) -> str:
        found = corrections.get(name, str(getattr(relation, name)))
        return "" if found == "none" else found

    return [
        ("subject", word("subject")),
        ("relation", word("relation")),
        ("object", word("object")),
        ("polarity", POLARITY[Polarity(word("polarity"))]),
        ("certainty", CERTAINTY[Certainty(word("certainty"))]),
        ("status", word("status")),
        ("time", word("time")),
        ("place", word("place")),
        ("says", ", ".join(relation.attributions) or "nobody named"),
        ("event", relation.plover),
    ]


def _describe_standing(standing: Standing) -> list[Line]:
    by = f" by {standing.by}" if standing.by and standing.verdict is not Verdict.OPEN else ""
    return [
        ("grade", f"{standing.grade}: {standing.grade.words}"),
        ("stands", f"{standing.verdict}{by}"),
        ("reason", standing.reason),
    ]


def _mark(line: Line, standing: Standing) -> Line:
    return (f"{line[0]}*", line[1]) if line[0] in standing.corrections else line


def _cut(reading: Reading, span: Span | None) -> str:
    return "" if span is None else " ".join(reading.document.text[span.start : span.end].split())


def _name_speaker(reading: Reading, said: Attribution) -> str:
    speaker = said.speaker
    if speaker.canonical == AUTHOR:
        return "the writer"
    named = speaker.kind if speaker.named else f"{speaker.kind}, not named"
    role = _cut(reading, speaker.role)
    return f"{speaker.canonical or 'nobody known'} ({named})" + (f", {role}" if role else "")


def _name_spot(spot: Spot) -> str:
    if spot.x is None or spot.y is None:
        return f"{spot.name} ({spot.precision}, not on the map)"
    reach = "no radius" if spot.radius_metres is None else f"{spot.radius_metres:,.0f} m about"
    return f"{spot.name} ({spot.precision}): {reach} {spot.x:.5f},{spot.y:.5f}"


def _write_window(window: Window, offset: int | None) -> str:
    return "/".join(format_time(moment, offset or 0) for moment in (window.start, window.end))


def _name_window(window: Window, offset: int | None) -> str:
    """Say a time shortly: the day once where both ends are of one day."""
    try:
        begin, end = (format_time(moment, offset or 0) for moment in (window.start, window.end))
    except (ValueError, OverflowError):
        return "open to one side"
    zone = begin[19:]
    shown = end[11:16] if begin[:10] == end[:10] else f"{end[:10]} {end[11:16]}"
    return f"{begin[:10]} {begin[11:16]} to {shown} ({zone})"


def _concerns(question: Question, said: Attribution) -> bool:
    if question.span is None:
        return False
    spans = (*said.content, *(place.span for place in said.places), *(time.span for time in said.times))
    return any(span.overlaps(question.span) for span in spans)
