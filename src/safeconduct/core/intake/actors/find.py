"""Find the actors of a text, each under one key, and every place where it mentions them."""

from __future__ import annotations

from dataclasses import dataclass, field

from safeconduct.core.intake.actors import nouns
from safeconduct.core.intake.actors.countries import BY_CODE
from safeconduct.core.intake.actors.discourse import (
    LOCATING,
    Discourse,
    find_setting,
    is_singular,
    lemma_of,
    link_persons,
)
from safeconduct.core.intake.actors.grammar import noun_words
from safeconduct.core.intake.actors.mentions import ActorMentions, Mention
from safeconduct.core.intake.actors.names import NameFound, find_names
from safeconduct.core.intake.actors.nominals import name_nominal
from safeconduct.core.intake.actors.people import owner_of
from safeconduct.core.intake.actors.pronouns import find_antecedent
from safeconduct.core.intake.actors.speech import find_speakers
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.parse import Parse, Token

_NOMINAL = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})  # an adjective here is a noun that the tagger missed
_SAYING_WHOSE = nouns.GOVERNMENTS | nouns.POLICE | nouns.FORCES | nouns.ARMED_FOLK  # "a government prison"
DEEPEST = 60  # owners of owners of a noun: Python itself ends at a thousand calls
_ROLE_LINKS = frozenset({"for", "of", "to", "from", "at", "with"})


def find_actors(document: Document, parse: Parse) -> ActorMentions:
    """Return who acts in a text: armed groups, governments, militaries, offices, persons, populations.

    "We" in a quote is the speaker's side; pronouns and words such as "that group" stand for whom the rules find, or for
    nobody. Outlets are left out: they carry statements.

    >>> from safeconduct.core.intake.parse import Parse, Token
    >>> document = Document("d", "Hamas", "en", "text/plain")
    >>> parse = Parse("Hamas", (Token(0, 0, 5, "Hamas", "Hamas", "PROPN", "NNP", "ROOT", 0, 0, "ORG"),))
    >>> find_actors(document, parse).actors[0].key
    'hamas'
    """
    if document.text != parse.text:
        raise ValueError("the parse is of another text than the document: parse the document's text")
    names = link_persons(parse, find_names(parse))
    discourse = Discourse(parse, {found.head: found for found in names}, find_speakers(parse))
    discourse.setting = find_setting(parse, names)
    going = _Pass(discourse, frozenset(at for found in names for at in range(found.first, found.last)))
    discourse.resolve = going.resolve
    for token in parse.tokens:
        if token.dep not in {"compound", "amod"} or token.index in discourse.names or lemma_of(token) in _SAYING_WHOSE:
            going.resolve(token.index)
    ordered = sorted((m for found in discourse.mentions.values() for m in found), key=lambda m: (m.span, m.key))
    return ActorMentions(discourse.actors(), tuple(ordered))


@dataclass(slots=True)
class _Pass:
    """Resolve token after token, each once; a noun may ask for another's before its turn."""

    discourse: Discourse
    in_names: frozenset[int]
    _open: set[int] = field(default_factory=set)
    _done: set[int] = field(default_factory=set)

    def resolve(self, at: int) -> tuple[str, ...]:
        """Return the keys of the actors that a token heads a mention of."""
        if at in self._open or len(self._open) >= DEEPEST:
            return ()
        if at not in self._done:
            self._open.add(at)
            self._resolve_new(self.discourse.parse.tokens[at])
            self._open.discard(at)
            self._done.add(at)
        return tuple(mention.key for mention in self.discourse.mentions.get(at, ()))

    def _resolve_new(self, token: Token) -> None:
        if token.index in self.discourse.names:
            self._resolve_name(self.discourse.names[token.index])
        elif token.index in self.in_names:
            return
        elif token.pos == "PRON" or token.tag in {"PRP", "PRP$"}:
            self._resolve_pronoun(token)
        elif token.pos in {"NOUN", "PROPN"} or (token.pos == "ADJ" and token.dep in _NOMINAL):
            key = name_nominal(self.discourse, token.index)
            if key:
                self._mention(
                    key, self.discourse.parse.span(noun_words(self.discourse.parse, token.index)), token.index
                )

    def _mention(self, key: str, span: Span, head: int, place: str = "", antecedent: int | None = None) -> None:
        self.discourse.mention(Mention(span, key, head, place, antecedent))
        if self.discourse.parse.tokens[head].pos != "PRON":
            self.discourse.known[key].aliases[self.discourse.parse.text[span.start : span.end]] = None

    def _resolve_pronoun(self, token: Token) -> None:
        antecedent, keys = find_antecedent(self.discourse, token.index)
        for key in keys:
            self._mention(key, Span(token.start, token.end), token.index, antecedent=antecedent)

    def _resolve_name(self, found: NameFound) -> None:
        discourse, entry = self.discourse, found.entry
        span = Span(discourse.parse.tokens[found.first].start, discourse.parse.tokens[found.last - 1].end)
        if entry.kind in {"country", "nationality"}:
            token = discourse.parse.tokens[found.head]
            if token.dep == "pobj" and discourse.parse.tokens[token.head].lemma.lower() in LOCATING:
                return  # only where something happens
            place = BY_CODE[entry.country].place_key if entry.kind == "country" else ""
            self._mention(discourse.government_of(entry.country), span, found.head, place)
        elif entry.kind == "people":
            self._mention(discourse.add(entry.key, entry.name, "population", country=entry.country), span, found.head)
        elif entry.kind == "capital":
            if discourse.parse.tokens[found.head].dep == "nsubj":
                self._mention(discourse.government_of(entry.country), span, found.head, entry.key)
        elif entry.kind == "person":
            discourse.add(entry.key, entry.name, "person", country=entry.country)
            self._mention(entry.key, span, found.head)
            self._tell_person(found)
        elif entry.kind != "place":
            if entry.part_of.endswith("_government") or entry.part_of.endswith("_military"):
                self._add_state(entry.part_of)
            discourse.add(entry.key, entry.name, entry.kind, entry.part_of, entry.country)
            self._mention(entry.key, span, found.head)

    def _add_state(self, key: str) -> None:
        """Enter the government, or the military and the government, of a key."""
        prefix = key.rsplit("_", 1)[0]
        code = next((land.code for land in BY_CODE.values() if land.prefix == prefix), "")
        if not code:
            return
        government = self.discourse.government_of(code)
        if key != government:
            self.discourse.add(key, f"{BY_CODE[code].name} military", "military", government, code)

    def _tell_person(self, found: NameFound) -> None:
        """Enter a person's titles, and for whom he or she speaks."""
        discourse = self.discourse
        known = discourse.known[found.entry.key]
        tokens = discourse.parse.tokens
        before = [
            child for child in discourse.parse.children(found.head) if child.dep in {"compound", "amod", "poss", "nmod"}
        ]
        outside = [child for child in before if not found.first <= child.index < found.last]
        roles = [child for child in discourse.parse.children(found.head) if child.dep == "appos"]
        if tokens[found.head].dep == "appos":
            roles.append(tokens[tokens[found.head].head])
        roles = [role for role in roles if lemma_of(role) in nouns.MEMBERS | nouns.STATE_LEADERS and is_singular(role)]
        titles = {lemma_of(child) for child in outside} & (nouns.MEMBERS | nouns.STATE_LEADERS | nouns.TITLES)
        titles |= {lemma_of(role) for role in roles}
        known.titles |= titles
        if known.country:
            known.part_of = known.part_of or discourse.government_of(known.country)
        if known.part_of or not (titles or outside):
            return
        owner = next((keys[0] for child in outside if (keys := self.resolve(child.index))), "")
        owner = owner or next((key for role in roles if (key := owner_of(discourse, role.index, _ROLE_LINKS))), "")
        if owner and discourse.kind_of(owner) == "person":
            owner = discourse.side_of(owner)
        if not owner and titles & nouns.SPOKESPEOPLE:
            owner = self._office_before(found)
        if not owner and titles & nouns.STATE_LEADERS and discourse.setting:
            owner = discourse.government_of(discourse.setting)
        if not owner and titles - {"mr.", "mrs.", "ms.", "dr.", "of"}:
            owner = discourse.near_government(found.head)
        known.part_of = owner if owner != found.entry.key else ""

    def _office_before(self, found: NameFound) -> str:
        """Return the office at whose briefing a spokesman speaks: the one named before, in the same sentence."""
        tokens = self.discourse.parse.tokens
        for at in range(found.first - 1, -1, -1):
            if tokens[at].sentence != tokens[found.head].sentence:
                break
            for key in self.resolve(at):
                if self.discourse.kind_of(key) in {"office", "organisation", "military", "government", "armed_group"}:
                    return key
        return ""
