"""Place what is said to be near, around, between or at a distance from places found."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.places.extent import RADIUS_METRES
from safeconduct.core.intake.places.gazetteer import Place, metres_between, reach_of
from safeconduct.core.intake.places.named import Hit, unknown_place
from safeconduct.core.intake.places.names import Word, cut_words
from safeconduct.core.intake.places.words import DETERMINERS, DIRECTIONS, GENERIC, LENGTHS, NEARNESS
from safeconduct.core.intake.reading import Precision

# "north" means the eighth of the compass around north, 22.5 degrees to either side: at distance d the chord is 0.39 d.
_EIGHTH = 2 * math.sin(math.radians(22.5) / 2)
_DIRECTION_ALONE_METRES = 5_000.0  # "north of the city" says no distance: up to an hour's walk beyond it
_FAR = (("farther", "out"), ("further", "out"), ("deeper",), ("farther",), ("further",))


def relate_places(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits, each widened by the words that place something beside it; spans stay in order.

    What lies near a site is known less narrowly than the site: its precision becomes that of a district at best.
    """
    words = cut_words(text)
    related: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: hit.span):
        at = bisect_right(words, hit.span.start, key=lambda word: word.end)
        before = words[max(at - 6, 0) : at]
        if before and text[before[-1].end : hit.span.start].strip(" \t\n"):
            before = []
        found = _between(related, hit, before, text)
        if found is not None:
            related[-1] = found
            continue
        found = _relate(text, hit, before)
        while related and related[-1].span.overlaps(found.span):  # "the checkpoints" of "the checkpoints around it"
            found = replace(found, span=Span(min(related.pop().span.start, found.span.start), found.span.end))
        related.append(found)
    return related


def _relate(text: str, hit: Hit, before: Sequence[Word]) -> Hit:
    plain = [word.plain for word in before if word.plain not in DETERMINERS]
    kept = [word for word in before if word.plain not in DETERMINERS]
    if len(plain) >= 2 and plain[-1] == "of" and plain[-2] in DIRECTIONS:
        two = " ".join(plain[-3:-1])
        length = 2 if two in DIRECTIONS else 1
        angle = DIRECTIONS[two if length == 2 else plain[-2]]
        return _away(text, hit, kept[: -1 - length], kept[-1 - length].start, angle)
    for length in (2, 1):
        words = " ".join(plain[-length:])
        if len(plain) >= length and words in NEARNESS:
            start = _site_start(kept[:-length], kept[-length].start)
            return _widen(text, hit, Span(start, hit.span.end), NEARNESS[words])
    for far in _FAR:
        if plain and plain[-1] in ("from", "in", "into", "of") and tuple(plain[-1 - len(far) : -1]) == far:
            return replace(hit, span=Span(kept[-1 - len(far)].start, hit.span.end))
    return hit


def _site_start(before: Sequence[Word], start: int) -> int:
    """Take in the checkpoints of "checkpoints around the airport"."""
    if before and before[-1].plain.removesuffix("s") in GENERIC and before[-1].plain.endswith("s"):
        return before[-1].start
    return start


def _away(text: str, hit: Hit, before: Sequence[Word], start: int, angle: float) -> Hit:
    distance = None
    if len(before) >= 2 and before[-1].plain in LENGTHS:
        number = text[: before[-2].end].rsplit(maxsplit=1)[-1].replace(",", ".")
        if number.replace(".", "", 1).isdigit():
            distance = float(number) * LENGTHS[before[-1].plain]
            start = before[-2].end - len(number)
    elif before and (unit := next((u for u in ("km", "m") if before[-1].plain == u), "")):
        distance = LENGTHS[unit]
    span = Span(start, hit.span.end)
    if distance is None:
        return _widen(text, hit, span, _DIRECTION_ALONE_METRES)
    moved = _widen(text, hit, span, _EIGHTH * distance)
    if moved.place.x is None or moved.place.y is None:
        return moved
    y = moved.place.y + distance * math.cos(math.radians(angle)) / METRES_PER_DEGREE
    along = METRES_PER_DEGREE * max(math.cos(math.radians(moved.place.y)), 0.01)
    x = moved.place.x + distance * math.sin(math.radians(angle)) / along
    return replace(moved, place=replace(moved.place, x=x, y=y))


def _widen(text: str, hit: Hit, span: Span, metres: float) -> Hit:
    place = hit.place
    radius = place.radius_metres or RADIUS_METRES.get(place.precision)
    if place.x is None or radius is None:
        return replace(hit, span=span)
    precision = Precision.DISTRICT if place.precision in (Precision.SITE, Precision.STREET) else place.precision
    name = text[span.start : hit.span.start] + place.name
    return replace(hit, span=span, place=replace(place, name=name, precision=precision, radius_metres=radius + metres))


def _between(related: Sequence[Hit], hit: Hit, before: Sequence[Word], text: str) -> Hit | None:
    """Return the place half way for "between X and Y", where X is the hit before."""
    if not related or not before or before[-1].plain != "and" or before[-1].start < related[-1].span.end:
        return None
    first = related[-1]
    head = text[: first.span.start].rstrip().lower()
    head = head.removesuffix(" the").rstrip()
    if not head.endswith("between") or text[first.span.end : hit.span.start].strip().lower() not in ("and", "and the"):
        return None
    span = Span(len(head) - len("between"), hit.span.end)
    name = text[span.start : span.end]
    away = metres_between(first.place, hit.place)
    one, other = first.place, hit.place
    if away is None or one.x is None or one.y is None or other.x is None or other.y is None:
        return Hit(span, unknown_place(name), first.question or hit.question or f"Where is {name!r}?")
    radius = away / 2 + max(reach_of(one), reach_of(other))
    precision = Precision.CITY if radius > RADIUS_METRES[Precision.DISTRICT] else Precision.DISTRICT
    place = Place(
        name, precision, "", one.country if one.country == other.country else "",
        (one.x + other.x) / 2, (one.y + other.y) / 2, radius,
    )  # fmt: skip
    return Hit(span, place, first.question or hit.question)
