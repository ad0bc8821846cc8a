"""Resolve places that a text does not name: the airport, checkpoint 3, the city, the country."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.places.gazetteer import Gazetteer, Place, Rank
from safeconduct.core.intake.places.named import Hit, PlaceContext, acts, overlaps_any, unknown_place
from safeconduct.core.intake.places.words import DETERMINERS, GENERIC, SITE_KINDS, SITE_PARTS, THEATRE
from safeconduct.core.intake.reading import Precision

_QUALIFIERS = frozenset({"amod", "compound", "nmod", "nummod"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Hold what a generic word may point to: the places named in the text, the gazetteer, the case."""

    named: Sequence[Hit]
    gazetteer: Gazetteer
    context: PlaceContext
    _by_kind: dict[str, list[Hit]] = field(init=False, repr=False)
    _country: Place | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_kind: dict[str, list[Hit]] = {}
        for hit in self.named:
            by_kind.setdefault(hit.place.kind, []).append(hit)
        object.__setattr__(self, "_by_kind", by_kind)
        object.__setattr__(self, "_country", self._find_country())

    def country(self) -> Place | None:
        """Return the country the text is about: the case's, else the one named or lain in most often."""
        return self._country

    def _find_country(self) -> Place | None:
        code = self.context.country
        if not code:
            counted = Counter(hit.place.country for hit in self.named if hit.place.country)
            code = counted.most_common(1)[0][0] if counted else ""
        countries = (place for place in self.gazetteer.of_kind("country") if place.country == code)
        return next(countries, Place(code, Precision.COUNTRY, "country", code) if code else None)

    def city(self, before: int) -> Place | None:
        """Return the case's city, else the last one named before, else the first after."""
        if self.context.city and (known := self.gazetteer.named(self.context.city)):
            return known[0]
        return self.last("city", before, "capital")

    def capital(self, before: int) -> Place | None:
        """Return the capital of the country the text is about, else the city."""
        country = self.country()
        capitals = (
            place for place in self.gazetteer.of_kind("capital") if country and place.country == country.country
        )
        return next(capitals, None) or self.city(before)

    def of(self, kind: str, before: int) -> Place | None:
        """Return the country, the capital or the city that is meant."""
        if kind == "country":
            return self.country()
        return self.capital(before) if kind == "capital" else self.city(before)

    def last(self, kind: str, before: int, *more: str) -> Place | None:
        """Return the place of one of some kinds that was named last before a code point, else first after it."""
        earlier, later = [], []
        for hits in filter(None, (self._by_kind.get(each) for each in (kind, *more))):
            at = bisect_left(hits, before, key=lambda hit: hit.span.start)
            earlier += hits[max(0, at - 1) : at]
            later += hits[:1]
        if earlier:
            return max(earlier, key=lambda hit: hit.span).place
        return min(later, key=lambda hit: hit.span).place if later else None

    def count_cities(self) -> int:
        """Return how many cities the text names."""
        return len({hit.place.name for kind in ("city", "capital") for hit in self._by_kind.get(kind, ())})


def find_generic(parse: Parse, surroundings: Surroundings, taken: Sequence[Span]) -> list[Hit]:
    """Return the generic places in order; what points to nothing known is unknown, with a question."""
    found = []
    for first, noun, kind in _generic_nouns(parse):
        span = _noun_span(parse, first, noun)
        if overlaps_any(taken, span) or _qualifies_no_place(parse, noun):
            continue
        if kind == "country" and acts(parse, noun):
            continue
        hit = _resolve(parse, span, first, noun, kind, surroundings)
        if hit is not None:
            found.append(hit)
    return found + _theatres(parse, surroundings)


def _qualifies_no_place(parse: Parse, noun: Token) -> bool:
    return noun.dep in ("compound", "nmod") and parse.tokens[noun.head].lemma.lower() not in SITE_PARTS


def _generic_nouns(parse: Parse) -> list[tuple[Token, Token, str]]:
    """Return the generic nouns with their first and last token and their kind; of several words first."""
    found = []
    skip = -1
    for token in parse.tokens:
        if token.index <= skip:
            continue
        for length in (3, 2, 1):
            tokens = parse.tokens[token.index : token.index + length]
            phrase = " ".join([*(word.text.lower() for word in tokens[:-1]), tokens[-1].lemma.lower()])
            if len(tokens) == length and phrase in GENERIC and tokens[-1].pos in ("NOUN", "PROPN"):
                found.append((token, tokens[-1], GENERIC[phrase]))
                skip = tokens[-1].index
                break
    return found


def _noun_span(parse: Parse, first: Token, noun: Token) -> Span:
    """Cover the noun with its determiner and qualifiers, and the number after it."""
    start, end = first, noun
    while start.index > 0:
        before = parse.tokens[start.index - 1]
        if before.text.lower() in DETERMINERS:
            start = before
            break
        if before.dep not in _QUALIFIERS or before.head not in range(start.index, noun.index + 1):
            break
        start = before
    if noun.index + 1 < len(parse.tokens) and parse.tokens[noun.index + 1].text.isdigit():
        end = parse.tokens[noun.index + 1]
    return Span(start.start, end.end)


def _resolve(parse: Parse, span: Span, first: Token, noun: Token, kind: str, surroundings: Surroundings) -> Hit | None:
    written = parse.text[span.start : span.end]
    determined = written.split()[0].lower() in DETERMINERS
    numbered = written[-1].isdigit()
    plural = noun.tag in ("NNS", "NNPS")
    if not (determined or numbered or (plural and kind in SITE_KINDS)):
        return None
    bare = len(written.split()) == int(determined) + 1 + noun.index - first.index
    if kind == "region":
        return _region(span, surroundings)
    if kind in ("capital", "city", "country"):
        place = surroundings.of(kind, span.start)
    elif plural or not bare:
        place = None
    else:
        place = _only(kind, surroundings) or surroundings.last(kind, span.start)
        if place is None and kind == "airhead" and bare and not plural:
            return _airport_of_city(written, span, surroundings)
    if place is not None:
        return Hit(span, place)
    return Hit(span, unknown_place(written), _ask(written, kind, surroundings))


def _airport_of_city(written: str, span: Span, surroundings: Surroundings) -> Hit:
    """Give the airport its city's point and class where one city alone is in question; it stays a question."""
    city = surroundings.city(span.start)
    several = _count_sites("airhead", surroundings) > 1 or (
        not surroundings.context.city and surroundings.count_cities() > 1
    )
    if city is None or several:
        return Hit(span, unknown_place(written), _ask(written, "airhead", surroundings))
    name = f"{city.name} airport"
    place = replace(city, name=name, kind="airhead", parent=city.name, alternatives=())
    return Hit(span, place, f"Where is {name}? It is known only to lie in {city.name}.")


def _count_sites(kind: str, surroundings: Surroundings) -> int:
    return len(surroundings.gazetteer.of_kind(kind, Rank.CASE))


def _only(kind: str, surroundings: Surroundings) -> Place | None:
    places = surroundings.gazetteer.of_kind(kind, Rank.CASE)
    return places[0] if len(places) == 1 else None


def _ask(written: str, kind: str, surroundings: Surroundings) -> str:
    names = [place.name for place in surroundings.gazetteer.of_kind(kind, Rank.CASE)][:6]
    return f"Which place is {written!r}" + (f": {'; '.join(names)}?" if names else "?")


def _region(span: Span, surroundings: Surroundings) -> Hit:
    country = surroundings.country()
    if country is None:
        return Hit(span, unknown_place("region"), "Which region is meant?")
    return Hit(span, Place(f"{country.name} and around", Precision.REGION, "region", country.country))


def _theatres(parse: Parse, surroundings: Surroundings) -> list[Hit]:
    country = surroundings.country()
    if country is None:
        return []
    small = parse.text.lower()
    found = []
    for phrase in sorted(THEATRE):
        at = small.find(phrase)
        while at >= 0:
            found.append(Hit(Span(at, at + len(phrase)), country))
            at = small.find(phrase, at + 1)
    return found
