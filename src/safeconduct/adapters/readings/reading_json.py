"""Write a reading as JSON, every span with its offsets and its text, and read it back.

Offsets count the code points of `document.text`, half-open. schemas/reading.schema.json describes the form.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from safeconduct.adapters.readings.calendar_time import find_calendar_time
from safeconduct.adapters.readings.forms import (
    FLAG,
    MAYBE_TEXT,
    NUMBER,
    SPAN,
    TEXT,
    Form,
    Place,
    keyed,
    many,
    maybe,
    record,
    word,
)
from safeconduct.core.basics import InputFaultsError
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import (
    Actor,
    Attribution,
    Certainty,
    Level,
    PlaceMention,
    Polarity,
    Precision,
    Question,
    QuoteType,
    Reading,
    Relation,
    Speaker,
    TimeMention,
)

FORMAT = "urn:safeconduct:reading"
OFFSET_UNIT = "unicode code point of document.text, half-open [start, end)"


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """Return the reading JSON-ready; equal readings give equal JSON.

    Raises:
        ValueError: where two actors have the same key.

    >>> said = reading_to_json(Reading(Document("d1", "Ana said no.", "en", "text/plain")))
    >>> said["document"]["text"], said["attributions"]
    ('Ana said no.', [])
    """
    said: dict[str, Any] = READING.write(reading, reading.document.text)
    published = find_calendar_time(reading.document.published)
    date = None if published is None else published.date().isoformat()
    return {"format": FORMAT, "offset_unit": OFFSET_UNIT, "article_date": date} | said


def reading_from_json(said: object, source: str = "reading") -> Reading:
    """Return the reading that `reading_to_json` wrote; `source` names the file in faults.

    Raises:
        InputFaultsError: with every fault at once: a span that is not in the text, or whose text is not what the
            document says there, a word that is none of the format's, a missing value.
    """
    document = said.get("document") if isinstance(said, dict) else None
    text = document.get("text") if isinstance(document, dict) else None
    place = Place(source, text if isinstance(text, str) else "")
    reading = READING.read(said, place)
    if place.faults:
        raise InputFaultsError(place.faults)
    return reading


def _write_offsets(offsets: NDArray[np.int32] | None, _: str) -> list[list[int]] | None:
    """Write only where the distance to the original changes: [code point, code point of the original]."""
    if offsets is None:
        return None
    starts = np.concatenate([[0], np.flatnonzero(np.diff(offsets) != 1) + 1])
    return [[int(start), int(offsets[start])] for start in starts]


def _read_offsets(said: Any, place: Place) -> NDArray[np.int32] | None:
    if said is None:
        return None
    length = len(place.text) + 1
    pairs = said if isinstance(said, list) else []
    sound = bool(pairs) and all(
        isinstance(pair, list) and len(pair) == 2 and all(type(number) is int for number in pair) for pair in pairs
    )
    starts = [pair[0] for pair in pairs] if sound else []
    rising = all(one < next_one for one, next_one in zip(starts, [*starts[1:], length], strict=True))
    if not sound or starts[0] != 0 or not rising or not all(0 <= pair[1] < 2**31 - length for pair in pairs):
        refused: NDArray[np.int32] = place.fault(said, "no list of [code point, code point of the original], from 0 on")
        return refused
    steps = np.array([original - start for start, original in pairs], np.int64)
    return (np.repeat(steps, np.diff([*starts, length])) + np.arange(length)).astype(np.int32)


def _paragraph(attribution: Attribution, text: str) -> int | None:
    """Number the line of the text, from 1 on, where the content begins."""
    return text.count("\n", 0, attribution.content[0].start) + 1 if attribution.content else None


MAYBE_SPAN: Form[Span | None] = maybe(SPAN)

DOCUMENT = record(
    Document,
    {
        "id": ("document_id", TEXT),
        "title": ("title", TEXT),
        "publisher": ("outlet", MAYBE_TEXT),
        "address": ("address", TEXT),
        "published": ("published", maybe(NUMBER)),
        "language": ("language", TEXT),
        "media_type": ("media_type", TEXT),
        "cautions": ("cautions", many(TEXT)),
        "text": ("text", TEXT),
        "original_offsets": ("original_offsets", Form(_write_offsets, _read_offsets)),
    },
)

SPEAKER = record(
    Speaker,
    {
        "mention": ("mention", MAYBE_SPAN),
        "canonical": ("canonical", TEXT),
        "type": ("kind", TEXT),
        "named": ("named", FLAG),
        "role": ("role", MAYBE_SPAN),
    },
)

PLACE = record(
    PlaceMention,
    {
        "span": ("span", SPAN),
        "norm": ("place", TEXT),
        "iso3166": ("country", MAYBE_TEXT),
        "precision": ("precision", word(Precision)),
        "x": ("x", maybe(NUMBER)),
        "y": ("y", maybe(NUMBER)),
        "radius_metres": ("radius_metres", maybe(NUMBER)),
    },
)

TIME = record(
    TimeMention,
    {"span": ("span", SPAN), "norm": ("value", TEXT), "type": ("kind", TEXT), "mod": ("mod", MAYBE_TEXT)},
)

ATTRIBUTION = record(
    Attribution,
    {
        "id": ("attribution_id", TEXT),
        "parent": ("parent", maybe(TEXT)),
        "level": ("level", word(Level)),
        "kind": ("kind", TEXT),
        "content": ("content", many(SPAN)),
        "cue": ("cue", MAYBE_SPAN),
        "speaker": ("speaker", SPEAKER),
        "addressee": ("addressee", MAYBE_SPAN),
        "outlet_chain": ("outlet_chain", many(TEXT)),
        "forum": ("forum", MAYBE_SPAN),
        "quote_type": ("quote_type", word(QuoteType)),
        "quoted": ("quoted", many(SPAN)),
        "verbatim_voice": ("quoted_by", MAYBE_TEXT),
        "certainty": ("certainty", word(Certainty)),
        "polarity": ("polarity", word(Polarity)),
        "hedge_cues": ("hedge_cues", many(SPAN)),
        "negation_cues": ("negation_cues", many(SPAN)),
        "actors": ("actors", many(TEXT)),
        "places": ("places", many(PLACE)),
        "times": ("times", many(TIME)),
        "origin": ("origin", TEXT),
        "event": ("event", MAYBE_TEXT),
    },
    derived={"paragraph": _paragraph},
)

RELATION = record(
    Relation,
    {
        "id": ("relation_id", TEXT),
        "subject": ("subject", TEXT),
        "relation": ("relation", TEXT),
        "object": ("object", TEXT),
        "evidence": ("evidence", SPAN),
        "attribution": ("attributions", many(TEXT)),
        "polarity": ("polarity", word(Polarity)),
        "certainty": ("certainty", word(Certainty)),
        "time": ("time", MAYBE_TEXT),
        "place": ("place", MAYBE_TEXT),
        "plover": ("plover", MAYBE_TEXT),
        "status": ("status", TEXT),
    },
)

ACTOR = record(
    Actor,
    {
        "key": ("key", TEXT),
        "name": ("name", TEXT),
        "aliases": ("aliases", many(TEXT)),
        "type": ("kind", TEXT),
        "part_of": ("part_of", MAYBE_TEXT),
        "iso3166": ("country", MAYBE_TEXT),
    },
)

READING = record(
    Reading,
    {
        "document": ("document", DOCUMENT),
        "attributions": ("attributions", many(ATTRIBUTION)),
        "relations": ("relations", many(RELATION)),
        "actors": ("actors", keyed("key", ACTOR)),
        "questions": ("questions", many(record(Question, {"span": ("span", MAYBE_SPAN), "what": ("what", TEXT)}))),
    },
)
