"""Find the names of a gazetteer in a text, where they stand for a place and not for who acts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.places.gazetteer import Gazetteer, Place, Rank, first_rank, metres_between, reach_of
from safeconduct.core.intake.places.names import Word, cut_words, name_key
from safeconduct.core.intake.places.words import (
    ACTING,
    ADDRESSING,
    LOCATIVE,
    PLACE_HEADS,
    SITE_NOUNS,
    WITH_ACTORS,
)
from safeconduct.core.intake.reading import Precision

PLACE_ENTITIES = frozenset({"FAC", "GPE", "LOC"})
_NO_PLACE_ENTITIES = frozenset({"DATE", "LANGUAGE", "NORP", "PERSON"})
_GAP = re.compile(r"[\s\-–.'’]*")
_KNOWN_CITY = 500_000  # people; known by its name even where a parser takes it for a person
_PARTS = frozenset({"district", "neighborhood", "neighbourhood", "quarter", "suburb", "ward"})
_LARGE_CITY = 100_000  # people; a district that bears its name is meant only where the word district follows


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold a place found: what the gazetteer says of it, or only how it is written, and what to ask a person."""

    span: Span
    place: Place
    question: str = ""
    caution: str = ""


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """Say what is known before a text is read: where its case lies."""

    country: str = ""  # ISO 3166-1 alpha-2
    city: str = ""  # as the gazetteer names it
    near: tuple[float, float] | None = None  # x, y in degrees


def overlaps_any(spans: Sequence[Span], span: Span) -> bool:
    """Tell whether a span overlaps one of some that are in order and do not overlap each other."""
    at = bisect_left(spans, span)
    return any(other.overlaps(span) for other in spans[max(at - 1, 0) : at + 1])


def unknown_place(name: str) -> Place:
    """Return a place of which only the name is known."""
    return Place(name, Precision.UNKNOWN)


def find_named(parse: Parse, gazetteer: Gazetteer, context: PlaceContext) -> list[Hit]:
    """Return the names of the gazetteer that stand for places, the longest first wherever several begin."""
    words = cut_words(parse.text)
    mentioned = _mentioned_keys(words, gazetteer)
    hits: list[Hit] = []
    at = 0
    while at < len(words):
        for length in range(gazetteer.longest_from(words[at].plain), 0, -1):
            taken = words[at : at + length]
            key = " ".join(word.plain for word in taken)
            places = gazetteer.at_key(key)
            if not places or not _joined(parse.text, taken):
                continue
            span = _whole(parse.text, taken)
            places = tuple(place for place in places if stands_for_place(parse, span, place))
            if places:
                follows = words[at + length].plain if at + length < len(words) else ""
                hits.append(choose_place(parse.text, span, places, context, mentioned, follows))
                at += length - 1
                break
        at += 1
    return hits


def choose_place(
    text: str, span: Span, places: Sequence[Place], context: PlaceContext, mentioned: frozenset[str], follows: str = ""
) -> Hit:
    """Return the one place that a name means here, or an unknown one with the question which it is."""
    if cities := _cities_over_districts(places):
        places = [place for place in places if place.kind == "district"] if follows == "district" else cities
    fit: Sequence[Place] = first_rank(places)
    if follows in _PARTS and all(place.precision is Precision.CITY for place in fit):
        name = text[span.start : span.end]
        return Hit(span, unknown_place(f"{name} {follows}"), f"Where is the {follows} {name}?")
    for keep in (
        [place for place in fit if context.country and place.country == context.country],
        [place for place in fit if place.parent and name_key(place.parent) in mentioned],
        [place for place in fit if context.city and place.parent == context.city],
        [place for place in fit if place.precision is Precision.COUNTRY],
    ):
        fit = [place for place in fit if place in keep] or fit
    if widest := _far_largest(fit) or _widest(fit):
        fit = [widest]
    if len(fit) == 1:
        return Hit(span, fit[0])
    name = text[span.start : span.end]
    listed = "; ".join(", ".join(filter(None, (place.name, place.parent, place.country))) for place in fit[:5])
    return Hit(span, unknown_place(name), f"Which {name} is meant: {listed}?")


def stands_for_place(parse: Parse, span: Span, place: Place) -> bool:
    """Tell whether a name means a place where it stands: not a person, a common word, or a country that acts."""
    written = parse.text[span.start : span.end]
    if place.rank is Rank.CASE:
        return " " in written or parse.in_one_case or any(letter.isupper() or letter.isdigit() for letter in written)
    if not (parse.in_one_case or written[0].isupper() or not written[0].isascii()):
        return False
    if _goes_on_after_hyphen(parse.text, span.end):
        return False  # "Bagh" of "Bagh-e Darya", "Freedonia-based"
    letters = written.replace(".", "")
    if len(letters) <= 3 and letters.isascii() and not letters.isupper():
        return False  # "us" is no country
    tokens = list(parse.within(span))
    if not tokens:
        return " " in written or not written.isascii()
    if place.rank is Rank.FILE and any(letter.isdigit() for letter in written):
        return True  # "PD 5"
    head = head_of(tokens)
    if any(token.entity in _NO_PLACE_ENTITIES for token in tokens):
        return _stands_alone(parse, tokens) and after_locative(parse, head) and not _is_obscure(place)
    if _begins_longer_name(parse, head):
        return False  # "Washington" of a newspaper's name
    if place.precision in (Precision.COUNTRY, Precision.REGION):
        return not acts(parse, head)
    if place.rank is Rank.WORLD and not any(token.entity in PLACE_ENTITIES for token in tokens):
        return head.pos == "PROPN" and (after_locative(parse, head) or parse.tokens[head.head].lemma in SITE_NOUNS)
    return any(token.pos in ("PROPN", "NOUN", "ADJ", "X", "NUM") for token in tokens)


def _begins_longer_name(parse: Parse, head: Token) -> bool:
    above = parse.tokens[head.head]
    if head.dep != "compound" or above.pos != "PROPN" or above.index <= head.index:
        return False
    return above.lemma.lower() not in PLACE_HEADS | SITE_NOUNS


def _stands_alone(parse: Parse, tokens: Sequence[Token]) -> bool:
    """Tell a place taken for a person ("to Mashhad") from the part of a person's name."""
    around = (tokens[0].index - 1, tokens[-1].index + 1)
    return not any(parse.tokens[at].entity == tokens[0].entity for at in around if 0 <= at < len(parse.tokens))


def _is_obscure(place: Place) -> bool:
    """Tell whether a name belongs to people rather than to this place: the world's smaller cities."""
    return place.rank is Rank.WORLD and place.precision is Precision.CITY and place.population < _KNOWN_CITY


def _goes_on_after_hyphen(text: str, end: int) -> bool:
    """Tell whether a hyphen joins a name to a word in small letters."""
    return text[end : end + 1] in ("-", "‐", "‑") and text[end + 1 : end + 2].islower()


def head_of(tokens: Sequence[Token]) -> Token:
    """Return the token of some that the others hang on."""
    inside = {token.index for token in tokens}
    return next((token for token in tokens if token.head not in inside or token.head == token.index), tokens[-1])


def acts(parse: Parse, head: Token) -> bool:
    """Tell whether a country acts, is spoken with, or only qualifies somebody ("Freedonia officials")."""
    while head.dep == "conj" and head.head != head.index:
        head = parse.tokens[head.head]
    above = parse.tokens[head.head]
    if head.dep in ("compound", "nmod", "amod", "poss"):
        return above.lemma.lower() not in PLACE_HEADS | SITE_NOUNS
    if head.dep == "pobj":
        return above.text.lower() in WITH_ACTORS
    if head.dep in ("dobj", "obj"):
        return above.lemma in ADDRESSING
    return head.dep in ACTING


def after_locative(parse: Parse, head: Token) -> bool:
    """Tell whether a preposition of place governs a name."""
    while head.dep in ("conj", "compound", "appos") and head.head != head.index:
        head = parse.tokens[head.head]
    return head.dep == "pobj" and parse.tokens[head.head].text.lower() in LOCATIVE


def _mentioned_keys(words: Sequence[Word], gazetteer: Gazetteer) -> frozenset[str]:
    """Return every key of the gazetteer that the text holds, as place or not: they tell namesakes apart."""
    keys = set()
    for at, word in enumerate(words):
        for length in range(gazetteer.longest_from(word.plain), 0, -1):
            key = " ".join(taken.plain for taken in words[at : at + length])
            if gazetteer.at_key(key):
                keys.add(key)
    return frozenset(keys)


def _joined(text: str, words: Sequence[Word]) -> bool:
    return all(_GAP.fullmatch(text, one.end, other.start) for one, other in pairwise(words))


def _whole(text: str, words: Sequence[Word]) -> Span:
    """Cover the words, and the full stop of an abbreviation."""
    end = words[-1].end
    if len(words) > 1 and len(words[-1].plain) == 1 and text[end - 1].isalpha() and text[end : end + 1] == ".":
        end += 1
    return Span(words[0].start, end)


def _cities_over_districts(places: Sequence[Place]) -> list[Place]:
    """Return the large cities among namesakes, where a district bears a city's name and no site does."""
    if not any(place.kind == "district" for place in places) or any(place.rank is Rank.CASE for place in places):
        return []
    return [place for place in places if place.precision is Precision.CITY and place.population >= _LARGE_CITY]


def _widest(places: Sequence[Place]) -> Place | None:
    """Return the widest of rows that tell of one place, such as a district, its outline, and its chief village."""
    ordered = sorted(places, key=lambda place: (place.x is not None, reach_of(place)), reverse=True)
    widest = ordered[0]
    for place in ordered[1:]:
        away = metres_between(widest, place)
        if away is None or place.country != widest.country or away > reach_of(widest):
            return None
    return widest


def _far_largest(places: Sequence[Place]) -> Place | None:
    """Return the place with three times the people of any other, None where there is none."""
    ordered = sorted(places, key=lambda place: place.population, reverse=True)
    if len(ordered) > 1 and ordered[0].population >= 3 * max(ordered[1].population, 1):
        return ordered[0]
    return None
