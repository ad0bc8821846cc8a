"""Make readings of single statements, in words of our own."""

from __future__ import annotations

from typing import Any

from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import (
    AUTHOR,
    Actor,
    Attribution,
    Certainty,
    Level,
    PlaceMention,
    Polarity,
    QuoteType,
    Reading,
    Speaker,
    TimeMention,
)

STRIKE = "the Red Band will strike the ferry"
WRITER = Speaker(AUTHOR, "author", False)


def say(
    text: str = STRIKE,
    speaker: Speaker | None = None,
    outlet: str = "",
    *,
    document_id: str = "",
    published: float | None = None,
    place: tuple[Any, ...] | None = None,  # a PlaceMention without its span
    time: str = "",
    said_on: str = "",
    certainty: Certainty = Certainty.CERTAIN,
    polarity: Polarity = Polarity.POSITIVE,
    origin: str = "",
    actors: tuple[str, ...] = (),
    known: tuple[Actor, ...] = (),
    chain: tuple[str, ...] = (),
) -> Reading:
    """Return a document that holds one statement; place and time are appended to its text and marked there."""
    spans = []
    content = text
    for words in (place[0] if place else "", time):
        begin = len(content) + 1
        content += f" {words}" if words else ""
        spans.append(Span(begin, len(content)))
    whole = f"{content} {said_on}"
    speaker = speaker or Speaker("ana_roe", "person", True)
    times = [TimeMention(spans[1], time, "DATE")] if time else []
    times += [TimeMention(Span(len(content) + 1, len(whole)), said_on, "DATE")] if said_on else []
    attribution = Attribution(
        "A1", (Span(0, len(content)),), speaker, QuoteType.INDIRECT,
        level=Level.AUTHOR if speaker is WRITER else Level.SOURCE, certainty=certainty, polarity=polarity,
        origin=origin, actors=actors, outlet_chain=chain, times=tuple(times),
        places=(PlaceMention(spans[0], *place),) if place else (),
    )  # fmt: skip
    ident = document_id or f"{outlet}:{whole}"
    document = Document(ident, whole, "en", "text/plain", outlet=outlet, published=published)
    return Reading(document, (attribution,), actors=known)
