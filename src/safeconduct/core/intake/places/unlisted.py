"""Find names that the gazetteer does not hold as written: near spellings, sites of a city, and unknown places."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.places.gazetteer import Gazetteer, Place, Rank
from safeconduct.core.intake.places.named import PLACE_ENTITIES, Hit, acts, after_locative, head_of, unknown_place
from safeconduct.core.intake.places.words import GENERIC, SITE_NOUNS
from safeconduct.core.intake.reading import Precision

_AIRHEAD_OF_CITY_METRES = 60_000.0  # airports lie within an hour of their city


def extend_to_sites(parse: Parse, hits: Sequence[Hit], gazetteer: Gazetteer) -> list[Hit]:
    """Return the hits with "Rivertown" made "Rivertown airport" where the text says so.

    A site of a city that the gazetteer does not hold keeps the city's point and the city's precision, and is asked for.
    """
    return [_extend(parse, hit, gazetteer) for hit in hits]


def _extend(parse: Parse, hit: Hit, gazetteer: Gazetteer) -> Hit:
    if hit.place.precision not in (Precision.CITY, Precision.DISTRICT, Precision.COUNTRY):
        return hit
    following = [token for token in parse.tokens if hit.span.end <= token.start][:2]
    while following and following[0].text.lower() == "international":
        following = following[1:]
    if not following or following[0].lemma.lower() not in SITE_NOUNS or following[0].start - hit.span.end > 16:
        return hit
    noun = following[0]
    if noun.lemma.lower() in ("district", "border"):
        return Hit(Span(hit.span.start, noun.end), hit.place, hit.question)
    span = Span(hit.span.start, noun.end)
    name = parse.text[span.start : span.end]
    if known := gazetteer.named(name):
        return Hit(span, known[0])
    if GENERIC.get(noun.lemma.lower()) == "airhead":
        airheads = [place for place in gazetteer.of_kind("airhead") if _belongs(place, hit.place)]
        if len(airheads) == 1:
            return Hit(span, airheads[0])
    if hit.place.precision is Precision.COUNTRY:
        return hit
    place = replace(hit.place, name=name, kind=GENERIC.get(noun.lemma.lower(), "site"), parent=hit.place.name)
    return Hit(span, place, f"Where is {name}? It is known only to lie in {hit.place.name}.")


def _belongs(airhead: Place, city: Place) -> bool:
    if city.name in (airhead.parent, airhead.name) or city.name.lower() in airhead.name.lower():
        return True
    away = metres_between(airhead, city)
    return airhead.rank is Rank.CASE and away is not None and away < _AIRHEAD_OF_CITY_METRES


def metres_between(one: Place, other: Place) -> float | None:
    """Return how far two places are apart on the sphere; None where one has no point."""
    if one.x is None or one.y is None or other.x is None or other.y is None:
        return None
    north = math.radians(other.y - one.y)
    east = math.radians(other.x - one.x) * math.cos(math.radians((one.y + other.y) / 2))
    return 6_371_000 * math.hypot(north, east)


def find_unlisted(parse: Parse, hits: Sequence[Hit], gazetteer: Gazetteer) -> list[Hit]:
    """Return the names that look like places and are in no hit: alike to a listed one, or unknown with a question."""
    found = []
    for tokens in _candidates(parse):
        span = Span(tokens[0].start, tokens[-1].end)
        if any(hit.span.overlaps(span) for hit in hits):
            continue
        name = parse.text[span.start : span.end]
        places = gazetteer.like(name)
        sure = any(token.entity in PLACE_ENTITIES for token in tokens) or tokens[-1].lemma.lower() in SITE_NOUNS
        if len(places) == 1:
            found.append(
                Hit(span, places[0], "", f"{name} was read as {places[0].name}, which is spelt nearly the same.")
            )
        elif sure and not acts(parse, head_of(tokens)):
            listed = " or ".join(dict.fromkeys(place.name for place in places[:5]))
            question = f"Which place is {name}: {listed}?" if places else f"Where is {name}? No gazetteer holds it."
            found.append(Hit(span, unknown_place(name), question))
    return found


def _candidates(parse: Parse) -> list[list[Token]]:
    """Return the runs of proper nouns tagged as places, after a preposition of place, or before a site's noun."""
    runs: list[list[Token]] = []
    for token in parse.tokens:
        if token.pos != "PROPN" and not (token.lemma.lower() in SITE_NOUNS and token.pos == "NOUN"):
            continue
        joined = runs and runs[-1][-1].index + 1 == token.index and runs[-1][-1].pos == "PROPN"
        if joined:
            runs[-1].append(token)
        elif token.pos == "PROPN":
            runs.append([token])
    return [run for run in runs if _looks_like_place(parse, run)]


def _looks_like_place(parse: Parse, run: Sequence[Token]) -> bool:
    kinds = {token.entity for token in run}
    if kinds & PLACE_ENTITIES:
        return True
    if run[-1].lemma.lower() in SITE_NOUNS and len(run) > 1:
        return True
    return "DATE" not in kinds and run[0].text[:1].isupper() and after_locative(parse, head_of(run))
