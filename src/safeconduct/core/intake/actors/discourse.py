"""Keep track, going through a text, of who was mentioned where."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from safeconduct.core.intake.actors import nouns
from safeconduct.core.intake.actors.countries import BY_CODE
from safeconduct.core.intake.actors.mentions import Mention
from safeconduct.core.intake.actors.names import Entry, NameFound
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.reading import Actor

LOCATING = frozenset({"across", "in", "inside", "into", "throughout"})
_COUNTED = (
    nouns.ARMED | nouns.CITIZENS | nouns.CIVILIANS | nouns.FORCES | nouns.MEMBERS | nouns.PEOPLE | nouns.PERPETRATORS
)
_WITH_S = nouns.FORCES | nouns.MEMBERS
SIDES = frozenset({"government", "armed_group", "organisation"})


WORDS_REMEMBERED, MENTIONS_REMEMBERED = 5_000, 200  # how far back a pronoun or "the army" may point: time stays linear


@dataclass(slots=True)
class Known:
    """Gather what the text tells of one actor."""

    name: str
    kind: str
    part_of: str = ""
    country: str = ""
    aliases: dict[str, None] = field(default_factory=dict)  # in order of the text
    titles: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Discourse:
    """Hold the working state of one pass through a text; `resolve` is given by the pass itself."""

    parse: Parse
    names: dict[int, NameFound]  # by head
    speakers: dict[int, int]  # token in a quote -> head of its speaker
    resolve: Callable[[int], tuple[str, ...]] = lambda _: ()
    known: dict[str, Known] = field(default_factory=dict)
    mentions: dict[int, list[Mention]] = field(default_factory=dict)  # by head
    setting: str = ""  # ISO code of the country in which most of the text plays
    by_first: dict[int, NameFound] = field(init=False)  # the names by their first token
    _heads: list[int] = field(default_factory=list)  # of the mentions, in order of the text
    _heads_unquoted: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Index the names."""
        self.by_first = {found.first: found for found in self.names.values()}

    def mention(self, mention: Mention) -> None:
        """Enter a mention."""
        here = self.mentions.setdefault(mention.head, [])
        if not here:
            insort(self._heads, mention.head)
            if mention.head not in self.speakers:
                insort(self._heads_unquoted, mention.head)
        here.append(mention)

    def add(self, key: str, name: str, kind: str, part_of: str = "", country: str = "") -> str:
        """Enter an actor, or what more is told of one; return its key."""
        known = self.known.setdefault(key, Known(name, kind))
        known.part_of = known.part_of or (part_of if part_of != key else "")
        known.country = known.country or country
        return key

    def government_of(self, code: str) -> str:
        """Enter the government of a country; return its key."""
        land = BY_CODE[code]
        return self.add(f"{land.prefix}_government", f"{land.name} government", "government", country=code)

    def kind_of(self, key: str) -> str:
        """Return the kind of an actor; "" where there is none."""
        return self.known[key].kind if key in self.known else ""

    def chain_of(self, key: str) -> Iterator[str]:
        """Go from an actor to what it is part of, and on."""
        seen: set[str] = set()
        while key in self.known and key not in seen:
            seen.add(key)
            yield key
            key = self.known[key].part_of

    def side_of(self, key: str) -> str:
        """Return the government, army, armed group or organisation for which somebody speaks; "" where none is told."""
        if self.kind_of(key) == "person" and self.kind_of(self.known[key].part_of) == "military":
            return self.known[key].part_of  # an army's spokesman speaks for the army
        chain = [part for part in self.chain_of(key) if self.kind_of(part) in SIDES]
        return chain[-1] if chain else ""

    def prefix_of(self, key: str) -> str:
        """Return how the keys of what belongs to an actor begin.

        A government's are the country's adjective: "afghan_allies".
        """
        known = self.known[key]
        if known.kind == "government" and known.country:
            return BY_CODE[known.country].prefix
        return key

    def before(self, token: int, *, skip_quotes: bool = False) -> Iterator[Mention]:
        """Go back through the mentions before a token, nearest first, as far as a reader remembers."""
        heads = self._heads_unquoted if skip_quotes else self._heads
        mentions = (mention for at in _go_back(heads, token) for mention in self.mentions[at])
        yield from islice(mentions, MENTIONS_REMEMBERED)

    def is_adjective(self, mention: Mention) -> bool:
        """Tell whether a mention is only an adjective ("Kenyan")."""
        found = self.names.get(mention.head)
        return found is not None and found.entry.kind == "nationality"

    def near_government(self, token: int) -> str:
        """Return the government spoken of last before a token and outside quotes, else that of the setting."""
        for mention in self.before(token, skip_quotes=True):
            side = self.side_of(mention.key)
            if self.kind_of(side) == "government" and self.kind_of(mention.key) != "population":
                return side
        return self.government_of(self.setting) if self.setting else ""

    def actors(self) -> tuple[Actor, ...]:
        """Return all actors, in the order of their first mention."""
        return tuple(
            Actor(key, known.name, known.kind, tuple(known.aliases), known.part_of, known.country)
            for key, known in self.known.items()
        )


def _go_back(heads: list[int], token: int) -> Iterator[int]:
    """Go back through the heads before a token; more may be entered on the way."""
    at = token
    while (place := bisect_left(heads, at)) and heads[place - 1] >= token - WORDS_REMEMBERED:
        at = heads[place - 1]
        yield at


def find_setting(parse: Parse, names: tuple[NameFound, ...]) -> str:
    """Return the ISO code of the country in which most of a text plays; "" where it names none.

    A country that something happens in counts more than one that acts.
    """
    weights: Counter[str] = Counter()
    for found in names:
        if not found.entry.country or found.entry.kind not in {"country", "nationality", "capital", "people"}:
            continue
        token = parse.tokens[found.head]
        located = token.dep == "pobj" and parse.tokens[token.head].lemma.lower() in LOCATING
        weights[found.entry.country] += 8 if located else 3 if found.entry.kind == "capital" else 1
    return weights.most_common(1)[0][0] if weights else ""


def link_persons(parse: Parse, names: tuple[NameFound, ...]) -> tuple[NameFound, ...]:
    """Return the names with every later surname under the key of the full name it belongs to."""
    full = {
        parse.tokens[found.last - 1].text: found.entry
        for found in reversed(names)
        if found.entry.kind == "person" and found.last - found.first > 1
    }
    taken = {at for found in names for at in range(found.first, found.last)}
    linked = [_link(parse, found, full) for found in names]
    linked += [
        NameFound(token.index, token.index + 1, token.index, full[token.text])
        for token in parse.tokens
        if token.index not in taken and token.text in full and token.pos in {"PROPN", "NOUN"}
    ]
    return tuple(sorted(linked, key=lambda found: found.first))


def _link(parse: Parse, found: NameFound, full: dict[str, Entry]) -> NameFound:
    last = parse.tokens[found.last - 1].text
    if last not in full or found.entry.key == full[last].key:
        return found
    alone = found.last - found.first == 1 and found.entry.kind in {"person", "place", "organisation"}
    if not alone:
        return found
    return NameFound(found.first, found.last, found.head, full[last])


def is_definite(parse: Parse, head: int) -> bool:
    """Tell whether a noun phrase points at something known: by an article, a demonstrative or an owner."""
    return any(
        child.dep == "poss" or (child.dep == "det" and child.text.lower() in {"the", "that", "this", "those", "these"})
        for child in parse.children(head)
    )


def owner_tokens(parse: Parse, head: int, prepositions: frozenset[str]) -> Iterator[Token]:
    """Go through the words that may say whose a noun is: modifiers first, then "of" and its like."""
    for child in parse.children(head):
        if child.dep in {"poss", "compound", "amod", "nmod"}:
            yield child
            yield from (grand for grand in parse.children(child.index) if grand.dep in {"compound", "amod"})
    for child in parse.children(head):
        if child.dep == "prep" and child.lemma.lower() in prepositions:
            yield from (grand for grand in parse.children(child.index) if grand.dep == "pobj")


def is_singular(token: Token) -> bool:
    """Tell whether a noun stands in the singular."""
    return token.tag in {"NN", "NNP"}


def lemma_of(token: Token) -> str:
    """Return the lemma in small letters; the parser leaves proper nouns as they are."""
    lemma = token.lemma.lower()
    if token.pos == "PROPN" and token.tag == "NNPS" and lemma.endswith("s"):
        return lemma[:-1]
    if lemma in _WITH_S or not lemma.endswith("s"):
        return lemma
    return lemma[:-1] if lemma[:-1] in _COUNTED else lemma
