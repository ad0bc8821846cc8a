"""Find the places and sites of a text that something may be done to: cities, airports, checkpoints, convoys."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.intake.actors import ActorMentions
from safeconduct.core.intake.actors.countries import BY_CODE
from safeconduct.core.intake.actors.discourse import find_setting, is_definite, is_singular
from safeconduct.core.intake.actors.grammar import children_of, noun_words
from safeconduct.core.intake.actors.names import find_names, make_key
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token

_AIRPORTS = frozenset({"aerodrome", "airfield", "airport", "airstrip"})
_SITES = _AIRPORTS | {
    "airbase", "aircraft", "ambulance", "area", "bank", "barge", "barracks", "base", "bazaar", "boat", "border",
    "bridge", "building", "bus", "cafe", "camp", "canal", "capital", "cathedral", "cemetery", "checkpoint",
    "church", "city", "clinic", "coast", "college", "compound", "convoy", "corridor", "country", "courthouse",
    "crossing", "dam", "depot", "district", "dock", "facility", "factory", "farm", "ferry", "fort", "fortress",
    "garrison", "gate", "hangar", "harbor", "harbour", "headquarters", "hideout", "highway", "home", "homeland",
    "hospital", "hotel", "house", "infrastructure", "installation", "institution", "island", "jetty", "junction",
    "landing", "library", "lighthouse", "mall", "market", "mill", "monastery", "mosque", "motorway", "museum",
    "nation", "neighborhood", "neighbourhood", "outpost", "palace", "park", "perimeter", "pharmacy", "pier",
    "pipeline", "plane", "plant", "port", "position", "post", "prison", "province", "quarter", "quay", "railway",
    "refinery", "region", "reservoir", "restaurant", "road", "roadblock", "route", "runway", "school", "shelter",
    "ship", "shrine", "square", "stadium", "state", "station", "store", "street", "stronghold", "substation",
    "suburb", "supermarket", "synagogue", "temple", "terminal", "territory", "theater", "theatre", "tower", "town",
    "train", "trawler", "truck", "tunnel", "university", "vehicle", "vessel", "village", "warehouse", "wharf",
    "workshop",
}  # fmt: skip
_CITIES = frozenset({"city", "town", "village"})
_LANDS = frozenset({"country", "nation"})
_REGIONS = frozenset(
    {"area", "district", "island", "neighborhood", "neighbourhood", "province", "region", "state", "suburb"}
)
_WITH_PLACE = frozenset({"along", "around", "at", "near", "outside", "to"})  # "checkpoints around the airport"
_VAGUE = frozenset(
    {
        "alleged", "busy", "central", "certain", "crowded", "different", "entire", "former", "key", "large",
        "local", "many", "nearby", "new", "old", "other", "own", "possible", "potential", "remote", "several",
        "small", "strategic", "suspected", "unknown", "various", "vital", "whole",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """Cover the words for one place."""

    key: str
    span: Span
    head: int


def find_sites(parse: Parse, mentions: ActorMentions) -> dict[int, Site]:
    """Return the sites of a text, and its countries as places, by the tokens that head their words."""
    return _Sites(parse, mentions).find()


class _Sites:
    """Go once through a text."""

    def __init__(self, parse: Parse, mentions: ActorMentions) -> None:
        self.parse = parse
        self.mentions = mentions
        names = find_names(parse)
        self.places = {found.head: found for found in names if found.entry.kind in {"capital", "country", "place"}}
        setting = find_setting(parse, names)
        self.land = BY_CODE[setting].place_key if setting else ""
        self.airport = self._named_airport()
        self.found: dict[int, Site] = {}

    def find(self) -> dict[int, Site]:
        for token in self.parse.tokens:
            self._add(token)
        return self.found

    def _named_airport(self) -> str:
        """Return the key of the airport that the text names first: "the airfield" is it; "" where it names none."""
        for token in self.parse.tokens:
            if token.lemma.lower() in _AIRPORTS:
                names = [child for child in self.parse.children(token.index) if self._is_name(child)]
                if names:
                    return self._key_of_words(token)
        return ""

    def _is_name(self, token: Token) -> bool:
        return token.dep in {"compound", "poss", "nmod"} and (token.pos == "PROPN" or token.index in self.places)

    def _add(self, token: Token) -> None:
        if token.index in self.found:
            return
        if token.index in self.places and token.dep not in {"compound", "amod"}:
            found = self.places[token.index]
            entry = found.entry
            key = BY_CODE[entry.country].place_key if entry.kind == "country" else entry.key
            span = Span(self.parse.tokens[found.first].start, self.parse.tokens[found.last - 1].end)
            if not self.mentions.at(token.index):
                self.found[token.index] = Site(key, span, token.index)
            return
        if self.mentions.at(token.index) or token.pos not in {"NOUN", "PROPN"} or token.dep in {"compound", "amod"}:
            return
        if token.lemma.lower() in _SITES:
            key, words = self._describe(token)
            if key:
                self.found[token.index] = Site(key, self.parse.span(words), token.index)

    def _describe(self, token: Token) -> tuple[str, tuple[int, ...]]:
        lemma = token.lemma.lower()
        words = noun_words(self.parse, token.index)
        named = self._place_after(token, {"of"}) if lemma in _CITIES | _LANDS | _REGIONS | {"capital", "port"} else None
        if named is not None:
            return named.key, tuple(sorted({*words, named.head}))
        if lemma == "homeland":
            return self._homeland(token), words
        bare = not any(child.dep in {"compound", "amod", "poss", "nmod"} for child in self.parse.children(token.index))
        if lemma in _LANDS and bare:
            return self.land, words
        if lemma in _CITIES and bare and is_singular(token):
            return self._last_city(token.index), words
        if lemma in _AIRPORTS and bare and self.airport:
            return self.airport, words
        if lemma in _REGIONS and bare:
            return "", words
        if bare and is_definite(self.parse, token.index):
            found = reversed(self.found.items())
            before = next((site for head, site in found if self.parse.tokens[head].lemma.lower() == lemma), None)
            if before is not None:
                return before.key, words
        beside = self._place_after(token, _WITH_PLACE)
        if beside is None:
            return self._with_owner(token), words
        at = self.parse.tokens[self.parse.tokens[beside.head].head].lemma.lower()
        return f"{self._key_of_words(token)}_{at}_{beside.key}", tuple(sorted({*words, beside.head}))

    def _place_after(self, token: Token, prepositions: set[str] | frozenset[str]) -> Site | None:
        for child in children_of(self.parse, token.index, "prep"):
            if child.lemma.lower() not in prepositions:
                continue
            for grand in children_of(self.parse, child.index, "pobj"):
                self._add(grand)
                if grand.index in self.found:
                    return self.found[grand.index]
        return None

    def _homeland(self, token: Token) -> str:
        for child in self.parse.children(token.index):
            for mention in self.mentions.at(child.index):
                actor = self.mentions.actor(mention.key)
                if actor is not None and actor.country:
                    return f"{BY_CODE[actor.country].prefix}_homeland"
        return "homeland"

    def _last_city(self, before: int) -> str:
        cities = [
            found for head, found in self.places.items() if head < before and found.entry.kind in {"capital", "place"}
        ]
        return cities[-1].entry.key if cities else ""

    def _with_owner(self, token: Token) -> str:
        """Return the key of a site with the actor it belongs to: "the convoy of the Red Cross" is red_cross_convoy."""
        for child in children_of(self.parse, token.index, "prep"):
            if child.lemma == "of":
                for grand in children_of(self.parse, child.index, "pobj"):
                    for mention in self.mentions.at(grand.index):
                        return f"{mention.key}_{self._key_of_words(token)}"
        return self._key_of_words(token)

    def _key_of_words(self, token: Token) -> str:
        kept = [token.index]
        for child in self.parse.children(token.index):
            vague = child.lemma.lower() in _VAGUE or child.tag in {"JJR", "JJS"}
            if child.dep in {"compound", "nmod"} or (child.dep == "amod" and child.pos == "ADJ" and not vague):
                within = [child, *children_of(self.parse, child.index, "compound", "amod", "nummod")]
                kept.extend(one.index for one in within if one.pos in {"PROPN", "NOUN", "ADJ", "NUM"})
        return make_key(" ".join(self._word(at) for at in sorted(set(kept))))

    def _word(self, at: int) -> str:
        """Return a word of a key; a country stands in its own short form."""
        for mention in self.mentions.at(at):
            actor = self.mentions.actor(mention.key)
            if actor is not None and actor.kind == "government" and actor.country and not self._is_place(at):
                return BY_CODE[actor.country].prefix
        return self.parse.tokens[at].text

    def _is_place(self, at: int) -> bool:
        """Tell whether a country's name says where a site is and not whose ("Sudan airport", "French base")."""
        return at in self.places and self.places[at].entry.kind == "country" and self.parse.tokens[at].text.isalpha()
