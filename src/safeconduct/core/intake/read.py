"""Read one document: who said what, about whom, where and when, and how the actors stand to each other.

The whole of the stage on one screen: each step is a package beside this file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from safeconduct.core.intake.actors import ActorMentions, find_actors
from safeconduct.core.intake.attribution import read_attributions
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.languages import ask_for_reader, is_read_in_full
from safeconduct.core.intake.messages import Layout, find_layout, name_sites, read_message
from safeconduct.core.intake.origins import OriginFinder
from safeconduct.core.intake.parse import Parser
from safeconduct.core.intake.places import Gazetteer, PlaceContext, find_places
from safeconduct.core.intake.reading import (
    Attribution,
    PlaceMention,
    Precision,
    Question,
    Reading,
    Speaker,
    TimeMention,
)
from safeconduct.core.intake.relations import find_relations
from safeconduct.core.intake.rows import is_row, read_row
from safeconduct.core.intake.span_index import SpanIndex
from safeconduct.core.intake.times import find_times

CHARACTERS_MAX = 100_000  # of one text that is read at once: some 15,000 words
UNNAMED_SIDES = frozenset({"group", "government", "military", "organization", "unknown"})


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """Hold what is known before a text is read."""

    gazetteer: Gazetteer
    context: PlaceContext = field(default_factory=PlaceContext)
    utc_offset_seconds: int | None = None  # of clock times without a letter; None = not known, so it is asked


def read_document(document: Document, parser: Parser, knowledge: Knowledge) -> Reading:
    """Return all that is read in a document; nothing of it counts as verified before a person has reviewed it.

    English is read in full; a text in another language is kept whole, with a question to a person who reads it.
    """
    if not is_read_in_full(document):
        return ask_for_reader(document)
    document, cut = _take_first_part(document)
    reading = _read_part(document, parser, knowledge)
    return replace(reading, questions=(*cut, *reading.questions))


def _read_part(document: Document, parser: Parser, knowledge: Knowledge) -> Reading:
    layout = None if is_row(document) else find_layout(document)
    if layout is not None:
        return _read_message(document, layout, parser, knowledge)
    return read_article(document, parser, knowledge)


def _take_first_part(document: Document) -> tuple[Document, tuple[Question, ...]]:
    """Return what can be read in a few seconds, cut at the end of a paragraph, and a question where that is not all."""
    text = document.text
    if len(text) <= CHARACTERS_MAX:
        return document, ()
    end = text.rfind("\n", 0, CHARACTERS_MAX) + 1 or CHARACTERS_MAX
    offsets = None if document.original_offsets is None else document.original_offsets[: end + 1]
    what = f"Only the first {end:,} of {len(text):,} characters were read: give the rest as a text of its own."
    return replace(document, text=text[:end], original_offsets=offsets), (Question(None, what),)


def read_article(document: Document, parser: Parser, knowledge: Knowledge) -> Reading:
    """Return what is read in an English text whose grammar says who said what, or in a row whose columns do."""
    parse = parser.parse(document.text)
    times = find_times(document.text, parse, document.published, knowledge.utc_offset_seconds)
    places = find_places(parse, knowledge.gazetteer, knowledge.context)
    actors = find_actors(document, parse)
    said_in = read_row if is_row(document) else read_attributions
    found = _Found(actors, places.mentions, times.mentions)
    attributions = [_complete(said, parse.sentences_of(said.cue), found) for said in said_in(document, parse)]
    reading = Reading(
        replace(document, cautions=(*document.cautions, *places.cautions)),
        tuple(attributions),
        find_relations(document, parse, attributions, actors),
        actors.actors,
        (*times.questions, *places.questions),
    )
    return _name_origins(reading)


def _read_message(document: Document, layout: Layout, parser: Parser, knowledge: Knowledge) -> Reading:
    """Return what is read in a field message, whose layout says who said what."""
    parse = parser.parse(document.text)
    times = find_times(document.text, parse, document.published, knowledge.utc_offset_seconds)
    places = find_places(parse, knowledge.gazetteer, knowledge.context)
    sites = name_sites(document.text, places.mentions, knowledge.gazetteer)
    told = read_message(document, layout, sites, _time_lines(document, layout, times.mentions, knowledge))
    noted = replace(document, cautions=(*document.cautions, *places.cautions))
    unknown = dict.fromkeys(
        place.place for said in told for place in said.places if place.precision is Precision.UNKNOWN
    )
    asked = tuple(Question(None, f"Where is {name}? No gazetteer holds it.") for name in unknown)
    return _name_origins(Reading(noted, told, questions=(*times.questions, *asked)))


def _time_lines(
    document: Document, layout: Layout, times: Sequence[TimeMention], knowledge: Knowledge
) -> list[TimeMention]:
    """Return the times with those before lines read for themselves: "1720:" is a clock, no year, and has been."""
    lines = dict.fromkeys(segment.when for segment in layout.segments if segment.when)
    read = []
    for span in lines:
        clock = document.text[span.start : span.end]
        written = f"{clock[-4:-2]}:{clock[-2:]}" if clock.isdigit() and len(clock) in (4, 6) else clock
        found = find_times(written, None, document.published, knowledge.utc_offset_seconds).mentions
        read += [replace(time, span=span) for time in found[:1]]
    before = SpanIndex(lines, lambda span: span)
    kept = [time for time in times if not before.overlapping(time.span)]
    return sorted((*kept, *read), key=lambda time: time.span)


def _name_origins(reading: Reading) -> Reading:
    finder = OriginFinder([reading])
    document = reading.document
    named = tuple(replace(said, origin=finder.find_origin(document, said)) for said in reading.attributions)
    return replace(reading, attributions=named)


class _Found:
    """Hold what was found in a text, to be looked up by where it stands."""

    def __init__(self, actors: ActorMentions, places: Sequence[PlaceMention], times: Sequence[TimeMention]) -> None:
        self.actors = SpanIndex(actors.mentions, lambda mention: mention.span)
        self.places = SpanIndex(places, lambda place: place.span)
        self.times = SpanIndex(times, lambda time: time.span)
        self.keys = {mention.span: mention.key for mention in reversed(actors.mentions)}  # the first of a span


def _complete(said: Attribution, sentence: Span | None, found: _Found) -> Attribution:
    """Add to a statement whom and where it is about, and when; a time beside its cue belongs to it too."""
    around = (*said.content, *([sentence] if sentence and said.parent is None else ()))
    return replace(
        said,
        speaker=_name_side(said.speaker, found),
        actors=tuple(dict.fromkeys(mention.key for mention in found.actors.inside(said.content))),
        places=tuple(found.places.inside(said.content)),
        times=tuple(found.times.inside(around)),
    )


def _name_side(speaker: Speaker, found: _Found) -> Speaker:
    """Give a side that speaks ("the U.S.", "officials") the key that it has as an actor."""
    if speaker.mention is None or speaker.kind not in UNNAMED_SIDES or speaker.mention not in found.keys:
        return speaker
    return replace(speaker, canonical=found.keys[speaker.mention])
