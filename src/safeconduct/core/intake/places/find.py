"""Find the places of a text and say which they are, how narrowly they are known, and what must be asked."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse
from safeconduct.core.intake.places.coordinates import WrittenPoint, find_coordinates
from safeconduct.core.intake.places.extent import RADIUS_METRES
from safeconduct.core.intake.places.gazetteer import Gazetteer, Place
from safeconduct.core.intake.places.generic import Surroundings, find_generic
from safeconduct.core.intake.places.named import Hit, PlaceContext, find_named, overlaps_any
from safeconduct.core.intake.places.relative import relate_places
from safeconduct.core.intake.places.unlisted import extend_to_sites, find_unlisted
from safeconduct.core.intake.reading import PlaceMention, Precision, Question


@dataclass(frozen=True, slots=True)
class PlaceFindings:
    """Hold the places of a text in its order, what a person must be asked, and what was read with doubt."""

    mentions: tuple[PlaceMention, ...]
    questions: tuple[Question, ...] = ()
    cautions: tuple[str, ...] = ()


def find_places(parse: Parse, gazetteer: Gazetteer, context: PlaceContext | None = None) -> PlaceFindings:
    """Return every place that a text speaks of; no two overlap.

    The case's own sites and streets come before districts and villages of a file, and those before cities and
    countries; the longest name wins. "The airport" and its like are resolved in context. A place that no gazetteer
    holds is UNKNOWN, and a question asks where it is. A point is never finer than its precision: a city's says city.
    """
    context = context or PlaceContext()
    points = [_written(point, parse.text) for point in find_coordinates(parse.text, context.near)]
    named = extend_to_sites(parse, find_named(parse, gazetteer, context), gazetteer)
    hits = _without_overlaps([*points, *named])
    hits = _without_overlaps([*hits, *find_unlisted(parse, hits, gazetteer)])
    surroundings = Surroundings(sorted(hits, key=lambda hit: hit.span), gazetteer, context)
    hits = _without_overlaps([*hits, *find_generic(parse, surroundings, [hit.span for hit in hits])])
    hits = _without_overlaps(relate_places(parse.text, hits))
    return PlaceFindings(
        tuple(_mention(hit) for hit in hits),
        tuple(_once(Question(hit.span, hit.question) for hit in hits if hit.question)),
        tuple(dict.fromkeys(hit.caution for hit in hits if hit.caution)),
    )


def _written(point: WrittenPoint, text: str) -> Hit:
    """Give a point in figures the finest precision whose circle holds its cell."""
    for precision in (Precision.SITE, Precision.STREET, Precision.DISTRICT, Precision.CITY):
        if point.radius_metres <= RADIUS_METRES[precision]:
            break
    radius = max(point.radius_metres, RADIUS_METRES[Precision.SITE])
    name = text[point.span.start : point.span.end]
    return Hit(point.span, Place(name, precision, "", "", point.x, point.y, radius), "", point.caution)


def _mention(hit: Hit) -> PlaceMention:
    place = hit.place
    radius = None if place.x is None else place.radius_metres or RADIUS_METRES.get(place.precision)
    return PlaceMention(hit.span, place.name, place.precision, place.country, place.x, place.y, radius)


def _without_overlaps(hits: Sequence[Hit]) -> list[Hit]:
    """Keep the earlier listed of hits that overlap, in order of the text."""
    kept: list[Hit] = []
    spans: list[Span] = []
    for hit in hits:
        if not overlaps_any(spans, hit.span):
            kept.append(hit)
            insort(spans, hit.span)
    return sorted(kept, key=lambda hit: hit.span)


def _once(questions: Iterable[Question]) -> list[Question]:
    kept: dict[str, Question] = {}
    for question in questions:
        kept.setdefault(question.what, question)
    return list(kept.values())
