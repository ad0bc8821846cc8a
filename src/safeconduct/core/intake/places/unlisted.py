"""Find names that the gazetteer does not hold as written: near spellings, sites of a city, and unknown places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.places.gazetteer import Gazetteer, Place, Rank, metres_between
from safeconduct.core.intake.places.named import (
    PLACE_ENTITIES,
    Hit,
    acts,
    after_locative,
    head_of,
    overlaps_any,
    unknown_place,
)
from safeconduct.core.intake.places.names import name_key, sound_key
from safeconduct.core.intake.places.words import GENERIC, SITE_NOUNS
from safeconduct.core.intake.reading import Precision

_AREA_NOUNS = frozenset({"border", "district", "valley", "village"})  # "Rivertown village" is no site of Rivertown
_AIRHEAD_OF_CITY_METRES = 60_000.0  # airports lie within an hour of their city


def extend_to_sites(parse: Parse, hits: Sequence[Hit], gazetteer: Gazetteer) -> list[Hit]:
    """Return the hits with "Rivertown" made "Rivertown airport" where the text says so.

    A site of a city that the gazetteer does not hold keeps the city's point and the city's precision, and is asked for.
    """
    return [_extend(parse, hit, gazetteer) for hit in hits]


def _extend(parse: Parse, hit: Hit, gazetteer: Gazetteer) -> Hit:
    if hit.place.precision not in (Precision.CITY, Precision.DISTRICT, Precision.COUNTRY):
        return hit
    at = bisect_left(parse.tokens, hit.span.end, key=lambda token: token.start)
    following = parse.tokens[at : at + 2]
    while following and following[0].text.lower() == "international":
        following = following[1:]
    if not following or following[0].lemma.lower() not in SITE_NOUNS or following[0].start - hit.span.end > 16:
        return hit
    noun = following[0]
    if noun.lemma.lower() in _AREA_NOUNS:
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


def find_unlisted(parse: Parse, hits: Sequence[Hit], gazetteer: Gazetteer) -> list[Hit]:
    """Return the names that look like places and are in no hit: alike to a listed one, or unknown with a question."""
    found = []
    spans = sorted(hit.span for hit in hits)
    for tokens in _candidates(parse):
        longer = _with_capitals(parse, tokens)
        if gazetteer.like(parse.text[longer[0].start : longer[-1].end]):
            tokens = longer
        span = Span(tokens[0].start, tokens[-1].end)
        if overlaps_any(spans, span):
            continue
        name = parse.text[span.start : span.end]
        places = gazetteer.like(name) or gazetteer.like(_without_site_noun(name))
        person = any(token.entity == "PERSON" for token in tokens) and not after_locative(parse, head_of(tokens))
        if person:  # a small model takes many a village for a person: a name that sounds the same is one
            places = tuple(place for place in places if _sounds(place.name) == _sounds(name))
        sure = any(token.entity in PLACE_ENTITIES for token in tokens) or tokens[-1].lemma.lower() in SITE_NOUNS
        if len(places) == 1:
            found.append(
                Hit(span, places[0], "", f"{name} was read as {places[0].name}, which is spelt nearly the same.")
            )
        elif (sure or places) and not acts(parse, head_of(tokens)):
            listed = " or ".join(dict.fromkeys(place.name for place in places[:5]))
            question = f"Which place is {name}: {listed}?" if places else f"Where is {name}? No gazetteer holds it."
            found.append(Hit(span, unknown_place(name), question))
    return found


def _sounds(name: str) -> str:
    return sound_key(name_key(name))


def _with_capitals(parse: Parse, tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with what follows while it is written with a capital or joined by a hyphen."""
    longer = list(tokens)
    for token in parse.tokens[tokens[-1].index + 1 : tokens[-1].index + 8]:
        joined = token.start == longer[-1].end and (token.text == "-" or longer[-1].text == "-")
        if not (token.text[0].isupper() or joined):
            break
        longer.append(token)
    return longer


def _without_site_noun(name: str) -> str:
    words = name.split()
    return " ".join(words[:-1]) if words[-1].lower() in SITE_NOUNS else name


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
    if run[-1].lemma.lower() in SITE_NOUNS and len(run) > 1 and run[0].text[:1].isupper():
        return True
    if len(run) > 1 and run[0].text[:1].isupper() and not kinds & {"NORP", "DATE"}:
        return True  # "fighters took Qalla Naw": only a near spelling of a listed place comes of it
    return "DATE" not in kinds and run[0].text[:1].isupper() and after_locative(parse, head_of(run))
