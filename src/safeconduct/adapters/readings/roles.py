"""List the spans of an attribution by the part that each plays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import Attribution


def _those(*spans: Span | None) -> Iterable[Span]:
    return (span for span in spans if span is not None)


ROLES: Mapping[str, Callable[[Attribution], Iterable[Span]]] = {
    "content": lambda said: said.content,
    "cue": lambda said: _those(said.cue),
    "speaker": lambda said: _those(said.speaker.mention),
    "role": lambda said: _those(said.speaker.role),
    "addressee": lambda said: _those(said.addressee),
    "forum": lambda said: _those(said.forum),
    "hedge": lambda said: said.hedge_cues,
    "negation": lambda said: said.negation_cues,
    "quoted": lambda said: said.quoted,
    "place": lambda said: (place.span for place in said.places),
    "time": lambda said: (time.span for time in said.times),
}


def list_spans(attribution: Attribution) -> Iterator[tuple[str, Span]]:
    """Go through the spans of an attribution, each with its role, in the order of ROLES."""
    return ((role, span) for role, spans in ROLES.items() for span in spans(attribution))


def cut(document: Document, spans: Iterable[Span], between: str = " … ") -> str:
    """Return what stands in the spans, joined.

    >>> cut(Document("d", "no, he said, never", "en", "text/plain"), [Span(0, 2), Span(13, 18)])
    'no … never'
    """
    return between.join(document.text[span.start : span.end] for span in spans)
