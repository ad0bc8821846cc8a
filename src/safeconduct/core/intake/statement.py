"""Hold a statement as it is compared with others: its words, without place, time, figures, hedges and negation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from math import inf

from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.figures import Figure, find_figures
from safeconduct.core.intake.reading import Attribution, PlaceMention, Reading

MOST_FIGURES = 50  # of one statement that are compared; more is a table, not a sentence


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """Hold one attribution with what is said in it."""

    document: Document
    said: Attribution
    text: str  # the content
    wording: str  # the content without place, time, figures, hedges and negation
    places: tuple[PlaceMention, ...]  # that stand in the content
    times: tuple[str, ...]  # TIMEX3 values that stand in the content
    days: tuple[str, ...]  # the times, else when it was said, else when it was published
    figures: tuple[Figure, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """Name it by where it stands: by document, outlet, address and attribution."""
        document = self.document
        return document.document_id, document.outlet, document.address, self.said.attribution_id

    @property
    def since(self) -> float:
        """Return the POSIX second when its document was published; infinity where that is not told."""
        return inf if self.document.published is None else self.document.published

    def overlaps(self, other: Statement) -> bool:
        """Tell whether both stand in the same words of one document, one within the other."""
        if self.document.document_id != other.document.document_id:
            return False
        return any(one.overlaps(two) for one in self.said.content for two in other.said.content)


def list_statements(readings: Iterable[Reading]) -> tuple[Statement, ...]:
    """Return every attribution with content as a statement, ordered by key: the order of the readings is no matter."""
    found = [
        _statement(reading.document, said) for reading in readings for said in reading.attributions if said.content
    ]
    return tuple(sorted(found, key=lambda one: one.key))


def fold_copies(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Put the statements together that say the very same, the earliest first; the order given is no matter."""
    folded: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        folded[repr(_content(statement))].append(statement)
    return [sorted(same, key=lambda one: (one.since, one.key)) for _, same in sorted(folded.items())]


def _content(statement: Statement) -> tuple[object, ...]:
    """Return all that a statement says and is compared by."""
    said = statement.said
    places = tuple((place.place, str(place.precision), place.country, place.x, place.y) for place in statement.places)
    how = (str(said.polarity), str(said.certainty))
    return (statement.text, statement.wording, *how, statement.times, places, tuple(sorted(said.actors)))


def _statement(document: Document, said: Attribution) -> Statement:
    text = " ".join(document.text[span.start : span.end] for span in said.content)
    places = tuple(place for place in said.places if _inside(place.span, said.content))
    times = [time for time in said.times if time.kind in ("DATE", "TIME")]
    inside = [time for time in times if _inside(time.span, said.content)]
    taken = [*(place.span for place in places), *(time.span for time in said.times)]
    figures = (
        figure
        for span in said.content
        for figure in find_figures(document.text[span.start : span.end])
        if not any(figure_span(figure, span).overlaps(other) for other in taken)
    )
    masked = [*taken, *said.hedge_cues, *said.negation_cues]
    return Statement(
        document=document,
        said=said,
        text=text,
        wording=" ".join(_unmasked(document.text, span, masked) for span in said.content),
        places=places,
        times=tuple(time.value for time in inside),
        days=tuple(time.value for time in inside or times) or _published(document),
        figures=tuple(islice(figures, MOST_FIGURES)),
    )


def figure_span(figure: Figure, content: Span) -> Span:
    """Return where a figure found in a span of content stands in the document."""
    return Span(content.start + figure.span.start, content.start + figure.span.end)


def _inside(span: Span, content: Sequence[Span]) -> bool:
    return any(part.holds(span) for part in content)


def _unmasked(text: str, span: Span, masked: Sequence[Span]) -> str:
    """Return what is left of a span without what the masks cover."""
    parts, at = [], span.start
    for mask in sorted(mask for mask in masked if mask.overlaps(span)):
        parts.append(text[at : max(at, mask.start)])
        at = max(at, mask.end)
    return " ".join([*parts, text[at : span.end]])


def _published(document: Document) -> tuple[str, ...]:
    if document.published is None:
        return ()
    try:
        return (datetime.fromtimestamp(document.published, UTC).date().isoformat(),)
    except (ValueError, OverflowError, OSError):
        return ()
